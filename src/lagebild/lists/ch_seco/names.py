"""Names of Switzerland's list: made of parts in an order, each part with spellings by language and script."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from lxml import etree

from lagebild.lists.draft import EntryDraft
from lagebild.lists.xml import strip_space
from lagebild.model.listing import NameKind
from lagebild.text.names import script_of

Draft = EntryDraft[etree._Element]  # noqa: SLF001  - lxml's stubs name its elements so

NAME_KINDS: dict[str, NameKind] = {
    "primary-name": "primary",
    "alias": "alias",
    "formerly-known-as": "former",
}
"""SECO's words for a name. Source: docs/sources/ch_seco.md."""

QUALITIES = frozenset({"", "good", "low"})

PART_PROPERTIES: dict[str, str | None] = {
    "whole-name": None,
    "family-name": "lastName",
    "given-name": "firstName",
    "further-given-name": "secondName",
    "father-name": "fatherName",
    "grand-father-name": "fatherName",
    "maiden-name": "lastName",
    "suffix": "nameSuffix",
    "title": "title",
    "tribal-name": None,
    "other": None,
}
"""SECO's words for a part of a name, and the property of a Person that takes it. Source: as above."""

_CODES = """
ara ar  aze az  bel be  ben bn  bos bs  bul bg  bur my  chi zh  deu de  dut nl  ell el  eng en  est et  fas fa
fra fr  fre fr  geo ka  ger de  gre el  heb he  hin hi  hrv hr  ind id  ita it  jpn ja  kat ka  kaz kk  kir ky
kor ko  kur ku  lav lv  lit lt  mac mk  mkd mk  mya my  nld nl  per fa  pol pl  por pt  pus ps  roh rm  ron ro
rum ro  rus ru  som so  spa es  srp sr  swa sw  tam ta  tgk tg  tuk tk  tur tr  ukr uk  urd ur  uzb uz  zho zh
"""

LANGUAGES = dict(zip(_CODES.split()[::2], _CODES.split()[1::2], strict=True))
"""Codes of ISO 639-2, bibliographic and terminological, to ISO 639-1. Source: Library of Congress, codes for the
representation of names of languages."""

MAX_COMBINED = 12
"""Most whole names made by combining the spellings of a name's parts; beyond, each spelling stands in one name with
the first spelling of the other parts. Source: our own choice."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a name: its kind, its value, and its spellings by language and script as published."""

    kind: str
    value: str
    spellings: tuple[tuple[tuple[str, str], str], ...]


def find_language(code: str | None) -> str | None:
    """The ISO 639-1 code of a language that the list gives by its ISO 639-2 code; None where it has none."""
    return LANGUAGES.get(strip_space(code).lower())


def read_name(draft: Draft, element: etree._Element, *, is_main: bool) -> None:
    """Add a name with its spellings, and a person's name parts where it is the main identity's primary name.

    Args:
        draft: The entry.
        element: The `name` element.
        is_main: Whether it is a name of the main identity; one of another identity is an alias.
    """
    parts = _read_parts(draft, element)
    kind = _find_kind(draft, element, is_main=is_main)
    quality = strip_space(element.get("quality"))
    note = None if is_main else "name of another identity"
    named = [part for part in parts if part.kind != "title" and part.value]
    whole = " ".join(part.value for part in named)
    if not whole:
        draft.note("name-empty", "A name has no part that holds anything.", place=element)
        return
    lang = find_language(element.get("lang"))
    draft.add_name(whole, kind, quality_raw=quality, note=note, lang=lang)
    for part in parts:
        wanted = PART_PROPERTIES.get(part.kind)
        if wanted and draft.schema == "Person" and (wanted == "title" or (is_main and kind == "primary")):
            draft.add(wanted, part.value)
    for spelling in dict.fromkeys(key for part in named for key, _ in part.spellings):
        for value in _combine(draft, element, named, spelling):
            variant = _find_variant_kind(kind, whole, value)
            draft.add_name(value, variant, quality_raw=quality, note=note, lang=find_language(spelling[0]))


def _read_parts(draft: Draft, element: etree._Element) -> list[_Part]:
    found: list[tuple[int, _Part]] = []
    for child in element.findall("name-part"):
        kind = strip_space(child.get("name-part-type"))
        if kind not in PART_PROPERTIES:
            message = f"The kind of name part {kind!r} is not known; it is read as a part of the whole name."
            draft.note("name-part-unknown", message, place=child)
        order = strip_space(child.get("order"))
        spellings = tuple(
            ((strip_space(variant.get("lang")), strip_space(variant.get("script"))), text)
            for variant in child.findall("spelling-variant")
            if (text := strip_space(variant.text))
        )
        values = [text for value in child.findall("value") if (text := strip_space(value.text))]
        part = _Part(kind=kind, value=" ".join(values) or strip_space(child.text), spellings=spellings)
        found.append((int(order) if order.isascii() and order.isdecimal() else len(element), part))
    return [part for _, part in sorted(found, key=lambda item: item[0])]


def _find_kind(draft: Draft, element: etree._Element, *, is_main: bool) -> NameKind:
    published, quality = strip_space(element.get("name-type")), strip_space(element.get("quality"))
    kind = NAME_KINDS.get(published)
    if kind is None:
        message = f"The kind of name {published!r} is not known; it is read as an alias."
        draft.note("name-type-unknown", message, place=element)
        kind = "alias"
    if quality not in QUALITIES:
        message = f"The quality {quality!r} is not known; the name is read as a good one and keeps the word."
        draft.note("name-quality-unknown", message, place=element)
    if kind == "primary":
        return "primary" if is_main else "alias"
    return "weak" if quality == "low" else kind


def _find_variant_kind(kind: NameKind, whole: str, value: str) -> NameKind:
    """A spelling of the primary name is it in the original script where its script is another, else an alias."""
    if kind != "primary":
        return kind
    return "original_script" if script_of(value) not in {"Latn", script_of(whole)} else "alias"


def _combine(
    draft: Draft, element: etree._Element, parts: Sequence[_Part], spelling: tuple[str, str]
) -> list[str]:
    """The whole names in one spelling; none, with a Problem, where it would mix two scripts.

    A part without a spelling keeps its value if that is in the same script.
    """
    given = [[text for key, text in part.spellings if key == spelling] for part in parts]
    script = script_of(" ".join(text for texts in given for text in texts))
    if any(
        not texts and script_of(part.value) not in {script, "Zyyy"}
        for texts, part in zip(given, parts, strict=True)
    ):
        told = "; ".join(
            f"{part.kind} {text}" for texts, part in zip(given, parts, strict=True) for text in texts
        )
        message = f"{told}: only parts of the name are given in this script; no name is made of them."
        draft.note("spelling-in-part", message, place=element)
        draft.add_note("Spelling", f"{told} ({', '.join(filter(None, spelling))})")
        return []
    options = [texts or [part.value] for texts, part in zip(given, parts, strict=True)]
    if prod(map(len, options)) <= MAX_COMBINED:
        return [" ".join(words) for words in product(*options)]
    first = [texts[0] for texts in options]
    return [
        " ".join([*first[:index], text, *first[index + 1 :]])
        for index, texts in enumerate(options)
        for text in texts
    ]
