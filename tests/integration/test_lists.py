"""Lists' history in the database: held back, accepted, fetched, joined, exported."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from lxml import etree

from lagebild.errors import (
    ConfigError,
    EditionDayError,
    FetchError,
    RuleError,
    SourceChangedError,
    UnreadableError,
)
from lagebild.fetch import Fetched
from lagebild.lists import un_sc
from lagebild.lists.un_sc import reader as un_sc_reader
from lagebild.sources import WatchedSource, load_sources
from lagebild_site.actions.capture import Origin, Taken, reread_lists, take_list
from lagebild_site.actions.list_update import choose_sources, update_list
from lagebild_site.actions.listing import accept_edition, compare_whole, find_edition, find_held_edition
from lagebild_site.actions.subject import join_subjects, judge_pair
from lagebild_site.models import Capture, Judgement, ListCheck, ListEdition, ListingVersion, Subject
from lagebild_site.queries.listing_export import export_edition

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
SMALL = (Path(__file__).parent.parent / "unit" / "lists" / "un-small.xml").read_bytes()
ENTRIES = 14


def edit(day: str, *, drop: int = 0, rename: tuple[str, str] | None = None) -> bytes:
    """The small UN list of another day, without its last entries, or with an element renamed everywhere."""
    root = etree.fromstring(SMALL)
    root.set("dateGenerated", f"{day}T00:00:00.000Z")
    for entry in root.xpath("//INDIVIDUAL | //ENTITY")[len(root.xpath("//INDIVIDUAL | //ENTITY")) - drop :]:
        entry.getparent().remove(entry)
    for element in root.iter(rename[0]) if rename else ():
        element.tag = rename[1]  # type: ignore[index]  # looped over only where there is one
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def take(content: bytes, *, name: str = "consolidated.xml", at: datetime = AT) -> Taken:
    return take_list(content, Origin(name=name, captured_at=at))


def edition_of(taken: Taken) -> ListEdition:
    assert taken.edition is not None
    return taken.edition


def test_edition_that_loses_a_tenth_is_held_back_and_the_last_one_stays_in_force():
    take(edit("2026-01-01"))
    held = edition_of(take(edit("2026-02-01", drop=2)))
    assert (held.state, held.held_because) == (
        "held_back",
        ["It has 12 entries where the edition before has 14: more than a tenth is gone."],
    )
    assert find_edition("un-sc").dated_on == "2026-01-01"
    assert ListingVersion.objects.filter(is_listed=True).count() == ENTRIES


def test_edition_that_loses_less_than_a_tenth_is_taken():
    take(edit("2026-01-01"))
    newer = edition_of(take(edit("2026-02-01", drop=1)))
    assert (newer.state, len(newer.changes["gone"])) == ("in_force", 1)
    assert ListingVersion.objects.filter(is_last=True, is_listed=False).count() == 1


def test_edition_with_an_unknown_element_is_held_back():
    take(edit("2026-01-01"))
    held = edition_of(take(edit("2026-02-01", rename=("DESIGNATION", "FUNCTION"))))
    assert held.state == "held_back"
    assert "CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL/FUNCTION" in held.held_because[0]


def test_accepted_edition_is_in_force_with_its_decision(analyst: User):
    take(edit("2026-01-01"))
    take(edit("2026-02-01", drop=3))
    held = accept_edition(find_held_edition("un-sc"), person=analyst, note={"en": "Announced."}, at=AT)
    assert (held.state, len(held.changes["gone"])) == ("in_force", 3)
    assert held.acceptance.kind == "accept_list"
    assert ListingVersion.objects.filter(is_listed=True).count() == ENTRIES - 3
    with pytest.raises(RuleError, match="not held back"):
        accept_edition(held, person=analyst, note={}, at=AT)


def test_person_without_the_right_may_not_accept():
    reader = User.objects.create_user("cleo")
    take(edit("2026-01-01"))
    take(edit("2026-02-01", drop=3))
    with pytest.raises(RuleError, match="may not decide"):
        accept_edition(find_held_edition("un-sc"), person=reader, note={}, at=AT)


def test_any_two_editions_can_be_compared():
    take(edit("2026-01-01"))
    take(edit("2026-02-01", drop=1))
    take(edit("2026-03-01"))
    first, last = find_edition("un-sc", "2026-01-15"), find_edition("un-sc")
    assert (first.dated_on, last.dated_on) == ("2026-01-01", "2026-03-01")
    assert compare_whole(first, last) == []
    middle = find_edition("un-sc", "2026-02-28")
    assert [change.kind for change in compare_whole(middle, last)] == ["added"]


def test_find_edition_that_is_not_held_names_those_that_are():
    take(edit("2026-01-01"))
    with pytest.raises(ConfigError, match="held: 2026-01-01"):
        find_edition("un-sc", "2025-12-31")
    with pytest.raises(ConfigError, match="lists held: un-sc"):
        find_edition("eu-fsf")


def test_file_of_another_list_is_refused():
    with pytest.raises(SourceChangedError, match="is the list un-sc, not eu-fsf"):
        take_list(SMALL, Origin(name="list.xml", captured_at=AT), list_id="eu-fsf")
    assert Capture.objects.count() == 0


def test_html_page_is_no_list():
    page = b"<!DOCTYPE html><html><body>Service unavailable</body></html>"
    with pytest.raises(UnreadableError, match="HTML page"):
        take_list(page, Origin(name="consolidated.xml", captured_at=AT), list_id="un-sc")


class Publisher:
    """Plays the UN's server: an answer for each look, and what was asked."""

    def __init__(self, *answers: bytes | FetchError | None) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str | None, str | None]] = []

    def __call__(self, url, *, etag=None, last_modified=None, progress=None) -> Fetched:  # noqa: ARG002  - as the door
        """The next answer."""
        self.asked.append((etag, last_modified))
        answer = self.answers.pop(0)
        if isinstance(answer, FetchError):
            raise answer
        status = 304 if answer is None else 200
        return Fetched(
            content=answer or b"",
            url=url,
            requested_url=url,
            status=status,
            request_head="GET / HTTP/1.1\r\n\r\n",
            response_head=f'HTTP/1.1 {status}\r\nETag: "v{len(self.asked)}"\r\n\r\n',
            media_type="application/xml",
            redirects=(),
            address="192.0.32.1",
        )


