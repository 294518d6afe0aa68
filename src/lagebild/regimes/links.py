"""Checks that need a whole regime: links, statuses, dates, double ids."""

from collections import Counter
from collections.abc import Iterable

from lagebild.model.provision import Group, Provision, Regime, Resolution
from lagebild.regimes.faults import Faults


def check_links(regime: Regime, faults: Faults) -> None:
    """Note every link without target, row without source, rule older than its act, and id used twice."""
    _check_unique(regime, faults)
    sources = {reference.id for reference in regime.references}
    provisions = {provision.id: provision for provision in regime.provisions}
    for place, rows in (("resolutions", regime.resolutions), ("groups", regime.groups)):
        for row in rows:
            _check_sources(row, sources, faults.at(place, row.id))
    acts = {act.id: act for act in regime.resolutions}
    for provision in regime.provisions:
        at_row = faults.at("provisions", provision.id)
        _check_sources(provision, sources, at_row)
        _check_targets(provision, provisions, at_row)
        _check_dates(provision, acts[provision.resolution_id], at_row)
        _check_comparison(provision, at_row)
    _check_incident_types(regime, provisions, faults)


def _check_unique(regime: Regime, faults: Faults) -> None:
    for place, rows in (
        ("references", regime.references),
        ("resolutions", regime.resolutions),
        ("provisions", regime.provisions),
        ("incident_types", regime.incident_types),
        ("groups", regime.groups),
    ):
        for key in _list_repeated(row.id for row in rows):
            faults.at(place, key).add("the id stands twice")


def _list_repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1 and key]


def _check_sources(row: Resolution | Provision | Group, known: set[str], faults: Faults) -> None:
    for source in row.sources:
        if source not in known:
            faults.at("sources").add(f"{source!r} is not among the references")
    if row.status == "sourced" and not row.sources:
        faults.at("sources").add("is empty, though the row says that it was read in a source")


def _check_targets(provision: Provision, known: dict[str, Provision], faults: Faults) -> None:
    for target in provision.extends:
        if target not in known:
            faults.at("extends").add(f"there is no provision {target!r}")
    if provision.replaced_by is None:
        return
    if provision.replaced_by not in known:
        faults.at("replaced_by").add(f"there is no provision {provision.replaced_by!r}")
    if provision.valid_to is None:
        faults.at("valid_to").add("is missing: a replaced rule has a last day")


def _check_dates(provision: Provision, act: Resolution, faults: Faults) -> None:
    start, adopted = provision.valid_from, act.adopted_on
    if start is not None and adopted is not None and start[: len(adopted)] < adopted[: len(start)]:
        faults.at("valid_from").add(f"{start} is before the adoption of {act.id} on {adopted}")
    end = provision.valid_to
    if start is not None and end is not None and end[: len(start)] < start[: len(end)]:
        faults.at("valid_to").add(f"{end} is before {start}, from which it is valid")


def _check_comparison(provision: Provision, faults: Faults) -> None:
    """Only a row that a person compared says who and when, and such a row says both."""
    told = (provision.checked_by is not None, provision.checked_on is not None)
    if provision.status == "verified" and told != (True, True):
        faults.at("checked_by").add("a verified row names who compared it (checked_by) and when (checked_on)")
    if provision.status != "verified" and any(told):
        faults.at("checked_by").add(f"a row with status {provision.status} was compared by nobody")


def _check_incident_types(regime: Regime, known: dict[str, Provision], faults: Faults) -> None:
    for kind in regime.incident_types:
        at_kind = faults.at("incident_types", kind.id)
        if not kind.event_subtypes:
            at_kind.at("event_subtypes").add("is empty: no event could ever be of this kind")
        for link in kind.links:
            if link.provision_id not in known:
                at_kind.at("links").add(f"there is no provision {link.provision_id!r}")
