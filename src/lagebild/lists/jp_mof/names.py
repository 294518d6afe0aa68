"""Names in the cells of the Japanese list: parted, in two languages, with what is said of each."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from lagebild.lists.jp_mof.text import (
    EDGES,
    OPENING,
    decode_escapes,
    has_japanese,
    is_unknown,
    lang_of,
    split_languages,
    split_marked,
    split_outside,
    squeeze,
)
from lagebild.model.listing import NameKind
from lagebild.text.names import script_of

_LABEL = re.compile(
    r"[(（]?\s*(?:"
    r"(?P<alias>\ba\.\s?k\.?\s?a\b\.?|(?-i:\baka\b)|\balso known as\b|(?:別称|別名|通称)[0-9０-９]?(?=\s*[)）:：、,]))"
    r"|(?P<former>\bf\.\s?k\.?\s?a\b\.?|(?-i:\bfka\b)|\bformerly(?: known as)?\b(?! listed)"
    r"|\bn[eé]e\b|(?:旧称|旧名|旧姓|旧社名)(?=\s*[)）:：、,])))"
    r"\s*[)）]?\s*[:：、,]?\s*",
    re.IGNORECASE,
)
"""Words before names: they part names and say of which kind those after them are."""

_AS_LISTED = re.compile(
    r"\s*[(（][^()（）]*(?:以前の?(?:リスト|掲載)|(?:previously|formerly) listed)[^()（）]*[)）]"
)
"""A name under which the thing was listed before. Source: sheet 2, rows 111 and 787."""

_ORIGINAL = re.compile(
    r"[(（][\s\u200e\u200f\u202a-\u202f]*"
    r"(?:original script\s*[:：]?\s*(?P<after>[^()（）]*)|(?P<before>[^()（）]*?)\s*:?\s*original script)"
    r"[\s\u200e\u200f\u202a-\u202f]*[)）]?",
    re.IGNORECASE,
)

_BRACKET = re.compile(r"\s*[(（](?P<inner>(?:[^()（）]|[(（][^()（）]*[)）]?)*)[)）]?")
_BORN = re.compile(
    r"\s*[,、]?\s*(?:\bborn\b|\bDOB\b|\bPOB\b|\bson of\b|[0-9０-９]{4}年"
    r"|(?<!\w)[0-9]{1,2} \w{3}\.? ?[0-9]{4}|,\s*(?:\w+ )?passport\b).*",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER = re.compile(r"\s*【[^】]*】\s*")
_SPELLING = re.compile(
    r"(?<![^\s()（）・])(?P<word>[^\s()（）・]+)[ \u3000]?"
    r"[(（](?P<others>[^()（）\s:：]+(?:[,/、／]\s*[^()（）\s:：,/、／]+)*)(?:[)）]|$)",
)

MAX_SPELLINGS = 64
"""Most spellings made of one name, further ones are left out; the edition of 2026-03-05 has at most 16 (sheet 26)."""

MAX_WRAPPED = 10
"""Most brackets taken off around one text; chosen, not measured."""

ALIKE = 0.5
"""Least likeness (0…1, shares of letters in order) of a spelling at a name's end and its word.

