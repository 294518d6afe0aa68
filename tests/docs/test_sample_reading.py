"""What reader and monitoring make of the sample record: enough to decide on, not more than there is."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lagebild.documents import read_document
from lagebild.model.finding import Finding
from lagebild.model.incident import Incident, Reading
from lagebild.monitoring import (
    collect_figures,
    collect_responses,
    find_contradictions,
    propose_findings,
    propose_incidents,
)
from lagebild.reading import RuleReader
from lagebild.regimes import load_regimes

FOLDER = Path(__file__).resolve().parents[2] / "src" / "lagebild_site" / "sample"
RECORD: dict[str, Any] = yaml.safe_load((FOLDER / "record.yaml").read_text(encoding="utf-8"))


@cache
def _read_all() -> tuple[Reading, ...]:
    reader = RuleReader()
    readings = []
    for capture in RECORD["captures"]:
        if not capture["file"].startswith("documents/"):
            continue
        document, problems = read_document(
            (FOLDER / capture["file"]).read_bytes(),
            name=capture["file"],
            url=capture["url"],
            media_type=capture["media_type"],
        )
        assert problems == []
        readings.append(
            Reading(key=capture["file"], document=document, annotations=tuple(reader.annotate(document)))
        )
    return tuple(readings)


@cache
def _propose_incidents() -> dict[str, Incident]:
    return {incident.key: incident for incident in propose_incidents(_read_all(), load_regimes())}


@cache
def _propose() -> dict[str, Finding]:
    incidents = _propose_incidents().values()
    return {finding.key: finding for finding in propose_findings(incidents, _read_all(), load_regimes())}


def test_findings_decided_on_are_proposed() -> None:
    decided = {decision["finding"] for decision in RECORD["decisions"] if "finding" in decision}

    assert decided - set(_propose()) == set()


def test_reviews_narrow_to_proposed_provisions() -> None:
    reviews = [decision for decision in RECORD["decisions"] if decision["action"] == "review"]

    assert [
        r["finding"] for r in reviews if set(r["provisions"]) - set(_propose()[r["finding"]].provision_ids)
    ] == []


def test_released_findings_keep_evidence_of_two_documents_without_the_excepted_ones() -> None:
    released = {decision["finding"] for decision in RECORD["decisions"] if decision["action"] == "release"}
    reviews = [d for d in RECORD["decisions"] if d["action"] == "review" and d["finding"] in released]

    for review in reviews:
        told_in = {item.document_key for item in _propose()[review["finding"]].evidence}
        assert len(told_in - {entry["file"] for entry in review["except"]}) >= 2, review["finding"]


def test_the_satire_makes_no_incident() -> None:
    happened = {
        telling.document_key
        for incident in _propose_incidents().values()
        for telling in incident.tellings
        if telling.annotation.factuality in {"asserted", "assessed", "reported", "alleged"}
    }

    assert "documents/note-2025-05-30-msmt-first-report.html" in happened
    assert "documents/glosse-erntehelfer.txt" not in happened


@pytest.mark.parametrize(("low", "high"), [(16.0, 19.0), (11_000.0, 12_000.0)])
def test_two_counts_contradict_each_other(low: float, high: float) -> None:
    values = {
        contradiction.quantity: sorted({figure.value for figure in contradiction.figures if figure.value})
        for contradiction in find_contradictions(collect_figures(_read_all()))
    }

    assert [low, high] in values.values()


@pytest.mark.parametrize("state", ["AT", "DE"])
def test_a_state_that_summoned_is_among_the_responses_with_its_day(state: str) -> None:
    summons = {(r.state, r.on) for r in collect_responses(_read_all()) if r.kind == "summons"}

    assert (state, "2024-10-23") in summons


def test_a_watched_state_and_an_unwatched_one_are_without_a_response() -> None:
    responding = {response.state for response in collect_responses(_read_all())}
    watched = {row["state"] for row in RECORD["coverage"]}

    assert "NL" in watched
    assert "NL" not in responding
    assert "CN" not in watched | responding
