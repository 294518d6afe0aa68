"""The two real texts all the way: read, then incidents, findings, figures and responses."""

from pathlib import Path

import pytest

from lagebild.documents import read_document
from lagebild.model.incident import Reading
from lagebild.monitoring import (
    build_response_table,
    collect_figures,
    collect_responses,
    find_contradictions,
    list_group_states,
    propose_findings,
    propose_incidents,
)
from lagebild.reading import RuleReader
from lagebild.regimes import load_regimes

pytestmark = pytest.mark.shared

REGIMES = load_regimes()
STATEMENT, QUESTION = "joint-statement-2024-12-16.txt", "public-question-2024.txt"


@pytest.fixture(scope="module")
def readings(shared: Path) -> list[Reading]:
    made = []
    for name in (STATEMENT, QUESTION):
        document, _ = read_document((shared / "seeds" / name).read_bytes(), name=name)
        made.append(Reading(key=name, document=document, annotations=tuple(RuleReader().annotate(document))))
    return made


def test_three_numbers_of_soldiers_are_three_quantities(readings: list[Reading]) -> None:
    figures = [figure for figure in collect_figures(readings) if figure.quantity.startswith("troops/")]
    assert {figure.quantity: figure.value for figure in figures} == {
        "troops/KP/planned": 12000,
        "troops/KP/present": 1500,
        "troops/KP/training/additional": 11000,
    }
    assert {figure.document_key for figure in figures} == {QUESTION}
    assert find_contradictions(figures) == []


def test_arms_are_one_incident_told_by_both_documents(readings: list[Reading]) -> None:
    incidents = {incident.key: incident for incident in propose_incidents(readings, REGIMES)}
    arms = incidents["un-1718.arms_from_dprk.KP.RU"]
    assert {ref.document_key for ref in arms.tellings} == {STATEMENT, QUESTION}
    assert "un-1718.training_of_dprk.RU.KP" in incidents
    assert "un-1718.troops_from_dprk.KP.RU" in incidents


def test_arms_finding_rests_on_quote_violation_and_citations(readings: list[Reading]) -> None:
    findings = {
        item.key: item for item in propose_findings(propose_incidents(readings, REGIMES), readings, REGIMES)
    }
    finding = findings["un-1718.arms_from_dprk.KP.RU"]
    assert finding.provision_ids == ("R1718-OP8(b)", "R1874-OP9")
    notes = {note.id: note for reading in readings for note in reading.annotations}
    layers = {notes[item.annotation_id].layer for item in finding.evidence}
    assert layers == {"event", "position", "citation"}
    texts = {reading.key: reading.document for reading in readings}
    for item in finding.evidence:
        document = texts[item.document_key]
        assert item.text_sha256 == document.text_sha256
        assert document.text[item.start : item.end] == notes[item.annotation_id].exact


def test_states_appear_with_what_they_did_and_others_with_nothing(readings: list[Reading]) -> None:
    table = build_response_table(list_group_states(REGIMES), collect_responses(readings), [])
    kinds = {cell.state: {response.kind for response in cell.responses} for cell in table}
    assert kinds["DE"] == {"statement", "demand", "summons", "listing", "mechanism"}
    assert {"statement", "demand", "listing"} <= kinds["NZ"]
    assert kinds["NL"] == {"mechanism"}
    assert kinds["CN"] == set()
    summons = [item for cell in table for item in cell.responses if item.kind == "summons"]
    assert [(item.state, item.on, item.towards) for item in summons] == [("DE", "2024-10-23", ("KP",))]
