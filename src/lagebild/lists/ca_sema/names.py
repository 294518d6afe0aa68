"""Names as Canada's list writes them: several in one field, in several languages and scripts, some only in part."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.lists.names import split_names
from lagebild.model.listing import NameKind
from lagebild.text.names import fold_name, script_of, tokenise_name

LANGUAGES = {
    "arabic": "ar",
    "belarusian": "be",
    "belarussian": "be",
    "burmese": "my",
    "chinese": "zh",
    "english": "en",
    "farsi": "fa",
    "french": "fr",
    "hebrew": "he",
    "moldovan": "ro",
    "persian": "fa",
    "romanian": "ro",
    "russian": "ru",
    "spanish": "es",
    "ukrainian": "uk",
}
"""Languages that stand before names in Aliases, with their ISO 639-1 codes. Source: edition of 2025-06 (Arabic,
Belarusian, Belarussian, Russian); the others are the languages of the countries whose regulations the list holds."""

_LABEL = re.compile(rf"\(?\b(?P<language>{'|'.join(LANGUAGES)})\s*(?::|\s[–-]\s)\s*", re.IGNORECASE)

_KNOWN_AS = (
    r"\(?\s*(?<!\w)(?:(?:also\s+|now\s+)?known\s+as|also\s+(?:called|spelled|spelt|written)|[an]\.?k\.?a\.?(?=\W|$)"
    r"|d[./]?b[./]?a\.?(?=\W)|alias(?=\s)|nom de guerre|aussi\s+connue?s?\s+sous\s+le\s+nom\s+de|dite?(?=\s))\s*:?\s*"
)
_FORMERLY = (
    r"\(?\s*(?<!\w)(?:formerly(?:\s+known\s+as)?|previously\s+known\s+as|f\.?k\.?a\.?(?=\W|$)|née?(?=\s)"
    r"|anciennement(?:\s+connue?s?\s+sous\s+le\s+nom\s+de)?)\s*:?\s*"
)
_ALSO_KNOWN = re.compile(rf"(?P<former>{_FORMERLY})|(?P<also>{_KNOWN_AS})", re.IGNORECASE)
"""Words that say how the next names are meant. Source: `(also known as …)` in 67 names of the edition of 2025-06,
`AKA` in one; the others are OFAC's and the United Nations' words for the same and their French."""

_LEGAL_FORM = (
    r"co|corp|corporation|inc|ltd|limited|llc|llp|plc|pte|sarl|s\.?a|sc|gmbh|jsc|pjsc|ojsc|cjsc|fsue|ao|oao|pao|zao|ooo"
    r"|ао|оао|пао|зао|ооо|нао|сао|фгуп|гуп|муп|ано|тов|prjsc"
)
_ONLY_A_FORM = re.compile(
    rf"(?:(?:{_LEGAL_FORM}|мк)\.?|(?:(?:open|public|closed|private) )?joint[- ]stock company|limited liability company"
    r"|(?:публичное |открытое |закрытое |непубличное )?акционерное общество|международная компания"
    r"|общество с ограниченной ответственностью|некоммерческое партнерство"
    rf"|(?:{_LEGAL_FORM})\.? (?:{_LEGAL_FORM})\.?)",
    re.IGNORECASE,
)
_ENDS_WITH_FORM = re.compile(
    rf"\b(?:{_LEGAL_FORM}|company|companies|corporations|enterprise|factory)\.?$|[»”’\"]$", re.IGNORECASE
)
_BEGINS_WITH_FORM = re.compile(
    rf"(?:(?:{_LEGAL_FORM})\b|(?:(?:open|public|closed) )?joint[- ]stock|limited liability|aktsionerno)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|les?|la)\s|l['’]", re.IGNORECASE)
_OR = re.compile(r",?\s+(?:or|ou)\s+")
_CONJUNCTION = re.compile(r"(?:or|ou|and|et)\s")
_GIVEN_AND_FATHER = re.compile(r"[А-ЯЁІЇЄҐ]\S*\s+[А-ЯЁІЇЄҐ]\S*(?:вич|ич|вна|ична)")
"""A given name and a father's name, which follow a surname and a comma: `Баранов, Олег Анатольевич`."""

