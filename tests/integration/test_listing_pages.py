"""Pages of lists, their changes, listed subjects, and the desk's parts for lists: what they say and what they cost."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from tests.integration import factories

from lagebild_site.models import (
    CaptureProblem,
    Judgement,
    ListCheck,
    ListEdition,
    ListingVersion,
    SubjectProblem,
)
from lagebild_site.queries.list_changes import describe_changes, load_changes
from lagebild_site.queries.list_entry import load_histories
from lagebild_site.queries.subject import describe_coordination, load_groups
from lagebild_site.queries.visibility import STRANGER, Viewer

pytestmark = pytest.mark.django_db

ANALYST = Viewer(is_analyst=True, may_decide=True)
NAMES = re.compile(r'lang="und">([^<]+)</a>')
ENTITY_NAMES = re.compile(r'<a href="/entities/[^"]+" lang="und">([^<]+)</a>')


@pytest.fixture
def english() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def german() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="de")


def log_in(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def get(client: Client, name: str, *args: object, query: str = "") -> str:
    return client.get(reverse(name, args=args) + query).content.decode()


def read_lines(client: Client, name: str, *args: object, query: str = "") -> list[str]:
    response = client.get(reverse(name, args=args) + query)
    return b"".join(response.streaming_content).decode().splitlines()


def make_other(reference: str, *, name: str, list_id: str = "gb-uksl", authority: str = "GB", **fields):
    """An entry on another list, in force on one day."""
    version = factories.make_version(reference, name=name, list_id=list_id)
    factories.make_edition("2026-09-01", [version], list_id=list_id, authority=authority, **fields)
    return version


def name_alone(version: ListingVersion) -> ListingVersion:
    """The wording without the Korean name that every entry of the factory bears."""
    version.entry["names"] = version.entry["names"][:1]
    version.sought = version.sought.replace("윤호진\n", "")
    version.save()
    return version


# Lists


def test_table_of_lists_says_who_gives_the_day_and_what_is_not_held(db, workspace, english, german):
    factories.make_edition(
        "2026-08-01", [factories.make_version("KPi.001", name="Kim One")], dated_by="entries"
    )
    page = get(english, "lists")
    assert "United Nations Security Council Consolidated List" in page
    assert "not older than 1\xa0August\xa02026" in page
    assert "at most " in page
    assert "added by hand" in page
    not_held = page.partition('id="nh"')[2]
    assert "European Union" in not_held
    assert "UN Security Council" not in not_held
    assert "nicht älter als vom 1.\xa0August\xa02026" in get(german, "lists")


def test_table_of_lists_tells_the_last_look_and_its_outcome(db, workspace, english, at):
    edition = factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim One")])
    for hour, outcome in ((1, "unchanged"), (2, "failed")):
        ListCheck.objects.create(
            list_id="un-sc",
            source=edition.capture.source,
            checked_at=datetime(2026, 11, 1, hour, tzinfo=UTC),
            outcome=outcome,
        )
    page = get(english, "lists")
    assert "no answer" in page
    assert "unchanged" not in page
    own = get(english, "list", "un-sc")
    assert "The publisher was looked at 2 times." in own
    assert "1 look brought no list." in own


def test_list_page_counts_kinds_and_folds_long_tables_of_programmes(db, workspace, english):
    versions = [factories.make_version(f"KPi.{n:03}", name=f"Kim {n}") for n in range(14)]
    edition = factories.make_edition("2026-08-01", versions)
    edition.counts = {"schema": {"Person": 14}, "programme": {f"Programme {n:02}": 1 for n in range(14)}}
    edition.save()
    page = get(english, "list", "un-sc")
    shown, _, folded = page.partition('<details class="fold">')
    assert "Programme 11" in shown
    assert "Programme 12" not in shown
    assert "2 further programmes" in folded
    assert "Programme 13" in folded
    assert "One edition is held, of 1 August 2026. Of other days nothing can be said." in page


def test_list_page_names_the_gap_between_two_editions(db, workspace, english, german):
    versions = [factories.make_version("KPi.001", name="Kim One")]
    for day in ("2026-01-01", "2026-02-10", "2026-08-01"):
        factories.make_edition(day, versions)
    page = get(english, "list", "un-sc")
    assert page.count("no edition is held: who came and went in between is unknown.") == 1
    assert "Between 10 February 2026 and 1 August 2026 (172 days)" in page
    assert "Zwischen dem 10. Februar 2026 und dem 1. August 2026 (172 Tage)" in get(german, "list", "un-sc")


def test_list_page_tells_an_edition_held_back_with_its_reasons(db, workspace, english, german):
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim One")])
    factories.make_edition("2026-10-01", [], state="held_back", held_because=["A column is gone."])
    page = get(english, "list", "un-sc")
    assert "The edition of 1 October 2026 with 0 entries is held back" in page
    assert "A column is gone." in page
    assert "1 edition held back" in get(english, "lists")
    assert "wird zurückgehalten, bis ein Mensch sie angesehen hat" in get(german, "list", "un-sc")


def test_problems_of_an_edition_are_counted_by_kind_and_told_with_their_place(db, workspace, english):
    edition = factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim One")])
    edition.capture.source = None
    edition.capture.save()
    for number in range(3):
        CaptureProblem.objects.create(
            capture=edition.capture,
            code="un-date",
            message="No date.",
            severity="note",
            locator=f"/row[{number}]",
        )
    CaptureProblem.objects.create(
        capture=edition.capture, code="un-lost", message="Lost.", severity="error", locator="/row[9]"
    )
    page = get(english, "list", "un-sc")
    assert re.findall(r"<code>(un-[a-z]+)</code>", page) == ["un-lost", "un-date"]
    own = get(english, "list_problems", "un-sc", query="?code=un-date&severity=note")
    assert "3 problems" in own
    assert "/row[2]" in own
    assert "/row[9]" not in own


def test_list_of_which_nothing_is_held_is_no_page(db, workspace, english):
    for name in ("list", "list_changes", "list_problems", "download_csv", "download_ftm"):
        assert english.get(reverse(name, args=["eu-fsf"])).status_code == 404


def test_key_of_an_edition_that_is_none_is_no_page(db, workspace, english):
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim One")])
    for query in ("?to=x", "?to=99999999999999999999", "?from=-1", "?to=²"):
        assert english.get(reverse("list_changes", args=["un-sc"]) + query).status_code == 404


# Changes


@pytest.fixture
def three_editions(db, workspace) -> list[ListEdition]:
    """An entry amended twice, one that came, one that went, one that nobody touched."""
    kept = factories.make_version("KPi.009", name="Kim Kept")
    wordings = [
        factories.make_version("KPi.001", name="Kim Amended", wording=w) for w in ("first", "second", "third")
    ]
    came = factories.make_version("KPi.002", name="Kim Came")
    went = factories.make_version("KPi.003", name="Kim Went")
    return [
        factories.make_edition("2026-01-01", [kept, wordings[0], went]),
        factories.make_edition("2026-02-01", [kept, wordings[1], went]),
        factories.make_edition("2026-03-01", [kept, wordings[2], came]),
    ]


def test_any_two_editions_are_compared_field_by_field(three_editions, english):
    first, _, last = three_editions
    page = get(english, "list_changes", "un-sc", query=f"?from={first.pk}&to={last.pk}")
    assert ENTITY_NAMES.findall(page) == ["Kim Came", "Kim Amended", "Kim Went"]
    assert "<del>Reason in its first wording.</del>" in page
    assert "<ins>Reason in its third wording.</ins>" in page
    assert "second" not in page.partition("<main")[2]


def test_editions_in_the_wrong_order_are_exchanged(three_editions, english):
    first, _, last = three_editions
    address = "list_changes"
    backwards = get(english, address, "un-sc", query=f"?from={last.pk}&to={first.pk}")
    assert "<ins>Reason in its third wording.</ins>" in backwards


def test_changes_without_a_choice_are_those_of_the_newest_edition(three_editions, english):
    page = get(english, "list_changes", "un-sc")
    assert "Against the edition of 1 February 2026" in page
    assert ENTITY_NAMES.findall(page) == ["Kim Came", "Kim Amended", "Kim Went"]


def test_edition_is_not_compared_with_itself(three_editions, english, german):
    query = f"?from={three_editions[1].pk}&to={three_editions[1].pk}"
    assert "Choose two different editions." in get(english, "list_changes", "un-sc", query=query)
    assert "Wählen Sie zwei verschiedene Ausgaben." in get(german, "list_changes", "un-sc", query=query)


def test_former_address_of_changes_leads_to_the_new_one(three_editions, english):
    first, second, _ = three_editions
    response = english.get(reverse("edition_changes", args=[second.pk]))
    assert response.headers["Location"] == f"/lists/un-sc/changes/?from={first.pk}&to={second.pk}"
    assert english.get(reverse("edition_changes", args=[999])).status_code == 404


def test_changes_are_paged_and_filtered_by_kind(db, workspace, english, django_assert_num_queries):
    old = [factories.make_version(f"KPi.{n:03}", name=f"Name {n:03}") for n in range(60)]
    amended = [factories.make_version(f"KPi.{n:03}", name=f"Name {n:03}", wording="second") for n in range(3)]
    added = [factories.make_version(f"KPe.{n:03}", name=f"New {n:03}") for n in range(2)]
    older = factories.make_edition("2026-08-01", old)
    newer = factories.make_edition("2026-10-01", [*amended, *added])
    first = ENTITY_NAMES.findall(get(english, "list_changes", "un-sc"))
    second = ENTITY_NAMES.findall(get(english, "list_changes", "un-sc", query="?page=2"))
    assert first[:6] == ["New 000", "New 001", "Name 000", "Name 001", "Name 002", "Name 003"]
    assert (len(first), len(second), len(set(first + second))) == (50, 12, 62)
    with django_assert_num_queries(4):
        page = get(english, "list_changes", "un-sc", query="?kind=amended")
    assert ENTITY_NAMES.findall(page) == ["Name 000", "Name 001", "Name 002"]
    assert "<ins>Reason in its second wording.</ins>" in page
    link = f'<a href="?from={older.pk}&amp;to={newer.pk}&amp;kind=gone">Gone <span class="fine">57</span></a>'
    assert link in page


def test_field_of_the_few_amended_entries_is_no_new_column(db, workspace):
    """Two entries alone gain the same field: that is an amendment of both, since others stay as they are."""
    kept = factories.make_version("KPi.009", name="Kim Kept")
    old = [factories.make_version(f"KPi.00{n}", name=f"Name {n}") for n in (1, 2)]
    new = [factories.make_version(f"KPi.00{n}", name=f"Name {n}", wording="first again") for n in (1, 2)]
    for before, after in zip(old, new, strict=True):
        after.entry["raw"] = {**before.entry["raw"], "DELISTED_ON": ["2026-09-30"]}
        after.save()
    first = factories.make_edition("2026-08-01", [kept, *old])
    factories.make_edition("2026-09-01", [kept, *old])
    last = factories.make_edition("2026-10-01", [kept, *new])
    changes = describe_changes(STRANGER, first.pk, last.pk, list_id="un-sc")
    assert changes is not None
    assert changes.counts == {"added": 0, "amended": 2, "gone": 0, "rekeyed": 0}
    told = [field.field for change in load_changes(changes, changes.keys) for field in change.fields]
    assert told == ["DELISTED_ON", "DELISTED_ON"]


def test_column_that_the_publisher_gives_to_every_entry_is_no_change_of_one(db, workspace, english):
    old = [factories.make_version(f"KPi.00{n}", name=f"Name {n}") for n in range(3)]
    new = [factories.make_version(f"KPi.00{n}", name=f"Name {n}", wording="second") for n in range(3)]
    for version in new:
        version.entry["raw"]["NEW_COLUMN"] = ["false"]
        version.save()
    factories.make_edition("2026-08-01", old)
    factories.make_edition("2026-10-01", new)
    page = get(english, "list_changes", "un-sc")
    assert page.count("<code>COMMENTS1</code>") == 3
    assert "1 field was given up or begun by the publisher" in page
    assert page.count("COLUMN") == 1


def test_rekeyed_entry_is_one_change_between_editions_that_are_not_neighbours(db, workspace, english):
    kept = factories.make_version("KPi.009", name="Kim Kept")
    old, new = (factories.make_version(key, name="Kim Rekeyed") for key in ("KPi.001", "KPi.500"))
    first = factories.make_edition("2026-01-01", [kept, old])
    factories.make_edition("2026-02-01", [kept, old])
    last = factories.make_edition("2026-03-01", [kept, new])
    page = get(english, "list_changes", "un-sc", query=f"?from={first.pk}&to={last.pk}")
    assert "KPi.001 → KPi.500" in page
    assert ENTITY_NAMES.findall(page) == ["Kim Rekeyed"]


def test_absence_from_an_extract_is_no_change(db, workspace, english):
    one, two = (factories.make_version(f"KPi.00{n}", name=f"Kim {n}") for n in (1, 2))
    first = factories.make_edition("2026-01-01", [one, two])
    extract = factories.make_edition("2026-02-01", [two], is_extract=True)
    page = get(english, "list_changes", "un-sc", query=f"?from={first.pk}&to={extract.pk}")
    assert "One of the two is an extract of the list" in page
    assert ENTITY_NAMES.findall(page) == []
    [history] = load_histories(STRANGER, ["un-sc-KPi.001"])
    assert not history.is_gone
    assert [run.first_gone for run in history.intervals] == [None]


# Search


def test_entities_are_found_by_any_name_and_shown_in_the_newest_wording(db, workspace, english):
    newer = factories.make_version("KPi.001", name="Zeta Newname", wording="second")
    older = factories.make_version("KPi.001", name="Alpha Oldname")
    other = factories.make_version("KPi.002", name="Beta Other")
    factories.make_edition("2026-10-01", [newer, other])
    factories.make_edition("2026-08-01", [older, other])
    assert NAMES.findall(get(english, "entities")) == ["Beta Other", "Zeta Newname"]
    assert NAMES.findall(get(english, "entities", query="?q=윤호진+zeta")) == ["Zeta Newname"]
    assert NAMES.findall(get(english, "entities", query="?q=oldname")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=kpi.001", ["Kim Listed"]),
        ("?q=IMO+9314234", ["Kim Gone"]),
        ("?q=imo+no.:+9314234", ["Kim Gone"]),
        ("?q=9314234+kim", ["Kim Gone"]),
        ("?status=listed", ["Kim Listed", "Ship Elsewhere"]),
        ("?status=gone", ["Kim Gone"]),
        ("?list=gb-uksl", ["Ship Elsewhere"]),
        ("?kind=Vessel", ["Ship Elsewhere"]),
        ("?programme=dprk&list=un-sc", ["Kim Gone", "Kim Listed"]),
        ("?q=%00", ["Kim Gone", "Kim Listed", "Ship Elsewhere"]),
        ("?q=100%25", []),
        ("?q=_____", []),
    ],
)
def test_search_is_filtered(db, workspace, english, query, found):
    listed, gone = (
        factories.make_version(key, name=name)
        for key, name in (("KPi.001", "Kim Listed"), ("KPi.002", "Kim Gone"))
    )
    gone.sought += "\n9314234"
    ship = factories.make_version("DPR1", name="Ship Elsewhere", list_id="gb-uksl")
    ship.schema, ship.programme = "Vessel", "Other programme"
    factories.make_edition("2026-08-01", [listed, gone])
    factories.make_edition("2026-10-01", [listed])
    factories.make_edition("2026-10-01", [ship], list_id="gb-uksl", authority="GB")
    assert NAMES.findall(get(english, "entities", query=query)) == found


def test_programme_is_meant_exactly_where_one_is_called_so(db, workspace, english):
    versions = []
    for key, programme in (("1", "DPRK"), ("2", "DPRK2"), ("3", "NPWMD; DPRK; X"), ("4", "北朝鮮（個人）ド")):
        version = factories.make_version(f"KPi.{key}", name=f"Name {key}")
        version.programme = programme
        versions.append(version)
    factories.make_edition("2026-08-01", versions)
    assert NAMES.findall(get(english, "entities", query="?programme=DPRK")) == ["Name 1", "Name 3"]
    assert NAMES.findall(get(english, "entities", query="?programme=dprk")) == ["Name 1", "Name 3"]
    assert NAMES.findall(get(english, "entities", query="?programme=dpr")) == ["Name 1", "Name 2", "Name 3"]
    assert NAMES.findall(get(english, "entities", query="?programme=北朝鮮（個人）ド")) == ["Name 4"]


def test_search_without_result_says_of_which_editions_that_is_true(db, workspace, english, german):
    assert "No list is held yet. Nothing here says that anybody is not listed." in get(english, "entities")
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim One")])
    page = get(english, "entities", query="?q=nobody")
    assert "No entry of the lists that are held answers this." in page
    assert "United Nations Security Council Consolidated List: 1 August 2026" in page
    page = get(german, "entities", query="?q=nobody")
    assert "Kein Eintrag der vorliegenden Listen entspricht dem." in page
    assert "Konsolidierte Liste des Sicherheitsrats der Vereinten Nationen: 1. August 2026" in page


def test_joined_entries_are_one_result(db, workspace, english):
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim Joined")])
    make_other("DPR1", name="Kim Joined")
    make_other("X1", name="Chol Other", list_id="ca-sema", authority="CA")
    factories.make_join("un-sc-KPi.001", "gb-uksl-DPR1", "ca-sema-X1")
    page = get(english, "entities", query="?q=joined")
    assert page.count("<h2>") == 1
    assert "2 entries" in page
    assert 'The same subject: <a href="/entities/ca-sema-X1">' not in page
    assert '<a href="/entities/ca-sema-X1/">Canada</a>' in page


# One entry


def test_entity_shows_what_changed_field_by_field(db, workspace, english):
    first = factories.make_version("KPi.001", name="Kim Example", wording="first")
    other = factories.make_version("KPi.001", name="Kim Example", wording="second")
    factories.make_edition("2026-08-01", [first])
    factories.make_edition("2026-10-01", [other])
    page = get(english, "entity", "un-sc-KPi.001")
    assert "<del>Reason in its first wording.</del>" in page
    assert '<bdi lang="ko" dir="ltr">윤호진</bdi>' in page
    assert "Listed since 16\xa0July 2009" in page
    assert "<ins>Reason in its second wording.</ins>" in get(english, "list_changes", "un-sc")


def test_entity_that_left_the_list_is_called_gone_between_two_editions(db, workspace, english, german):
    version = factories.make_version("KPi.002", name="Kim Gone")
    factories.make_edition("2026-08-01", [version])
    factories.make_edition("2026-10-01", [])
    page = get(english, "entity", "un-sc-KPi.002")
    assert "No longer on the list." in page
    assert (
        "The last edition held that has it is of 1 August 2026; it is missing from the edition of 1 October"
        in page
    )
    assert "states no day of delisting." in page
    assert "Nicht mehr auf der Liste." in get(german, "entity", "un-sc-KPi.002")


def test_entity_that_its_authority_calls_delisted_is_no_longer_listed_though_it_stands_there(
    db, workspace, english
):
    version = factories.make_version("KPi.002", name="Kim Delisted")
    ended = {"kind": "delisted_on", "value": "2026-07-01", "field": "DELISTED_ON", "act": None, "role": None}
    version.entry["listing"]["dates"].append(ended)
    factories.make_edition("2026-08-01", [version])
    page = get(english, "entity", "un-sc-KPi.002")
    assert "No longer listed." in page
    assert "The authority states that it was delisted on 1 July 2026." in page
    assert "The entry still stands in the edition of 1 August 2026." in page


def test_amending_act_is_told_as_no_day_of_listing(db, workspace, english, german):
    version = factories.make_version("EU.1", name="Kim Acts")
    version.entry["listing"]["dates"] = [
        {
            "kind": "legal_act_on",
            "value": "2017-08-31",
            "field": "regulation",
            "act": "2017/1509 (OJ L224)",
            "role": "recast",
        }
    ]
    factories.make_edition("2026-08-01", [version])
    page = get(english, "entity", "un-sc-EU.1")
    assert "Listed not later than 31\xa0August 2017" in page
    assert "recast, no day of listing" in page
    assert "Neufassung, kein Tag der Listung" in get(german, "entity", "un-sc-EU.1")


def test_stated_day_that_an_edition_excludes_is_shown_as_a_contradiction(db, workspace, english, german):
    factories.make_edition("2026-01-01", [])
    factories.make_edition("2026-03-01", [factories.make_version("KPi.001", name="Kim Late")])
    page = get(english, "entity", "un-sc-KPi.001")
    assert "Contradiction: 16 July 2009 (LISTED_ON) lies before the edition of 1 January 2026" in page
    assert "Widerspruch: 16. Juli 2009 (LISTED_ON) liegt vor der Ausgabe" in get(
        german, "entity", "un-sc-KPi.001"
    )


def test_rekeyed_entry_keeps_its_history_and_both_pages_name_each_other(db, workspace, english):
    kept = factories.make_version("KPi.009", name="Kim Kept")
    old, new = (factories.make_version(key, name="Kim Rekeyed") for key in ("KPi.001", "KPi.500"))
    factories.make_edition("2026-01-01", [kept, old])
    factories.make_edition("2026-03-01", [kept, new])
    later = get(english, "entity", "un-sc-KPi.500")
    assert "Earlier it went by the reference KPi.001." in later
    assert "It is in the first one held; it may be older." in later
    assert "given another reference" in later
    former = get(english, "entity", "un-sc-KPi.001")
    assert "It goes by another reference now: KPi.500." in former
    assert "No longer on the list." not in former


def test_documents_and_links_of_an_entry_are_told(db, workspace, english):
    version = factories.make_version("KPi.001", name="Kim Documents")
    passport = {"holder": ["un-sc-KPi.001"], "number": ["381310014"], "country": ["kp"]}
    link = {"subject": ["un-sc-KPi.001"], "object": ["un-sc-KPe.020"], "role": ["Linked To"]}
    version.entry["entity"]["properties"]["passportNumber"] = ["381310014", "555"]
    version.entry["related"] = [
        {"id": "p", "schema": "Passport", "caption": "p", "properties": passport},
        {"id": "l", "schema": "UnknownLink", "caption": "l", "properties": link},
    ]
    other = factories.make_version("KPe.020", name="Example Shipping")
    factories.make_edition("2026-08-01", [version, other])
    page = get(english, "entity", "un-sc-KPi.001")
    numbers = page.partition("Numbers and documents")[2]
    assert re.findall(r'class="identifier">([^<]+)<', numbers) == ["555", "381310014"]
    assert "Country: North Korea" in numbers
    assert '<a href="/entities/un-sc-KPe.020/" lang="und">Example Shipping</a>' in numbers


def test_entry_of_a_collection_is_never_called_listed(db, workspace, english, german):
    """OpenSanctions holds persons whom nobody sanctions: standing there is no listing."""
    make_other("Q1", name="Kim Politician", list_id="opensanctions", authority="OPENSANCTIONS")
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim Listed")])
    factories.make_join("un-sc-KPi.001", "opensanctions-Q1")
    page = get(english, "entity", "opensanctions-Q1")
    assert "As collected by: OpenSanctions" in page
    assert 'class="since-line"' not in page
    assert "Wer darin steht, ist allein dadurch noch nicht gelistet." in get(
        german, "entity", "opensanctions-Q1"
    )
    page = get(english, "subject", "subject-opensanctions-Q1")
    assert "OpenSanctions" not in page.partition('class="plain coordination"')[2].partition("</table>")[0]
    assert "a collection, no listing" in page


# Subjects


@pytest.fixture
def joined(db, workspace) -> None:
    """One subject on a public list of the Council and of the United Kingdom."""
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim Joined")])
    make_other("DPR1", name="KIM Joined")
    factories.make_join("un-sc-KPi.001", "gb-uksl-DPR1")


def test_subject_tells_why_its_entries_are_one_with_both_values_as_published(joined, english, german):
    page = get(english, "subject", "subject-gb-uksl-DPR1")
    assert "Judged the same" in page
    assert "by rule: Passport number" in page
    evidence = page.partition('class="plain evidence"')[2].partition("</table>")[0]
    assert re.findall(r'class="identifier">([^<]+)<', evidence) == ["381310014", "PP 381310014"]
    assert "nach der Regel: Passnummer" in get(german, "subject", "subject-gb-uksl-DPR1")


def test_subject_answers_under_each_of_its_entities_and_has_one_address(joined, english):
    response = english.get(reverse("subject", args=["subject-un-sc-KPi.001"]))
    assert response.headers["Location"] == reverse("subject", args=["subject-gb-uksl-DPR1"])
    assert english.get(reverse("subject", args=["subject-nobody"])).status_code == 404


def test_subject_draws_every_list_and_says_the_same_as_text(joined, english):
    factories.make_edition(
        "2026-09-01", [factories.make_version("X9", name="Someone Else")], list_id="ca-sema", authority="CA"
    )
    page = get(english, "subject", "subject-gb-uksl-DPR1")
    drawing = page.partition('class="subject-timeline"')[2].partition("</svg>")[0]
    assert re.findall(r'class="row-name">([^<]+)<', drawing) == [
        "UN Security Council",
        "Canada",
        "United Kingdom",
    ]
    assert drawing.count('class="bar"') == 2
    assert "no entry joined; newest edition of 1 September 2026" in page


def test_state_without_a_list_acts_through_others_with_the_legal_ground(joined, english):
    page = get(english, "subject", "subject-gb-uksl-DPR1", query="?state=DE&on=2026-10-01")
    assert "Who listed it on 1 October 2026" in page
    table = page.partition('class="plain coordination"')[2].partition("</table>")[0]
    assert table.index("UN Security Council") < table.index("United Kingdom") < table.index("Germany")
    assert "UN Charter Art. 25" in page
    assert (
        get(english, "subject", "subject-gb-uksl-DPR1", query="?state=XX&on=never").count(
            "Who lists it today"
        )
        == 1
    )


def read_table(page: str) -> dict[str, str]:
    """Authority to its row of the coordination table, as HTML."""
    table = page.partition('class="plain coordination"')[2].partition("</table>")[0]
    return dict(re.findall(r'<th scope="row">([^<]+)</th><td>(.*?)</td>', table, re.DOTALL))


def list_states(viewer: Viewer, entity_id: str) -> dict[str, tuple[str, list[str]]]:
    """Authority to the state of its answer and the similar entries named, for one entry alone."""
    histories = load_histories(viewer, [entity_id])
    lines = describe_coordination(viewer, histories, day="2026-10-01", state="", lang="en").lines
    return {
        line.cell.authority: (line.cell.answer.state, [one.entry.entity_id for one in line.similar])
        for line in lines
    }


@pytest.fixture
def namesake(joined) -> None:
    """An entry on a third list with the subject's name in another order and spelling, which nothing joins."""
    name_alone(make_other("X1", name="Joyned, KIM", list_id="ca-sema", authority="CA"))


