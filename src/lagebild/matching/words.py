"""What a word of a name is: legal form, particle, title, ordinary word of firms, number, name proper."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lagebild.matching.tables import read_table

WordKind = Literal["name", "legal", "particle", "title", "generic", "number"]

WEIGHTS: dict[WordKind, float] = {
    "name": 1.0,
    "generic": 0.45,
    "number": 1.0,
    "particle": 0.12,
    "title": 0.08,
    "legal": 0.12,
}
"""How much a word of each kind counts beside a name proper.

Source: chosen so that two names that differ only in legal form, particle or title stay above the alert
    threshold
    and two that share nothing else stay far below; measured in evaluation/screening.
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word's kind and the form that all its spellings share."""

    kind: WordKind
    canonical: str


@lru_cache(maxsize=1)
def word_table() -> dict[str, Word]:
    """Folded spelling to word, from `data/words.tsv`."""
    table: dict[str, Word] = {}
    for row in read_table("words.tsv"):
        kind = row["kind"]
        for form in row["forms"].split(","):
            table.setdefault(form, Word(_kind(kind), row["canonical"]))
    return table


def _kind(text: str) -> WordKind:
    match text:
        case "name" | "legal" | "particle" | "title" | "generic" | "number":
            return text
        case other:
            raise ValueError(f"words.tsv: unknown kind {other!r}; known are {', '.join(WEIGHTS)}")
