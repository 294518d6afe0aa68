"""The UK Sanctions List, read from the real short ODS file and from small files of our own in its other forms."""

import csv
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild.lists import ParsedList, compare_editions, gb_uksl
from lagebild.model.listing import ListEntry

SMALL = Path(__file__).parent.parent / "unit" / "lists"
SMALL_CSV, SMALL_XML = SMALL / "gb-uksl-small.csv", SMALL / "gb-uksl-small.xml"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
NAMELESS = {"BEL0174", "RUS1467"}


@cache
def _read(path: Path) -> ParsedList:
    return gb_uksl.parse(path.read_bytes(), source=path.name)


def _real(shared: Path) -> Path:
    return shared / "lists" / "gb" / "uksl_2025-08-11.ods"


def _entry(parsed: ParsedList, reference: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == reference)


@cache
def _ods_rows(path: Path) -> list[dict[str, str]]:
    """The rows of the file's one sheet, read with another parser than the reader's."""
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - a file of the test's own, not an attacker's
    rows = [
        ["".join(cell.itertext()).strip() for cell in row.findall(f"{TABLE}table-cell")][:8]
        for row in root.iter(f"{TABLE}table-row")
    ]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if any(row)]


def test_parse_real_file_reads_every_designation_that_has_a_name(shared: Path) -> None:
    parsed, rows = _read(_real(shared)), _ods_rows(_real(shared))
    assert len(rows) == 5302
    assert [entry.listing.reference for entry in parsed.entries] == [
        row["Unique ID"] for row in rows if row["Unique ID"] not in NAMELESS
    ]
    assert {row["Unique ID"] for row in rows if not row["Name"]} == NAMELESS


def test_parse_real_file_counts_by_type_as_the_file_does(shared: Path) -> None:
    parsed, rows = _read(_real(shared)), _ods_rows(_real(shared))
    assert Counter(row["Type"] for row in rows) == {"Individual": 3754, "Entity": 1087, "Ship": 461}
    counts = parsed.count_by_schema()
    assert counts == {"Company": 528, "Organization": 559, "Person": 3752, "Vessel": 461}


def test_parse_real_file_counts_by_regime_as_the_file_does(shared: Path) -> None:
    parsed, rows = _read(_real(shared)), _ods_rows(_real(shared))
    named = Counter(row["Regime Name"] for row in rows if row["Name"])
    assert parsed.count_by_programme() == named
    assert named["Russia"] == 2709
    assert named["Democratic People's Republic of Korea"] == 261


def test_parse_real_file_has_exactly_these_problems(shared: Path) -> None:
    problems = _read(_real(shared)).problems
    assert Counter((problem.code, problem.severity) for problem in problems) == {
        ("gb-name-missing", "error"): 2,
        ("gb-measure-empty", "note"): 5,
        ("gb-edition-undated", "warning"): 1,
    }
    assert sorted(problem.locator for problem in problems if problem.code == "gb-name-missing") == [
        "sheet 'UK_Sanction_List', row 3524",
        "sheet 'UK_Sanction_List', row 649",
    ]


def test_parse_real_file_accounts_for_every_cell(shared: Path) -> None:
    parsed, rows = _read(_real(shared)), _ods_rows(_real(shared))
    for heading in rows[0]:
        account = parsed.accounted[heading]
        empty = sum(not row[heading] and row["Unique ID"] not in NAMELESS for row in rows)
        assert (account.total, account.mapped, account.empty, account.problem, account.ignored) == (
            5302,
            5300 - empty,
            empty,
            2,
            0,
        )
    assert parsed.accounted.keys() == rows[0].keys()


