"""OFAC's CSV sets: the traps of the format, on small files of our own."""

from collections import Counter
from pathlib import Path

import pytest

from lagebild.lists import ParsedList, us_ofac_csv
from lagebild.lists.account import load_field_rules
from lagebild.lists.package import pack_set
from lagebild.lists.us_ofac.entry import is_consolidated, is_honorific, parse_us_date, split_programmes
from lagebild.lists.us_ofac_csv import cons as us_ofac_csv_cons
from lagebild.model.listing import ListEntry, ListingDate

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent


def _small(*names: str) -> dict[str, bytes]:
    return {name: (HERE / f"us_ofac_csv-small-{name}").read_bytes() for name in names}


SDN = _small("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
CONS = _small("cons_prim.csv", "cons_alt.csv")
PACKED = pack_set(SDN)


def _parse(files: dict[str, bytes]) -> ParsedList:
    return us_ofac_csv.parse(pack_set(files), source="set.zip")


def _parse_rows(*rows: str, name: str = "sdn.csv") -> ParsedList:
    return us_ofac_csv.parse("".join(f"{row}\r\n" for row in rows).encode() + b"\x1a", source=name)


def _row(
    number: int | str, name: str, *, kind: str = "-0- ", programme: str = "CUBA", remarks: str = "-0- "
) -> str:
    quoted = remarks if remarks == "-0- " else f'"{remarks}"'
    return f'{number},"{name}",{kind},"{programme}"' + ",-0- " * 7 + f",{quoted}"


def _entry(parsed: ParsedList, number: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == number)


def _properties(entry: ListEntry) -> dict[str, tuple[str, ...]]:
    return dict(entry.entity.properties)


def _names(entry: ListEntry) -> list[tuple[str, str, str | None]]:
    return [(name.value, name.kind, name.quality_raw) for name in entry.names]


def _codes(parsed: ParsedList) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.severity) for problem in parsed.problems)


def test_parse_set_reads_every_row_of_the_main_file() -> None:
    parsed = _parse(SDN)
    assert parsed.source.id == "us-ofac-sdn"
    assert parsed.dated_at is None
    assert parsed.count_by_schema() == {
        "Airplane": 1,
        "Company": 3,
        "Organization": 2,
        "Person": 2,
        "Vessel": 1,
    }


def test_parse_set_has_exactly_these_problems() -> None:
    assert _codes(_parse(SDN)) == {
        ("us-country-unknown", "note"): 1,
        ("us-directive-date", "note"): 1,
        ("us-link-unresolved", "note"): 2,
    }


def test_parse_null_cells_are_empty_and_not_text() -> None:
    parsed = _parse(SDN)
    assert "-0-" not in str(parsed.to_json())
    assert parsed.accounted["SDN/Title"].empty == 8
    assert _entry(parsed, "36").listing.reason is None


def test_parse_set_accounts_for_every_cell() -> None:
    parsed = _parse(SDN)
    rows = {"SDN": 9, "ALT": 4, "ADD": 4, "COMMENTS": 1}
    rules = load_field_rules("us_ofac_csv")
    assert {path: account.total for path, account in parsed.accounted.items()} == {
        path: rows[path.partition("/")[0]] for path in rules
    }
    assert sum(account.problem for account in parsed.accounted.values()) == 0


def test_parse_end_mark_is_no_row() -> None:
    assert len(_parse_rows(_row(36, "AEROCARIBBEAN AIRLINES")).entries) == 1


def test_parse_programmes_are_parted_at_brackets() -> None:
    assert _entry(_parse(SDN), "15036").listing.programmes == ("IRAN", "SDGT", "IFSR")


@pytest.mark.parametrize("raw", ["SDGT] [IFSR", "[SDGT] [IFSR]", "SDGT][IFSR"])
def test_split_programmes_reads_each_way_of_writing(raw: str) -> None:
    assert split_programmes(raw) == ("SDGT", "IFSR")


def test_parse_entry_without_dates_has_none() -> None:
    assert [entry.listing.dates for entry in _parse(SDN).entries] == [()] * 9


def test_parse_weak_alias_of_the_remark_and_alias_of_the_row_differ_in_kind() -> None:
    assert _names(_entry(_parse(SDN), "306")) == [
        ("BANCO NACIONAL DE CUBA", "primary", None),
        ("BNC", "weak", "a.k.a."),
        ("NATIONAL BANK OF CUBA", "alias", "aka"),
    ]


