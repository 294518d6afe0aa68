"""A text as its bare letters and digits, with the way back to every raw character.

Names in documents are broken by soft hyphens, non-breaking spaces, line ends, hyphens and diacritics, and
written as
one word or two. Searching the letters alone finds all of these with one needle; where words begin is kept
beside them, so that a needle never starts or ends inside a word.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lagebild.text.names import fold_name

_CODE_POINTS = 0x110000
_UNKNOWN, _LETTER, _DROPPED, _BREAK = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Letters:
    """The folded letters of a text.

    Attributes:
        text: Folded letters and digits, nothing else.
        raw: For each of them the offset of the raw character that it came from.
        starts: Whether a word begins at it.
        raw_length: Length of the raw text.
    """

    text: str
    raw: npt.NDArray[np.int64]
    starts: npt.NDArray[np.bool_]
    raw_length: int

    def is_word_start(self, at: int) -> bool:
        """Whether a word begins at a letter, or the text has ended there."""
        return at >= len(self.text) or bool(self.starts[at])


class _Table:
    """What each code point folds to, learnt as texts bring new ones."""

    def __init__(self) -> None:
        self.kind = np.zeros(_CODE_POINTS, dtype=np.uint8)
        self.width = np.zeros(_CODE_POINTS, dtype=np.uint8)
        self.first = np.zeros(_CODE_POINTS, dtype=np.uint32)
        self.longer: dict[int, str] = {}

    def learn(self, codes: npt.NDArray[np.uint32]) -> None:
        for code in np.unique(codes[self.kind[codes] == _UNKNOWN]).tolist():
            char = chr(code)
            folded = "".join(letter for letter in fold_name(char) if letter.isalnum())
            if folded:
                self.kind[code], self.width[code], self.first[code] = _LETTER, len(folded), ord(folded[0])
                if len(folded) > 1:
                    self.longer[code] = folded
            else:
                self.kind[code] = _DROPPED if _is_dropped(char) else _BREAK


def _is_dropped(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me", "Cf"} or char in "'’‘`´ʼʹ"


_TABLE = _Table()


def letters_of(text: str) -> Letters:
    """The folded letters of a text; linear, and the same whatever was folded before."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    _TABLE.learn(codes)
    kind = _TABLE.kind[codes]
    kept = np.flatnonzero(kind == _LETTER)
    breaks = np.cumsum(kind == _BREAK)
    width = _TABLE.width[codes[kept]]
    raw = np.repeat(kept, width)
    folded = np.repeat(_TABLE.first[codes[kept]], width)
    if _TABLE.longer and bool((width > 1).any()):
        _fill_longer(folded, codes, raw, np.cumsum(width) - width, width)
    starts = np.ones(len(raw), dtype=np.bool_)
    if len(raw):
        starts[1:] = breaks[raw[1:]] != breaks[raw[:-1]]
    return Letters(folded.astype("<u4").tobytes().decode("utf-32-le", "replace"), raw, starts, len(text))


def _fill_longer(
    folded: npt.NDArray[np.uint32],
    codes: npt.NDArray[np.uint32],
    raw: npt.NDArray[np.int64],
    firsts: npt.NDArray[Any],
    width: npt.NDArray[np.uint8],
) -> None:
    """Write the further letters of the few characters that fold to several, such as ß."""
    for first in firsts[width > 1].tolist():
        letters = _TABLE.longer[int(codes[raw[first]])]
        for at, letter in enumerate(letters):
            folded[first + at] = ord(letter)
