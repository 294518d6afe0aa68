"""An index of listed names: words to names by arrays, then an exact comparison of the few that may match."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lagebild.matching.analyse import Reading, Token, analyse_name
from lagebild.matching.arrays import FloatArray, IntArray, Rows, Strings, hash_text, open_arrays, save_arrays
from lagebild.matching.building import build_arrays
from lagebild.matching.compare import ALERT_THRESHOLD, Alignment, explain, score_readings
from lagebild.matching.entry import IndexEntry
from lagebild.matching.terms import joined_terms, slips_of, terms_of
from lagebild.matching.tokens import similarity_of_keys
from lagebild.model.entity import is_a
from lagebild.model.match import NameHit

_CANDIDATES = 24
"""Names compared exactly for each query; more change no answer in evaluation/screening."""

_ESTIMATE_MARGIN = 0.37
"""How far an estimate may stay below the score asked for: a word with two slips is not found alone."""

_WORDS_KEPT = 8192
"""Words of queries whose rows are remembered; some kilobytes each on a large index."""

_DOUBTFUL, _DOUBT = 6, 0.12
"""Of the estimates that reach the margin by less than this only so many are compared."""

_WEAK = 0.93
"""Factor on the score of a name that the list itself calls weak.

Source: the UN list's `Low` quality aliases; OFAC's "weak alias" note, which asks for no screening by them
    alone.
