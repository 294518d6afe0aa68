"""Builds the arrays of a name index; deterministic, whatever the order of the entries."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from lagebild.matching.analyse import Reading, analyse_name
from lagebild.matching.arrays import Rows, Strings, hash_text
from lagebild.matching.entry import IndexEntry
from lagebild.matching.terms import joined_terms, slips_of, terms_of


class _Rows:
    """One row for each reading of each name, and the rows in which each term stands."""

    def __init__(self) -> None:
        self.row_name: list[int] = []
        self.row_weight: list[float] = []
        self.postings: dict[str, list[int]] = {}

    def add(self, reading: Reading, number: int) -> None:
        row = len(self.row_name)
        self.row_name.append(number)
        self.row_weight.append(sum(token.weight for token in reading.tokens))
        terms = dict.fromkeys(term for token in reading.tokens for term in terms_of(token))
        terms.update(dict.fromkeys(term for _, term in joined_terms(reading.tokens)))
        for term in terms:
            self.postings.setdefault(term, []).append(row)


def build_arrays(entries: Iterable[IndexEntry]) -> tuple[dict[str, npt.NDArray[Any]], list[str]]:
    """The arrays of an index over the entries, and the schemata that `entity_schema` counts by."""
    ordered = sorted(entries, key=lambda entry: entry.entity_id)
    schemata = sorted({entry.schema for entry in ordered})
    rows = _Rows()
    names: list[str] = []
    name_entity: list[int] = []
    name_weak: list[bool] = []
    for entity, entry in enumerate(ordered):
        for value, weak in _distinct_names(entry):
            for reading in analyse_name(value, entry.schema):
                rows.add(reading, len(names))
            names.append(value)
            name_entity.append(entity)
            name_weak.append(weak)
    arrays = {
        **_strings("ids", [entry.entity_id for entry in ordered]),
        **_strings("captions", [entry.caption for entry in ordered]),
        **_strings("names", names),
        "name_entity": np.array(name_entity, dtype=np.int32),
        "name_weak": np.array(name_weak, dtype=np.bool_),
        "entity_schema": np.array([schemata.index(entry.schema) for entry in ordered], dtype=np.int16),
        "row_name": np.array(rows.row_name, dtype=np.int32),
        "row_weight": np.array(rows.row_weight, dtype=np.float32),
        **_term_arrays(rows.postings),
    }
    return arrays, schemata


def _distinct_names(entry: IndexEntry) -> list[tuple[str, bool]]:
    """Every spelling once, weak only where the list calls it weak wherever it gives it; none where it gives none."""
    weak: dict[str, bool] = {}
    for name in entry.names:
        weak[name.value] = weak.get(name.value, True) and name.kind == "weak"
    if entry.caption != entry.entity_id:
        weak.setdefault(entry.caption, False)
    return list(weak.items())


def _strings(name: str, values: list[str]) -> dict[str, npt.NDArray[Any]]:
    packed = Strings.of(values)
    return {name: packed.data, f"{name}_bounds": packed.bounds}


def _term_arrays(postings: dict[str, list[int]]) -> dict[str, npt.NDArray[Any]]:
    terms = sorted(postings)
    hashes = np.array([hash_text(term) for term in terms], dtype=np.uint64)
    order = np.argsort(hashes, kind="stable")
    slips: list[int] = []
    owners: list[int] = []
    for number, term in enumerate(terms):
        forms = list(slips_of(term))
        if len(forms) > 1:
            slips.extend(hash_text(form) for form in forms)
            owners.extend([number] * len(forms))
    slip_hash = np.array(slips, dtype=np.uint64)
    slip_term = np.array(owners, dtype=np.int32)
    slip_order = np.lexsort((slip_term, slip_hash))
    packed = Rows.of([postings[term] for term in terms])
    return {
        **_strings("terms", terms),
        "term_hash": hashes[order],
        "term_number": order.astype(np.int32),
        "postings": packed.values,
        "postings_bounds": packed.bounds,
        "slip_hash": slip_hash[slip_order],
        "slip_term": slip_term[slip_order],
    }
