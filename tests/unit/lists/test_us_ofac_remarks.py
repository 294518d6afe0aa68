"""Clauses of OFAC's remarks, one by one."""

from typing import get_args

import pytest

from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import IdentifierKind
from lagebild.lists.table import Cell, TableLog
from lagebild.lists.us_ofac.clauses import (
    find_rule,
    load_clause_rules,
    read_clause,
    read_clauses,
    split_remarks,
)
from lagebild.lists.us_ofac.entry import (
    CONSOLIDATED_CSV,
    SDN_CSV,
    find_country,
    find_entity_schema,
    make_source,
)
from lagebild.lists.us_ofac.remarks import TREATMENTS, RemarksReading, apply_clauses


def _apply(remark: str, schema: str = "Person") -> tuple[EntryDraft[Cell], RemarksReading]:
    draft = EntryDraft(
        source=SDN_CSV,
        log=TableLog(source="sdn.csv"),
        place=Cell("", 1, 0),
        prefix="us",
        reference="1",
        schema=schema,
    )
    return draft, apply_clauses(draft, read_clauses(remark))


def _properties(remark: str, schema: str = "Person") -> dict[str, list[str]]:
    return {key: values for key, values in _apply(remark, schema)[0].properties.items() if values}


def test_table_has_treatments_and_kinds_that_exist() -> None:
    rules = load_clause_rules().values()
    assert {rule.treatment for rule in rules} == set(TREATMENTS)
    kinds = {rule.argument for rule in rules if rule.treatment == "identifier"}
    assert kinds <= set(get_args(IdentifierKind))


@pytest.mark.parametrize(
    ("remark", "clauses"),
    [
        ("DOB 1946.", ["DOB 1946"]),
        ("DOB 1946; POB Jericho.", ["DOB 1946", "POB Jericho"]),
        ("Linked To: ALPHA S.A..", ["Linked To: ALPHA S.A."]),
        ("a.k.a. 'ONE; TWO'; Gender Male.", ["a.k.a. 'ONE; TWO'", "Gender Male"]),
        ("a.k.a. 'OPEN; Gender Male.", ["a.k.a. 'OPEN", "Gender Male"]),
        ("Tax ID No. 12 (Here; there); DOB 1946.", ["Tax ID No. 12 (Here; there)", "DOB 1946"]),
        ("Website example.org/a;b; DOB 1946;", ["Website example.org/a;b", "DOB 1946"]),
        (
            "are prohibited.; Listing Date (CMIC) 03 Jun 2021.",
            ["are prohibited.", "Listing Date (CMIC) 03 Jun 2021"],
        ),
        ("", []),
        (" ; ;. ", []),
    ],
)
def test_split_remarks_parts_clauses(remark: str, clauses: list[str]) -> None:
    assert split_remarks(remark) == clauses


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("alt. Passport A1 (Iran)", "Passport", "A1 (Iran)"),
        ("Passport No.: 0310857", "Passport No.", "0310857"),
        ("NIT # 800146749-7 (Colombia)", "NIT", "800146749-7 (Colombia)"),
        ("Matricula Mercantil No 5 (Colombia)", "Matricula Mercantil No", "5 (Colombia)"),
        ("Secondary sanctions risk: section 1", "Secondary sanctions risk", "section 1"),
        ("Digital Currency Address - XBT 1abc", "Digital Currency Address", "XBT 1abc"),
        (
            "Executive Order 13662 Directive Determination - Subject to Directive 2",
            "Executive Order 13662 Directive Determination",
            "Subject to Directive 2",
        ),
        ("Utopian ID No. 12-77 (Iran)", "Utopian ID No.", "12-77 (Iran)"),
        ("Passportless person", "", "Passportless person"),
        ("Dealer in 3 kinds of minerals", "", "Dealer in 3 kinds of minerals"),
    ],
)
def test_read_clause_parts_label_and_value(text: str, label: str, value: str) -> None:
    clause = read_clause(text)
    assert (clause.text, clause.label, clause.value) == (text, label, value)


@pytest.mark.parametrize(
    "label", ["Passport", "Secondary sanctions risk:", "Executive Order 14024 Directive Information -"]
)
def test_find_rule_knows_labels_that_stand_alone(label: str) -> None:
    assert find_rule(label) is not None
    assert find_rule(f"not {label}") is None


