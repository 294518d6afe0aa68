"""OpenSanctions as FollowTheMoney JSON lines: what is an entry, what belongs to it, whose date a date is."""

import contextlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import EmptyTextError, LagebildError, SourceChangedError, UnreadableError
from lagebild.lists import opensanctions
from lagebild.lists.account import load_field_rules
from lagebild.lists.source import ParsedList
from lagebild.model.listing import ListEntry

ROOT = Path(__file__).parent.parent.parent.parent
LISTS = ROOT / "src" / "lagebild" / "lists"
PAGE = (ROOT / "docs" / "sources" / "opensanctions.md").read_text(encoding="utf-8")


def _record(schema: str, record_id: str, *, target: bool | None = False, **properties: Any) -> dict[str, Any]:
    """A record as OpenSanctions writes it; the first name is its caption."""
    record: dict[str, Any] = {
        "id": record_id,
        "caption": next(iter(properties.get("name", [])), record_id),
        "schema": schema,
        "properties": properties,
        "referents": [],
        "datasets": ["un_sc_sanctions"],
        "first_seen": "2023-04-20T10:00:00",
        "last_seen": "2026-03-01T06:00:00",
        "last_change": "2025-01-01T00:00:00",
    }
    return record if target is None else {**record, "target": target}


KOMID = _record(
    "Company",
    "NK-komid",
    target=True,
    name=["Korea Mining Development Trading Corporation", "조선광업개발무역회사"],
    alias=["KOMID"],
    weakAlias=["Changgwang"],
    previousName=["External Technology General Corporation"],
    country=["kp"],
    topics=["sanction"],
    addressEntity=["addr-1"],
)
UN_SANCTION = _record(
    "Sanction",
    "un-sanction",
    entity=["NK-komid"],
    authority=["United Nations Security Council (UN SC)"],
    country=["un"],
    program=["DPRK"],
    programId=["UN-SC1718"],
    listingDate=["2009-04-24"],
    unscId=["KPe.001"],
    provisions=["Asset freeze"],
    reason=["Primary arms dealer."],
)
EU_SANCTION = _record(
    "Sanction",
    "eu-sanction",
    entity=["NK-komid"],
    authority=["Council of the European Union"],
    programId=["EU-PRK"],
    listingDate=["2024-12-16"],
    startDate=["2009-04"],
    endDate=["2030-01-01"],
    unscId=["KPe.001"],
    reason=["2024/3142"],
)
ADDRESS = _record("Address", "addr-1", full=["Central District, Pyongyang"], country=["kp"])
POST = _record(
    "Directorship", "post-1", director=["NK-person"], organization=["NK-komid"], role=["representative"]
)
PERSON = _record("Person", "NK-person", name=["Jang Song Chol"], nationality=["kp"])
RECORDS = [KOMID, UN_SANCTION, EU_SANCTION, ADDRESS, POST, PERSON]


def _write(*records: Any) -> bytes:
    return b"".join(
        record if isinstance(record, bytes) else json.dumps(record, ensure_ascii=False).encode() + b"\n"
        for record in records
    )


def _parse(*records: Any) -> ParsedList:
    return opensanctions.parse(_write(*records), source="entities.ftm.json")


def _codes(parsed: ParsedList) -> list[tuple[str, str]]:
    return [(problem.code, problem.locator) for problem in parsed.problems]


def _only(parsed: ParsedList) -> ListEntry:
    (entry,) = parsed.entries
    return entry


def test_parse_target_is_the_entry_and_everything_linked_belongs_to_it() -> None:
    parsed = _parse(*RECORDS)
    entry = _only(parsed)
    assert parsed.problems == ()
    assert (parsed.dated_at, parsed.dated_raw) == ("2026-03-01", "2026-03-01T06:00:00")
    assert entry.entity.id == "opensanctions-NK-komid"
    assert entry.entity.get("addressEntity") == ("opensanctions-addr-1",)
    assert [entity.id for entity in entry.related] == [
        "opensanctions-un-sanction",
        "opensanctions-eu-sanction",
        "opensanctions-addr-1",
        "opensanctions-post-1",
        "opensanctions-NK-person",
    ]
    assert entry.related[3].get("organization") == ("opensanctions-NK-komid",)


def test_parse_names_have_their_kind() -> None:
    assert [(name.value, name.kind, name.script) for name in _only(_parse(*RECORDS)).names] == [
        ("Korea Mining Development Trading Corporation", "primary", "Latn"),
        ("조선광업개발무역회사", "primary", "Hang"),
        ("KOMID", "alias", "Latn"),
        ("External Technology General Corporation", "former", "Latn"),
        ("Changgwang", "weak", "Latn"),
    ]


