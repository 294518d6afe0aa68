"""Speed and recall of the screening beside rapidfuzz, in one run on one core.

Run from the project's folder: `python -m benchmarks.screening --size 2000`. The list is the newest UN edition beside
the project, filled up with invented names to the size asked for; without it all names are invented.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evaluation.screening.material import Question, make_entries, make_names, make_questions
from evaluation.screening.measure import SEED, SHARED, read_entries, read_names
from rapidfuzz import fuzz, process

from lagebild.matching import IndexEntry, NameIndex
from lagebild.text.names import fold_name

FIVE = 5


@dataclass(frozen=True, slots=True)
class Result:
    """What one matcher did: speed, how long one name took, and how often it was right."""

    matcher: str
    names_per_s: float
    p50_ms: float
    p99_ms: float
    first: float
    in_five: float
    at_false_alarms: float


Answer = list[tuple[str, float]]


def make_list(size: int) -> list[IndexEntry]:
    """At least `size` names: the UN list where it is there, invented ones for the rest."""
    editions = sorted((SHARED / "lists" / "un").glob("*.xml"))
    entries = read_entries(editions[-1]) if editions and size > FIVE * 200 else []
    missing = max(0, size - sum(len(entry.names) for entry in entries))
    return [*entries, *make_entries(missing // 2 + 1, seed=SEED)] if missing or not entries else entries


def ask_index(index: NameIndex) -> Callable[[str], Answer]:
    """One name to our index."""
    return lambda name: [(hit.entity_id, hit.score) for hit in index.search(name, limit=FIVE, threshold=0.3)]


def ask_rapidfuzz(entries: Sequence[IndexEntry]) -> Callable[[str], Answer]:
    """One name to every listed name by rapidfuzz' token sort ratio, as `cdist` computes it."""
    names = [(fold_name(name.value), entry.entity_id) for entry in entries for name in entry.names]
    keys = [name for name, _ in names]

    def ask(name: str) -> Answer:
        scores = process.cdist([fold_name(name)], keys, scorer=fuzz.token_sort_ratio, workers=1)[0]
        best: dict[str, float] = {}
        for at in np.argsort(-scores, kind="stable")[: FIVE * 4]:
            best.setdefault(names[at][1], float(scores[at]) / 100)
        return list(best.items())[:FIVE]

    return ask


def measure(
    matcher: str, ask: Callable[[str], Answer], questions: list[Question], negatives: list[str]
) -> Result:
    """Ask everything once, timing each name."""
    took: list[float] = []
    answers: list[Answer] = []
    for name in [*(question.name for question in questions), *negatives]:
        started = time.perf_counter()
        answers.append(ask(name))
        took.append(time.perf_counter() - started)
    false = sorted(answer[0][1] if answer else 0.0 for answer in answers[len(questions) :])
    bar = false[min(len(false) - 1, int(len(false) * 0.99))] if false else 0.0
    right = [
        next(
            ((rank, score) for rank, (found, score) in enumerate(answer) if found == question.entity_id), None
        )
        for question, answer in zip(questions, answers, strict=False)
    ]
    asked = max(1, len(questions))
    return Result(
        matcher=matcher,
        names_per_s=len(took) / sum(took),
        p50_ms=float(np.percentile(took, 50)) * 1000,
        p99_ms=float(np.percentile(took, 99)) * 1000,
        first=sum(found is not None and found[0] == 0 for found in right) / asked,
        in_five=sum(found is not None for found in right) / asked,
        at_false_alarms=sum(found is not None and found[1] > bar for found in right) / asked,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, ask, print the table with ratios to the first peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4000, help="listed names, at least")
    parser.add_argument("--count", type=int, default=100, help="questions of each kind")
    chosen = parser.parse_args(arguments)
    entries = make_list(chosen.size)
    indexed, questions = make_questions(entries, count=chosen.count, seed=SEED)
    names = SHARED / "names" / "negatives_us.csv"
    negatives = read_names(names) if names.is_file() else make_names(chosen.count * 4, seed=SEED + 1)
    negatives = negatives[: max(FIVE, chosen.count * 5)]
    started = time.perf_counter()
    index = NameIndex.build(indexed)
    built_s = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder) / "index")
        started = time.perf_counter()
        opened = NameIndex.open(Path(folder) / "index")
        opened_ms = (time.perf_counter() - started) * 1000
        ours = measure("lagebild", ask_index(opened), questions, negatives)
    peer = measure("rapidfuzz cdist, token sort", ask_rapidfuzz(indexed), questions, negatives)
    print(
        f"{len(indexed)} entities, {len(index)} names; built in {built_s:.2f} s, opened in {opened_ms:.1f} ms"
    )
    print(f"{'':28} {'names/s':>9} {'p50 ms':>8} {'p99 ms':>8} {'first':>7} {'five':>7} {'at 1 %':>7}")
    for result in (ours, peer):
        print(
            f"{result.matcher:28} {result.names_per_s:9.0f} {result.p50_ms:8.2f} {result.p99_ms:8.2f} "
            f"{result.first:7.3f} {result.in_five:7.3f} {result.at_false_alarms:7.3f}"
        )
    ratio = ours.names_per_s / peer.names_per_s
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"ratio to rapidfuzz: speed {ratio:.2f}, first {ours.first / max(peer.first, 1e-9):.2f}; {memory_mb:.0f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