def test_list_with_a_similar_name_is_unclear_and_names_its_entry(namesake, english, german):
    assert list_states(STRANGER, "un-sc-KPi.001") == {
        "UNSC": ("listed", []),
        "CA": ("unclear", ["ca-sema-X1"]),
        "GB": ("unclear", ["gb-uksl-DPR1"]),
    }
    told = read_table(get(english, "subject", "subject-gb-uksl-DPR1"))["Canada"]
    assert "similar names stand on it, so nothing is said" in told
    assert "Names like its own, not joined with it:" in told
    assert f'<a href="{reverse("entity", args=["ca-sema-X1"])}" lang="und">Joyned, KIM</a>' in told
    assert "% alike, listed since 16 July 2009" in told.replace("\xa0", " ")
    told = read_table(get(german, "subject", "subject-gb-uksl-DPR1"))["Kanada"]
    assert "ähnliche Namen stehen darauf, daher keine Aussage" in told
    assert "Ähnliche Namen, nicht damit verbunden:" in told
    assert re.search(r"UNSC:X1, zu \d+ % ähnlich, gelistet seit 16\. Juli 2009", told.replace("\xa0", " "))


def test_analyst_is_led_from_a_similar_name_to_the_judgement(namesake, english, analyst):
    judge = reverse("join", args=["gb-uksl-DPR1", "ca-sema-X1"])
    assert judge not in get(english, "subject", "subject-gb-uksl-DPR1")
    desk = log_in(analyst)
    assert judge in get(desk, "subject", "subject-gb-uksl-DPR1")
    assert desk.get(judge).status_code == 200


