"""One entry of OFAC's CSV sets: the row of the main file with its aliases, addresses and the rest of its remark."""

from dataclasses import dataclass, field

from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier
from lagebild.lists.source import ListSource
from lagebild.lists.table import Cell, Row
from lagebild.lists.us_ofac.clauses import Clause, read_clauses, tells_company
from lagebild.lists.us_ofac.entry import (
    ALIAS_KINDS,
    SCHEMAS,
    find_entity_schema,
    is_honorific,
    split_person_name,
    split_programmes,
)
from lagebild.lists.us_ofac.remarks import Link, apply_clauses
from lagebild.lists.us_ofac_csv.set import SetLog

REMARKS_LENGTH = 1000
"""Characters of a remark that the main file holds; the rest stands in the comments. Source: dat_spec.txt."""


@dataclass(slots=True)
class CsvDraft:
    """A row while it is read.

    Attributes:
        row: Of the main file.
        draft: What is read of it.
        rest: The rest of its remark, as the comments hold it; None where they hold none.
        links: Other parties that it names.
        unknown: Clauses of the remark that no rule took.
    """

    row: Row
    draft: EntryDraft[Cell]
    rest: str | None = None
    links: list[Link] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def start_draft(row: Row, source: ListSource, log: SetLog) -> CsvDraft:
    """The draft of a row: its number, name, type and programmes; the rest waits for the other files."""
    draft = EntryDraft(source=source, log=log, place=row.place, prefix="us", reference=row.get("ent_num"))
    kind, name = row.get("SDN_Type").lower(), row.get("SDN_Name")
    draft.schema = SCHEMAS.get(kind) or (
        find_entity_schema(name) if kind in {"", "entity"} else "LegalEntity"
    )
    if draft.schema == "LegalEntity":
        message = f"The type {row.get('SDN_Type')!r} is not known; what the entry is stays open."
        log.note(row.cell("SDN_Type"), "us-type-unknown", message, severity="warning")
    draft.programmes.extend(split_programmes(row.get("Program")))
    draft.add_name(name, "primary")
    if draft.schema == "Person" and "," in name:
        last, first = split_person_name(name)
        draft.add("lastName", last)
        draft.add("firstName", first)
    draft.raw = {heading: values for heading, values in row.to_raw().items() if heading != "ent_num"}
    return CsvDraft(row=row, draft=draft)


def read_row(item: CsvDraft, *, has_comments: bool) -> None:
    """Read the row's own columns and its remark, with the rest that the comments hold.

    Args:
        item: The draft; `rest` is set where the comments hold a row of it.
        has_comments: Whether the set's comments were given.
    """
    draft, row = item.draft, item.row
    remark = row.cells[row.table.columns["Remarks"] - 1]
    text = f"{remark}{item.rest or ''}".strip()
    is_cut = item.rest is None and len(remark) >= REMARKS_LENGTH and not remark.rstrip().endswith(".")
    clauses = read_clauses(text)
    if is_cut:
        _note_cut(item, clauses.pop(), has_comments=has_comments)
    if draft.schema == "Organization" and any(tells_company(clause) for clause in clauses):
        draft.schema = "Company"
    draft.reason = text or None
    _read_title(item)
    _read_vessel(item)
    reading = apply_clauses(draft, clauses, place=row.cell("Remarks"))
    item.links.extend(reading.links)
    item.unknown.extend(reading.unknown)


def _note_cut(item: CsvDraft, clause: Clause, *, has_comments: bool) -> None:
    """Keep a clause that the end of the column cut as text alone: a number in it may lack digits."""
    place = item.row.cell("Remarks")
    missing = (
        "the comments hold no rest of it" if has_comments else "the file with the comments was not given"
    )
    message = (
        f"The remark fills its {REMARKS_LENGTH} characters and {missing}; its last clause is kept as text."
    )
    item.draft.log.note(place, "us-remarks-cut", message, severity="warning")
    item.draft.add_note("Cut off", clause.text)


def _read_title(item: CsvDraft) -> None:
    for title in (part.strip() for part in item.row.get("Title").split(";")):
        if item.draft.schema != "Person":
            item.draft.add_note("Title", title)
        else:
            item.draft.add("title" if is_honorific(title) else "position", title)


def _read_vessel(item: CsvDraft) -> None:
    draft, row = item.draft, item.row
    if call_sign := row.get("Call_Sign"):
        draft.add_identifier(
            Identifier(kind="call_sign", value=call_sign, label_raw="Call sign"), place=row.cell("Call_Sign")
        )
    for heading, property_name in (
        ("Vess_type", "type"),
        ("Tonnage", "tonnage"),
        ("GRT", "grossRegisteredTonnage"),
    ):
        draft.add(property_name, row.get(heading))
    flag = row.get("Vess_flag")
    if flag.lower() == "none identified":
        draft.add_note("Flag", flag)
    else:
        draft.add_country("flag", flag, label="Flag", place=row.cell("Vess_flag"))
    if owner := row.get("Vess_owner"):
        draft.add_note("Owner", owner)
        item.links.append(Link("Vessel owner", owner))


def add_alias(item: CsvDraft, row: Row) -> None:
    """Add a row of the aliases."""
    draft, name = item.draft, row.get("alt_name")
    word = row.get("alt_type")
    kind = ALIAS_KINDS.get(word.lower())
    if kind is None:
        message = f"The kind of alias {word!r} is not known; {name!r} is read as an alias."
        draft.note("alias-type-unknown", message, place=row.cell("alt_type"))
        kind = "alias"
    if not name:
        draft.log.note(row.place, "us-alias-nameless", "The alias has no name.", severity="warning")
    draft.add_name(name, kind, quality_raw=word, note=row.get("alt_remarks"))
    draft.raw["ALT"].append(_join_cells(row))


def add_address(item: CsvDraft, row: Row) -> None:
    """Add a row of the addresses; most entries without one have a row of nulls."""
    draft = item.draft
    parts = [row.get(heading) for heading in ("address", "city", "country")]
    address = ", ".join(filter(None, parts))
    draft.add("address", address)
    if country := row.get("country"):
        draft.add_country("country", country, label="Country", place=row.cell("country"))
    if remarks := row.get("add_remarks"):
        draft.add_note(f"Address {address}" if address else "Address", remarks)
    if told := _join_cells(row):
        draft.raw["ADD"].append(told)


def _join_cells(row: Row) -> str:
    """A row's values without its numbers, which OFAC gives anew at times, as `alt_type: aka; alt_name: …`."""
    told = ((heading, row.get(heading)) for heading in row.table.columns if not heading.endswith("_num"))
    return "; ".join(f"{heading}: {value}" for heading, value in told if value)
