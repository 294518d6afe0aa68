"""Before a list is said not to have a subject, its names are looked for on it; what is found keeps the answer open."""

import json
from collections.abc import Iterable

import pytest

from lagebild.lists.history import ListingInterval, find_intervals
from lagebild.model.coverage import ListAnswer
from lagebild.model.entity import Entity
from lagebild.model.listing import EntityName, ListEntry, Listing, ListingDate, NameKind
from lagebild.monitoring.coordination import (
    HeldList,
    HeldListing,
    ListedSubject,
    answer_authority,
    build_coordination,
)
from lagebild.monitoring.coverage_text import describe_answer
from lagebild.monitoring.similar import ListNames, SimilarListing
from lagebild.monitoring.similar_words import WordIndex

OLD, NEW = "2024-12-17", "2026-08-02"
DAYS = (OLD, NEW)
HELD = [
    HeldList(authority="XA", list_id="xa", editions=(NEW,)),
    HeldList(authority="XB", list_id="xb", editions=DAYS),
]


def make_entry(
    reference: str,
    name: str,
    *,
    schema: str = "Person",
    list_id: str = "xb",
    since: str = "2019-05-01",
    kind: NameKind = "primary",
    aliases: Iterable[str] = (),
    **properties: str,
) -> ListEntry:
    entity_id = f"{list_id}-{reference}"
    authority = list_id.upper()
    names = [EntityName(value=name, kind=kind, script="Latn")]
    names += [EntityName(value=alias, kind="alias", script="Latn") for alias in aliases]
    return ListEntry(
        entity=Entity(
            id=entity_id,
            schema=schema,
            caption=name,
            properties={key: (value,) for key, value in properties.items()},
        ),
        listing=Listing(
            id=f"{authority}:{reference}",
            authority=authority,
            programmes=(),
            reference=reference,
            entity_id=entity_id,
            dates=(ListingDate(kind="designated_on", value=since, field="Listed on"),),
        ),
        names=tuple(names),
    )


def hold(*entries: ListEntry, old: Iterable[ListEntry] | None = None) -> ListNames:
    """The names of list `xb`, on both editions; `old` where the earlier one has others."""
    before = entries if old is None else tuple(old)
    intervals = find_intervals([(OLD, before), (NEW, entries)])
    return ListNames.build("xb", [*before, *entries], intervals)


def find(names: ListNames, *subject: ListEntry) -> list[tuple[str, str, str]]:
    """Listing, the subject's name and the listed name of what is found."""
    return [(one.listing.id, one.asked_name, one.hit.matched_name) for one in names.find(subject)]


def ask(names: ListNames, *subject: ListEntry, day: str = NEW) -> ListAnswer:
    return answer_authority("XB", day, HELD, list_own(subject), similar=names.find(subject))[0]


def make_run(listing_id: str, first: str = NEW) -> ListingInterval:
    """On every edition held from a day on."""
    return ListingInterval(
        listing_id=listing_id, last_absent=None, first_present=first, last_present=NEW, first_gone=None
    )


def list_own(subject: Iterable[ListEntry]) -> list[HeldListing]:
    return [
        HeldListing(
            list_id="xa",
            listing=entry.listing,
            intervals=(make_run(entry.listing.id),),
        )
        for entry in subject
    ]


ASKED = make_entry("1", "Milan Torvald Harsk", list_id="xa", birthDate="1960")


def test_entry_of_the_same_name_makes_the_answer_unclear_and_is_named() -> None:
    answer = ask(hold(make_entry("7", "HARSK, Milan Torvald")), ASKED)
    assert (answer.state, answer.edition, answer.listing_id) == ("unclear", NEW, None)
    [similar] = answer.similar
    assert (similar.listing_id, similar.asked_name, similar.matched_name, similar.state) == (
        "XB:7",
        "Milan Torvald Harsk",
        "HARSK, Milan Torvald",
        "listed",
    )
    assert similar.since is not None
    assert (similar.since.kind, similar.since.value, similar.score > 0.95) == ("stated", "2019-05-01", True)


def test_list_without_a_similar_name_is_answered_as_before() -> None:
    answer = ask(hold(make_entry("7", "Orsolya Fennberg")), ASKED)
    assert (answer.state, answer.similar) == ("not_on_list_of", ())