def test_parse_former_name_and_name_in_force_keep_their_word() -> None:
    assert _names(_entry(_parse(SDN), "15036"))[1:] == [
        ("ALPHA", "weak", "f.k.a."),
        ("ABADAN", "former", "fka"),
    ]
    airplane = _entry(_parse(SDN), "15431")
    assert _names(airplane)[1:] == [("YAS AIR", "alias", "nka")]
    assert airplane.names[1].note == "seen on the tail"


def test_parse_person_has_name_in_the_lists_order_and_in_parts() -> None:
    properties = _properties(_entry(_parse(SDN), "7846"))
    assert properties["name"] == ("AL-TIKRITI, Barzan Ibrahim Hasan",)
    assert properties["lastName"] == ("AL-TIKRITI",)
    assert properties["firstName"] == ("Barzan Ibrahim Hasan",)


def test_parse_person_reads_titles_and_remark() -> None:
    entry = _entry(_parse(SDN), "7846")
    properties = _properties(entry)
    assert properties["position"] == ("presidential advisor",)
    assert properties["title"] == ("Haji",)
    assert properties["birthDate"] == ("1951-02-17",)
    assert properties["birthPlace"] == ("Tikrit, Iraq",)
    assert properties["birthCountry"] == ("iq",)
    assert properties["nationality"] == ("iq",)
    assert properties["gender"] == ("male",)
    assert properties["notes"] == (
        "Date of birth: circa 1952",
        "half-brother of Saddam Hussein al-Tikriti",
        "Quiet Person of No Known Label",
    )
    assert entry.listing.reason is not None
    assert entry.listing.reason.startswith("DOB 17 Feb 1951; alt. DOB circa 1952; POB Tikrit")


def test_parse_passport_has_country_and_days() -> None:
    (passport,) = _entry(_parse(SDN), "7846").related
    assert passport.schema == "Passport"
    assert dict(passport.properties) == {
        "holder": ("us-ofac-sdn-7846",),
        "number": ("7-8-1993 M0001/970",),
        "country": ("iq",),
        "type": ("Passport",),
        "startDate": ("1993-06-12",),
        "endDate": ("1999-06-12",),
    }


def test_parse_vessel_reads_its_columns() -> None:
    properties = _properties(_entry(_parse(SDN), "15036"))
    assert {
        key: properties[key] for key in properties if key not in {"name", "weakAlias", "previousName"}
    } == {
        "callSign": ("T2EU4",),
        "type": ("Crude/Oil Products Tanker",),
        "tonnage": ("99,144",),
        "grossRegisteredTonnage": ("56,068",),
        "flag": ("ir",),
        "pastFlags": ("mt",),
        "imoNumber": ("IMO9187629",),
        "mmsi": ("572469210",),
        "notes": (
            "Owner: National Iranian Tanker Company",
            "Former Vessel Flag: None Identified",
            "Linked To: NATIONAL IRANIAN TANKER COMPANY",
        ),
    }


def test_parse_links_are_found_in_the_list_by_name() -> None:
    links = [dict(entity.properties) for entity in _entry(_parse(SDN), "15036").related]
    assert [(link["object"], link["role"]) for link in links] == [
        (("us-ofac-sdn-15117",), ("Vessel owner",)),
        (("us-ofac-sdn-15117",), ("Linked To",)),
    ]


def test_parse_link_to_its_own_alias_is_no_link() -> None:
    parsed = _parse(SDN)
    assert [entity.schema for entity in _entry(parsed, "15431").related] == []
    assert "Aircraft Operator YAS AIR" in _entry(parsed, "15431").entity.get("notes")


def test_parse_link_to_a_name_of_two_entries_stays_text() -> None:
    parsed = _parse_rows(
        _row(1, "TWIN TRADING"), _row(2, "TWIN TRADING"), _row(3, "THIRD", remarks="Linked To: TWIN TRADING.")
    )
    assert _entry(parsed, "3").related == ()
    assert _entry(parsed, "3").entity.get("notes") == ("Linked To: TWIN TRADING",)
    assert [(problem.code, problem.locator) for problem in parsed.problems][-1] == (
        "us-link-ambiguous",
        "sdn.csv, line 3",
    )


def test_parse_aircraft_reads_its_remark() -> None:
    properties = _properties(_entry(_parse(SDN), "15431"))
    assert properties["model"] == ("IL76-TD",)
    assert properties["serialNumber"] == ("8401", "1023409321")
    assert properties["buildDate"] == ("1992",)


def test_parse_organisation_reads_addresses_on_the_net_and_day_of_foundation() -> None:
    properties = _properties(_entry(_parse(SDN), "15117"))
    assert properties["website"] == ("www.nitc.co.ir",)
    assert properties["email"] == ("info@nitc.co.ir",)
    assert properties["phone"] == ("(98)(2166153220)",)
    assert properties["incorporationDate"] == ("1955",)
    assert "Fax (98)(21)(22224537)" in properties["notes"]


