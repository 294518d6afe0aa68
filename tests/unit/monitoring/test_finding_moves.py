"""The moves of a finding: two persons, verified ground, nothing erased."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import RuleError
from lagebild.model.finding import Evidence, Finding
from lagebild.monitoring import narrow, reject, release, review, withdraw
from lagebild.regimes import find_provision, load_regimes

REGIMES = load_regimes()
PROVISIONS = [provision for regime in REGIMES for provision in regime.provisions]
PROOF = Evidence(
    document_key="d1", text_sha256="ab" * 32, annotation_id="n1", start=0, end=4, credibility="6"
)
PROPOSED = Finding(
    key="k", incident_key="k", provision_ids=("R1718-OP8(b)", "R2270-OP6", "R1874-OP9"), evidence=(PROOF,)
)
SOUND = narrow(PROPOSED, provision_ids={"R1718-OP8(b)", "R1874-OP9"})


def test_two_persons_release_a_finding() -> None:
    done = release(review(SOUND, by="Ada Lenz"), by="Bo Maar", provisions=PROVISIONS)
    assert (done.state, done.reviewed_by, done.released_by) == ("released", "Ada Lenz", "Bo Maar")
    gone = withdraw(done, by="Ada Lenz")
    assert (gone.state, gone.reviewed_by, gone.released_by) == ("withdrawn", "Ada Lenz", "Bo Maar")


@pytest.mark.parametrize("name", ["Ada Lenz", "ada lenz", "  Ada   Lenz "])
def test_same_person_twice_is_refused(name: str) -> None:
    with pytest.raises(RuleError, match="same person cannot release"):
        release(review(SOUND, by="Ada Lenz"), by=name, provisions=PROVISIONS)


def test_unreviewed_finding_is_not_released() -> None:
    with pytest.raises(RuleError, match="is proposed: only a reviewed one"):
        release(SOUND, by="Bo Maar", provisions=PROVISIONS)


def test_unverified_provision_blocks_release_until_a_person_compared_it() -> None:
    reviewed = review(PROPOSED, by="Ada Lenz")
    with pytest.raises(RuleError, match="R2270-OP6, which is unverified"):
        release(reviewed, by="Bo Maar", provisions=PROVISIONS)
    row = find_provision(REGIMES, "R2270-OP6")
    assert row is not None
    compared = replace(row, status="verified", checked_by="Cy Holt", checked_on="2026-11-21")
    others = [provision for provision in PROVISIONS if provision.id != "R2270-OP6"]
    assert release(reviewed, by="Bo Maar", provisions=[*others, compared]).state == "released"


def test_unknown_provision_blocks_release() -> None:
    with pytest.raises(RuleError, match="which no regime holds"):
        release(review(SOUND, by="Ada Lenz"), by="Bo Maar", provisions=[])


def test_missing_evidence_blocks_review_and_release() -> None:
    bare = replace(SOUND, evidence=())
    with pytest.raises(RuleError, match="rests on no evidence"):
        review(bare, by="Ada Lenz")
    with pytest.raises(RuleError, match="rests on no evidence"):
        release(replace(bare, state="reviewed", reviewed_by="Ada Lenz"), by="Bo Maar", provisions=PROVISIONS)


def test_erased_evidence_blocks_release() -> None:
    with pytest.raises(RuleError, match="erased text abab"):
        release(review(SOUND, by="Ada Lenz"), by="Bo Maar", provisions=PROVISIONS, erased={"ab" * 32})


def test_move_without_a_name_is_refused() -> None:
    with pytest.raises(RuleError, match="needs the name of a person"):
        review(SOUND, by="  ")


def test_rejecting_person_is_on_record() -> None:
    assert reject(SOUND, by="Ada Lenz").reviewed_by == "Ada Lenz"
    assert reject(review(SOUND, by="Ada Lenz"), by="Bo Maar").reviewed_by == "Ada Lenz"


def test_narrowing_keeps_order_and_cannot_add_or_empty() -> None:
    assert SOUND.provision_ids == ("R1718-OP8(b)", "R1874-OP9")
    with pytest.raises(RuleError, match="narrowing cannot add"):
        narrow(SOUND, provision_ids={"R2397-OP5"})
    with pytest.raises(RuleError, match="no provision"):
        narrow(SOUND, provision_ids=set())
    with pytest.raises(RuleError, match="is reviewed: only a proposed one"):
        narrow(review(SOUND, by="Ada Lenz"), provision_ids={"R1874-OP9"})


MOVES: dict[str, Any] = {
    "review": review,
    "reject": reject,
    "withdraw": withdraw,
    "release": lambda finding, *, by: release(finding, by=by, provisions=PROVISIONS),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.sampled_from(["Ada", "Bo"])), max_size=8))
def test_no_sequence_of_moves_releases_without_two_persons(moves: list[tuple[str, str]]) -> None:
    finding, seen = SOUND, ["proposed"]
    for move, person in moves:
        try:
            finding = MOVES[move](finding, by=person)
        except RuleError:
            continue
        seen.append(finding.state)
    assert tuple(seen) in {
        ("proposed",),
        ("proposed", "rejected"),
        ("proposed", "reviewed"),
        ("proposed", "reviewed", "rejected"),
        ("proposed", "reviewed", "released"),
        ("proposed", "reviewed", "released", "withdrawn"),
    }
    if finding.released_by is not None:
        assert {finding.reviewed_by, finding.released_by} == {"Ada", "Bo"}
    assert finding.evidence == SOUND.evidence
