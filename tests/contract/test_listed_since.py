"""Entries that left the Security Council's list and came back, as the real editions show them."""

from functools import cache
from pathlib import Path

from lagebild.lists import un_sc
from lagebild.lists.history import ListingInterval, find_intervals
from lagebild.model.listing import Listing
from lagebild.monitoring.coverage import answer_listed

FILES = ("consolidated_2024-12.xml", "consolidated_2025-04.xml", "consolidated_2026-08.xml")
DAYS = ("2024-11-30", "2025-04-19", "2026-08-01")


@cache
def _read(folder: Path) -> tuple[dict[str, list[ListingInterval]], dict[str, Listing]]:
    editions = [un_sc.parse((folder / name).read_bytes(), source=name).entries for name in FILES]
    records = {entry.listing.id: entry.listing for entries in editions for entry in entries}
    return find_intervals(zip(DAYS, editions, strict=True)), records


def test_entry_on_iran_of_2006_came_back_and_its_date_is_shown_beside_the_editions_without_it(
    shared: Path,
) -> None:
    runs, records = _read(shared / "lists" / "un")
    listing_id = "UNSC:IRe.001"
    states = [
        answer_listed("UNSC", day, DAYS, runs[listing_id], records[listing_id]).state
        for day in ("2010-01-01", "2025-01-01", "2025-12-01", "2026-08-01")
    ]
    assert states == ["contradicted", "contradicted", "contradicted", "listed"]
    answer = answer_listed("UNSC", "2026-08-01", DAYS, runs[listing_id], records[listing_id])
    assert answer.since is not None
    assert (answer.since.kind, answer.since.value, answer.since.field) == (
        "stated",
        "2006-12-23",
        "LISTED_ON",
    )
    assert [(item.code, item.against) for item in answer.since.conflicts] == [
        ("date-before-absence", "2025-04-19")
    ]


def test_entry_on_every_edition_is_listed_from_its_stated_day_on(shared: Path) -> None:
    runs, records = _read(shared / "lists" / "un")
    days = ("2009-07-15", "2009-07-16", "2025-01-01", "2026-08-01")
    states = [
        answer_listed("UNSC", day, DAYS, runs["UNSC:KPe.004"], records["UNSC:KPe.004"]).state for day in days
    ]
    assert (records["UNSC:KPe.004"].designated_on, states) == (
        "2009-07-16",
        ["no_list_held", "listed", "listed", "listed"],
    )