def test_without_a_look_for_similar_names_the_answer_is_as_before() -> None:
    assert answer_authority("XB", NEW, HELD, list_own([ASKED]))[0].state == "not_on_list_of"


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (make_entry("7", "Milan Torvald Harsk", birthDate="1966-01-01"), ["XB:7"]),
        (make_entry("7", "Milan Torvald Harsk", birthDate="1990"), []),
        (make_entry("7", "Milan Torvald Harsk", schema="Vessel"), []),
        (make_entry("7", "Milan Torvald Harsk", schema="LegalEntity"), ["XB:7"]),
        (make_entry("7", "Milan Torvald Harsk", gender="female"), ["XB:7"]),
    ],
)
def test_what_cannot_be_the_subject_is_left_out(listed: ListEntry, found: list[str]) -> None:
    assert [one[0] for one in find(hold(listed), ASKED)] == found


def test_other_gender_is_left_out() -> None:
    asked = make_entry("1", "Robin Harsk", list_id="xa", gender="male")
    assert find(hold(make_entry("7", "Robin Harsk", gender="female")), asked) == []


def test_entries_that_are_the_subject_or_were_judged_different_are_not_found() -> None:
    own, other = make_entry("7", "Milan Torvald Harsk"), make_entry("8", "Milan Torvald Harsk")
    names = hold(own, other)
    assert [one.listing.id for one in names.find([ASKED, own])] == ["XB:8"]
    assert names.find([ASKED, own], judged_different=["xb-8"]) == ()


def test_weak_names_of_the_subject_are_not_asked_for() -> None:
    asked = make_entry("1", "Milan", list_id="xa", kind="weak", aliases=["Torvald Harsk"])
    assert find(hold(make_entry("7", "Milan"), make_entry("8", "Torvald Harsk")), asked) == [
        ("XB:8", "Torvald Harsk", "Torvald Harsk")
    ]


def test_names_of_an_earlier_edition_are_looked_through_and_the_last_record_speaks() -> None:
    old = make_entry("7", "Harsk", aliases=["Milan Torvald Harsk"], since="2001")
    new = make_entry("7", "Harsk", since="2019-05-01")
    [found] = hold(new, old=[old]).find([ASKED])
    assert (found.hit.matched_name, found.listing.designated_on) == ("Milan Torvald Harsk", "2019-05-01")


def test_only_the_most_similar_are_named() -> None:
    names = hold(*[make_entry(str(number), "Milan Torvald Harsk") for number in range(9)])
    assert [one.listing.id for one in names.find([ASKED])] == ["XB:0", "XB:1", "XB:2"]


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Tarnel Network (TNW)", "TARNEL NETWORK"),
        ("Brovex", 'State Corporation for the Manufacture of Clocks "Brovex"'),
        ("Ostrava League", "Ostrava League including Sons of the River Brigades"),
        ("Varden Group", "PRIVATE MILITARY COMPANY 'VARDEN'"),
        ("Kelm Aviation Industries Research Centre", "Kelm Aviation Industries"),
    ],
)
def test_body_whose_name_is_part_of_the_other_is_found(asked: str, listed: str) -> None:
    subject = make_entry("1", asked, list_id="xa", schema="Organization")
    assert find(hold(make_entry("7", listed, schema="Company")), subject) == [("XB:7", asked, listed)]


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Varden Group", "Ostrava Group"),
        ("Trade Bank", "National Bank for Foreign Trade of Norland and Sudland"),
        ("UN", "UN Bureau"),
        ("Green Hill Corporation", "Hill of Oaks Foundation"),
    ],
)
def test_general_words_alone_find_nothing(asked: str, listed: str) -> None:
    subject = make_entry("1", asked, list_id="xa", schema="Organization")
    found = hold(make_entry("7", listed, schema="Organization")).find([subject])
    assert [one.hit.matched_name for one in found] == []


def test_name_within_the_name_of_a_person_finds_nothing() -> None:
    assert (
        find(
            hold(make_entry("7", "Milan Torvald Harsk Ibn Orso Fenn")), make_entry("1", "Harsk", list_id="xa")
        )
        == []
    )


def test_word_on_many_entries_tells_nothing_by_itself() -> None:
    words = ("Group", "Bank", "House", "Media", "Steel", "Oil", "Trade")
    names = [(str(number), f"Varden {word}") for number, word in enumerate(words)]
    asked = "Private Company Varden"
    assert [held.name for held in WordIndex(names[:1]).find(asked)] == ["Varden Group"]
    assert list(WordIndex(names).find(asked)) == []


def test_words_that_met_are_told_with_their_weights() -> None:
    [held] = WordIndex([("a", "Tarnel Network")]).find("The Tarnel Network (TNW) of Norland")
    assert [(pair.left, pair.right, pair.measure) for pair in held.comparison.explanation] == [
        ("Tarnel", "Tarnel", "equal"),
        ("Network", "Network", "equal"),
    ]
    assert held.comparison.score == 1


