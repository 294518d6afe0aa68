"""Editions of sanctions lists: taken in, compared with the one before, held back until a person accepts them."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from django.contrib.auth.models import User
from django.db import transaction

from lagebild.archive.ledger import hash_json
from lagebild.errors import ConfigError, EditionDayError, RuleError
from lagebild.lists import (
    EditionShape,
    ListChange,
    ParsedList,
    compare_editions,
    describe_shape,
    find_breaks,
    find_doubts,
    find_list,
    find_losses,
    parse_entry,
)
from lagebild.model.entity import IDENTIFIER_PROPERTIES
from lagebild.model.listing import ListEntry
from lagebild.text.normalize import fold
from lagebild_site.actions.decision import record_decision
from lagebild_site.models import Capture, ListEdition, ListingVersion

KINDS = ("added", "amended", "gone")

BATCH_SIZE = 2000
"""Rows written at once: below SQLite's limit of variables in one statement."""

CAPTION_LENGTH = 500


@contextmanager
def pausing_collection() -> Iterator[None]:
    """Without Python's cyclic garbage collection, which looks through every living object again and again.

    An edition is millions of small objects and hardly a cycle. Measured on 16 editions with 63,797 entries: 43 s
    instead of 67 s, at 5 % more memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDay:
    """By which day an edition stands in its list's history, and who says so (`ListEdition.dated_by`)."""

    value: str
    by: str


def find_edition_day(parsed: ParsedList, *, given: str | None, captured_at: datetime) -> EditionDay:
    """The day that a person gives, else the list's own, else the latest day that its entries state, else the capture's.

    The latest day in the entries is a lower bound: an edition that tells an amendment of that day is not older.
    """
    if given:
        return EditionDay(value=given, by="person")
    if parsed.dated_at:
        return EditionDay(value=parsed.dated_at, by="list")
    captured_on = captured_at.date().isoformat()
    stated = parsed.find_latest_day(not_after=captured_on)
    return EditionDay(value=stated, by="entries") if stated else EditionDay(value=captured_on, by="capture")


def refuse_wrong_day(
    day: EditionDay, stated: str | None, *, captured_at: datetime, name: str, url: str
) -> None:
    """Refuse a day that cannot be the edition's, and a file named by hand of which nobody knows the day.

    Taken as of today, an old copy would end the listing of everybody who came after it. What was fetched is of today.

    Raises:
        EditionDayError: A person gives another day than the list states itself, or one in the future; or the file was
            not fetched, and neither the list, its entries nor a person gives a day.
    """
    if day.by == "person" and stated and stated != day.value:
        raise EditionDayError(
            f"{name} says itself that it is of {stated}; the day {day.value} given contradicts it: leave it out."
        )
    if day.value > captured_at.date().isoformat():
        raise EditionDayError(
            f"{name}: {day.value} lies in the future; give the day on which it was published."
        )
    if day.by == "capture" and not url:
        raise EditionDayError(
            f"{name} does not say of which day it is: give the day on which it was published or downloaded, "
            "with --date 2026-08-02."
        )


def write_edition(
    capture: Capture, parsed: ParsedList, *, day: EditionDay, is_extract: bool = False
) -> ListEdition:
    """Write the edition that a capture holds, compare it, and hold it back where it lost too much."""
    shape = describe_shape(parsed)
    before = (
        ListEdition.objects.filter(list_id=parsed.source.id, state="in_force", dated_on__lte=day.value)
        .order_by("dated_on", "id")
        .last()
    )
    breaks = find_doubts(parsed)
    if before is not None and before.shape:
        breaks += find_breaks(_load_shape(before), shape)
    if before is not None and not (is_extract or before.is_extract):
        held = dict(before.versions.values_list("listing_id", "has_ended"))
        losses = find_losses(held, (entry.listing.id for entry in parsed.entries))
        breaks += [] if any("a tenth" in told for told in breaks) else losses
    edition = ListEdition.objects.create(
        capture=capture,
        list_id=parsed.source.id,
        form=parsed.source.form,
        authority=parsed.source.authority,
        dated_on=day.value,
        dated_by=day.by,
        entry_count=len(parsed.entries),
        is_extract=is_extract,
        reader_version=parsed.source.reader_version,
        state="held_back" if breaks else "in_force",
        held_because=breaks,
        shape=shape.to_json(),
        counts=count_listed(parsed),
    )
    _link_versions(edition, _write_versions(parsed))
    if not breaks:
        compare_stored_editions(edition.list_id)
        edition.refresh_from_db(fields=["compared_with", "changes"])
    return edition


