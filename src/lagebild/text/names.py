"""Names as tokens: the script of a text, and the words of a name with where they stand."""

import bisect
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x005A, "Latn"),
    (0x0061, 0x007A, "Latn"),
    (0x00AA, 0x00AA, "Latn"),
    (0x00BA, 0x00BA, "Latn"),
    (0x00C0, 0x02B8, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0531, 0x058F, "Armn"),
    (0x0591, 0x05F4, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"),
    (0x0870, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E01, 0x0E5B, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1800, 0x18AF, "Mong"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1D00, 0x1DBF, "Latn"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2DE0, 0x2DFF, "Cyrl"),
    (0x2E80, 0x2FDF, "Hani"),
    (0x3005, 0x3007, "Hani"),
    (0x3041, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"),
    (0x3105, 0x312F, "Bopo"),
    (0x3131, 0x318E, "Hang"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xA640, 0xA69F, "Cyrl"),
    (0xA720, 0xA7FF, "Latn"),
    (0xA960, 0xA97F, "Hang"),
    (0xAB30, 0xAB6F, "Latn"),
    (0xAC00, 0xD7FF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB00, 0xFB06, "Latn"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"),
    (0xFF21, 0xFF3A, "Latn"),
    (0xFF41, 0xFF5A, "Latn"),
    (0xFF66, 0xFF9F, "Kana"),
    (0x20000, 0x3134F, "Hani"),
)
"""First and last code point of the scripts in which lists and documents write names.

Source: Unicode blocks and Scripts.txt, Unicode 15.0, merged where a block holds one script's letters.
"""

_STARTS = [first for first, _, _ in _RANGES]

_LETTER = r"[^\W_]"
_JOINERS = "'’ʼ`´‘ʹ·"
_TOKEN = re.compile(
    rf"(?:{_LETTER}[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u00ad]*)+"
    rf"(?:[{_JOINERS}](?:{_LETTER}[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u00ad]*)+)*"
)


CHARACTERS_KEPT = 16_384
"""Characters whose script is kept in memory; the names of all lists together hold about 6,000 different ones."""


@dataclass(frozen=True, slots=True)
class NameToken:
    """One word of a name and where it stands in the text given (code points, end exclusive)."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=CHARACTERS_KEPT)
def script_of_char(char: str) -> str:
    """The ISO 15924 code of one character's script; `Zyyy` for digits, punctuation and the unknown."""
    code = ord(char)
    at = bisect.bisect_right(_STARTS, code) - 1
    if at >= 0 and code <= _RANGES[at][1] and unicodedata.category(char)[0] in "LMN":
        return "Zyyy" if unicodedata.category(char) == "Nd" else _RANGES[at][2]
    return "Zyyy"


def script_of(text: str) -> str:
    """The ISO 15924 code of the script that most letters of the text belong to.

    Han beside kana is `Jpan`, Han beside Hangul is `Kore`. `Zyyy` where no letter of a known script stands.
    Equal counts go to the script that comes first in the text.
    """
    if text.isascii():
        return "Latn" if any(char.isalpha() for char in text) else "Zyyy"
    counts = Counter(code for code in map(script_of_char, text) if code != "Zyyy")
    if not counts:
        return "Zyyy"
    if counts["Hira"] + counts["Kana"] and max(counts, key=lambda code: counts[code]) in {
        "Hira",
        "Kana",
        "Hani",
    }:
        return "Jpan" if counts["Hani"] else ("Hira" if counts["Hira"] >= counts["Kana"] else "Kana")
    if counts["Hang"] and counts["Hani"] and counts["Hang"] + counts["Hani"] > counts.total() / 2:
        return "Kore"
    return counts.most_common(1)[0][0]


def tokenise_name(text: str) -> list[NameToken]:
    """The words of a name in order: letters, digits and apostrophes inside; everything else parts them.

    Dots, hyphens and slashes part words: `Co., Ltd` is two, `Al-Sharif` is two, `J.R.` is two.
    """
    return [NameToken(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


_JOINED_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "ng",
        "ə": "a",
        "ɵ": "o",
        "ʼ": None,
        "'": None,
        "’": None,
        "‘": None,
        "`": None,
        "´": None,
        "ʹ": None,
        "·": None,
        "\u00ad": None,
        "\u0640": None,
        **dict.fromkeys(map(chr, range(0x200B, 0x2010))),
    }
)
"""Letters that canonical decomposition leaves whole, and marks inside a word that spellings drop."""


def fold_name(text: str) -> str:
    """A word of a name as a key: casefolded, without marks, apostrophes and joiners.

    Folding twice is folding once. Letters of other scripts stay in their script, Hangul composed.
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_JOINED_LETTERS)
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare.translate(_JOINED_LETTERS))
