"""Tables read through a mapping file: the documented example, and what must be refused or told."""

import contextlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lagebild.errors import LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import mapped_table
from lagebild.lists.mapped_table.head import RESERVED_IDS
from lagebild.lists.mapped_table.reader import MAPPING_NAME, pack_mapped
from lagebild.lists.source import ParsedList
from lagebild.model.listing import ListingDate

ROOT = Path(__file__).parent.parent.parent.parent
LISTS = ROOT / "src" / "lagebild" / "lists"
PAGE = (ROOT / "docs" / "reference" / "mapping.md").read_text(encoding="utf-8")


def _example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


TABLE = _example("csv").encode()
MAPPING = _example("yaml")


def _parse(table: bytes | str = TABLE, mapping: dict[str, Any] | str = MAPPING) -> ParsedList:
    written = mapping if isinstance(mapping, str) else yaml.safe_dump(mapping, allow_unicode=True)
    content = table if isinstance(table, bytes) else table.encode()
    return mapped_table.parse(pack_mapped("ships.csv", content, written.encode()), source="ships.zip")


def _change(*path: str, to: Any) -> dict[str, Any]:
    """The example's mapping with one value changed, or left out where `to` is None."""
    mapping: dict[str, Any] = yaml.load(MAPPING, Loader=yaml.BaseLoader)  # noqa: S506 - texts alone, our own file
    here: Any = mapping
    for key in path[:-1]:
        here = here[int(key)] if isinstance(here, list) else here[key]
    if to is None:
        del here[path[-1]]
    else:
        here[path[-1]] = to
    return mapping


def _codes(parsed: ParsedList) -> list[str]:
    return [problem.code for problem in parsed.problems]


def test_example_of_the_page_gives_five_ships_with_their_operator() -> None:
    parsed = _parse()
    assert parsed.problems == ()
    assert parsed.source.id == "example-ships"
    assert parsed.source.authority == "UNSC"
    assert parsed.source.name == {"en": "Ships of annex III", "de": "Schiffe aus Anhang III"}
    assert parsed.source.key == "authority"
    assert [entry.entity.caption for entry in parsed.entries] == [
        "Chol Ryong",
        "Chong Bong",
        "Chong Rim 2",
        "Hoe Ryong",
        "Hu Chang",
    ]
    first = parsed.entries[0]
    assert first.entity.id == "example-ships-1"
    assert first.entity.schema == "Vessel"
    assert dict(first.entity.properties) == {
        "name": ("Chol Ryong",),
        "flag": ("kp",),
        "imoNumber": ("IMO8606173",),
    }
    assert first.listing.id == "UNSC:1"
    assert first.listing.programmes == ("DPRK",)
    assert first.listing.measures == ("Asset freeze",)
    assert first.listing.legal_basis == "S/RES/2270 (2016)"
    assert first.listing.dates == (
        ListingDate(
            kind="designated_on", value="2016-03-02", field="Listed", act="S/RES/2270 (2016)", role="listing"
        ),
    )


def test_example_links_point_at_the_entry_and_at_the_operator() -> None:
    parsed = _parse()
    operators = {
        entity.id for entry in parsed.entries for entity in entry.related if entity.schema == "Company"
    }
    assert len(operators) == 1
    for entry in parsed.entries:
        (link,) = [entity for entity in entry.related if entity.schema == "UnknownLink"]
        assert link.get("object") == (entry.entity.id,)
        assert set(link.get("subject")) == operators


def test_example_accounts_for_every_cell() -> None:
    parsed = _parse()
    totals = {heading: account.total for heading, account in parsed.accounted.items()}
    assert totals == dict.fromkeys(
        ["No", "Ship", "IMO", "Flag", "Listed", "Act", "Last amended", "Operator", "Page"], 5
    )
    assert parsed.accounted["Page"].ignored == 5
    assert parsed.accounted["Last amended"].empty == 5
    assert parsed.accounted["Ship"].note == "ships.queries[0].entities.ship.properties.name.column"


def test_pack_mapped_same_files_give_the_same_bytes() -> None:
    assert pack_mapped("a.csv", TABLE, b"x: 1") == pack_mapped("a.csv", TABLE, b"x: 1")
    with pytest.raises(ValueError, match="cannot be named"):
        pack_mapped(MAPPING_NAME, TABLE, b"x: 1")


