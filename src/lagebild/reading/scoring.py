"""Compares what was read with what people annotated, item by item, so that anyone can see each error."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lagebild.model.annotation import Annotation
from lagebild.model.document import Document

LAYERS = ("citation", "state", "date", "figure", "event", "position", "issuer")
STATE_BODIES = frozenset({"EU"})
"""Bodies that count as states where states are compared. Source: the conventions of the annotated set."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One item on one side only: what was expected or found, and its quote."""

    layer: str
    kind: str
    value: str
    quote: str


@dataclass(slots=True)
class Score:
    """Counts of one layer: matched, missed, false."""

    matched: int = 0
    missed: int = 0
    false: int = 0
    misses: list[Miss] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        found = self.matched + self.false
        return self.matched / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        there = self.matched + self.missed
        return self.matched / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: "Score") -> None:
        """Count another document's items in."""
        self.matched += other.matched
        self.missed += other.missed
        self.false += other.false
        self.misses += other.misses


Item = Mapping[str, Any]
_SOFT = frozenset({"WARN", "CONCERN", "ASSESS"})


def _allowed(item: Item, key: str) -> list[Any]:
    """The right values of a field: the one annotated and its alternatives."""
    return [item.get(key), *item.get("alt", {}).get(key, [])]


def _same_set(found: Iterable[str], allowed: Iterable[Any]) -> bool:
    return any(set(found) == set(option or ()) for option in allowed)


def _overlaps(item: Item, note: Annotation) -> bool:
    return bool(note.start < item["end"] and item["start"] < note.end)


def _same_citation(item: Item, note: Annotation) -> bool:
    return note.norm["id"] in _allowed(item, "id") and _overlaps(item, note)


def _same_date(item: Item, note: Annotation) -> bool:
    return note.norm["value"] in _allowed(item, "date") and _overlaps(item, note)


def _same_figure(item: Item, note: Annotation) -> bool:
    if not _overlaps(item, note):
        return False
    return bool(note.norm["value"] == item.get("value")) or (
        note.norm["value"] is None and note.norm["low"] == item.get("low")
    )


def _same_event(item: Item, note: Annotation) -> bool:
    return (
        note.norm["plover"] in _allowed(item, "plover")
        and _same_set(note.norm["actor"], _allowed(item, "actor"))
        and _same_set(note.norm["recipient"], _allowed(item, "recipient"))
        and _overlaps(item, note)
    )


def _same_position(item: Item, note: Annotation) -> bool:
    classes = _allowed(item, "verb_class")
    found = note.norm["class"]
    return (
        (found in classes or (found in _SOFT and classes[0] in _SOFT))
        and _same_set(note.norm["speaker"], _allowed(item, "speaker"))
        and _same_set(note.norm["addressee"], _allowed(item, "addressee"))
        and _overlaps(item, note)
    )


_MATCHERS: dict[str, tuple[str, Callable[[Item, Annotation], bool]]] = {
    "citation": ("citations", _same_citation),
    "date": ("dates", _same_date),
    "figure": ("figures", _same_figure),
    "event": ("events", _same_event),
    "position": ("positions", _same_position),
}
_SHOWN = {
    "citation": ("id",),
    "date": ("date", "value"),
    "figure": ("value", "qualifier", "low"),
    "event": ("plover", "subtype", "actor", "recipient"),
    "position": ("verb_class", "class", "speaker", "addressee"),
}


def _show(layer: str, values: Mapping[str, Any]) -> str:
    return " ".join(str(values[key]) for key in _SHOWN[layer] if key in values)


def score_layer(layer: str, items: Sequence[Item], notes: Sequence[Annotation]) -> Score:
    """Match annotated and found items of one layer one to one, in text order.

    An item marked `also_ok` is neither asked for nor punished; whatever overlaps one is not false.
    """
    score = Score()
    same = _MATCHERS[layer][1]
    free = list(notes)
    for item in sorted(items, key=lambda one: bool(one.get("also_ok"))):
        hit = next((note for note in free if same(item, note)), None)
        if hit is not None:
            free.remove(hit)
        if item.get("also_ok"):
            continue
        if hit is not None:
            score.matched += 1
        else:
            score.missed += 1
            score.misses.append(Miss(layer, "missed", _show(layer, item), item["quote"]))
    optional = [item for item in items if item.get("also_ok")]
    for note in free:
        if not any(_overlaps(item, note) for item in optional):
            score.false += 1
            score.misses.append(Miss(layer, "false", _show(layer, note.norm), note.exact))
    return score


def _score_sets(
    layer: str, expected: Iterable[str], found: Iterable[str], optional: Iterable[str] = ()
) -> Score:
    there, here = set(expected), set(found)
    score = Score(len(there & here), len(there - here), len(here - there - set(optional)))
    score.misses = [Miss(layer, "missed", name, "") for name in sorted(there - here)]
    score.misses += [Miss(layer, "false", name, "") for name in sorted(here - there - set(optional))]
    return score


def score_document(gold: Item, document: Document, notes: Sequence[Annotation]) -> dict[str, Score]:
    """Every layer's score of one annotated document."""
    scores = {
        layer: score_layer(layer, gold.get(key, ()), [note for note in notes if note.layer == layer])
        for layer, (key, _) in _MATCHERS.items()
    }
    named = {
        str(note.norm["id"])
        for note in notes
        if note.layer == "mention" and (note.norm["kind"] != "body" or note.norm["id"] in STATE_BODIES)
    }
    scores["state"] = _score_sets("state", gold.get("states_mentioned", ()), named)
    meta = gold.get("meta", {})
    scores["issuer"] = _score_sets(
        "issuer", meta.get("issuers", ()), document.issuers, meta.get("issuers_also", ())
    )
    return scores