@pytest.mark.parametrize("name", ["", "()", "…", "(TNW)"])
def test_name_without_words_outside_brackets_does_not_stop_the_search(name: str) -> None:
    assert [
        held.name
        for held in WordIndex([("a", "Tarnel Network"), ("b", name)]).find(name)
        if held.name != name
    ] == []


def test_similar_entry_that_came_later_does_not_change_an_earlier_day() -> None:
    came = make_entry("7", "Milan Torvald Harsk", since="2025-06-01")
    names = hold(came, old=[])
    assert [ask(names, ASKED, day=day).state for day in ("2024-12-17", "2025-05-01", "2025-06-01")] == [
        "not_on_list_of",
        "not_on_list_of",
        "unclear",
    ]


def test_similar_entry_that_is_gone_is_named_as_gone() -> None:
    answer = ask(hold(old=[make_entry("7", "Milan Torvald Harsk")]), ASKED)
    assert (answer.state, [entry.state for entry in answer.similar]) == ("unclear", ["delisted"])
    assert "no longer listed, was listed since 1 May 2019" in describe_answer(answer, "en")


def test_day_before_every_edition_stays_without_an_answer_and_names_what_is_similar() -> None:
    answer = ask(hold(make_entry("7", "Milan Torvald Harsk")), ASKED, day="2020-01-01")
    assert (answer.state, [entry.listing_id for entry in answer.similar]) == ("no_list_held", ["XB:7"])


@pytest.mark.parametrize(("since", "named"), [("2012-01-01", ["XB:7"]), ("2020-01-01", [])])
def test_joined_entry_names_a_similar_one_only_where_that_is_listed_earlier(
    since: str, named: list[str]
) -> None:
    joined = make_entry("9", "Milan Harsk", since="2019-05-01")
    names = hold(joined, make_entry("7", "Milan Torvald Harsk", since=since))
    subject = [ASKED, joined]
    listings = [
        *list_own([ASKED]),
        HeldListing(list_id="xb", listing=joined.listing, intervals=(make_run("XB:9", OLD),)),
    ]
    answer = answer_authority("XB", NEW, HELD, listings, similar=names.find(subject))[0]
    assert (answer.state, answer.listing_id) == ("listed", "XB:9")
    assert [entry.listing_id for entry in answer.similar] == named


@pytest.mark.parametrize(("since", "certain"), [("2012-01-01", "no"), ("2025-01-01", "yes")])
def test_first_authority_is_not_certain_where_a_similar_entry_is_older(since: str, certain: str) -> None:
    similar = hold(make_entry("7", "Milan Torvald Harsk", since=since)).find([ASKED])
    subject = ListedSubject(id="s", listings=tuple(list_own([ASKED])), similar=similar)
    [row] = build_coordination([subject], ["XA", "XB"], [NEW], HELD)
    assert [(cell.authority, cell.answer.state, cell.lag) for cell in row.cells] == [
        ("XA", "listed", None),
        ("XB", "unclear", None),
    ]
    assert (row.reference, row.is_first_certain) == ("XA", certain == "yes")


def test_similar_listing_of_another_list_changes_nothing() -> None:
    similar: tuple[SimilarListing, ...] = hold(make_entry("7", "Milan Torvald Harsk")).find([ASKED])
    assert answer_authority("XA", NEW, HELD, (), similar=similar)[0].state == "not_on_list_of"


def test_unclear_answer_in_words_never_says_that_it_is_not_on_the_list() -> None:
    answer = ask(hold(make_entry("7", "HARSK, Milan Torvald")), ASKED)
    assert describe_answer(answer, "en") == (
        "Joined with no entry of the newest list held for this day; similar names stand on it, so nothing is said; "
        "looked for on the list of 2 August 2026, of the same day. "
        "Similar name, not joined: “HARSK, Milan Torvald” (XB:7, 99 % alike), listed since 1 May 2019 "
        "(as Listed on states)."
    )
    assert describe_answer(answer, "de") == (
        "Mit keinem Eintrag der neuesten Liste verbunden, die für diesen Tag vorliegt; ähnliche Namen stehen darauf, "
        "daher keine Aussage; gesucht auf der Liste vom 2. August 2026, am selben Tag. "
        "Ähnlicher Name, nicht verbunden: „HARSK, Milan Torvald“ (XB:7, zu 99 % ähnlich), gelistet seit 1. Mai 2019 "
        "(laut Listed on)."
    )


def test_answer_as_json_holds_the_similar_entries() -> None:
    answer = ask(hold(make_entry("7", "HARSK, Milan Torvald")), ASKED)
    [similar] = json.loads(json.dumps(answer.to_json()))["similar"]
    assert (similar["listing_id"], similar["state"], similar["since"]["value"]) == (
        "XB:7",
        "listed",
        "2019-05-01",
    )