def count_listed(parsed: ParsedList) -> dict[str, dict[str, int]]:
    """Entries by schema and by programme, without those that say they were delisted."""
    listed = replace(parsed, entries=tuple(entry for entry in parsed.entries if not entry.listing.has_ended))
    return {"schema": listed.count_by_schema(), "programme": listed.count_by_programme()}


def _load_shape(edition: ListEdition) -> EditionShape:
    shape = dict(edition.shape)
    return EditionShape(**{**shape, "unknown": frozenset(shape["unknown"])})


def make_version(entry: ListEntry, *, list_id: str) -> ListingVersion:
    """The row of an entry's wording, not saved."""
    content = entry.to_json()
    listing = entry.listing
    return ListingVersion(
        list_id=list_id,
        listing_id=listing.id,
        authority=listing.authority,
        programme=(listing.programme or "")[:CAPTION_LENGTH],
        reference=listing.reference,
        entity_id=entry.entity.id,
        schema=entry.entity.schema,
        caption=entry.entity.caption[:CAPTION_LENGTH],
        designated_on=listing.designated_on or "",
        amended_on=listing.amended_on or "",
        has_ended=listing.has_ended,
        entry=content,
        sought=write_sought(entry),
        content_sha256=hash_json(content),
    )


def write_sought(entry: ListEntry) -> str:
    """What a search looks at: names, references, programmes and numbers, folded, one per line."""
    listing, entity = entry.listing, entry.entity
    told: Iterable[str] = (
        *(name.value for name in entry.names),
        listing.reference,
        listing.unsc_id or "",
        entity.id,
        *listing.programmes,
        *(value for name in IDENTIFIER_PROPERTIES for value in entity.get(name)),
        *(value for other in entry.related for value in other.get("number")),
    )
    return "\n".join(dict.fromkeys(fold(value) for value in told if value))


def _write_versions(parsed: ParsedList) -> list[ListingVersion]:
    """The rows of an edition's entries; wordings that are known already are used again."""
    rows: dict[tuple[str, str], ListingVersion] = {}
    for entry in parsed.entries:
        version = make_version(entry, list_id=parsed.source.id)
        rows[version.listing_id, version.content_sha256] = version
    held = ListingVersion.objects.filter(list_id=parsed.source.id).only("id", "listing_id", "content_sha256")
    known = {(row.listing_id, row.content_sha256): row for row in held}
    new = [row for key, row in rows.items() if key not in known]
    ListingVersion.objects.bulk_create(new, batch_size=BATCH_SIZE)
    return [known.get(key, row) for key, row in rows.items()]


def _link_versions(edition: ListEdition, versions: list[ListingVersion]) -> None:
    through = ListEdition.versions.through
    links = (through(listedition_id=edition.pk, listingversion_id=version.pk) for version in versions)
    through.objects.bulk_create(links, batch_size=BATCH_SIZE)


@transaction.atomic
def reread_edition(edition: ListEdition, parsed: ParsedList) -> ListEdition:
    """Write an edition anew as a later version of its reader reads the same bytes; its day and state stay.

    Wordings that no edition holds any more are removed. Changes against the editions around it are noted anew.
    """
    through = ListEdition.versions.through
    before = set(edition.versions.values_list("pk", flat=True))
    through.objects.filter(listedition_id=edition.pk).delete()
    _link_versions(edition, _write_versions(parsed))
    orphans = sorted(before - set(edition.versions.values_list("pk", flat=True)))
    for start in range(0, len(orphans), BATCH_SIZE):
        batch = ListingVersion.objects.filter(pk__in=orphans[start : start + BATCH_SIZE])
        batch.filter(editions=None).delete()
    edition.reader_version = parsed.source.reader_version
    edition.entry_count = len(parsed.entries)
    edition.shape = describe_shape(parsed).to_json()
    edition.counts = count_listed(parsed)
    edition.changes, edition.compared_with = {}, None
    edition.save()
    ListEdition.objects.filter(compared_with=edition).update(compared_with=None, changes={})
    compare_stored_editions(edition.list_id)
    edition.refresh_from_db(fields=["compared_with", "changes"])
    return edition