def test_parse_addresses_keep_country_and_remark() -> None:
    properties = _properties(_entry(_parse(SDN), "306"))
    assert properties["address"] == ("Zweierstrasse 35, Zurich CH-8022, Switzerland",)
    assert properties["country"] == ("ch",)
    assert properties["notes"] == ("Address Zweierstrasse 35, Zurich CH-8022, Switzerland: branch office",)
    assert "Country: Region: Kafia Kingi" in _entry(_parse(SDN), "23510").entity.get("notes")


def test_parse_remark_continues_in_the_comments_within_a_word() -> None:
    entry = _entry(_parse(SDN), "17018")
    properties = _properties(entry)
    assert properties["weakAlias"] == ("SAVINGS BANK OF THE RUSSIAN FEDERATION",)
    assert properties["taxNumber"] == ("7707083893",)
    assert properties["innCode"] == ("7707083893",)
    assert properties["ogrnCode"] == ("1027700132195",)
    assert properties["okpoCode"] == ("00032537",)
    assert properties["leiCode"] == ("549300WE6TAF5EEWQS81",)
    assert "FEDERATION'; alt. Tax ID No." in (entry.listing.reason or "")


def test_parse_remark_without_its_rest_is_told_and_its_last_clause_not_read() -> None:
    parsed = us_ofac_csv.parse(SDN["sdn.csv"], source="sdn.csv")
    entry = _entry(parsed, "17018")
    assert "weakAlias" not in entry.entity.properties
    assert any(note.startswith("Cut off: a.k.a. 'SAVINGS") for note in entry.entity.get("notes"))
    problem = next(problem for problem in parsed.problems if problem.code == "us-remarks-cut")
    assert (problem.severity, problem.locator) == ("warning", "sdn.csv, line 7, Remarks")
    assert parsed.accounted["SDN/Remarks"].problem == 1


def test_parse_measures_are_in_the_authoritys_words() -> None:
    assert _entry(_parse(SDN), "23510").listing.measures == (
        "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210",
        (
            "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions: "
            "North Korea Sanctions Regulations section 510.214"
        ),
    )


def test_parse_directives_day_is_no_date_of_an_sdn_listing() -> None:
    """The same party may have been put under a directive long before it became an SDN."""
    entry = _entry(_parse(SDN), "23510")
    assert entry.listing.dates == ()
    assert "Listing Date (EO 14024 Directive 3): 24 Feb 2022" in entry.entity.get("notes")


def test_parse_company_imo_and_wallet_and_identity_number() -> None:
    parsed = _parse(SDN)
    assert _entry(parsed, "23510").entity.get("imoNumber") == ("IMO5055293",)
    person = _entry(parsed, "25308")
    assert person.entity.get("idNumber") == ("421002197703250019",)
    assert person.entity.get("socialSecurityNumber") == ("000-00-0000",)
    assert dict(person.related[0].properties) == {
        "publicKey": ("12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h",),
        "currency": ("XBT",),
        "holder": ("us-ofac-sdn-25308",),
    }
    assert "birthDate" not in person.entity.properties
    assert "Date of birth: 1975 to 1978" in person.entity.get("notes")
    assert ("ZHOU; William", "weak", "a.k.a.") in _names(person)


def test_parse_main_file_alone_says_what_is_unknown() -> None:
    parsed = us_ofac_csv.parse(SDN["sdn.csv"], source="sdn.csv")
    assert len(parsed.entries) == 9
    (problem,) = [problem for problem in parsed.problems if problem.code == "us-set-incomplete"]
    assert "alt.csv, add.csv, sdn_comments.csv" in problem.message


# The consolidated list


def test_parse_consolidated_set_is_told_by_its_names() -> None:
    parsed = _parse(CONS)
    assert parsed.source == us_ofac_csv_cons.SOURCE
    assert [(entry.entity.id, entry.listing.id) for entry in parsed.entries][:2] == [
        ("us-ofac-cons-9639", "US:cons:9639"),
        ("us-ofac-cons-17018", "US:cons:17018"),
    ]


def test_parse_consolidated_file_is_told_by_its_programmes_where_its_name_says_nothing() -> None:
    assert us_ofac_csv.parse(CONS["cons_prim.csv"], source="list.csv").source.id == "us-ofac-cons"
    assert us_ofac_csv.parse(SDN["sdn.csv"], source="list.csv").source.id == "us-ofac-sdn"


def test_is_consolidated_needs_half_of_the_rows() -> None:
    assert is_consolidated([("NS-PLC",), ("SDGT",)])
    assert not is_consolidated([("NS-PLC",), ("SDGT",), ("RUSSIA-EO14024",)])
    assert not is_consolidated([])


