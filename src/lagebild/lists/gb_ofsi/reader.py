"""The Consolidated List of Financial Sanctions Targets of HM Treasury (OFSI), as CSV; closed in January 2026."""

import re

from lagebild.errors import SourceChangedError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import is_zip, read_head
from lagebild.lists.gb_list.entry import read_record
from lagebild.lists.gb_list.place import locate_rows
from lagebild.lists.gb_list.record import Vocabulary
from lagebild.lists.gb_list.table import TableLayout, find_edition_day, group_rows, note_encoding, open_table
from lagebild.lists.source import ListSource, ParsedList
from lagebild.lists.table import TableLog, account_for_tables, read_csv

SOURCE = ListSource(
    id="gb-ofsi",
    authority="GB",
    name={
        "en": "OFSI Consolidated List of Financial Sanctions Targets (closed 2026)",
        "de": "Konsolidierte Liste der Finanzsanktionen des britischen Schatzamts (2026 geschlossen)",
    },
    publisher="HM Treasury, Office of Financial Sanctions Implementation",
    homepage="https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
    format="CSV with the columns Name 6 and Group ID",
    form="csv",
    reader_version="2",
)
"""Source: the Treasury's page on the list."""

__all__ = ["SOURCE", "locate_entry", "parse", "recognises"]

_SHAPE = re.compile(r"[0-9]{1,6}")
"""A Group ID. Source: the excerpt of 2020-04-27 and the list of 2025-08-11, which repeats them."""

LAYOUT = TableLayout(
    reference="Group ID",
    shape=_SHAPE,
    required=frozenset({"Name 6", "Group Type", "Alias Type", "Regime", "Listed On", "Group ID"}),
    fields={
        "name": (*(f"Name {number}" for number in (1, 2, 3, 4, 5, 6)), "Alias Type", "Alias Quality"),
        "native_name": ("Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language"),
        "title": ("Title",),
        "birth_date": ("DOB",),
        "birth_place": ("Town of Birth", "Country of Birth"),
        "nationality": ("Nationality",),
        "passport": ("Passport Number", "Passport Details"),
        "national_id": ("National Identification Number", "National Identification Details"),
        "position": ("Position",),
        "address": (*(f"Address {number}" for number in (1, 2, 3, 4, 5, 6)), "Post/Zip Code", "Country"),
        "remark": ("Other Information",),
        "type": ("Group Type",),
        "regime": ("Regime",),
        "listed": ("Listed On", "Regime"),
        "designated": ("UK Sanctions List Date Designated", "Regime"),
        "updated": ("Last Updated",),
    },
    spellings={
        "ni details": "National Identification Details",
        "ni number": "National Identification Number",
        "national identification no": "National Identification Number",
    },
)
"""Columns of the list. Source: docs/sources/gb_ofsi.md."""

_LABELS = {name: next(filter(None, headings)) for name, headings in LAYOUT.fields.items()} | {
    "uksl_reference": "UK Sanctions List Ref",
    "un_reference": "UN Ref",
    "registration": "Business registration number",
    "imo": "IMO number",
    "phone": "Phone number",
    "website": "Website",
    "email": "Email address",
    "entity_type": "Type of entity",
    "parent": "Parent company",
    "subsidiary": "Subsidiaries",
    "owner": "Current owner/operator",
    "previous_owner": "Previous owner/operator",
    "flag": "Current believed flag of ship",
    "previous_flag": "Previous flags",
    "ship_type": "Type of ship",
    "tonnage": "Tonnage of ship",
    "length": "Length of ship",
    "year_built": "Year built",
    "hull_number": "Hull identification number (HIN)",
}

WORDS = Vocabulary(labels=_LABELS, read_from={}, single=frozenset({"type"}), dates=("listed", "designated"))


def recognises(content: bytes, *, name: str) -> bool:  # noqa: ARG001 - every reader is asked with the name; this one needs none
    """Whether the content begins like the list; one that was cut off is recognised too."""
    head = read_head(content)
    return (
        not is_zip(content)
        and "Unique ID" not in head
        and all(heading in head for heading in ("Name 6", "Group Type", "Group ID"))
    )


def parse(content: bytes, *, source: str) -> ParsedList:
    """The list read from its CSV.

    Args:
        content: The file's bytes.
        source: What to call the file in problems, such as its name.

    Returns:
        One entry for each Group ID, in the order of the file, with the names, dates and numbers of all its rows.

    Raises:
        DocumentError: The bytes are empty, no CSV, or too large.
        SourceChangedError: Another kind of table, columns missing, or no entry that could be read.

    Source:
        docs/sources/gb_ofsi.md.
    """
    log = TableLog(source=source)
    table = open_table(read_csv(content, source=source), LAYOUT, log)
    note_encoding(content, table, log)
    dated_at, dated_raw = find_edition_day(table, log)
    entries = tuple(
        entry
        for record in group_rows(table, LAYOUT, log)
        if (entry := read_record(record, source=SOURCE, log=log, words=WORDS)) is not None
    )
    if not entries:
        raise SourceChangedError(
            f"{source} holds no entry that could be read; the last good version stays in force."
        )
    accounted = account_for_tables([table], load_field_rules("gb_ofsi"), log, prefix="gb")
    return ParsedList(
        source=SOURCE,
        dated_at=dated_at,
        dated_raw=dated_raw,
        entries=entries,
        problems=tuple(log.problems),
        accounted=accounted,
    )


def locate_entry(content: bytes, reference: str) -> tuple[int, int] | None:
    """The bytes `[start, end)` of the rows with a Group ID; None where there are none or others stand between."""
    if is_zip(content) or _SHAPE.fullmatch(reference) is None:
        return None
    return locate_rows(content, reference, heading=LAYOUT.reference)
