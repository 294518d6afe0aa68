"""Measures the screening: which share of known answers is found, at which share of false alarms.

Run from the project's folder: `python -m evaluation.screening.measure` (uses the UN list beside the project where
there is one, else an invented list of 1,000). `--invented 60` measures an invented list of that many; the floors are
those of the UN list and are not looked at then.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.screening.material import (
    Question,
    make_entries,
    make_hard_negatives,
    make_names,
    make_questions,
)

from lagebild.lists import recognise_list
from lagebild.matching import ALERT_THRESHOLD, IndexEntry, NameIndex

SEED = 20261121
FALSE_ALARMS = 0.01
HARD_ALARMS = 0.05
INVENTED = 1000
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FLOORS = Path(__file__).with_name("floors.tsv")


@dataclass(frozen=True, slots=True)
class Rates:
    """What was measured; every rate is a share of 1.

    Attributes:
        asked: Questions with an answer.
        first: The right entity was the first hit, at any score.
        in_five: It was among the first five.
        at_threshold: It reached the alert threshold.
        at_false_alarms: It reached the score above which 1 % of ordinary names lie.
        at_hard_alarms: It reached the score above which 5 % of the hard negatives lie.
        by_kind: `at_threshold` for each kind of question.
        false_alarms: Ordinary names that reached the alert threshold.
        hard_alarms: Hard negatives that reached it.
    """

    asked: int
    first: float
    in_five: float
    at_threshold: float
    at_false_alarms: float
    at_hard_alarms: float
    by_kind: dict[str, float]
    false_alarms: float
    hard_alarms: float


def read_entries(path: Path) -> list[IndexEntry]:
    """The entries of a list file as the index takes them."""
    content = path.read_bytes()
    reader = recognise_list(content, name=path.name)
    if reader is None:
        raise ValueError(f"{path}: no list of a known format")
    return [IndexEntry.of(entry) for entry in reader.parse(content, source=path.name).entries]


def read_names(path: Path) -> list[str]:
    """The names of a CSV file with a column `full_name`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["full_name"] for row in csv.DictReader(file)]


def measure(
    entries: Sequence[IndexEntry], negatives: Iterable[str], *, count: int = 150, seed: int = SEED
) -> Rates:
    """Ask everything and count; the questions are made from the entries with the seed."""
    indexed, questions = make_questions(entries, count=count, seed=seed)
    index = NameIndex.build(indexed)
    ordinary = sorted(_top_score(index, name) for name in negatives)
    hard = sorted(_top_score(index, item.name) for item in make_hard_negatives(entries, count=500, seed=seed))
    found = [_ask(index, question) for question in questions]
    by_kind: defaultdict[str, list[bool]] = defaultdict(list)
    for question, (_, score) in zip(questions, found, strict=True):
        by_kind[question.kind].append(score >= ALERT_THRESHOLD)
    return Rates(
        asked=len(found),
        first=_share(rank == 1 for rank, _ in found),
        in_five=_share(rank is not None for rank, _ in found),
        at_threshold=_share(score >= ALERT_THRESHOLD for _, score in found),
        at_false_alarms=_share(score > _quantile(ordinary, 1 - FALSE_ALARMS) for _, score in found),
        at_hard_alarms=_share(score > _quantile(hard, 1 - HARD_ALARMS) for _, score in found),
        by_kind={kind: _share(values) for kind, values in by_kind.items()},
        false_alarms=_share(score >= ALERT_THRESHOLD for score in ordinary),
        hard_alarms=_share(score >= ALERT_THRESHOLD for score in hard),
    )


def _top_score(index: NameIndex, name: str) -> float:
    hits = index.search(name, limit=1, threshold=0.3)
    return hits[0].score if hits else 0.0


def _ask(index: NameIndex, question: Question) -> tuple[int | None, float]:
    """Rank and score of the right entity among the first five; None and 0.0 where it is not there."""
    for rank, hit in enumerate(index.search(question.name, limit=5, threshold=0.3), start=1):
        if hit.entity_id == question.entity_id:
            return rank, hit.score
    return None, 0.0


def _share(values: Iterable[bool]) -> float:
    counted = list(values)
    return round(sum(counted) / len(counted), 4) if counted else 0.0


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def read_floors() -> dict[str, float]:
    """The least rates that a change may leave, by name; a rate of false alarms is the most that it may."""
    with FLOORS.open(encoding="utf-8", newline="") as file:
        return {row["rate"]: float(row["bound"]) for row in csv.DictReader(file, delimiter="\t")}


def flatten(rates: Rates) -> dict[str, float]:
    """All rates under the names that `floors.tsv` uses."""
    flat = {f"found: {kind}": value for kind, value in rates.by_kind.items()}
    return flat | {
        "first hit right": rates.first,
        "in first five": rates.in_five,
        "found at the alert threshold": rates.at_threshold,
        "found at 1 % false alarms": rates.at_false_alarms,
        "found at 5 % hard alarms": rates.at_hard_alarms,
        "false alarms": rates.false_alarms,
        "hard alarms": rates.hard_alarms,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rates beside their bounds; 1 where one is broken."""
    parser = argparse.ArgumentParser(description="Measure the screening.")
    parser.add_argument("--invented", type=int, help="measure an invented list of so many entries")
    parser.add_argument("--count", type=int, default=150, help="questions of each kind")
    chosen = parser.parse_args(arguments)
    editions = [] if chosen.invented else sorted((SHARED / "lists" / "un").glob("*.xml"))
    size = chosen.invented or INVENTED
    entries = read_entries(editions[-1]) if editions else make_entries(size, seed=SEED)
    negatives = (
        read_names(SHARED / "names" / "negatives_us.csv") if editions else make_names(size, seed=SEED + 1)
    )
    bounds = read_floors() if editions else {}
    broken = 0
    for name, value in flatten(measure(entries, negatives, count=chosen.count)).items():
        bound = bounds.get(name)
        worse = bound is not None and (value > bound if "alarms" in name.split()[1:2] else value < bound)
        broken += worse
        print(
            f"{name:32} {value:.3f}  {'' if bound is None else f'bound {bound:.3f}'} {'BROKEN' if worse else ''}"
        )
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