Chosen in a gap: in the edition of 2026-03-05 the likest word that is no spelling has 0.43 (KHARCHENKO, Krot), and the
least like one that the ministry's CSV file of 2026-08-28 writes out as a spelling 0.5 (デシャトヴァ, リュートヴァ).
"""

_TITLE_BEFORE = re.compile(r"[(（](?P<title>[^()（）]+)[)）]\s*(?P<name>[^()（）]+)")
"""A title that may be left out, before the name. Source: sheet 12, row 4, which the CSV file writes out both ways."""

_NICKNAME = re.compile(r"(?P<name>[^()（）]+?)\s*[(（](?P<inner>[^()（）]+)[)）]")

_MIXED = re.compile(
    r"(?P<japanese>(?<!会社)(?<![\w・])[ァ-ヺー・]+|[)）])[ \u3000]*(?<=[ \u3000)）])"
    r"(?P<latin>[A-Za-z’‘'][^ぁ-ヿ一-鿿]*)$",
    re.MULTILINE,
)
"""Where Latin names follow Japanese ones in the same line. Source: sheet 2, rows 286, 411 and 672."""

_NOTE = re.compile(
    r"[0-9０-９]{4}|[:：]|生まれ|出生|に指定した|イニシャル|の(?:息子|娘|父|兄|弟)|誕生名|戦闘員名|参加時|時点|コールサイン|として|以降|偽名"
    r"|(?i:\b(?:initials|false|born|also used|third|fifth|(?:birth|combat) name|nom de guerre|son of)\b)"
)
_ACRONYM = re.compile(r"[A-ZＡ-Ｚ][A-ZＡ-Ｚ0-9０-９&/.-]{1,9}")
_MISTYPED = re.compile(r"(?<=[ァ-ヺー])[：:](?=[ァ-ヺ])")
"""A colon between two names in Kana, typed for a semicolon. Source: sheet 2, row 286."""

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202f\u2060\ufeff]")
_LATIN_LABEL = re.compile(r"[(（]?\s*(?:[af]\.\s?k\.?\s?a\b|formerly|also known)", re.IGNORECASE)
_DOCUMENT = re.compile(r"番号\s*[:：]?\s*\S*[0-9０-９]{3}")
_JAPANESE_START = re.compile(r"\s*[ぁ-ヿ一-鿿]")
_MARKED_START = re.compile(r"[(（]\s*[a-zａ-ｚ0-9０-９]{1,2}\s*[)）]")
_NAMED_BEFORE = re.compile(r"[(（](?P<names>[^()（）]+)[)）](?P<note>[^()（）]+)")
"""Names in brackets and after them what is said of them. Source: sheet 2, row 602."""

_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』"}
_LEGAL_TAIL = re.compile(r"(?:ltd|limited|inc|llc|co|corp|s\.?a|plc|gmbh|pte|jr|sr)\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundName:
    """One name in a cell.

    Attributes:
        value: As published, without brackets and labels around it.
        kind: What the label before it says; None where it has none, so that the column decides.
        label: That label, or None.
        note: What stands in brackets with it or after a comma (a birth, a document), or None.
        lang: `ja` where it is written in Kana, else None.
    """

    value: str
    kind: NameKind | None = None
    label: str | None = None
    note: str | None = None
    lang: str | None = None


def find_names(value: str) -> list[FoundName]:
    """Every name in a cell of names, in order, each with what is said of it; see docs/sources for the ways.

    A sentence in the cell is no name: it comes as a `FoundName` without a value and the sentence as its note.
    """
    found: list[FoundName] = []
    counted = 0
    for kind, label, text in _split_labels(squeeze(_INVISIBLE.sub("", decode_escapes(value)))):
        items = _split_names(text, counted)
        counted = len(items) if any(has_japanese(item) for item in items) else 0
        for item in items:
            found.extend(_read_name(item, kind, label))
    return list(dict.fromkeys(_part_last_of_list(found)))


def expand_spellings(name: str) -> tuple[str, list[str], list[str]]:
    """A person's name with spellings in brackets, as `Sergei (Sergey) ILJENKO (ILYENKO)`.

    Returns:
        The name without them; the name in its other spellings; and alone, as it stands in brackets at the name's end,
        what is not like the word before it: a nickname, or a family name before marriage. Of these and the name no
        new name is made, since nobody published it.
    """
    if title := _TITLE_BEFORE.fullmatch(name):
        joint = "" if has_japanese(title["title"]) else " "
        return f"{title['title']}{joint}{title['name']}", [title["name"]], []
    matches = list(_SPELLING.finditer(name))
    if not matches:
        return _part_nickname(name)
    alike: list[list[str]] = []
    apart: list[str] = []
    for match in matches:
        others = _split_spellings(match["others"])
        inside = match.end() < len(name.rstrip())
        alike.append(
            [match["word"], *(other for other in others if inside or _is_alike(match["word"], other))]
        )
        apart.extend(other for other in others if other not in alike[-1])
    chosen = itertools.islice(itertools.product(*alike), MAX_SPELLINGS)
    names = [_fill_spellings(name, words) for words in chosen]
    return names[0], names[1:], apart


def _part_nickname(name: str) -> tuple[str, list[str], list[str]]:
    """A name before brackets of several words at its end, and what is in them."""
    match = _NICKNAME.fullmatch(name)
    return (match["name"], [], [match["inner"].strip()]) if match else (name, [], [])


def find_listed_names(value: str) -> list[FoundName]:
    """Every name in a cell of the CSV file, where semicolons outside brackets part the names and nothing else does."""
    found: list[FoundName] = []
    for part in split_outside(squeeze(_INVISIBLE.sub("", value)), ";；"):
        found.extend(find_names(part) if _LABEL.search(part) else _read_name(part, None, None))
    return list(dict.fromkeys(found))


def _fill_spellings(name: str, words: Iterable[str]) -> str:
    following = iter(words)
    return " ".join(_SPELLING.sub(lambda _: next(following), name).split())


def _split_spellings(others: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,/、／]", others) if part.strip()]


def _is_alike(word: str, other: str) -> bool:
    return SequenceMatcher(None, word.casefold(), other.casefold()).ratio() >= ALIKE


def _split_labels(value: str) -> Iterator[tuple[NameKind | None, str | None, str]]:
    """The text before the first label, then what follows each label, with its kind and the label."""
    matches = list(_LABEL.finditer(value))
    first = matches[0].start() if matches else len(value)
    if value[:first].strip(EDGES + "(（"):
        yield None, None, value[:first]
    ends = [*(match.start() for match in matches[1:]), len(value)]
    for match, end in zip(matches, ends, strict=False):
        label = match["former"] or match["alias"]
        kind: NameKind | None = "former" if match["former"] else None
        text, line, after = value[match.end() : end].partition("\n")
        if line and has_japanese(label) and end < len(value) and _LATIN_LABEL.match(value, end):
            yield kind, label, text
            yield None, None, after
        else:
            yield kind, label, value[match.end() : end]


def _split_names(text: str, counted: int = 0) -> list[str]:
    """The names in a text without labels: enumerated, or by line and separator.

    Args:
        text: The text.
        counted: How many Japanese names stand before it, of which it may give the Latin forms.
    """
    text = _unwrap(text)
    items = split_marked(text)
    if len(items) > 1:
        return [name for item in items for name in _split_item(item)]
    names: list[str] = []
    for block in split_languages(_MIXED.sub("\\g<japanese>\n\\g<latin>", items[0]) if items else ""):
        parts = _split_block(_unwrap(block), counted)
        counted = len(parts) if has_japanese(block) else 0
        names.extend(parts)
    return names


def _split_item(item: str) -> list[str]:
    """The names of one enumerated item: several where semicolons part them, or a list in brackets stands alone."""
    text = _PLACEHOLDER.sub(" ", item).strip(EDGES)
    inner = _unwrap(text)
    return (
        _split_names(inner) if inner != text.rstrip(")）") and inner != text else split_outside(text, ";；")
    )


def _split_block(block: str, counted: int) -> list[str]:
    """The names of one language's lines; commas part Latin names only if that gives as many as in Japanese."""
    if any(mark in block for mark in ";；"):
        return split_outside(_MISTYPED.sub("；", block), ";；")
    if has_japanese(block):
        return split_outside(block, "、")
    parts: list[str] = []
    for part in split_outside(block, ","):
        if parts and _LEGAL_TAIL.fullmatch(part.strip()):
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return parts if len(parts) == counted else [block]