@pytest.mark.parametrize(
    ("remark", "properties"),
    [
        ("DOB circa 1951.", {"notes": ["Date of birth: circa 1951"]}),
        ("DOB 1951 to 1953.", {"notes": ["Date of birth: 1951 to 1953"]}),
        ("DOB Sep 1938; alt. DOB 02 Sep 1938.", {"birthDate": ["1938-09", "1938-09-02"]}),
        ("POB Tripoli.", {"birthPlace": ["Tripoli"]}),
        ("POB Pyongyang, Korea, North.", {"birthPlace": ["Pyongyang, Korea, North"], "birthCountry": ["kp"]}),
        ("nationality Korea, North.", {"nationality": ["kp"]}),
        ("citizen Atlantis.", {"notes": ["citizen: Atlantis"]}),
        ("Gender Female.", {"gender": ["female"]}),
        ("Gender Other.", {"notes": ["Gender Other"]}),
        ("Phone Number 982188526300.", {"phone": ["982188526300"]}),
        ("info@example.org.", {"email": ["info@example.org"]}),
        ("http://www.example.org (website).", {"website": ["http://www.example.org"]}),
        (
            "Website www.example.org A Society.",
            {"notes": ["Website: www.example.org A Society"], "website": ["www.example.org"]},
        ),
        ("Minister of Finance.", {"position": ["Minister of Finance"]}),
        ("Haji.", {"title": ["Haji"]}),
        ("Dealer in minerals.", {"notes": ["Dealer in minerals"]}),
        ("ICTY indictee in custody.", {"notes": ["ICTY indictee in custody"]}),
        ("NIT # Provisional (Colombia).", {"notes": ["NIT # Provisional (Colombia)"]}),
        (
            "Passport and National ID were issued in Ulm.",
            {"notes": ["Passport and National ID were issued in Ulm"]},
        ),
        (
            "Passport 0310857, Eritrea.",
            {"passportNumber": ["0310857"], "notes": ["Passport 0310857, Eritrea"]},
        ),
        ("National ID No. D489833(9) (Hong Kong).", {"idNumber": ["D489833(9)"]}),
        ("Legal Entity Number 851683897 (Netherlands).", {"registrationNumber": ["851683897"]}),
        ("Tax ID No. 12345 (Medellin).", {"taxNumber": ["12345"], "notes": ["Tax ID No. 12345 (Medellin)"]}),
    ],
)
def test_apply_clauses_to_a_person_gives_properties(remark: str, properties: dict[str, list[str]]) -> None:
    assert _properties(remark) == properties


@pytest.mark.parametrize(
    ("remark", "schema", "properties"),
    [
        ("Vessel Registration Identification IMO 9187629.", "Vessel", {"imoNumber": ["IMO9187629"]}),
        (
            "Vessel Registration Identification IMO 9187628.",
            "Vessel",
            {"notes": ["Vessel Registration Identification: 9187628"]},
        ),
        ("Company Number IMO 5055293.", "Company", {"imoNumber": ["IMO5055293"]}),
        ("Identification Number ISIN: RU0009177331.", "Company", {"isinCode": ["RU0009177331"]}),
        ("Government Gazette Number 09804148 (Russia).", "Company", {"okpoCode": ["09804148"]}),
        ("Government Gazette Number 175392527 (Bulgaria).", "Company", {"registrationNumber": ["175392527"]}),
        ("Vessel Year of Build 2007; Vessel Flag Malta.", "Vessel", {"buildDate": ["2007"], "flag": ["mt"]}),
        (
            "Other Vessel Flag Panama; Former Vessel Type Tug.",
            "Vessel",
            {"flag": ["pa"], "pastTypes": ["Tug"]},
        ),
        ("Vessel Call Sign 5IM713.", "Vessel", {"callSign": ["5IM713"]}),
        ("Aircraft Tail Number EP-MMH.", "Airplane", {"registrationNumber": ["EP-MMH"]}),
        ("Aircraft Mode S Transponder Code 140AE7.", "Airplane", {"icaoCode": ["140AE7"]}),
        ("DOB 1946.", "Company", {"notes": ["Date of birth: 1946"]}),
        (
            "Organization Established Date circa 1990.",
            "Company",
            {"notes": ["Organization Established Date circa 1990"]},
        ),
        ("Organization Type: Mining of hard coal.", "Company", {"sector": ["Mining of hard coal"]}),
        ("Minister of Finance.", "Company", {"notes": ["Minister of Finance"]}),
    ],
)
def test_apply_clauses_to_a_thing_gives_properties(
    remark: str, schema: str, properties: dict[str, list[str]]
) -> None:
    assert _properties(remark, schema) == properties


def test_apply_clauses_counts_what_it_does_not_know() -> None:
    _, reading = _apply("DOB 1946; Dealer in minerals; Holder of something; Linked To: ALPHA.")
    assert reading.unknown == ["Dealer in minerals", "Holder of something"]
    assert [(link.role, link.name) for link in reading.links] == [("Linked To", "ALPHA")]


@pytest.mark.parametrize(
    ("remark", "name"),
    [
        ("a.k.a. 'ABU-'UMAR'.", ("ABU-'UMAR", "weak", "a.k.a.")),
        ("f.k.a. 'ALPHA'.", ("ALPHA", "weak", "f.k.a.")),
        ("n.k.a. BETA.", ("BETA", "alias", "n.k.a.")),
        ("f.k.a. BETA.", ("BETA", "former", "f.k.a.")),
    ],
)
def test_apply_clauses_quoted_alias_is_weak(remark: str, name: tuple[str, str, str]) -> None:
    """Source: OFAC's FAQ 122, by which weak aliases stand in quotation marks in the remark."""
    (found,) = _apply(remark)[0].names
    assert (found.value, found.kind, found.quality_raw) == name


def test_make_source_keeps_the_list() -> None:
    source = make_source(CONSOLIDATED_CSV, form="xml", layout="XML")
    assert (source.id, source.form, source.format) == ("us-ofac-cons", "xml", "XML")


def test_find_country_reads_a_former_name_after_it() -> None:
    assert find_country("Cabo Verde.  Previously Cape Verde.") == "cv"
    assert find_country("") is None


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("ANGLO-CARIBBEAN CO., LTD.", "Company"),
        ("ALPHA S.A. DE C.V.", "Company"),
        ("HIZBALLAH", "Organization"),
        ("MINISTRY OF COAL", "Organization"),
    ],
)
def test_find_entity_schema_reads_the_legal_form(name: str, schema: str) -> None:
    assert find_entity_schema(name) == schema
