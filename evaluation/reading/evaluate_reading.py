"""Prints how well the reader agrees with annotated documents, each miss and false hit, and its speed.

Run: python evaluation/reading/evaluate_reading.py GOLD.json …
The floors below are pinned; lowering one needs a line in the changelog.
"""

import json
import sys
import time
from pathlib import Path

from lagebild.documents import read_document
from lagebild.reading import RuleReader
from lagebild.reading.scoring import LAYERS, Score, score_document

FLOORS = {
    "citation": 0.97,
    "state": 0.98,
    "date": 0.94,
    "figure": 0.92,
    "event": 0.65,
    "position": 0.75,
    "issuer": 0.95,
}
"""Lowest F1 per layer. Source: our own choice, below what the reader reaches on two annotated documents (1.00 for
citations, states, dates and figures). The rules were tuned on these two, so the floors guard against relapse and tell
nothing about other texts; for those see the samples in docs/method/reading.en.md. They are no measure of how far two
annotators agree."""


def main(paths: list[str]) -> int:
    """Score the documents; 1 where a layer lies under its floor."""
    totals = {layer: Score() for layer in LAYERS}
    reader = RuleReader()
    read_s, length = 0.0, 0
    for path in map(Path, paths):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document, _ = read_document(gold["text"].encode(), name=f"{path.stem}.txt", url=gold.get("url"))
        reader.annotate(document)  # the first run loads the lexicon
        begin = time.perf_counter()
        notes = reader.annotate(document)
        read_s += time.perf_counter() - begin
        length += len(document.text)
        for layer, score in score_document(gold, document, notes).items():
            totals[layer].add(score)
    for layer, score in totals.items():
        for miss in score.misses:
            print(f"{layer:<9} {miss.kind:<7} {miss.value}  “{miss.quote}”")
    for layer, score in totals.items():
        print(
            f"{layer:<9} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  floor {FLOORS[layer]:.2f}"
        )
    print(f"{length / 10_000 / read_s:.0f} documents of 10,000 characters a second")
    return int(any(score.f1 < FLOORS[layer] for layer, score in totals.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
