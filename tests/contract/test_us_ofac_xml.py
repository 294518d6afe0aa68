"""OFAC's lists as XML, read from a real edition of the consolidated list and a sample of the SDN list."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild.lists import ParsedList, us_ofac_csv, us_ofac_xml
from lagebild.lists.package import pack_set
from lagebild.model.listing import ListEntry

FILES = {"cons": "us/consolidated_2026-01.xml", "sample": "samples/sdn.xml"}


@cache
def _content(shared: Path, edition: str) -> bytes:
    return (shared / "lists" / FILES[edition]).read_bytes()


@cache
def _edition(shared: Path, edition: str) -> ParsedList:
    return us_ofac_xml.parse(_content(shared, edition), source=FILES[edition].rpartition("/")[2])


@cache
def _by_number(shared: Path, edition: str) -> dict[str, ListEntry]:
    return {entry.listing.reference: entry for entry in _edition(shared, edition).entries}


@cache
def _tree(shared: Path, edition: str) -> ET.Element:
    """The tree by the standard library's parser, namespaces cut off."""
    text = re.sub(r' xmlns="[^"]+"', "", _content(shared, edition).decode())
    return ET.fromstring(text)  # noqa: S314  - a file that lies here


def _count_paths(element: ET.Element, path: str, counted: Counter[str]) -> None:
    counted[path] += 1
    counted.update(f"{path}/@{name}" for name in element.attrib)
    for child in element:
        _count_paths(child, f"{path}/{child.tag}", counted)


@pytest.mark.parametrize(
    ("edition", "source", "day", "schemas"),
    [
        ("cons", "us-ofac-cons", "2026-01-08", {"Company": 348, "Organization": 15, "Person": 79}),
        ("sample", "us-ofac-sdn", "2020-04-22", {"Company": 2, "Person": 6}),
    ],
)
def test_parse_real_edition_has_these_totals(
    shared: Path, edition: str, source: str, day: str, schemas: dict[str, int]
) -> None:
    parsed = _edition(shared, edition)
    assert (parsed.source.id, parsed.dated_at, parsed.count_by_schema()) == (source, day, schemas)
    types = Counter(found.text for found in _tree(shared, edition).iter("sdnType"))
    assert types["Individual"] == schemas["Person"]
    assert sum(types.values()) == len(parsed.entries) == sum(schemas.values())


@pytest.mark.parametrize("edition", list(FILES))
def test_parse_real_edition_counts_by_programme(shared: Path, edition: str) -> None:
    counted = Counter(found.text for found in _tree(shared, edition).iter("program"))
    assert _edition(shared, edition).count_by_programme() == dict(counted)


@pytest.mark.parametrize(
    ("edition", "lost"), [("cons", {}), ("sample", {"sdnList/publshInformation/Record_Count": 1})]
)
def test_parse_real_edition_accounts_for_every_element(
    shared: Path, edition: str, lost: dict[str, int]
) -> None:
    counted: Counter[str] = Counter()
    _count_paths(_tree(shared, edition), "sdnList", counted)
    accounted = _edition(shared, edition).accounted
    assert {path: account.total for path, account in accounted.items()} == dict(counted)
    assert {path: account.problem for path, account in accounted.items() if account.problem} == lost


@pytest.mark.parametrize(
    ("edition", "problems"),
    [
        ("cons", {("us-identifier-invalid", "note"): 3, ("us-link-unresolved", "note"): 1}),
        ("sample", {("us-count-differs", "error"): 1, ("us-link-unresolved", "note"): 2}),
    ],
)
def test_parse_real_edition_has_exactly_these_problems(
    shared: Path, edition: str, problems: dict[tuple[str, str], int]
) -> None:
    found = Counter((problem.code, problem.severity) for problem in _edition(shared, edition).problems)
    assert found == problems


@pytest.mark.parametrize("edition", list(FILES))
def test_parse_real_edition_keeps_every_alias_address_and_value(shared: Path, edition: str) -> None:
    by_number = _by_number(shared, edition)
    for element in _tree(shared, edition).findall("sdnEntry"):
        entry = by_number[element.findtext("uid", "")]
        names = {name.value for name in entry.names}
        for alias in element.iter("aka"):
            parts = [alias.findtext("lastName"), alias.findtext("firstName")]
            assert " ".join(", ".join(filter(None, parts)).split()) in names
        raw = "\n".join(value for values in entry.raw.values() for value in values)
        for found in element.iter():
            if found.tag != "uid" and (found.text or "").strip():
                assert " ".join((found.text or "").split()) in raw