def test_parse_real_file_carries_every_cell_outside_raw(shared: Path) -> None:
    """Each value of the file stands in its entry, the day turned to ISO 8601 and the type to a schema."""
    by_reference = {entry.listing.reference: entry for entry in _read(_real(shared)).entries}
    for row in _ods_rows(_real(shared)):
        if not row["Name"]:
            continue
        entry = by_reference[row["Unique ID"]]
        day, month, year = row["Date Designated"].split("-")
        assert [(date.kind, date.value, date.field) for date in entry.listing.dates] == [
            ("designated_on", f"{year}-{month}-{day}", "Date Designated")
        ]
        assert [name.value for name in entry.names] == [" ".join(row["Name"].split())]
        measures = [part.strip() for part in row["Sanctions Imposed"].split(", ")]
        assert list(entry.listing.measures) == [part for part in measures if part not in {"", "-"}]
        assert f"Designation source: {row['Designation source']}" in entry.entity.get("notes")
        group = row["OFSI Group ID"]
        assert (f"OFSI Group ID: {group}" in entry.entity.get("notes")) == bool(group)
        assert (entry.entity.schema == "Person") == (row["Type"] == "Individual")
        assert (entry.entity.schema == "Vessel") == (row["Type"] == "Ship")


DATES_BY_HAND = {
    "AFG0001": "2012-06-29",
    "AFG0057": "2001-01-25",
    "AQD0003": "2001-10-06",
    "AQD0169": "2017-06-16",
    "BEL0018": "2020-12-31",
    "CHW0018": "2021-08-20",
    "DPR0157": "2009-04-24",
    "DRC0045": "2005-11-01",
    "GHR0156": "2025-05-20",
    "IRN0051": "2020-12-31",
    "LIB0047": "2011-02-26",
    "RUS0283": "2022-03-11",
    "RUS0691": "2022-03-15",
    "RUS1210": "2022-04-13",
    "RUS1883": "2023-05-18",
    "RUS2551": "2025-05-09",
    "SYR0014": "2020-12-31",
    "SYR0225": "2020-12-31",
    "SYR0380": "2021-03-15",
    "YEM0006": "2021-02-25",
}
"""Read by hand in the file's content.xml."""


def test_parse_real_file_dates_twenty_designations_as_read_by_hand(shared: Path) -> None:
    parsed = _read(_real(shared))
    assert {
        reference: _entry(parsed, reference).listing.designated_on for reference in DATES_BY_HAND
    } == DATES_BY_HAND


FREEZE, BAN, DIRECTOR = "Asset freeze", "Travel Ban", "Director Disqualification Sanction"

HAND_CHECKED: dict[str, tuple[Any, ...]] = {
    "AFG0001": (
        "Organization",
        "HAJI KHAIRULLAH HAJI SATTAR MONEY EXCHANGE",
        "Afghanistan",
        "12703",
        "UN",
        (FREEZE,),
    ),
    "AQD0003": (
        "Organization",
        "ABU SAYYAF GROUP",
        "ISIL (Da'esh) and Al-Qaida",
        "6935",
        "UN",
        ("Arms embargo", FREEZE),
    ),
    "BEL0018": ("Person", "Vasilieu Aliaksandr Paulavich", "Belarus", "13940", "UK", (FREEZE, DIRECTOR, BAN)),
    "DPR0157": (
        "Company",
        "KOREA MINING DEVELOPMENT TRADING CORPORATION",
        "Democratic People's Republic of Korea",
        "10892",
        "UN",
        (
            FREEZE,
            "Chartering of Ships",
            "Closure of representative offices",
            "Crew servicing of ships and aircraft",
            "Prevention of business arrangements",
            "Prohibition of port entry",
        ),
    ),
    "DRC0045": (
        "Person",
        "MANDRO KHAWA PANGA",
        "Democratic Republic of the Congo",
        "8708",
        "UN",
        (FREEZE, BAN),
    ),
    "GUB0009": ("Person", "Injai Antonio", "Guinea-Bissau", "12664", "UK|UN", (FREEZE, DIRECTOR, BAN)),
    "LIB0047": (
        "Person",
        "QADHAFI AISHA MUAMMAR MUHAMMED ABU MINYAR",
        "Libya",
        "11635",
        "UN",
        (FREEZE,),
    ),
    "RUS0691": (
        "Person",
        "KHUSNULLIN Marat Shakirzyanovich",
        "Russia",
        "14642",
        "UK",
        (FREEZE, DIRECTOR, BAN, "Trust Services Sanctions"),
    ),
    "RUS2534": (
        "Company",
        "ROMARINE AS",
        "Russia",
        "16862",
        "UK",
        (FREEZE, DIRECTOR, "Trust Services Sanctions"),
    ),
    "RUS2551": ("Vessel", "VAYU 1", "Russia", "", "UK", ('Shipping sanctions: (see "Other information")',)),
}