def test_entry_that_a_person_judged_different_leaves_a_no_with_its_edition(namesake, english, analyst):
    by_rule = Judgement.objects.create(
        left_id="ca-sema-X1", right_id="un-sc-KPi.001", verdict="different", by="rule:passport"
    )
    assert list_states(STRANGER, "un-sc-KPi.001")["CA"] == ("unclear", ["ca-sema-X1"])
    by_rule.decision = factories.make_decision("join_subject", analyst)
    by_rule.save()
    assert list_states(STRANGER, "un-sc-KPi.001")["CA"] == ("not_on_list_of", [])
    told = read_table(get(english, "subject", "subject-gb-uksl-DPR1"))["Canada"]
    assert "ot on the list of 1 September 2026" in told.replace("\xa0", " ")
    assert "similar" not in told
    by_rule.is_in_force = False
    by_rule.save()
    assert list_states(STRANGER, "un-sc-KPi.001")["CA"] == ("unclear", ["ca-sema-X1"])


def test_similar_name_on_an_internal_list_or_edition_is_for_analysts(joined, english, analyst):
    make_other("S1", name="Kim Joined", list_id="own", authority="DE", may_show="internal")
    name_alone(make_other("X2", name="Pak Elsewhere", list_id="ca-sema", authority="CA"))
    secret = factories.make_version("X1", name="Kim Joined", list_id="ca-sema")
    factories.make_edition("2026-09-02", [secret], list_id="ca-sema", authority="CA", may_show="internal")
    states = list_states(STRANGER, "un-sc-KPi.001")
    assert (states["CA"], "DE" in states) == (("not_on_list_of", []), False)
    states = list_states(ANALYST, "un-sc-KPi.001")
    assert (states["CA"], states["DE"]) == (("unclear", ["ca-sema-X1"]), ("unclear", ["own-S1"]))
    desk = log_in(analyst)
    assert "ca-sema-X1" in get(desk, "subject", "subject-gb-uksl-DPR1")
    page = get(english, "subject", "subject-gb-uksl-DPR1")
    assert [word for word in ("ca-sema-X1", "UNSC:X1", "own-S1") if word in page] == []