@transaction.atomic
def accept_edition(edition: ListEdition, *, person: User, note: dict[str, str], at: datetime) -> ListEdition:
    """Record that a person looked at an edition that was held back, and put it in force.

    Raises:
        RuleError: It is in force already, or the person may not decide.
    """
    if edition.state != "held_back":
        raise RuleError(f"the edition of {edition.dated_on} of {edition.list_id} is not held back.")
    edition.acceptance = record_decision(
        kind="accept_list",
        subject=f"list:{edition.list_id} {edition.dated_on} {edition.capture.content_sha256[:12]}",
        subject_sha256=edition.capture.content_sha256,
        person=person,
        rule="lists",
        at=at,
        note=note,
    )
    edition.state = "in_force"
    edition.save(update_fields=["state", "acceptance"])
    compare_stored_editions(edition.list_id)
    edition.refresh_from_db(fields=["compared_with", "changes"])
    return edition


def load_entries(editions: list[ListEdition]) -> list[ListEntry]:
    """The entries of editions as the library's records, without those that say they were delisted."""
    rows = (
        ListingVersion.objects.filter(editions__in=editions, has_ended=False)
        .order_by("listing_id")
        .values_list("entry", flat=True)
    )
    return [parse_entry(row) for row in rows]


def compare_stored_editions(list_id: str) -> int:
    """Note for every edition in force what changed against the one before it by date; returns how many were compared.

    Editions may be added in any order: only pairs that are not compared yet are read. A field that the publisher
    began or ceased to give for every entry is no amendment.
    """
    editions = list(ListEdition.objects.filter(list_id=list_id, state="in_force").order_by("dated_on", "id"))
    compared = 0
    for older, newer in pairwise([None, *editions]):
        if newer is None or (
            newer.compared_with_id == (older.pk if older else None) and (newer.changes or not older)
        ):
            continue
        newer.compared_with = older
        newer.changes = compare_pair(older, newer) if older else {}
        newer.save(update_fields=["compared_with", "changes"])
        compared += 1
    mark_last_wordings(list_id)
    return compared


def mark_last_wordings(list_id: str) -> None:
    """Mark each listing's last wording over the editions in force, and whether the newest of these holds it.

    Editions of an internal source count only where no others are held, so that the public finds what it may see.
    Absence from an extract says nothing: what stood on an edition before it stands on.
    """
    editions = list(
        ListEdition.objects.filter(list_id=list_id, state="in_force", capture__erased_at=None)
        .select_related("capture__source")
        .order_by("dated_on", "id")
    )
    editions = [one for one in editions if one.capture.may_show != "internal"] or editions
    last: dict[str, int] = {}
    listed: set[int] = set()
    for edition in editions:
        rows = list(edition.versions.values_list("listing_id", "pk", "has_ended"))
        here = {listing_id: pk for listing_id, pk, _ended in rows}
        kept = (
            {pk for key, pk in last.items() if pk in listed and key not in here}
            if edition.is_extract
            else set()
        )
        last.update(here)
        listed = kept | {pk for _listing_id, pk, ended in rows if not ended}
    source = find_list(list_id)
    if source is not None and source.is_collection:
        # Who left a collection was never listed by it: nothing is told of them.
        last = {key: pk for key, pk in last.items() if pk in listed}
    versions = ListingVersion.objects.filter(list_id=list_id)
    marked = set(versions.filter(is_last=True).values_list("pk", flat=True))
    marked_listed = set(versions.filter(is_listed=True).values_list("pk", flat=True))
    _set_mark(marked - set(last.values()), is_last=False)
    _set_mark(set(last.values()) - marked, is_last=True)
    _set_mark(marked_listed - listed, is_listed=False)
    _set_mark(listed - marked_listed, is_listed=True)