@pytest.mark.parametrize("edition", list(FILES))
def test_parse_real_edition_reads_weak_aliases_as_weak(shared: Path, edition: str) -> None:
    counted = sum(found.text == "weak" for found in _tree(shared, edition).iter("category"))
    entries = _edition(shared, edition).entries
    assert sum(name.kind == "weak" for entry in entries for name in entry.names) == counted


def test_parse_real_edition_agrees_with_the_csv_form(shared: Path) -> None:
    folder = shared / "lists" / "us"
    files = {name: (folder / name).read_bytes() for name in ("cons_prim.csv", "cons_alt.csv")}
    older = {
        entry.listing.id: entry for entry in us_ofac_csv.parse(pack_set(files), source="cons.zip").entries
    }
    newer = {entry.listing.id: entry for entry in _edition(shared, "cons").entries}
    both = older.keys() & newer.keys()
    assert len(both) > 430
    same: Counter[str] = Counter()
    for listing_id in both:
        left, right = older[listing_id], newer[listing_id]
        same["name"] += left.names[0].value == right.names[0].value
        same["schema"] += left.entity.schema == right.entity.schema
        same["programmes"] += set(left.listing.programmes) == set(right.listing.programmes)
        for name in ("birthDate", "registrationNumber", "taxNumber", "swiftBic", "isinCode", "website"):
            same[name] += set(left.entity.properties.get(name, ())) == set(
                right.entity.properties.get(name, ())
            )
        days = [{(date.kind, date.value) for date in side.listing.dates} for side in (left, right)]
        same["dates"] += days[0] == days[1]
    assert {name: count / len(both) > 0.97 for name, count in same.items()} == dict.fromkeys(same, True)


def _facts(entry: ListEntry, *names: str) -> dict[str, Any]:
    return {name: entry.entity.properties.get(name, ()) for name in names}


CHECKED: dict[str, tuple[str, str, dict[str, tuple[str, ...]]]] = {
    "9639": (
        "Person",
        "HANIYA, Ismail Abdul Salah",
        {"birthDate": ("1962",), "birthPlace": ("Shati",), "lastName": ("HANIYA",), "address": ()},
    ),
    "9640": (
        "Person",
        "ABU TEIR, Mohammed",
        {
            "birthDate": ("1951",),
            "birthPlace": ("Umm Tuba",),
            "alias": ("ABU TAIR, Mohammed Mahmud", "ABOU TAYR, Mohammad Mahmoud"),
        },
    ),
    "9641": (
        "Person",
        "AL-SHANTI, Jamileh Abdullah",
        {"birthDate": ("1955",), "birthPlace": ("Jabalia Camp",)},
    ),
    "9642": (
        "Person",
        "NU'MAN ALAEDDIN, Mohammed Jamal",
        {"birthDate": ("1959",), "address": ("Hebron, West Bank, Palestinian",)},
    ),
    "17013": (
        "Company",
        "VTB BANK PUBLIC JOINT STOCK COMPANY",
        {
            "innCode": ("7702070139",),
            "ogrnCode": ("1027739609391",),
            "okpoCode": ("00032520",),
            "leiCode": ("253400V1H6ART1UQ0N98",),
            "swiftBic": ("VTBRRUMM",),
            "bikCode": ("044030707", "044525187"),
            "incorporationDate": ("1990-10-17",),
            "weakAlias": ("JSC VTB BANK NEW DELHI BRANCH",),
        },
    ),
    "18727": ("Company", "VTB BANK (AUSTRIA) AG", {"swiftBic": ("DOBAATWW",), "website": ("www.vtb.at",)}),
    "30882": (
        "Company",
        "CHINA TELECOM CORPORATION LIMITED",
        {
            "isinCode": ("US1694261033", "CNE1000002V2", "CND100020NC4", "CND1000248G3", "CND10003ND87"),
            "ticker": ("CHA US", "CHA RU", "ZCHA DE", "CHA AR", "K3ED SG", "0728 HK", "ZCH DE"),
        },
    ),
    "33111": ("Company", "SZ DJI TECHNOLOGY CO., LTD.", {}),
    "46072": ("Company", "MYANMA OIL AND GAS ENTERPRISE", {}),
    "50476": (
        "Person",
        "MARTELLY, Michel Joseph",
        {
            "birthDate": ("1961-02-12",),
            "nationality": ("ht",),
            "gender": ("male",),
            "idNumber": ("0032768386",),
            "licenseNumber": ("M634550610520",),
            "weakAlias": ("Sweet Micky",),
        },
    ),
}


