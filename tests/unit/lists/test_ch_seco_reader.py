"""Switzerland's list: a small file of our own, entries written for one question each, and the source page."""

import contextlib
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import DocumentError, EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, ch_seco, compare_editions
from lagebild.lists.account import load_field_rules
from lagebild.model.listing import ListEntry

ROOT = Path(__file__).parent.parent.parent.parent
SMALL = Path(__file__).parent / "ch-small.xml"
CONTENT = SMALL.read_bytes()
PARSED = ch_seco.parse(CONTENT, source="small.xml")
PROGRAMME = (
    '<sanctions-program ssid="9"><program-key lang="eng">Belarus</program-key>'
    '<program-name lang="eng">Ordinance</program-name><sanctions-set ssid="1" lang="eng">annex 13</sanctions-set>'
    "</sanctions-program>"
)
NAME = (
    '<name name-type="primary-name" quality="good"><name-part name-part-type="whole-name"><value>A</value>'
    "</name-part></name>"
)
SET = "<sanctions-set-id>1</sanctions-set-id>"
LISTED = '<modification modification-type="listed" effective-date="2022-03-16"/>'


def _read(
    targets: str, *, head: str = '<swiss-sanctions-list list-type="whole-list" date="2026-08-27">'
) -> ParsedList:
    return ch_seco.parse(f"{head}{PROGRAMME}{targets}</swiss-sanctions-list>".encode(), source="made.xml")


def _target(
    identity: str = "", *, body: str = "individual", more: str = "", after: str = LISTED
) -> ListEntry:
    parsed = _read(
        f'<target ssid="7">{SET}<{body}><identity main="true">{NAME}{identity}</identity>{more}'
        f"</{body.split(maxsplit=1)[0]}>{after}</target>"
    )
    return parsed.entries[0]


def _codes(parsed: ParsedList) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.severity) for problem in parsed.problems)


def _entry(reference: str) -> ListEntry:
    return next(entry for entry in PARSED.entries if entry.listing.reference == reference)


def _dates(entry: ListEntry) -> list[tuple[str, str]]:
    return [(date.kind, date.value) for date in entry.listing.dates]


def _every_path(content: bytes) -> Iterator[str]:
    def walk(element: ET.Element, above: str) -> Iterator[str]:
        here = f"{above}{element.tag}"
        yield here
        yield from (f"{here}/@{name}" for name in element.attrib)
        for child in element:
            yield from walk(child, f"{here}/")

    return walk(ET.fromstring(content), "")  # noqa: S314 - a file of the test's own


def test_parse_small_file_counts_entries_by_schema_and_programme():
    assert PARSED.dated_at == "2026-08-27"
    assert PARSED.count_by_schema() == {"Company": 1, "Organization": 1, "Person": 2, "Vessel": 1}
    assert PARSED.count_by_programme() == {"Belarus": 2, "North Korea": 3}


def test_parse_small_file_has_exactly_these_problems():
    assert _codes(PARSED) == {
        ("ch-spelling-in-part", "note"): 1,
        ("ch-date-of-no-person", "note"): 1,
        ("ch-listing-date-missing", "note"): 1,
    }


def test_parse_small_file_accounts_for_every_element_and_attribute():
    assert {path: account.total for path, account in PARSED.accounted.items()} == Counter(
        _every_path(CONTENT)
    )
    assert [path for path, account in PARSED.accounted.items() if account.problem] == []
    history = [path for path in PARSED.accounted if "/modification/removed/target/" in path]
    assert history
    assert {PARSED.accounted[path].state for path in history} == {"ignored"}


def test_parse_removed_target_stays_with_its_day_and_reads_no_earlier_state():
    entry = _entry("5142")
    assert _dates(entry) == [
        ("delisted_on", "2016-03-01"),
        ("amended_on", "2015-11-18"),
        ("designated_on", "2011-02-02"),
    ]
    assert entry.listing.dates[2].field == "modification[listed]/@effective-date"
    assert [(name.value, name.kind, name.script, name.lang) for name in entry.names] == [
        ("Lukashenka Dzmitry Aliaksandravich", "primary", "Latn", "en"),
        ("Lukashenko Dzmitry Aliaksandravich", "alias", "Latn", "ru"),
        ("Лукашенко Дмитрий Александрович", "original_script", "Cyrl", "ru"),
    ]
    assert {
        key: entry.entity.get(key) for key in ("lastName", "firstName", "fatherName", "title", "gender")
    } == {
        "lastName": ("Lukashenka",),
        "firstName": ("Dzmitry",),
        "fatherName": ("Aliaksandravich",),
        "title": ("Mr",),
        "gender": ("male",),
    }
    assert entry.entity.get("birthDate") == ("1980-03-23",)
    assert entry.entity.get("address") == (
        "c/o President's Sports Club, ul. Starovilenskaya, 4, 220029 Minsk, Belarus",
    )
    assert entry.entity.get("country") == ("by",)
    assert entry.entity.get("notes") == (
        "Origin of the measures: EU",
        "Foreign identifier: 140",
        "De-listed: effective-date 2016-03-01, publication-date 2016-03-01, enactment-date 2016-02-29",
        "Amended: effective-date 2015-11-18, publication-date 2015-11-18, enactment-date 2015-11-17",
        "Amended 2015-11-18: Suspended for four months.",
        "Spelling: father-name Аляксандравіч (BEL, CYRL)",
        "The travel ban does not apply until a later day (restated).",
    )
    assert entry.listing.legal_basis == (
        "Ordinance of 16 March 2022 on measures against Belarus (SR 946.231.116.9), "
        "article 12 -- Restrictions on named individuals and entities"
    )
    assert entry.listing.measures == ("Restrictions on named individuals and entities",)
    assert entry.listing.unsc_id is None


