"""Values as the two British lists write them: dates, numbered parts, numbers with labels, labelled remarks."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lagebild.lists.dates import parse_partial_date
from lagebild.lists.identifiers import Identifier, IdentifierKind, find_identifier_kind
from lagebild.model.entity import clean_property
from lagebild.text.dates import find_dates

NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "not known", "unknown", "dd/mm/yyyy", "00/00/0000"})
"""What stands for no value, in lower case. Source: the UK Sanctions List before February 2022 filled empty cells with
`N/A` and `Unknown`; that of 2025-08-11 writes `-` for a measure (RUS2534)."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2}|dd|--|xx)\s?[/.-]\s?(?P<month>\d{1,2}|mm|--|xx)\s?[/.-]\s?(?P<year>\d{4})"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})[/.](?P<year>\d{4})")
_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -])?(?P<month>[A-Za-z]{3,9})\.?[ -](?P<year>\d{4})"
)

_UNKNOWN_PARTS = frozenset({"dd", "mm", "xx", "--", "0", "00"})
"""How a day or month that is not known is spelled: `dd/mm/1962`, `00/00/1936`, `--/--/1970`.

Source: the UK Sanctions List, the ConList, and OFSI's notices, in that order.
"""

_NUMBER = re.compile(r"\((\d{1,3})\)\s*")

_BREAKS = re.compile(r"\s*(?:[;|]|\r?\n)\s*")


def is_nothing(value: str) -> bool:
    """Whether a cell is empty or holds a word that stands for no value."""
    return value.strip().rstrip(".").lower() in NOTHING


@lru_cache(maxsize=8192)
def parse_uk_date(raw: str) -> str | None:
    """The ISO 8601 prefix of a date as the British lists write it, day before month.

    Args:
        raw: `29/06/2012`, `29-06-2012`, `dd/mm/1962`, `00/07/1978`, `11-Sep-2026`, `1955` or ISO 8601, with or
            without a time of day, which is left out. Outer space is ignored.

    Returns:
        `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. None for everything else: a day that is known in a month that is not, a
        year in part (`15/08/19yy`), a range, `circa`.
    """
    raw = raw.strip()
    match = _DAY_FIRST.fullmatch(raw)
    if match is not None:
        day, month = (_read_part(match[name]) for name in ("day", "month"))
        return None if day and not month else _join_date(match["year"], month, day)
    match = _MONTH_YEAR.fullmatch(raw)
    if match is not None:
        return _join_date(match["year"], _read_part(match["month"]), "")
    match = _IN_WORDS.fullmatch(raw)
    if match is not None:
        named = match["month"][:3].lower()
        number = f"{_MONTHS.index(named) + 1:02}" if named in _MONTHS else "99"
        return _join_date(match["year"], number, (match["day"] or "").zfill(2) if match["day"] else "")
    return parse_partial_date(raw)


def _read_part(part: str) -> str:
    return "" if part.lower() in _UNKNOWN_PARTS else part.zfill(2)


def _join_date(year: str, month: str, day: str) -> str | None:
    return None if year == "0000" else parse_partial_date("-".join(filter(None, (year, month, day))))


def split_numbered(value: str) -> list[str]:
    """The parts of `(1) … (2) …`; a value that does not begin so, or does not count on, is one part."""
    numbers = [int(number) for number in _NUMBER.findall(value)]
    if not value.lstrip().startswith("(1)") or numbers != list(range(1, len(numbers) + 1)):
        return [value.strip()] if value.strip() else []
    parts = _NUMBER.split(value)[2::2]
    return [stripped for part in parts if (stripped := part.strip(" ,;\r\n"))]


def split_list(value: str) -> list[str]:
    """The parts of a cell with several values: numbered, or parted by semicolons, bars or line breaks."""
    return [part for numbered in split_numbered(value) for part in _BREAKS.split(numbered) if part]


COUNTRIES = {
    "congo (democratic republic)": "cd",
    "congo (democratic republic of)": "cd",
    "congo (democratic republic of the)": "cd",
    "north korea (democratic people's republic of korea)": "kp",
    "occupied palestinian territories": "ps",
    "the occupied palestinian territories": "ps",
}
"""Names of countries on the British lists that FollowTheMoney's table does not know. Source: `Congo (Democratic
Republic)` as a public reader of the list of 2026 quotes it, its longer forms and the Palestinian territories from
general knowledge (not verified in a file); North Korea from the regime's name in the ConList of 2020-04-27."""

_ASIDE = re.compile(r"\s*\((?=[^()]*\d|[a-z])[^()]*\)\s*$")
"""A remark in brackets that is no part of a country's name: it begins small or holds a number."""


def find_country(raw: str) -> str | None:
    """The code, in lower case, of a country or of a demonym (`Pakistani`); None where there is none.

    A remark after the name, `Pakistan (location as at May 2008)`, is passed over; other brackets belong to the name.
    """
    name = " ".join(raw.split()).rstrip(".,")
    for candidate in (name, _ASIDE.sub("", name)):
        code = COUNTRIES.get(candidate.lower()) or clean_property("LegalEntity", "country", candidate)
        if code:
            return code
    return None


