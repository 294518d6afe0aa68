"""Incidents → proposed findings: provisions in force, evidence in the same sentence."""

from typing import Any

from lagebild.monitoring import propose_findings, propose_incidents
from lagebild.regimes import load_regimes

REGIMES = load_regimes()


def propose(*readings: Any) -> Any:
    return propose_findings(propose_incidents(readings, REGIMES), readings, REGIMES)


def test_arms_from_target_bears_on_main_provisions_and_rests_on_sentence(hand: Any) -> None:
    text = (
        "The delivery of shells by the North to Moscow violates Resolution 1718. "
        "Another sentence cites Resolution 2397. We regret it."
    )
    reading = hand.read(
        "d1",
        text,
        hand.event("The delivery of shells", "arms_transfer", "KP", "RU"),
        hand.position("violates Resolution 1718", "ASSESS_VIOLATION", "NZ", "KP"),
        hand.citation("Resolution 1718", "S/RES/1718"),
        hand.citation("Resolution 2397", "S/RES/2397 (2017)"),
        hand.position("We regret it", "CONCERN", "NZ", "KP"),
        date="2024-12-16",
    )
    (finding,) = propose(reading)
    assert finding.provision_ids == ("R1718-OP8(b)", "R1874-OP9")
    assert finding.state == "proposed"
    assert finding.key == finding.incident_key == "un-1718.arms_from_dprk.KP.RU"
    assert [text[item.start : item.end] for item in finding.evidence] == [
        "The delivery of shells",
        "violates Resolution 1718",
        "Resolution 1718",
    ]
    assert {item.credibility for item in finding.evidence} == {"6"}
    assert {item.text_sha256 for item in finding.evidence} == {reading.document.text_sha256}


def test_cited_resolution_comes_first_among_equally_strong(hand: Any) -> None:
    reading = hand.read(
        "d1",
        "Arms went out. This breaks Resolution 1874.",
        hand.event("Arms went out", "arms_transfer", "KP", "RU"),
        hand.citation("Resolution 1874", "S/RES/1874 (2009)"),
        date="2024-12-16",
    )
    assert propose(reading)[0].provision_ids == ("R1874-OP9", "R1718-OP8(b)")


def test_only_provisions_in_force_at_the_time_are_proposed(hand: Any) -> None:
    def arms(date: str) -> Any:
        return hand.read("d1", "Arms went in.", hand.event("Arms", "arms_transfer", "SY", "KP", date=date))

    assert propose(arms("2008-02"))[0].provision_ids == ("R1718-OP8(a)(i)",)
    assert propose(arms("2010"))[0].provision_ids == ("R1718-OP8(a)(i)", "R1874-OP10")
    assert propose(arms("2024-01-05"))[0].provision_ids == ("R1718-OP8(a)(i)", "R1874-OP10", "R2270-OP6")
    assert propose(arms("2004-02")) == []


def test_replaced_provision_is_not_proposed_for_a_later_incident(hand: Any) -> None:
    def oil(date: str) -> Any:
        return hand.read("d1", "Oil went in.", hand.event("Oil", "petroleum_transfer", "RU", "KP", date=date))

    assert propose(oil("2017-11"))[0].provision_ids == ("R2375-OP14",)
    assert propose(oil("2019-03"))[0].provision_ids == ("R2397-OP5",)


def test_undated_incident_is_judged_on_the_day_of_its_latest_document(hand: Any) -> None:
    note = hand.event("Arms", "arms_transfer", "KP", "RU")
    assert propose(hand.read("d1", "Arms left.", note, date="2005-01-01")) == []
    assert propose(hand.read("d1", "Arms left.", note, date="2007-01-01"))[0].provision_ids == (
        "R1718-OP8(b)",
    )


def test_denial_is_a_telling_but_no_evidence(hand: Any) -> None:
    claim = hand.read("d1", "Arms were sent.", hand.event("Arms", "arms_transfer", "KP", "RU"))
    denial = hand.read(
        "d2", "No arms ever went.", hand.event("arms", "arms_transfer", "KP", "RU", factuality="negated")
    )
    (finding,) = propose(claim, denial)
    assert [item.document_key for item in finding.evidence] == ["d1"]


def test_conditional_violation_is_no_evidence(hand: Any) -> None:
    reading = hand.read(
        "d1",
        "Troops went; if true, this would breach the law.",
        hand.event("Troops went", "troop_deployment", "KP", "RU", factuality="reported"),
        hand.position("would breach the law", "ASSESS_VIOLATION", "DE", "KP", factuality="conditional"),
    )
    assert [item.end for item in propose(reading)[0].evidence] == [len("Troops went")]


def test_kind_that_no_paragraph_bars_makes_no_finding(hand: Any) -> None:
    reading = hand.read("d1", "A treaty was signed.", hand.event("A treaty", "treaty", "KP RU"))
    assert [item.type_id for item in propose_incidents([reading], REGIMES)] == ["no_rule"]
    assert propose(reading) == []