def _set_mark(pks: set[int], **marks: bool) -> None:
    ordered = sorted(pks)
    for start in range(0, len(ordered), BATCH_SIZE):
        ListingVersion.objects.filter(pk__in=ordered[start : start + BATCH_SIZE]).update(**marks)


def compare_pair(older: ListEdition, newer: ListEdition) -> dict[str, list[str] | list[list[str]]]:
    """Ids of the listings that were added, amended and are gone between two editions; `rekeyed` are pairs of ids."""
    found = compare_whole(older, newer)
    changes: dict[str, list[str] | list[list[str]]] = {
        kind: [change.listing_id for change in found if change.kind == kind] for kind in KINDS
    }
    rekeyed = [[change.former_id or "", change.listing_id] for change in found if change.kind == "rekeyed"]
    return {**changes, "rekeyed": rekeyed} if rekeyed else changes


def _load_wordings(pks: set[int]) -> list[ListEntry]:
    ordered = sorted(pks)
    entries: list[ListEntry] = []
    for start in range(0, len(ordered), BATCH_SIZE):
        rows = ListingVersion.objects.filter(pk__in=ordered[start : start + BATCH_SIZE])
        entries.extend(parse_entry(row) for row in rows.values_list("entry", flat=True))
    return entries


def find_edition(
    list_id: str, day: str = "", *, before: ListEdition | None = None, with_held: bool = False
) -> ListEdition:
    """The newest edition in force of a list: up to a day, or before another edition where one is given.

    With `with_held` an edition of exactly that day that is held back comes first, so that it can be looked at.

    Raises:
        ConfigError: There is none; the message names those held.
    """
    in_force = ListEdition.objects.filter(list_id=list_id, state="in_force").select_related("capture")
    editions = list(in_force.order_by("dated_on", "id"))
    fitting = [edition for edition in editions if not day or edition.dated_on <= day]
    if day and with_held:
        held_back = ListEdition.objects.filter(list_id=list_id, state="held_back", dated_on=day)
        fitting += list(held_back.select_related("capture"))
    if before is not None:
        fitting = [one for one in editions if (one.dated_on, one.pk) < (before.dated_on, before.pk)]
    if not fitting:
        held = ", ".join(edition.dated_on for edition in editions)
        what = f"before that of {before.dated_on}" if before else f"up to {day}" if day else "in force"
        known = ", ".join(sorted(set(ListEdition.objects.values_list("list_id", flat=True))))
        raise ConfigError(
            f"no edition of {list_id} is held {what} "
            + (f"(held: {held})." if held else f"(lists held: {known or 'none'}).")
        )
    return fitting[-1]


def find_held_edition(list_id: str, day: str = "") -> ListEdition:
    """The one edition of a list that is held back.

    Raises:
        ConfigError: None is, or several are and no day tells which.
    """
    held = list(ListEdition.objects.filter(list_id=list_id, state="held_back").select_related("capture"))
    fitting = [edition for edition in held if not day or edition.dated_on == day]
    if len(fitting) != 1:
        days = ", ".join(edition.dated_on for edition in held) or "none"
        raise ConfigError(
            f"{len(fitting)} editions of {list_id} are held back (days: {days}); name one with --date."
        )
    return fitting[0]


def compare_whole(older: ListEdition, newer: ListEdition) -> list[ListChange]:
    """Every change between two editions of a list, field by field; see `lagebild.lists.compare_editions`.

    A wording that both hold is one row, so only the others are read, and one of those that both hold: with it no
    field that a few entries gained is taken for one that the publisher newly gives to all.
    """
    before, after = (set(edition.versions.values_list("pk", flat=True)) for edition in (older, newer))
    shared = set(sorted(before & after)[:1])
    return compare_editions(
        _load_wordings((before - after) | shared),
        _load_wordings((after - before) | shared),
        are_same_form=older.form == newer.form,
    )
