"""What can be said of a list on a day, never a bare no; and how many days lie between the authorities."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.lists.history import ListingInterval
from lagebild.model.coverage import Lag, ListAnswer
from lagebild.model.listing import ActRole, Listing, ListingDate, ListingDateKind
from lagebild.monitoring.coordination import (
    HeldList,
    HeldListing,
    ListedSubject,
    answer_authority,
    build_coordination,
    measure_lag,
)
from lagebild.monitoring.coverage import answer_listed
from lagebild.monitoring.coverage_text import describe_answer, describe_since

E1, E2, E3 = "2024-11-30", "2025-04-19", "2026-08-01"
EDITIONS = (E1, E2, E3)


def _date(kind: ListingDateKind, value: str, role: ActRole | None = None) -> ListingDate:
    return ListingDate(kind=kind, value=value, field="CELL", role=role)


def _listing(*dates: ListingDate, authority: str = "X") -> Listing:
    return Listing(
        id=f"{authority}:1",
        authority=authority,
        programmes=(),
        reference="1",
        entity_id=f"{authority}-1",
        dates=dates,
    )


def _run(
    present: str, absent: str | None = None, last: str | None = None, gone: str | None = None
) -> ListingInterval:
    return ListingInterval(
        listing_id="X:1",
        last_absent=absent,
        first_present=present,
        last_present=last or present,
        first_gone=gone,
    )


def _answer(day: str, runs: list[ListingInterval], *dates: ListingDate) -> ListAnswer:
    return answer_listed("X", day, EDITIONS, runs, _listing(*dates) if runs or dates else None)


ALWAYS = [_run(E1, last=E3)]
CAME = [_run(E2, E1, last=E3)]
WENT = [_run(E1, last=E2, gone=E3)]
BACK = [_run(E1, gone=E2), _run(E3, E2)]


@pytest.mark.parametrize(
    ("day", "state", "edition", "age_days", "next_edition"),
    [
        ("2024-11-29", "no_list_held", None, None, E1),
        (E1, "not_on_list_of", E1, 0, E2),
        ("2025-01-01", "not_on_list_of", E1, 32, E2),
        (E3, "not_on_list_of", E3, 0, None),
        ("2026-08-11", "not_on_list_of", E3, 10, None),
    ],
)
def test_absent_entry_is_told_with_the_editions_around_the_day(
    day: str, state: str, edition: str | None, age_days: int | None, next_edition: str | None
) -> None:
    answer = _answer(day, [])
    assert (answer.state, answer.edition, answer.age_days, answer.next_edition) == (
        state,
        edition,
        age_days,
        next_edition,
    )


def test_without_editions_nobody_watched() -> None:
    answer = answer_listed("X", "2025-01-01", (), (), None)
    assert (answer.state, answer.edition, answer.next_edition) == ("no_list_held", None, None)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-11-29", "no_list_held"),
        (E1, "not_on_list_of"),
        ("2025-01-01", "came_between"),
        (E2, "listed"),
        ("2030-01-01", "listed"),
    ],
)
def test_entry_that_came_between_two_editions(day: str, expected: str) -> None:
    assert _answer(day, CAME).state == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-01-31", "not_on_list_of"), ("2025-02-01", "listed"), ("2025-03-01", "listed")],
)
def test_stated_designation_decides_within_the_gap(day: str, expected: str) -> None:
    assert _answer(day, CAME, _date("designated_on", "2025-02-01")).state == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-01-31", "not_on_list_of"), ("2025-02-01", "came_between"), ("2025-02-28", "listed")],
)
def test_stated_month_leaves_its_days_open(day: str, expected: str) -> None:
    assert _answer(day, CAME, _date("designated_on", "2025-02")).state == expected


def test_amendment_within_the_gap_says_listed_from_then_and_nothing_before() -> None:
    act = _date("legal_act_on", "2025-02-01", "amendment")
    assert [_answer(day, CAME, act).state for day in ("2025-01-31", "2025-02-01")] == [
        "came_between",
        "listed",
    ]


def test_stated_designation_tells_of_days_before_the_first_edition() -> None:
    stated = _date("designated_on", "2010-06-09")
    assert [_answer(day, ALWAYS, stated).state for day in ("2010-06-08", "2010-06-09")] == [
        "no_list_held",
        "listed",
    ]


def test_designation_that_an_edition_excludes_is_neither_listed_nor_not() -> None:
    stated = _date("designated_on", "2006-12-23")
    days = ("2010-01-01", E1, "2025-01-01", E2)
    answers = [_answer(day, CAME, stated) for day in days]
    assert [answer.state for answer in answers] == ["contradicted", "contradicted", "contradicted", "listed"]
    assert all(answer.since and answer.since.is_contradicted for answer in answers)


def test_designation_after_the_first_edition_with_the_entry_leaves_the_gap_open() -> None:
    assert _answer("2025-01-01", CAME, _date("designated_on", "2025-05-01")).state == "came_between"


@pytest.mark.parametrize(
    ("day", "expected"),
    [(E2, "listed"), ("2025-06-01", "went_between"), (E3, "delisted"), ("2027-01-01", "delisted")],
)
def test_entry_that_went_between_two_editions(day: str, expected: str) -> None:
    answer = _answer(day, WENT)
    assert answer.state == expected
    if expected != "listed":
        assert answer.delisted is not None
        assert (answer.delisted.earliest, answer.delisted.latest, answer.delisted.value) == (E2, E3, None)


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [
        ("2025-10-01", "2025-09-30", "listed"),
        ("2025-10-01", "2025-10-01", "delisted"),
        ("2025-10", "2025-10-15", "went_between"),
        ("2025-10", "2025-10-31", "delisted"),
        ("2025-10-01", E3, "delisted"),
    ],
)
def test_stated_end_decides_within_the_gap(value: str, day: str, expected: str) -> None:
    answer = _answer(day, WENT, _date("delisted_on", value))
    assert answer.state == expected
    if expected == "delisted":
        assert answer.delisted is not None
        assert (answer.delisted.value, answer.delisted.field) == (value, "CELL")


def test_entry_that_the_list_keeps_with_its_end_is_delisted() -> None:
    """As on the list of Japan's Ministry of Finance, which keeps deleted rows with the day."""
    dates = _date("designated_on", "2010-01-01"), _date("delisted_on", "2012-01-01")
    days = ("2009-12-31", "2011-12-31", "2012-01-01", E3)
    assert [_answer(day, ALWAYS, *dates).state for day in days] == [
        "no_list_held",
        "listed",
        "delisted",
        "delisted",
    ]


