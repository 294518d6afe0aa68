"""Events → incidents: matching by data, grouping, denials, stable keys."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from lagebild.monitoring import propose_incidents
from lagebild.regimes import load_regimes

REGIMES = load_regimes()


def list_keys(*readings: Any) -> list[str]:
    return [incident.key for incident in propose_incidents(readings, REGIMES)]


@pytest.mark.parametrize(
    ("subtype", "actor", "recipient", "keys"),
    [
        ("arms_transfer", "KP", "RU", ["un-1718.arms_from_dprk.KP.RU"]),
        ("arms_transfer", "RU", "KP", ["un-1718.arms_to_dprk.RU.KP"]),
        ("military_training", "RU", "KP", ["un-1718.training_of_dprk.RU.KP"]),
        ("military_training", "KP", "RU", ["un-1718.training_by_dprk.KP.RU"]),
        ("troop_deployment", "KP", "RU", ["un-1718.troops_from_dprk.KP.RU"]),
        ("arms_transfer", "TR", "LY", ["un-1970.arms_to_libya.TR.LY"]),
        ("arms_transfer", "KP", "LY", ["un-1718.arms_from_dprk.KP.LY", "un-1970.arms_to_libya.KP.LY"]),
        ("arms_transfer", "US", "UA", []),
        ("arms_transfer", "LY", "TD", []),
        ("diplomatic_summons", "DE", "KP", []),
        ("troop_deployment", "FR", "KP", []),
    ],
)
def test_event_by_subtype_and_parties_makes_incident(
    hand: Any, subtype: str, actor: str, recipient: str, keys: list[str]
) -> None:
    reading = hand.read("d1", "It happened there.", hand.event("It happened", subtype, actor, recipient))
    assert list_keys(reading) == keys


def test_regime_for_another_target_is_found_by_data_alone(hand: Any) -> None:
    regime = next(regime for regime in REGIMES if regime.id == "un-1718")
    moved = replace(regime, id="xx-test", target="XX")
    reading = hand.read("d1", "Arms went out.", hand.event("Arms", "arms_transfer", "XX", "YY"))
    assert [item.key for item in propose_incidents([reading], [moved])] == ["xx-test.arms_from_dprk.XX.YY"]


def test_two_documents_tell_one_incident_in_any_order(hand: Any) -> None:
    first = hand.read(
        "d1",
        "Shells left by rail.",
        hand.event("Shells", "arms_transfer", "KP", "RU", date="2024-03"),
        date="2024-05-02",
    )
    second = hand.read(
        "d2",
        "Granaten kamen an.",
        hand.event("Granaten", "arms_transfer", "KP", "RU", date="2024-01"),
        date="2024-06",
    )
    third = hand.read("d3", "More arrived.", hand.event("More", "arms_transfer", "KP", "RU"))
    found = [propose_incidents(order, REGIMES) for order in itertools.permutations([first, second, third])]
    assert all(incidents == found[0] for incidents in found)
    (incident,) = found[0]
    assert (incident.date_low, incident.date_high) == ("2024-01", "2024-03")
    assert [ref.document_key for ref in incident.tellings] == ["d1", "d2", "d3"]


@pytest.mark.parametrize(
    "factuality", ["negated", "planned", "reported_planned", "conditional", "possible", "proposed"]
)
def test_event_that_nobody_says_happened_makes_no_incident(hand: Any, factuality: Any) -> None:
    reading = hand.read(
        "d1", "No arms were sent.", hand.event("arms", "arms_transfer", "KP", "RU", factuality=factuality)
    )
    assert list_keys(reading) == []


def test_denial_joins_incident_as_telling_and_sets_no_date(hand: Any) -> None:
    claim = hand.read(
        "d1", "Arms were sent.", hand.event("Arms", "arms_transfer", "KP", "RU", date="2024-03")
    )
    denial = hand.read(
        "d2",
        "No arms ever went.",
        hand.event("arms", "arms_transfer", "KP", "RU", date="2024-09", factuality="negated"),
    )
    (incident,) = propose_incidents([claim, denial], REGIMES)
    assert [ref.annotation.factuality for ref in incident.tellings] == ["asserted", "negated"]
    assert incident.date_high == "2024-03"


def test_same_event_told_again_counts_once_per_document(hand: Any) -> None:
    reading = hand.read(
        "d1",
        "Arms were sent. These deliveries went on. Nobody sent any weapons.",
        hand.event("Arms were sent", "arms_transfer", "KP", "RU"),
        hand.event("These deliveries", "arms_transfer", "KP", "RU", same_as=0),
        hand.event("Nobody sent any weapons", "arms_transfer", "KP", "RU", same_as=0, factuality="negated"),
    )
    (incident,) = propose_incidents([reading], REGIMES)
    assert [ref.annotation.exact for ref in incident.tellings] == [
        "Arms were sent",
        "Nobody sent any weapons",
    ]


def test_same_as_by_annotation_id_and_in_a_circle_ends(hand: Any) -> None:
    text = "Arms were sent. They arrived."
    first = hand.event("Arms were sent", "arms_transfer", "KP", "RU", same_as=1)
    reading = hand.read("d1", text, first, hand.event("They arrived", "arms_transfer", "KP", "RU", same_as=0))
    assert list_keys(reading) == []  # each names the other as the one it repeats: nothing tells it first


def test_telling_without_recipient_joins_the_only_fuller_one(hand: Any) -> None:
    full = hand.read("d1", "Troops went.", hand.event("Troops", "troop_deployment", "KP", "RU"))
    bare = hand.read("d2", "Soldiers left.", hand.event("Soldiers", "troop_deployment", "KP"))
    other = hand.read("d3", "Men left.", hand.event("Men", "troop_deployment", "KP", "SY"))
    assert list_keys(full, bare) == ["un-1718.troops_from_dprk.KP.RU"]
    assert list_keys(full, bare, other) == [
        "un-1718.troops_from_dprk.KP.-",
        "un-1718.troops_from_dprk.KP.RU",
        "un-1718.troops_from_dprk.KP.SY",
    ]


def test_conduct_with_years_between_is_two_incidents(hand: Any) -> None:
    old = hand.read("d1", "Rockets then.", hand.event("Rockets", "arms_transfer", "KP", "SY", date="2012-05"))
    new = hand.read("d2", "Rockets now.", hand.event("Rockets", "arms_transfer", "KP", "SY", date="2024-05"))
    since = hand.read(
        "d3", "Rockets since.", hand.event("Rockets", "arms_transfer", "KP", "SY", date="2023/")
    )
    assert list_keys(old, new) == ["un-1718.arms_from_dprk.KP.SY.2012", "un-1718.arms_from_dprk.KP.SY.2024"]
    assert list_keys(new, since) == ["un-1718.arms_from_dprk.KP.SY"]
    (incident,) = propose_incidents([new, since], REGIMES)
    assert (incident.date_low, incident.date_high) == ("2023", None)


def test_tests_on_different_days_are_different_incidents(hand: Any) -> None:
    def launch(key: str, date: str | None) -> Any:
        return hand.read(key, "A missile flew.", hand.event("A missile", "weapons_test", "KP", date=date))

    one, two = launch("d1", "2024-10-31"), launch("d2", "2024-11-05")
    assert list_keys(one, two, launch("d3", "2024-10")) == [
        "un-1718.tests_by_dprk.KP.-.2024-10-31",
        "un-1718.tests_by_dprk.KP.-.2024-11-05",
    ]
    assert len(list_keys(one, two, launch("d3", None))) == 3
    assert len(list_keys(one, launch("d3", None))) == 1


def test_unreadable_date_counts_as_undated(hand: Any) -> None:
    reading = hand.read(
        "d1", "Arms left.", hand.event("Arms", "arms_transfer", "KP", "RU", date="2024-13-77")
    )
    (incident,) = propose_incidents([reading], REGIMES)
    assert (incident.date_low, incident.date_high) == (None, None)