def test_parse_dates_of_the_aggregate_are_never_the_authoritys_date_of_listing() -> None:
    listing = _only(_parse(*RECORDS)).listing
    assert listing.authority == "OPENSANCTIONS"
    assert listing.designated_on is None
    assert [(date.kind, date.value, date.field, date.act, date.role) for date in listing.dates] == [
        ("legal_act_on", "2024-12-16", "Sanction/listingDate (Council of the European Union)", None, None),
        ("legal_act_on", "2009-04", "Sanction/startDate (Council of the European Union)", None, None),
        (
            "legal_act_on",
            "2009-04-24",
            "Sanction/listingDate (United Nations Security Council (UN SC))",
            None,
            None,
        ),
    ]


def test_parse_end_of_one_sanction_is_no_delisting() -> None:
    entry = _only(_parse(*RECORDS))
    assert entry.listing.dates_of("delisted_on") == ()
    assert "End of the sanction of Council of the European Union: 2030-01-01" in entry.entity.get("notes")


def test_parse_sanctions_give_programmes_measures_reason_and_un_reference() -> None:
    listing = _only(_parse(*RECORDS)).listing
    assert listing.programmes == ("EU-PRK", "DPRK")
    assert listing.measures == ("Asset freeze",)
    assert listing.unsc_id == "KPe.001"
    assert listing.reason == (
        "Council of the European Union: 2024/3142\nUnited Nations Security Council (UN SC): Primary arms dealer."
    )


def test_parse_two_un_references_are_told_and_neither_is_taken() -> None:
    other = {**EU_SANCTION, "properties": {**EU_SANCTION["properties"], "unscId": ["KPe.999"]}}
    parsed = _parse(KOMID, UN_SANCTION, other, ADDRESS)
    assert _only(parsed).listing.unsc_id is None
    assert _codes(parsed) == [("os-un-reference-several", "line 1: Company")]


def test_parse_nested_records_give_what_lines_give() -> None:
    def unlinked(record: dict[str, Any], pointer: str) -> dict[str, Any]:
        return {
            **record,
            "properties": {key: value for key, value in record["properties"].items() if key != pointer},
        }

    post = unlinked(POST, "organization")
    post["properties"]["director"] = [PERSON]
    properties = {
        **KOMID["properties"],
        "addressEntity": [ADDRESS],
        "sanctions": [unlinked(UN_SANCTION, "entity"), unlinked(EU_SANCTION, "entity")],
        "directorshipOrganization": [post],
    }
    nested, flat = _only(_parse({**KOMID, "properties": properties})), _only(_parse(*RECORDS))
    assert nested.entity == flat.entity
    assert nested.listing == flat.listing
    assert {entity.id: entity.to_json() for entity in nested.related} == {
        entity.id: entity.to_json() for entity in flat.related
    }


def test_parse_last_seen_alone_makes_no_other_entry() -> None:
    later = [
        {**record, "last_seen": "2026-04-01T06:00:00", "last_change": "2026-03-31T00:00:00"}
        for record in RECORDS
    ]
    assert _only(_parse(*later)).to_json() == _only(_parse(*RECORDS)).to_json()


def test_parse_without_targets_takes_who_is_sanctioned() -> None:
    stream = [{key: value for key, value in record.items() if key != "target"} for record in RECORDS]
    parsed = _parse(*stream)
    assert _only(parsed).listing.reference == "NK-komid"
    assert _codes(parsed) == [("os-target-missing", "line 1: target")]


def test_parse_without_targets_and_sanctions_takes_persons_bodies_and_ships() -> None:
    parsed = _parse(
        _record("Person", "p", target=None, name=["A B"]), _record("Address", "a", target=None, full=["C"])
    )
    assert _only(parsed).entity.id == "opensanctions-p"
    assert ("os-record-unlinked", "line 2: Address") in _codes(parsed)


def test_parse_record_linked_to_no_target_is_told_and_counted_as_lost() -> None:
    parsed = _parse(
        KOMID, UN_SANCTION, ADDRESS, _record("Position", "post", name=["Minister"], country=["kp"])
    )
    assert _codes(parsed) == [("os-record-unlinked", "line 4: Position")]
    assert parsed.accounted["Position/name"].problem == 1
    assert parsed.accounted["Company/name"].mapped == 2


