"""The sample record is complete, invented where it must be, ours in every sentence, and consistent."""

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from lxml import etree

from lagebild.lists import ParsedList, recognise_list
from lagebild.lists.table import read_workbook
from lagebild.model.listing import ListEntry
from lagebild.regimes import load_regimes

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src" / "lagebild_site" / "sample"
RECORD: dict[str, Any] = yaml.safe_load((FOLDER / "record.yaml").read_text(encoding="utf-8"))
CAPTURES = RECORD["captures"]
DOCUMENTS = [capture for capture in CAPTURES if capture["file"].startswith("documents/")]
LISTS = [capture for capture in CAPTURES if capture not in DOCUMENTS]
DECISIONS = RECORD["decisions"]
SHINGLE_WORDS = 9
"""Nine words in a row that stand in somebody else's text too are not an accident of wording."""


def _read_visible_text(path: Path) -> str:
    return re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))


def test_record_lists_exactly_the_files_that_are_there() -> None:
    listed = [capture["file"] for capture in CAPTURES]
    there = [path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*") if path.suffix != ".md"]

    assert sorted(listed) == sorted(there)


def test_record_has_documents_in_both_languages_and_forms() -> None:
    forms = {capture["media_type"] for capture in DOCUMENTS}
    german = [
        c for c in DOCUMENTS if re.search(r"\b(und|der|nicht)\b", _read_visible_text(FOLDER / c["file"]))
    ]

    assert len(DOCUMENTS) >= 14
    assert forms == {"text/html", "text/plain"}
    assert len(german) >= 6
    assert len(DOCUMENTS) - len(german) >= 6


def test_record_says_of_a_third_of_its_texts_what_the_reader_misses() -> None:
    hard = [capture["hard"] for capture in DOCUMENTS if capture["hard"] is not None]

    assert len(hard) * 3 >= len(DOCUMENTS)
    assert [note for note in hard if set(note) != {"de", "en"} or not all(note.values())] == []


def test_record_publishes_at_reserved_addresses_alone() -> None:
    addresses = [row["url"] for row in [*RECORD["sources"], *CAPTURES]]

    assert [a for a in addresses if not urlsplit(a).netloc.endswith(".example.org")] == []


@pytest.mark.parametrize("capture", DOCUMENTS, ids=lambda capture: capture["file"])
def test_document_says_that_it_is_a_sample(capture: dict[str, Any]) -> None:
    text = re.sub(r"\s+", " ", _read_visible_text(FOLDER / capture["file"]))

    assert re.search(r"Beispielbestand|sample record", text)
    assert re.search(r"erfunden|invented|Eigene Notiz|Our own note", text)


def test_captures_name_a_source_and_each_source_is_used() -> None:
    assert {capture["source"] for capture in CAPTURES} == {source["id"] for source in RECORD["sources"]}


def test_captures_are_in_the_order_of_their_time() -> None:
    for form in (DOCUMENTS, [capture for capture in CAPTURES if capture not in DOCUMENTS]):
        times = [capture["captured_at"] for capture in form]
        assert times == sorted(times)
        assert [t for t in times if not re.fullmatch(r"202[456]-\d\d-\d\dT\d\d:\d\d:\d\dZ", t)] == []


def test_decisions_are_in_order_and_come_after_what_they_are_about() -> None:
    times = [decision["at"] for decision in DECISIONS]

    assert len(times) >= 6
    assert times == sorted(times)
    assert times[0] > max(capture["captured_at"] for capture in DOCUMENTS)


def test_decisions_bear_a_person_a_rule_and_a_reason_in_both_languages() -> None:
    persons = {person["id"] for person in RECORD["persons"]}

    assert {decision["by"] for decision in DECISIONS} == persons
    assert [
        d for d in DECISIONS if not d["rule"] or set(d["note"]) != {"de", "en"} or not all(d["note"].values())
    ] == []


def _get_deciders(action: str) -> dict[str, str]:
    return {
        json.dumps(decision["finding"], sort_keys=True): decision["by"]
        for decision in DECISIONS
        if decision["action"] == action
    }


def test_releases_are_by_another_person_than_the_review() -> None:
    reviews, releases = _get_deciders("review"), _get_deciders("release")

    assert len(releases) >= 2
    assert set(releases) <= set(reviews)
    assert [finding for finding, person in releases.items() if reviews[finding] == person] == []


def test_one_reviewed_finding_is_left_unreleased() -> None:
    assert set(_get_deciders("review")) - set(_get_deciders("release")) != set()


def test_reviews_bring_an_assessment_in_both_languages() -> None:
    reviews = [decision for decision in DECISIONS if decision["action"] == "review"]

    assert [
        r for r in reviews if set(r["assessment"]) != {"de", "en"} or not all(r["assessment"].values())
    ] == []


def test_decisions_about_files_name_files_of_the_record() -> None:
    files = {capture["file"] for capture in CAPTURES}
    named = {d["match"]["file"] for d in DECISIONS if "match" in d} | {
        entry["file"] for d in DECISIONS for entry in d.get("except", [])
    }

    assert named - files == set()


def _get_shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)}


