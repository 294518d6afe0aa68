"""A page of a public question site: who asks whom, the question, the answer, and the site's counters."""

import re
from dataclasses import dataclass

from lagebild.documents.layout import Block, Layout
from lagebild.model.document import QuestionPage

_NUMBER = r"(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d+)"
_COUNTERS = (
    re.compile(
        rf"(?P<a>{_NUMBER})\s*(?:/|von|of|out of)\s*(?P<r>{_NUMBER})\s*(?:Fragen|"
        rf"questions)\s+(?:\w+\s+)?(?:beantwortet|answered)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:answered|beantwortet)\s*:?\s*(?P<a>{_NUMBER})\s*(?:/|von|of|"
        rf"out of)\s*(?P<r>{_NUMBER})(?:\s*(?:Fragen|questions))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<a>{_NUMBER})\s*(?:Antworten|answers)\s*(?:/|von|of|out of|auf|to|,|•|\|)\s*(?P<r>{_NUMBER})\s*(?:Fragen|"
        rf"questions)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<r>{_NUMBER})\s*(?:Fragen|questions)(?:\s+(?:gestellt|erhalten|received|asked))?\s*(?:/|,|•|\||und|and)\s*(?P<a>{_NUMBER})\s*(?:Antworten|answers|beantwortet|answered)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:Fragen|questions)(?:\s+(?:erhalten|received))?\s*:\s*(?P<r>{_NUMBER})\W+(?:Antworten|answers|answered|beantwortet)\s*:\s*(?P<a>{_NUMBER})",
        re.IGNORECASE,
    ),
)
"""How question sites count, German and English. Source: pages of public question sites and their translations."""

