"""How far a speaker stands behind a sentence, and whose word it is."""

from dataclasses import dataclass

from lagebild.model.annotation import Factuality
from lagebild.reading.passage import Passage, Sentence
from lagebild.reading.words import Language

REPORTED: dict[Factuality, Factuality] = {
    "planned": "reported_planned",
    "asserted": "reported",
    "assessed": "reported",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Who says something and how: `level` and `factuality` as an annotation has them."""

    speaker: tuple[str, ...]
    level: str
    factuality: Factuality


def _read_own_factuality(text: str, offset: int, language: Language) -> Factuality:
    """What the clause up to a trigger and the sentence around it say; the first rule that fits wins."""
    for factuality, pattern in language.factuality.rules:
        for match in pattern.finditer(text):
            if match.start() <= offset or match.lastgroup == "anywhere":
                return factuality  # type: ignore[return-value]  # the language files hold only factualities
    return "asserted"


def read_standing(passage: Passage, sentence: Sentence, offset: int, language: Language) -> Standing:
    """Who says what stands at an offset of a sentence.

    A sentence that passes on a report keeps its zone's speaker, at level `quoted`: a questioner who has heard of
    reports is the one who says so here, and the factuality tells that it is a report.
    """
    factuality = _read_own_factuality(sentence.text, offset, language)
    report = language.report.search(sentence.text)
    if report and (report.start() <= offset or report.lastgroup == "anywhere"):
        return Standing(sentence.speaker, "quoted", REPORTED.get(factuality, factuality))
    level = "document" if sentence.speaker == passage.issuers else "zone"
    return Standing(sentence.speaker, level, factuality)