def test_parse_record_far_off_belongs_to_the_nearest_entry() -> None:
    flat = _record("Address", "addr-2", full=["Mapo"])
    person = _record("Person", "NK-person", name=["Jang Song Chol"], addressEntity=["addr-2"])
    parsed = _parse(KOMID, ADDRESS, POST, person, flat)
    assert "opensanctions-addr-2" in {entity.id for entity in _only(parsed).related}


def test_parse_target_without_a_sanction_is_said_to_be_listed_by_nobody() -> None:
    parsed = _parse(
        KOMID, UN_SANCTION, ADDRESS, _record("Person", "pep", target=True, name=["A B"], topics=["role.pep"])
    )
    (problem,) = parsed.problems
    assert problem.code == "os-not-sanctioned"
    assert problem.message.startswith("1 of 2 entries have no sanction")


def test_parse_values_that_do_not_fit_are_kept_as_notes() -> None:
    odd = _record(
        "Vessel",
        "ship",
        target=True,
        name=["Chol Ryong"],
        imoNumber=["IMO8606174", "IMO8606173"],
        flag=["kp", "Nowhere"],
        buildDate=["about 1980"],
        tonnageOfSteel=["9"],
        topics=["sanction"],
    )
    parsed = _parse(odd)
    entity = _only(parsed).entity
    assert entity.get("imoNumber") == ("IMO8606173",)
    assert entity.get("flag") == ("kp",)
    assert set(entity.get("notes")) >= {
        "imoNumber: IMO8606174",
        "flag: Nowhere",
        "buildDate: about 1980",
        "tonnageOfSteel: 9",
    }
    assert sorted(code for code, _ in _codes(parsed)) == [
        "os-identifier-invalid",
        "os-property-unknown",
        "os-value-unclean",
        "os-value-unclean",
    ]


def test_parse_odd_shapes_of_values_are_read_and_told() -> None:
    odd = _record("Person", "p", target=True, name="A B", topics=["sanction"], notes=[{"a": 1}, 7, None])
    odd["properties"]["Person:alias"] = ["C D"]
    odd["title"] = ["Dr"]
    odd["score"] = 0.5
    parsed = _parse(odd)
    entry = _only(parsed)
    assert [(name.value, name.kind) for name in entry.names] == [("A B", "primary"), ("C D", "alias")]
    assert set(entry.entity.get("notes")) >= {'{"a": 1}', "7"}
    assert entry.entity.get("title") == ("Dr",)
    assert {code for code, _ in _codes(parsed)} == {
        "os-value-kind",
        "os-property-qualified",
        "os-property-misplaced",
        "os-field-unknown",
    }


def test_parse_schema_that_is_not_known_is_kept_with_its_names() -> None:
    parsed = _parse(_record("Spaceship", "s", target=True, name=["Unha"], topics=["sanction"], warp=["9"]))
    entity = _only(parsed).entity
    assert entity.schema == "LegalEntity"
    assert set(entity.get("notes")) >= {"schema: Spaceship", "warp: 9"}
    assert ("os-schema-unknown", "line 1: Spaceship") in _codes(parsed)


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "x", "schema": "Person"\n',
        b"\xff\xfe{}\n",
        b"[1, 2]\n",
        b'{"id": 7, "schema": "Person", "properties": {}}\n',
        b'{"id": "x", "schema": "Person", "properties": []}\n',
        b"[" * 200_000 + b"\n",
        b'"' + b"x" * (17 * 1024 * 1024) + b'"\n',
    ],
    ids=["cut", "no UTF-8", "list", "id a number", "properties a list", "deep", "huge"],
)
def test_parse_line_that_is_no_record_is_a_problem_with_its_line(line: bytes) -> None:
    parsed = _parse(KOMID, line, UN_SANCTION, ADDRESS)
    assert _codes(parsed) == [("os-line-unreadable", "line 2")]
    assert parsed.problems[0].severity == "error"
    assert len(parsed.entries) == 1


def test_parse_repeated_id_keeps_the_first() -> None:
    parsed = _parse(KOMID, UN_SANCTION, ADDRESS, {**KOMID, "caption": "Other"})
    assert _codes(parsed) == [("os-id-repeated", "line 4")]
    assert _only(parsed).entity.caption == "Korea Mining Development Trading Corporation"


def test_parse_entry_without_a_name_is_a_problem() -> None:
    nameless = _record("Person", "p", target=True, topics=["sanction"])
    nameless["caption"] = ""
    parsed = _parse(KOMID, UN_SANCTION, ADDRESS, nameless)
    assert _codes(parsed) == [("os-name-missing", "line 4: Person")]
    assert parsed.accounted["Person/topics"].problem == 1


