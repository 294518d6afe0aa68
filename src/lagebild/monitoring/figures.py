"""Figures of several documents side by side, and the ones that cannot all be true."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from lagebild.model.annotation import Annotation
from lagebild.model.incident import Contradiction, Figure, Reading
from lagebild.monitoring.events import Event, list_events
from lagebild.monitoring.periods import parse_period
from lagebild.monitoring.quantities import make_quantity

APPROXIMATE = 0.1
"""How far from its number a figure told as approximate may lie, as a share of it.

Source: our own choice, docs/method/findings.en.md; "about 11,000" and "12,000" then agree, "about 10,000"
    does not.
"""

_SIGNS = {
    "exact": "=",
    "approx": "≈",
    "up_to": "≤",
    "more_than": ">",
    "at_least": "≥",
    "additional": "+",
    "none": "=",
}
_VAGUE = {"dozens": (20.0, 100.0), "hundreds": (100.0, 1000.0), "thousands": (1000.0, math.inf)}


def collect_figures(readings: Iterable[Reading]) -> list[Figure]:
    """Every figure of the readings with the key of its quantity, by quantity, document and place."""
    figures = [figure for reading in readings for figure in _read_figures(reading)]
    return sorted(figures, key=lambda item: (item.quantity, item.document_key, item.annotation.start))


def find_contradictions(figures: Iterable[Figure]) -> list[Contradiction]:
    """The quantities of which figures exclude each other, with those figures, by quantity.

    Two figures exclude each other if no number lies in both after their qualifiers (up to, more than, about,
    …) and they may be of the same time: a figure without a date may be of any. A negated figure is left out:
    that somebody denies a number does not say which one is right.
    """
    by_quantity: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.annotation.factuality != "negated":
            by_quantity[figure.quantity].append(figure)
    found = ((quantity, _list_excluding(same)) for quantity, same in sorted(by_quantity.items()))
    return [
        Contradiction(quantity=quantity, figures=tuple(excluding), reason=_name_reason(excluding))
        for quantity, excluding in found
        if excluding
    ]


def measure_bounds(figure: Figure) -> tuple[float, float] | None:
    """The lowest and highest number that a figure allows, infinite where open; None where it tells no number.

    The bounds that the reader gives win over those of the qualifier; an approximate one reaches `APPROXIMATE`
    to both sides.
    """
    value = figure.value
    if figure.qualifier in _VAGUE and value is None:
        low, high = _VAGUE[figure.qualifier]
        return figure.low if figure.low is not None else low, figure.high if figure.high is not None else high
    if value is None:
        return _read_range(figure)
    reach = abs(value) * APPROXIMATE
    return {
        "approx": (value - reach, value + reach),
        "up_to": (0.0, value),
        "more_than": (math.nextafter(value, math.inf), math.inf),
        "at_least": (value, math.inf),
        "none": (0.0, 0.0),
    }.get(figure.qualifier, (value, value))


def _read_range(figure: Figure) -> tuple[float, float] | None:
    if figure.low is None and figure.high is None:
        return (0.0, 0.0) if figure.qualifier == "none" else None
    return -math.inf if figure.low is None else figure.low, math.inf if figure.high is None else figure.high


def _read_figures(reading: Reading) -> list[Figure]:
    events = list_events(reading)
    return [_make_figure(reading, note, events) for note in reading.annotations if note.layer == "figure"]


def _make_figure(reading: Reading, note: Annotation, events: Sequence[Event]) -> Figure:
    norm = note.norm
    return Figure(
        quantity=make_quantity(reading, note, events),
        value=_read_number(norm.get("value")),
        low=_read_number(norm.get("low")),
        high=_read_number(norm.get("high")),
        qualifier=str(norm.get("qualifier") or "exact"),
        unit=norm.get("unit"),
        counted=str(norm.get("counted") or note.exact),
        as_of=norm.get("as_of"),
        speaker=note.speaker,
        document_key=reading.key,
        annotation=note,
    )


def _read_number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _list_excluding(figures: list[Figure]) -> list[Figure]:
    """The figures that at least one other excludes, in their order."""
    excluded = {
        id(figure)
        for left, right in combinations(figures, 2)
        if _excludes(left, right)
        for figure in (left, right)
    }
    return [figure for figure in figures if id(figure) in excluded]


def _excludes(left: Figure, right: Figure) -> bool:
    first, second = measure_bounds(left), measure_bounds(right)
    if first is None or second is None or not _may_be_of_one_time(left.as_of, right.as_of):
        return False
    return first[1] < second[0] or second[1] < first[0]


def _may_be_of_one_time(left: str | None, right: str | None) -> bool:
    first, second = parse_period(left), parse_period(right)
    return first is None or second is None or first.overlaps(second)


def _name_reason(figures: list[Figure]) -> str:
    """The figures against each other in signs, no words, such as `KR: = 12000 ≠ US: ≈ 10000`."""
    return " ≠ ".join(dict.fromkeys(_name_figure(figure) for figure in figures))


def _name_figure(figure: Figure) -> str:
    who = ", ".join(figure.speaker) or "?"
    when = f" ({figure.as_of})" if figure.as_of else ""
    return f"{who}: {_name_amount(figure)}{when}"


def _name_amount(figure: Figure) -> str:
    if figure.value is not None:
        return f"{_SIGNS.get(figure.qualifier, '=')} {_name_number(figure.value)}"
    low, high = measure_bounds(figure) or (-math.inf, math.inf)
    return "–".join("…" if math.isinf(end) else _name_number(end) for end in (low, high))


def _name_number(value: float) -> str:
    return str(int(value)) if value.is_integer() else str(value)
