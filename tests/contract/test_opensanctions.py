"""OpenSanctions, read from a real stream of FollowTheMoney and a real table of targets."""

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild.lists import compare_editions, opensanctions, opensanctions_simple
from lagebild.lists.source import ParsedList
from lagebild.model.listing import ListEntry


@cache
def _read_stream(shared: Path) -> ParsedList:
    return opensanctions.parse(_stream(shared).read_bytes(), source="entities.ftm.json")


@cache
def _read_table(shared: Path) -> ParsedList:
    return opensanctions_simple.parse(_table(shared).read_bytes(), source="targets.simple.csv")


def _stream(shared: Path) -> Path:
    return shared / "lists" / "opensanctions" / "entities.ftm.json"


def _table(shared: Path) -> Path:
    return shared / "lists" / "opensanctions" / "targets.simple.csv"


@cache
def _list_records(shared: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _stream(shared).read_text(encoding="utf-8").splitlines()]


@cache
def _list_rows(shared: Path) -> list[dict[str, str]]:
    with _table(shared).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _entry(parsed: ParsedList, reference: str) -> ListEntry:
    return next(entry for entry in parsed.entries if entry.listing.reference == reference)


def test_each_form_recognises_its_file_alone(shared: Path) -> None:
    stream, table = _stream(shared).read_bytes(), _table(shared).read_bytes()
    assert opensanctions.recognises(stream, name="x")
    assert opensanctions_simple.recognises(table, name="x")
    assert not opensanctions.recognises(table, name="entities.ftm.json")
    assert not opensanctions_simple.recognises(stream, name="targets.simple.csv")


def test_parse_real_stream_reads_every_target(shared: Path) -> None:
    parsed = _read_stream(shared)
    targets = [record["id"] for record in _list_records(shared) if record["target"]]
    assert [entry.listing.reference for entry in parsed.entries] == targets
    assert parsed.count_by_schema() == {"Person": 423}
    assert parsed.dated_at == "2024-03-14"


def test_parse_real_stream_keeps_every_record_or_tells_it(shared: Path) -> None:
    """1,565 lines are 423 entries, 1,042 records that belong to them, and 100 posts that nothing points at."""
    parsed = _read_stream(shared)
    kept = {entry.entity.id for entry in parsed.entries}
    kept |= {entity.id for entry in parsed.entries for entity in entry.related}
    by_id = {f"opensanctions-{record['id']}": record for record in _list_records(shared)}
    assert kept <= by_id.keys()
    assert Counter(by_id[found]["schema"] for found in kept) == {
        "Person": 607,
        "Family": 756,
        "Occupancy": 102,
    }
    assert Counter(by_id[found]["schema"] for found in by_id.keys() - kept) == {"Position": 100}
    told = [problem for problem in parsed.problems if problem.code == "os-record-unlinked"]
    assert len(told) == 100


def test_parse_real_stream_has_exactly_these_problems(shared: Path) -> None:
    problems = _read_stream(shared).problems
    assert Counter((problem.code, problem.severity) for problem in problems) == {
        ("os-property-unknown", "note"): 102,
        ("os-record-unlinked", "warning"): 100,
        ("os-value-kind", "note"): 68,
        ("os-value-unclean", "note"): 10,
        ("os-property-qualified", "note"): 9,
        ("os-property-misplaced", "note"): 6,
        ("os-field-unknown", "warning"): 1,
        ("os-not-sanctioned", "note"): 1,
    }


def _count_values(shared: Path) -> Counter[str]:
    """Each value of each field, and each field without one once."""
    counts: Counter[str] = Counter()
    for record in _list_records(shared):
        for name, value in record.items():
            if name != "properties":
                counts[name] += max(len(value), 1) if isinstance(value, list) else 1
        for name, value in record["properties"].items():
            counts[f"{record['schema']}/{name}"] += max(len(value), 1) if isinstance(value, list) else 1
    return counts


def test_parse_real_stream_accounts_for_every_value(shared: Path) -> None:
    accounted = _read_stream(shared).accounted
    assert {path: account.total for path, account in accounted.items()} == _count_values(shared)
    lost = {path: account.problem for path, account in accounted.items() if account.problem and "/" in path}
    assert lost == {"Position/country": 70, "Position/name": 100, "Position/wikidataId": 100}


def test_parse_real_stream_carries_every_value_of_its_targets_outside_raw(shared: Path) -> None:
    by_id = {entry.listing.reference: entry for entry in _read_stream(shared).entries}
    for record in _list_records(shared):
        if not record["target"]:
            continue
        entity = by_id[record["id"]].entity
        held = "\n".join(" ".join(value.split()) for values in entity.properties.values() for value in values)
        for values in record["properties"].values():
            for value in values if isinstance(values, list) else [values]:
                text = (
                    value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
                )
                assert " ".join(text.split()) in held or text.lower() in held.lower(), (record["id"], text)


def test_parse_real_files_state_no_date_of_listing(shared: Path) -> None:
    """Neither file holds a date that an authority states of a listing; the dates of OpenSanctions' runs are none."""
    for parsed in (_read_stream(shared), _read_table(shared)):
        assert [entry.listing.dates for entry in parsed.entries if entry.listing.dates] == []