def test_parse_half_of_a_surrogate_pair_can_be_stored() -> None:
    parsed = _parse(b'{"id":"p","schema":"Person","target":true,"properties":{"name":["A \\ud800"]}}\n')
    assert _only(parsed).names[0].value == "A \N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyTextError),
        (b"<!DOCTYPE html><html></html>", UnreadableError),
        (b"PK\x03\x04rest", UnreadableError),
        (b'[{"id": "x"}]', SourceChangedError),
        (json.dumps({"entities": []}).encode(), SourceChangedError),
    ],
)
def test_parse_other_content_is_refused(content: bytes, error: type[LagebildError]) -> None:
    with pytest.raises(error):
        opensanctions.parse(content, source="x")


def test_recognises_lines_of_records_and_nothing_else() -> None:
    long = _record("Person", "p", name=["A"], notes=["x" * 10_000])
    assert opensanctions.recognises(_write(KOMID), name="x")
    assert opensanctions.recognises(b"\xef\xbb\xbf" + _write(KOMID), name="x")
    assert not opensanctions.recognises(_write({"id": "x", "name": "y"}), name="entities.ftm.json")
    assert not opensanctions.recognises(b'"id","schema","name"\n', name="entities.ftm.json")
    assert not opensanctions.recognises(b"<properties/>", name="entities.ftm.json")
    reordered = {"id": "p", "schema": "Person", "properties": long["properties"]}
    assert opensanctions.recognises(_write(reordered), name="x")


def test_locate_entry_gives_the_line() -> None:
    content = _write(POST, KOMID, UN_SANCTION)
    found = opensanctions.locate_entry(content, "NK-komid")
    assert found is not None
    assert json.loads(content[slice(*found)]) == KOMID
    assert opensanctions.locate_entry(content, "NK-nobody") is None


@settings(max_examples=80, deadline=None)
@given(position=st.integers(0, 3000), junk=st.binary(max_size=4), length=st.integers(0, 60))
def test_parse_damaged_bytes_raise_nothing_but_our_errors(position: int, junk: bytes, length: int) -> None:
    content = _write(*RECORDS)
    with contextlib.suppress(LagebildError):
        opensanctions.parse(content[:position] + junk + content[position + length :], source="x")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=6), children, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(
    schema=st.sampled_from(["Person", "Sanction", "Vessel", "Nothing"]),
    properties=st.dictionaries(
        st.sampled_from(
            ["name", "alias", "entity", "listingDate", "sanctions", "birthDate", "imoNumber", "x"]
        ),
        _JSON,
    ),
    extra=_JSON,
)
def test_parse_any_values_raise_nothing_but_our_errors(
    schema: str, properties: dict[str, Any], extra: Any
) -> None:
    record = {
        "id": "p",
        "schema": schema,
        "properties": properties,
        "target": True,
        "caption": extra,
        "extra": extra,
    }
    with contextlib.suppress(LagebildError):
        opensanctions.parse(json.dumps(record).encode(), source="x")


@pytest.mark.parametrize(
    ("table", "heading"), [("opensanctions", "| Field |"), ("opensanctions_simple", "| Column |")]
)
def test_source_page_tables_of_fields_are_the_readers_own(table: str, heading: str) -> None:
    rows = PAGE[PAGE.index(heading) :].split("\n\n")[0].strip().splitlines()[2:]
    assert rows == [
        f"| `{rule.path}` | {rule.state} | {rule.note} |" for rule in load_field_rules(table).values()
    ]


def test_source_page_names_exactly_the_problem_codes_of_the_readers() -> None:
    documented = set(re.findall(r"^\| `(os-[a-z-]+)` \|", PAGE, re.MULTILINE))
    code = "".join(path.read_text(encoding="utf-8") for path in LISTS.glob("opensanctions*/*.py"))
    used = set(re.findall(r'"(os-[a-z-]+)"', code))
    noted = {f"os-{found}" for found in re.findall(r'draft\.note\(\s*"([a-z-]+)"', code)}
    built = {
        "os-identifier-invalid",
        "os-name-missing",
        "os-column-unknown",
        "os-country-unknown",
        "os-reference-missing",
    }
    assert documented == used | noted | built


def test_source_page_names_the_page_of_the_source() -> None:
    assert f"<{opensanctions.SOURCE.homepage}>" in PAGE
