"""Which states and bodies issue a document, by the sentence or title in which they say so."""

import re
from dataclasses import dataclass

from lagebild.model.document import DocumentKind
from lagebild.text.places import PlaceMention, find_places

SENTENCE_LENGTH = 2_500
"""Code points of the longest issuer sentence. Source: a statement of fifty states by name has 1,400."""

OFFICES = (
    r"(?:president|vice president|prime minister|chancellor|foreign (?:minister|secretary)|"
    r"secretary of state|secretary|minister|"
    r"king|emperor|representatives?|ministers?|leaders?|heads? of (?:state|government)|governments?|ambassadors?|"
    r"permanent representatives?|high representative|(?:bundes)?präsident(?:in)?|"
    r"(?:bundes)?kanzler(?:in)?|premierminister(?:in)?|"
    r"ministerpräsident(?:in)?|(?:außen|verteidigungs)minister(?:in)?|"
    r"vertreter(?:innen)?(?: und vertreter)?|regierungen|member states)"
)

EARLY_LENGTH = 1_500
"""Code points of a body within which `the following statement was released by` must stand."""

_VERBS = (
    r"(?:condemn|convene|gather|me[et]t|express|reaffirm|welcome|reiterate|declare|remain|recall|call|stand|have|are|were|today|"
    r"hereby|issue|commend|affirm|agree|emphasi[sz]e|underline|underscore|note|support|urge|strongly|reject|commit|announce|"
    r"recogni[sz]e|acknowledge|pledge|resolve|share|believe|held|commemorate|unite|assemble|regret|deplore|firmly|"
    r"unequivocally|jointly|resolutely|confirm|reached|discussed?|demand|mark|launch|establish|join|decide|applaud|denounce|warn|"
    r"in view of|in response)(?:ed|s|d)?\b"
)
_ENGLISH_WE = re.compile(
    rf"\bWe,? (?:the |representatives |members ).{{3,{SENTENCE_LENGTH}}}?(?=(?:,|\)|\b\w+)\s+{_VERBS}|[.;:]\s|\Z)",
    re.DOTALL,
)
_GERMAN_WE = re.compile(
    rf"\bWir, (?:die|der)\b.{{3,{SENTENCE_LENGTH}}}?(?=,\s+(?!(?:der|des|die|das|den|dem|von|"
    rf"vom|sowie|und|in|im|am|als|auch|darunter|"
    r"einschließlich|gemeinsam|zusammen|vertreten|unterstützt)\b)[a-zäöü]\w*(?:en|n|t)\b|[.;:]\s|\Z)",
    re.DOTALL,
)
_PASSIVE = (
    re.compile(
        rf"\b(?:Wortlaut|Text|\w*[Ee]rklärung|Stellungnahme|Mitteilung|Kommuniqu\w)\b[^.]{{0,80}}?\b(?:wurde|wird|ist)\b[^.]{{0,80}}?\bvo[nm]\b(.{{3,{SENTENCE_LENGTH}}}?)\b(?:herausgegeben|veröffentlicht|abgegeben|verabschiedet|angenommen|unterzeichnet|beschlossen)\b",
        re.DOTALL,
    ),
    re.compile(
        r"\b(?:statement|declaration|communiqu[eé]|text)\b[^.]{0,60}?\b(?:was|is|"
        r"has been) (?:jointly )?(?:released|issued|agreed|adopted|made|delivered|signed|"
        r"endorsed|published)\b"
        rf"[^.;]{{0,40}}?\b(?:by|"
        rf"on behalf of)\b(.{{3,{SENTENCE_LENGTH}}}?)(?=(?:,? (?:on the (?:occasion|margins|"
        rf"sidelines)|following|after|at the|during|in response|regarding|concerning|"
        rf"on (?:the )?\d|on [A-Z][a-z]+ \d))\b|[.:;]\s*(?:[A-Z“\"]|\Z)|\Z)",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\b(?:statement|speak(?:ing)?|delivere?d?|issued?|honou?r|pleas(?:ure|"
        rf"ed))\b[^.]{{0,80}}?|\A)\bon behalf of\b(.{{3,{SENTENCE_LENGTH}}}?)(?=[.:;]\s|, (?:I|"
        rf"we|ich|wir)\b|\Z)",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\b(?:[Ee]rklärung|spreche|gebe|abgeben|abzugeben|Ehre)\b[^.]{{0,80}}?|"
        rf"\A)\b[Ii]m Namen\b(.{{3,{SENTENCE_LENGTH}}}?)(?=[.:;]\s|, (?:ich|wir)\b|\Z)",
        re.DOTALL,
    ),
)
_TITLE_BY = re.compile(
    r"(?:statement|declaration|communiqu[eé]|fact sheet|vision|erklärung|kommuniqu[eé]|"
    r"stellungnahme|mitteilung)\w*\s+(?:(?:of|by|from|between|der|des|von|vom|zwischen)\b|"
    r"(?<=[Ee]rklärung )(?!(?:zu|zur|zum|über|anlässlich|nach|im|in|am|bezüglich|vom)\b))(.+?)"
    r"(?=\s+(?:on|regarding|concerning|following|about|at|to mark|in response|marking|calling|"
    r"condemning|zu|zur|zum|über|anlässlich|nach|bezüglich|betreffend|vom \d|im|in)\b|[:–—]|"
    r"\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_JOINT = re.compile(
    r"(?P<who>.+?)\b(?:joint|leaders['’]|gemeinsame|ministers['’]|foreign ministers['’]|"
    r"summit|trilateral|bilateral|quad|statement|communiqu)",
    re.IGNORECASE | re.DOTALL,
)
_SUBJECT = re.compile(
    rf"\A(.{{3,900}}?)(?=\s(?:{_VERBS}|reaffirmed|trafen|haben|bekräftig\w+|verurteil\w+|erklär\w+|begrüß\w+))",
    re.DOTALL,
)
_FIRST_SENTENCE = re.compile(r"\A(.{3,900}?[a-z)]{2})(?=[.;]\s|\Z)", re.DOTALL)
_JOINT = re.compile(r"\b(?:joint|gemeinsame[sn]?|declaration)\b", re.IGNORECASE)
_TOPIC = re.compile(
    r"\b(?:with|mit|against|gegen|on|in|to|bei|zu|towards|National)\s+(?:(?:the|der|dem|den|die|das)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(
    rf"\b{OFFICES}\b(?:\s+[^;:]{{0,60}}?)?,?\s+(?:of|der|des|von|from)\s+(?:the\s+|der\s+|des\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundIssuers:
    """Issuer ids, sorted, and the sentences in which they stand (places in the text)."""

    ids: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def find_issuers(
    text: str,
    *,
    body: tuple[int, int],
    title: tuple[int, int] | None,
    lang: str | None,
    kind: DocumentKind,
    publisher_speaks: str | None,
) -> FoundIssuers:
    """The issuers, by the first of: issuer sentence, title, opening subjects, the publisher's own state.

    Args:
        text: The document's text.
        body: Where to look: the offsets of the body's beginning.
        title: Place of the title, or None.
        lang: ISO 639-1.
        kind: As recognised; only a joint document has issuers beside its publisher's state.
        publisher_speaks: The state or body that the publisher speaks for, or None.
    """
    spans = _find_sentences(text, body)
    ids = _unite(text, spans, lang)
    if ids:
        return FoundIssuers(ids, spans)
    is_joint = bool(title and _JOINT.search(text[title[0] : title[1]]))
    if kind == "joint_statement" or (kind == "fact_sheet" and title and is_joint):
        ids = _find_in_title(text, title, lang) if title else ()
        ids = (
            ids if len(ids) > 1 or _is_group(ids) else _find_subjects(text, body, lang, whole=is_joint) or ids
        )
    elif kind == "statement":
        ids = _find_named_in_title(text, title, lang) if title else ()
        ids = ids if len(ids) > 1 else _find_subjects(text, body, lang, whole=False) or ids
    if len(ids) > 1 or _is_group(ids):
        return FoundIssuers(ids, ())
    if publisher_speaks or ids:
        return FoundIssuers((publisher_speaks,) if publisher_speaks else ids, ())
    if kind in {"statement", "press_release"}:
        return FoundIssuers(_find_single_subject(text, body, lang), ())
    return FoundIssuers((), ())


def _find_sentences(text: str, body: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    spans = []
    early = text[body[0] : min(body[1], body[0] + EARLY_LENGTH)]
    for pattern in _PASSIVE:
        found = pattern.search(early)
        if found:
            spans.append(_trim(text, body[0] + found.start(1), body[0] + found.end(1)))
            break
    for pattern in (_GERMAN_WE, _ENGLISH_WE):
        found = pattern.search(text, *body)
        if found:
            spans.append(_trim(text, *found.span()))
    return tuple(sorted(spans))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    raw = text[start:end]
    return start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())


def _unite(text: str, spans: tuple[tuple[int, int], ...], lang: str | None) -> tuple[str, ...]:
    ids: set[str] = set()
    for start, end in spans:
        ids |= _keep_speakers(text[start:end], lang)
    return _without_groups(ids)


def _keep_speakers(words: str, lang: str | None) -> set[str]:
    return {
        place.id
        for place in find_places(words, lang)
        if place.kind in {"state", "body", "government", "adjective"} and not _is_topic(words, place)
    }


def _is_topic(words: str, place: PlaceMention) -> bool:
    return bool(_TOPIC.search(words[: place.start])) and place.start > 0


def _without_groups(ids: set[str]) -> tuple[str, ...]:
    states = {found for found in ids if len(found) == 2 and found not in {"EU", "UN"}}  # noqa: PLR2004  # ISO alpha-2
    if len(states) >= 3:  # noqa: PLR2004  # then the group beside them is named by its members
        ids = ids - {"G7", "G20", "MSMT", "INT"}
    return tuple(sorted(ids))


def _is_group(ids: tuple[str, ...]) -> bool:
    return bool(set(ids) & {"G7", "G20", "MSMT", "NATO", "UNSC", "ASEAN", "EU"})


def _find_in_title(text: str, title: tuple[int, int], lang: str | None) -> tuple[str, ...]:
    words = text[title[0] : title[1]]
    found = _TITLE_BY.search(words)
    ids = _keep_speakers(found[1], lang) if found else set()
    if not ids:
        before = _TITLE_JOINT.match(words)
        ids = _keep_speakers(before["who"], lang) if before else set()
    return _without_groups(ids)


def _find_named_in_title(text: str, title: tuple[int, int], lang: str | None) -> tuple[str, ...]:
    found = _TITLE_BY.search(text[title[0] : title[1]])
    places = find_places(found[1], lang) if found else []
    named = (
        {place.id for place in places if place.kind in {"state", "body"} and not _is_topic(found[1], place)}
        if found
        else set()
    )
    return _without_groups(named)


def _find_subjects(text: str, body: tuple[int, int], lang: str | None, *, whole: bool) -> tuple[str, ...]:
    """States whose office-holders are the subject of the first sentence; of the `whole` sentence in a joint text."""
    opening = (_FIRST_SENTENCE if whole else _SUBJECT).search(text[body[0] : body[1]])
    if not opening:
        return ()
    words = opening[1]
    places = [place for place in find_places(words, lang) if place.kind in {"state", "body"}]
    return tuple(
        sorted(
            {
                place.id
                for place in places
                if _OFFICE_OF.search(words[: place.start]) or _follows(words, place, places)
            }
        )
    )


def _follows(words: str, place: PlaceMention, places: list[PlaceMention]) -> bool:
    before = [other for other in places if other.end <= place.start]
    if not before:
        return False
    gap = words[before[-1].end : place.start]
    is_list = bool(
        re.fullmatch(r"\s*(?:\([^)]*\))?,?\s*(?:(?:and|und|sowie)\s+)?(?:(?:the|der|des|die)\s+)?", gap)
    )
    return is_list and (
        bool(_OFFICE_OF.search(words[: before[-1].start])) or _follows(words, before[-1], places)
    )


def _find_single_subject(text: str, body: tuple[int, int], lang: str | None) -> tuple[str, ...]:
    opening = text[body[0] : min(body[1], body[0] + 80)]
    first = next(iter(find_places(opening, lang)), None)
    if first is None or first.kind not in {"state", "government"}:
        return ()
    is_subject = re.fullmatch(r"(?:(?:The|Die|Das)\s+)?", opening[: first.start]) is not None
    is_speaking = re.match(
        r"\s+(?:\w+ly\s+)?(?:condemns|welcomes|deplores|rejects|denounces|verurteilt|begrüßt)\b",
        opening[first.end :],
    )
    return (first.id,) if is_subject and is_speaking else ()
