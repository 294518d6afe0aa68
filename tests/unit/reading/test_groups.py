from collections.abc import Callable

from lagebild.model.annotation import Annotation
from lagebild.reading.groups import expand_groups
from lagebild.regimes import load_regimes


def test_group_is_told_by_its_states_and_other_bodies_stay() -> None:
    assert expand_groups(["G7"]) == ("CA", "DE", "FR", "GB", "IT", "JP", "US")
    assert expand_groups(["EU", "KR"]) == ("EU", "KR")


def test_members_are_those_of_the_regime_data() -> None:
    groups = {group.id: group.members for regime in load_regimes() for group in regime.groups}
    assert expand_groups(["MSMT"]) == tuple(sorted(groups["msmt"]))


def test_statement_of_a_group_is_its_states_word(read: Callable[..., list[Annotation]]) -> None:
    (note,) = read("We urge Iran to stop.", "en", "position", issuers=("G7",))
    assert note.norm["speaker"] == ["CA", "DE", "FR", "GB", "IT", "JP", "US"]