def test_own_entry_under_its_earlier_reference_is_no_similar_one(db, workspace):
    kept = factories.make_version("KPi.009", name="Kim Kept")
    old, new = (factories.make_version(key, name="Kim Rekeyed") for key in ("KPi.001", "KPi.500"))
    factories.make_edition("2026-01-01", [kept, old])
    factories.make_edition("2026-03-01", [kept, new])
    assert list_states(STRANGER, "un-sc-KPi.500") == {"UNSC": ("listed", [])}


def test_name_that_only_an_earlier_edition_has_keeps_the_answer_open(joined):
    former = name_alone(factories.make_version("X1", name="Kim Joined", list_id="ca-sema"))
    renamed = name_alone(
        factories.make_version("X1", name="Pak Elsewhere", wording="second", list_id="ca-sema")
    )
    factories.make_edition("2026-08-01", [former], list_id="ca-sema", authority="CA")
    factories.make_edition("2026-09-01", [renamed], list_id="ca-sema", authority="CA")
    assert list_states(STRANGER, "un-sc-KPi.001")["CA"] == ("unclear", ["ca-sema-X1"])


def test_entry_that_nothing_joins_has_a_page_of_what_each_list_says(db, workspace, english):
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim Alone")])
    page = get(english, "subject", "subject-un-sc-KPi.001")
    assert "One entry; no entry of another list is joined to it." in page
    assert reverse("subject", args=["subject-un-sc-KPi.001"]) in get(english, "entity", "un-sc-KPi.001")