def test_recognises_only_an_archive_with_a_mapping() -> None:
    assert mapped_table.recognises(pack_mapped("a.csv", TABLE, b"x"), name="a.zip")
    assert not mapped_table.recognises(TABLE, name="a.csv")
    assert not mapped_table.recognises(_workbook([["No"]]), name="a.ods")


def test_locate_entry_gives_the_row_in_the_archive() -> None:
    content = pack_mapped("ships.csv", TABLE, MAPPING.encode())
    found = mapped_table.locate_entry(content, "4")
    assert found is not None
    assert content[slice(*found)].decode() == TABLE.decode().splitlines()[4]
    assert mapped_table.locate_entry(content, "44") is None
    assert mapped_table.locate_entry(pack_mapped("a.ods", _workbook(ROWS), MAPPING.encode()), "4") is None
    assert mapped_table.locate_entry(b"", "4") is None


def _workbook(rows: list[list[str]], *, sheets: tuple[str, ...] = ("Ships",)) -> bytes:
    """An ODS file with the rows on each of its sheets."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    root = etree.Element(
        f"{{{office}}}document-content", nsmap={"office": office, "table": table, "text": text}
    )
    for name in sheets:
        sheet = etree.SubElement(root, f"{{{table}}}table", {f"{{{table}}}name": name})
        for row in rows:
            line = etree.SubElement(sheet, f"{{{table}}}table-row")
            for value in row:
                cell = etree.SubElement(line, f"{{{table}}}table-cell")
                etree.SubElement(cell, f"{{{text}}}p").text = value
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", etree.tostring(root))
    return packed.getvalue()


ROWS = [line.split(";") for line in TABLE.decode().splitlines()]


def test_parse_workbook_gives_what_the_csv_gives() -> None:
    assert [entry.to_json() for entry in _parse(_workbook(ROWS)).entries] == [
        entry.to_json() for entry in _parse().entries
    ]


def test_parse_workbook_with_several_sheets_wants_the_sheet_said() -> None:
    book = _workbook(ROWS, sheets=("Ships", "Notes"))
    with pytest.raises(SourceChangedError, match=r"lagebild\.table\.sheet.*'Ships', 'Notes'"):
        _parse(book)
    parsed = _parse(book, _change("lagebild", "table", "sheet", to="Ships"))
    assert len(parsed.entries) == 5
    assert [(problem.code, problem.locator) for problem in parsed.problems] == [
        ("table-sheet-left", "sheet 'Notes'")
    ]


@pytest.mark.parametrize(
    ("path", "to", "message"),
    [
        (("lagebild", "authorty"), "NO", r"lagebild\.authorty: is no key that is known"),
        (("lagebild", "id"), "un-sc", r"lagebild\.id: 'un-sc' is a list with a reader of its own"),
        (("lagebild", "id"), "My List", r"lagebild\.id: 'My List' must be small letters"),
        (("lagebild", "id"), None, r"lagebild\.id: is missing"),
        (("lagebild", "authority"), "norway", r"lagebild\.authority: 'norway' must be"),
        (("lagebild", "name"), None, r"lagebild\.name: is missing"),
        (("lagebild", "reference"), None, r"lagebild\.reference: is missing"),
        (
            ("lagebild", "reference"),
            {"column": "No", "derived_from": ["Ship"]},
            r"lagebild\.reference: is missing",
        ),
        (("lagebild", "entry"), "boat", r"lagebild\.entry: ships\.queries\[0\] has no entity 'boat'"),
        (("lagebild", "entry"), "link", r"entities\.link: a UnknownLink is a link"),
        (("lagebild", "entry"), None, r"lagebild\.entry: ships\.queries\[0\] has several entities"),
        (("lagebild", "rows"), "many", r"lagebild\.rows: 'many' is none of one, several"),
        (("lagebild", "table", "delimiter"), ";;", r"lagebild\.table\.delimiter: one character"),
        (("lagebild", "dates", "0", "kind"), "listed", r"dates\[0\]\.kind: 'listed' is none of"),
        (
            ("lagebild", "dates", "0", "role"),
            "amendment",
            r"dates\[0\]\.role: the date of an act of amendment",
        ),
        (("lagebild", "dates", "0", "kind"), "legal_act_on", None),
        (("lagebild", "dates", "1", "kind"), "legal_act_on", r"dates\[1\]\.role: is missing"),
        (("lagebild", "dates", "0", "format"), "%d.%m.%y", r"dates\[0\]\.format: .* two-digit"),
        (("lagebild", "ignore", "Ship"), "why", r"lagebild\.ignore: 'Ship' is read by ships"),
        (("lagebild", "ignore", "Page"), "", r"lagebild\.ignore\.Page: a text is due"),
        (("ships", "queries", "0", "database"), "sqlite:///x", r"ships\.queries\[0\]\.database: is no key"),
        (
            ("ships", "queries", "0", "entities", "ship", "schema"),
            "Boat",
            r"ships\.queries\[0\]: Invalid schema: Boat",
        ),
        (
            ("ships", "queries", "0", "entities", "ship", "properties", "imo"),
            {"column": "IMO"},
            r"ships\.queries\[0\]: Invalid property: imo",
        ),
        (
            ("ships", "queries", "0", "entities", "ship", "properties", "name"),
            {"colum": "Ship"},
            r"ship\.properties\.name\.colum: is no key",
        ),
        (
            ("ships", "queries", "0", "entities", "ship", "properties", "name"),
            {"column": "Ship", "split": {}},
            r"ship\.properties\.name\.split: a text is due",
        ),
        (
            ("ships", "queries", "0", "entities", "ship", "key"),
            None,
            r"ships\.queries\[0\]: No keys or ID: 'ship'",
        ),
        (("ships", "queries"), [], r"ships\.queries: at least one query"),
        (("other",), {"queries": []}, r"one dataset is due beside 'lagebild', not 2"),
        (("lagebild",), None, r"lagebild: is missing"),
    ],
)
def test_parse_mapping_with_a_fault_is_refused_with_its_place(
    path: tuple[str, ...], to: Any, message: str | None
) -> None:
    changed = _change(*path, to=to)
    if message is None:
        assert len(_parse(mapping=changed).entries) == 5
        return
    with pytest.raises(UnreadableError, match=message):
        _parse(mapping=changed)


def test_parse_mapping_reads_words_that_yaml_takes_for_truth_as_words() -> None:
    mapping = MAPPING.replace("role: {literal: operator}", "role: {literal: true}").replace("UNSC", "NO")
    parsed = _parse(mapping=mapping)
    assert parsed.source.authority == "NO"
    (link,) = [entity for entity in parsed.entries[0].related if entity.schema == "UnknownLink"]
    assert link.get("role") == ("true",)


def test_parse_mapping_tells_all_its_faults_at_once() -> None:
    mapping = _change("lagebild", "id", to="un-sc")
    mapping["lagebild"]["authority"] = "norway"
    with pytest.raises(UnreadableError) as caught:
        _parse(mapping=mapping)
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("a: [1", "no YAML"),
        ("- a", "no mapping"),
        ("a: &x 1\nb: *x", "aliases"),
        ("lagebild: {id: a, id: b}", "stands twice"),
        ("a: !!python/object:os.system {}", "no YAML"),
        ("x" * 300_000, "more than a mapping"),
    ],
)
def test_parse_mapping_that_is_no_plain_yaml_is_refused(written: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        _parse(mapping=written)


def test_parse_column_renamed_is_refused_with_the_key_and_the_column() -> None:
    with pytest.raises(
        SourceChangedError, match=r"'Flag' of `ships.queries\[0\].entities.ship.properties.flag.column`"
    ):
        _parse(TABLE.replace(b"Flag", b"Flagge"))


def test_parse_column_added_is_a_problem() -> None:
    lines = TABLE.decode().splitlines()
    table = "\n".join([lines[0] + ";New", *(f"{line};x" for line in lines[1:])])
    parsed = _parse(table)
    assert _codes(parsed) == ["table-column-unknown"]
    assert parsed.accounted["New"].problem == 5


def test_parse_values_under_no_heading_are_refused() -> None:
    with pytest.raises(SourceChangedError, match="line 3, column 10"):
        _parse(TABLE.replace(b"III-1\n3;", b"III-1;shifted\n3;"))


def test_parse_repeated_reference_keeps_the_first() -> None:
    parsed = _parse(TABLE.replace(b"\n2;", b"\n1;"))
    assert _codes(parsed) == ["table-reference-repeated"]
    assert [entry.listing.reference for entry in parsed.entries] == ["1", "3", "4", "5"]


def test_parse_missing_reference_and_name_are_problems() -> None:
    parsed = _parse(TABLE.replace(b"\n2;", b"\n;").replace(b"Hu Chang", b""))
    assert sorted(_codes(parsed)) == ["table-name-missing", "table-reference-missing"]
    assert [entry.listing.reference for entry in parsed.entries] == ["1", "3", "4"]


def test_parse_row_without_a_key_is_a_problem() -> None:
    parsed = _parse(TABLE.replace(b"8606173", b""))
    assert _codes(parsed) == ["table-row-keyless"]
    assert len(parsed.entries) == 4


def test_parse_wrong_numbers_and_dates_are_kept_as_text() -> None:
    table = TABLE.replace(b"8606173;North Korea;02.03.2016", b"8606174;Nowhere Land;31.02.2016")
    parsed = _parse(table)
    assert sorted(_codes(parsed)) == ["table-date-unreadable", "table-value-unclean", "table-value-unclean"]
    first = parsed.entries[0]
    assert first.listing.dates == ()
    assert set(first.entity.get("notes")) == {
        "flag: Nowhere Land",
        "imoNumber: 8606174",
        "Listed: 31.02.2016",
    }


@pytest.mark.parametrize(
    ("written", "date_format", "order", "value"),
    [
        ("2016", None, "ymd", "2016"),
        ("2016-03", None, "ymd", "2016-03"),
        ("3/2/2016", None, "mdy", "2016-03-02"),
        ("3/2/2016", None, "dmy", "2016-02-03"),
        ("March 2016", "%B %Y", "ymd", "2016-03"),
        ("2 Mar 2016", "%d %b %Y", "ymd", "2016-03-02"),
        ("2016", "%Y", "ymd", "2016"),
        ("2016-03-02", "%d %b %Y", "ymd", "2016-03-02"),
    ],
)
def test_parse_dates_are_never_filled_up(
    written: str, date_format: str | None, order: str, value: str
) -> None:
    mapping = _change("lagebild", "table", "date_order", to=order)
    if date_format is not None:
        mapping["lagebild"]["dates"][0]["format"] = date_format
    parsed = _parse(TABLE.replace(b"02.03.2016", written.encode(), 1), mapping)
    assert parsed.entries[0].listing.designated_on == value


PEOPLE = """Ref,Type,Name,Other names,Name (Korean),Post,Organisation,UN
A-1,person,Choe Chun-sik,Choe Chun Sik|Ch'oe Ch'un Sik,최춘식,director,Second Academy of Natural Sciences,KPi.013
A-2,body,Second Academy of Natural Sciences,,제2자연과학원,,,KPe.018
A-3,ship,Chol Ryong,,,,,
"""

PEOPLE_MAPPING = """
lagebild:
  id: example-people
  authority: "NO"
  name: {en: Persons and bodies}
  publisher: Somebody
  homepage: "https://example.org/"
  entry: listed
  reference: {column: Ref}
  unsc_id: {column: UN}
  names:
    - {column: Other names, kind: alias, split: "|"}
    - {column: Name (Korean), kind: original_script, lang: ko}
