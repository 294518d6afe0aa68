"""Canada's list: a small file of our own in its three layouts, and entries written for one question each."""

import contextlib
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import DocumentError, EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import ParsedList, ca_sema, compare_editions
from lagebild.lists.account import load_field_rules
from lagebild.lists.ca_sema.fields import TAGS
from lagebild.model.listing import ListEntry

ROOT = Path(__file__).parent.parent.parent.parent
CONTENT = (Path(__file__).parent / "ca-small.xml").read_bytes()
PARSED = ca_sema.parse(CONTENT, source="small.xml")
STATED = "<Country>Russia / Russie</Country><Item>1</Item><DateOfListing>2022-02-24</DateOfListing>"


def _rename(content: bytes, layout: int) -> bytes:
    """The same file with the element names of another layout."""
    for tags in TAGS.values():
        if layout < len(tags):
            for start in (b"<", b"</"):
                content = content.replace(
                    start + tags[0].encode() + b">", start + tags[layout].encode() + b">"
                )
    return content


def _read(*records: str) -> ParsedList:
    text = "".join(f"<record>{record}</record>" for record in records)
    return ca_sema.parse(f"<data-set>{text}</data-set>".encode(), source="made.xml")


def _person(inner: str = "") -> tuple[ListEntry, set[tuple[str, str]]]:
    parsed = _read(f"<LastName>Doe</LastName><GivenName>Jo</GivenName>{STATED}{inner}")
    return parsed.entries[0], set(_codes(parsed))


def _codes(parsed: ParsedList) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.severity) for problem in parsed.problems)


def _facts(parsed: ParsedList) -> list[tuple[object, ...]]:
    return [(entry.entity, entry.listing, entry.names, entry.related, entry.raw) for entry in parsed.entries]


def test_parse_small_file_counts_entries_by_schema_and_programme():
    assert (PARSED.dated_at, PARSED.source.form) == (None, "")
    assert PARSED.count_by_schema() == {"Company": 1, "Organization": 1, "Person": 5, "Vessel": 1}
    assert PARSED.count_by_programme() == {
        "Belarus": 1,
        "Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR)": 1,
        "Russia": 5,
        "Syria": 1,
    }


def test_parse_small_file_has_exactly_these_problems():
    assert _codes(PARSED) == {("ca-birth-date-rough", "note"): 1, ("ca-key-repeated", "note"): 1}


def test_parse_small_file_accounts_for_every_element():
    counted = Counter(element.tag for element in ET.fromstring(CONTENT).iter())  # noqa: S314 - the test's own file
    assert {path.rpartition("/")[2]: account.total for path, account in PARSED.accounted.items()} == counted
    assert [path for path, account in PARSED.accounted.items() if account.problem] == []


def test_parse_bilingual_layout_reads_the_same_entries_under_another_form():
    renamed = ca_sema.parse(_rename(CONTENT, 1), source="renamed.xml")
    assert renamed.source.form == "bilingual"
    assert _facts(renamed) == _facts(PARSED)
    assert [path for path, account in renamed.accounted.items() if account.problem] == []
    assert compare_editions(PARSED.entries, renamed.entries) == []


def test_parse_layout_before_ships_reads_the_same_entries():
    renamed = ca_sema.parse(_rename(CONTENT, 2), source="old.xml")
    assert _facts(renamed) == _facts(PARSED)


def test_parse_spreadsheet_serials_are_days_of_the_1900_system():
    entry = PARSED.entries[1]
    assert entry.entity.get("birthDate") == ("1953-09-22",)
    assert [(date.kind, date.value, date.field) for date in entry.listing.dates] == [
        ("designated_on", "2019-03-15", "DateOfListing")
    ]


def test_parse_person_reads_names_with_their_language():
    entry = PARSED.entries[1]
    assert [(name.value, name.kind, name.script, name.lang) for name in entry.names] == [
        ("Andrey Igorevich AKIMOV", "primary", "Latn", None),
        ("Andrei", "alias", "Latn", None),
        ("Андрей Игоревич Акимов", "alias", "Cyrl", "ru"),
    ]
    assert (entry.entity.get("firstName"), entry.entity.get("lastName")) == (
        ("Andrey Igorevich",),
        ("AKIMOV",),
    )
    assert entry.listing.legal_basis == "Russia, Schedule 1, Part 1, item 94"
    assert entry.entity.get("country") == entry.entity.get("nationality") == ()


def test_parse_entity_reads_what_it_is_also_known_as_out_of_its_name():
    entry = PARSED.entries[2]
    assert [(name.value, name.kind) for name in entry.names] == [
        ("Agregat PJSC", "primary"),
        ("Public Joint Stock Company Agregat", "alias"),
        ("ПАО «Агрегат»", "alias"),
        ("Zavod Agregat", "former"),
    ]