@pytest.fixture
def hidden_chain(db, workspace) -> None:
    """Two public entries and an internal one; the internal one alone holds the other two together."""
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim Public")])
    make_other("DPR1", name="Kim Abroad")
    make_other("S1", name="Kim Secret", list_id="own", authority="DE", may_show="internal")
    factories.make_join("un-sc-KPi.001", "own-S1", "gb-uksl-DPR1", reason="Own secret reason")


def test_chain_over_a_hidden_entry_joins_nothing_for_strangers(hidden_chain, english, analyst):
    assert load_groups(STRANGER, ["un-sc-KPi.001"]) == {}
    assert load_groups(ANALYST, ["un-sc-KPi.001"])["un-sc-KPi.001"].entity_ids == (
        "gb-uksl-DPR1",
        "own-S1",
        "un-sc-KPi.001",
    )
    desk = log_in(analyst)
    addresses = [
        reverse("entity", args=["un-sc-KPi.001"]),
        reverse("subject", args=["subject-un-sc-KPi.001"]),
        reverse("entities") + "?q=kim",
        reverse("lists"),
    ]
    for address in addresses:
        assert "own" in desk.get(address, follow=True).content.decode().partition("<main")[2]
        page = english.get(address, follow=True).content.decode().partition("<main")[2]
        assert [word for word in ("own-S1", "Secret", "secret", "Germany</th>") if word in page] == []
    assert "Kim Secret" in desk.get(addresses[1], follow=True).content.decode()


