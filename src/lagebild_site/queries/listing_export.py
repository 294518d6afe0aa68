"""An edition of a list for other programs."""

from collections.abc import Iterator

from lagebild.lists import find_list, parse_entry
from lagebild.lists.export import ExportedEdition, write_csv, write_ftm
from lagebild.model.listing import ListEntry
from lagebild_site.models import ListEdition, ListingVersion

ROWS_AT_ONCE = 500
WRITERS = {"csv": write_csv, "ftm": write_ftm}


def export_edition(edition: ListEdition, output_format: str) -> Iterator[str]:
    """The entries of an edition, line by line, as `csv` or `ftm`; every row says of which edition it is."""
    source = find_list(edition.list_id)
    told = ExportedEdition(
        list_id=edition.list_id,
        dated_on=edition.dated_on,
        dated_by=edition.dated_by,
        captured_at=edition.capture.captured_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        sha256=edition.capture.sha256 or "",
        publisher=source.publisher if source else "",
    )
    return WRITERS[output_format](_load_entries(edition), told)


def _load_entries(edition: ListEdition) -> Iterator[ListEntry]:
    rows = (
        ListingVersion.objects.filter(editions=edition).order_by("listing_id").values_list("entry", flat=True)
    )
    return (parse_entry(row) for row in rows.iterator(chunk_size=ROWS_AT_ONCE))