def test_parse_ship_reads_the_columns_that_persons_share():
    entry = PARSED.entries[3]
    assert entry.entity.properties == {
        "name": ("M/V Maria",),
        "type": ("General Cargo",),
        "buildDate": ("1986",),
        "imoNumber": ("IMO8517839",),
    }
    assert entry.listing.reference == "russia-imo8517839"


def test_parse_name_in_both_languages_is_two_primary_names():
    assert PARSED.entries[5].entity.get("name") == ("Central Bank of Syria", "Banque centrale de Syrie")


def test_parse_rough_birth_date_stays_text():
    entity = PARSED.entries[4].entity
    assert (entity.get("birthDate"), entity.get("notes")) == ((), ("Date of birth: born in the 1960s",))


def test_parse_two_entries_of_one_key_are_both_kept_the_first_listed_with_the_plain_key():
    later, first = (entry.listing for entry in PARSED.entries[6:8])
    assert later.reference == f"{first.reference}-2021-03-21"
    assert (first.designated_on, later.designated_on) == ("2014-05-12", "2021-03-21")


def test_parse_keys_do_not_depend_on_the_order_of_the_file():
    head, *records = re.split(rb"(?=\t<record>)", CONTENT)
    records[-1] = records[-1].replace(b"</data-set>", b"")
    turned = ca_sema.parse(head + b"".join(reversed(records)) + b"</data-set>", source="turned")
    assert {entry.listing.id: entry.names for entry in turned.entries} == {
        entry.listing.id: entry.names for entry in PARSED.entries
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<Item>596</Item>", b"<Item>597</Item>"),
        (b"<Schedule>1.1</Schedule>", b"<Schedule>2</Schedule>"),
        (b"Russian: ", b"Ukrainian: "),
        (b"19624", b"1953-09-22"),
        (b"Andrey Igorevich<", b"Andrey  Igorevich <"),
        (b"(also known as Public Joint\nStock Company Agregat)", b""),
        (b"M/V Maria ", b"Another Name"),
        (b"/Banque centrale de Syrie", b""),
        ("Bélarus".encode(), b"Belarus"),
    ],
)
def test_parse_key_stays_when_anything_but_the_name_is_edited(old: bytes, new: bytes):
    assert old in CONTENT
    edited = ca_sema.parse(CONTENT.replace(old, new), source="edited")
    assert [entry.listing.id for entry in edited.entries] == [entry.listing.id for entry in PARSED.entries]


@pytest.mark.parametrize("country", ["Russia / Russie", "Russia/ Russie", "Russia", " Russia | Russie"])
def test_parse_programme_is_the_english_half(country: str):
    parsed = _read(f"<LastName>Doe</LastName><Country>{country}</Country>")
    assert parsed.entries[0].listing.programmes == ("Russia",)


def test_parse_key_follows_the_name_and_the_regulation():
    keys = {
        _read(f"<LastName>{name}</LastName><Country>{country}</Country>").entries[0].listing.reference
        for name in ("Doe", "Roe")
        for country in ("Iran", "Ukraine")
    }
    assert len(keys) == 4


@pytest.mark.parametrize("entry", PARSED.entries, ids=lambda entry: entry.listing.reference)
def test_locate_entry_gives_the_whole_record(entry: ListEntry):
    start, end = ca_sema.locate_entry(CONTENT, entry.listing.reference) or (0, 0)
    element = ET.fromstring(CONTENT[start:end])  # noqa: S314 - the test's own file
    assert {child.tag: [(child.text or "").strip()] for child in element} == entry.raw


def test_locate_entry_unknown_or_unreadable_is_none():
    assert ca_sema.locate_entry(CONTENT, "russia-imo1") is None
    assert ca_sema.locate_entry(CONTENT[:500], "russia-imo8517839") is None


@pytest.mark.parametrize(
    ("raw", "birth_date", "code"),
    [
        ("1962", "1962", None),
        ("1962-04", "1962-04", None),
        (" 1962-04-11 ", "1962-04-11", None),
        ("27030", "1974-01-01", None),
        ("27030.0", "1974-01-01", None),
        ("9862", "1926-12-31", None),
        ("25/04/1962", "1962-04-25", None),
        ("04/25/1962", "1962-04-25", None),
        ("1962/4/25", "1962-04-25", None),
        ("April 11, 1962", "1962-04-11", None),
        ("11 avril 1962", "1962-04-11", None),
        ("Sept. 1962", "1962-09", None),
        ("11/04/1962", None, "ca-birth-date-ambiguous"),
        ("Sep-99", None, "ca-birth-date-ambiguous"),
        ("circa 1962", None, "ca-birth-date-rough"),
        ("1963 or 1964", None, "ca-birth-date-rough"),
        ("1963-1964", None, "ca-birth-date-rough"),
        ("1960s", None, "ca-birth-date-rough"),
        ("1962-02-30", None, "ca-birth-date-impossible"),
        ("60", None, "ca-birth-date-impossible"),
        ("9999999", None, "ca-birth-date-impossible"),
        ("45000", None, "ca-birth-date-impossible"),
        ("unknown", None, "ca-birth-date-unreadable"),
    ],
)
def test_parse_birth_date_is_read_or_kept_as_text(raw: str, birth_date: str | None, code: str | None):
    entry, codes = _person(f"<DateOfBirthOrShipBuildDate>{raw}</DateOfBirthOrShipBuildDate>")
    assert entry.entity.get("birthDate") == ((birth_date,) if birth_date else ())
    assert entry.entity.get("notes") == (() if birth_date else (f"Date of birth: {raw}",))
    assert codes == ({(code, "note")} if code else set())