@pytest.fixture
def un_source() -> WatchedSource:
    return next(source for source in load_sources() if source.list_id == "un-sc")


def test_update_asks_with_what_the_last_answer_gave_and_records_each_look(un_source: WatchedSource):
    publisher = Publisher(edit("2026-01-01"), None, edit("2026-02-01", drop=1), edit("2026-03-01", drop=5))
    outcomes = [
        update_list(un_source, at=AT + timedelta(days=day), fetch=publisher).outcome for day in range(4)
    ]
    assert outcomes == ["new", "unchanged", "new", "held_back"]
    assert publisher.asked == [(None, None), ('"v1"', None), ('"v1"', None), ('"v3"', None)]
    assert list(ListCheck.objects.values_list("outcome", flat=True)) == outcomes
    assert find_edition("un-sc").dated_on == "2026-02-01"


def test_update_that_fails_leaves_the_last_good_edition(un_source: WatchedSource):
    publisher = Publisher(
        edit("2026-01-01"),
        FetchError("the server answered 503", temporary=True),
        b"<html><body>Maintenance</body></html>",
        edit("2026-02-01")[:2000],
    )
    updates = [update_list(un_source, at=AT, fetch=publisher) for _ in range(4)]
    assert [one.outcome for one in updates] == ["new", "failed", "refused", "refused"]
    assert "HTML page" in updates[2].detail
    assert find_edition("un-sc").entry_count == ENTRIES
    assert Capture.objects.count() == 1


def test_update_of_same_bytes_adds_nothing(un_source: WatchedSource):
    publisher = Publisher(edit("2026-01-01"), edit("2026-01-01"))
    assert [update_list(un_source, at=AT, fetch=publisher).outcome for _ in range(2)] == ["new", "unchanged"]
    assert ListEdition.objects.count() == 1


def test_choose_sources_without_names_takes_one_form_of_every_list():
    chosen = choose_sources([])
    assert len({source.list_id for source in chosen}) == len(chosen) > 5
    assert [source.id for source in choose_sources(["un-sc"])] == ["un-sc-consolidated"]
    with pytest.raises(ConfigError, match="no list is named 'un-cs'"):
        choose_sources(["un-cs"])


def test_export_says_of_which_edition_each_row_is():
    taken = take(edit("2026-01-01"))
    rows = list(csv.DictReader(io.StringIO("".join(export_edition(edition_of(taken), "csv")))))
    assert len(rows) == ENTRIES
    kony = next(row for row in rows if row["reference"] == "CFi.009")
    assert (kony["list_dated"], kony["list_dated_by"], kony["designated_on"]) == (
        "2026-01-01",
        "list",
        "2016-03-07",
    )
    assert kony["list_sha256"] == taken.capture.sha256


def test_export_as_followthemoney_has_a_sanction_for_each_entry():
    lines = [json.loads(line) for line in export_edition(edition_of(take(edit("2026-01-01"))), "ftm")]
    sanctions = {line["properties"]["entity"][0]: line for line in lines if line["schema"] == "Sanction"}
    assert len(sanctions) == ENTRIES
    assert sanctions["un-sc-CFi.009"]["properties"]["listingDate"] == ["2016-03-07"]
    assert sanctions["un-sc-CFi.009"]["properties"]["unscId"] == ["CFi.009"]