def _read_name(item: str, kind: NameKind | None, label: str | None) -> Iterator[FoundName]:
    """The name of one item, the same in another script, and the spelling in its own script."""
    if _DOCUMENT.search(_BRACKET.sub("", item) or item):
        yield FoundName("", note=_unwrap(item))
        return
    text, originals = find_original(_PLACEHOLDER.sub(" ", item))
    if listed := _AS_LISTED.search(text):
        text, kind, label = _AS_LISTED.sub("", text), "former", listed[0].strip(" ()（）")
    yield from _read_brackets(_unwrap(text), FoundName("", kind, label))
    for original in originals:
        yield FoundName(original, "original_script", "original script")


def _read_brackets(text: str, told: FoundName) -> Iterator[FoundName]:
    """Names and notes of a text with brackets: in another script they are a name, with a date or label a note."""
    before = _NAMED_BEFORE.fullmatch(text)
    if before is None or not _is_note(before["note"]):
        yield from _read_name_and_brackets(text, told)
        return
    for part in split_outside(before["names"], ";；"):
        yield from _read_name_and_brackets(part, replace(told, note=_clean(before["note"])))


def _read_name_and_brackets(text: str, told: FoundName) -> Iterator[FoundName]:
    outer = text
    names: list[FoundName] = []
    notes: list[str] = []
    for match in _BRACKET.finditer(text):
        inner = match["inner"].strip(EDGES)
        if _differ(text[: match.start()], inner) or (names and _ACRONYM.fullmatch(inner)):
            for part in split_outside(inner, ";；"):
                names.extend(_read_brackets(part, told))
        elif not inner:
            pass
        elif _is_note(inner) or (names and has_japanese(inner)):
            notes.append(inner)
        else:
            continue
        outer = outer.replace(match[0], " ", 1)
    if born := _BORN.search(outer):
        notes.append(_clean(born[0]))
        outer = outer[: born.start()]
    name = _clean(outer)
    if name.endswith("。"):
        yield FoundName("", note=name)
    elif not is_unknown(name):
        note = "; ".join(filter(None, [told.note, *notes])) or None
        yield replace(told, value=name, note=note, lang=lang_of(name))
    elif notes and not names:
        yield FoundName("", note="; ".join(notes))
    yield from names