@pytest.mark.parametrize(("raw", "day"), [("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01")])
def test_parse_serials_around_the_day_that_never_was(raw: str, day: str):
    parsed = _read(f"<LastName>Doe</LastName><Country>Iran</Country><DateOfListing>{raw}</DateOfListing>")
    assert parsed.entries[0].listing.designated_on == day


@pytest.mark.parametrize("raw", ["spring 2014", "03/04/2014", "2014-13-01"])
def test_parse_listing_date_that_is_no_certain_date_is_reported_and_kept_as_text(raw: str):
    parsed = _read(f"<LastName>Doe</LastName><Country>Iran</Country><DateOfListing>{raw}</DateOfListing>")
    assert parsed.entries[0].listing.dates == ()
    assert parsed.entries[0].entity.get("notes") == (f"Date of listing: {raw}",)
    assert _codes(parsed) == {("ca-listing-date-unreadable", "warning"): 1}
    assert parsed.accounted["data-set/record/DateOfListing"].problem == 1


def test_parse_entry_that_is_entity_and_person_keeps_both_names_with_a_problem():
    parsed = _read(
        f"<EntityOrShip>Acme</EntityOrShip><LastName>Doe</LastName><GivenName>Jo</GivenName>{STATED}"
    )
    (entry,) = parsed.entries
    assert (entry.entity.schema, entry.entity.names) == ("LegalEntity", ("Acme", "Jo Doe"))
    assert _codes(parsed) == {("ca-kind-unclear", "note"): 1}


def test_parse_entity_with_a_date_keeps_it_as_text():
    parsed = _read(f"<EntityOrShip>Acme</EntityOrShip><DateOfBirth>1962</DateOfBirth>{STATED}")
    assert parsed.entries[0].entity.get("notes") == ("Date of birth or building: 1962",)
    assert _codes(parsed) == {("ca-birth-date-of-entity", "note"): 1}


@pytest.mark.parametrize(
    ("number", "code"), [("8517830", "ca-identifier-invalid"), ("Maria", "ca-ship-number-unreadable")]
)
def test_parse_ship_number_that_is_none_stays_text(number: str, code: str):
    parsed = _read(
        f"<EntityOrShip>Maria</EntityOrShip><TitleOrShip>Tanker</TitleOrShip>"
        f"<ShipIMONumber>{number}</ShipIMONumber>{STATED}"
    )
    (entry,) = parsed.entries
    assert (entry.entity.schema, entry.entity.get("imoNumber")) == ("Vessel", ())
    assert number in entry.entity.get("notes")[0]
    assert _codes(parsed) == {(code, "note"): 1}


@pytest.mark.parametrize("value", ["1, Part 1", "94", "2019-03-15", "Part 2.1"])
def test_parse_shifted_columns_make_no_name(value: str):
    parsed = _read(
        f"<LastName>{value}</LastName>{STATED}",
        f"<LastName>Doe</LastName>{STATED}",
        f"<Item>3</Item>{STATED}",
    )
    assert [entry.entity.caption for entry in parsed.entries] == ["Doe"]
    codes = _codes(parsed)
    assert codes["ca-value-misplaced", "warning"] == 1
    assert codes["ca-name-missing", "error"] == 2


def test_parse_numbers_among_the_aliases_are_read_and_kept_as_text():
    entry, codes = _person("<Aliases>Jo Roe; Passport AB123456</Aliases>")
    assert entry.entity.get("passportNumber") == ("AB123456",)
    assert entry.entity.get("notes") == ("Alias: Passport AB123456",)
    assert ([name.value for name in entry.names], codes) == (["Jo Doe", "Jo Roe"], set())


def test_parse_aliases_alone_stand_for_the_name():
    parsed = _read(f"<Aliases>Someone</Aliases>{STATED}")
    assert parsed.entries[0].entity.caption == "Someone"
    assert _codes(parsed) == {("ca-primary-name-missing", "note"): 1}