def test_key_and_caption_of_a_subject_do_not_tell_of_its_hidden_entry(db, workspace, english, analyst):
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim Public")])
    make_other("DPR1", name="Kim Abroad")
    make_other("S1", name="Kim Secret", list_id="own", authority="DE", may_show="internal")
    factories.make_join("un-sc-KPi.001", "gb-uksl-DPR1", "own-S1")
    assert log_in(analyst).get(reverse("subject", args=["subject-own-S1"])).status_code == 200
    assert english.get(reverse("subject", args=["subject-own-S1"])).status_code == 404
    page = get(english, "subject", "subject-gb-uksl-DPR1")
    assert "Kim Public" in page
    assert [word for word in ("own-S1", "Kim Secret") if word in page] == []


def test_note_of_a_persons_judgement_is_for_analysts(joined, english, analyst):
    row = Judgement.objects.get()
    row.by, row.reason, row.evidence = "Ada Muster", "Own source says so", []
    row.decision = factories.make_decision("join_subject", analyst)
    row.save()
    page = get(english, "subject", "subject-gb-uksl-DPR1")
    assert "by Ada Muster on 2 November 2026" in page
    assert "Own source says so" not in page
    assert "Own source says so" in get(log_in(analyst), "subject", "subject-gb-uksl-DPR1")


