"""Asks the program who listed whom, and compares with what a person read in the raw records.

Run from the project's folder: `python -m evaluation.lists.evaluate_lists [FOLDER]` with the folder of the real lists
(beside the project where none is named). `--editions` and `--pairs` take other tables, `--all` prints each pair.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.lists.material import (
    HeldEditions,
    Pair,
    find_entries,
    read_editions,
    read_pairs,
)

from lagebild.matching.resolution import join_entities
from lagebild.model.coverage import ListAnswer
from lagebild.model.listing import ListEntry
from lagebild.monitoring.coordination import answer_authority
from lagebild.monitoring.similar import SIMILAR_FROM, ListNames, SimilarListing

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared" / "lists"

NEVER = ("wrong date", "false not listed", "false listed", "wrong kind", "contradiction untold")
"""What makes an answer wrong. The other outcomes are true, only less than could be said."""

OUTCOMES = (
    "right",
    "weaker",
    "unclear, entry named",
    "unclear, entry not named",
    "unclear, none is it",
    "no answer",
)
"""Of an `unclear` answer: whether a similar entry named is the right one, or there is none to be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of one pair.

    Attributes:
        pair: What is right.
        answer: The program's leading answer.
        outcome: One of `NEVER` or `OUTCOMES`.
        by_hand: The outcome once a person has joined the right entries: what dates and states alone make of it.
        by_hand_answer: The answer then.
        missed: Entries that are the subject and that nothing joined with it.
        is_saved: Whether without the guard the answer were a false "not listed".
    """

    pair: Pair
    answer: ListAnswer
    outcome: str
    by_hand: str
    by_hand_answer: ListAnswer
    missed: tuple[str, ...]
    is_saved: bool


class Desk:
    """All lists held, joined, with an index of each list's names: who is asked."""

    def __init__(self, lists: Sequence[HeldEditions]) -> None:
        self.lists = lists
        entries = [entry for held in lists for entry in held.latest.values()]
        self._entry_of = {entry.listing.id: entry for entry in entries}
        self._list_of = {entry.entity.id: held for held in lists for entry in held.latest.values()}
        self._entries: dict[str, list[ListEntry]] = {}
        for entry in entries:
            self._entries.setdefault(entry.entity.id, []).append(entry)
        subjects = join_entities(entries).subjects
        self._together = {one: subject.entity_ids for subject in subjects for one in subject.entity_ids}
        self._names = [ListNames.build(held.held.list_id, held.records, held.intervals) for held in lists]
        self._similar: dict[tuple[str, float], tuple[SimilarListing, ...]] = {}

    def find_given(self, pair: Pair) -> ListEntry:
        """The one entry by which the program is given the subject.

        Raises:
            ValueError: No edition held has it.
        """
        list_id, _, reference = pair.given.partition(" ")
        found = find_entries(self.lists, list_id, reference)
        if not found:
            raise ValueError(f"{pair.subject}: no entry {pair.given}")
        return found[0]

    def find_subject(self, pair: Pair) -> list[ListEntry]:
        """The entries that the program takes for the subject: the given one and what is joined with it."""
        given = self.find_given(pair).entity.id
        return [entry for one in self._together.get(given, (given,)) for entry in self._entries[one]]

    def ask(self, pair: Pair, *, threshold: float) -> ListAnswer:
        """The leading answer for the authority and day of a pair, by the rules' joins alone."""
        subject = self.find_subject(pair)
        return self._answer(pair, subject, self.find_similar(pair, subject, threshold=threshold))

    def ask_bare(self, pair: Pair) -> ListAnswer:
        """As `ask`, where nobody looks for similar names."""
        return self._answer(pair, self.find_subject(pair), ())

    def ask_joined(self, pair: Pair) -> ListAnswer:
        """The leading answer once a person has joined the right entries with the subject."""
        right = [self._entry_of[listing_id] for listing_id in self.find_right(pair)]
        own = [entry for entry in self.find_subject(pair) if entry.listing.authority != pair.authority]
        return self._answer(pair, [*own, *right], ())

    def _answer(
        self, pair: Pair, subject: Sequence[ListEntry], similar: Sequence[SimilarListing]
    ) -> ListAnswer:
        listings = [self._list_of[entry.entity.id].make_listing(entry) for entry in subject]
        held = [one.held for one in self.lists]
        return answer_authority(pair.authority, pair.day, held, listings, similar=similar)[0]

    def find_similar(
        self, pair: Pair, subject: Sequence[ListEntry], *, threshold: float
    ) -> tuple[SimilarListing, ...]:
        """The similar listings of all lists, looked for once per subject."""
        key = (pair.given, threshold)
        if key not in self._similar:
            self._similar[key] = tuple(
                one for names in self._names for one in names.find(subject, threshold=threshold)
            )
        return self._similar[key]

    def find_right(self, pair: Pair) -> dict[str, str]:
        """Listing id to the authority's number of the entries that are the subject.

        Raises:
            ValueError: No edition held has one of them.
        """
        right: dict[str, str] = {}
        for reference in pair.entries:
            found = [
                entry
                for held in self.lists
                if held.held.authority == pair.authority
                for entry in find_entries([held], held.held.list_id, reference)
            ]
            if not found:
                raise ValueError(f"{pair.subject}: {pair.authority} has no entry {reference}")
            right.update({entry.listing.id: reference for entry in found})
        return right


