"""OFAC's lists as XML: what is read of a small file, bad input, and what the page about the source says."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, us_ofac_xml
from lagebild.lists.account import load_field_rules
from lagebild.lists.us_ofac_xml import cons as us_ofac_xml_cons
from lagebild.lists.us_ofac_xml.label import make_clause
from lagebild.model.listing import ListEntry
from lagebild.sources import load_sources

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
SMALL = (HERE / "us-sdn-small.xml").read_bytes()
NAMESPACE = b"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"


def _parse(content: bytes = SMALL, name: str = "sdn.xml") -> ParsedList:
    return us_ofac_xml.parse(content, source=name)


def _entry(parsed: ParsedList, number: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == number)


def _codes(parsed: ParsedList) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.severity) for problem in parsed.problems)


BASE = _codes(_parse())


def _new_codes(content: bytes) -> Counter[tuple[str, str]]:
    return _codes(_parse(content)) - BASE


def _change(old: str, new: str) -> bytes:
    assert SMALL.count(old.encode()) == 1
    return SMALL.replace(old.encode(), new.encode())


def test_parse_reads_edition_and_entries_by_type() -> None:
    parsed = _parse()
    assert (parsed.source.id, parsed.source.form) == ("us-ofac-sdn", "xml")
    assert (parsed.dated_at, parsed.dated_raw) == ("2026-11-02", "11/02/2026")
    assert parsed.count_by_schema() == {
        "Airplane": 1,
        "Company": 1,
        "Organization": 3,
        "Person": 3,
        "Vessel": 2,
    }


def test_parse_small_file_has_exactly_these_problems() -> None:
    assert BASE == {
        ("us-country-unknown", "note"): 1,
        ("us-directive-date", "note"): 1,
        ("us-id-type-unknown", "note"): 1,
        ("us-link-unresolved", "note"): 2,
    }


def test_parse_person_has_names_documents_and_birth() -> None:
    entry = _entry(_parse(), "10689")
    assert [(name.value, name.kind, name.quality_raw) for name in entry.names] == [
        ("SAEED, Muhammad", "primary", None),
        ("SAEED, Hafiz", "alias", "a.k.a., strong"),
        ("TATA JI", "weak", "a.k.a., weak"),
    ]
    properties = entry.entity.properties
    assert properties["lastName"] == ("SAEED",)
    assert properties["firstName"] == ("Muhammad",)
    assert properties["birthDate"] == ("1950-06-05",)
    assert properties["birthPlace"] == ("Sargodha, Punjab, Pakistan",)
    assert properties["nationality"] == ("pk",)
    assert properties["gender"] == ("male",)
    passport = entry.related[0]
    assert (passport.schema, passport.properties["number"], passport.properties["country"]) == (
        "Passport",
        ("BE5978421",),
        ("pk",),
    )
    assert passport.properties["startDate"] == ("2007-11-14",)
    assert passport.properties["endDate"] == ("2012-11-12",)


def test_parse_uncertain_birth_dates_stay_in_the_notes() -> None:
    properties = _entry(_parse(), "12211").entity.properties
    assert properties["birthDate"] == ("1946-04",)
    assert properties["notes"] == ("Date of birth: circa 1947", "Date of birth: 1944 to 1945")
    assert properties["citizenship"] == ("kp",)


def test_parse_labelled_facts_go_where_they_belong() -> None:
    parsed = _parse()
    bank = _entry(parsed, "17018").entity
    assert bank.schema == "Company"
    assert bank.properties["innCode"] == ("7707083893",)
    assert bank.properties["swiftBic"] == ("SABRRUMM",)
    assert bank.properties["incorporationDate"] == ("1991",)
    assert bank.properties["website"] == ("www.sberbank.ru",)
    assert bank.properties["registrationNumber"] == ("N-42",)
    assert bank.properties["address"][0] == "19 ul. Vavilova, Moscow 117312, Russia"
    assert "Sector Tag banking" in bank.properties["notes"]
    group = _entry(parsed, "27307")
    wallet = group.related[0]
    assert (wallet.schema, wallet.properties["currency"]) == ("CryptoWallet", ("ETH",))
    assert group.listing.measures == (
        "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210",
    )


def test_parse_sdn_list_takes_no_directive_for_a_listing() -> None:
    assert all(entry.listing.dates == () for entry in _parse().entries)


def test_parse_consolidated_list_takes_the_day_of_its_one_programme() -> None:
    content = _change("      <program>UKRAINE-EO13662</program>\n", "")
    listing = _entry(_parse(content, "consolidated.xml"), "17018").listing
    assert listing.id == "US:cons:17018"
    assert [(date.kind, date.value, date.field) for date in listing.dates] == [
        ("designated_on", "2022-02-24", "idList/id: Listing Date (EO 14024 Directive 2)")
    ]


def test_parse_vessel_has_its_numbers_and_owner_as_note() -> None:
    tug = _entry(_parse(), "4238").entity.properties
    assert (tug["callSign"], tug["type"], tug["flag"], tug["tonnage"]) == (
        ("CL2192",),
        ("Tug",),
        ("cu",),
        ("212",),
    )
    assert tug["notes"] == ("Owner: Samir de Navegacion S.A.",)
    assert _entry(_parse(), "37444").entity.properties["imoNumber"] == ("IMO1011551",)


def test_parse_linked_party_is_related_where_the_file_holds_it() -> None:
    link = _entry(_parse(), "15432").related[0]
    assert (link.schema, link.properties["role"], link.properties["object"]) == (
        "UnknownLink",
        ("Linked To",),
        ("us-ofac-sdn-8280",),
    )


def test_parse_raw_holds_the_fields_as_published() -> None:
    raw = _entry(_parse(), "10689").raw
    assert raw["idList"][0] == (
        "idType: Passport; idNumber: BE5978421; idCountry: Pakistan; issueDate: 14 Nov 2007; "
        "expirationDate: 12 Nov 2012"
    )
    assert raw["dateOfBirthList"] == ["dateOfBirth: 05 Jun 1950; mainEntry: true"]
    assert _entry(_parse(), "4238").raw["vesselInfo"] == [
        "callSign: CL2192; vesselType: Tug; vesselFlag: Cuba; vesselOwner: Samir de Navegacion S.A.; tonnage: 212"
    ]


def test_parse_title_of_a_person_is_an_office_or_goes_with_the_name() -> None:
    content = _change(
        "<lastName>HANIYA</lastName>", "<lastName>HANIYA</lastName><title>Haji; Leader of Hamas</title>"
    )
    properties = _entry(_parse(content), "9639").entity.properties
    assert (properties["title"], properties["position"]) == (("Haji",), ("Leader of Hamas",))


@pytest.mark.parametrize(
    "content",
    [
        SMALL.replace(NAMESPACE, b"http://tempuri.org/sdnList.xsd"),
        SMALL.replace(b' xmlns="' + NAMESPACE + b'"', b""),
        re.sub(rb"<(/?)(\w+)([ >])", rb"<\1o:\2\3", SMALL).replace(b" xmlns=", b" xmlns:o="),
    ],
)
def test_parse_reads_each_namespace_alike(content: bytes) -> None:
    parsed = _parse(content)
    assert [entry.to_json() for entry in parsed.entries] == [entry.to_json() for entry in _parse().entries]
    assert _codes(parsed) == BASE
    assert us_ofac_xml.recognises(content, name="sdn.xml")


def test_parse_namespace_never_seen_is_told() -> None:
    content = SMALL.replace(NAMESPACE, b"urn:new")
    assert _new_codes(content) == {("us-namespace-unknown", "note"): 1}


@pytest.mark.parametrize(
    ("old", "new", "code", "severity"),
    [
        ("<Record_Count>10<", "<Record_Count>11<", "us-count-differs", "error"),
        ("      <Record_Count>10</Record_Count>\n".strip(), "", "us-count-differs", "error"),
        ("11/02/2026", "13/40/2026", "us-edition-undated", "warning"),
        ("<Publish_Date>11/02/2026</Publish_Date>", "", "us-edition-undated", "warning"),
        ("<sdnType>Aircraft<", "<sdnType>Drone<", "us-type-unknown", "warning"),
        ("<type>f.k.a.<", "<type>p.k.a.<", "us-alias-type-unknown", "note"),
        ("<category>weak<", "<category>faint<", "us-alias-type-unknown", "note"),
        ("<lastName>AERO-CARIBBEAN</lastName>", "", "us-alias-nameless", "warning"),
        ("<uid>8280</uid>", "<uid>15432</uid>", "us-reference-repeated", "error"),
        ("<uid>9639</uid>", "<uid>96-39</uid>", "us-reference-unreadable", "error"),
        ("<lastName>MAR AZUL</lastName>", "", "us-name-missing", "error"),
        ("<tonnage>212</tonnage>", "<tonnage>1</tonnage><tonnage>2</tonnage>", "us-element-repeated", "warning"),
        ("<tonnage>212</tonnage>", "<tonnage>212</tonnage><hull>1</hull>", "us-element-unknown", "warning"),
        ("<tonnage>212</tonnage>", '<tonnage unit="t">212</tonnage>', "us-attribute-unknown", "warning"),
        ("<program>NS-PLC</program>", "loose <program>NS-PLC</program>", "xml-text-unexpected", "warning"),
        ("IMO 1011551", "IMO 1011552", "us-identifier-invalid", "note"),
    ],
)  # fmt: skip
def test_parse_doubtful_value_is_a_problem(old: str, new: str, code: str, severity: str) -> None:
    assert _new_codes(_change(old, new))[code, severity] == 1


def test_parse_repeated_number_keeps_the_first_entry() -> None:
    parsed = _parse(_change("<uid>8280</uid>", "<uid>15432</uid>"))
    assert len(parsed.entries) == 9
    assert _entry(parsed, "15432").entity.caption == "EP-GOL"


def test_parse_lost_entry_counts_as_lost_in_the_accounts() -> None:
    accounted = _parse(_change("<uid>9639</uid>", "<uid>none</uid>")).accounted
    assert accounted["sdnList/sdnEntry"].problem == 1
    assert accounted["sdnList/sdnEntry/uid"].problem == 1
    assert accounted["sdnList/sdnEntry/uid"].total == 10


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"  \n", EmptyTextError),
        (b"<!DOCTYPE html><html></html>", UnreadableError),
        (b"PK\x03\x04rest", UnreadableError),
        (SMALL[: len(SMALL) // 2], UnreadableError),
        (SMALL.replace(b"<sdnList", b"<list").replace(b"</sdnList", b"</list"), SourceChangedError),
        (SMALL.replace(b"sdnEntry>", b"entry>"), SourceChangedError),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>' + SMALL.partition(b"?>")[2], UnreadableError),
        (b'<!DOCTYPE sdnList SYSTEM "x.dtd">' + SMALL.partition(b"?>")[2], UnreadableError),
        (SMALL.replace(b"Havana", b"Hav\xe1na"), UnreadableError),
    ],
)
def test_parse_other_bytes_are_refused(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        _parse(content)


def test_parse_file_without_a_telling_name_is_told_by_its_programmes() -> None:
    assert _parse(name="ofac.xml").source.id == "us-ofac-sdn"
    content = re.sub(rb"<program>[^<]+</program>", b"<program>NS-PLC</program>", SMALL)
    parsed = _parse(content, "ofac.xml")
    assert parsed.source.id == "us-ofac-cons"
    assert parsed.entries[0].listing.id == "US:cons:36"
    assert us_ofac_xml_cons.recognises(content, name="ofac.xml")
    assert not us_ofac_xml.recognises(content, name="ofac.xml")


@pytest.mark.parametrize(
    ("name", "is_sdn"), [("sdn.xml", True), ("consolidated.xml", False), ("CONS.XML", False)]
)
def test_recognises_tells_the_lists_apart_by_name(name: str, is_sdn: bool) -> None:  # noqa: FBT001  - a case
    assert us_ofac_xml.recognises(SMALL, name=name) is is_sdn
    assert us_ofac_xml_cons.recognises(SMALL, name=name) is not is_sdn
    assert not us_ofac_xml.recognises(b"<Sanctions>", name=name)


def test_locate_entry_gives_the_whole_entry() -> None:
    place = us_ofac_xml.locate_entry(SMALL, "4238")
    assert place is not None
    found = SMALL[slice(*place)]
    assert found.startswith(b"<sdnEntry>\n    <uid>4238</uid>")
    assert found.endswith(b"</vesselInfo>\n  </sdnEntry>")
    assert us_ofac_xml.locate_entry(SMALL, "25") is None
    assert us_ofac_xml.locate_entry(SMALL, "x") is None


@pytest.mark.parametrize(
    ("label", "treatment", "argument"),
    [
        ("Executive Order 14059 information:", "measure", ""),
        ("Listing Date (CMIC)", "listing_date", ""),
        ("Digital Currency Address - XBT", "wallet", ""),
        ("RUC #", "identifier", "tax"),
        ("Zambian Tax Number", "identifier", "tax"),
    ],
)
def test_make_clause_finds_what_a_label_means(label: str, treatment: str, argument: str) -> None:
    rule = make_clause(label, "12 Jan 2020").rule
    assert rule is not None
    assert (rule.treatment, rule.argument) == (treatment, argument)


def test_make_clause_of_a_fact_is_never_a_number_by_guess() -> None:
    assert make_clause("Birthdate of birth", "1964", is_document=False).rule is None
    assert make_clause("Birth Certificate Number", "12", is_document=False).rule is not None


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_parse_changed_bytes_end_in_a_list_or_an_explained_error(data: Any) -> None:
    content = bytearray(SMALL[: data.draw(st.integers(0, len(SMALL)))] if data.draw(st.booleans()) else SMALL)
    for _ in range(data.draw(st.integers(0, 4))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    us_ofac_xml.recognises(bytes(content), name="sdn.xml")
    us_ofac_xml.locate_entry(bytes(content), "4238")
    try:
        parsed = _parse(bytes(content))
    except LagebildError:
        return
    assert parsed.entries


PAGE = ROOT / "docs" / "sources" / "us_ofac_xml.md"


def test_source_page_table_of_elements_is_the_readers_own() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page[page.index("| Path below") :].strip().splitlines()[2:]
    expected = []
    for rule in load_field_rules("us_ofac_xml").values():
        path = rule.path.removeprefix("sdnList").removeprefix("/") or "."
        expected.append(f"| `{path}` | {rule.kind} | {rule.state} | {rule.note} |")
    assert table == expected


def test_source_page_names_exactly_the_problem_codes_of_the_reader() -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page[page.index("## Problems") : page.index("## Every element")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    lists = ROOT / "src" / "lagebild" / "lists"
    own = [*sorted(lists.glob("us_ofac_xml/*.py")), lists / "xml.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in own)
    shared = "".join(
        (lists / "us_ofac" / f"{name}.py").read_text(encoding="utf-8") for name in ("links", "remarks")
    )
    used = set(re.findall(r'"((?:us|xml)(?:-[a-z]+)+)"', code))
    used |= {f"us-{name}" for name in re.findall(r'draft\.note\(\s*"([a-z-]+)"', code + shared)}
    used |= {"us-country-unknown", "us-identifier-invalid", "us-name-missing"}
    used |= {"us-element-unknown", "us-attribute-unknown"}
    assert documented == used


def test_source_page_names_the_addresses_of_the_source() -> None:
    wanted = {"us-ofac-sdn-xml", "us-ofac-cons-xml"}
    sources = [source for source in load_sources() if source.id in wanted]
    addresses = [url for source in sources for url in source.files.values()]
    page = PAGE.read_text(encoding="utf-8")
    assert len(addresses) == 2
    assert all(f"<{address}>" in page for address in addresses)
    assert f"<{us_ofac_xml.SOURCE.homepage}>" in page