# Downloads


def test_list_is_downloaded_as_csv_and_followthemoney_with_its_edition(db, workspace, english):
    old = factories.make_edition("2026-01-01", [factories.make_version("KPi.001", name="Kim Before")])
    factories.make_edition("2026-08-01", [factories.make_version("KPi.002", name="Kim After")])
    response = english.get(reverse("download_csv", args=["un-sc"]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="un-sc_2026-08-01.csv"'
    [row] = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode()))
    assert (row["name"], row["list_dated"], row["designated_on"]) == ("Kim After", "2026-08-01", "2009-07-16")
    lines = read_lines(english, "download_ftm", "un-sc", query=f"?edition={old.pk}")
    assert json.loads(lines[0])["caption"] == "Kim Before"


def test_search_result_is_downloaded_with_the_last_edition_of_each_row(db, workspace, english):
    gone, kept = (
        factories.make_version(key, name=name)
        for key, name in (("KPi.001", "Kim Gone"), ("KPi.002", "Kim Kept"))
    )
    factories.make_edition("2026-01-01", [gone, kept])
    factories.make_edition("2026-08-01", [kept])
    rows = list(csv.DictReader(read_lines(english, "download_entities", query="?q=kim")))
    assert [(row["name"], row["list_dated"]) for row in rows] == [
        ("Kim Gone", "2026-01-01"),
        ("Kim Kept", "2026-08-01"),
    ]


def test_hidden_list_and_edition_are_not_downloaded_by_strangers(db, workspace, english, analyst):
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim Public")])
    hidden = factories.make_edition(
        "2026-09-01", [factories.make_version("KPi.002", name="Kim Secret")], may_show="internal"
    )
    address = reverse("download_csv", args=["un-sc"])
    assert log_in(analyst).get(f"{address}?edition={hidden.pk}").status_code == 200
    assert english.get(f"{address}?edition={hidden.pk}").status_code == 404
    assert "Kim Secret" not in "".join(read_lines(english, "download_csv", "un-sc"))
    assert len(read_lines(english, "download_entities")) == 2


# The desk


