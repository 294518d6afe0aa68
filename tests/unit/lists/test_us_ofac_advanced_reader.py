"""OFAC's advanced files: what is read of a small file, bad input, and what the page about the source says."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lagebild.errors import EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, us_ofac_advanced, us_ofac_xml
from lagebild.lists.account import load_field_rules
from lagebild.lists.us_ofac_advanced import cons as us_ofac_advanced_cons
from lagebild.lists.us_ofac_advanced.stream import CHUNK_LENGTH
from lagebild.lists.us_ofac_advanced.values import ReferenceValues, format_span, read_period
from lagebild.lists.xml import ReadingLog
from lagebild.model.listing import ListEntry
from lagebild.sources import load_sources

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
SMALL = (HERE / "us-advanced-small.xml").read_bytes()
NAMESPACE = b"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML"


def _parse(content: bytes = SMALL, name: str = "sdn_advanced.xml") -> ParsedList:
    return us_ofac_advanced.parse(content, source=name)


def _entry(parsed: ParsedList, number: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == number)


def _codes(parsed: ParsedList) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.severity) for problem in parsed.problems)


WHOLE = _parse()
BASE = _codes(WHOLE)


def _change(old: str, new: str, *, count: int = 1) -> bytes:
    assert SMALL.count(old.encode()) == count
    return SMALL.replace(old.encode(), new.encode())


def _change_first(old: str, new: str) -> bytes:
    assert old.encode() in SMALL
    return SMALL.replace(old.encode(), new.encode(), 1)


def _dates(entry: ListEntry) -> list[tuple[str, str, str | None]]:
    return [(date.kind, date.value, date.act) for date in entry.listing.dates]


def test_parse_reads_edition_and_parties_by_type() -> None:
    assert (WHOLE.source.id, WHOLE.source.form) == ("us-ofac-sdn", "advanced")
    assert (WHOLE.dated_at, WHOLE.dated_raw) == ("2026-11-02", "2026-11-2")
    assert WHOLE.count_by_schema() == {
        "Airplane": 1,
        "Company": 2,
        "Organization": 4,
        "Person": 9,
        "Vessel": 2,
    }


def test_parse_small_file_has_exactly_these_problems() -> None:
    assert BASE == {("us-link-unresolved", "note"): 2}


def test_parse_small_file_accounts_for_every_element_and_attribute() -> None:
    counted: Counter[str] = Counter()
    text = SMALL.decode().replace(f' xmlns="{NAMESPACE.decode()}"', "")

    def count(element: ET.Element, path: str) -> None:
        counted[path] += 1
        counted.update(f"{path}/@{name}" for name in element.attrib)
        for child in element:
            count(child, f"{path}/{child.tag}")

    count(ET.fromstring(text), "Sanctions")  # noqa: S314  - our own file
    assert {path: account.total for path, account in WHOLE.accounted.items()} == dict(counted)
    assert [path for path, account in WHOLE.accounted.items() if account.problem] == []
    empty = {path for path, account in WHOLE.accounted.items() if account.mapped == account.ignored == 0}
    assert "Sanctions/Locations" not in empty


STATED = [
    ("36", "1986-12-10", None),
    ("2674", "1995-01-23", "Executive Order 12947 (Terrorism)"),
    ("6707", "2000-06-01", "Foreign Narcotics Kingpin Designation Act"),
    ("10689", "2008-05-27", "Executive Order 13224 (Terrorism)"),
    ("11648", "2009-10-23", "Executive Order 13382 (Non-proliferation)"),
    ("12211", "2010-08-30", "Executive Order 13551 (North Korea)"),
    ("15432", "2012-09-19", "Executive Order 13224 (Terrorism)"),
    ("15603", "2013-03-11", "Executive Order 13382 (Non-proliferation)"),
    ("17018", "2022-04-06", "Executive Order 14024 (Russia)"),
    ("17069", "2014-07-30", "Executive Order 13551 (North Korea)"),
    ("20157", "2016-07-06", "Executive Order 13722 (North Korea)"),
    ("21444", "2017-01-11", "Executive Order 13687 (North Korea)"),
    ("23090", "2017-10-26", "Executive Order 13687 (North Korea)"),
    ("27307", "2019-09-13", "Executive Order 13722 (North Korea)"),
    ("35096", "2022-02-25", "Executive Order 14024 (Russia)"),
    ("37444", "2022-06-02", "Executive Order 14024 (Russia)"),
]


@pytest.mark.parametrize("stated", STATED, ids=[number for number, *_ in STATED])
def test_parse_created_event_is_the_day_of_listing_with_its_act(stated: tuple[str, str, str | None]) -> None:
    number, day, act = stated
    entry = _entry(WHOLE, number)
    assert _dates(entry) == [("designated_on", day, act)]
    assert entry.listing.dates[0].field == "SanctionsEntry/EntryEvent[Created]/Date"
    assert entry.listing.dates[0].role == "listing"
    assert entry.listing.legal_basis == act


def test_parse_party_listed_twice_has_both_days_and_all_programmes() -> None:
    listing = _entry(WHOLE, "9345").listing
    assert _dates(_entry(WHOLE, "9345")) == [
        ("designated_on", "2005-06-29", "Executive Order 13382 (Non-proliferation)"),
        ("designated_on", "2015-01-02", "Executive Order 13687 (North Korea)"),
    ]
    assert listing.designated_on == "2005-06-29"
    assert listing.programmes == ("NPWMD", "DPRK2")
    assert listing.measures == ("Block",)
    assert listing.legal_basis == (
        "Executive Order 13382 (Non-proliferation); Executive Order 13687 (North Korea)"
    )


def test_parse_party_on_both_lists_has_the_days_of_the_files_list_alone() -> None:
    bank = _entry(WHOLE, "17018")
    assert bank.listing.id == "US:17018"
    assert bank.listing.programmes == ("RUSSIA-EO14024",)
    assert (
        "Also on Sectoral Sanctions Identifications List: Created 2014-09-12 Executive Order 13662 (Ukraine); "
        "UKRAINE-EO13662; 13662 Sectoral Directive 1"
    ) in bank.entity.properties["notes"]
    parsed = _parse(name="cons_advanced.xml")
    sectoral = _entry(parsed, "17018")
    assert parsed.source.id == "us-ofac-cons"
    assert sectoral.listing.id == "US:cons:17018"
    assert sectoral.listing.programmes == ("UKRAINE-EO13662",)
    assert _dates(sectoral) == [("designated_on", "2014-09-12", "Executive Order 13662 (Ukraine)")]
    assert "13662 Sectoral Directive 1" in sectoral.listing.measures
    assert _entry(parsed, "36").listing.id == "US:36"


def test_parse_file_without_a_telling_name_is_told_by_its_listings() -> None:
    assert _parse(name="advanced.xml").source.id == "us-ofac-sdn"
    content = SMALL.replace(b">SDN List<", b">Non-SDN CMIC List<")
    assert _parse(content, "advanced.xml").source.id == "us-ofac-cons"
    content = SMALL.replace(b'ListID="1550"', b'ListID="91512"')
    assert _parse(content, "advanced.xml").source.id == "us-ofac-cons"


def test_parse_names_are_joined_in_the_lists_order() -> None:
    names = {
        number: [
            (name.value, name.kind, name.quality_raw, name.script) for name in _entry(WHOLE, number).names
        ]
        for number in ("20157", "35096", "6707", "9345")
    }
    assert names == {
        "20157": [
            ("KIM, Jong Un", "primary", "Name", "Latn"),
            ("김정은", "original_script", "Name", "Hang"),
            ("金正恩", "original_script", "Name", "Hani"),
        ],
        "35096": [
            ("PUTIN, Vladimir Vladimirovich", "primary", "Name", "Latn"),
            ("Путин Владимир Владимирович", "original_script", "Name", "Cyrl"),
        ],
        "6707": [("CARO QUINTERO, Rafael", "primary", "Name", "Latn")],
        "9345": [
            ("KOREA MINING DEVELOPMENT TRADING CORPORATION", "primary", "Name", "Latn"),
            ("KOMID", "weak", "A.K.A., low quality", "Latn"),
            ("EXTERNAL TECHNOLOGY GENERAL CORPORATION", "former", "F.K.A.", "Latn"),
        ],
    }
    person = _entry(WHOLE, "35096").entity.properties
    assert (person["lastName"], person["firstName"], person["middleName"]) == (
        ("PUTIN",),
        ("Vladimir",),
        ("Vladimirovich",),
    )
    assert _entry(WHOLE, "6707").entity.properties["lastName"] == ("CARO QUINTERO",)


def test_parse_birth_dates_keep_what_is_uncertain_as_text() -> None:
    assert _entry(WHOLE, "2674").entity.properties["birthDate"] == ("1948-12-10",)
    assert _entry(WHOLE, "11648").entity.properties["birthDate"] == ("1964", "1962-08-28")
    assert _entry(WHOLE, "12211").entity.properties["notes"] == (
        "Date of birth: circa 1947",
        "Date of birth: circa 1946",
    )
    assert "birthDate" not in _entry(WHOLE, "12211").entity.properties
    assert _entry(WHOLE, "23090").entity.properties["notes"] == ("Date of birth: 1944 to 1945",)
    assert _entry(WHOLE, "17018").entity.properties["incorporationDate"] == ("1991-06",)


def test_parse_features_go_by_their_type() -> None:
    ship = _entry(WHOLE, "37444").entity.properties
    assert (
        ship["callSign"],
        ship["type"],
        ship["flag"],
        ship["grossRegisteredTonnage"],
        ship["imoNumber"],
    ) == (
        ("UBGV8",),
        ("Yacht",),
        ("ru",),
        ("2685",),
        ("IMO1011551",),
    )
    plane = _entry(WHOLE, "15432").entity.properties
    assert (plane["model"], plane["buildDate"], plane["serialNumber"]) == (("IL-76TD",), ("1991",), ("8305",))
    bank = _entry(WHOLE, "17018").entity.properties
    assert (bank["bikCode"], bank["innCode"], bank["swiftBic"]) == (
        ("044525225",),
        ("7707083893",),
        ("SABRRUMM",),
    )
    assert bank["address"] == ("19 Vavilova St., Moscow 117997, Russia", "ул. Вавилова, д. 19, Москва")
    assert _entry(WHOLE, "17018").listing.measures[0].startswith("Secondary sanctions risk: ")
    person = _entry(WHOLE, "35096").entity.properties
    assert (person["nationality"], person["citizenship"], person["birthCountry"], person["gender"]) == (
        ("ru",),
        ("ru",),
        ("ru",),
        ("male",),
    )
    assert _entry(WHOLE, "27307").related[0].properties["currency"] == ("ETH",)
    assert _entry(WHOLE, "7140").entity.properties["address"] == ("Muridke",)


def test_parse_documents_have_country_and_days() -> None:
    passport = _entry(WHOLE, "10689").related[0]
    assert (passport.schema, passport.properties["number"], passport.properties["country"]) == (
        "Passport",
        ("BE5978421",),
        ("pk",),
    )
    assert passport.properties["startDate"] == ("2007-11-14",)
    assert passport.properties["endDate"] == ("2012-11-12",)


@pytest.mark.parametrize("number", ["36", "10689", "27307", "37444"])
def test_parse_gives_the_same_facts_as_the_plain_form(number: str) -> None:
    plain = us_ofac_xml.parse((HERE / "us-sdn-small.xml").read_bytes(), source="sdn.xml")
    left, right = _entry(plain, number), _entry(WHOLE, number)
    assert (left.entity.id, left.entity.schema, left.listing.id) == (
        right.entity.id,
        right.entity.schema,
        right.listing.id,
    )
    assert left.listing.programmes == right.listing.programmes
    names = (
        "name",
        "birthDate",
        "birthPlace",
        "nationality",
        "passportNumber",
        "imoNumber",
        "callSign",
        "flag",
    )
    for name in names:
        assert left.entity.properties.get(name) == right.entity.properties.get(name)


def test_parse_relations_point_at_the_other_party() -> None:
    family = _entry(WHOLE, "21444").related[-1]
    assert (family.schema, family.properties["relative"], family.properties["relationship"]) == (
        "Family",
        ("us-ofac-sdn-20157",),
        ("Family member of",),
    )
    link = _entry(WHOLE, "37444").related[-1]
    assert (link.schema, link.properties["object"], link.properties["role"]) == (
        "UnknownLink",
        ("us-ofac-sdn-35096",),
        ("Property in the interest of",),
    )
    dated = _entry(WHOLE, "27307").related[-1]
    assert (dated.properties["startDate"], dated.properties["description"]) == (
        ("2007-01-01",),
        ("Quality: Low",),
    )
    assert "endDate" not in dated.properties
    assert "Owned or Controlled By: profile 99999" in _entry(WHOLE, "15432").entity.properties["notes"]


def test_parse_former_relation_says_so() -> None:
    content = _change_first(
        'Former="false" SanctionsEntryID="37444"', 'Former="true" SanctionsEntryID="37444"'
    )
    assert _entry(_parse(content), "37444").related[-1].properties["status"] == ("former",)


@pytest.mark.parametrize(
    ("words", "kind", "role"),
    [
        ("Amended", "amended_on", "amendment"),
        ("Removed", "delisted_on", "repeal"),
        ("Delisted", "delisted_on", "repeal"),
        ("Reviewed", "legal_act_on", None),
    ],
)
def test_parse_other_events_are_no_day_of_listing(words: str, kind: str, role: str | None) -> None:
    content = _change('<EntryEventType ID="1">Created<', f'<EntryEventType ID="1">{words}<')
    dates = _entry(_parse(content), "36").listing.dates
    assert [(date.kind, date.value, date.role) for date in dates] == [(kind, "1986-12-10", role)]
    assert dates[0].field == f"SanctionsEntry/EntryEvent[{words}]/Date"


def test_parse_statement_marked_false_is_not_believed() -> None:
    content = _change('<Reliability ID="1">Unknown<', '<Reliability ID="1">False<')
    properties = _entry(_parse(content), "2674").entity.properties
    assert "birthDate" not in properties
    assert "Birthdate: 10 Dec 1948; False" in properties["notes"]


def test_parse_fraudulent_document_is_noted() -> None:
    content = _change_first('IdentityID="511648" ValidityID="1"', 'IdentityID="511648" ValidityID="2"')
    assert "Passport 290320764 (Fraudulent)" in _entry(_parse(content), "11648").entity.properties["notes"]


def test_parse_values_are_read_from_the_files_own_sets() -> None:
    content = SMALL.replace(b'ID="1400"', b'ID="9"').replace(b'AliasTypeID="1400"', b'AliasTypeID="9"')
    assert [entry.to_json() for entry in _parse(content).entries] == [
        entry.to_json() for entry in WHOLE.entries
    ]


@pytest.mark.parametrize(
    "content",
    [
        SMALL.replace(NAMESPACE, b"http://www.un.org/sanctions/1.0"),
        SMALL.replace(b' xmlns="' + NAMESPACE + b'"', b""),
        re.sub(rb"<(/?)(\w+)", rb"<\1un:\2", SMALL).replace(b"xmlns=", b"xmlns:un="),
    ],
)
def test_parse_reads_each_namespace_alike(content: bytes) -> None:
    parsed = _parse(content)
    assert [entry.to_json() for entry in parsed.entries] == [entry.to_json() for entry in WHOLE.entries]
    assert parsed.accounted == WHOLE.accounted
    assert _codes(parsed) == BASE
    assert us_ofac_advanced.recognises(content, name="sdn_advanced.xml")


@pytest.mark.parametrize(
    ("old", "new", "code", "severity"),
    [
        (f'xmlns="{NAMESPACE.decode()}"', 'xmlns="urn:new"', "us-namespace-unknown", "note"),
        ("<Month>11</Month>\n    <Day>2</Day>", "<Month>13</Month>\n    <Day>2</Day>", "us-edition-undated", "warning"),
        ('ListID="91507"', 'ListID="5"', "us-reference-value-unknown", "warning"),
        ('<AliasType ID="1401">', '<AliasType ID="1400">', "us-reference-value-repeated", "warning"),
        ('<LocationAreaCode AreaCodeID="11139" />', '<LocationCountry CountryID="11066" CountryRelevanceID="1413" />',
         "us-location-countries", "note"),
        ('<VersionLocation LocationID="200603" />', '<VersionLocation LocationID="1" />',
         "us-location-unknown", "warning"),
        ('<DistinctParty FixedRef="36">', '<DistinctParty FixedRef="none">', "us-reference-unreadable", "error"),
        ('<DistinctParty FixedRef="2674">', '<DistinctParty FixedRef="36">', "us-reference-repeated", "error"),
        ("EP-GOL", "", "us-name-missing", "error"),
        ("KOMID", "", "us-alias-nameless", "warning"),
        ('IdentityID="515603" ValidityID', 'IdentityID="5" ValidityID', "us-document-orphan", "warning"),
        ('From-ProfileID="21444"', 'From-ProfileID="5"', "us-relation-orphan", "warning"),
        ('ProfileID="36" ListID', 'ProfileID="5" ListID', "us-sanctions-entry-orphan", "warning"),
        ('ProfileID="36" ListID', 'ProfileID="5" ListID', "us-sanctions-entry-missing", "note"),
        ("<Year>1986</Year>", "<Year>xx</Year>", "us-event-undated", "warning"),
        ("<Comment>FTO</Comment>", "<Comment />", "us-programme-unnamed", "warning"),
        ('<PartyType ID="1">Individual<', '<PartyType ID="1">Being<', "us-type-unknown", "note"),
        ('<AliasType ID="1401">F.K.A.<', '<AliasType ID="1401">P.K.A.<', "us-alias-type-unknown", "note"),
        ('<EntryEventType ID="1">Created<', '<EntryEventType ID="1">Seen<', "us-event-type-unknown", "note"),
        (">Website</FeatureType>", ">Shoe size</FeatureType>", "us-feature-unknown", "note"),
        ("<SanctionsEntryLinks />", "<SanctionsEntryLinks><SanctionsEntryLink /></SanctionsEntryLinks>",
         "us-element-unknown", "warning"),
        ("<Locations>", '<Locations New="1">', "us-attribute-unknown", "warning"),
        ("<DistinctParties>", "<DistinctParties>loose", "xml-text-unexpected", "warning"),
        ("IMO 1011551", "IMO 1011552", "us-identifier-invalid", "note"),
        ("<Year>1948</Year><Month>12</Month>", "<Year>1948</Year><Month>15</Month>", "us-date-unreadable", "warning"),
    ],
)  # fmt: skip
def test_parse_doubtful_value_is_a_problem(old: str, new: str, code: str, severity: str) -> None:
    assert old.encode() in SMALL
    found = _codes(_parse(SMALL.replace(old.encode(), new.encode()))) - BASE
    assert found[code, severity] >= 1


def test_parse_lost_values_count_as_lost_in_the_accounts() -> None:
    accounted = _parse(_change('<DistinctParty FixedRef="36">', '<DistinctParty FixedRef="x">')).accounted
    path = "Sanctions/DistinctParties/DistinctParty"
    assert accounted[f"{path}/Profile"].problem == 1
    assert accounted[f"{path}/Profile/Identity/Alias"].problem == 2
    assert accounted[path].total == WHOLE.accounted[path].total


@pytest.mark.parametrize("tag", ["DateOfIssue", "Locations", "IDRegDocuments", "ProfileRelationships"])
def test_parse_file_without_a_section_is_an_error_and_keeps_its_parties(tag: str) -> None:
    content = re.sub(rf"<{tag}[ >].*?</{tag}>".encode(), b"", SMALL, flags=re.DOTALL)
    parsed = _parse(content)
    assert len(parsed.entries) == 18
    assert _codes(parsed)["us-section-missing", "error"] == 1
    lost = {path for path, account in parsed.accounted.items() if account.problem}
    assert not lost & {"Sanctions", "Sanctions/DistinctParties", "Sanctions/DistinctParties/DistinctParty"}


def test_parse_place_on_a_list_without_a_name_counts_for_the_files_own() -> None:
    content = re.sub(rb"<ListValues>.*?</ListValues>", b"", SMALL, flags=re.DOTALL)
    entry = _entry(_parse(content), "36")
    assert entry.listing.id == "US:36"
    assert entry.listing.designated_on == "1986-12-10"


def test_parse_party_with_several_profiles_is_an_entry_for_each() -> None:
    second = (
        b'<Profile ID="77" PartySubTypeID="3"><Identity ID="1"><Alias AliasTypeID="1403"><DocumentedName>'
    )
    second += (
        b"<DocumentedNamePart><NamePartValue>SECOND</NamePartValue></DocumentedNamePart></DocumentedName>"
    )
    second += b"</Alias></Identity></Profile></DistinctParty>"
    parsed = _parse(SMALL.replace(b"</DistinctParty>", second, 1))
    assert [entry.listing.reference for entry in parsed.entries][:2] == ["36", "77"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"<html></html>", UnreadableError),
        (b"PK\x03\x04rest", UnreadableError),
        (SMALL[: len(SMALL) // 2], UnreadableError),
        (SMALL.replace(b"Sanctions ", b"List ", 1).replace(b"</Sanctions>", b"</List>"), SourceChangedError),
        (b"<List><Location/></List>", SourceChangedError),
        (b"<Sanctions/>", SourceChangedError),
        (SMALL.replace(b"ReferenceValueSets>", b"Values>"), SourceChangedError),
        (SMALL.replace(b"DistinctParty", b"Party"), SourceChangedError),
        (SMALL.replace(b"<Sanctions ", b'<Sanctions DeltaBaseVersion="7" '), SourceChangedError),
        (SMALL.replace(b"  <Locations>", b"  <SanctionsEntries /><Locations>"), SourceChangedError),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>' + SMALL.partition(b"?>")[2], UnreadableError),
        (b'<!DOCTYPE Sanctions SYSTEM "x.dtd">' + SMALL.partition(b"?>")[2], UnreadableError),
    ],
)
def test_parse_other_bytes_are_refused(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        _parse(content)


def test_parse_file_longer_than_a_chunk_counts_every_item() -> None:
    start = SMALL.index(b"<Locations>") + len(b"<Locations>")
    place = b'<Location ID="%d"><LocationCountry CountryID="11066" CountryRelevanceID="1413" /></Location>\n'
    places = b"".join(place % number for number in range(20_000))
    assert len(places) > CHUNK_LENGTH
    accounted = _parse(SMALL[:start] + places + SMALL[start:]).accounted
    assert accounted["Sanctions/Locations/Location"].total == 20_008
    assert accounted["Sanctions/Locations/Location/LocationCountry/@CountryID"].total == 20_007
    assert accounted["Sanctions/Locations"].mapped == 1


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("1948-12-10", "1948-12-10", "10 Dec 1948"),
        ("1964-01-01", "1964-12-31", "1964"),
        ("1955-01-01", "1957-12-31", "1955 to 1957"),
        ("1938-09-01", "1938-09-30", "Sep 1938"),
        ("1962-01-01", "1962-01-31", "Jan 1962"),
        ("1962-12-01", "1962-12-31", "Dec 1962"),
        ("1964-02-01", "1964-03-31", "Feb 1964 to Mar 1964"),
        ("1976-01-01", "1978-06-15", "01 Jan 1976 to 15 Jun 1978"),
        ("1964", "1964", "1964"),
    ],
)
def test_format_span_fills_nothing_up(low: str, high: str, text: str) -> None:
    assert format_span(low, high) == text


def test_read_period_of_another_calendar_gives_no_day() -> None:
    log = ReadingLog(source="x")
    values = ReferenceValues(log=log)
    values.read(etree.fromstring("<V><C><CalendarType ID='2'>Hijri</CalendarType></C></V>"))
    point = "<From><Year>1370</Year></From><To><Year>1370</Year></To>"
    period = read_period(
        etree.fromstring(f"<DatePeriod CalendarTypeID='2'><Start>{point}</Start></DatePeriod>"), values
    )
    assert (period.low, period.high, period.text) == (None, None, "1370 (Hijri)")


@pytest.mark.parametrize(("name", "is_sdn"), [("sdn_advanced.xml", True), ("cons_advanced.xml", False)])
def test_recognises_tells_the_lists_apart_by_name(name: str, is_sdn: bool) -> None:  # noqa: FBT001  - a case
    assert us_ofac_advanced.recognises(SMALL, name=name) is is_sdn
    assert us_ofac_advanced_cons.recognises(SMALL, name=name) is not is_sdn
    assert not us_ofac_advanced.recognises(b"<sdnList>", name=name)


def test_locate_entry_gives_the_whole_party() -> None:
    place = us_ofac_advanced.locate_entry(SMALL, "36")
    assert place is not None
    found = SMALL[slice(*place)]
    assert found.startswith(b'<DistinctParty FixedRef="36">')
    assert found.endswith(b"</DistinctParty>")
    assert found.count(b"DistinctParty") == 2
    assert us_ofac_advanced.locate_entry(SMALL, "5") is None
    assert us_ofac_advanced.locate_entry(SMALL, "") is None


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_parse_changed_bytes_end_in_a_list_or_an_explained_error(data: Any) -> None:
    content = bytearray(SMALL[: data.draw(st.integers(0, len(SMALL)))] if data.draw(st.booleans()) else SMALL)
    for _ in range(data.draw(st.integers(0, 4))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    us_ofac_advanced.recognises(bytes(content), name="sdn_advanced.xml")
    us_ofac_advanced.locate_entry(bytes(content), "36")
    try:
        parsed = _parse(bytes(content))
    except LagebildError:
        return
    assert parsed.entries


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_parse_changed_digits_end_in_a_list_or_an_explained_error(data: Any) -> None:
    digits = [match.start() for match in re.finditer(rb"[0-9]", SMALL)]
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.sampled_from(digits))] = data.draw(st.sampled_from(b"0123456789-x "))
    try:
        parsed = _parse(bytes(content))
    except LagebildError:
        return
    assert parsed.entries


PAGE = ROOT / "docs" / "sources" / "us_ofac_advanced.md"


def test_source_page_table_of_elements_is_the_readers_own() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page[page.index("| Path below") :].strip().splitlines()[2:]
    expected = []
    for rule in load_field_rules("us_ofac_advanced").values():
        path = rule.path.removeprefix("Sanctions").removeprefix("/") or "."
        expected.append(f"| `{path}` | {rule.kind} | {rule.state} | {rule.note} |")
    assert table == expected


def test_source_page_names_exactly_the_problem_codes_of_the_reader() -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page[page.index("## Problems") : page.index("## Every element")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    lists = ROOT / "src" / "lagebild" / "lists"
    own = [*sorted(lists.glob("us_ofac_advanced/*.py")), lists / "xml.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in own)
    shared = "".join(
        (lists / "us_ofac" / f"{name}.py").read_text(encoding="utf-8") for name in ("links", "remarks")
    )
    used = set(re.findall(r'"((?:us|xml)(?:-[a-z]+)+)"', code)) - {us_ofac_advanced.SOURCE.id}
    used |= {f"us-{name}" for name in re.findall(r'draft\.note\(\s*"([a-z-]+)"', code + shared)}
    used |= {"us-country-unknown", "us-identifier-invalid", "us-element-unknown", "us-attribute-unknown"}
    assert documented == used


def test_source_page_names_the_addresses_of_the_source() -> None:
    wanted = {"us-ofac-sdn-advanced", "us-ofac-cons-advanced"}
    sources = [source for source in load_sources() if source.id in wanted]
    addresses = [url for source in sources for url in source.files.values()]
    page = PAGE.read_text(encoding="utf-8")
    assert len(addresses) == 2
    assert all(f"<{address}>" in page for address in addresses)
    assert f"<{us_ofac_advanced.SOURCE.homepage}>" in page