def _read_others(shared: Path) -> str:
    seeds = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    corpus = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((shared / "corpus").glob("*.json"))]
    return " ".join([*seeds, *(str(document.get("text", "")) for document in corpus)])


NAMES_OF_OTHERS = re.compile(
    r"Australiens, Deutschlands.{0,140}?Vereinigten Staaten|Resolutionen 1718.{0,90}?Vereinten Nationen",
    re.DOTALL,
)
"""Enumerations of states and of resolutions with their dates: a list of names is nobody's sentence."""


def test_no_sentence_of_the_record_is_taken_from_the_real_texts(shared: Path) -> None:
    theirs = _get_shingles(_read_others(shared))
    ours = {
        c["file"]: _get_shingles(NAMES_OF_OTHERS.sub(" ", _read_visible_text(FOLDER / c["file"])))
        for c in DOCUMENTS
    }

    assert {file: found for file, shingles in ours.items() if (found := shingles & theirs)} == {}


@cache
def _parse_list(path: Path) -> ParsedList:
    content = path.read_bytes()
    reader = recognise_list(content, name=path.name)
    assert reader is not None
    return reader.parse(content, source=path.name)


@pytest.mark.parametrize("capture", LISTS, ids=lambda capture: capture["file"])
def test_list_edition_is_an_extract_captured_after_the_day_that_it_or_the_record_gives(
    capture: dict[str, Any],
) -> None:
    parsed = _parse_list(FOLDER / capture["file"])

    assert parsed.source.id == capture["list"]
    assert capture["extract"] is True
    assert bool(parsed.dated_at) != ("dated_on" in capture)
    assert (parsed.dated_at or capture["dated_on"]) < capture["captured_at"]


def test_list_editions_hold_these_numbers_of_entries() -> None:
    assert {c["file"]: len(_parse_list(FOLDER / c["file"]).entries) for c in LISTS} == {
        "lists/un-extract-2025.xml": 18,
        "lists/gb-extract-2025.csv": 12,
        "lists/jp-extract-2026.xlsx": 16,
        "lists/eu-extract-2026.xml": 9,
        "lists/un-extract-2026.xml": 21,
        "lists/us-extract-2021.csv": 11,
        "lists/us-extract-2022.csv": 13,
    }


@pytest.mark.parametrize("capture", LISTS, ids=lambda capture: capture["file"])
def test_list_edition_is_read_without_a_loss(capture: dict[str, Any]) -> None:
    problems = _parse_list(FOLDER / capture["file"]).problems

    assert {problem.code for problem in problems if problem.severity != "note"} == set()


def _read_xml(file: str) -> etree._Element:
    return etree.fromstring((FOLDER / "lists" / file).read_bytes())


@pytest.mark.parametrize("year", [2025, 2026])
def test_extract_of_the_united_nations_holds_none_of_their_remarks(year: int) -> None:
    remarks = _read_xml(f"un-extract-{year}.xml").findall(".//COMMENTS1")

    assert len(remarks) >= 18
    assert [remark.text for remark in remarks if remark.text] == []


def test_extract_of_the_european_union_holds_none_of_its_remarks_and_functions() -> None:
    root = _read_xml("eu-extract-2026.xml")
    entities = [element for element in root if isinstance(element.tag, str)]
    values = [(key, value) for element in root.iter("*") for key, value in element.attrib.items()]

    assert len(entities) == 9
    assert root.findall(".//{*}remark") == []
    assert {value for key, value in values if key in {"function", "title", "designationDetails"}} == {""}