def find_original(value: str) -> tuple[str, list[str]]:
    """A name without its `(original script: …)`, and the names in these brackets."""
    originals = [(match["after"] or match["before"] or "").strip() for match in _ORIGINAL.finditer(value)]
    return _ORIGINAL.sub(" ", value).strip(), [name for name in originals if not is_unknown(name)]


def _differ(outer: str, inner: str) -> bool:
    """Whether brackets hold a name in another script than what stands before them."""
    if _is_note(re.sub(r"[(（].*", "", inner, flags=re.DOTALL)):
        return False
    if has_japanese(outer):
        return script_of(inner) == "Latn" and not _JAPANESE_START.match(inner)
    scripts = {script_of(outer), script_of(inner)}
    return len(scripts) > 1 and "Latn" in scripts and "Zyyy" not in scripts


def _is_note(inner: str) -> bool:
    return _NOTE.search(inner) is not None


def _part_last_of_list(found: list[FoundName]) -> list[FoundName]:
    """The names with the last Japanese one parted at 及び (and) where the cell has more Latin names than Japanese."""
    japanese = [name for name in found if has_japanese(name.value)]
    if not japanese or "及び" not in japanese[-1].value or len(found) - len(japanese) <= len(japanese):
        return found
    last = found.index(japanese[-1])
    parts = [replace(found[last], value=_clean(part)) for part in found[last].value.split("及び")]
    return [*found[:last], *(part for part in parts if part.value), *found[last + 1 :]]


def _unwrap(text: str) -> str:
    """The text without brackets that stand around all of it, or that begin and are never closed."""
    text = _trim(text.strip(EDGES))
    for _ in range(MAX_WRAPPED):
        if text[:1] not in OPENING or _MARKED_START.match(text) is not None:
            break
        depth, end = 0, len(text)
        for position, character in enumerate(text):
            depth += (character in "(（") - (character in ")）")
            if depth == 0:
                end = position
                break
        if end < len(text) - 1:
            return text
        text = text[1:end].strip(EDGES)
    return text


def _trim(text: str) -> str:
    """The text without brackets at its end that close nothing."""
    while text and text[-1] in ")）" and _count(text, ")）") > _count(text, "(（"):
        text = text[:-1].rstrip(EDGES)
    return text


def _count(text: str, marks: str) -> int:
    return sum(text.count(mark) for mark in marks)


def _clean(text: str) -> str:
    text = _trim(" ".join(text.split()).strip(EDGES))
    if text and text[0] in _QUOTES and text.endswith(_QUOTES[text[0]]) and text.count(_QUOTES[text[0]]) < 3:  # noqa: PLR2004 - one pair
        text = text[1:-1].strip(EDGES)
    return "" if text.strip("・.,，、()（）") == "" else text