def test_person_joins_two_entries_and_parts_them_again(analyst: User):
    take(edit("2026-01-01"))
    left, right = "un-sc-CFi.009", ListingVersion.objects.exclude(reference="CFi.009").first().entity_id
    judge_pair(left, right, verdict="same", person=analyst, note={"en": "Test."}, at=AT)
    subject = Subject.objects.get()
    assert {member.entity_id for member in subject.members.all()} == {left, right}
    judge_pair(right, left, verdict="different", person=analyst, note={"en": "Not so."}, at=AT)
    assert Subject.objects.count() == 0
    assert list(Judgement.objects.values_list("verdict", "is_in_force")) == [
        ("same", False),
        ("different", True),
    ]


def test_judging_an_entity_that_no_list_holds_is_refused(analyst: User):
    take(edit("2026-01-01"))
    with pytest.raises(RuleError, match="is on no list"):
        judge_pair("un-sc-CFi.009", "x-1", verdict="same", person=analyst, note={}, at=AT)


def test_joining_twice_changes_nothing(analyst: User):
    take(edit("2026-01-01"))
    assert join_subjects() == join_subjects()


def test_reread_takes_what_a_changed_reader_reads_and_keeps_the_day(monkeypatch: pytest.MonkeyPatch):
    take(edit("2026-01-01"))
    newer = edition_of(take(edit("2026-02-01", drop=1)))
    before = set(ListingVersion.objects.values_list("pk", flat=True))
    assert list(reread_lists([])) == []
    changed = replace(un_sc.SOURCE, reader_version="next")
    for module in (un_sc, un_sc_reader):
        monkeypatch.setattr(module, "SOURCE", changed)
    ListingVersion.objects.filter(reference="CFi.009").update(content_sha256="0" * 64)
    done = list(reread_lists(["un-sc"]))
    assert {(one.dated_on, one.reader_version) for one in done} == {
        ("2026-01-01", "next"),
        ("2026-02-01", "next"),
    }
    after = set(ListingVersion.objects.values_list("pk", flat=True))
    assert len(before - after) == 1 == len(after - before)
    newer.refresh_from_db()
    assert len(newer.changes["gone"]) == 1
    assert ListingVersion.objects.filter(is_last=True).count() == ENTRIES


def test_field_that_two_entries_gain_is_an_amendment_of_both():
    take(edit("2026-01-01"))
    root = etree.fromstring(edit("2026-02-01"))
    for entry in root.xpath("//INDIVIDUAL")[:2]:
        etree.SubElement(entry, "NATIONALITY2").text = "Uganda"
    newer = edition_of(take(etree.tostring(root)))
    assert len(newer.changes["amended"]) == 2
    changes = compare_whole(find_edition("un-sc", "2026-01-31"), newer)
    assert [[field.field for field in change.fields] for change in changes] == [["NATIONALITY2"]] * 2


def test_edition_of_other_entries_is_held_back_although_it_has_as_many():
    take(edit("2026-01-01"))
    other = edit("2026-02-01").replace(b"CFi.009", b"CFi.909").replace(b"KPi.", b"KPi.9")
    held = edition_of(take(other))
    assert held.state == "held_back"
    assert "entries of the edition before are not in it" in held.held_because[0]


@pytest.mark.parametrize(("given", "told"), [("2026-01-02", "says itself"), ("2027-01-01", "says itself")])
def test_day_given_against_the_lists_own_is_refused(given: str, told: str):
    with pytest.raises(EditionDayError, match=told):
        take_list(edit("2026-01-01"), Origin(name="un.xml", captured_at=AT, dated_on=given))
    assert Capture.objects.count() == 0


def test_file_named_by_hand_of_which_nobody_knows_the_day_is_refused():
    undated = SMALL.replace(b'dateGenerated="2026-08-01T23:00:03.110Z"', b'dateGenerated="soon"')
    for element in (b"LISTED_ON", b"LAST_DAY_UPDATED"):
        undated = re.sub(rb"<%s>.*?</%s>" % (element, element), b"", undated, flags=re.DOTALL)
    with pytest.raises(EditionDayError, match="give the day on which it was published"):
        take_list(undated, Origin(name="un.xml", captured_at=AT))
    dated = take_list(undated, Origin(name="un.xml", captured_at=AT, dated_on="2026-08-01"))
    assert (edition_of(dated).dated_on, edition_of(dated).dated_by) == ("2026-08-01", "person")
    with pytest.raises(EditionDayError, match="lies in the future"):
        take_list(undated + b" ", Origin(name="un.xml", captured_at=AT, dated_on="2027-08-01"))
