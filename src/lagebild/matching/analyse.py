"""A name taken apart: its words with their keys, what kind of word each is, and the ways to read it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lagebild.matching import arabic, chinese, cyrillic, korean
from lagebild.matching.tables import read_table
from lagebild.matching.words import WEIGHTS, WordKind, word_table
from lagebild.text.names import fold_name, script_of, script_of_char, tokenise_name

MAX_TOKENS = 24
"""Words of one name that are looked at; no listed name has as many."""

MAX_TOKEN_LENGTH = 64
"""Characters of one word that are looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One word of a name; compared by identity, because equal words are one object and met very often.

    Attributes:
        text: As written.
        key: Folded, in Latin letters.
        other_key: A second spelling of the key (`mueller` for Müller), or the key again.
        script: ISO 15924 code.
        kind: What kind of word it is.
        weight: How much it counts beside the others, by its kind.
        plain: Folded text before spellings of a legal form or title were brought to one; what joined words
            are made of.
        table: The table that brought it into Latin letters; empty where none was needed.
        korean: Its code as a Korean syllable, or empty.
        slavic: Its skeleton by `cyrillic.slavic_skeleton`, or empty.
        arabic: Its consonant skeleton as a spelling of an Arabic word, in names of persons; else empty.
        looks_arabic: Whether something in a Latin name marks it as Arabic, Persian or Pashto.
    """

    text: str
    key: str
    other_key: str
    script: str
    kind: WordKind
    weight: float
    plain: str
    table: str = ""
    korean: str = ""
    slavic: str = ""
    arabic: str = ""
    looks_arabic: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: its words, and whose table was used where the script leaves a choice."""

    system: str
    tokens: tuple[Token, ...]


_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_UMLAUT = re.compile("[äöüåø]")
_PERSON_PARTICLES = frozenset({"al", "bin", "of"})
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|er|eme|ya|y)$")
_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdu"})
_SERVANT_WEIGHT = 0.5
"""The first half of a name such as Abd al-Karim, spelt in many ways; alone it names nobody."""

_PERSON_SCHEMATA = frozenset({"Person"})
_KOREAN_SCHEMATA = frozenset({"Person", "LegalEntity", "Thing", ""})


@lru_cache(maxsize=65536)
def analyse_name(text: str, schema: str) -> tuple[Reading, ...]:
    """All readings of a name, at least one; a reading without tokens where the text holds no letter or digit.

    Args:
        text: As written, in any script.
        schema: FollowTheMoney schema; `Person` reads single letters as initials and knows no legal forms.
    """
    script = script_of(text)
    person = schema in _PERSON_SCHEMATA
    if script in {"Hani", "Kore", "Jpan"}:
        return _read_han(text, person=person)
    tokens: list[Token] = []
    for raw in tokenise_name(text[: MAX_TOKENS * MAX_TOKEN_LENGTH])[:MAX_TOKENS]:
        word = raw.text[:MAX_TOKEN_LENGTH]
        if korean.is_hangul(word[0]):
            tokens.extend(_hangul_tokens(word))
        else:
            tokens.extend(_read_word(word, person=person))
    del tokens[MAX_TOKENS:]
    if script == "Latn" and schema in _KOREAN_SCHEMATA and (split := _as_korean(tokens)):
        split_up = (Reading(script, tuple(tokens)),) if len(split) > len(tokens) else ()
        return (Reading("korean", tuple(split)), *split_up)
    if person:
        tokens = _weigh_patronymics(tokens)
        looks_arabic = _looks_arabic(tokens)
        tokens = [_with_arabic(token, looks_arabic=looks_arabic) for token in tokens]
    return (Reading(script, tuple(tokens)),)


def _read_word(word: str, *, person: bool) -> tuple[Token, ...]:
    script = script_of(word)
    match script:
        case "Cyrl":
            return (_cyrillic_token(word, person=person),)
        case "Arab":
            return _arabic_tokens(word)
        case "Hani" | "Kore" | "Jpan":
            return _read_han(word, person=person)[0].tokens
        case _:
            return (_latin_token(word, script=script, person=person),)