LANGUAGES = {
    "amharic": "am",
    "arabic": "ar",
    "armenian": "hy",
    "azerbaijani": "az",
    "belarusian": "be",
    "bengali": "bn",
    "bosnian": "bs",
    "bulgarian": "bg",
    "burmese": "my",
    "chinese": "zh",
    "dari": "fa",
    "english": "en",
    "farsi": "fa",
    "french": "fr",
    "georgian": "ka",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "japanese": "ja",
    "kazakh": "kk",
    "korean": "ko",
    "kurdish": "ku",
    "macedonian": "mk",
    "mandarin": "zh",
    "pashto": "ps",
    "persian": "fa",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "simplified chinese": "zh",
    "spanish": "es",
    "tajik": "tg",
    "thai": "th",
    "tigrinya": "ti",
    "traditional chinese": "zh",
    "turkish": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
    "uzbek": "uz",
    "vietnamese": "vi",
}
"""Names of languages to ISO 639-1, which has Dari under Persian. Source: ISO 639-1."""


def find_language(raw: str) -> str | None:
    """The ISO 639-1 code of a language by its English name; None where it has none or several are named."""
    return LANGUAGES.get(" ".join(raw.split()).rstrip(".").lower())


_LABELLED_NUMBER = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z .()/'-]{1,60}?)\s*(?:[:#№]|\bis\b|(?<=\s)|(?=\())\s*[-–]?\s*"
    r"(?P<number>\(?[A-Z]{0,4}[ -]?\d[A-Z0-9 ./-]*)",
)
_LONGEST_NUMBER = 400
"""Characters of a number with all that is told of it beside it; longer text is kept as it is. Source: our own choice;
not measured. It bounds the time that a pattern takes."""

_FEW_DIGITS = 5
"""A number with fewer digits behind words without a colon may be a year or a house. Source: our own choice."""

_TRAILING_NOTE = re.compile(
    r"^(?P<number>[^()]*?\d[^()]*?)\s*\((?P<note>[^()]+)\)\s*(?P<rest>.*)$", re.DOTALL
)


def read_registrations(value: str, *, label: str) -> list[Identifier]:
    """The numbers of one cell of business registration numbers, each by its own label where it has one.

    Args:
        value: `INN: 7710137066`, several on lines, by semicolons or numbered; or a number alone.
        label: The column's heading, which counts where a number has no label of its own.
    """
    return [_read_registration(part, label) for part in split_list(value) if not is_nothing(part)]


def _read_registration(part: str, label: str) -> Identifier:
    match = _LABELLED_NUMBER.fullmatch(part.rstrip(" .,")) if len(part) <= _LONGEST_NUMBER else None
    if match is None or (":" not in part and sum(map(str.isdigit, match["number"])) < _FEW_DIGITS):
        return Identifier(kind="registration", value=part, label_raw=label)
    own = match["label"].strip(" .(")
    kind = find_identifier_kind(own)
    return Identifier(
        kind="registration" if kind == "other" else kind, value=match["number"].strip(" ()"), label_raw=own
    )


def read_document(number: str, details: str, *, kind: IdentifierKind, label: str) -> list[Identifier]:
    """The documents of a number's cell and the cell beside it with details.

    Args:
        number: `P04581926`, `472320665 (North Korea)` or several, numbered.
        details: Country, days of issue and expiry in words; empty where it says none.
        kind: `passport`, or `id` for national identity numbers.
        label: The heading of the number's column.

    Returns:
        One for each number; none where there is no number. What the details say goes with each, as they are.
    """
    identifiers = []
    for part in split_list(number):
        match = _TRAILING_NOTE.match(part) if len(part) <= _LONGEST_NUMBER else None
        value = match["number"].strip() if match else part
        own = " ".join(filter(None, (match["note"], match["rest"]))) if match else ""
        told = "; ".join(filter(None, (own.strip(), details.strip())))
        identifiers.append(
            Identifier(
                kind=kind,
                value=value,
                label_raw=label,
                country=_find_issuer(own) or _find_issuer(details),
                issued_on=_find_day(told, _ISSUED),
                expires_on=_find_day(told, _EXPIRES),
                note=told or None,
            )
        )
    return identifiers


_ISSUED = re.compile(r"\b(?:issued|date of issue|issue date)\b[^.;()]{0,60}?$", re.IGNORECASE)
_EXPIRES = re.compile(
    r"\b(?:expir(?:es|ed|y|ing|ation)|valid until|date of expiry)\b[^.;()]{0,24}?$", re.IGNORECASE
)
_ISSUER = re.compile(r"\bissued (?:in|by|at) (?P<place>[^.;()\d]+)", re.IGNORECASE)
_COUNTRY_WORDS = 6
"""Most words looked at for a country at the beginning. Source: `Democratic Republic of the Congo passport` has five."""