_AND = re.compile(r",?\s+(?:and|et|et/ou|and/or)\s+")
_TWO_SCRIPTS = re.compile(
    r"(?<=[A-Za-zÀ-ÿ.])\s+(?=[\u0590-\u07ff\u4e00-\u9fff])|(?<=[\u0590-\u07ff])\s{1,3}(?=[A-Za-zÀ-ÿ]{2})"
)
"""Between a name in Latin letters and one in Arabic, Hebrew or Chinese. Russian names hold Latin words themselves."""

_NO_NAME = re.compile(r"\b(?:IMO|passport|passeport|DOB|born|date of birth|call sign)\b.*\d", re.IGNORECASE)

_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|ii|iii|iv)\.?", re.IGNORECASE)
_ENUMERATED = re.compile(r"(?:^|\s)\(?(?:[0-9]{1,2}|[a-z])\)\s+(?=\w)")
"""The number or letter before each of several names, as `1) … 2) …`."""

_ONE_AND_MORE = re.compile(r"[A-Z]\w+ (?:and|et) \w+(?: \w+)?")
_OF = re.compile(r"\b(?:of|for|de|des|pour)\b", re.IGNORECASE)

_OPENING, _CLOSING = "(«“„", ")»”"

SHARED_START = 4
"""Letters that two first words share where `X and Y` are two spellings of one name. Source: `Zlatmash and Zlatoust`,
`Tulamashzavod PA and Tulamashzavod Production Association` in the edition of 2025-06."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name in a field of several.

    Attributes:
        value: As published, outer space, stray brackets and its label removed.
        kind: `former` where the field says so, else `alias`.
        lang: ISO 639-1 code of the language that stands before it, or None.
    """

    value: str
    kind: NameKind = "alias"
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Aliases:
    """The names in one field.

    Attributes:
        names: In order.
        parts: Words that stand for one part of a name only, such as another surname.
        remarks: Pieces that are no names but say something, such as a passport number.
    """

    names: tuple[Alias, ...]
    parts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityName:
    """What the field for an entity's name holds.

    Attributes:
        primary: The name, and its French form where the field has both.
        others: Names that the field says it is also known by, or was.
    """

    primary: tuple[str, ...]
    others: tuple[Alias, ...] = ()


def clean_name(text: str) -> str:
    """The text in one line: words cut at a line's end are joined, runs of space are one space."""
    joined = re.sub(r"(?<=\w)-[ \t]*\n\s*", "-", text)
    return " ".join(joined.split())


def split_entity_name(text: str) -> EntityName:
    """The name in the field EntityOrShip, its French form after a slash, and what it is also known as."""
    whole = clean_name(text)
    first, *others = _split_by_words(whole)
    primary = _split_languages(_trim(first.value))
    found = [name for piece in others for name in _split_piece(piece, is_person=False)[0]]
    return EntityName(tuple(filter(None, primary)), tuple(found))


def split_aliases(text: str, *, is_person: bool, own: tuple[str, str] = ("", "")) -> Aliases:
    """The names in the field Aliases.

    They are parted at semicolons, commas, slashes, `or` and `and` as far as these part names: not inside brackets
    or quotation marks, not before a legal form, not where a comma goes on in small letters. What names a part of a
    name alone is told apart; nothing is left out.

    Args:
        text: The field as published.
        is_person: Whether the entry is a person, whose names hold neither commas nor `and`.
        own: The entry's surname and given name, between which a comma parts no names.
    """
    names: list[Alias] = []
    parts: list[str] = []
    remarks: list[str] = []
    for line in _split_lines(text):
        for labelled in _split_labels(line):
            for piece in (one for part in _split_parts(labelled.value) for one in _split_by_words(part)):
                whole = Alias(piece.value, piece.kind, labelled.lang)
                found, partial = _split_piece(whole, is_person=is_person, own=own)
                names += found
                parts += partial
    remarks = [name.value for name in names if _NO_NAME.search(name.value)]
    kept = [name for name in names if name.value not in remarks and any(map(str.isalnum, name.value))]
    return Aliases(tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(remarks)))


def _split_lines(text: str) -> list[str]:
    """The field in one line, but parted where a new line begins in another script: lines are broken anywhere."""
    lines = [clean_name(text)]
    if "\n" in text.strip():
        joined: list[str] = []
        for line in re.sub(r"(?<=\w)-[ \t]*\n\s*", "-", text).splitlines():
            one = clean_name(line)
            if joined and (not one or _is_same_script(joined[-1], one)):
                joined[-1] = f"{joined[-1]} {one}".strip()
            else:
                joined.append(one)
        lines = [line for line in joined if line]
    return lines


