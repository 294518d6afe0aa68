"""Entries of lists for other programs: a CSV table, and FollowTheMoney entities as JSON lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lagebild.lists.since import find_listed_since
from lagebild.model.entity import IDENTIFIER_PROPERTIES, Entity, make_entity
from lagebild.model.listing import ListEntry

CSV_COLUMNS = (
    "list_id",
    "list_dated",
    "list_dated_by",
    "list_captured_at",
    "list_sha256",
    "list_is_extract",
    "status",
    "authority",
    "reference",
    "entity_id",
    "schema",
    "name",
    "other_names",
    "programmes",
    "designated_on",
    "listed_not_later_than",
    "date_read_from",
    "amended_on",
    "delisted_on",
    "birth_dates",
    "countries",
    "identifiers",
    "unsc_id",
    "measures",
    "legal_basis",
)
"""Columns of the table; several values of one cell stand with a semicolon and a space between them."""

COUNTRY_PROPERTIES = ("country", "nationality", "citizenship", "jurisdiction", "flag", "birthCountry")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedEdition:
    """Which edition of a list the entries stand in: every row says it, since "not in it" is true of it alone.

    Attributes:
        list_id: The list.
        dated_on: ISO 8601 day by which the edition stands in the history.
        dated_by: Who gives that day: `list`, `person`, `entries` (a lower bound) or `capture`.
        captured_at: When its bytes were taken, ISO 8601 in UTC.
        sha256: Of its bytes.
        publisher: Who publishes the list.
        is_extract: Whether it holds a part of the list alone, so that absence from it says nothing.
        is_collection: Whether it gathers others' lists, so that to stand in it is no listing.
        newer: Day of a newer edition that no longer has the entries told; empty where there is none.
    """

    list_id: str
    dated_on: str
    dated_by: str
    captured_at: str
    sha256: str
    publisher: str = ""
    is_extract: bool = False
    is_collection: bool = False
    newer: str = ""


def write_csv(entries: Iterable[ListEntry], edition: ExportedEdition) -> Iterator[str]:
    """The table, line by line, the headings first."""
    yield _write_line(CSV_COLUMNS)
    for entry in entries:
        yield _write_line(_make_cells(entry, edition))


def _write_line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _make_cells(entry: ListEntry, edition: ExportedEdition) -> tuple[str, ...]:
    entity, listing = entry.entity, entry.listing
    since = find_listed_since(listing, None)
    others = dict.fromkeys(name.value for name in entry.names if name.value != entity.caption)
    return (
        edition.list_id,
        edition.dated_on,
        edition.dated_by,
        edition.captured_at,
        edition.sha256,
        "yes" if edition.is_extract else "no",
        _tell_status(entry, edition),
        listing.authority,
        listing.reference,
        entity.id,
        entity.schema,
        entity.caption if entity.caption != entity.id else "",
        _join(others),
        _join(listing.programmes),
        listing.designated_on or "",
        (since.latest or "") if since.kind == "not_later_than" else "",
        since.field or "",
        listing.amended_on or "",
        _join(listing.dates_of("delisted_on")),
        _join(entity.get("birthDate")),
        _join(dict.fromkeys(value for name in COUNTRY_PROPERTIES for value in entity.get(name))),
        _join(dict.fromkeys(value for name in IDENTIFIER_PROPERTIES for value in entity.get(name))),
        listing.unsc_id or "",
        _join(listing.measures),
        listing.legal_basis or "",
    )


def _tell_status(entry: ListEntry, edition: ExportedEdition) -> str:
    """`listed` on the edition, `delisted` as it says itself, `gone by` a newer edition, or `collected` from others."""
    if edition.is_collection:
        return "collected"
    if entry.listing.has_ended:
        return "delisted"
    return f"gone by {edition.newer}" if edition.newer else "listed"


def _join(values: Iterable[str]) -> str:
    return "; ".join(values)


def write_ftm(entries: Iterable[ListEntry], edition: ExportedEdition) -> Iterator[str]:
    """FollowTheMoney entities as JSON lines: of each entry the entity, its Sanction, and what belongs to it."""
    for entry in entries:
        for entity in (entry.entity, make_sanction(entry, edition), *entry.related):
            yield json.dumps(_to_stream(entity, edition), ensure_ascii=False) + "\n"


def make_sanction(entry: ListEntry, edition: ExportedEdition) -> Entity:
    """The listing as FollowTheMoney's Sanction; a date that the authority does not state is left out."""
    listing = entry.listing
    return make_entity(
        schema="Sanction",
        entity_id=f"{entry.entity.id}-sanction",
        properties={
            "entity": (entry.entity.id,),
            "authority": (listing.authority,),
            "publisher": (edition.publisher,),
            "authorityId": (listing.reference,),
            "unscId": (listing.unsc_id or "",),
            "program": listing.programmes,
            "provisions": listing.measures,
            "listingDate": listing.dates_of("designated_on"),
            "modifiedAt": listing.dates_of("amended_on"),
            "endDate": listing.dates_of("delisted_on"),
            "reason": (listing.reason or "",),
            "summary": (listing.legal_basis or "",),
        },
    )


def _to_stream(entity: Entity, edition: ExportedEdition) -> dict[str, Any]:
    """The entity as OpenSanctions and nomenklatura write it to a stream, with the list that it stands on."""
    return {**entity.to_json(), "datasets": [edition.list_id], "last_seen": edition.dated_on}