def _find_issuer(text: str) -> str | None:
    """The country that issued a document: details begin with it or its demonym, or name it as the place of issue."""
    words = re.split(r"[().,;:\d]", text.strip(" ("), maxsplit=1)[0].split()
    for count in range(min(len(words), _COUNTRY_WORDS), 0, -1):
        if code := find_country(" ".join(words[:count])):
            return code
    match = _ISSUER.search(text)
    if match is None:
        return None
    places = re.split(r"\s*,\s*|\s+on\b", match["place"])
    return next((code for place in reversed(places) if (code := find_country(place.strip()))), None)


def _find_day(text: str, before: re.Pattern[str]) -> str | None:
    """The date that stands after certain words, as `issued on 7 August 2024`; None where none or several do."""
    found, earlier = set(), 0
    for start, end, value in _find_days(text):
        if before.search(text[earlier:start]):
            found.add(value)
        earlier = end
    return found.pop() if len(found) == 1 else None


_SLASHED = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?![\d/])")


@lru_cache(maxsize=2048)
def _find_days(text: str) -> tuple[tuple[int, int, str], ...]:
    """Days in words, or in figures with the day before the month, with their places."""
    figures = [
        (match.start(), match.end(), value)
        for match in _SLASHED.finditer(text)
        if (value := parse_uk_date(match[0]))
    ]
    words = [
        (span.start, span.end, span.value)
        for span in find_dates(text, "en")
        if span.value and span.granularity == "day" and span.resolution == "explicit"
    ]
    return tuple(sorted(figures + [span for span in words if "/" not in text[span[0] : span[1]]]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One labelled part of the free-text field of the British lists.

    Attributes:
        label: Its words in brackets, such as `UN Ref`; empty for what stands before the first label.
        text: What follows, without outer space.
    """

    label: str
    text: str


_LABEL = re.compile(r"\((?P<label>[A-Z](?:[^():]|\([^()]*\)){1,60})\)\s*:\s*")


def split_remarks(text: str) -> list[Remark]:
    """The labelled parts of `(UK Sanctions List Ref):RUS0001. (Gender):Male`, in order."""
    remarks, start, label = [], 0, ""
    for match in [*_LABEL.finditer(text), None]:
        told = text[start : match.start() if match else len(text)].strip()
        if told:
            remarks.append(Remark(label=label, text=told))
        if match:
            start, label = match.end(), " ".join(match["label"].split())
    return remarks


_UN_REFERENCE = re.compile(r"\b[A-Z]{2,3}[ie]\.\d{3}\b")
"""Source: the reference numbers of the Security Council's list, such as `QDi.263` and `TAe.010`."""

_AFTER_UN_REF = re.compile(
    r"\bUN Ref(?:erence)?(?: (?:no|number))?\)?[\s.:]*(?P<reference>[A-Z]{2,3}[ie]\.\d{3})\b", re.IGNORECASE
)


def find_un_references(text: str, *, whole: bool = False) -> list[str]:
    """The Security Council's reference numbers that a text gives as this entry's own.

    Args:
        text: A field or remark.
        whole: Whether all of it is about the reference; else only what follows `UN Ref` counts, since remarks name
            other entries by their numbers too.
    """
    found = _UN_REFERENCE.findall(text) if whole else [m["reference"] for m in _AFTER_UN_REF.finditer(text)]
    return list(dict.fromkeys(found))


_DOCUMENT_IN_PROSE = re.compile(
    r"(?P<label>\bpassport(?: (?:no|number))?|\bnational (?:identification|identity|id)(?: card)?(?: (?:no|number))?)"
    r"\s*[.:]*\s*:?\s*(?P<number>(?=[A-Z0-9/ -]{0,24}\d)[A-Z]{0,3}[ -]?\d[A-Z0-9/-]{4,})"
    r"(?P<details>,? issued [^.;]{0,120})?",
    re.IGNORECASE,
)


def find_documents(text: str) -> list[Identifier]:
    """Passports and identity numbers named with their word in prose, as `Passport no: G4506013, issued in Iran`."""
    return [
        identifier
        for match in _DOCUMENT_IN_PROSE.finditer(text)
        for identifier in read_document(
            match["number"],
            (match["details"] or "").strip(" ,"),
            kind="passport" if match["label"].lower().startswith("passport") else "id",
            label=match["label"],
        )
    ]


_OTHER_NAME = re.compile(
    r"(?:^|[.;]\s+)(?P<how>also (?:known|referred to) as|a\.?k\.?a\.?|formerly (?:known as)?|f\.?k\.?a\.?|nicknamed?)"
    r"\s*:?\s*[\"'“‘]?(?P<name>[A-Z؀-ۿЀ-ӿ][^.;,()\"“”]{1,60}?)[\"'”’]?(?=[.;,(]|$)",
    re.IGNORECASE,
)


def find_other_names(text: str) -> list[tuple[str, bool]]:
    """Names that a remark gives at the start of a sentence, such as `Also referred to as Hafiz Ji`.

    Returns:
        Name, and whether it is a former one. Names within a sentence may be another's and are left.
    """
    return [
        (match["name"].strip(), match["how"].lower().startswith("f"))
        for match in _OTHER_NAME.finditer(text)
        if match["name"][:1].isupper() or not match["name"][:1].isascii()
    ]
