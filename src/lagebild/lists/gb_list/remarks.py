"""The free text of the British lists: its labelled parts read as fields, its prose searched, all of it kept."""

import re
from collections.abc import Hashable
from typing import TypeVar

from lagebild.lists.draft import EntryDraft
from lagebild.lists.gb_list.record import Record, Vocabulary
from lagebild.lists.gb_list.values import (
    find_documents,
    find_other_names,
    find_un_references,
    is_nothing,
    split_remarks,
)
from lagebild.lists.remarks import Remarks, read_remarks
from lagebild.model.entity import has_property

Place = TypeVar("Place", bound=Hashable)

_LABEL_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        ("uksl_reference", r"^uk sanctions list ref"),
        ("un_reference", r"^un ref"),
        ("reason", r"statement of reasons"),
        ("gender", r"^gender"),
        ("phone", r"^(?:tele)?phone"),
        ("website", r"^website"),
        ("email", r"^e-?mail"),
        ("entity_type", r"^type of entity"),
        ("parent", r"^parent compan"),
        ("subsidiary", r"^subsidiar"),
        ("registration", r"^business reg|^registration|^company (?:no|number|reg)"),
        ("imo", r"^imo\b"),
        ("owner", r"^current owner"),
        ("previous_owner", r"^previous owner"),
        ("flag", r"^current (?:believed )?flag|^flag of ship"),
        ("previous_flag", r"^previous flag"),
        ("ship_type", r"^type of (?:ship|vessel)"),
        ("tonnage", r"^tonnage"),
        ("length", r"^length"),
        ("year_built", r"^year built"),
        ("hull_number", r"^hull"),
        ("prose", r"^further identif|^other information"),
    )
)
"""Labels of `Other Information` to the fields that they name. Source: OFSI's guide to the ConList's format of 2022 as
public readers of the list quote it; the first six, `Further Identifiying Information` and `Phone number` were seen."""


def spread_remarks(record: Record[Place], words: Vocabulary, draft: EntryDraft[Place]) -> list[str]:
    """Add the labelled parts of a record's remarks to its fields, and keep each remark whole as a note.

    Returns:
        The prose: what stands before the first label and under `Further Identifying Information`.
    """
    prose = []
    for (text,), places in list(record.get("remark").items()):
        if is_nothing(text):
            continue
        draft.add_note(words.label("remark"), text)
        for reference in find_un_references(text):
            record.add("un_reference", (reference,), places[0])
        for remark in split_remarks(text):
            name = "prose"
            if remark.label:
                name = next((field for field, label in _LABEL_FIELDS if label.search(remark.label)), "")
            if name == "prose":
                prose.append(remark.text)
            elif name == "uksl_reference":
                _add_references(record, remark.text, places[0], prose)
            elif name == "un_reference":
                _check_un_reference(draft, remark.text, places[0])
                prose.append(remark.text)
            elif name:
                _add_field(record, name, remark.text, places[0])
            else:
                message = (
                    f"The remark has the label {remark.label!r}, which is not known; it is kept as text."
                )
                draft.note("remark-label-unknown", message, place=places[0])
    return prose


def _check_un_reference(draft: EntryDraft[Place], text: str, place: Place) -> None:
    if not find_un_references(text.split(maxsplit=1)[0], whole=True):
        message = (
            f"{text[:40]!r} stands for a reference of the Security Council and is none; it is kept as text."
        )
        draft.note("un-reference-unreadable", message, place=place)


_REFERENCE = re.compile(r"\b[A-Z]{2,6}\d{3,6}\b")


def _add_references(record: Record[Place], text: str, place: Place, prose: list[str]) -> None:
    """The numbers of the UK Sanctions List at the start of a remark; what follows them is prose."""
    head = re.match(r"(?:[A-Z]{2,6}\d{3,6}(?:[,;&\s]|and)*)+", text)
    for reference in _REFERENCE.findall(head[0] if head else ""):
        record.add("uksl_reference", (reference,), place)
    rest = text[head.end() :] if head else text
    if rest.strip(" ."):
        prose.append(rest.strip(" ."))


def _add_field(record: Record[Place], name: str, text: str, place: Place) -> None:
    if name != "reason":
        text = text.rstrip(" .;,")
    if name in {"registration", "hull_number"} or (text,) not in record.get(name):
        record.add(name, (text,), place)


def read_prose(prose: list[str], draft: EntryDraft[Place]) -> None:
    """Numbers, addresses and names that stand in the prose of a remark; the prose itself is kept already."""
    for text in dict.fromkeys(prose):
        remarks = read_remarks(text)
        if draft.schema == "Person":  # a bank or ship in a person's remark is another's
            draft.add("email", *remarks.emails)
            for identifier in find_documents(text):
                draft.add_identifier(identifier)
        else:
            _add_numbers(draft, remarks)
        for name, is_former in find_other_names(text):
            draft.add_name(
                name, "former" if is_former else "alias", quality_raw=None, note="Other Information"
            )


def _add_numbers(draft: EntryDraft[Place], remarks: Remarks) -> None:
    """Numbers in the prose of a ship or body; a ship whose number stands in its own field names others in prose."""
    for name, values in remarks.properties_of(draft.schema).items():
        is_known = name == "imoNumber" and draft.schema == "Vessel" and draft.properties.get(name)
        if has_property(draft.schema, name) and not is_known:
            draft.add(name, *values)
