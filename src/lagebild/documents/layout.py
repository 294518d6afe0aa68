"""A text cut into paragraphs and lines with their places, as far as its facts can stand."""

import re
from dataclasses import dataclass

HEAD_LENGTH = 200_000
"""Code points from the start in which a document's facts are looked for; a longer one is body."""

TAIL_LENGTH = 4_000
"""Code points at the end in which signature and imprint are looked for."""

WRAPPED_LENGTH = 55
"""Code points from which a line may have been broken for width. Source: mails and printed papers wrap at 60 to 90."""

MANY_LINES = 60
"""Lines without a blank one between them from which a text is taken to separate nothing by blank lines."""

_DATE_LINE = re.compile(
    r"(?:[^\W\d][\w.]*(?: [^\W\d][\w.]*)?,? )?(?:(?:den|am|on) )?"
    r"(?:\d{1,2}\.? \w+|\w+ \d{1,2},|\d{1,2}\.\d{1,2}\.) ?(?:19|20)\d\d"
)
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SPACE = re.compile(r"[\s\ufeff\u200b]+")
_EDGE = " \t\r\n\f\v\u00a0\u200b\ufeff\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line: its place, and its words with single spaces between them."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs and lines of a document's head, and the lines of its tail.

    In a text that separates nothing by blank lines, every line is a paragraph.
    """

    text: str
    paragraphs: tuple[Block, ...]
    lines: tuple[Block, ...]
    tail: tuple[Block, ...]

    def line_index_at(self, offset: int) -> int:
        """The index of the first line that ends after an offset; the number of lines past the last."""
        for index, line in enumerate(self.lines):
            if line.end > offset:
                return index
        return len(self.lines)


def make_layout(text: str) -> Layout:
    """Cut a text; at most `HEAD_LENGTH` code points of head and `TAIL_LENGTH` of tail are cut."""
    end = min(len(text), HEAD_LENGTH)
    lines = cut_lines(text, 0, end)
    return Layout(
        text=text,
        paragraphs=_join_paragraphs(text, lines),
        lines=lines,
        tail=cut_lines(text, max(0, len(text) - TAIL_LENGTH), len(text)),
    )


def collapse(raw: str) -> str:
    """The words of a raw stretch with single spaces between them; soft hyphens are left out."""
    return _SPACE.sub(" ", raw.replace("\u00ad", "")).strip()


def cut_lines(text: str, start: int, end: int) -> tuple[Block, ...]:
    """The lines of `text[start:end]` that hold words, without white space at their edges."""
    return tuple(
        block
        for found in _LINE.finditer(text, start, end)
        if (block := trim(text, found.start(), found.end()))
    )


def trim(text: str, start: int, end: int) -> Block | None:
    """The block of `text[start:end]` without white space at its edges, or None where nothing else stands there."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(_EDGE))
    kept = raw.strip(_EDGE)
    return Block(start + left, start + left + len(kept), collapse(kept)) if kept else None


def _join_paragraphs(text: str, lines: tuple[Block, ...]) -> tuple[Block, ...]:
    groups: list[list[Block]] = []
    for line in lines:
        if groups and text.count("\n", groups[-1][-1].end, line.start) <= 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    groups = [part for group in groups for part in _split_lines(group)]
    return tuple(
        Block(group[0].start, group[-1].end, collapse(text[group[0].start : group[-1].end]))
        for group in groups
    )


def _split_lines(lines: list[Block]) -> list[list[Block]]:
    """The lines as paragraphs, those that go on in the middle of a sentence joined to the one before.

    Lines that are all long are one paragraph broken for width.
    """
    is_wrapped = (
        all(len(line.words) >= WRAPPED_LENGTH - 10 for line in lines[:-1]) and len(lines) < MANY_LINES
    )
    if is_wrapped and not (len(lines) < 4 and _DATE_LINE.fullmatch(lines[-1].words)):  # noqa: PLR2004  # title and date
        return [lines]
    groups: list[list[Block]] = []
    for line in lines:
        before = groups[-1][-1].words if groups else ""
        if (
            len(before) >= WRAPPED_LENGTH
            and line.words[:1].islower()
            and not before.endswith((".", "!", "?"))
        ) or (len(before) >= WRAPPED_LENGTH and len(groups[-1]) > 1):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
