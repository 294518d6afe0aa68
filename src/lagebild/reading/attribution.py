"""How far a speaker stands behind a sentence, and whose word it is."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from lagebild.model.annotation import Factuality
from lagebild.reading.passage import Passage, Sentence
from lagebild.reading.roles import ids_of, in_group, name_roles
from lagebild.reading.words import Language

REPORTED: dict[Factuality, Factuality] = {
    "planned": "reported_planned",
    "asserted": "reported",
    "assessed": "reported",
}


SAYS_WITHIN = 60
"""Who says something stands at most this many code points before the word that says so. Source: our own choice; not
measured."""


_OF_CLAUSE = frozenset({"proposed", "possible", "planned", "alleged"})
"""What only holds in the clause that says so; a report or a condition holds for its whole sentence."""

PLANS_WITHIN = 100
"""A word of planning or doubt holds for what follows it within so many code points. Source: our own choice; not
measured."""

OPENS_CLAUSE = 60
"""A word of planning may stand at most this far before the clause that tells what is planned: `plans, from May on,
to …`. Source: our own choice; not measured."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who says something and how: `level` and `factuality` as an annotation has them."""

    speaker: tuple[str, ...]
    level: str
    factuality: Factuality


@lru_cache(maxsize=4)
def _list_words(text: str, language: Language) -> tuple[list[tuple[Factuality, int, int, bool]], list[int]]:
    """The words that tell how far a speaker stands behind a sentence, first rule first, and where clauses begin.

    Kept for the sentence at hand, which many readings may share.
    """
    words = [
        (factuality, match.start(), match.end(), match.lastgroup == "anywhere")
        for factuality, pattern in language.factuality.rules
        for match in pattern.finditer(text)
    ]
    return words, [end.end() for end in language.roles.clause.finditer(text)]  # type: ignore[return-value]  # the language files hold only factualities


def _read_own_factuality(text: str, offset: int, language: Language) -> Factuality:
    """What the clause up to a trigger and the sentence around it say; the first rule that fits wins."""
    words, clauses = _list_words(text, language)
    clause = clauses[place - 1] if (place := bisect_right(clauses, offset)) else 0
    for factuality, start, end, anywhere in words:
        if anywhere:
            return factuality
        near = factuality not in _OF_CLAUSE or (end >= clause - OPENS_CLAUSE and offset - end <= PLANS_WITHIN)
        if start <= offset and near:
            return factuality
    return "asserted"


def _find_source(sentence: Sentence, offset: int, language: Language) -> tuple[str, ...]:
    """The states or bodies whose word a sentence passes on: `according to X`, `X said`; empty where none is named."""
    names = name_roles(sentence, language.roles)
    sources = [name for name in names if name.marker == "source"]
    if sources:
        return tuple(ids_of(sources))
    said = next((match for match in language.said.finditer(sentence.text, 0, offset)), None)
    if said is None:
        return ()
    bare = [name for name in names if name.marker in ("bare", "genitive") and name.end <= said.start()]
    near = [name for name in bare if said.start() - name.end <= SAYS_WITHIN]
    return tuple(ids_of(in_group(bare, near[0]))) if near else ()


def read_standing(passage: Passage, sentence: Sentence, offset: int, language: Language) -> Standing:
    """Who says what stands at an offset of a sentence.

    A sentence that passes on the word of a named state is that state's, at level `quoted`. One that passes on a report
    of nobody named keeps its zone's speaker: a questioner who has heard of reports is the one who says so here, and
    the factuality tells that it is a report.
    """
    factuality = _read_own_factuality(sentence.text, offset, language)
    report = language.report.search(sentence.text)
    reported = report is not None and (report.start() <= offset or report.lastgroup == "anywhere")
    said = language.said.search(sentence.text, 0, offset)
    if reported or said:
        source = _find_source(sentence, offset, language)
        if reported or (source and not set(source) <= set(sentence.speaker)):
            return Standing(source or sentence.speaker, "quoted", REPORTED.get(factuality, factuality))
    level = "document" if sentence.speaker == passage.issuers else "zone"
    return Standing(sentence.speaker, level, factuality)
