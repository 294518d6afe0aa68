"""Cells of the Japanese list parted into their values: enumerations, semicolons, lines in two languages."""

import re
import unicodedata

UNKNOWN = frozenset({"不明", "なし", "-", "ー", "―", "N/A", "n/a", "unknown", "Unknown", "na"})
"""Words for nothing. Source: edition of 2026-03-05 (不明 in 2,400 cells); the rest chosen."""

_ESCAPE = re.compile(r"_x(?P<code>[0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, as XLSX writes it.

Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring); from general knowledge, not compared.
"""

_MARK = re.compile(
    r"[(（]\s*(?P<letter>[a-zA-Zａ-ｚ]|aa|bb|cc|dd|ee|ff|gg|hh)\s*[)）]|(?P<circled>[①-⑳⒜-⒵©])|(?<![\w(（.-])(?P<number>[0-9０-９]{1,2})\s*[)）](?=\s*\D)",
)
"""The next item of `(a) … (b) …`, `（ａ）`, `①`, `⒜`, `1) … 2) …`; © stands for `(c)` once (sheet 2, row 594)."""

MARKS_SKIPPED = 3
"""Most steps from one mark to the next: publishers forget one. Source: sheet 2, row 586."""

SECOND = 2
"""A row may begin with its second mark where text stands before it. Source: sheet 3, row 14."""

_CIRCLED = {"©": 3}

OPENING = ("(", "（")
"""Brackets that open. A mark right after one names another item: `(c) イラク（(b)以外に…）`."""

_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n(?: ?\n){2,}")

_JAPANESE = re.compile(r"[ぁ-ヿ㐀-鿿々〇]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")

EDGES = " \t\n\r\u3000,、;；:：・"
"""What stands around a value and is none of it."""


def decode_escapes(value: str) -> str:
    """The cell with `_x000D_` and its like as the characters that they stand for, line ends as one newline."""
    if "_x" in value:
        value = _ESCAPE.sub(lambda match: chr(int(match["code"], 16)), value)
    return value.replace("\r\n", "\n").replace("\r", "\n")


def squeeze(value: str) -> str:
    """The text with runs of space as one space and of empty lines as one: patterns over long runs would be slow."""
    return _EMPTY_LINES.sub("\n\n", _SPACES.sub(" ", value))


def fold_heading(value: str) -> str:
    """A heading or sheet name to compare with: NFKC, without any space."""
    return "".join(unicodedata.normalize("NFKC", value).split())


def is_unknown(value: str) -> bool:
    """Whether a cell says nothing: empty, or a word for unknown."""
    return not value.strip() or value.strip() in UNKNOWN


def has_japanese(value: str) -> bool:
    """Whether the text has a Japanese or Chinese character."""
    return _JAPANESE.search(value) is not None


def lang_of(value: str) -> str | None:
    """`ja` for what is written in Kana; None else, since Latin and Chinese characters do not tell a language."""
    return "ja" if _KANA.search(value) else None


def split_items(value: str) -> list[str]:
    """The values of a cell, in order: enumerated, parted by semicolons, or in lines of two languages.

    Lines of one language are one value, since publishers break long ones; `又は` (or) parts values too.
    """
    marked = split_marked(value)
    if len(marked) > 1:
        return [part for item in marked for part in split_items(item)]
    parts: list[str] = []
    for block in split_languages(marked[0] if marked else ""):
        for part in split_outside(block, ";；"):
            cleaned = " ".join(part.split()).strip(EDGES)
            if cleaned and not is_unknown(cleaned):
                parts.append(cleaned)
    return parts


def split_marked(value: str) -> list[str]:
    """The items of `(a) … (b) …` and its like; the whole where it holds no such enumeration.

    What stands before the first mark is an item too. Marks must follow each other, with at most two left out, so
    that `(i)` within an item, or a letter in brackets in a name, parts nothing.
    """
    marks = _find_marks(value)
    if not marks:
        return [value] if value.strip() else []
    ends = [*(match.start() for match in marks[1:]), len(value)]
    head = value[: marks[0].start()].strip(EDGES)
    items = [value[match.end() : end].strip() for match, end in zip(marks, ends, strict=True)]
    return [item for item in ([head] if head.strip("(（") else []) + items if item.strip(EDGES)]


def _find_marks(value: str) -> list[re.Match[str]]:
    marks: list[re.Match[str]] = []
    last = 0
    for match in _MARK.finditer(value):
        rank = _rank(match)
        follows = bool(marks) and last <= rank <= last + MARKS_SKIPPED
        if marks and value[: match.start()].rstrip(" ")[-1:] in OPENING:
            continue
        begins = not marks and rank == SECOND and bool(value[: match.start()].strip(EDGES + "(（"))
        if rank == 1 or follows or begins:
            marks.append(match)
            last = rank
    return marks


def _rank(match: re.Match[str]) -> int:
    """The place of a mark in its row: 1 for `(a)`, `①`, `1)`; 27 for `(aa)`."""
    if match["number"]:
        return int(unicodedata.normalize("NFKC", match["number"]))
    if match["circled"]:
        return _CIRCLED.get(match["circled"], 0) or (
            ord(match["circled"]) - ord("①" if match["circled"] < "⒜" else "⒜") + 1
        )
    letters = unicodedata.normalize("NFKC", match["letter"]).lower()
    return ord(letters[0]) - ord("a") + 1 + 26 * (len(letters) - 1)


def split_languages(value: str) -> list[str]:
    """Lines grouped: those that follow each other in one language are one block, joined by a space."""
    blocks: list[tuple[bool, list[str]]] = []
    for line in value.splitlines():
        text = line.strip()
        if not text:
            continue
        japanese = has_japanese(re.sub(r"[(（][^()（）]*[)）]", "", text) or text)
        if blocks and blocks[-1][0] == japanese:
            blocks[-1][1].append(text)
        else:
            blocks.append((japanese, [text]))
    return [" ".join(lines) for _, lines in blocks]


def split_outside(value: str, separators: str) -> list[str]:
    """The parts between separators that stand outside brackets; a bracket that is never closed is none."""
    parts = [""]
    depth = 0
    last_closing = max(value.rfind(mark) for mark in ")）")
    for position, character in enumerate(value):
        if character in "(（":
            depth += 1
        elif character in ")）":
            depth = max(depth - 1, 0)
        if character in separators and (depth == 0 or position > last_closing):
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part.strip()]