def test_parse_target_listed_again_keeps_every_date():
    entry = _entry("900001")
    assert _dates(entry) == [
        ("designated_on", "2020-01-14"),
        ("delisted_on", "2018-06-01"),
        ("designated_on", "2014-07-30"),
    ]
    assert entry.listing.designated_on == "2014-07-30"
    assert "Listed: effective-date 2020-01-14, publication-date 2020-01-13, enactment-date 2020-01-10" in (
        entry.entity.get("notes")
    )


def test_parse_entity_reads_reference_reasons_and_remarks():
    entry = _entry("900001")
    assert entry.listing.unsc_id == "KPe.020"
    assert entry.listing.reason == "First reason (restated).\n\nSecond reason (restated)."
    assert [(name.value, name.kind, name.quality_raw) for name in entry.names] == [
        ("Ocean Maritime Management Company, Limited", "primary", "good"),
        ("원양해운관리회사", "original_script", "good"),
        ("OMM", "weak", "low"),
        ("East Sea Shipping Company", "former", "good"),
    ]
    stated = {
        "imoNumber": ("IMO1790183",),
        "email": ("office@omm.example",),
        "legalForm": ("Limited Liability Company",),
        "incorporationDate": ("1994-02-01",),
        "taxNumber": ("12-34",),
        "phone": ("+850 2 18111", "+850 2 18222"),
    }
    assert {key: entry.entity.get(key) for key in stated} == stated
    assert {"IMO number: 1790183", "Date: 1988", "Committee: 1718"} <= set(entry.entity.get("notes"))


def test_parse_relation_is_a_link_to_the_other_target_with_its_role():
    link = next(entity for entity in _entry("34461").related if entity.schema == "UnknownLink")
    assert link.properties == {
        "subject": ("ch-seco-34461",),
        "object": ("ch-seco-900001",),
        "role": ("related-to",),
        "summary": ("operator",),
    }


def test_parse_person_keeps_what_is_uncertain_or_of_another_identity_as_notes():
    entry = _entry("900020")
    assert entry.entity.get("birthDate") == ("1971",)
    assert entry.entity.get("nationality") == ("kp",)
    assert entry.entity.get("notes")[1:] == (
        "Date of birth: 1972-05 (quality low)",
        "Date of birth: 1350-07-01 (Persian calendar)",
        "Place of birth: also written P'yŏngyang; Chung-guyok",
        "Place of birth: Dandong, China (quality low)",
        "Other identity: date of birth: 1975-09-09",
        "Other identity: nationality: China",
        "Function: Bank representative.",
    )
    assert [(name.value, name.kind, name.note) for name in entry.names] == [
        ("Ri Song Hui Pak", "primary", None),
        ("Kim Sun", "alias", "name of another identity"),
    ]
    assert entry.listing.programmes == ("North Korea",)


def test_parse_document_is_a_passport_with_its_country_and_days():
    entry = _entry("900020")
    assert entry.entity.get("passportNumber") == ("836110035",)
    passport = next(entity for entity in entry.related if entity.schema == "Passport")
    assert {key: passport.get(key) for key in ("number", "country", "startDate", "endDate", "type")} == {
        "number": ("836110035",),
        "country": ("kp",),
        "startDate": ("2016-01-02",),
        "endDate": ("2021-01-02",),
        "type": ("diplomatic-passport",),
    }


@pytest.mark.parametrize("entry", PARSED.entries, ids=lambda entry: entry.listing.reference)
def test_locate_entry_gives_the_whole_outer_target(entry: ListEntry):
    start, end = ch_seco.locate_entry(CONTENT, entry.listing.reference) or (0, 0)
    element = ET.fromstring(CONTENT[start:end])  # noqa: S314 - a file of the test's own
    assert (element.tag, element.get("ssid")) == ("target", entry.listing.reference)
    assert len(element.findall("modification")) >= 1