@lru_cache(maxsize=65536)
def _latin_token(word: str, *, script: str, person: bool) -> Token:
    plain = key = fold_name(word)
    lowered = word.casefold()
    other = (
        fold_name(_UMLAUT.sub(lambda match: _UMLAUTS[match.group()], lowered)) if not word.isascii() else key
    )
    if person and key in _SERVANTS:
        return Token(word, "abd", "abd", script, "name", _SERVANT_WEIGHT, plain)
    kind, key, other = _kind_of(key, other, person=person)
    slavic = cyrillic.slavic_skeleton(key) if kind == "name" and len(key) > 2 and key.isascii() else ""  # noqa: PLR2004  # shorter words have no spelling to vary
    return Token(word, key, other, script, kind, _weight(kind, key, person=person), plain, slavic=slavic)


def _kind_of(key: str, other: str, *, person: bool) -> tuple[WordKind, str, str]:
    if ordinal := _ORDINAL.match(key):
        return "number", ordinal[1].lstrip("0") or "0", ordinal[1]
    if key.isdecimal():
        number = str(int(key))
        return "number", number, number
    word = word_table().get(key)
    if word is None:
        return "name", key, other
    if person:
        known = word.kind == "title" or (word.kind == "particle" and word.canonical in _PERSON_PARTICLES)
        return (word.kind, word.canonical, word.canonical) if known and len(key) > 1 else ("name", key, other)
    return word.kind, word.canonical, word.canonical


def _weight(kind: WordKind, key: str, *, person: bool) -> float:
    if kind == "name" and len(key) == 1:
        return 0.35 if person else 0.5
    return WEIGHTS[kind]


@lru_cache(maxsize=65536)
def _cyrillic_token(word: str, *, person: bool) -> Token:
    plain = key = fold_name(cyrillic.romanise_cyrillic(word.casefold()))
    kind, key, other = _kind_of(key, key, person=person)
    slavic = cyrillic.slavic_skeleton(key) if kind == "name" else ""
    weight = _weight(kind, key, person=person)
    return Token(word, key, other, "Cyrl", kind, weight, plain, table="cyrillic", slavic=slavic)


@lru_cache(maxsize=65536)
def _arabic_tokens(word: str) -> tuple[Token, ...]:
    folded = fold_name(word)
    if folded.isdecimal():
        return (_latin_token(folded, script="Zyyy", person=False),)
    if folded.startswith("ال") and len(folded) > 4 and not folded.startswith("الله"):  # noqa: PLR2004  # article and at least three letters
        article = Token(word[:2], "al", "al", "Arab", "particle", WEIGHTS["particle"], "al", table="arabic")
        return (article, *_arabic_tokens(folded[2:]))
    if folded == "عبد":
        return (Token(word, "abd", "abd", "Arab", "name", _SERVANT_WEIGHT, "abd", table="arabic"),)
    skeleton = arabic.skeleton_of_arabic(folded)
    key = arabic.romanise_arabic(folded)
    kind: WordKind = "particle" if folded in {"بن", "ابن", "بنت"} else "name"
    spoken = "bin" if kind == "particle" else key
    return (Token(word, spoken, key, "Arab", kind, WEIGHTS[kind], key, table="arabic", arabic=skeleton),)