def test_extract_of_the_united_kingdom_holds_neither_reasons_nor_other_information() -> None:
    lines = (FOLDER / "lists" / "gb-extract-2025.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines[1:]))

    assert len(rows) == 12
    assert {row["UK Statement of Reasons"] + row["Other Information"] + row["Position"] for row in rows} == {
        ""
    }


US_FACT = re.compile(
    r"SWIFT/BIC [A-Z0-9]{8}|(?:Vessel Registration )?Identification (?:Number )?IMO \d{7}|a\.k\.a\. '[A-Z ]+'"
    r"|DOB \d\d \w{3} \d{4}(?: to \d\d \w{3} \d{4})?|Gender Male|nationality Korea, North|Passport \d+ \(Taiwan\)"
    r"|Digital Currency Address - ETH 0x[0-9A-Fa-f]{40}|(?:Tax ID No\.|Registration Number) \d+ \(Russia\)"
)


@pytest.mark.parametrize("year", [2021, 2022])
def test_extract_of_the_united_states_holds_numbers_dates_and_names_in_its_remarks_alone(year: int) -> None:
    text = (FOLDER / "lists" / f"us-extract-{year}.csv").read_text(encoding="utf-8").rstrip("\x1a")
    remarks = [row[11] for row in csv.reader(text.splitlines())]
    clauses = [
        clause for remark in remarks if remark != "-0- " for clause in remark.removesuffix(".").split("; ")
    ]

    assert len(clauses) >= 10
    assert [clause for clause in clauses if not US_FACT.fullmatch(clause)] == []


def test_extract_of_japan_holds_numbers_alone_in_its_other_information_and_no_offices() -> None:
    content = (FOLDER / "lists" / "jp-extract-2026.xlsx").read_bytes()
    tables = []
    for sheet in read_workbook(content, source="jp-extract-2026.xlsx"):
        rows = [list(cells) for _number, cells in sheet.rows]
        head = next(at for at, cells in enumerate(rows) if cells[0] == "告示日付")
        tables += [dict(zip(rows[head], cells, strict=False)) for cells in rows[head + 1 :]]
    told = {row.get("その他の情報", "") for row in tables} - {""}

    assert len(tables) == 16
    assert told == {"IMO番号：5342883", "SWIFT：DCBKKPPY", "SWIFT/BIC：FTBDKPPY"}
    assert {row.get("役職", "") for row in tables} == {""}


REAL = {
    "lists/un-extract-2025.xml": "un/consolidated_2025-04.xml",
    "lists/un-extract-2026.xml": "un/consolidated_2026-08.xml",
    "lists/eu-extract-2026.xml": "eu/fsf_1_1_2026-05-01_rebuilt.xml",
    "lists/gb-extract-2025.csv": "gb/uksl_2025-08-11.ods",
    "lists/jp-extract-2026.xlsx": "jp/mof_2026-03-05.xlsx",
    "lists/us-extract-2021.csv": "us/2021-04/sdn.csv",
    "lists/us-extract-2022.csv": "us/sdn_2023.csv",
}


def _list_facts(entry: ListEntry) -> set[tuple[str, str]]:
    """Names, days and numbers of an entry, by kind; words in any order, since forms of a list differ in it."""
    dates = {(date.kind, date.value) for date in entry.listing.dates}
    names = {("name", " ".join(sorted(re.findall(r"\w+", name.value.casefold())))) for name in entry.names}
    kinds = ("imoNumber", "swiftBic", "passportNumber", "birthDate", "nationality", "registrationNumber")
    return dates | names | {(kind, value) for kind in kinds for value in entry.entity.get(kind)}


@pytest.mark.parametrize("capture", LISTS, ids=lambda capture: capture["file"])
@pytest.mark.filterwarnings("ignore:Print area cannot be set:UserWarning")
def test_extract_tells_nothing_that_the_authority_does_not(capture: dict[str, Any], shared: Path) -> None:
    real = {e.entity.id: e for e in _parse_list(shared / "lists" / REAL[capture["file"]]).entries}
    entries = _parse_list(FOLDER / capture["file"]).entries

    assert [entry.entity.id for entry in entries if entry.entity.id not in real] == []
    assert {
        entry.entity.id: lost
        for entry in entries
        if (lost := _list_facts(entry) - _list_facts(real[entry.entity.id]))
    } == {}


def test_joined_entities_are_of_these_editions() -> None:
    held = {entry.entity.id for c in LISTS for entry in _parse_list(FOLDER / c["file"]).entries}
    named = {entity for decision in DECISIONS for entity in decision.get("entities", ())}

    assert len(named) == 9
    assert named - held == set()


def test_reviewed_findings_rest_on_provisions_of_a_regime_and_released_ones_on_sourced_ones() -> None:
    provisions = {provision.id: provision for regime in load_regimes() for provision in regime.provisions}
    reviews = {d["finding"]: d["provisions"] for d in DECISIONS if d["action"] == "review"}
    released = {d["finding"] for d in DECISIONS if d["action"] == "release"}

    assert {key for keys in reviews.values() for key in keys} - set(provisions) == set()
    assert [key for key in released if not reviews[key]] == []
    assert [
        key for finding in released for key in reviews[finding] if not provisions[key].is_releasable
    ] == []


def test_matches_decided_on_are_entries_of_an_edition() -> None:
    editions = "".join(
        (FOLDER / c["file"]).read_text(encoding="utf-8") for c in LISTS if c["list"] == "un-sc"
    )
    references = {decision["match"]["reference"] for decision in DECISIONS if "match" in decision}

    assert [reference for reference in references if f"<REFERENCE_NUMBER>{reference}<" not in editions] == []


def _list_sections(page: str) -> set[str]:
    text = (ROOT / "docs" / "method" / f"{page}.en.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-") for heading in headings}


@pytest.mark.parametrize("rule", sorted({decision["rule"] for decision in DECISIONS}))
def test_rule_of_a_decision_is_a_section_of_the_method(rule: str) -> None:
    page, _, section = rule.partition("#")

    assert section in _list_sections(page)