HAND_CHECKED_STREAM: dict[str, dict[str, Any]] = {
    "Q115275727": {
        "primary": ["Motassim A. Al Ma'ashouq"],
        "alias": ["Motassim A. Al Maashouq", "Motassim A. Ma'ashouq", "Motassim A. AlMaashouq"],
        "description": ("Vice-President, New Business Development - Saudi Aramco",),
    },
    "Q118153450": {
        "primary": ["Guy Hutchinson"],
        "alias": [],
        "description": ("President & CEO - Rotana Hotels Management Corporation PJSC",),
    },
    "Q12249973": {
        "primary": ["Hisham Melhem", "هشام ملحم", "Hisham", "Melhem"],
        "alias": ["مراسل النهار والقبس وإذاعة مونت كارلو في واشنطن العاصمة"],
        "nationality": ("lb",),
        "birthCountry": ("lb",),
        "country": ("us",),
        "lastName": ("Melhem",),
    },
    "Q27699731": {
        "primary": ["Edith", "Edith Merritt McKee"],
        "alias": [],
        "birthDate": ("1918-10-09",),
        "deathDate": ("2006-10-03",),
        "gender": ("female",),
        "birthPlace": ("Oak Park, Illinois",),
    },
    "Q6892917": {
        "primary": ["Mohammed Al Mady", "Mohammed", "محمد الماضي"],
        "alias": ["Mohammed Bin Hamad Al-Mady", "محمد بن حمد بن محمد الماضي"],
        "birthDate": ("1951-01-01",),
        "birthPlace": ("Najran",),
        "gender": ("male",),
    },
    "Q88960937": {
        "primary": ["Nevin F W Zaki"],
        "alias": [],
        "description": ("researcher",),
        "wikidataId": ("Q88960937",),
    },
    "Q93766497": {
        "primary": ["Uthman al-Humayd", "Osman", "عثمان آل حميد"],
        "alias": ["الفريق أول عثمان الحميد", "عثمان بن محمد آل حميد"],
        "birthDate": ("1923-01-01",),
        "deathDate": ("2004-04-01",),
        "firstName": ("Osman",),
    },
    "Q100258287": {
        "primary": ["Safwan Al Suwaiket", "صفوان السويكت", "Q63930869"],
        "alias": ["Safwan bin Suleiman Al Suwaiket", "Safwan zeevi", "صفوان بن سليمان السويكت"],
        "birthPlace": ("Saudi Arabia",),
        "nationality": ("sa",),
    },
    "Q101410183": {
        "primary": ["Musab Z Alharthi"],
        "alias": ["Musab Alharthi"],
        "description": ("researcher",),
    },
    "Q100456396": {
        "primary": ["Bussma Ahmed Bugis"],
        "alias": [],
        "description": ("researcher",),
    },
}


@pytest.mark.parametrize("reference", HAND_CHECKED_STREAM)
def test_parse_real_stream_record_as_checked_by_hand(shared: Path, reference: str) -> None:
    entry, wanted = _entry(_read_stream(shared), reference), dict(HAND_CHECKED_STREAM[reference])
    assert [name.value for name in entry.names if name.kind == "primary"] == wanted.pop("primary")
    assert [name.value for name in entry.names if name.kind == "alias"] == wanted.pop("alias")
    assert {name: entry.entity.get(name) for name in wanted} == wanted


def test_parse_real_table_reads_every_row(shared: Path) -> None:
    parsed = _read_table(shared)
    rows = _list_rows(shared)
    assert [entry.listing.reference for entry in parsed.entries] == [row["id"] for row in rows]
    assert parsed.count_by_schema() == {"Company": 1524, "LegalEntity": 1193, "Person": 1543, "Vessel": 1340}
    assert parsed.count_by_programme() == {
        "": 1429,
        "UA-WS-ATHLETES": 228,
        "UA-WS-EXECUTIVES": 201,
        "UA-WS-KIDNAPPERS": 523,
        "UA-WS-MARE": 1744,
        "UA-WS-MILIND": 878,
        "UA-WS-PROPAGANDISTS": 176,
        "UA-WS-STEALERS": 334,
        "UA-WS-UAVS": 160,
    }
    assert parsed.problems == ()
    assert parsed.dated_at == "2026-03-13"


def test_parse_real_table_accounts_for_every_cell(shared: Path) -> None:
    accounted = _read_table(shared).accounted
    rows = _list_rows(shared)
    assert {heading: account.total for heading, account in accounted.items()} == dict.fromkeys(
        rows[0], len(rows)
    )
    for heading, account in accounted.items():
        assert account.empty == sum(not row[heading].strip() for row in rows)
        assert account.problem == 0


def test_parse_real_table_carries_every_value_outside_raw(shared: Path) -> None:
    by_id = {entry.listing.reference: entry for entry in _read_table(shared).entries}
    for row in _list_rows(shared):
        entry = by_id[row["id"]]
        held = [value for values in entry.entity.properties.values() for value in values]
        told = " ".join([*held, entry.listing.reason or "", *entry.listing.programmes])
        letters = {heading: _letters(value) for heading, value in row.items() if heading in CARRIED}
        assert all(letters[heading] <= _letters(told) for heading in CARRIED), row["id"]


