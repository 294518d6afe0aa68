"""Names and kinds of what the British lists designate."""

import re
from collections.abc import Hashable
from typing import TypeVar

from lagebild.lists.draft import EntryDraft
from lagebild.lists.gb_list.record import NAME_PARTS, Record
from lagebild.lists.gb_list.values import find_language, is_nothing, split_list
from lagebild.lists.legal_forms import names_company
from lagebild.lists.names import split_names
from lagebild.model.listing import NameKind
from lagebild.text.names import script_of

Place = TypeVar("Place", bound=Hashable)

SCHEMAS = {"individual": "Person", "ship": "Vessel", "vessel": "Vessel"}
"""The lists' types to FollowTheMoney schemas; `Entity` is a Company or an Organization, see `find_schema`."""

NAME_KINDS: dict[str, NameKind] = {
    "primary name": "primary",
    "prime alias": "primary",
    "primary name variation": "alias",
    "alias": "alias",
    "aka": "alias",
    "a.k.a": "alias",
    "a.k.a.": "alias",
    "fka": "former",
    "f.k.a": "former",
    "f.k.a.": "former",
}
"""The lists' words for a name, in lower case; capitals differ within one edition. A variation is another spelling of
the primary name. Source: the FCDO's note on the format of February 2022; the excerpt of the ConList of 2020-04-27."""

_WEAK = re.compile(r"\b(?:low|weak)\b", re.IGNORECASE)
"""`Low quality a.k.a` of the UK Sanctions List, `Low` of the ConList."""

_FIRM = re.compile(r"\b(?:bank|enterprise|business)\b", re.IGNORECASE)
"""Words for firms under `Type of entity`, besides legal forms. Source: the list of 2025-08-11."""


def find_schema(record: Record[Place], kind: str, draft: EntryDraft[Place]) -> str:
    """Person, Vessel, or for an entity Company where a legal form or its type says so, else Organization.

    A type that is missing or not known leaves LegalEntity, with a Problem.
    """
    key = kind.strip().lower()
    if key in SCHEMAS:
        return SCHEMAS[key]
    if key == "entity":
        is_company = any(names_company(" ".join(parts[:NAME_PARTS])) for parts in record.get("name"))
        types = [parts[0] for parts in record.get("entity_type")]
        says_company = any(names_company(text) or _FIRM.search(text) for text in types)
        return "Company" if is_company or says_company else "Organization"
    message = f"{record.reference} is of the type {kind!r}, which is not known; it is read as a legal entity."
    draft.note("type-unknown", message)
    draft.add_note("Type", kind)
    return "LegalEntity"


def read_names(record: Record[Place], draft: EntryDraft[Place]) -> None:
    """Every name of a record; a list that gives no primary one is told of it."""
    says_which = any(
        NAME_KINDS.get(parts[NAME_PARTS].lower()) == "primary"
        for parts in record.get("name")
        if parts[NAME_PARTS]
    )
    for parts, places in record.get("name").items():
        _read_name(draft, parts, places[0], unnamed="alias" if says_which else "primary")
    for parts, places in record.get("native_name").items():
        _read_native_name(draft, *parts, place=places[0])
    if draft.names and not any(name.kind == "primary" for name in draft.names):
        draft.note(
            "primary-name-missing", f"{record.reference} has no primary name; its aliases stand for it."
        )


def _read_name(draft: EntryDraft[Place], parts: tuple[str, ...], place: Place, *, unnamed: NameKind) -> None:
    """Names 1 to 5 in order, then Name 6: the family name of a person, or the whole name.

    A name of which the list does not say what it is, is of the kind `unnamed`.
    """
    pieces = ["" if is_nothing(part) else " ".join(part.split()) for part in parts[:NAME_PARTS]]
    told_kind, strength = (" ".join(part.split()) for part in parts[NAME_PARTS:])
    kind = NAME_KINDS.get(told_kind.lower()) if told_kind else unnamed
    value = " ".join(filter(None, pieces))
    if not value:
        return
    if kind is None:
        message = f"The name {value!r} is called {told_kind!r}, which is not known; it is read as an alias."
        draft.note("name-type-unknown", message, place=place)
        kind = "alias"
    if kind == "alias" and _WEAK.search(strength):
        kind = "weak"
    is_variation = "variation" in told_kind.lower()
    note = told_kind if is_variation and strength else None
    draft.add_name(value, kind, quality_raw=strength or told_kind, note=note)
    if kind == "primary" and draft.schema == "Person" and pieces[0] and pieces[-1]:
        draft.add("firstName", pieces[0])
        draft.add("lastName", pieces[-1])


def _read_native_name(
    draft: EntryDraft[Place], value: str, script: str, language: str, *, place: Place
) -> None:
    """Names in their own script; what is written in Latin letters all the same is an alias."""
    lang = find_language(language)
    if language and lang is None and not is_nothing(language):
        message = f"The language {language!r} has no code here; it is kept with the name."
        draft.note("language-unknown", message, place=place)
    note = "; ".join(dict.fromkeys(told for told in (script, language) if not is_nothing(told)))
    for name in (name for part in split_list(value) for name in split_names(part)):
        if is_nothing(name):
            continue
        if script_of(name) == "Latn":
            message = f"{name!r} stands among the names in another script and is in Latin letters; read as an alias."
            draft.note("native-name-latin", message, place=place)
        draft.add_name(
            name, "alias" if script_of(name) == "Latn" else "original_script", note=note, lang=lang
        )
