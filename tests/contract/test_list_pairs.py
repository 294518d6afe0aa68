"""Who listed whom, asked of the real lists, against what a person read in their raw records (evaluation/lists)."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from evaluation.lists.evaluate_lists import NEVER, Desk, Judged, judge
from evaluation.lists.material import read_editions, read_pairs

TABLES = Path(__file__).parents[2] / "evaluation" / "lists"

COMMON_ENOUGH = 200
"""Pairs that were to be checked by hand."""


@cache
def _judge_all(folder: Path) -> tuple[Judged, ...]:
    desk = Desk(read_editions(TABLES / "editions.tsv", folder))
    return tuple(judge(desk, pair) for pair in read_pairs(TABLES / "pairs.tsv"))


@pytest.fixture(scope="module")
def judged(shared: Path) -> tuple[Judged, ...]:
    """Every pair, asked once for the module."""
    return _judge_all(shared / "lists")


def test_pairs_are_enough_and_no_pair_stands_twice() -> None:
    pairs = read_pairs(TABLES / "pairs.tsv")
    assert len(pairs) >= COMMON_ENOUGH
    assert [
        key
        for key, count in Counter((one.given, one.authority, one.day) for one in pairs).items()
        if count > 1
    ] == []


def test_no_answer_is_wrong_by_the_joins_of_rules(judged: tuple[Judged, ...]) -> None:
    assert [
        (one.pair.subject, one.pair.authority, one.outcome) for one in judged if one.outcome in NEVER
    ] == []


def test_no_answer_is_wrong_once_a_person_has_joined_the_entries(judged: tuple[Judged, ...]) -> None:
    assert [
        (one.pair.subject, one.pair.authority, one.by_hand) for one in judged if one.by_hand in NEVER
    ] == []


def test_dates_are_told_as_exactly_as_the_editions_allow_but_for_those_known(
    judged: tuple[Judged, ...],
) -> None:
    """The bound is true and weaker where a UN Committee's day stands in prose, or an older edition says more.

    A Committee's day bounds nothing of Australia's, which took some entries up years later; the table takes it as one.
    """
    weaker = {
        (one.pair.subject, one.pair.authority, one.pair.day) for one in judged if one.by_hand != "right"
    }
    assert weaker <= {
        ("Abdulmalik al-Houthi", "AU", "2026-08-02"),
        ("Al-Qaida in Iraq (ISIL)", "AU", "2026-08-02"),
        ("Atomic Energy Organisation of Iran", "AU", "2026-08-02"),
        ("Ayman al-Zawahiri", "AU", "2026-08-02"),
        ("Korea Mining Development Trading Corporation", "AU", "2026-08-02"),
        ("Sultani Makenga", "AU", "2026-08-02"),
        ("Tanchon Commercial Bank", "AU", "2026-08-02"),
        ("Bank Sepah", "AU", "2026-08-02"),
        ("Qasem Soleimani", "AU", "2026-08-02"),
        ("Mohsen Fakhrizadeh-Mahabadi", "AU", "2026-08-02"),
        ("Jimmy Cherizier", "AU", "2026-08-02"),
        ("Saddam Hussein", "AU", "2026-08-02"),
        ("Al-Nusrah Front", "AU", "2025-01-01"),
    }


def test_every_bare_no_that_a_missing_join_would_give_is_held_back_and_names_the_entry(
    judged: tuple[Judged, ...],
) -> None:
    saved = [one for one in judged if one.is_saved]
    assert len(saved) > 0
    assert [one.pair for one in saved if one.outcome != "unclear, entry named"] == []


def test_few_answers_are_held_back_where_nothing_is_to_be_found(judged: tuple[Judged, ...]) -> None:
    absent = [one for one in judged if one.pair.state == "absent"]
    held_back = [one for one in absent if one.outcome == "unclear, none is it"]
    assert len(held_back) <= len(absent) // 10
