import pytest

from lagebild.lists.au_dfat.dates import read_birth_dates, read_date, read_listing_prose, write_birth_dates

UN = "UN 1267 Committee"
LIST = "Autonomous Sanctions (Designated Persons and Entities – Iran) List 2012"


def _told(text: str) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(date.kind, date.value, date.act, date.role) for date in read_listing_prose(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Listed on 25 January 2001",
        "Listed on: 25 Jan. 2001",
        "Listedon 25 Jan 2001",
        "Listed 25 Jan. 2001",
        "First listed on 25/01/2001",
        "First listed on 25 /01/2001",
        "Listed on January 25, 2001",
        "25 Jan.2001",
        "2001-01-25",
        "Some Regulations 2008Listed on: 25 Jan. 2001",
        "UN Reference Number: QDi.150 Listed on 25 Jan. 2001",
        "Designated under the Autonomous Sanctions Regulations 2011 on 25th January 2001",
        "The Minister for Foreign Affairs listed this entity on 25 January 2001 under section 15(1)",
        "Listed by the Foreign Minister under section 15 of the Charter of the United Nations Act 1945 on 25 Jan 2001",
    ],
)
def test_read_listing_prose_of_australias_own_listing_is_a_designation(text: str) -> None:
    assert _told(text) == [("designated_on", "2001-01-25", None, None)]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Listed by UN 1267 Committee on 25 January 2001", UN),
        ("Listed by the UN1267 committee on 25 Jan. 2001", UN),
        ("Listed by 1267 Committee on 25 Jan. 2001", UN),
        ("Listed by the UN 751 and 1907 Committee on 25 Jan. 2001", "UN 751 and 1907 Committee"),
        ("Listed by the UN Security Council on 25 Jan. 2001", "UN Security Council"),
    ],
)
def test_read_listing_prose_of_a_committees_listing_is_the_committees_act(text: str, act: str) -> None:
    assert _told(text) == [("legal_act_on", "2001-01-25", act, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Listed on 25 Jan. 2001 (amended on 3 Sep 2003, 9 and 21 July 2007)",
        "Listed on 25 Jan. 2001 (amended 3 Sep 2003, 9 and 21 July 2007).",
        "Listed on 25 Jan. 2001. Amended on3 Sep 2003, 9, 21 July 2007",
    ],
)
def test_read_listing_prose_after_amended_is_never_a_listing(text: str) -> None:
    assert _told(text) == [
        ("designated_on", "2001-01-25", None, None),
        ("amended_on", "2003-09-03", None, None),
        ("amended_on", "2007-07-09", None, None),
        ("amended_on", "2007-07-21", None, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(relisted on 1 Sep. 2017 and 28 Aug. 2020)",
        "re-listed 1 Sep. 2017, 28 Aug. 2020",
        "Last listed on: 1/09/2017, 28/08/2020",
        "Lasted listed 1 September 2017 and 28 August 2020",
        "The Minister declared on 1 September 2017 and subsequently on 28 August 2020 that it continues",
    ],
)
def test_read_listing_prose_of_a_renewal_is_no_listing(text: str) -> None:
    assert _told(f"Listed on 2 Sep. 2014. {text}") == [
        ("designated_on", "2014-09-02", None, None),
        ("legal_act_on", "2017-09-01", "Relisting", "recast"),
        ("legal_act_on", "2020-08-28", "Relisting", "recast"),
    ]


def test_read_listing_prose_of_an_instrument_has_the_year_of_its_title() -> None:
    assert _told(
        f"Instrument of first designation and declaration: {LIST} [F2012L00479]. Relisted on 12/01/2024."
    ) == [
        ("legal_act_on", "2012", LIST, "listing"),
        ("legal_act_on", "2024-01-12", "Relisting", "recast"),
    ]


def test_read_listing_prose_of_a_gazette_day_belongs_to_the_instrument() -> None:
    title = "Charter of the United Nations (Anti terrorism — Persons and Entities) List 2001 (No. 2)"
    gazette = "[F2021L00643, Gazette No. S 500, 21 December 2001]"
    text = f"Instrument of first listing: {title} {gazette}. Last listed: 13/09/2025"
    assert _told(text) == [
        ("legal_act_on", "2001", title, "listing"),
        ("legal_act_on", "2001-12-21", title, "listing"),
        ("legal_act_on", "2025-09-13", "Relisting", "recast"),
    ]