def test_entry_listed_anew_after_a_stated_end_is_listed() -> None:
    dates = (
        _date("designated_on", "2010-01-01"),
        _date("delisted_on", "2012-01-01"),
        _date("designated_on", "2015-01-01"),
    )
    days = ("2011-01-01", "2013-01-01", "2015-01-01", E3)
    assert [_answer(day, ALWAYS, *dates).state for day in days] == ["listed", "delisted", "listed", "listed"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (E1, "listed"),
        ("2025-01-01", "went_between"),
        (E2, "delisted"),
        ("2025-06-01", "came_between"),
        (E3, "listed"),
    ],
)
def test_entry_that_went_and_came_back(day: str, expected: str) -> None:
    assert _answer(day, BACK).state == expected


def test_stated_end_of_the_earlier_run_does_not_end_the_later_one() -> None:
    assert _answer(E3, BACK, _date("delisted_on", "2025-01-15")).state == "listed"


@pytest.mark.parametrize("day", ["2025", "2025-04", "2025-02-30", ""])
def test_answer_without_a_day_is_an_error(day: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        _answer(day, [])
    with pytest.raises(ValueError, match=r"."):
        answer_listed("X", E1, (day,), (), None)


DAY = st.integers(0, 400)


def _iso(number: int) -> str:
    return (date(2020, 1, 1) + timedelta(days=number)).isoformat()


@given(DAY, st.integers(1, 400), st.sets(DAY, max_size=6), DAY, st.sampled_from([None, 4, 7, 10]))
def test_honest_lists_never_give_a_wrong_answer(
    start: int, length: int, editions: set[int], day: int, stated: int | None
) -> None:
    """One true listing, editions that show it truly, perhaps a stated day: what is answered is so."""
    held = sorted(editions)
    shown = [number for number in held if start <= number < start + length]
    runs = []
    if shown:
        before = [_iso(number) for number in held if number < shown[0]]
        after = [_iso(number) for number in held if number > shown[-1]]
        runs = [_run(_iso(shown[0]), max(before, default=None), _iso(shown[-1]), min(after, default=None))]
    dates = [_date("designated_on", _iso(start)[:stated])] if stated else []
    listing = _listing(*dates) if shown else None
    answer = answer_listed("X", _iso(day), [_iso(number) for number in held], runs, listing)
    is_listed = start <= day < start + length
    # After the last edition with the entry, and before the first one without it, nobody knows of its end.
    known_until = max(shown, default=-1)
    if answer.state == "listed" and day <= known_until:
        assert is_listed
    if answer.state == "delisted":
        assert day >= start + length
    if answer.state == "not_on_list_of":
        assert answer.is_on_edition is False
        assert not (is_listed and answer.edition == answer.day)
    assert answer.state != "contradicted"


UN_LIST = HeldList(authority="UNSC", list_id="un", editions=EDITIONS)
EU_LIST = HeldList(authority="EU", list_id="eu", editions=EDITIONS)
US_LIST = HeldList(authority="US", list_id="us", editions=EDITIONS)
US_OTHER = HeldList(authority="US", list_id="us-other", editions=(E1,))


def _held(
    authority: str, list_id: str, *dates: ListingDate, runs: list[ListingInterval] | None = None
) -> HeldListing:
    return HeldListing(
        list_id=list_id,
        listing=_listing(*dates, authority=authority),
        intervals=tuple(ALWAYS if runs is None else runs),
    )


def test_member_of_the_union_is_answered_through_it_with_the_ground() -> None:
    (answer,) = answer_authority("DE", E3, [EU_LIST], [_held("EU", "eu")])
    assert answer.state == "through"
    assert [(via.authority, via.state) for via in answer.via] == [("EU", "listed"), ("UNSC", "no_list_held")]
    channel = answer.via[0].channel
    assert channel is not None
    assert [ground.id for ground in channel.grounds] == ["eu-lisbon"]


def test_switzerland_is_not_answered_through_the_union() -> None:
    (answer,) = answer_authority("CH", E3, [EU_LIST, UN_LIST], [_held("EU", "eu")])
    assert [(via.authority, via.state) for via in answer.via] == [("UNSC", "not_on_list_of")]


def test_own_list_is_answered_first_and_what_binds_stands_beside_it() -> None:
    (answer,) = answer_authority("US", E3, [US_LIST, UN_LIST], [_held("UNSC", "un")])
    assert (answer.state, [(via.authority, via.state) for via in answer.via]) == (
        "not_on_list_of",
        [("UNSC", "listed")],
    )


def test_authority_with_several_lists_leads_with_the_surest() -> None:
    answers = answer_authority("US", E3, [US_OTHER, US_LIST], [_held("US", "us")])
    assert [(answer.list_id, answer.state) for answer in answers] == [
        ("us", "listed"),
        ("us-other", "not_on_list_of"),
    ]
    weakest, other = answer_authority("US", E3, [US_LIST, US_OTHER], [])
    assert (weakest.list_id, weakest.age_days, other.list_id) == ("us-other", 609, "us")


def test_state_that_nobody_binds_and_nobody_watched_has_no_list() -> None:
    (answer,) = answer_authority("TW", E3, [EU_LIST, UN_LIST], [_held("EU", "eu")])
    assert (answer.state, answer.via) == ("no_list_held", ())


def test_table_counts_days_from_the_first_and_says_where_they_are_bounds() -> None:
    subject = ListedSubject(
        id="s",
        listings=(
            _held("UNSC", "un", _date("designated_on", "2016-03-02")),
            _held("US", "us", _date("designated_on", "2016-03-16")),
            _held("EU", "eu", _date("legal_act_on", "2017-08-31", "recast")),
        ),
    )
    (row,) = build_coordination(
        [subject], ["UNSC", "US", "EU", "DE", "TW"], [E3], [UN_LIST, US_LIST, EU_LIST]
    )
    assert [(cell.authority, cell.answer.state) for cell in row.cells] == [
        ("UNSC", "listed"),
        ("US", "listed"),
        ("EU", "listed"),
        ("DE", "through"),
        ("TW", "no_list_held"),
    ]
    assert (row.subject_id, row.day, row.reference, row.is_first_certain) == ("s", E3, "UNSC", False)
    assert [cell.lag for cell in row.cells] == [
        None,
        Lag(after="UNSC", at_least=14, at_most=14),
        Lag(after="UNSC", at_least=None, at_most=547),
        None,
        None,
    ]
    assert json.loads(json.dumps(row.to_json()))["cells"][1]["lag"] == {
        "after": "UNSC",
        "at_least": 14,
        "at_most": 14,
        "is_exact": True,
    }


def test_first_is_certain_only_where_nobody_else_can_have_been_earlier() -> None:
    subject = ListedSubject(
        id="s",
        listings=(
            _held("UNSC", "un", _date("designated_on", "2024-12-24"), runs=CAME),
            _held("US", "us", runs=CAME),
        ),
    )
    (row,) = build_coordination([subject], ["US", "UNSC"], [E3], [UN_LIST, US_LIST])
    assert (row.reference, row.is_first_certain) == ("UNSC", False)
    assert row.cells[0].lag == Lag(after="UNSC", at_least=-24, at_most=116)
    earlier = ListedSubject(
        id="s", listings=(_held("UNSC", "un", _date("designated_on", "2024-11-30")), subject.listings[1])
    )
    (row,) = build_coordination([earlier], ["US", "UNSC"], [E3], [UN_LIST, US_LIST])
    assert (row.reference, row.is_first_certain) == ("UNSC", True)


def test_contradicted_date_bounds_no_lag() -> None:
    subject = ListedSubject(
        id="s",
        listings=(
            _held("UNSC", "un", _date("designated_on", "2006-12-23"), runs=CAME),
            _held("US", "us", _date("designated_on", "2016-03-16")),
        ),
    )
    (row,) = build_coordination([subject], ["UNSC", "US"], [E3], [UN_LIST, US_LIST])
    assert (row.reference, row.is_first_certain) == ("US", False)
    assert row.cells[0].lag == Lag(after="US", at_least=None, at_most=None)


def test_subject_that_is_nowhere_has_no_first_and_no_lag() -> None:
    rows = build_coordination(
        [ListedSubject(id="s", listings=())], ["US", "US", "EU"], [E1, E3], [US_LIST, EU_LIST]
    )
    assert [(row.day, row.reference, [cell.authority for cell in row.cells]) for row in rows] == [
        (E1, None, ["US", "EU"]),
        (E3, None, ["US", "EU"]),
    ]
    assert {cell.answer.state for row in rows for cell in row.cells} == {"not_on_list_of"}


def test_listing_of_a_list_without_editions_is_an_error() -> None:
    with pytest.raises(ValueError, match="names the list eu, of which no edition is given"):
        build_coordination([ListedSubject(id="s", listings=(_held("EU", "eu"),))], ["EU"], [E3], [US_LIST])


@given(DAY, DAY, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_true_lag_lies_within_the_bounds(first: int, second: int, left: int, right: int) -> None:
    answers = [
        answer_listed("X", E3, EDITIONS, ALWAYS, _listing(_date("designated_on", _iso(number)[:length])))
        for number, length in ((first, left), (second, right))
    ]
    lag = measure_lag(*answers)
    assert lag.at_least is not None
    assert lag.at_most is not None
    assert lag.at_least <= second - first <= lag.at_most
    assert lag.is_exact == (left == right == 10)


WORDS = [
    (
        _answer("2026-08-11", []),
        """Mit keinem Eintrag der neuesten Liste verbunden, die für diesen Tag vorliegt;
        nicht auf der Liste vom 1. August 2026, 10 Tage davor.""",
        "Joined with no entry of the newest list held for this day; not on the list of 1 August 2026, 10 days before.",
    ),
    (
        _answer("2024-12-01", []),
        """Mit keinem Eintrag der neuesten Liste verbunden, die für diesen Tag vorliegt;
        nicht auf der Liste vom 30. November 2024, 1 Tag davor und auch nicht auf der vom 19. April 2025.""",
        """Joined with no entry of the newest list held for this day;
        not on the list of 30 November 2024, 1 day before nor on that of 19 April 2025.""",
    ),
    (
        answer_listed("X", E1, (), (), None),
        "Keine Liste vorhanden, daher keine Aussage.",
        "No list held, so nothing is said.",
    ),
    (
        _answer("2024-12-01", CAME),
        """Ob an diesem Tag schon gelistet, ist offen; auf der Liste vom 19. April 2025,
        nicht auf der vom 30. November 2024, 1 Tag davor: dazwischen hinzugekommen.""",
        """Whether listed on this day already is open; on the list of 19 April 2025,
        not on that of 30 November 2024, 1 day before: came between.""",
    ),
    (
        _answer(E3, ALWAYS, _date("designated_on", "2017-08")),
        "Gelistet seit August 2017 (laut CELL); auf der Liste vom 1. August 2026, am selben Tag.",
        "Listed since August 2017 (as CELL states); on the list of 1 August 2026, of the same day.",
    ),
    (
        _answer("2027-01-01", WENT, _date("amended_on", "2017")),
        """Nicht mehr gelistet: zuletzt auf der Liste vom 19. April 2025, nicht mehr auf der vom 1. August 2026;
        war gelistet spätestens seit 31. Dezember 2017 (laut CELL).""",
        """No longer listed: last on the list of 19 April 2025, no longer on that of 1 August 2026;
        was listed not later than 31 December 2017 (from CELL).""",
    ),
]


@pytest.mark.parametrize(("answer", "german", "english"), WORDS)
def test_answer_in_words(answer: ListAnswer, german: str, english: str) -> None:
    assert describe_answer(answer, "de") == " ".join(german.split())
    assert describe_answer(answer, "en") == " ".join(english.split())


def test_answer_through_others_in_words() -> None:
    (answer,) = answer_authority("DE", E3, [EU_LIST, UN_LIST], [_held("EU", "eu")])
    assert describe_answer(
        answer, "en", names={"EU": "the European Union", "UNSC": "the Security Council"}
    ) == (
        "No list of its own held. Acts through the European Union (TEU Art. 29, TFEU Art. 215, TFEU Art. 288): listed "
        "not later than 30 November 2024 (first list held with the entry); on the list of 1 August 2026, of the same "
        "day. Bound through the Security Council (UN Charter Art. 25, UN Charter Art. 41, UN Charter Art. 48), acts by "
        "its own law: joined with no entry of the newest list held for this day; not on the list of 1 August 2026, of "
        "the same day."
    )


def test_contradiction_in_words_names_both() -> None:
    text = describe_answer(_answer("2025-01-01", CAME, _date("designated_on", "2006-12-23")), "en")
    assert "Listed since 23 December 2006 (as CELL states), but the lists held contradict that" in text
    assert "not on that of 30 November 2024" in text
    assert "Contradiction: 23 December 2006 (CELL) lies before the list of 30 November 2024" in text


def test_since_in_words_without_an_answer() -> None:
    since = _answer(E3, ALWAYS, _date("legal_act_on", "2017-08-31", "recast")).since
    assert since is not None
    assert describe_since(since, "de") == "gelistet spätestens seit 31. August 2017 (laut CELL)"


def test_language_without_words_is_an_error() -> None:
    with pytest.raises(ValueError, match="no words for the language 'fr'; there are de, en"):
        describe_answer(_answer(E3, []), "fr")