@pytest.mark.parametrize("number", list(CHECKED))
def test_parse_checked_entry_has_these_values(shared: Path, number: str) -> None:
    schema, name, properties = CHECKED[number]
    entry = _by_number(shared, "cons")[number]
    assert entry.listing.id == f"US:cons:{number}"
    assert (entry.entity.schema, entry.names[0].value) == (schema, name)
    found = _facts(entry, *properties)
    assert {key: set(values) for key, values in found.items()} == {
        key: set(values) for key, values in properties.items()
    }


STATED = [
    ("30882", "designated_on", "2021-06-03", "CMIC"),
    ("30926", "designated_on", "2021-06-03", "CMIC"),
    ("30932", "designated_on", "2021-06-03", "CMIC"),
    ("30938", "designated_on", "2021-06-03", "CMIC"),
    ("30947", "designated_on", "2021-06-03", "CMIC"),
    ("30956", "designated_on", "2021-06-03", "CMIC"),
    ("32052", "designated_on", "2021-06-03", "CMIC"),
    ("32072", "designated_on", "2021-06-03", "CMIC"),
    ("32082", "designated_on", "2021-06-03", "CMIC"),
    ("32089", "designated_on", "2021-06-03", "CMIC"),
    ("32102", "designated_on", "2021-06-03", "CMIC"),
    ("32129", "designated_on", "2021-06-03", "CMIC"),
    ("33111", "designated_on", "2021-12-16", "CMIC"),
    ("33894", "designated_on", "2021-12-16", "CMIC"),
    ("31693", "designated_on", "2022-02-22", "EO 14024 Directive 1a"),
    ("31695", "designated_on", "2022-02-22", "EO 14024 Directive 1a"),
    ("34556", "designated_on", "2022-02-24", "EO 14024 Directive 3"),
    ("46072", "designated_on", "2023-10-31", "EO 14014 Directive 1"),
    ("17014", "legal_act_on", "2022-02-24", "EO 14024 Directive 3"),
    ("18716", "legal_act_on", "2022-02-24", "EO 14024 Directive 2"),
]
"""Number, kind, day and act, read by hand in the file."""


@pytest.mark.parametrize("stated", STATED, ids=[number for number, *_ in STATED])
def test_parse_checked_entry_has_this_date(shared: Path, stated: tuple[str, str, str, str]) -> None:
    number, kind, value, act = stated
    dates = _by_number(shared, "cons")[number].listing.dates
    assert [(date.kind, date.value, date.field) for date in dates] == [
        (kind, value, f"idList/id: Listing Date ({act})")
    ]


def test_parse_consolidated_list_has_no_other_dates(shared: Path) -> None:
    found = Counter(date.kind for entry in _edition(shared, "cons").entries for date in entry.listing.dates)
    assert found == {"designated_on": 75, "legal_act_on": 20}


def test_parse_sample_keeps_uncertain_birth_dates_as_text(shared: Path) -> None:
    entries = _edition(shared, "sample").entries
    certain = sorted(value for entry in entries for value in entry.entity.properties.get("birthDate", ()))
    assert certain == ["1950-06-05", "1953", "1961-04"]
    notes = [note for entry in entries for note in entry.entity.properties.get("notes", ())]
    assert "Date of birth: circa-1951" in notes
    assert "Date of birth: 01 Jan 1976 to 31 Dec 1978" in notes


@pytest.mark.parametrize(("edition", "number"), [("cons", "9639"), ("cons", "50476"), ("sample", "18619")])
def test_locate_entry_in_real_files_gives_the_entry(shared: Path, edition: str, number: str) -> None:
    content = _content(shared, edition)
    place = us_ofac_xml.locate_entry(content, number)
    assert place is not None
    found = ET.fromstring(content[slice(*place)])  # noqa: S314  - a file that lies here
    assert (found.tag, found.findtext("uid")) == ("sdnEntry", number)