def test_locate_entry_unknown_or_cut_off_is_none():
    assert ch_seco.locate_entry(CONTENT, "1") is None
    assert ch_seco.locate_entry(b'<target ssid="5142"><x>', "5142") is None
    assert ch_seco.locate_entry(b'<!-- <target ssid="5"></target> -->', "5") is None


@pytest.mark.parametrize(
    ("attributes", "birth_dates", "notes"),
    [
        ('year="1960"', ("1960",), ()),
        ('year="1960" month="2" day="0"', ("1960-02",), ()),
        ('year="1960" month="2" day="30"', (), ("Date of birth: 1960-02-30",)),
        ('month="2" day="3"', (), ("Date of birth: 02-03",)),
        ('year="60"', (), ("Date of birth: 60",)),
        ('year="1339" calendar="Islamic"', (), ("Date of birth: 1339 (Islamic calendar)",)),
        ("", (), ()),
    ],
)
def test_parse_birth_date_is_never_filled_up(attributes: str, birth_dates: tuple[str], notes: tuple[str]):
    entry = _target(f"<day-month-year {attributes}/>")
    assert (entry.entity.get("birthDate"), entry.entity.get("notes")) == (birth_dates, notes)


@pytest.mark.parametrize(
    ("kind", "day", "dates", "code"),
    [
        (
            "listed",
            'enactment-date="2022-03-15"',
            [("designated_on", "2022-03-15")],
            "effective-date-missing",
        ),
        ("listed", 'effective-date="soon"', [], "modification-date-unreadable"),
        ("extended", 'effective-date="2022-03-15"', [], "modification-type-unknown"),
        ("amended", 'effective-date="2022-03-15"', [("amended_on", "2022-03-15")], "listing-date-missing"),
    ],
)
def test_parse_modification_gives_a_date_of_its_own_kind(
    kind: str, day: str, dates: list[tuple[str, str]], code: str
):
    parsed = _read(
        f'<target ssid="7">{SET}<individual><identity main="true">{NAME}</identity></individual>'
        f'<modification modification-type="{kind}" {day}/></target>'
    )
    assert _dates(parsed.entries[0]) == dates
    codes = {code for code, _ in _codes(parsed)}
    assert f"ch-{code}" in codes
    assert ("ch-listing-date-missing" in codes) == (("designated_on", "2022-03-15") not in dates)


def test_parse_many_spellings_each_stand_in_a_name():
    part = '<name-part order="{}" name-part-type="{}"><value>{}</value>{}</name-part>'
    variants = "".join(f'<spelling-variant script="LATN">{letter}</spelling-variant>' for letter in "BCDE")
    name = "".join(
        part.format(order, kind, "A", variants) for order, kind in enumerate(("family-name", "given-name"))
    )
    entry = _target(f'<name name-type="alias" quality="good">{name}</name>')
    values = {name.value for name in entry.names}
    assert {f"{letter} B" for letter in "BCDE"} | {f"B {letter}" for letter in "BCDE"} <= values


@pytest.mark.parametrize(
    ("body", "schema", "codes"),
    [
        ('object object-type="aircraft"', "Airplane", set()),
        ('object object-type="satellite"', "LegalEntity", {"ch-object-type-unknown"}),
        ("entity", "Organization", set()),
    ],
)
def test_parse_body_tells_what_the_target_is(body: str, schema: str, codes: set[str]):
    tag = body.split(maxsplit=1)[0]
    parsed = _read(
        f'<target ssid="7">{SET}<{body}><identity main="true">{NAME}</identity></{tag}>{LISTED}</target>'
    )
    assert parsed.entries[0].entity.schema == schema
    assert {code for code, _ in _codes(parsed)} == codes


def test_parse_relation_to_a_target_not_held_is_a_note():
    entry = _target(more='<relation target-id="99" relation-type="related-to"/>')
    assert entry.related == ()
    assert entry.entity.get("notes") == ("Relation: related-to, 99",)


def test_parse_invalid_ship_number_stays_text():
    entry = _target(
        body='object object-type="vessel"', more="<other-information>IMO Number: 8405271</other-information>"
    )
    assert entry.entity.get("imoNumber") == ()
    assert "IMO Number: 8405271" in entry.entity.get("notes")


def test_parse_target_without_name_or_number_is_reported_and_the_rest_read():
    parsed = _read(
        f'<target ssid="7">{SET}<entity><identity main="true"></identity></entity>{LISTED}</target>'
        f'<target>{SET}<entity><identity main="true">{NAME}</identity></entity>{LISTED}</target>'
        f'<target ssid="8">{SET}<entity><identity main="true">{NAME}</identity></entity>{LISTED}</target>'
        f'<target ssid="8">{SET}<entity><identity main="true">{NAME}</identity></entity>{LISTED}</target>'
    )
    assert [entry.listing.reference for entry in parsed.entries] == ["8"]
    assert _codes(parsed) == {
        ("ch-name-missing", "error"): 1,
        ("ch-reference-missing", "error"): 1,
        ("ch-reference-repeated", "error"): 1,
    }


