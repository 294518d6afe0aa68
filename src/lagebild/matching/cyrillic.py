"""Cyrillic names in Latin letters, and one skeleton for their English, German and French spellings.

Хрущёв is Khrushchev, Chruschtschow and Khrouchtchev; the skeleton of all four is the same. It serves every
Latin
name: Schmidt and Shmidt, Wagner and Vagner meet in it too.

Source: BGN/PCGN 1947 (Russian) and 2019 (Ukrainian) for the Latin form; the German (Duden) and French
    (passport) practices are folded by the order of the rules below.
"""

import re
from functools import lru_cache

_RUSSIAN = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "yo",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    "і": "i",
    "ї": "yi",
    "є": "ye",
    "ґ": "g",
    "ў": "u",
    "ђ": "dj",
    "ј": "j",
    "љ": "lj",
    "њ": "nj",
    "ћ": "c",
    "џ": "dz",
    "ѓ": "g",
    "ќ": "k",
    "ѕ": "dz",
    "ѣ": "e",
    "қ": "q",
    "ғ": "gh",
    "ң": "ng",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "һ": "h",
    "ә": "a",
    "ҳ": "h",
    "ҷ": "j",
    "ӣ": "i",
    "ӯ": "u",
    "ҙ": "z",
    "ҫ": "s",
    "ӑ": "a",
    "ӗ": "e",
    "ҡ": "q",
    "ӏ": "",
}
_UKRAINIAN = {**_RUSSIAN, "г": "h", "и": "y", "щ": "shch", "х": "kh", "є": "ye", "ю": "iu", "я": "ia"}
_UKRAINIAN_LETTERS = frozenset("іїєґ")

_RULES: tuple[tuple[str, str], ...] = (
    (r"schtsch|shtsch|shch|chtch|stsch|sch?tch", "S"),
    (r"^chr", "hr"),
    (r"tsch|tch|tsh", "C"),
    (r"sch|sh|sz", "S"),
    (r"dsch|dzh|dj|dz", "j"),
    (r"zh", "Z"),
    (r"kh", "h"),
    (r"ch", "C"),
    (r"tz|ts|cz", "c"),
    (r"ck|q", "k"),
    (r"ph", "f"),
    (r"x", "ks"),
    (r"z", "s"),
    (r"gu(?=[ei])", "g"),
    (r"ander$", "andr"),
    (r"w", "v"),
    (r"ff?$", "v"),
    (r"ou", "u"),
    (r"(?:iy|yi|ij|ii|yj|ey|ei|i|y|j)e(?=.)", "e"),
    (r"(?:iy|ij|yj|ii|y|i|j)[oe]", "e"),
    (r"(?:iy|ij|ii|y|i|j)u", "u"),
    (r"(?:iy|ij|ii|y|i|j)a", "a"),
    (r"(?:iy|yy|ij|yj|ii|yi|y|j)", "i"),
    (r"i+", "i"),
    (r"(?<=[SCZ])o", "e"),
    (r"(?<=[^aeiou]in)e$", ""),
    (r"(?<=[aeou])i(?![aeou])", "i"),
    (r"h$", ""),
    (r"(.)\1+", r"\1"),
)
"""Rewritten in this order on a folded Latin word; capitals are classes of sounds."""

_COMPILED = tuple((re.compile(pattern), target) for pattern, target in _RULES)


@lru_cache(maxsize=65536)
def romanise_cyrillic(word: str) -> str:
    """A casefolded Cyrillic word in Latin letters; Ukrainian values where a letter is Ukrainian only."""
    table = _UKRAINIAN if not _UKRAINIAN_LETTERS.isdisjoint(word) else _RUSSIAN
    return "".join(table.get(char, char) for char in word)


_PATRONYMIC = re.compile(
    r".{3,}(?:[oe]vich|[oe]vi[cč]|[oe]witsch|[oe]vitch|[oeí]vna|[oe]wna|ivna|inichna|ilyich)$"
)


def is_patronymic(key: str) -> bool:
    """Whether a folded word has the form of a Slavic patronymic, which a family name may have too."""
    return _PATRONYMIC.match(key) is not None


@lru_cache(maxsize=65536)
def slavic_skeleton(key: str) -> str:
    """A folded Latin word with the spellings of Slavic sounds brought to one."""
    for pattern, target in _COMPILED:
        key = pattern.sub(target, key)
    return key
