"""Finds figures: how many of what, with the qualifier that the text gives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from lagebild.reading.words import FigureWords
from lagebild.text.numbers import NumberSpan, find_numbers, parse_multiple

_BEFORE, _AFTER = 36, 120
SMALL = 12
"""Number words up to this one point back rather than count when a determiner stands before them. Source: our own
choice; not measured."""

VAGUE = {
    "dozens": ("dozens", 24),
    "hundreds": ("hundreds", 200),
    "thousands": ("thousands", 2_000),
    "tens_of_thousands": ("thousands", 20_000),
    "hundreds_of_thousands": ("thousands", 200_000),
    "millions": ("thousands", 2_000_000),
    "tens_of_millions": ("thousands", 20_000_000),
}
"""Qualifier and conventional lower bound: twice the unit named. Source: the plural means at least two."""

_SIGN = re.compile(r"(?:(?:US|C|A|NZ)?[$€£¥]|\b(?:USD|EUR|GBP|JPY|US\$)) ?$")
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_DOLLARS = {"C": "CAD", "A": "AUD", "N": "NZD", "U": "USD"}
_CODES = frozenset({"USD", "EUR", "GBP", "JPY"})
_CURRENCY = re.compile(r"(?:(?:US|C|A|NZ)?[$€£¥]|\b(?:USD|EUR|GBP|JPY)) ?")
_DASH = re.compile(r"(?<=\d[.,]\d{3})-(?=\d{1,3}[.,]\d{3}(?!\d))")
"""A hyphen between two grouped numbers, which is a range."""

_MULTIPLE = re.compile(r"[A-Za-z]+\.?$")
_HIGHEST_COUNT = 1000
"""A lower end below this shares the multiple of its upper end. Source: our own choice; not measured."""

_YEARISH = range(1900, 2101)
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß-]+")
_PLAIN_GAP = re.compile(r"[\w -]*")
WIDEST = 3
"""So many words may stand between a number's first adjective and its noun. Source: measured on 59 official papers,
with this limit: of 71 counts with a known unit the noun is the first word in 43, at most the third in 69."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure; offsets on the text given. `value` None where only vague or a range."""

    start: int
    end: int
    value: int | float | None
    low: int | float | None
    high: int | float | None
    qualifier: str
    unit: str | None
    counted: str


def _unit_of(noun: str, words: FigureWords) -> str | None:
    lowered = noun.lower()
    return next((unit for unit, pattern in words.units if pattern.match(lowered)), None)


def _bounds(qualifier: str, value: float) -> tuple[float | None, float | None]:
    if qualifier == "up_to":
        return None, value
    return (value, None) if qualifier in ("more_than", "at_least") else (None, None)


def _is_no_figure(text: str, number: NumberSpan, words: FigureWords, taken: list[tuple[int, int]]) -> bool:
    if any(start < number.end and number.start < end for start, end in taken):
        return True
    before = text[max(0, number.start - _BEFORE) : number.start]
    if words.before.search(before) or (number.start and text[number.start - 1] == "\n"):
        return True
    after = text[number.end : number.end + _AFTER]
    if words.after.match(after):
        return True
    if not number.in_words or number.value > SMALL or words.anaphoric.search(before) is None:
        return False
    return _read_qualifier(before, number.start, words)[0] == "exact"


def _read_counted(text: str, number: NumberSpan, words: FigureWords) -> Counted | None:
    before = text[max(0, number.start - _BEFORE) : number.start]
    after = text[number.end : number.end + _AFTER]
    sign, money = _SIGN.search(before), words.money.match(after)
    noun = None if sign or money else words.noun.match(after)
    if not (sign or money) and (
        noun is None or (isinstance(number.value, float) and not _unit_of(noun["noun"], words))
    ):
        return None
    unsigned = before[: sign.start()] if sign else before
    qualifier, start = _read_qualifier(unsigned, number.start - len(before) + len(unsigned), words)
    if qualifier == "exact":
        qualifier, start = _read_qualifier(before, number.start, words)
    low, high = _bounds(qualifier, number.value)
    if sign or money:
        mark = sign.group().strip() if sign else ""
        currency = (
            mark if mark in _CODES else _DOLLARS.get(mark[0], "USD") if len(mark) > 1 else _SIGNS.get(mark)
        )
        if money and currency is None:
            currency = words.currencies.get(money["currency"])
        end = number.end + (money.end() if money else 0)
        start = min(start, number.start - len(sign.group())) if sign else start
        return Counted(start, end, number.value, low, high, qualifier, currency, text[start:end])
    return _count_noun(text, number, noun, words, (qualifier, start, low, high)) if noun else None


