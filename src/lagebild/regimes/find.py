"""Look-ups in loaded regimes: a provision by its id, a resolution by how a text cites it."""

import re
from collections.abc import Iterable

from lagebild.model.provision import Provision, Regime, Resolution

_CITATION = re.compile(r"S/RES/(?P<number>\d{1,4})(?:\s*\((?P<year>\d{4})\))?")


def find_provision(regimes: Iterable[Regime], provision_id: str) -> Provision | None:
    """The provision with this id in any of the regimes, or None."""
    provisions = (provision for regime in regimes for provision in regime.provisions)
    return next((provision for provision in provisions if provision.id == provision_id), None)


def find_resolution(regimes: Iterable[Regime], citation_id: str | None) -> Resolution | None:
    """The resolution that a citation names.

    Args:
        regimes: Where to look, in order.
        citation_id: As in `citation.norm.id`: `S/RES/1718 (2006)`, also `S/RES/1718` without the year; None
            for a generic citation.

    Returns:
        The resolution, or None if it belongs to no regime, the citation is generic, or the year is another
        one.
    """
    if citation_id is None:
        return None
    acts = [act for regime in regimes for act in regime.resolutions]
    exact = next((act for act in acts if act.id == citation_id), None)
    if exact is not None:
        return exact
    key = _to_citation_key(citation_id)
    return next(
        (act for act in acts if key is not None and _is_same_act(key, _to_citation_key(act.id))), None
    )


def provisions_of(regimes: Iterable[Regime], resolution_id: str) -> tuple[Provision, ...]:
    """The provisions of one resolution, in the order of the regime file."""
    provisions = (provision for regime in regimes for provision in regime.provisions)
    return tuple(provision for provision in provisions if provision.resolution_id == resolution_id)


def resolution_year(regimes: Iterable[Regime], number: int) -> int | None:
    """The year of a Security Council resolution by its number, or None if no regime holds it.

    The Council numbers its resolutions in one series, so a number names one resolution.
    """
    keys = (_to_citation_key(act.id) for regime in regimes for act in regime.resolutions)
    return next((year for key in keys if key is not None for found, year in [key] if found == number), None)


def _to_citation_key(citation_id: str) -> tuple[int, int | None] | None:
    match = _CITATION.fullmatch(citation_id.strip())
    if match is None:
        return None
    year = match["year"]
    return int(match["number"]), int(year) if year else None


def _is_same_act(cited: tuple[int, int | None], held: tuple[int, int | None] | None) -> bool:
    return held is not None and cited[0] == held[0] and (None in (cited[1], held[1]) or cited[1] == held[1])