@pytest.mark.parametrize("reference", HAND_CHECKED)
def test_parse_real_file_reads_hand_checked_designation(shared: Path, reference: str) -> None:
    entry = _entry(_read(_real(shared)), reference)
    schema, name, regime, group, source, measures = HAND_CHECKED[reference]
    notes = [f"Designation source: {source}", *([f"OFSI Group ID: {group}"] if group else [])]
    assert entry.entity.schema == schema
    assert {key: list(values) for key, values in entry.entity.properties.items()} == {
        "name": [name],
        "notes": notes,
    }
    assert (entry.listing.programmes, entry.listing.measures) == ((regime,), measures)
    assert (entry.listing.id, entry.listing.reason, entry.listing.unsc_id) == (f"GB:{reference}", None, None)


def test_parse_small_csv_accounts_for_every_cell() -> None:
    with SMALL_CSV.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))[1:]
    parsed = _read(SMALL_CSV)
    headings = ["Year built" if heading == "Year Built" else heading for heading in rows[0]]
    assert list(parsed.accounted) == headings
    for column, heading in enumerate(headings):
        account = parsed.accounted[heading]
        filled = sum(bool(row[column]) for row in rows[1:])
        assert (account.mapped, account.total, account.problem) == (filled, len(rows) - 1, 0)


def test_parse_small_xml_accounts_for_every_element() -> None:
    counted: Counter[str] = Counter()

    def walk(element: ET.Element, above: str) -> None:
        counted[f"{above}{element.tag}"] += 1
        for child in element:
            walk(child, f"{above}{element.tag}/")

    walk(ET.parse(SMALL_XML).getroot(), "")  # noqa: S314 - a file of our own
    parsed = _read(SMALL_XML)
    assert {path: account.total for path, account in parsed.accounted.items()} == counted
    assert [
        path for path, account in parsed.accounted.items() if account.problem or account.state == "problem"
    ] == []


def _texts(entry: ListEntry) -> str:
    listing = entry.listing
    related = [value for entity in entry.related for values in entity.properties.values() for value in values]
    values = [
        *(value for values in entry.entity.properties.values() for value in values),
        *(text for name in entry.names for text in (name.value, name.quality_raw or "", name.note or "")),
        *(date.value for date in listing.dates),
        listing.reference,
        *listing.programmes,
        *listing.measures,
        listing.reason or "",
        listing.unsc_id or "",
        *related,
    ]
    return "\n".join(" ".join(value.split()) for value in values)


READ_OTHERWISE = {
    "Name type",
    "Designation Type",
    "Gender",
    "Nationality(/ies)",
    "Current believed flag of ship",
    "Previous flags",
    "D.O.B",
    "Date Designated",
    "Last Updated",
    "IMO number",
}
"""Read into codes, kinds or ISO days: tested by value."""


def test_parse_small_csv_carries_every_value_outside_raw() -> None:
    with SMALL_CSV.open(encoding="utf-8", newline="") as opened:
        next(opened)
        rows = list(csv.DictReader(opened))
    texts: dict[str, str] = defaultdict(str)
    for entry in _read(SMALL_CSV).entries:
        texts[entry.listing.reference] = _texts(entry)
    lost = [
        (row["Unique ID"], heading, part)
        for row in rows
        for heading, value in row.items()
        if heading not in READ_OTHERWISE
        for part in re.split(r"\(\d\)|[;|\n]|(?:OGRN|KPP|INN): | \(Pakistani\)", value)
        if part.strip() not in {"", "-"} and " ".join(part.split()) not in texts[row["Unique ID"]]
    ]
    assert lost == []


def test_compare_small_files_of_two_forms_finds_one_entry_alike() -> None:
    """The same designation in XML and in CSV has the same names and programme."""
    pair = [[_entry(_read(path), "DPR0157")] for path in (SMALL_CSV, SMALL_XML)]
    assert compare_editions(pair[0], pair[1], are_same_form=False) == []