def judge(desk: Desk, pair: Pair, *, threshold: float = SIMILAR_FROM) -> Judged:
    """Ask about one pair and compare."""
    answer = desk.ask(pair, threshold=threshold)
    by_hand = desk.ask_joined(pair)
    right = desk.find_right(pair)
    joined = {entry.listing.id for entry in desk.find_subject(pair)}
    return Judged(
        pair=pair,
        answer=answer,
        outcome=compare(pair, answer, right),
        by_hand=compare(pair, by_hand, right),
        by_hand_answer=by_hand,
        missed=tuple(reference for listing_id, reference in right.items() if listing_id not in joined),
        is_saved=compare(pair, desk.ask_bare(pair), right) == "false not listed"
        and answer.state == "unclear",
    )


def compare(pair: Pair, answer: ListAnswer, right: Mapping[str, str]) -> str:
    """The outcome of one answer; `right` holds the listing ids that are the subject."""
    if answer.state == "unclear":
        if pair.state == "absent":
            return "unclear, none is it"
        is_named = any(entry.listing_id in right for entry in answer.similar)
        return "unclear, entry named" if is_named else "unclear, entry not named"
    found = _STATES.get((pair.state, answer.state), "no answer")
    return _compare_dates(pair, answer) if found == "dates" else found


_STATES = {
    ("listed", "listed"): "dates",
    ("listed", "not_on_list_of"): "false not listed",
    ("listed", "delisted"): "false not listed",
    ("delisted", "delisted"): "dates",
    ("delisted", "listed"): "false listed",
    ("delisted", "not_on_list_of"): "false not listed",
    ("absent", "not_on_list_of"): "right",
    ("absent", "contradicted"): "right",
    ("absent", "listed"): "false listed",
    ("absent", "delisted"): "false listed",
    ("open", "came_between"): "dates",
    ("open", "went_between"): "dates",
    ("open", "listed"): "false listed",
    ("open", "not_on_list_of"): "false not listed",
    ("unheld", "no_list_held"): "right",
    ("unheld", "through"): "right",
    ("unheld", "listed"): "false listed",
}
"""What is right and what was answered, to the outcome; `dates` where the dates decide. Every other pair of states
is no answer. `contradicted` says that the authority's day and its editions exclude each other, which is so."""


def _compare_dates(pair: Pair, answer: ListAnswer) -> str:
    since = answer.since
    if since is None:
        return "no answer"
    if pair.conflict and pair.conflict not in {conflict.code for conflict in since.conflicts}:
        return "contradiction untold"
    if pair.ended:
        ended = answer.delisted
        if ended is None or f"{ended.earliest or ''}/{ended.latest or ''}" != pair.ended:
            return "wrong date"
    found = (since.kind, since.earliest or "", since.latest or "")
    if found == (pair.kind, pair.earliest, pair.latest):
        return "right"
    if "stated" in (pair.kind, since.kind):
        return "wrong date" if pair.kind == since.kind else "wrong kind"
    is_wider = found[1] <= pair.earliest and (not found[2] or found[2] >= pair.latest)
    return "weaker" if is_wider else "wrong date"


def print_report(judged: Iterable[Judged], *, print_all: bool) -> bool:
    """Every pair that is not right, and the counts by the rules' joins and by a person's; whether none is wrong."""
    judged = list(judged)
    for one in judged:
        if print_all or {one.outcome, one.by_hand} != {"right"}:
            print(_describe(one))
    counts = Counter(one.outcome for one in judged)
    by_hand = Counter(one.by_hand for one in judged)
    print(f"\npairs: {len(judged)}  subjects: {len({one.pair.subject for one in judged})}")
    print(f"{'':28}{'by rule':>9}{'by hand':>9}")
    for outcome in (*NEVER, *OUTCOMES):
        print(f"{outcome:28}{counts[outcome]:9}{by_hand[outcome]:9}")
    print(
        f"missed joins: {sum(bool(one.missed) for one in judged)} pairs, {_count_unjoined(judged)} without any entry"
    )
    print(f"bare no prevented: {sum(one.is_saved for one in judged)}")
    return not any(counts[outcome] + by_hand[outcome] for outcome in NEVER)


def _count_unjoined(judged: Iterable[Judged]) -> int:
    return sum(bool(one.missed) and len(one.missed) == len(one.pair.entries) for one in judged)


def _tell(answer: ListAnswer) -> str:
    since = answer.since
    return answer.state + (f" {since.kind} {since.earliest or ''}..{since.latest or ''}" if since else "")


def _describe(one: Judged) -> str:
    pair, answer = one.pair, one.answer
    wanted = f"{pair.kind} {pair.earliest}..{pair.latest}" if pair.kind else ""
    similar = ", ".join(
        f"{entry.listing_id} {entry.matched_name!r} {entry.score:.2f}" for entry in answer.similar
    )
    return (
        f"{one.outcome}: {pair.subject} / {pair.authority} / {pair.day}: {_tell(answer)}"
        f" | {one.by_hand} by hand: {_tell(one.by_hand_answer)}"
        f" | right: {pair.state} {wanted} {' ; '.join(pair.entries)}"
        + (f" | missed: {' ; '.join(one.missed)}" if one.missed else "")
        + (f" | similar: {similar}" if similar else "")
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts; 1 where an answer is wrong, 2 where there is nothing to ask about."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--editions", type=Path, default=HERE / "editions.tsv")
    parser.add_argument("--pairs", type=Path, default=HERE / "pairs.tsv")
    parser.add_argument("--threshold", type=float, default=SIMILAR_FROM)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"{options.folder}: no folder of lists", file=sys.stderr)
        return 2
    desk = Desk(read_editions(options.editions, options.folder))
    judged = [judge(desk, pair, threshold=options.threshold) for pair in read_pairs(options.pairs)]
    return 0 if print_report(judged, print_all=options.all) else 1


if __name__ == "__main__":
    sys.exit(main())