"""

_ARRAYS = (
    *("ids", "ids_bounds", "captions", "captions_bounds", "names", "names_bounds", "terms", "terms_bounds"),
    *("row_name", "row_weight", "name_entity", "name_weak", "entity_schema", "term_hash", "term_number"),
    *("postings", "postings_bounds", "slip_hash", "slip_term"),
)


class NameIndex:
    """Listed names, searchable; built in memory or opened from a folder, never changed."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]], schemata: Sequence[str]) -> None:
        self._arrays = arrays
        self._schemata = tuple(schemata)
        self._ids = Strings(arrays["ids"], arrays["ids_bounds"])
        self._captions = Strings(arrays["captions"], arrays["captions_bounds"])
        self._names = Strings(arrays["names"], arrays["names_bounds"])
        self._terms = Strings(arrays["terms"], arrays["terms_bounds"])
        self._postings = Rows(arrays["postings"], arrays["postings_bounds"])
        self._near = lru_cache(maxsize=_WORDS_KEPT)(self._find_near)

    @classmethod
    def build(cls, entries: Iterable[IndexEntry]) -> "NameIndex":
        """Index entities by all their names; the order of the entries has no influence on the result."""
        arrays, schemata = build_arrays(entries)
        return cls(arrays, schemata)

    @classmethod
    def open(cls, folder: Path) -> "NameIndex":
        """Open a saved index by memory map.

        Raises:
            ArchiveError: The folder holds no index of this format.
        """
        arrays, about = open_arrays(folder, _ARRAYS)
        return cls(arrays, about["schemata"])

    def save(self, folder: Path) -> None:
        """Write the index as a folder of arrays; the same entries make the same bytes."""
        about = {"schemata": list(self._schemata), "entities": len(self._ids), "names": len(self._names)}
        save_arrays(folder, self._arrays, about)

    def __len__(self) -> int:
        return len(self._names)

    def search(
        self, name: str, *, limit: int = 5, threshold: float = ALERT_THRESHOLD, schema: str | None = None
    ) -> list[NameHit]:
        """The listed entities whose names answer a name, best first, each with its best name.

        Args:
            name: Any text; one without letters and digits has no hits.
            limit: Most entities returned.
            threshold: Least score returned.
            schema: Only entities that may be of this FollowTheMoney schema; None for all.
        """
        best: dict[int, tuple[float, int, Alignment]] = {}
        for row in self._candidates(name, schema, max(_CANDIDATES, 2 * limit), threshold - _ESTIMATE_MARGIN):
            number = int(self._arrays["row_name"][row])
            alignment = self._align(name, number)
            score = round(alignment.score * (_WEAK if self._arrays["name_weak"][number] else 1), 4)
            entity = int(self._arrays["name_entity"][number])
            if score >= threshold and (entity not in best or score > best[entity][0]):
                best[entity] = (score, number, alignment)
        order = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        return [self._hit(entity, *found) for entity, found in order[:limit]]

    def _align(self, name: str, number: int) -> Alignment:
        schema = self._schemata[int(self._arrays["entity_schema"][self._arrays["name_entity"][number]])]
        listed = analyse_name(self._names[number], schema)
        return score_readings(analyse_name(name, schema), listed, person=schema == "Person")

    def _hit(self, entity: int, score: float, number: int, alignment: Alignment) -> NameHit:
        return NameHit(
            entity_id=self._ids[entity],
            caption=self._captions[entity],
            schema=self._schemata[int(self._arrays["entity_schema"][entity])],
            matched_name=self._names[number],
            comparison=replace(explain(alignment), score=score),
        )

    def _candidates(self, name: str, schema: str | None, count: int, least: float) -> list[int]:
        found: dict[int, float] = {}
        for kind in ("Person", "Organization"):
            if (
                schema is not None
                and (kind == "Person") != _may_be("Person", schema)
                and not _may_be(kind, schema)
            ):
                continue
            for reading in analyse_name(name, kind):
                for row, estimate in self._estimate(reading, count, least):
                    found[row] = max(estimate, found.get(row, 0.0))
        allowed = [row for row in found if schema is None or _may_be(self._schema_of(row), schema)]
        ordered = sorted(allowed, key=lambda row: (-found[row], row))[:count]
        return [row for at, row in enumerate(ordered) if at < _DOUBTFUL or found[row] >= least + _DOUBT]

    def _schema_of(self, row: int) -> str:
        entity = self._arrays["name_entity"][self._arrays["row_name"][row]]
        return self._schemata[int(self._arrays["entity_schema"][entity])]

    def _estimate(self, reading: Reading, count: int, least: float) -> list[tuple[int, float]]:
        """The rows that share most weight with a reading, with an estimate of their score."""
        tokens = reading.tokens
        if not tokens:
            return []
        # New for each query, so that threads may share an index.
        mass = np.zeros(len(self._arrays["row_name"]), dtype=np.float32)
        for token in tokens:
            rows, scores = self._near(token)
            mass[rows] += np.float32(token.weight) * scores
        for at, term in joined_terms(tokens):
            if (number := self._number_of(term)) is not None:
                rows = self._postings[number]
                mass[rows] += np.float32(0.97 * (tokens[at].weight + tokens[at + 1].weight))
        found = np.flatnonzero(mass)
        shared = mass[found].astype(np.float64)
        asked = sum(token.weight for token in tokens)
        estimates = _estimate_scores(shared, asked, self._arrays["row_weight"][found])
        kept = np.flatnonzero(estimates >= least)
        found, estimates = found[kept], estimates[kept]
        chosen = np.lexsort((found, -estimates))[:count]
        return [(int(found[at]), float(estimates[at])) for at in chosen]

    def _number_of(self, term: str) -> int | None:
        wanted = np.uint64(hash_text(term))
        at = int(np.searchsorted(self._arrays["term_hash"], wanted))
        if at == len(self._arrays["term_hash"]) or self._arrays["term_hash"][at] != wanted:
            return None
        return int(self._arrays["term_number"][at])

    def _find_near(self, token: Token) -> tuple[IntArray, FloatArray]:
        """The rows in which a word may stand, each once, with how surely."""
        scores: dict[int, float] = {}
        for term, score in zip(terms_of(token), (1.0, 0.99, 0.97, 0.94, 0.9), strict=False):
            if (number := self._number_of(term)) is not None:
                scores[number] = max(score, scores.get(number, 0.0))
        if token.kind == "name":
            for number in self._slipped(token.key):
                score = similarity_of_keys(token.key, self._terms[number])
                if score > scores.get(number, 0.0):
                    scores[number] = score
        if not scores:
            return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)
        surest = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        found = [self._postings[number] for number, _ in surest]
        rows, first = np.unique(np.concatenate(found), return_index=True)
        shares = np.repeat(
            np.array([score for _, score in surest], dtype=np.float32), [len(run) for run in found]
        )
        return rows, shares[first]

    def _slipped(self, key: str) -> list[int]:
        hashes = np.array([hash_text(form) for form in slips_of(key)], dtype=np.uint64)
        if len(hashes) == 1:
            return []
        first = np.searchsorted(self._arrays["slip_hash"], hashes, side="left")
        last = np.searchsorted(self._arrays["slip_hash"], hashes, side="right")
        runs = [self._arrays["slip_term"][a:b] for a, b in zip(first, last, strict=True) if b > a]
        return [int(term) for term in np.unique(np.concatenate(runs))] if runs else []


def _estimate_scores(
    shared: npt.NDArray[np.float64], asked: float, listed: FloatArray
) -> npt.NDArray[np.float64]:
    """What a comparison would come to if every shared word matched fully."""
    left = np.maximum(asked - shared, 0.0)
    right = np.maximum(listed - shared, 0.0)
    conflict = np.minimum(left, right)
    return shared / (shared + 1.25 * conflict + 0.5 * (left - conflict) + 0.38 * (right - conflict) + 1e-9)


@lru_cache(maxsize=1024)
def _may_be(kind: str, schema: str) -> bool:
    """Whether an entity of one schema may be what is asked for as another: one is a kind of the other."""
    return kind == schema or is_a(kind, schema) or is_a(schema, kind)