def test_parse_column_repeated_renamed_or_added_is_told():
    parsed = _read(
        f"<LastName>Doe</LastName><LastName>Roe</LastName>{STATED}",
        f"<LastName>Doe</LastName><Nationality>x</Nationality>{STATED}",
    )
    codes = _codes(parsed)
    assert codes["ca-element-repeated", "warning"] == 1
    assert codes["ca-element-unknown", "warning"] == 1
    assert parsed.accounted["data-set/record/Nationality"].problem == 1
    assert parsed.accounted["data-set/record/LastName"].problem == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"<!DOCTYPE html><html></html>", UnreadableError),
        (b"PK\x03\x04rest", UnreadableError),
        (CONTENT[:-100], UnreadableError),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><data-set>&a;</data-set>", UnreadableError),
        (b"<CONSOLIDATED_LIST/>", SourceChangedError),
        (b"<data-set></data-set>", SourceChangedError),
        (CONTENT.replace(b"<record>", b"<row>").replace(b"</record>", b"</row>"), SourceChangedError),
    ],
)
def test_parse_what_is_no_list_is_refused(content: bytes, error: type[LagebildError]):
    with pytest.raises(error):
        ca_sema.parse(content, source="bad")


@pytest.mark.parametrize(
    ("content", "name", "known"),
    [
        (CONTENT, "x", True),
        (_rename(CONTENT, 1), "x", True),
        (b"<data-set><record>", "sema-lmes.xml", True),
        (b"<data-set><record><Price>1</Price></record></data-set>", "prices.xml", False),
        (b"<CONSOLIDATED_LIST>", "sema-lmes.xml", False),
    ],
)
def test_recognises_its_own_file_alone(content: bytes, name: str, *, known: bool):
    assert ca_sema.recognises(content, name=name) is known


@given(start=st.integers(0, len(CONTENT)), length=st.integers(0, 40), put=st.binary(max_size=8))
def test_parse_damaged_bytes_end_in_a_list_or_in_our_own_errors(start: int, length: int, put: bytes):
    damaged = CONTENT[:start] + put + CONTENT[start + length :]
    ca_sema.locate_entry(damaged, "russia-imo8517839")
    with contextlib.suppress(DocumentError, SourceChangedError):
        parsed = ca_sema.parse(damaged, source="damaged")
        records = parsed.accounted["data-set/record"].total
        assert len(parsed.entries) == records or any(
            problem.severity == "error" for problem in parsed.problems
        )
        assert len({entry.listing.id for entry in parsed.entries}) == len(parsed.entries)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&"), max_size=30)


@given(aliases=TEXT, name=TEXT, born=TEXT)
def test_parse_any_text_is_read_or_reported(aliases: str, name: str, born: str):
    parsed = _read(
        f"<LastName>Doe</LastName><Aliases>{aliases}</Aliases>"
        f"<DateOfBirthOrShipBuildDate>{born}</DateOfBirthOrShipBuildDate>{STATED}",
        f"<EntityOrShip>Acme {name}</EntityOrShip>{STATED}",
    )
    assert parsed.accounted["data-set/record"].total == 2
    assert all(found.value.strip() for entry in parsed.entries for found in entry.names)


PAGE = (ROOT / "docs" / "sources" / "ca_sema.md").read_text(encoding="utf-8")


def test_source_page_table_of_elements_is_the_readers_own():
    table = PAGE[PAGE.index("| Path below") :].strip().splitlines()[2:]
    expected = []
    for rule in load_field_rules("ca_sema").values():
        path = rule.path.removeprefix("data-set").removeprefix("/") or "."
        expected.append(f"| `{path}` | {rule.kind} | {rule.state} | {rule.note} |")
    assert table == expected


def test_source_page_names_exactly_the_problem_codes_of_the_reader():
    section = PAGE[PAGE.index("## Problems") : PAGE.index("## Every element")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    lists = ROOT / "src" / "lagebild" / "lists"
    own = "".join(path.read_text(encoding="utf-8") for path in lists.glob("ca_sema/*.py"))
    used = {f"ca-{code}" for code in re.findall(r'draft\.note\(\s*"([a-z-]+)"', own)}
    used |= {f"ca-{code}" for code in re.findall(r'"(birth-date-[a-z]+)"', own)}
    used |= set(re.findall(r'"(ca(?:-[a-z]+)+)"', own)) - {ca_sema.SOURCE.id}
    shared = {"ca-identifier-invalid", "ca-name-missing", "ca-element-unknown", "ca-attribute-unknown"}
    assert {code for code in documented if code.startswith("ca-")} == used | shared
    assert {code for code in documented if code.startswith("xml-")} == {
        "xml-encoding-doubtful",
        "xml-text-damaged",
        "xml-text-unexpected",
    }


def test_source_page_names_the_address_of_the_list():
    assert f"<{ca_sema.SOURCE.homepage}>" in PAGE