CARRIED = (
    "name",
    "aliases",
    "birth_date",
    "countries",
    "addresses",
    "identifiers",
    "sanctions",
    "program_ids",
    "dataset",
)


def _letters(value: str) -> frozenset[str]:
    """The words of a text without the marks by which a table joins its values."""
    for mark in '";':
        value = value.replace(mark, " ")
    return frozenset(value.split())


HAND_CHECKED_TABLE: dict[str, dict[str, Any]] = {
    "NK-24ZomtS59XsEEB94Qcqy7S": {
        "schema": "Company",
        "names": ["Sun Science International"],
        "country": ("hk",),
        "imoNumber": ("IMO6495856",),
    },
    "NK-24cf2zYe7LEKhr2zFck73j": {
        "schema": "Vessel",
        "names": ["ROSALIN", "Ceram Sea", "Gold Sun", "Nurkez"],
        "country": ("lr", "pa", "sg", "st"),
        "imoNumber": ("IMO9253325",),
    },
    "NK-29njFUEpfdb6449xarJxnw": {
        "schema": "Person",
        "names": [
            "SIVOZHELEZOV Ignat Vladimirovich",
            "СИВОЖЕЛЄЗОВ Гнат Володимирович",
            "СИВОЖЕЛЕЗОВ Игнат Владимирович",
        ],
        "birthDate": ("1987-08-01",),
        "idNumber": ("560913574494",),
    },
    "NK-9UtttABvD6dCN5niMiunmH": {
        "schema": "Company",
        "names": [
            "BEKS SHIP MANAGEMENT AND TRADING JOINT-STOCK COMPANY (BEKS GEMI ISLETMECILIGI VE TICARET ANONIM SIRKETI)"
        ],
        "address": ("Flat 3, 48-50 Kore Sehitleri Caddesi, Esentepe Mahallesi, Sisli, Turkey",),
        "imoNumber": ("IMO5611964",),
        "idNumber": ("0161038029800019",),
    },
    "NK-JhJXVqPPmuCJ8zZrnrqjUU": {
        "schema": "LegalEntity",
        "names": ["FACTORY COPIER JSC", 'JOINT-STOCK COMPANY "FACTORY" COPIER"'],
        "idNumber": ("1021202049637", "1217000287"),
    },
    "NK-VZr4M8kmRbBVmNXaDA3SSZ": {
        "schema": "Company",
        "names": ["Lorama Shipping Co Ltd"],
        "country": ("cy",),
        "imoNumber": ("IMO4105921",),
    },
    "NK-fEgEx7CQYyLHXLGEbsePV8": {
        "schema": "Company",
        "names": ["Ji Xiang Shipmanagement Co Ltd"],
        "imoNumber": ("IMO6514508",),
    },
    "NK-k8Ee8j9Zpby2rmHc82wFtp": {
        "schema": "Company",
        "names": ["Winocean Management Ltd"],
        "imoNumber": ("IMO6275647",),
    },
    "Q510170": {
        "schema": "Person",
        "names": [
            "VARLEY Natalia Vladimirovna",
            "ВАРЛЕЙ Наталья Владимировна",
            "ВАРЛЕЙ Наталія Володимирівна",
        ],
        "birthDate": ("1947-06-22",),
        "country": ("ru",),
    },
    "ua-ws-vessel-902": {
        "schema": "Vessel",
        "names": ["DUKE OF PEACE", "Lila Gothenburg", "Marilee"],
        "imoNumber": ("IMO9326861",),
        "notes": (
            "OpenSanctions datasets: Ukraine War and Sanctions",
            "idNumber: 5LBR2",
            "idNumber: 636020980",
        ),
    },
}


@pytest.mark.parametrize("reference", HAND_CHECKED_TABLE)
def test_parse_real_table_row_as_checked_by_hand(shared: Path, reference: str) -> None:
    entry, wanted = _entry(_read_table(shared), reference), dict(HAND_CHECKED_TABLE[reference])
    assert entry.entity.schema == wanted.pop("schema")
    assert [name.value for name in entry.names] == wanted.pop("names")
    assert {name: tuple(sorted(entry.entity.get(name))) for name in wanted} == wanted


def test_locate_entry_finds_real_entries(shared: Path) -> None:
    stream, table = _stream(shared).read_bytes(), _table(shared).read_bytes()
    found = opensanctions.locate_entry(stream, "Q12249973")
    assert found is not None
    assert json.loads(stream[slice(*found)])["caption"] == "Hisham Melhem"
    found = opensanctions_simple.locate_entry(table, "NK-28mqu8V3AzembAmAfehWPd")
    assert found is not None
    (row,) = csv.reader(table[slice(*found)].decode().splitlines(keepends=True))
    assert row[7] == "1125042006462;5042126251"


def test_compare_editions_of_the_same_bytes_finds_no_change(shared: Path) -> None:
    for parsed in (_read_stream(shared), _read_table(shared)):
        assert list(compare_editions(parsed.entries, parsed.entries)) == []