def test_analyst_accepts_an_edition_that_was_held_back(db, workspace, analyst):
    one, two = (factories.make_version(f"KPi.00{n}", name=f"Kim {n}") for n in (1, 2))
    factories.make_edition("2026-08-01", [one, two])
    held = factories.make_edition(
        "2026-10-01", [one], state="held_back", held_because=["Half of it is gone."]
    )
    desk = log_in(analyst)
    assert "Half of it is gone." in get(desk, "desk")
    page = get(desk, "held_edition", held.pk)
    assert "1 entry in force that it lacks" in page
    assert ENTITY_NAMES.findall(page) == ["Kim 2"]
    address = reverse("accept_edition", args=[held.pk])
    refused = desk.post(address, {"note": " "}, follow=True).content.decode()
    assert "Write why: the reason is kept with the decision." in refused
    assert ListEdition.objects.get(pk=held.pk).state == "held_back"
    told = desk.post(address, {"note": "The publisher said so."}, follow=True).content.decode()
    assert "The edition is in force; your decision is recorded." in told
    held.refresh_from_db()
    assert (held.state, held.acceptance.note) == ("in_force", {"en": "The publisher said so."})
    assert desk.post(address, {"note": "Again."}).status_code == 404


def test_analyst_judges_two_entries_side_by_side(db, workspace, analyst):
    factories.make_edition("2026-08-01", [factories.make_version("KPi.001", name="Kim Here")])
    make_other("DPR1", name="Kim There")
    SubjectProblem.objects.create(
        code="join-conflict",
        locator="gb-uksl-DPR1, un-sc-KPi.001",
        message="They differ.",
        severity="warning",
    )
    desk = log_in(analyst)
    pair = ("gb-uksl-DPR1", "un-sc-KPi.001")
    page = get(desk, "desk")
    assert reverse("join", args=pair) in page
    assert "The same number, but something speaks against it" in page
    side = get(desk, "join", *pair)
    assert side.index("Kim There") < side.index("Kim Here")
    address = reverse("judge_join", args=pair)
    assert desk.post(address, {"verdict": "maybe", "note": "x"}).status_code == 400
    assert "Write why" in desk.post(address, {"verdict": "same"}, follow=True).content.decode()
    told = desk.post(address, {"verdict": "same", "note": "Same mother."}, follow=True).content.decode()
    assert "Your decision is recorded, and the subjects are joined anew." in told
    assert "Same mother." in told
    assert load_groups(STRANGER, ["un-sc-KPi.001"])["un-sc-KPi.001"].entity_ids == pair
    assert desk.get(reverse("join", args=["un-sc-KPi.001", "un-sc-KPi.001"])).status_code == 404


def test_analyst_without_the_right_to_decide_is_refused(db, workspace):
    reader = User.objects.create_user("reader", password="a third long password")
    reader.user_permissions.add(Permission.objects.get(codename="see_internal"))
    held = factories.make_edition("2026-10-01", [], state="held_back", held_because=["x"])
    desk = log_in(reader)
    assert desk.get(reverse("held_edition", args=[held.pk])).status_code == 200
    assert desk.post(reverse("accept_edition", args=[held.pk]), {"note": "x"}).status_code == 403


# What each page costs


def fill(rows: int) -> None:
    """So many lists with two editions, each with so many entries that are joined with those of the next list.

    The last entry of each is joined with nothing, and its name is like the others'.
    """
    ids = []
    for number in range(rows):
        list_id = f"list-{number}"
        own = [
            factories.make_version(f"R{number}{step}", name=f"Name {step}", list_id=list_id)
            for step in range(rows + 2)
        ]
        edition = factories.make_edition("2026-08-01", own, list_id=list_id)
        newer = factories.make_version(f"R{number}0", name="Name 0", wording="second", list_id=list_id)
        factories.make_edition("2026-10-01", [newer, *own[1:]], list_id=list_id)
        factories.make_edition("2026-10-02", [], list_id=list_id, state="held_back", held_because=["x"])
        CaptureProblem.objects.create(capture=edition.capture, code="x", message="x", severity="note")
        ListCheck.objects.create(
            list_id=list_id, source=edition.capture.source, checked_at=factories.AT, outcome="new"
        )
        SubjectProblem.objects.create(code="join-conflict", locator=f"{list_id}-R{number}0, x", message="x")
        ids.append(f"{list_id}-R{number}0")
    factories.make_join(*ids, f"list-0-R0{rows}")


COSTS = [
    ("lists", (), 6),
    ("list", ("list-0",), 4),
    ("list_changes", ("list-0",), 4),
    ("list_problems", ("list-0",), 2),
    ("entities", (), 9),
    ("entity", ("list-0-R00",), 9),
    ("subject", ("subject-list-0-R00",), 20),
]
"""Pages and how many queries each takes, however many rows it shows; the subject with its redirect."""


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "args", "count"), COSTS)
def test_page_takes_the_same_queries_for_one_and_three_rows(
    db, workspace, english, django_assert_num_queries, rows, name, args, count
):
    fill(rows)
    get(english, name, *args)
    with django_assert_num_queries(count):
        assert english.get(reverse(name, args=args), follow=True).status_code == 200


def test_extract_proves_who_is_on_it_and_nothing_of_who_is_not(db, workspace):
    on_it, missing = (factories.make_version(f"KPi.00{n}", name=f"Kim {n}") for n in (1, 2))
    factories.make_edition("2026-01-01", [on_it], is_extract=True)
    factories.make_edition("2026-01-01", [missing], list_id="x-list", authority="AU")
    told = {}
    for entity_id in ("un-sc-KPi.001", "un-sc-KPi.002"):
        histories = load_histories(STRANGER, [entity_id])
        found = describe_coordination(STRANGER, histories, day="2026-02-01", state="", lang="en")
        told[entity_id] = {line.name: line.text for line in found.lines}
    assert "on the list of 1 January 2026" in told["un-sc-KPi.001"]["UN Security Council"]
    assert "not on the list" not in told["un-sc-KPi.002"]["UN Security Council"]
