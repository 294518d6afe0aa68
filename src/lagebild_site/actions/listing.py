"""Compare the editions of a list, so that its history stands ready."""

from itertools import pairwise

from lagebild.lists import compare_editions, parse_entry
from lagebild.model.listing import ListEntry
from lagebild_site.models import ListEdition, ListingVersion

KINDS = ("added", "amended", "gone")


def load_entries(editions: list[ListEdition]) -> list[ListEntry]:
    """The entries of editions as the library's records."""
    rows = (
        ListingVersion.objects.filter(editions__in=editions)
        .order_by("listing_id")
        .values_list("entry", flat=True)
    )
    return [parse_entry(row) for row in rows]


def compare_stored_editions(list_id: str) -> int:
    """Note for every edition of a list what changed against the one before it by date; returns how many were compared.

    Editions may be added in any order: only pairs that are not compared yet are read. A field that the publisher
    began or ceased to give for every entry is no amendment.
    """
    editions = list(ListEdition.objects.filter(list_id=list_id).order_by("dated_on", "id"))
    compared = 0
    for older, newer in pairwise([None, *editions]):
        if newer is None or (
            newer.compared_with_id == (older.pk if older else None) and (newer.changes or not older)
        ):
            continue
        newer.compared_with = older
        newer.changes = _compare(older, newer) if older else {}
        newer.save(update_fields=["compared_with", "changes"])
        compared += 1
    return compared


def _compare(older: ListEdition, newer: ListEdition) -> dict[str, list[str]]:
    found = compare_editions(load_entries([older]), load_entries([newer]))
    return {kind: [change.listing_id for change in found if change.kind == kind] for kind in KINDS}