def test_read_listing_prose_of_the_frame_dates_nothing() -> None:
    assert _told("Charter of the United Nations (Sanctions — Iraq) Regulations 2008") == []
    assert _told("Listed under Resolution 1483 (2003)") == []


def test_read_listing_prose_of_an_earlier_designation_is_not_the_one_in_force() -> None:
    earlier = "A re-listing of a designation in effect from 27 November 2013 to 2 December 2019."
    text = f"Listed on 4 December 2019. ({earlier})"
    assert _told(text) == [
        ("designated_on", "2019-12-04", None, None),
        ("legal_act_on", "2013-11-27", "Previous designation", "listing"),
        (None, "2019-12-02", None, None),
    ]


def test_read_listing_prose_that_says_nothing_of_a_day_gives_it_no_kind() -> None:
    text = "Assets received on or after 23 May 2003 are not controlled. Listed under Resolution 1483 (2003)"
    assert _told(text) == [(None, "2003-05-23", None, None)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("14 Apr. 1963", "1963-04-14"),
        ("14/04/1963", "1963-04-14"),
        ("1963-04-14", "1963-04-14"),
        ("March 16, 1957", "1957-03-16"),
        ("05.09.1971", "1971-09-05"),
        ("03/1963", "1963-03"),
        ("August, 1965", "1965-08"),
        ("1963", "1963"),
        ("31/02/1963", None),
        ("13/13/1963", None),
        ("07/04/62", None),
        ("10/061962", None),
        ("circa 1963", None),
        ("", None),
    ],
)
def test_read_date_reads_days_first_and_fills_nothing_up(raw: str, expected: str | None) -> None:
    assert read_date(raw) == expected


@pytest.mark.parametrize(
    ("cell", "certain", "uncertain"),
    [
        ("a) 11 Apr. 1963 b) 11 Apr. 1960", ["1963-04-11", "1960-04-11"], []),
        ("a)1968; b) 13/02/1970\nc) March 1971", ["1968", "1970-02-13", "1971-03"], []),
        ("1 Jan. 1967 >> 2 Jan. 1967 or 1968", ["1967-01-01", "1967-01-02", "1968"], []),
        ("21/03/1974 22/03/1974", ["1974-03-21", "1974-03-22"], []),
        ("17/02/1962; alt DOB: 1961", ["1962-02-17", "1961"], []),
        ("Approximately 1963, 30/01/1972", ["1972-01-30"], ["Approximately 1963"]),
        ("a) Approximately 1955- 1958 b) circa 1960", [], ["Approximately 1955- 1958", "circa 1960"]),
        ("Between 1963 and 1968", [], ["Between 1963 and 1968"]),
        ("1966, 1967, 1970, 1971, 1972", ["1966", "1967"], ["1970, 1971, 1972"]),
        ("11/1999, 12/1999, 01/2000", [], ["1999-11, 1999-12, 2000-01"]),
        ("24/06/1385 (Hijri Calendar)", [], ["24/06/1385 (Hijri Calendar)"]),
        ("1969, 29 March", [], ["1969, 29 March"]),
        ("10/061962", [], ["10/061962"]),
    ],
)
def test_read_birth_dates_takes_only_what_is_certain(
    cell: str, certain: list[str], uncertain: list[str]
) -> None:
    assert read_birth_dates(cell) == (certain, uncertain)


def test_write_birth_dates_writes_both_layouts_in_one_way() -> None:
    assert write_birth_dates("a) 7 Nov. 1969 b) circa 1970 c) Between 1973 and 1975") == [
        "1969-11-07",
        "Approximately 1970",
        "1973",
        "1974",
        "1975",
    ]
    assert write_birth_dates("07/11/1969, Approximately 1970, 1973, 1974, 1975") == [
        "1969-11-07",
        "Approximately 1970",
        "1973",
        "1974",
        "1975",
    ]
