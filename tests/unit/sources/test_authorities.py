"""Who acts through whom is dated data with its legal ground, and a faulty table is refused with every fault."""

from pathlib import Path

import pytest

from lagebild.errors import ConfigError
from lagebild.model.coverage import Channel
from lagebild.regimes import load_regimes
from lagebild.sources.authorities import (
    find_alignments,
    find_channels,
    list_group_members,
    load_authorities,
)

SMALL = """
grounds:
  - id: g
    from: 2001-02
    to: 2003
    articles: [Art. 1]
    says: {de: a, en: b}
    source: Treaty
    checked: false
powers:
  - {authority: AA, grounds: [g]}
bonds:
  - through: BODY
    effect: obliges
    grounds: [g]
    source: Members
    checked: false
    terms:
      - {states: [NO, CC], from: 2000}
outside:
  - {of: BODY, state: DD, why: {de: a, en: b}}
alignments:
  - {states: [EE], with: BODY, ground: g, from: 2002}
groups:
  - id: TEAM
    source: Statement
    checked: false
    terms:
      - {states: [AA], from: 2001-05-06, to: 2001-05-07}
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "table.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _name(channels: tuple[Channel, ...]) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    return [
        (channel.kind, channel.authority, channel.effect, tuple(ground.id for ground in channel.grounds))
        for channel in channels
    ]


UNSC = ("through", "UNSC", "obliges", ("un-charter",))


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("PL", "2004-04-30", [UNSC]),
        ("PL", "2004-05-01", [("through", "EU", "directly", ("eu-amsterdam",)), UNSC]),
        ("HR", "2013-06-30", [UNSC]),
        ("HR", "2013-07-01", [("through", "EU", "directly", ("eu-lisbon",)), UNSC]),
        ("AT", "2009-11-30", [("through", "EU", "directly", ("eu-amsterdam",)), UNSC]),
        ("AT", "2009-12-01", [("through", "EU", "directly", ("eu-lisbon",)), UNSC]),
        ("LU", "1993-10-31", [UNSC]),
        ("LU", "1993-11-01", [("through", "EU", "directly", ("eu-maastricht",)), UNSC]),
        ("KP", "1991-09-16", []),
        ("KP", "1991-09-17", [UNSC]),
        ("SS", "2011-07-13", []),
        ("SS", "2011-07-14", [UNSC]),
        ("CH", "2002-09-09", []),
        ("CH", "2024-05-01", [("own", "CH", None, ("ch-embg",)), UNSC]),
        ("NO", "2024-05-01", [UNSC]),
        ("VA", "2024-05-01", []),
        ("TW", "2024-05-01", []),
        ("EU", "2024-05-01", [("own", "EU", None, ("eu-own",))]),
        ("KR", "2024-05-01", [("own", "KR", None, ("kr-feta",)), UNSC]),
        ("ZZ", "2024-05-01", []),
    ],
)
def test_find_channels_on_the_day(state: str, day: str, expected: list[object]) -> None:
    assert _name(find_channels(state, day)) == expected


def test_find_channels_united_kingdom_leaves_the_union_in_two_steps() -> None:
    def through_union(day: str) -> list[tuple[str, ...]]:
        return [
            tuple(ground.id for ground in channel.grounds)
            for channel in find_channels("GB", day)
            if channel.authority == "EU"
        ]

    assert through_union("2020-01-31") == [("eu-lisbon",)]
    assert through_union("2020-02-01") == [("eu-withdrawal",)]
    assert through_union("2020-12-31") == [("eu-withdrawal",)]
    assert through_union("2021-01-01") == []
    (ground,) = next(
        channel.grounds for channel in find_channels("GB", "2020-06-01") if channel.authority == "EU"
    )
    assert ground.articles == (
        "Withdrawal Agreement Art. 126",
        "Withdrawal Agreement Art. 127",
        "Withdrawal Agreement Art. 129",
    )


def test_table_has_every_member_of_the_united_nations_and_of_the_union_once() -> None:
    un = [term for bond in load_authorities().bonds if bond.through == "UNSC" for term in bond.terms]
    union = {
        term.state
        for bond in load_authorities().bonds
        if bond.through == "EU"
        for term in bond.terms
        if term.covers("2024-05-01")
    }
    assert (len(un), len({term.state for term in un})) == (193, 193)
    assert " ".join(sorted(union)) == (
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    )


def test_every_ground_is_used_and_none_claims_to_be_checked() -> None:
    table = load_authorities()
    used = {ground.id for grounds in table.powers.values() for ground in grounds}
    used |= {ground.id for bond in table.bonds for ground in bond.grounds}
    used |= {row.ground.id for row in table.alignments}
    assert used == set(table.grounds)
    assert {ground.is_checked for ground in table.grounds.values()} == {False}


def test_group_of_the_table_is_that_of_the_regime() -> None:
    regime = next(regime for regime in load_regimes() if regime.id == "un-1718")
    groups = {group.id: tuple(group.members) for group in regime.groups}
    assert list_group_members("MSMT", "2024-10-15") == ()
    assert list_group_members("MSMT", "2024-10-16") == groups["msmt"]
    assert list_group_members("G7", "2024-05-24") == groups["g7"]


def test_russia_is_in_the_group_until_2014() -> None:
    assert list_group_members("G7", "2014-03-24") == ("CA", "DE", "FR", "GB", "IT", "JP", "RU", "US")
    assert list_group_members("G7", "2014-03-25") == ("CA", "DE", "FR", "GB", "IT", "JP", "US")


def test_alignment_is_told_apart_from_acting_through() -> None:
    assert [row.follows for row in find_alignments("CH", "2024-05-01")] == ["EU"]
    assert [row.ground.id for row in find_alignments("NO", "2024-05-01")] == ["eu-alignment"]
    assert find_alignments("DE", "2024-05-01") == ()


@pytest.mark.parametrize("day", ["2024-05", "2024", "2024-13-01", "2024-02-30", "yesterday", ""])
def test_find_channels_without_a_day_is_an_error(day: str) -> None:
    for find in (find_channels, find_alignments, list_group_members):
        with pytest.raises(ValueError, match=r"no ISO|month|day"):
            find("DE", day)


def test_partial_dates_count_only_where_they_are_sure(tmp_path: Path) -> None:
    table = load_authorities(_write(tmp_path, SMALL))
    days = ["2000-12-31", "2001-02-27", "2001-02-28", "2003-01-01", "2003-01-02"]
    assert [bool(find_channels("AA", day, table=table)) for day in days] == [False, False, True, True, False]
    assert _name(find_channels("NO", "2002-01-01", table=table)) == [("through", "BODY", "obliges", ("g",))]
    (channel,) = find_channels("CC", "2002-01-01", table=table)
    assert (channel.bound_from, channel.bound_to) == ("2000", None)
    assert list_group_members("TEAM", "2001-05-07", table=table) == ("AA",)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("    source: Treaty\n", "", "source must be a text"),
        ("    source: Treaty\n", "    source: Treaty\n    colour: red\n", "colour is an unknown key"),
        ("from: 2001-02\n", "from: 2001-13\n", "from: "),
        ("from: 2001-02\n", "from: 2004\n", "ends on 2003, before it begins on 2004"),
        ("    from: 2001-02\n", "", "must say from when it is in force"),
        ("effect: obliges", "effect: asks", "effect 'asks' is none of directly, obliges"),
        ("[NO, CC], from", "[NO, NO], from", "states names one thing twice"),
        ("[NO, CC], from", "[no, CC], from", "'no' is no id of a state or body"),
        (
            "from: 2000}",
            "from: 2000}\n      - {states: [CC], from: 2005}",
            "CC stands in two terms at one time",
        ),
        ("from: 2000}", "from: 2000, by: 2001}", "must have either from or by"),
        ("state: DD", "state: CC", "CC stands among the members of BODY too"),
        ("grounds: [g]}", "grounds: [h]}", "no ground has the id 'h'"),
        ("says: {de: a, en: b}", "says: {de: a}", "says must hold a text for each of de, en"),
        ("checked: false\npowers", "checked: perhaps\npowers", "checked must be true or false"),
        ("powers:\n", "powers:\n  - {authority: AA, grounds: [g]}\n", "AA stands twice"),
        ("outside:\n", "more: []\noutside:\n", "more is an unknown key"),
        ("  - {authority: AA, grounds: [g]}\n", "  - AA\n", "must be a mapping of keys"),
        ("  - id: g\n", "  - id: g\n    id: g\n", "a key stands twice"),
        ("    source: Treaty\n", "    source: Treaty\n    url: http://example.org\n", "no https address"),
    ],
)
def test_faulty_table_is_refused_with_the_fault(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in SMALL
    with pytest.raises(ConfigError) as caught:
        load_authorities(_write(tmp_path, SMALL.replace(old, new, 1)))
    assert fault in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = SMALL.replace("effect: obliges", "effect: asks").replace("state: DD", "state: dd")
    with pytest.raises(ConfigError, match=r"^2 fault\(s\) in table.yaml"):
        load_authorities(_write(tmp_path, text))


def test_table_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no readable YAML file"):
        load_authorities(tmp_path / "none.yaml")