def _is_same_script(left: str, right: str) -> bool:
    words, next_words = tokenise_name(left), tokenise_name(right)
    return not (words and next_words) or script_of(words[-1].text) == script_of(next_words[0].text)


def _split_labels(text: str) -> list[Alias]:
    """The text parted before each language's name, which holds until the next."""
    matches = list(_LABEL.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    found = [Alias(text[: matches[0].start()] if matches else text)]
    for match, end in zip(matches, ends, strict=False):  # a text without a label has an end all the same
        found.append(Alias(text[match.end() : end], "alias", LANGUAGES[match["language"].lower()]))
    return [piece for piece in found if piece.value.strip(" ,;")]


def _split_by_words(text: str) -> list[Alias]:
    """The text parted at `also known as` and the like; the first piece is what stands before."""
    pieces: list[Alias] = []
    position, kind = 0, "alias"
    for match in _ALSO_KNOWN.finditer(text):
        pieces.append(Alias(text[position : match.start()], "former" if kind == "former" else "alias"))
        position, kind = match.end(), "former" if match["former"] else "alias"
    pieces.append(Alias(text[position:], "former" if kind == "former" else "alias"))
    return pieces


def _split_languages(text: str) -> list[str]:
    """The English and the French name in `Iranian Army/Armée iranienne`; else the name."""
    halves = [text[start:end].strip() for start, end in _cut(text, "/")]
    if len(halves) == len(("English", "French")) and all(len(half.split()) > 1 for half in halves):
        return halves
    found = [half.strip() for half in _OR.split(text)]
    if len(found) > 1 and all(len(half.split()) > 1 for half in found):
        return found
    return [text]


def _split_piece(
    piece: Alias, *, is_person: bool, own: tuple[str, str] = ("", "")
) -> tuple[list[Alias], list[str]]:
    """The names of a piece, and the words in it that are parts of names."""
    names: list[str] = []
    parts: list[str] = []
    for run in (run for part in _split_parts(_trim(piece.value)) for run in _TWO_SCRIPTS.split(part)):
        for one in _split_person(run, own) if is_person else _split_entity(run):
            found = [
                _trim(name)
                for half in _split_slashes(one)
                for name in _split_conjunctions(half, is_person=is_person)
            ]
            complete = [name for name in found if _is_complete(name, is_person=is_person)]
            if is_person and (len(found) == 1 or not complete):
                complete = found
            names += complete
            parts += [name for name in found if name not in complete]
    trimmed = (_trim(name) for value in names for name in split_names(value))
    return [Alias(name, piece.kind, piece.lang) for name in trimmed if name], list(filter(None, parts))


def _is_complete(name: str, *, is_person: bool) -> bool:
    """Whether a piece can be a name: of several a person's has two words, an entity's is more than a legal form."""
    return len(name.split()) > 1 if is_person else _ONLY_A_FORM.fullmatch(name) is None


def _split_parts(text: str) -> list[str]:
    """The pieces between semicolons, bars and enumerating numbers."""
    pieces = [part for piece in _split_at(text, ";") for part in re.split(r"\s*[|、]\s*", piece)]
    return [part for piece in pieces for part in _ENUMERATED.split(piece)]


def _split_person(text: str, own: tuple[str, str]) -> list[str]:
    pieces: list[str] = []
    for piece in filter(None, _split_at(text, ",")):
        if pieces and _CONJUNCTION.match(piece):
            pieces[-1] += f" {piece}"
        elif pieces and _SUFFIX.fullmatch(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    if len(pieces) == len(("surname", "given name")) and _are_surname_and_given(pieces, own):
        return [", ".join(pieces)]
    return pieces


def _are_surname_and_given(pieces: Sequence[str], own: tuple[str, str]) -> bool:
    """Whether two pieces are one name, its surname first: the entry's own, or a Russian one with a father's name."""
    surname, given = map(fold_name, own)
    is_own = fold_name(pieces[0]) == surname or (given != "" and fold_name(pieces[1]) == given)
    return is_own or (len(pieces[0].split()) == 1 and _GIVEN_AND_FATHER.fullmatch(pieces[1]) is not None)


def _split_entity(text: str) -> list[str]:
    found: list[str] = []
    for half in _OR.split(text):
        joined: list[str] = []
        for piece in filter(None, _split_at(half, ",")):
            if joined and _goes_on(joined[-1], piece):
                joined[-1] = f"{joined[-1]}, {piece}"
            else:
                joined.append(piece)
        found += joined
    return found


def _goes_on(before: str, piece: str) -> bool:
    """Whether an entity's name goes on after a comma: with a legal form, in small letters, or with an enumeration."""
    if _ONLY_A_FORM.fullmatch(piece) or _ONLY_A_FORM.fullmatch(before):
        return True
    if piece[:1].islower():
        return _ARTICLE.match(piece) is None
    return _ONE_AND_MORE.fullmatch(piece) is not None and _OF.search(before) is not None


def _split_slashes(text: str) -> list[str]:
    """The halves at a slash; not in `A/S`, `24/7` or a web address."""
    pieces = _split_at(text, "/")
    is_short = any(len(piece) < len("GRI") for piece in pieces) and not re.search(r"\s/|/\s", text)
    return [text] if is_short or "://" in text else [piece for piece in pieces if piece]


def _split_conjunctions(text: str, *, is_person: bool) -> list[str]:
    """The names at `or` and `and`; of entities only where `and` parts names and is no word of one."""
    found: list[str] = []
    for half in _OR.split(text):
        found += _AND.split(half) if is_person else _split_and(half)
    return [name for name in (part.strip(" ,") for part in found) if name]


def _split_and(text: str) -> list[str]:
    for match in _AND.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if left and right and _are_names(left, right):
            return [left, *_split_and(right)]
    return [text]


def _are_names(left: str, right: str) -> bool:
    """Whether both sides of an `and` are names: by another script, a legal form, or the same beginning."""
    beside = (left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0])
    if any(script_of(word) not in {"Latn", "Zyyy"} for word in beside):
        return True
    if (_ENDS_WITH_FORM.search(left) and right[:1].isupper()) or _BEGINS_WITH_FORM.match(right):
        return True
    first = [fold_name(tokens[0].text) for side in (left, right) if (tokens := tokenise_name(side))]
    if len(first) < len(beside) or not right[:1].isupper():
        return False
    return first[0] == first[1] or (
        min(map(len, first)) >= SHARED_START and first[0][:SHARED_START] == first[1][:SHARED_START]
    )


def _split_at(text: str, separator: str) -> list[str]:
    return [text[start:end].strip() for start, end in _cut(text, separator)]


def _cut(text: str, separator: str) -> Iterable[tuple[int, int]]:
    """Where the pieces between separators stand that are outside brackets and quotation marks.

    A bracket or mark that is never closed does not hide what follows it.
    """
    start, depths = 0, _measure_depths(text)
    for position, char in enumerate(text):
        if char == separator and not depths[position]:
            yield start, position
            start = position + 1
    yield start, len(text)


def _measure_depths(text: str) -> list[int]:
    """How many brackets and quotation marks each character is inside of; one that is never closed opens nothing."""
    depths = [0] * (len(text) + 1)
    opened: list[int] = []
    for position, char in enumerate(text):
        before = text[position - 1] if position else " "
        after = text[position + 1] if position + 1 < len(text) else " "
        opens = char in _OPENING or (char == '"' and not before.isalnum() and not after.isspace())
        if opens:
            opened.append(position)
        elif opened and (char in _CLOSING or char == '"'):
            ends = char == '"' and not after.isalnum()
            start = opened[0] if ends and text[opened[0]] == '"' else opened[-1]
            opened = opened[: opened.index(start)]
            for inside in range(start, position):
                depths[inside] += 1
    return depths


def _trim(text: str) -> str:
    """The name without outer space and separators, and without a bracket that has no partner."""
    text = text.strip(" ,;:/\u200b\ufeff")
    if text.startswith("(") and ")" not in text:
        text = text[1:]
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1]
    if text.count("(") > text.count(")") and text.endswith("("):
        text = text[:-1]
    if text.startswith(("and ", "or ")):
        text = text.partition(" ")[2]
    text = re.sub(r"^also\s+(?=[A-ZÀ-Þ])", "", text)
    return text.strip(" ,;")
