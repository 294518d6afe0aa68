"""Responses of states, and the table that never says that someone did not act."""

from typing import Any

from lagebild.model.incident import Coverage
from lagebild.monitoring import (
    build_response_table,
    collect_responses,
    list_group_states,
    list_responses_towards,
)
from lagebild.regimes import load_regimes


def tell(responses: Any) -> list[tuple[Any, ...]]:
    return [(item.state, item.kind, item.on, item.towards, item.with_states) for item in responses]


def test_joint_statement_gives_each_issuer_a_response_with_the_others(hand: Any) -> None:
    reading = hand.read(
        "d1",
        "We condemn it. We urge them to stop. We condemn it again.",
        hand.position("We condemn it", "CONDEMN", "NZ CA", "KP"),
        hand.position("We urge them to stop", "DEMAND", "NZ CA", "KP"),
        hand.position("condemn it again", "CONDEMN", "NZ CA", "KP"),
        date="2024-12-16",
        issuers="CA NZ",
    )
    assert tell(collect_responses([reading])) == [
        ("CA", "statement", "2024-12-16", ("KP",), ("NZ",)),
        ("NZ", "statement", "2024-12-16", ("KP",), ("CA",)),
        ("CA", "demand", "2024-12-16", ("KP",), ("NZ",)),
        ("NZ", "demand", "2024-12-16", ("KP",), ("CA",)),
    ]


def test_events_give_summons_listing_mechanism_and_vote_with_their_own_dates(hand: Any) -> None:
    reading = hand.read(
        "d1",
        "Berlin summoned him. Brussels listed them. A team was set up. Moscow vetoed it.",
        hand.event("Berlin summoned him", "diplomatic_summons", "DE", "KP", date="2024-10-23"),
        hand.event(
            "Brussels listed",
            "sanctions_imposed",
            "EU",
            "KP RU",
            date="2024-05",
            coordinated_with=["KR", "G7"],
        ),
        hand.event("A team was set up", "mechanism_founded", "KR US", "MSMT", date="2024-10/"),
        hand.event("Moscow vetoed", "veto", "RU", "UN"),
        date="2024-11-01",
    )
    assert tell(collect_responses([reading])) == [
        ("DE", "summons", "2024-10-23", ("KP",), ()),
        ("EU", "listing", "2024-05", ("KP", "RU"), ("G7", "KR")),
        ("KR", "mechanism", None, ("MSMT",), ("US",)),
        ("US", "mechanism", None, ("MSMT",), ("KR",)),
        ("RU", "vote", None, ("UN",), ()),
    ]


def test_persons_quoted_dates_plans_and_denials_stay_apart(hand: Any) -> None:
    reading = hand.read(
        "d1",
        "I condemn it. Paris condemned it. Rome may summon him. Oslo did not condemn it. All support it.",
        hand.position("I condemn it", "CONDEMN", "person:X", "KP"),
        hand.position("Paris condemned it", "CONDEMN", "FR", "KP", level="quoted"),
        hand.event("Rome may summon him", "diplomatic_summons", "IT", "KP", factuality="possible"),
        hand.position("Oslo did not condemn it", "CONDEMN", "NO", "KP", factuality="negated"),
        hand.position("All support it", "SUPPORT", "SE", "UA"),
        date="2024-11-01",
    )
    assert tell(collect_responses([reading])) == [("FR", "statement", None, ("KP",), ())]


def test_table_shows_sources_watched_and_nobody_looked(hand: Any) -> None:
    reading = hand.read("d1", "We condemn it.", hand.position("We condemn it", "CONDEMN", "NZ", "KP"))
    watch = Coverage(state="AU", source="Foreign ministry, news", watched_from="2024-01-01", watched_to=None)
    cells = build_response_table(["AU", "NZ", "CN", "AU"], collect_responses([reading]), [watch])
    assert [(cell.state, len(cell.responses), cell.watched) for cell in cells] == [
        ("AU", 0, (watch,)),
        ("NZ", 1, ()),
        ("CN", 0, ()),
    ]


def test_states_of_the_table_are_the_groups_of_the_regimes() -> None:
    states = list_group_states(load_regimes())
    assert " ".join(states) == "AU CA CN DE EU FR GB IT JP KR NL NZ RU US"


def test_responses_to_other_states_alone_are_left_out(hand: Any) -> None:
    reading = hand.read(
        "d1",
        "One condemns. Two vetoes. Three joined. Four demands. Five lists.",
        hand.position("One condemns", "CONDEMN", "NZ", "KP RU"),
        hand.event("Two vetoes", "veto", "RU", "UN"),
        hand.event("Three joined", "joined_mechanism", "DE", "MSMT"),
        hand.position("Four demands", "DEMAND", "US", "IR"),
        hand.event("Five lists", "sanctions_imposed", "EU"),
    )
    kept = list_responses_towards(collect_responses([reading]), {"KP"})
    assert [item.state for item in kept] == ["NZ", "RU", "DE", "EU"]
