"""Since when something is listed: stated, bounded or unknown, and never an amendment taken for a listing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.lists.history import ListingInterval
from lagebild.lists.since import find_listed_since, list_since_problems
from lagebild.model.coverage import ListedSince, span_days
from lagebild.model.listing import ActRole, Listing, ListingDate, ListingDateKind


def _date(
    kind: ListingDateKind, value: str, role: ActRole | None = None, act: str | None = None
) -> ListingDate:
    return ListingDate(kind=kind, value=value, field=f"cell {value}", act=act, role=role)


def _listing(*dates: ListingDate) -> Listing:
    return Listing(id="X:1", authority="X", programmes=(), reference="1", entity_id="x-1", dates=dates)


def _run(first_present: str, last_absent: str | None = None) -> ListingInterval:
    return ListingInterval(
        listing_id="X:1",
        last_absent=last_absent,
        first_present=first_present,
        last_present=first_present,
        first_gone=None,
    )


def _short(since: ListedSince) -> tuple[str, str | None, str | None, str | None]:
    return since.kind, since.earliest, since.latest, since.field


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-08-05", "2017-08-05", "2017-08-05"),
    ],
)
def test_stated_designation_is_stated_and_never_filled_up(value: str, earliest: str, latest: str) -> None:
    since = find_listed_since(
        _listing(_date("designated_on", value), _date("legal_act_on", "2020-01-01", "amendment")),
        _run("2024-01-01"),
    )
    assert _short(since) == ("stated", earliest, latest, f"cell {value}")
    assert (since.value, since.is_contradicted) == (value, False)


def test_earliest_of_several_designations_counts() -> None:
    listing = _listing(_date("designated_on", "2020-01-01"), _date("designated_on", "2010-06-09"))
    assert _short(find_listed_since(listing, None)) == (
        "stated",
        "2010-06-09",
        "2010-06-09",
        "cell 2010-06-09",
    )


def test_designation_after_an_absence_is_the_one_of_this_run() -> None:
    listing = _listing(_date("designated_on", "2010-06-09"), _date("designated_on", "2020-01-01"))
    since = find_listed_since(listing, _run("2021-01-01", "2015-01-01"))
    assert (since.value, since.conflicts) == ("2020-01-01", ())


@pytest.mark.parametrize("role", ["listing", "amendment", "recast"])
def test_act_is_only_an_upper_bound_whatever_it_did(role: ActRole) -> None:
    listing = _listing(
        _date("legal_act_on", "2024-12-16", "recast"), _date("legal_act_on", "2017-08-31", role, "2017/1509")
    )
    since = find_listed_since(listing, _run("2026-05-01"))
    assert _short(since) == ("not_later_than", None, "2017-08-31", "cell 2017-08-31")
    assert (since.act, since.role) == ("2017/1509", role)


def test_amendment_date_bounds_too() -> None:
    since = find_listed_since(_listing(_date("amended_on", "2019-03-04")), None)
    assert _short(since) == ("not_later_than", None, "2019-03-04", "cell 2019-03-04")


def test_what_was_taken_off_on_a_day_was_listed_by_then() -> None:
    since = find_listed_since(_listing(_date("delisted_on", "2011-11-18")), _run("2026-03-05"))
    assert _short(since) == ("not_later_than", None, "2011-11-18", "cell 2011-11-18")


@pytest.mark.parametrize("role", ["repeal", None])
def test_repeal_and_act_of_unknown_role_bound_nothing(role: ActRole | None) -> None:
    listing = _listing(_date("legal_act_on", "2017-08-31", role))
    assert _short(find_listed_since(listing, None)) == ("unknown", None, None, None)
    assert _short(find_listed_since(listing, _run("2026-05-01"))) == (
        "not_later_than",
        None,
        "2026-05-01",
        None,
    )


@pytest.mark.parametrize(
    ("value", "latest"), [("2017", "2017-12-31"), ("2017-02", "2017-02-28"), ("2017-08-31", "2017-08-31")]
)
def test_partial_act_bounds_by_the_last_day_of_its_period(value: str, latest: str) -> None:
    since = find_listed_since(_listing(_date("legal_act_on", value, "amendment")), _run("2026-05-01"))
    assert (since.latest, since.value) == (latest, value)


def test_full_day_is_tighter_than_its_year() -> None:
    listing = _listing(_date("amended_on", "2017"), _date("amended_on", "2017-08-31"))
    assert find_listed_since(listing, None).latest == "2017-08-31"


def test_editions_alone_give_the_interval_between_them() -> None:
    since = find_listed_since(_listing(), _run("2025-04-19", "2024-11-30"))
    assert _short(since) == ("between", "2024-11-30", "2025-04-19", None)
    assert _short(find_listed_since(None, _run("2025-04-19"))) == ("not_later_than", None, "2025-04-19", None)


def test_act_between_two_editions_sharpens_the_interval() -> None:
    listing = _listing(_date("legal_act_on", "2025-02-24", "amendment"))
    since = find_listed_since(listing, _run("2025-04-19", "2024-11-30"))
    assert _short(since) == ("between", "2024-11-30", "2025-02-24", "cell 2025-02-24")


def test_act_of_the_day_of_the_absence_is_no_contradiction() -> None:
    since = find_listed_since(_listing(_date("amended_on", "2024-11-30")), _run("2025-04-19", "2024-11-30"))
    assert _short(since) == ("between", "2024-11-30", "2024-11-30", "cell 2024-11-30")
    assert not since.is_contradicted


def test_amendment_after_the_first_edition_changes_nothing() -> None:
    since = find_listed_since(_listing(_date("amended_on", "2026-01-01")), _run("2025-04-19", "2024-11-30"))
    assert _short(since) == ("between", "2024-11-30", "2025-04-19", None)
    assert not since.is_contradicted


def test_listing_act_after_the_first_edition_is_a_contradiction() -> None:
    listing = _listing(_date("legal_act_on", "2026-01-01", "listing"))
    since = find_listed_since(listing, _run("2025-04-19"))
    assert _short(since) == ("not_later_than", None, "2025-04-19", None)
    assert [(item.code, item.value, item.against) for item in since.conflicts] == [
        ("date-after-edition", "2026-01-01", "2025-04-19")
    ]


def test_designation_after_the_first_edition_is_shown_with_the_contradiction() -> None:
    since = find_listed_since(_listing(_date("designated_on", "2025-05-01")), _run("2025-04-19"))
    assert (since.kind, since.value, since.first_present) == ("stated", "2025-05-01", "2025-04-19")
    assert since.is_contradicted
    assert [item.code for item in since.conflicts] == ["date-after-edition"]


@pytest.mark.parametrize(("value", "conflicts"), [("2025", 0), ("2025-04", 0), ("2025-05", 1)])
def test_partial_designation_contradicts_only_where_no_day_of_it_fits(value: str, conflicts: int) -> None:
    since = find_listed_since(_listing(_date("designated_on", value)), _run("2025-04-19"))
    assert len(since.conflicts) == conflicts


def test_designation_before_an_edition_without_it_is_a_contradiction() -> None:
    """As on the list of the Security Council: LISTED_ON of 2006 came back in 2025 after years without the entry."""
    since = find_listed_since(
        _listing(_date("designated_on", "2006-12-23")), _run("2026-08-01", "2025-04-19")
    )
    assert (since.kind, since.value) == ("stated", "2006-12-23")
    assert [(item.code, item.against) for item in since.conflicts] == [("date-before-absence", "2025-04-19")]


def test_act_before_an_edition_without_it_leaves_only_what_is_sure() -> None:
    listing = _listing(_date("amended_on", "2020-01-01"), _date("amended_on", "2025-01-01"))
    since = find_listed_since(listing, _run("2025-04-19", "2024-11-30"))
    assert _short(since) == ("not_later_than", None, "2025-04-19", None)
    assert [(item.code, item.value) for item in since.conflicts] == [("date-before-absence", "2020-01-01")]


def test_act_of_an_earlier_run_is_no_contradiction() -> None:
    listing = _listing(_date("amended_on", "2020-01-01"), _date("amended_on", "2025-01-01"))
    since = find_listed_since(listing, _run("2025-04-19", "2024-11-30"), was_listed_before=True)
    assert _short(since) == ("between", "2024-11-30", "2025-01-01", "cell 2025-01-01")
    assert since.conflicts == ()


def test_act_before_the_stated_designation_is_a_contradiction() -> None:
    listing = _listing(_date("designated_on", "2007-07-24"), _date("legal_act_on", "2007-04-24", "amendment"))
    since = find_listed_since(listing, _run("2026-05-01"))
    assert (since.value, [item.code for item in since.conflicts]) == (
        "2007-07-24",
        ["act-before-designation"],
    )


def test_value_that_is_no_date_is_left_out() -> None:
    listing = _listing(_date("designated_on", "circa 2010"), _date("amended_on", "2019-02-30"))
    assert find_listed_since(listing, None).kind == "unknown"


def test_contradiction_is_a_problem_that_names_both_values() -> None:
    listing = _listing(_date("designated_on", "2025-05-01"))
    since = find_listed_since(listing, _run("2025-04-19"))
    (problem,) = list_since_problems(listing, since, source="x.xml")
    assert (problem.source, problem.locator, problem.code, problem.severity) == (
        "x.xml",
        "X:1",
        "listed-since-date-after-edition",
        "note",
    )
    assert "2025-05-01" in problem.message
    assert "2025-04-19" in problem.message
    assert list_since_problems(listing, find_listed_since(listing, None), source="x.xml") == []


@pytest.mark.parametrize(
    "value", ["", "17", "2017-1", "2017-13", "2017-02-29", "2017-08-05T00:00", "２０１７"]
)
def test_span_days_refuses_what_is_no_prefix(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        span_days(value)


START = date(2000, 1, 1)
DAYS = st.integers(0, 9000).map(lambda number: (START + timedelta(days=number)).isoformat())
PREFIXES = st.builds(lambda day, length: day[:length], DAYS, st.sampled_from([4, 7, 10]))
ROLES = st.sampled_from(["listing", "amendment", "recast", "repeal", None])
KINDS = st.sampled_from(["designated_on", "legal_act_on", "amended_on", "delisted_on"])
DATES = st.lists(st.builds(_date, KINDS, PREFIXES, ROLES), max_size=6)


@given(DATES, st.lists(DAYS, min_size=2, max_size=2, unique=True), st.booleans(), st.booleans())
def test_bounds_never_invert(
    dates: list[ListingDate],
    days: list[str],
    has_absence: bool,  # noqa: FBT001 - a test's case
    was_listed_before: bool,  # noqa: FBT001 - a test's case
) -> None:
    absent, present = sorted(days)
    run = _run(present, absent if has_absence else None)
    since = find_listed_since(_listing(*dates), run, was_listed_before=was_listed_before)
    assert since.earliest is None or since.latest is None or since.earliest <= since.latest
    assert (since.kind == "stated") == any(item.kind == "designated_on" for item in dates)
    assert (since.value is None) == (since.field is None)
    if since.kind != "stated":
        assert since.latest is not None
        assert since.latest <= present
    if since.kind == "between":
        assert since.earliest == absent


@given(
    DAYS,
    st.lists(st.integers(0, 2000), max_size=4),
    st.sampled_from([4, 7, 10, None]),
    st.integers(0, 900),
    st.integers(1, 900) | st.none(),
)
def test_true_day_lies_within_the_bounds_of_an_honest_record(
    true_day: str, later: list[int], stated: int | None, after: int, before: int | None
) -> None:
    """A record whose acts are all of the day of listing or later, and editions that tell the truth."""
    listed = date.fromisoformat(true_day)
    dates = [
        _date("legal_act_on", (listed + timedelta(days=days)).isoformat(), "amendment") for days in later
    ] + ([_date("designated_on", true_day[:stated])] if stated else [])
    run = _run(
        (listed + timedelta(days=after)).isoformat(),
        (listed - timedelta(days=before)).isoformat() if before else None,
    )
    since = find_listed_since(_listing(*dates), run)
    assert not since.is_contradicted
    assert since.earliest is None or since.earliest <= true_day
    assert since.latest is not None
    assert true_day <= since.latest