def test_parse_listing_ids_of_one_number_on_both_lists_differ() -> None:
    ids = {_entry(_parse(files), "17018").listing.id for files in (SDN, CONS)}
    assert ids == {"US:17018", "US:cons:17018"}


def test_parse_directives_day_is_that_of_listing_where_nothing_else_is_the_programme() -> None:
    parsed = _parse(CONS)
    assert _entry(parsed, "30882").listing.dates == (
        ListingDate(kind="designated_on", value="2021-06-03", field="Remarks: Listing Date (CMIC)"),
    )
    assert _entry(parsed, "33112").listing.designated_on == "2022-02-24"


def test_parse_directives_day_is_an_amendment_where_the_party_has_another_programme() -> None:
    listing = _entry(_parse(CONS), "17018").listing
    assert listing.designated_on is None
    assert listing.dates == (
        ListingDate(
            kind="legal_act_on",
            value="2022-02-24",
            field="Remarks: Listing Date (EO 14024 Directive 3)",
            act="EO 14024 Directive 3",
            role="amendment",
        ),
    )


def test_parse_listing_date_that_is_no_day_is_told() -> None:
    assert ("us-date-unreadable", "note") in _codes(_parse(CONS))


def test_parse_securities_make_an_entity_a_company() -> None:
    entry = _entry(_parse(CONS), "30882")
    assert entry.entity.schema == "Company"
    assert entry.entity.get("ticker") == ("CHA US",)
    assert entry.entity.get("isinCode") == ("US1694261033",)
    assert ("China Telecom Corp Ltd", "alias", "issuer name") in _names(entry)
    assert _entry(_parse(CONS), "33112").entity.schema == "Company"


def test_parse_two_files_joined_keeps_each_list() -> None:
    joined = SDN["sdn.csv"] + CONS["cons_prim.csv"]
    parsed = us_ofac_csv.parse(joined, source="list.csv")
    assert Counter(entry.listing.id.rpartition(":")[0] for entry in parsed.entries) == {"US": 9, "US:cons": 4}
    (problem,) = [problem for problem in parsed.problems if problem.code == "us-files-joined"]
    assert problem.locator == "list.csv, line 10"
    assert parsed.accounted["SDN/ent_num"].total == 13


# Recognising and finding again


def test_recognises_files_and_sets_of_either_list() -> None:
    cases: list[tuple[bytes, str]] = [
        *((content, name) for name, content in (SDN | CONS).items()),
        (PACKED, "set.zip"),
        (pack_set(CONS), "set.zip"),
        (b"id,name\r\n1,A\r\n", "list.csv"),
        (b"<sdnList/>", "sdn.xml"),
        (b"", "sdn.csv"),
        (b"PK\x03\x04broken", "set.zip"),
    ]
    told = [
        (us_ofac_csv.recognises(content, name=name), us_ofac_csv_cons.recognises(content, name=name))
        for content, name in cases
    ]
    sdn, cons, neither = (True, False), (False, True), (False, False)
    assert told == [sdn] * 4 + [cons] * 2 + [sdn, cons] + [neither] * 4


@pytest.mark.parametrize("content", [PACKED, SDN["sdn.csv"]])
def test_locate_entry_gives_the_row(content: bytes) -> None:
    start, end = us_ofac_csv.locate_entry(content, "306") or (0, 0)
    assert content[start:end] == (
        b'306,"BANCO NACIONAL DE CUBA",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'BNC\'."'
    )


@pytest.mark.parametrize("reference", ["30", "6", "99999", "x", ""])
def test_locate_entry_of_another_number_is_none(reference: str) -> None:
    assert us_ofac_csv.locate_entry(PACKED, reference) is None


# Dates and words


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("10 Dec 1948", "1948-12-10"),
        ("1 Dec 1948", "1948-12-01"),
        ("Sep 1938", "1938-09"),
        (" 1946 ", "1946"),
        ("21 August 2006", "2006-08-21"),
        ("29 Feb 1952", "1952-02-29"),
        ("29 Feb 1951", None),
        ("31 Apr 1951", None),
        ("10 Dez 1948", None),
        ("circa 1951", None),
        ("1951 to 1953", None),
        ("01 Jan 1960 to 31 Dec 1969", None),
        ("", None),
    ],
)
def test_parse_us_date_reads_only_what_is_certain(raw: str, value: str | None) -> None:
    assert parse_us_date(raw) == value


def test_is_honorific_is_no_office() -> None:
    assert [is_honorific(title) for title in ("Haji", "Dr.", "Maulavi", "Minister", "Haji Minister", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
