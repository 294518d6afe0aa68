"""Korean names: Hangul and its Latin spellings brought to one code per syllable.

Three systems are in use side by side. Revised Romanization (Seoul, 2000) writes 정은 as Jeong-eun,
McCune-Reischauer as Chŏng-ŭn, North Korean practice as Jong Un; passports add Jung, Young, Lee, Park. A
code keeps
what all of them agree on: the class of the initial, the vowel and the final. ㅓ and ㅗ share a class because
two of the three write both as `o`; so do ㅡ and ㅜ, ㅐ and ㅔ.

Source: Ministry of Culture and Tourism notice 2000-8 (Revised Romanization); McCune and Reischauer, *The
    Romanization
    of the Korean Language*, 1939; North Korean practice as in the names that the DPRK itself uses before
    the UN.
"""

import re
from functools import lru_cache

from lagebild.matching.tables import read_table

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = ("k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p", "h")
_VOWELS = (
    *("a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "wa", "we"),
    *("we", "yo", "u", "wo", "we", "wi", "yu", "u", "wi", "i"),
)
_FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l"),
    *("m", "p", "p", "t", "t", "N", "t", "t", "k", "t", "p", "t"),
)
"""Class of each initial, vowel and final in the order of Unicode's Hangul syllables (chapter 3.12)."""

_DPRK_INITIALS = (
    "k",
    "kk",
    "n",
    "t",
    "tt",
    "r",
    "m",
    "p",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "kh",
    "th",
    "ph",
    "h",
)
_DPRK_VOWELS = (
    *("a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui", "i"),
)
_DPRK_FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l"),
    *("m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)

_LATIN_INITIALS = {
    **dict.fromkeys(("k", "kk", "g", "gg", "kh"), "k"),
    **dict.fromkeys(("t", "tt", "d", "dd", "th"), "t"),
    **dict.fromkeys(("p", "pp", "b", "bb", "ph"), "p"),
    **dict.fromkeys(("s", "ss", "sh"), "s"),
    **dict.fromkeys(("c", "ch", "j", "jj", "tch", "cch"), "c"),
    **dict.fromkeys(("r", "l", "rh"), "r"),
    "n": "n",
    "m": "m",
    "h": "h",
    "": "",
}
_LATIN_VOWELS = {
    **dict.fromkeys(("a", "ah"), "a"),
    **dict.fromkeys(("ae", "e", "ai", "ay"), "e"),
    **dict.fromkeys(("ya",), "ya"),
    **dict.fromkeys(("yae", "ye", "yea"), "ye"),
    **dict.fromkeys(("eo", "o", "oh"), "o"),
    **dict.fromkeys(("yeo", "yo", "you"), "yo"),
    **dict.fromkeys(("wa",), "wa"),
    **dict.fromkeys(("wae", "we", "oe", "oi"), "we"),
    **dict.fromkeys(("u", "eu", "oo", "woo", "wu"), "u"),
    **dict.fromkeys(("wo", "weo"), "wo"),
    **dict.fromkeys(("wi", "ui", "eui", "wee"), "wi"),
    **dict.fromkeys(("yu", "yoo"), "yu"),
    **dict.fromkeys(("i", "ee", "y", "yi"), "i"),
}
_LATIN_FINALS = {
    "": "",
    "ng": "N",
    "n": "n",
    "m": "m",
    "l": "l",
    "r": "l",
    "rl": "l",
    **dict.fromkeys(("k", "g", "ck"), "k"),
    **dict.fromkeys(("t", "d"), "t"),
    **dict.fromkeys(("p", "b"), "p"),
}


def _one_of(forms: dict[str, str]) -> str:
    return "|".join(sorted((form for form in forms if form), key=len, reverse=True))


_VOWEL_LETTER = "[aeiouwy]"
_SYLLABLE = re.compile(
    rf"(?P<initial>(?:{_one_of(_LATIN_INITIALS)})?)(?P<vowel>{_one_of(_LATIN_VOWELS)})"
    rf"(?P<final>ng|(?:{_one_of(_LATIN_FINALS)})(?!{_VOWEL_LETTER})|)"
)


class Surnames:
    """The surname table, by Hangul, by Hanja and by Latin spelling."""

    def __init__(self) -> None:
        self.hangul: dict[str, str] = {}
        self.hanja: dict[str, str] = {}
        self.latin: dict[str, str] = {}
        for row in read_table("korean_surnames.tsv"):
            code = "".join(code_of_syllable(char) for char in row["hangul"].split(",")[0])
            for form in row["hangul"].split(","):
                self.hangul.setdefault(form, code)
            for char in filter(None, row["hanja"].split(",")):
                self.hanja.setdefault(char, row["hangul"].split(",")[0])
            for form in row["latin"].split(","):
                self.latin.setdefault(form, code)


@lru_cache(maxsize=1)
def surnames() -> Surnames:
    """The table of Korean surnames, read once."""
    return Surnames()


def _parts(char: str) -> tuple[int, int, int]:
    index = ord(char) - _FIRST
    return index // 588, index % 588 // 28, index % 28


def is_hangul(char: str) -> bool:
    """Whether a character is a composed Hangul syllable."""
    return _FIRST <= ord(char) <= _LAST


@lru_cache(maxsize=4096)
def code_of_syllable(char: str) -> str:
    """The code of one Hangul syllable: 정 and 종 are both `coN`."""
    initial, vowel, final = _parts(char)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


@lru_cache(maxsize=4096)
def romanise_syllable(char: str) -> str:
    """One Hangul syllable as North Korea writes it: 정 is `jong`, 은 is `un`."""
    initial, vowel, final = _parts(char)
    return _DPRK_INITIALS[initial] + _DPRK_VOWELS[vowel] + _DPRK_FINALS[final]


@lru_cache(maxsize=65536)
def split_latin(key: str) -> tuple[tuple[str, str], ...]:
    """A Latin word as Korean syllables: `(("jong", "coN"), ("un", "un"))`; empty where it cannot be one.

    Args:
        key: A folded word, ASCII letters only.
    """
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(key):
        match = _SYLLABLE.match(key, at)
        if match is None or len(found) == 4:  # noqa: PLR2004  # no Korean name has more syllables in one word
            return ()
        code = (
            _LATIN_INITIALS[match["initial"]] + _LATIN_VOWELS[match["vowel"]] + _LATIN_FINALS[match["final"]]
        )
        found.append((match.group(), code))
        at = match.end()
    return tuple(found)


_LOOSE = str.maketrans({"o": "u"})


def loosen(code: str) -> str:
    """A code without the difference of `o` and `u`, which passports ignore: Jung, Jong; Kyung, Kyong."""
    return code.translate(_LOOSE)
