"""Editions of lists and results of a search for other programs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import QuerySet

from lagebild.lists import find_list, parse_entry
from lagebild.lists.export import ExportedEdition, write_csv, write_ftm
from lagebild.model.listing import ListEntry
from lagebild_site.models import ListEdition, ListingVersion
from lagebild_site.queries.visibility import Viewer, visible_editions

ROWS_AT_ONCE = 500
WRITERS = {"csv": write_csv, "ftm": write_ftm}


@dataclass(frozen=True, slots=True)
class FileType:
    """What a file is called and how it is sent."""

    suffix: str
    media_type: str


FILE_TYPES = {
    "csv": FileType("csv", "text/csv; charset=utf-8"),
    "ftm": FileType("ftm.json", "application/x-ndjson; charset=utf-8"),
}


def export_edition(edition: ListEdition, output_format: str) -> Iterator[str]:
    """The entries of an edition, line by line, as `csv` or `ftm`; every row says of which edition it is."""
    return WRITERS[output_format](_load_entries(edition), _name_edition(edition))


def export_results(viewer: Viewer, found: QuerySet[ListingVersion]) -> Iterator[str]:
    """Wordings of several lists as one CSV table; each row says of which edition it is, the last one with it."""
    editions = {
        edition.pk: edition for edition in visible_editions(viewer).defer("changes", "shape", "counts")
    }
    order = {pk: at for at, pk in enumerate(sorted(editions, key=lambda pk: _date_edition(editions[pk])))}
    told = {pk: _name_edition(edition) for pk, edition in editions.items()}
    newest = {editions[pk].list_id: editions[pk].dated_on for pk in order}
    yield from write_csv((), _NO_EDITION)
    keys = found.values_list("pk", flat=True).iterator(chunk_size=ROWS_AT_ONCE)
    while pks := list(islice(keys, ROWS_AT_ONCE)):
        last = _find_last_editions(pks, order)
        entries = ListingVersion.objects.in_bulk(pks)
        for pk in pks:
            if pk in last:
                edition = told[last[pk]]
                is_gone = not entries[pk].is_listed
                newer = (
                    newest[edition.list_id] if is_gone and newest[edition.list_id] > edition.dated_on else ""
                )
                yield from _write_row(parse_entry(entries[pk].entry), replace(edition, newer=newer))


_NO_EDITION = ExportedEdition(list_id="", dated_on="", dated_by="", captured_at="", sha256="")


def _write_row(entry: ListEntry, edition: ExportedEdition) -> Iterator[str]:
    lines = write_csv([entry], edition)
    next(lines)
    return lines


def _date_edition(edition: ListEdition) -> tuple[str, int]:
    return edition.dated_on, edition.pk


def _find_last_editions(pks: Sequence[int], order: dict[int, int]) -> dict[int, int]:
    """Wording to the last edition with it, among those in `order`."""
    through = ListEdition.versions.through
    rows = through.objects.filter(listingversion_id__in=pks).values_list(
        "listingversion_id", "listedition_id"
    )
    last: dict[int, int] = {}
    for version, edition in rows:
        if edition in order and (version not in last or order[edition] > order[last[version]]):
            last[version] = edition
    return last


def _name_edition(edition: ListEdition) -> ExportedEdition:
    source = find_list(edition.list_id)
    return ExportedEdition(
        list_id=edition.list_id,
        dated_on=edition.dated_on,
        dated_by=edition.dated_by,
        captured_at=edition.capture.captured_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        sha256=edition.capture.sha256 or "",
        publisher=source.publisher if source else "",
        is_extract=edition.is_extract,
        is_collection=source.is_collection if source else False,
    )


def _load_entries(edition: ListEdition) -> Iterator[ListEntry]:
    rows = (
        ListingVersion.objects.filter(editions=edition).order_by("listing_id").values_list("entry", flat=True)
    )
    return (parse_entry(row) for row in rows.iterator(chunk_size=ROWS_AT_ONCE))