def test_parse_element_never_seen_is_told_and_counted():
    parsed = _read(
        f'<target ssid="7" colour="red">{SET}<entity><identity main="true">{NAME}<hobby>x</hobby></identity></entity>'
        f"{LISTED}</target>"
    )
    assert _codes(parsed) == {("ch-element-unknown", "warning"): 1, ("ch-attribute-unknown", "warning"): 1}
    assert parsed.accounted["swiss-sanctions-list/target/entity/identity/hobby"].problem == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"<html><body>Error</body></html>", UnreadableError),
        (b"PK\x03\x04rest", UnreadableError),
        (CONTENT[: len(CONTENT) // 2], UnreadableError),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><swiss-sanctions-list>&a;</swiss-sanctions-list>", UnreadableError),
        (b"<CONSOLIDATED_LIST/>", SourceChangedError),
        (b'<swiss-sanctions-list list-type="whole-list" date="2026-01-01"/>', SourceChangedError),
        (CONTENT.replace(b"whole-list", b"delta-list"), SourceChangedError),
        (CONTENT.replace(b"<target", b"<subject").replace(b"</target", b"</subject"), SourceChangedError),
    ],
)
def test_parse_what_is_no_whole_list_is_refused(content: bytes, error: type[LagebildError]):
    with pytest.raises(error):
        ch_seco.parse(content, source="bad")


def test_compare_editions_tells_what_was_amended_in_the_lists_words():
    later = ch_seco.parse(CONTENT.replace(b"IMO Number: 8405270", b"IMO number: 8405270"), source="later")
    (change,) = compare_editions(PARSED.entries, later.entries)
    assert (change.kind, change.listing_id) == ("amended", "CH:34461")
    (field,) = change.fields
    assert field.field == "object/other-information"
    assert field.added == ("ssid=34465; IMO number: 8405270",)


def test_recognises_its_own_file_alone():
    assert ch_seco.recognises(CONTENT, name="x")
    assert not ch_seco.recognises(b"<CONSOLIDATED_LIST>", name="x")


@given(start=st.integers(0, len(CONTENT)), length=st.integers(0, 40), put=st.binary(max_size=8))
def test_parse_damaged_bytes_end_in_a_list_or_in_our_own_errors(start: int, length: int, put: bytes):
    damaged = CONTENT[:start] + put + CONTENT[start + length :]
    ch_seco.locate_entry(damaged, "5142")
    with contextlib.suppress(DocumentError, SourceChangedError):
        parsed = ch_seco.parse(damaged, source="damaged")
        assert sum(account.total for account in parsed.accounted.values()) > 0


PAGE = (ROOT / "docs" / "sources" / "ch_seco.md").read_text(encoding="utf-8")


def test_source_page_table_of_elements_is_the_readers_own():
    table = PAGE[PAGE.index("| Path below") :].strip().splitlines()[2:]
    expected = []
    for rule in load_field_rules("ch_seco").values():
        path = rule.path.removeprefix("swiss-sanctions-list").removeprefix("/") or "."
        expected.append(f"| `{path}` | {rule.kind} | {rule.state} | {rule.note} |")
    assert table == expected


def test_source_page_names_exactly_the_problem_codes_of_the_reader():
    section = PAGE[PAGE.index("## Problems") : PAGE.index("## Every element")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    lists = ROOT / "src" / "lagebild" / "lists"
    own = "".join(path.read_text(encoding="utf-8") for path in lists.glob("ch_seco/*.py"))
    used = {f"ch-{code}" for code in re.findall(r'draft\.note\(\s*"([a-z-]+)"', own)}
    used |= set(re.findall(r'"(ch(?:-[a-z]+)+)"', own)) - {ch_seco.SOURCE.id}
    shared = {"ch-country-unknown", "ch-identifier-invalid", "ch-reference-missing", "ch-name-missing"}
    general = {"ch-element-unknown", "ch-attribute-unknown"}
    assert {code for code in documented if code.startswith("ch-")} == used | shared | general
    assert {code for code in documented if code.startswith("xml-")} == {
        "xml-encoding-doubtful",
        "xml-text-damaged",
        "xml-text-unexpected",
    }


def test_source_page_says_that_no_complete_file_was_read():
    assert "| Read in full | no complete file yet" in PAGE
    assert f"<{ch_seco.SOURCE.homepage}>" in PAGE