people:
  queries:
    - filters: {Type: person}
      csv_url: "http://localhost/never-opened.csv"
      entities:
        listed:
          schema: Person
          key: Name
          properties:
            name: {column: Name}
        body:
          schema: Organization
          key: Organisation
          properties:
            name: {column: Organisation}
        post:
          schema: Directorship
          keys: [Name, Organisation]
          key_literal: post
          properties:
            director: {entity: listed, required: true}
            organization: {entity: body, required: true}
            role: {column: Post}
    - filters: {Type: [body, company]}
      entities:
        listed:
          schema: Organization
          key: Name
          properties:
            name: {column: Name}
"""


def test_parse_person_body_and_post_in_one_row() -> None:
    parsed = _parse(PEOPLE, PEOPLE_MAPPING)
    assert _codes(parsed) == ["table-row-filtered"]
    person, body = parsed.entries
    assert (person.entity.schema, body.entity.schema) == ("Person", "Organization")
    assert [(name.value, name.kind, name.script, name.lang) for name in person.names] == [
        ("Choe Chun-sik", "primary", "Latn", None),
        ("Choe Chun Sik", "alias", "Latn", None),
        ("Ch'oe Ch'un Sik", "alias", "Latn", None),
        ("최춘식", "original_script", "Hang", "ko"),
    ]
    assert (person.listing.unsc_id, body.listing.unsc_id) == ("KPi.013", "KPe.018")
    assert person.listing.id == "NO:A-1"
    (post,) = person.related
    assert post.schema == "Directorship"
    assert post.get("director") == ("example-people-A-1",)
    assert post.get("organization") == ("example-people-A-2",)
    assert post.get("role") == ("director",)


def test_parse_several_rows_of_one_entry_are_joined() -> None:
    table = PEOPLE.replace("A-1,person,Choe Chun-sik,", "A-1,person,Choe Chun-sik,", 1) + (
        "A-1,person,Choe Chun-sik,C. S. Choe,,head,Committee of Machine Industry,KPi.013\n"
    )
    parsed = _parse(table, PEOPLE_MAPPING.replace("  entry:", "  rows: several\n  entry:"))
    person = parsed.entries[0]
    assert [name.value for name in person.names][-1] == "C. S. Choe"
    assert person.listing.unsc_id == "KPi.013"
    assert sorted(entity.schema for entity in person.related) == [
        "Directorship",
        "Directorship",
        "Organization",
    ]
    assert person.raw["Post"] == ["director", "head"]


def test_parse_derived_key_stays_when_rows_move_and_is_suffixed_when_shared() -> None:
    mapping = _change("lagebild", "reference", to={"derived_from": ["Ship", "Flag"]})
    mapping["lagebild"]["ignore"]["No"] = "a number of this table alone"
    head, *rows = TABLE.decode().splitlines()
    forward, backward = (_parse("\n".join([head, *order]), mapping) for order in (rows, rows[::-1]))
    assert forward.source.key == "derived"
    keys = {entry.entity.caption: entry.listing.reference for entry in forward.entries}
    assert keys == {entry.entity.caption: entry.listing.reference for entry in backward.entries}
    shared = _parse("\n".join([head, *rows, rows[0].replace("8606173", "8712362")]), mapping)
    assert _codes(shared) == ["table-key-shared"]
    assert shared.entries[-1].listing.reference == f"{keys['Chol Ryong']}-2"


def test_parse_links_with_the_same_key_are_told() -> None:
    mapping = _change("ships", "queries", "0", "entities", "link", "keys", to=["IMO"])
    del mapping["ships"]["queries"][0]["entities"]["link"]["key_literal"]
    assert _codes(_parse(mapping=mapping)) == ["table-entity-keyless"] * 5


@pytest.mark.parametrize("extra", [{}, {"a.csv": TABLE, "b.csv": TABLE}])
def test_parse_archive_with_another_number_of_tables_is_refused(extra: dict[str, bytes]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(MAPPING_NAME, MAPPING)
        for name, content in extra.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableError, match=r"must hold one table and mapping\.yml"):
        mapped_table.parse(packed.getvalue(), source="x.zip")


def test_reserved_ids_are_those_of_the_readers() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in LISTS.rglob("*.py"))
    assert set(re.findall(r'ListSource\(\s+id="([^"]+)"', written)) == RESERVED_IDS


def test_source_page_names_exactly_the_problem_codes_of_the_reader() -> None:
    page = (ROOT / "docs" / "sources" / "mapped_table.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", page[page.index("## Problems") :], re.MULTILINE))
    code = "".join(path.read_text(encoding="utf-8") for path in LISTS.glob("mapped_table/*.py"))
    used = set(re.findall(r'"(table-[a-z]+-[a-z]+)"', code))
    built = {"table-schema-differs", "table-identifier-invalid", "table-name-missing", "table-column-unknown"}
    assert documented == used | built


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_parse_damaged_bytes_raise_nothing_but_our_errors(data: st.DataObject) -> None:
    which = data.draw(st.sampled_from(["table", "mapping", "both"]))
    table, mapping, packed = TABLE, MAPPING.encode(), b""
    position = data.draw(st.integers(0, 400))
    junk = data.draw(st.binary(max_size=4))
    if which == "table":
        table = table[:position] + junk + table[position + data.draw(st.integers(0, 3)) :]
    elif which == "mapping":
        at = position * 3
        mapping = mapping[:at] + junk + mapping[at + data.draw(st.integers(0, 40)) :]
    packed = pack_mapped("ships.csv", table, mapping)
    if which == "both":
        packed = packed[: position * 6] + junk + packed[position * 6 + 1 :]
    with contextlib.suppress(LagebildError):
        mapped_table.parse(packed, source="x.zip")
