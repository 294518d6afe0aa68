"""Makes printed prose plain for reading, with a map back to the raw code points."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_BLANK = r"[ \t\r\u00a0\u2000-\u200d\u202f\u2060\u3000\ufeff\u00ad]"

_TO_CLEAN = re.compile(
    r"[\t\r\n\u00a0\u00ad\u2000-\u200d\u2010-\u2012\u2018-\u201f\u202f\u2060\u3000\ufeff\u00ab\u00bb`\u00b4-]"
    rf"| (?={_BLANK}|\n)"
)
"""Where something may have to be cleaned; which, `_CLEANED` tells. Apart, because this one is found fast."""

_CLEANED = re.compile(
    r"(?P<gone>[\u00ad\u200b-\u200d\u2060\ufeff]+(?![ \t\r\n\u00a0\u2000-\u200a\u202f\u3000]))"
    r"|(?P<hyphen>(?<=[a-zäöüß])[-\u2010]\s{0,3}\n\s{0,3}(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|bis|and|or)\b))"
    r"|(?P<compound>(?<=\w)-[ \t]{0,3}\n[ \t]{0,3}(?=[A-ZÄÖÜ])|(?<=[A-Z])-[ \t]{0,3}\n[ \t]{0,3}(?=[a-zäöü]))"
    rf"|(?P<paragraph>{_BLANK}*\n(?:{_BLANK}*\n)+{_BLANK}*)"
    rf"|(?P<line>{_BLANK}*\n{_BLANK}*)"
    rf"|(?P<space>{_BLANK}{{2,}}|[\t\r\u00a0\u2000-\u200a\u202f\u3000])"
    r"|(?P<double>[„“”»«‟])|(?P<single>[‚‘’‛`´])"
    r"|(?P<dash>[\u2010\u2011\u2012])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}")
_MAIL = re.compile(r"@[\w-]{1,63}\.[\w.-]{2,63}")
_MAIL_NAME = re.compile(r"[\w.+-]{1,64}$")
MASK = "\u00b7"
"""Stands for each code point of an address or e-mail, so that nothing is read inside it."""

WRAPPED_AT_MOST = 130
"""Longest usual line of a printed paper; longer lines mean that line breaks end paragraphs. Source: measured,
the 90th percentile of line lengths is 67 to 111 in 18 Bundestag papers and 71 or 72 in 40 wrapped White House
papers; one unwrapped statement has 815."""

FULL_LINE_SHARE = 0.6
"""A line shorter than this share of the usual line ends its paragraph. Source: measured, of 7,617
lines in those papers that the next line goes on with a small letter, 91 % are longer."""


def fold(text: str) -> str:
    """The text as a key: NFKD, case folded, combining marks removed."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


@dataclass(frozen=True, slots=True)
class Normalized:
    """Plain text and where its code points stood.

    Attributes:
        text: The plain text.
        offsets: Pairs of parallel tuples: positions in `text` from which on the raw text lies `shift` further on.
    """

    text: str
    offsets: tuple[tuple[int, ...], tuple[int, ...]]

    def to_raw_start(self, position: int) -> int:
        """The raw code point that a plain one came from."""
        positions, shifts = self.offsets
        return position + shifts[bisect_right(positions, position) - 1]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw `[start, end)` of a plain one; what was dropped inside is inside, what stood around is not."""
        if end <= start:
            raw = self.to_raw_start(start)
            return raw, raw
        return self.to_raw_start(start), self.to_raw_start(end - 1) + 1


def _soft_line_length(text: str) -> float:
    """Lines at least this long go on in the next one; infinity where line breaks end paragraphs."""
    lengths = sorted(len(line) for line in text[:200_000].split("\n") if line.strip())
    if len(lengths) < 4:  # noqa: PLR2004 -- three lines tell nothing about wrapping
        return float("inf")
    usual = lengths[int(len(lengths) * 0.9)]
    return usual * FULL_LINE_SHARE if 40 <= usual <= WRAPPED_AT_MOST else float("inf")  # noqa: PLR2004 -- a column


def normalize(text: str) -> Normalized:
    """Plain text for reading: one kind of space, quotation mark and apostrophe; wrapped lines joined.

    Soft hyphens and hyphenation at line ends go, blank lines become one line break, a line break inside a wrapped
    paragraph becomes a space, addresses and e-mails are masked. Linear in the length of the text.
    """
    text = _mask_addresses(text)
    soft = _soft_line_length(text)
    pieces: list[str] = []
    positions, shifts = [0], [0]
    done = length = 0
    for place in _TO_CLEAN.finditer(text):
        match = _CLEANED.match(text, place.start()) if place.start() >= done else None
        if match is None:
            continue
        pieces.append(text[done : match.start()])
        length += match.start() - done
        new = _replace(match, text, soft)
        pieces.append(new)
        length += len(new)
        done = match.end()
        if done - length != shifts[-1]:
            positions.append(length)
            shifts.append(done - length)
    pieces.append(text[done:])
    return Normalized("".join(pieces), (tuple(positions), tuple(shifts)))


def _mask_addresses(text: str) -> str:
    """The text with addresses and e-mails masked, code point for code point."""
    spans = [match.span() for match in _ADDRESS.finditer(text)] if "//" in text or "www." in text else []
    for match in _MAIL.finditer(text) if "@" in text else ():
        name = _MAIL_NAME.search(text, max(0, match.start() - 64), match.start())
        if name:
            spans.append((name.start(), match.end()))
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end > done:
            pieces += [text[done : max(done, start)], MASK * (end - max(done, start))]
            done = end
    return "".join([*pieces, text[done:]]) if pieces else text


_PLAIN = {
    "gone": "",
    "hyphen": "",
    "compound": "-",
    "paragraph": "\n",
    "space": " ",
    "double": '"',
    "single": "'",
    "dash": "-",
}


def _replace(match: re.Match[str], text: str, soft: float) -> str:
    kind = match.lastgroup or ""
    if kind != "line":
        return _PLAIN[kind]
    begin = text.rfind("\n", max(0, match.start() - 2 * WRAPPED_AT_MOST), match.start())
    line = match.start() - begin - 1 if begin >= 0 else min(match.start(), 2 * WRAPPED_AT_MOST)
    return " " if line >= soft else "\n"