_ASKED = re.compile(
    r"(?:Frage|Question|Anfrage) (?:von|by|from|asked by)(?!\w)\s*:?\s*(?P<asker>[^•|·]{0,80}?)\s*(?:[•|·].*)?$",
    re.IGNORECASE,
)
_ASKED_TO = re.compile(r"^(?P<asker>.+?)\s+(?:an|to)\s+(?P<holder>[A-ZÄÖÜ].{3,60})$")
_ANSWERED = re.compile(
    r"(?:Antwort|Answer|Reply|Response) (?:von|by|from|of)(?!\w)\s*:?\s*(?P<name>[^•|·]{0,80}?)\s*(?:[•|·].*)?$",
    re.IGNORECASE,
)
_PORTRAIT = re.compile(
    r"(?:Portr[aä]i?t|Foto|Photo|Bild|Picture) (?:von|of|des|der)\s+(?P<name>.{3,80})$", re.IGNORECASE
)
_QUESTION_TO = re.compile(
    r"(?:Frage an|Question (?:to|for))\s*:?\s*(?P<holder>[A-ZÄÖÜ][^•|·?]{3,80}?)\s*(?:[•|·].*)?$"
)
_FURNITURE = re.compile(
    r"(?:nach oben|back to top|Was möchten Sie wissen|What would you like to (?:know|ask)|"
    r"Weitere Fragen|More questions|"
    r"Teilen$|Share$|Frage stellen|Ask (?:a|your) question|Schlagworte?$|Tags?:?$|Keywords?$|"
    r"Jetzt |Spenden|Donate|Newsletter|"
    r"Portr[aä]i?t (?:von|of)|Über diese Seite|About this site|Impressum|Imprint|Datenschutz|Privacy|Ähnliche Fragen|"
    r"Similar questions|Related questions|Hat Ihnen|Was this helpful|Folgen|Follow )",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:Mit (?:freundlichen|besten|herzlichen|vielen|kollegialen|freundlichem|"
    r"bestem) Gr[uü](?:ß|ss)(?:en)?|(?:Freundliche|Beste|Herzliche|Viele|Liebe|Schöne) Grüße|"
    r"Hochachtungsvoll|Ihr(?:e)?,?$|MfG\b|(?:Yours|Best|Kind|Warm|With (?:best|"
    r"kind)) ?(?:sincerely|faithfully|truly|regards|wishes)?|Sincerely)[,.]?",
    re.IGNORECASE,
)
_NOT_ANSWERED = re.compile(
    r"(?:Noch keine Antwort|Diese Frage wurde noch nicht|No answer yet|Not (?:yet )?answered|Awaiting (?:an )?answer)",
    re.IGNORECASE,
)
_PARTY = re.compile(r"[^\d%:?!]{2,45}")
_NO_PARTY = re.compile(
    r"(?:Fragen|Questions|Antwort|Answer|Profil|Profile|Abgeordnete|Member|Bundestag|Parliament|Portr)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadQuestionPage:
    """A question page with the places of its parts; a part that the page lacks is None.

    Attributes:
        facts: What the page states.
        title: The question's heading, or None.
        question: Place of the question, heading included.
        answer: Place of the answer, from salutation to signature.
        signature: Place of the closing words and name within the answer.
        furniture: Places of the site's own lines before, between and after.
    """

    facts: QuestionPage
    title: Block | None
    question: tuple[int, int] | None
    answer: tuple[int, int] | None
    signature: tuple[int, int] | None
    furniture: tuple[tuple[int, int], ...]


def read_question_page(layout: Layout) -> ReadQuestionPage | None:
    """The parts of a question page, or None where the text is none.

    A page is one where an asker is named, and an answering person or the site's counter.
    """
    lines = layout.lines
    asked = _find(lines, _ASKED, 0)
    if asked is None:
        return None
    answered = _find_answer(lines, asked)
    counters = _find_counters(layout.text[: lines[-1].end])
    if answered is None and counters is None:
        return None
    asker, asked_end = _read_asker(lines, asked)
    holder, party = _read_holder(lines, asked, answered, asker)
    question_end = answered if answered is not None else _find_end(lines, asked_end)
    question = _span(lines, asked_end, _without_portrait(lines, asked_end, question_end))
    answer_from = _skip_answer_header(lines, answered, holder, party) if answered is not None else None
    answer_to = _find_end(lines, answer_from) if answer_from is not None else None
    answer = (
        _span(lines, answer_from, answer_to) if answer_from is not None and answer_to is not None else None
    )
    facts = QuestionPage(
        office_holder=holder,
        party=party,
        asker=asker,
        questions_received=counters[0] if counters else None,
        questions_answered=counters[1] if counters else None,
    )
    return ReadQuestionPage(
        facts=facts,
        title=lines[asked_end] if question and asked_end < len(lines) else None,
        question=question,
        answer=answer,
        signature=_find_signature(lines, answer_from, answer_to)
        if answer_from is not None and answer_to is not None
        else None,
        furniture=_find_furniture(layout.text, question, answer),
    )


def _find(lines: tuple[Block, ...], pattern: re.Pattern[str], start: int) -> int | None:
    return next((index for index in range(start, len(lines)) if pattern.match(lines[index].words)), None)


def _find_answer(lines: tuple[Block, ...], asked: int) -> int | None:
    for index in range(asked + 1, len(lines)):
        found = _ANSWERED.match(lines[index].words)
        if found and len(lines[index].words.split()) <= 12:  # noqa: PLR2004  # a heading, not a sentence
            return index
    return None


def _find_counters(text: str) -> tuple[int, int] | None:
    for pattern in _COUNTERS:
        found = pattern.search(text)
        if found:
            received, answered = (int(re.sub(r"\D", "", found[key])) for key in ("r", "a"))
            if answered <= received:
                return received, answered
    return None


def _read_asker(lines: tuple[Block, ...], asked: int) -> tuple[str | None, int]:
    found = _ASKED.match(lines[asked].words)
    name = found["asker"].strip(" ,") if found else ""
    after = asked + 1
    if not name and after < len(lines):
        name, after = lines[after].words.strip(" •|·,"), after + 1
    to = _ASKED_TO.match(name)
    name = to["asker"] if to else name
    while after < len(lines) - 1 and re.fullmatch(
        r"[•|·\s]*(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4})?[•|·\s]*", lines[after].words
    ):
        after += 1
    return name or None, after


def _read_holder(
    lines: tuple[Block, ...], asked: int, answered: int | None, asker: str | None
) -> tuple[str | None, str | None]:
    names: list[str] = []
    before = lines[asked]
    heading = _ASKED.match(before.words)
    to = _ASKED_TO.match(heading["asker"]) if heading else None
    if to:
        names.append(to["holder"])
    if answered is not None:
        named = _ANSWERED.match(lines[answered].words)
        if named and named["name"]:
            names.append(_without_party(named["name"])[0])
    names += [found["holder"] for line in lines if (found := _QUESTION_TO.match(line.words))]
    names += [found["name"] for line in lines if (found := _PORTRAIT.match(line.words))]
    names += _find_name_before_counter(lines, asked)
    names = [name.strip(" ,") for name in names if name.strip(" ,") != asker]
    holder = names[0] if names else None
    if (
        holder is None
        and answered is not None
        and answered + 1 < len(lines)
        and _is_name(lines[answered + 1].words)
    ):
        holder = lines[answered + 1].words
    holder_bare, party = _without_party(holder) if holder else (None, None)
    return holder_bare, party or _find_party(lines, holder_bare, answered)


def _find_name_before_counter(lines: tuple[Block, ...], asked: int) -> list[str]:
    for index in range(min(asked, len(lines))):
        if any(pattern.search(lines[index].words) for pattern in _COUNTERS):
            return [line.words for line in lines[max(0, index - 5) : index] if _is_name(line.words)][:1]
    return []


def _is_name(words: str) -> bool:
    return (
        bool(
            re.fullmatch(
                r"(?:(?:Dr|Prof|med|jur|h\.c)\.? )*[^\W\d_][\w.’'-]*(?: (?:von|van|de|der|zu|"
                r"al|[^\W\d_][\w.’'-]*)){1,5}",
                words,
            )
        )
        and not words.isupper()
    )


def _without_party(name: str) -> tuple[str, str | None]:
    found = re.fullmatch(r"(.+?)\s*(?:\((.{2,45})\)|,\s+(.{2,45})|\s[–|•]\s(.{2,45}))", name.strip())
    if not found:
        return name.strip(), None
    return found[1], next(part for part in found.groups()[1:] if part)


def _find_party(lines: tuple[Block, ...], holder: str | None, answered: int | None) -> str | None:
    if holder is None:
        return None
    places = [index + 1 for index, line in enumerate(lines[:-1]) if line.words == holder]
    if answered is not None:
        places += [answered + 1, answered + 2]
    for index in places:
        words = lines[index].words if index < len(lines) else ""
        if (
            words != holder
            and _PARTY.fullmatch(words)
            and not _NO_PARTY.match(words)
            and not _is_salutation(words)
        ):
            return words
    return None


def _is_salutation(words: str) -> bool:
    return bool(
        re.match(r"(?:Sehr geehrte|Liebe[rs]?|Guten Tag|Hallo|Dear|Hello)\b", words)
    ) or words.endswith((",", ".", "!"))


def _skip_answer_header(
    lines: tuple[Block, ...], answered: int, holder: str | None, party: str | None
) -> int | None:
    index = answered + 1
    while index < len(lines):
        words = lines[index].words
        is_header = words in {holder, party} or bool(_PORTRAIT.match(words))
        is_header = is_header or bool(
            re.fullmatch(r"[•|·\s]*(?:(?:am |on )?\d{1,2}[. ]\S+ ?\d{4}|\d{1,2}:\d\d.*)?[•|·\s]*", words)
        )
        if not is_header:
            return None if _NOT_ANSWERED.match(words) else index
        index += 1
    return None


def _without_portrait(lines: tuple[Block, ...], start: int, end: int) -> int:
    while end > start + 1 and (
        _PORTRAIT.match(lines[end - 1].words) or _NOT_ANSWERED.match(lines[end - 1].words)
    ):
        end -= 1
    return end


def _find_end(lines: tuple[Block, ...], start: int) -> int:
    for index in range(start + 1, len(lines)):
        if _FURNITURE.match(lines[index].words) or _NOT_ANSWERED.match(lines[index].words):
            return index
    return len(lines)


def _find_signature(lines: tuple[Block, ...], start: int, end: int) -> tuple[int, int] | None:
    for index in range(end - 1, max(start, end - 8), -1):
        if (
            _CLOSING.match(lines[index].words) and len(lines[index].words.split()) <= 10  # noqa: PLR2004  # a count that this rule alone uses
        ):  # closing words, not a sentence
            return _span(lines, index, end)
    return None


def _span(lines: tuple[Block, ...], start: int, end: int) -> tuple[int, int] | None:
    return (lines[start].start, lines[end - 1].end) if start < end <= len(lines) else None


def _find_furniture(
    text: str, question: tuple[int, int] | None, answer: tuple[int, int] | None
) -> tuple[tuple[int, int], ...]:
    edges = [0]
    for span in (question, answer):
        if span:
            edges += span
    edges.append(len(text))
    return tuple(
        (start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip()
    )