def _count_noun(
    text: str,
    number: NumberSpan,
    noun: re.Match[str],
    words: FigureWords,
    read: tuple[str, int, float | None, float | None],
) -> Counted | None:
    """The figure with the noun it counts, widened over adjectives until a noun with a known unit."""
    qualifier, start, low, high = read
    unit, end = _unit_of(noun["noun"], words), number.end + noun.end()
    if unit is None and not _is_plural(noun["noun"], words):
        unit, end = _widen(text, end, words)
    if unit is None and text[end - 1].isupper() and qualifier == "exact" and not number.in_words:
        return None
    if _is_bare(text, number) and (unit is None or _may_be_year(text, number, noun, words)):
        return None
    return Counted(
        start,
        end,
        number.value,
        low,
        high,
        qualifier,
        unit,
        text[number.end : end].strip().removeprefix("of "),
    )


def _may_be_year(text: str, number: NumberSpan, noun: re.Match[str], words: FigureWords) -> bool:
    """Whether four digits rather name the year of what follows: `the 2024 Women's Conference`."""
    if number.value not in _YEARISH:
        return False
    capital = text[number.end + 1 : number.end + 2].isupper() and not words.nouns_are_capital
    return capital or bool(noun["attributes"])


def _is_plural(noun: str, words: FigureWords) -> bool:
    """Whether a word can be what is counted: a noun by its capital where nouns have one, else by its plural."""
    return (words.nouns_are_capital and noun[0].isupper()) or (
        noun.endswith("s") and not noun.endswith(("ss", "ous", "us"))
    )


def _widen(text: str, end: int, words: FigureWords) -> tuple[str | None, int]:
    """The unit and end of a count whose noun stands behind up to three more words (`five large gas turbines`)."""
    for count, word in enumerate(_WORD.finditer(text, end, end + 60)):
        if count == WIDEST or not _PLAIN_GAP.fullmatch(text, end, word.start()):
            break
        unit = _unit_of(word.group(), words)
        if unit or _is_plural(word.group(), words):
            return unit, word.end()
    return None, end


def _is_bare(text: str, number: NumberSpan) -> bool:
    """Digits that may be a year, a post code or a file number: four or more without a sign between them."""
    return re.fullmatch(r"(?:19|20)\d\d|\d{5,}", text[number.start : number.end]) is not None


def _read_qualifier(before: str, start: int, words: FigureWords) -> tuple[str, int]:
    for qualifier, pattern in words.qualifiers:
        match = pattern.search(before)
        if match:
            return qualifier, start - len(before) + match.start()
    return "exact", start


def _find_ranges(
    text: str, numbers: list[NumberSpan], words: FigureWords, blocked: "_Blocked"
) -> dict[int, NumberSpan]:
    """The lower number of each range, by where its upper one begins: `10.000 bis 12.000`, `between 3 and 5 million`."""
    found: dict[int, NumberSpan] = {}
    for first, second in pairwise(numbers):
        gap = _CURRENCY.sub("", text[first.end : second.start])
        before = text[max(0, first.start - _BEFORE) : first.start]
        opens = words.between.search(_CURRENCY.sub("", before))
        joins = words.between_and.fullmatch(gap) if opens else words.range.fullmatch(gap)
        if joins is None or words.rises.search(before) or words.before.search(before):
            continue
        if blocked.near(first.start, second.end) or _may_be_years(first, second):
            continue
        first = replace(first, value=_scale(first.value, text[second.start : second.end]))  # noqa: PLW2901 -- same number
        if first.value < second.value:
            found[second.start] = first
    return found


def _may_be_years(first: NumberSpan, second: NumberSpan) -> bool:
    return first.value in _YEARISH and second.value in _YEARISH


def _scale(value: float, upper: str) -> float:
    """The lower end of a range in the multiple that only its upper end names: `3 to 5 million`."""
    multiple = _MULTIPLE.search(upper)
    factor = parse_multiple(multiple.group()) if multiple else None
    return value * factor if factor and value < min(factor, _HIGHEST_COUNT) else value