@lru_cache(maxsize=8192)
def _hangul_tokens(word: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for char in word:
        if not korean.is_hangul(char):
            continue
        surname = korean.surnames().hangul.get(char) if not tokens else None
        tokens.append(
            _syllable_token(
                char,
                "Hang",
                "hangul",
                korean.romanise_syllable(char),
                surname or korean.code_of_syllable(char),
            )
        )
    return tuple(tokens)


@lru_cache(maxsize=65536)
def _syllable_token(text: str, script: str, table: str, key: str, code: str) -> Token:
    return Token(text, key, key, script, "name", WEIGHTS["name"], key, table=table, korean=code)


@lru_cache(maxsize=8192)
def _read_han(text: str, *, person: bool) -> tuple[Reading, ...]:
    """Han characters read the Korean way and the Mandarin way; words of other scripts between them stay."""
    readings = []
    for system in ("hanja", "pinyin"):
        tokens: list[Token] = []
        for raw in tokenise_name(text)[:MAX_TOKENS]:
            tokens.extend(_han_tokens(raw.text[:MAX_TOKEN_LENGTH], system=system, person=person))
        readings.append(Reading(system, tuple(tokens[:MAX_TOKENS])))
    return tuple(readings)


def _han_tokens(word: str, *, system: str, person: bool) -> list[Token]:
    tokens: list[Token] = []
    rest = ""
    for at, char in enumerate(word):
        token = chinese.read_char(char, system=system, is_first=at == 0)
        if token is None:
            rest += char
            continue
        tokens.extend(_read_rest(rest, person=person))
        rest = ""
        key, code = token
        tokens.append(_syllable_token(char, "Hani", system, key, code))
    tokens.extend(_read_rest(rest, person=person))
    return tokens


def _read_rest(rest: str, *, person: bool) -> tuple[Token, ...]:
    """What stands between the characters that a system reads; characters that it cannot read add nothing.

    Never reads Han characters again: what was left over once is left over the second time.
    """
    match script_of(rest) if rest else None:
        case None | "Hani" | "Jpan":
            return ()
        case "Hang":
            return tuple(_hangul_tokens(rest))
        case "Kore":
            hangul = "".join(char for char in rest if script_of_char(char) == "Hang")
            return tuple(_hangul_tokens(hangul)) if hangul else ()
        case _:
            return _read_word(rest, person=person)


def _as_korean(tokens: list[Token]) -> list[Token] | None:
    """The words split into Korean syllables; None where not all are such or no end is a surname."""
    if not 2 <= len(tokens) <= 4:  # noqa: PLR2004  # surname and a given name of one or two syllables, or a title
        return None
    ends = korean.surnames().latin
    if tokens[0].key not in ends and tokens[-1].key not in ends:
        return None
    syllables: list[Token] = []
    for at, token in enumerate(tokens):
        key = fold_name(token.text)
        surname = ends.get(key) if at in {0, len(tokens) - 1} else None
        parts = korean.split_latin(key)
        if surname and at == (
            0 if tokens[0].key in ends or fold_name(tokens[0].text) in ends else len(tokens) - 1
        ):
            syllables.append(_syllable_token(token.text, "Latn", "", key, surname))
            continue
        if not 1 <= len(parts) <= 2:  # noqa: PLR2004  # a given name has at most two syllables in one word
            return None
        start = 0
        for number, (form, code) in enumerate(parts):
            text = (
                token.text if len(parts) == 1 else (token.text[start:] if number else token.text[: len(form)])
            )
            syllables.append(_syllable_token(text, "Latn", "", form, code))
            start += len(form)
    return syllables if len(syllables) <= 4 else None  # noqa: PLR2004  # surname and given name


_PATRONYMIC_WEIGHT = 0.5
_SHORTEST_WITH_PATRONYMIC = 3


def _weigh_patronymics(tokens: list[Token]) -> list[Token]:
    """Patronymics at half weight, where a given and a family name stand beside them: people leave them out."""
    proper = sum(token.kind == "name" for token in tokens)
    if proper < _SHORTEST_WITH_PATRONYMIC:
        return tokens
    return [
        _weighed(token) if at and token.kind == "name" and cyrillic.is_patronymic(token.key) else token
        for at, token in enumerate(tokens)
    ]


@lru_cache(maxsize=65536)
def _weighed(token: Token) -> Token:
    return replace(token, weight=_PATRONYMIC_WEIGHT)


_INITIAL_LENGTH = 1
_ARABIC_COMPOUND = re.compile(r"^abd[aeou]l.{3}|.(?:ullah|allah|ollah|uddin|eddin|iddin|eddine)$")


def _looks_arabic(tokens: list[Token]) -> bool:
    keys, skeletons = _arabic_markers()
    return any(
        token.script == "Arab"
        or (token.kind == "particle" and token.key in {"al", "bin"})
        or token.key in keys
        or _ARABIC_COMPOUND.search(token.key) is not None
        or arabic.skeleton_of_latin(token.key) in skeletons
        for token in tokens
    )


@lru_cache(maxsize=1)
def _arabic_markers() -> tuple[frozenset[str], frozenset[str]]:
    """What marks a Latin name as Arabic, Persian or Pashto: keys, and skeletons long enough to tell."""
    keys = frozenset(row["name"] for row in read_table("arabic_names.tsv"))
    skeletons = frozenset(arabic.skeleton_of_latin(key) for key in keys)
    return keys, frozenset(skeleton for skeleton in skeletons if len(skeleton) > 3)  # noqa: PLR2004  # `slm` is Salome too


@lru_cache(maxsize=65536)
def _with_arabic(token: Token, *, looks_arabic: bool) -> Token:
    if (
        token.arabic
        or token.kind != "name"
        or token.key == "abd"
        or not token.key.isascii()
        or len(token.key) == _INITIAL_LENGTH
    ):
        return token
    skeleton = arabic.skeleton_of_latin(token.key)
    return replace(token, arabic=skeleton, looks_arabic=looks_arabic)
