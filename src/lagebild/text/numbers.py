# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""Finds numbers in German and English text: figures in both formats, number words, multiples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lagebild.text.needles import Needles

_DE_UNITS = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_DE_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_EN_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MULTIPLES = {
    "dutzend": 12, "dozen": 12, "tausend": 1_000, "tsd.": 1_000, "tsd": 1_000, "thousand": 1_000, "k": 1_000, "hundred": 100,
    "mio.": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "millionen": 1_000_000, "m": 1_000_000,
    "mrd.": 1_000_000_000, "mrd": 1_000_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000,
    "billion": 1_000_000_000, "bn": 1_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip
_DE_BILLION = {"billion": 1_000_000_000_000, "billionen": 1_000_000_000_000}
_MULTIPLE = r"(?:Tausend|tausend|Tsd\.?|Mio\.?|Mrd\.?|Millionen|Million|Milliarden|Milliarde|Billionen|Billion|Dutzend|dozen|thousand|hundred|million|billion|trillion|bn)"
_FIGURE = re.compile(
    r"(?<![\w.,/§#:-])(?P<digits>\d{1,3}(?:[.,' ]\d{3})+(?![.,]?\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?)(?![\d/:]|\.\d)"
    rf"(?:[ -](?P<multiple>{_MULTIPLE})(?!\w))?"
)
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-(?:one|two|three|four|five|six|seven|eight|nine)\b)?")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number in a text.

    Attributes:
        start: First code point, from 0.
        end: One past the last.
        value: The number.
        in_words: Whether it is written in words.
    """

    start: int
    end: int
    value: int | float
    in_words: bool


def parse_number(raw: str, lang: str | None) -> int | float | None:
    """The value of digits in a language's format, `12.000` in German as `12,000` in English; None if neither.

    A separator before exactly three digits groups thousands where the language writes it so, and also where it
    is the other language's sign but stands more than once.
    """
    text = raw.replace(" ", "").replace("'", "")
    group, point = (".", ",") if lang == "de" else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?", text):
        text = text.replace(group, "")
    elif re.fullmatch(rf"\d{{1,3}}(?:{re.escape(point)}\d{{3}}){{2,}}", text):
        return int(text.replace(point, ""))
    text = text.replace(point, ".")
    if re.fullmatch(r"\d+", text):
        return int(text) if len(text) <= 15 else None  # noqa: PLR2004 -- longer ones are identifiers
    return float(text) if re.fullmatch(r"\d+\.\d+", text) else None


def parse_multiple(word: str) -> int | None:
    """What a word such as `million` or `Mrd.` multiplies by; None where it is no multiple."""
    return _MULTIPLES.get(word.lower())


@cache
def _german_words() -> dict[str, int]:
    """Every number word from zwei to 999, and their thousands."""
    small = dict(zip(_DE_UNITS, range(20), strict=True))
    for index, ten in enumerate(_DE_TENS, 2):
        small[ten] = index * 10
        small |= {f"{unit}und{ten}": index * 10 + value for value, unit in enumerate(_DE_UNITS[1:10], 1)}
    below = dict(small)
    for count, unit in enumerate(_DE_UNITS[1:10], 1):
        for head in (f"{unit}hundert", "hundert") if count == 1 else (f"{unit}hundert",):
            below[head] = count * 100
            below |= {head + word: count * 100 + value for word, value in small.items() if value}
    words = dict(below)
    words |= {f"{word}tausend": value * 1000 for word, value in below.items() if value}
    return {word: value for word, value in words.items() if word not in ("null", "ein")} | {"tausend": 1000}


@cache
def _english_words() -> dict[str, int]:
    words = dict(zip(_EN_UNITS, range(20), strict=True))
    for index, ten in enumerate(_EN_TENS, 2):
        words[ten] = index * 10
        words |= {f"{ten}-{unit}": index * 10 + value for value, unit in enumerate(_EN_UNITS[1:10], 1)}
    return {word: value for word, value in words.items() if word != "zero"}


def _find_figures(text: str, lang: str | None) -> Iterator[NumberSpan]:
    for match in _FIGURE.finditer(text):
        value = parse_number(match["digits"], lang)
        if value is None:
            continue
        multiple = (match["multiple"] or "").lower()
        if multiple:
            factor = _DE_BILLION.get(multiple) if lang == "de" else None
            product = value * (factor or _MULTIPLES.get(multiple, 1_000_000_000))
            value = round(product) if abs(product - round(product)) < 1e-3 else product  # noqa: PLR2004 -- float dust
        yield NumberSpan(match.start(), match.end(), value, in_words=False)


@cache
def _needles(lang: str | None) -> Needles:
    """What every number word and every multiple holds."""
    words = (*_DE_UNITS[2:], *_DE_TENS, "hundert") if lang == "de" else (*_EN_UNITS[1:], *_EN_TENS)
    return Needles([*words, *(word for word in _MULTIPLES if len(word) > 3)])  # noqa: PLR2004 -- abbreviations are no words in a row


def _iterate_words(text: str, lang: str | None) -> Iterator[re.Match[str]]:
    """The words that may be a number; all words where lower case has another length, as of the Turkish dotted I."""
    lowered = text.lower()
    if len(lowered) != len(text):
        yield from _WORD.finditer(text)
        return
    done = 0
    for start, _ in _needles(lang).find_whole(lowered):
        match = _WORD.match(text, start) if start >= done else None
        if match is not None:
            done = match.end()
            yield match


def _find_words(text: str, lang: str | None) -> Iterator[NumberSpan]:
    words = _german_words() if lang == "de" else _english_words()
    run: list[tuple[int, int, int, str]] = []
    for match in _iterate_words(text, lang):
        word = match.group().lower()
        value = words.get(word)
        multiple = (
            _MULTIPLES.get(word) if lang != "de" or word in ("millionen", "milliarden", "dutzend") else None
        )
        if value is None and not (run and multiple):
            if run:
                yield _add_up(run)
                run = []
            continue
        if run and text[run[-1][1] : match.start()] not in (" ", "-"):
            yield _add_up(run)
            run = []
            if value is None:
                continue
        run.append((match.start(), match.end(), value or 0, word))
    if run:
        yield _add_up(run)


def _add_up(run: list[tuple[int, int, int, str]]) -> NumberSpan:
    """The value of number words in a row: `three hundred twenty thousand`."""
    total = current = 0
    for _, _, value, word in run:
        if value == 0 or word in ("dozen", "dutzend", "hundred", "thousand", "million", "billion"):
            factor = _MULTIPLES[word]
            current = max(current, 1) * factor
            if factor > 100:  # noqa: PLR2004 -- hundreds go on within their thousand
                total, current = total + current, 0
        else:
            current += value
    return NumberSpan(run[0][0], run[-1][1], total + current, in_words=True)


def find_numbers(text: str, lang: str | None) -> list[NumberSpan]:
    """Every number in a text, in figures or words, in text order; `ein`, `eine` and `a` are none.

    Args:
        text: Raw or normalised text; offsets count its code points.
        lang: `de` reads `12.000` as twelve thousand, anything else `12,000`.
    """
    found = [*_find_figures(text, lang), *_find_words(text, lang)]
    return sorted(found, key=lambda span: span.start)