def _join_range(
    figure: Counted, second: NumberSpan, first: NumberSpan, text: str, words: FigureWords
) -> Counted:
    """A figure with a low and a high; its value is open, its qualifier never exact."""
    before = text[max(0, first.start - _BEFORE) : first.start]
    sign = _SIGN.search(before)
    begin = first.start - len(sign.group()) if sign else first.start
    qualifier, start = _read_qualifier(before, begin, words) if not sign else ("exact", begin)
    if opens := words.between.search(text, max(0, begin - _BEFORE), begin):
        start = opens.start()
    return replace(
        figure,
        start=start,
        value=None,
        low=first.value,
        high=second.value,
        qualifier="approx" if qualifier == "exact" else qualifier,
        counted=text[start : figure.end]
        if figure.counted == text[figure.start : figure.end]
        else figure.counted,
    )


def _read_vague(text: str, words: FigureWords) -> Iterator[Counted]:
    for match in words.vague_words.iterate_matches(words.vague, text):
        qualifier, low = VAGUE[match.lastgroup or ""]
        noun = words.noun.match(text[match.end() : match.end() + _AFTER].replace(" von ", " ", 1))
        shift = len(" von ") - 1 if text[match.end() : match.end() + 5] == " von " else 0
        end = match.end() + (noun.end() + shift if noun else 0)
        unit = _unit_of(noun["noun"], words) if noun else None
        if noun and unit is None and not _is_plural(noun["noun"], words):
            unit, end = _widen(text, end, words)
        counted = text[match.end() : end].strip().removeprefix("of ").removeprefix("von ")
        if not counted:
            continue
        yield Counted(match.start(), end, None, low, None, qualifier, unit, counted)


def _multiply(found: list[Counted], text: str, words: FigureWords) -> list[Counted]:
    """`zwei Brigaden mit jeweils 6000 Mann`: the second figure is the product, told with both of its factors."""
    told: list[Counted] = []
    for figure in found:
        last = told[-1] if told else None
        gap = text[last.end : figure.start] if last is not None else ""
        each = words.each_before.fullmatch(gap) or (
            words.each_between.fullmatch(gap) and words.each_after.match(text, figure.end)
        )
        if last is None or not each or last.value is None or figure.value is None:
            told.append(figure)
            continue
        value = last.value * figure.value
        low, high = _bounds(figure.qualifier, value)
        told.append(
            replace(
                figure,
                start=last.start,
                value=value,
                low=low,
                high=high,
                counted=text[last.start : figure.end],
            )
        )
    return told


def _read_none(text: str, words: FigureWords) -> Iterator[Counted]:
    for match in words.none.finditer(text):
        noun = next(group for group in match.groups() if group)
        yield Counted(match.start(), match.end(), 0, None, None, "none", _unit_of(noun, words), noun)


def find_figures(text: str, lang: str, words: FigureWords, taken: list[tuple[int, int]]) -> list[Counted]:
    """Every figure of a text, in text order.

    Args:
        text: Normalised text.
        lang: `de` or `en`: how digits are grouped.
        words: How the language counts.
        taken: Spans in which numbers are none: dates, citations.

    Returns:
        Figures that name what they count, or money. Percentages, ordinals, durations, and numbers that count
        nothing are none.
    """
    dashed = _DASH.sub("–", text)
    numbers = [number for number in find_numbers(dashed, lang) if number.value > 1]
    blocked = _Blocked(taken)
    ranges = _find_ranges(text, numbers, words, _Blocked(taken))
    lower = {number.start for number in ranges.values()}
    found: list[Counted] = []
    for number in numbers:
        near = blocked.near(number.start, number.end)
        first = ranges.get(number.start)
        if number.start in lower or (first is None and _is_no_figure(text, number, words, near)):
            continue
        if first is not None and words.after.match(text[number.end : number.end + _AFTER]):
            continue
        figure = _read_counted(text, number, words)
        if figure is not None:
            found.append(_join_range(figure, number, first, text, words) if first else figure)
    found = _multiply(found, text, words)
    counted = _Blocked([(number.start, number.end) for number in numbers])
    vague = [
        figure for figure in _read_vague(text, words) if not counted.near(figure.start, figure.start + 1)
    ]
    return sorted([*found, *vague, *_read_none(text, words)], key=lambda figure: figure.start)


class _Blocked:
    """Spans looked up in text order, so that the whole stays linear."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._index = 0

    def near(self, start: int, end: int) -> list[tuple[int, int]]:
        while self._index < len(self._spans) and self._spans[self._index][1] <= start:
            self._index += 1
        return [span for span in self._spans[self._index : self._index + 3] if span[0] < end]
