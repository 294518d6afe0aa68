"""The mappings of a regime file → the records of `lagebild.model.provision`."""

from typing import get_args

from lagebild.model.provision import (
    Force,
    Group,
    IncidentType,
    LinkStrength,
    Provision,
    ProvisionLink,
    ProvisionStatus,
    Reference,
    Regime,
    Resolution,
)
from lagebild.regimes.faults import Faults
from lagebild.regimes.rows import Row

_STATUSES: tuple[str, ...] = get_args(ProvisionStatus)
_FORCES: tuple[str, ...] = get_args(Force)
_STRENGTHS: tuple[str, ...] = get_args(LinkStrength)


def build_regime(raw: object, faults: Faults) -> Regime | None:
    """The regime of one file, or None where the file holds no mapping; faults are noted, not raised."""
    row = Row(raw, faults)
    if not isinstance(raw, dict):
        return None
    resolutions = [_build_resolution(act) for act in row.rows("resolutions")]
    regime = Regime(
        id=row.text("id"),
        name=row.words("name", required=True),
        authority=row.text("authority"),
        target=row.text("target"),
        list_programmes=row.texts("list_programmes"),
        opened_on=row.date("opened_on"),
        resolutions=tuple(act for act, _ in resolutions),
        provisions=tuple(provision for _, provisions in resolutions for provision in provisions),
        incident_types=tuple(_build_incident_type(kind) for kind in row.rows("incident_types")),
        groups=tuple(_build_group(group) for group in row.rows("groups")),
        references=tuple(_build_reference(reference) for reference in row.rows("references")),
    )
    row.close()
    return regime


def _build_reference(row: Row) -> Reference:
    reference = Reference(id=row.text("id"), url=row.text("url"), note=row.optional_text("note"))
    row.close()
    return reference


def _build_resolution(row: Row) -> tuple[Resolution, list[Provision]]:
    resolution = Resolution(
        id=row.text("id"),
        title=row.words("title", required=True),
        adopted_on=row.date("adopted_on"),
        status=row.choice("status", _STATUSES),
        sources=row.texts("sources"),
    )
    provisions = [_build_provision(paragraph, resolution) for paragraph in row.rows("provisions")]
    row.close()
    return resolution, provisions


def _build_provision(row: Row, resolution: Resolution) -> Provision:
    provision = Provision(
        id=row.text("id"),
        resolution_id=resolution.id,
        paragraph=row.text("paragraph"),
        summary=row.words("summary", required=True),
        exceptions=row.words("exceptions", required=False),
        force=row.choice("force", _FORCES),
        addressees=row.texts("addressees"),
        direction=row.texts("direction"),
        valid_from=row.date("valid_from") if row.has("valid_from") else resolution.adopted_on,
        valid_to=row.date("valid_to"),
        extends=row.texts("extends"),
        replaced_by=row.optional_text("replaced_by"),
        status=row.choice("status", _STATUSES),
        sources=row.texts("sources"),
        checked_by=row.optional_text("checked_by"),
        checked_on=row.date("checked_on"),
    )
    row.close()
    return provision


def _build_incident_type(row: Row) -> IncidentType:
    kind = IncidentType(
        id=row.text("id"),
        title=row.words("title", required=True),
        event_subtypes=row.texts("event_subtypes"),
        actor_is_target=_take_actor_rule(row),
        links=tuple(_build_link(link) for link in row.rows("links", id_key="provision")),
        note=row.words("note", required=False),
        single_act=_take_bool(row, "single_act"),
    )
    row.close()
    return kind


def _build_link(row: Row) -> ProvisionLink:
    link = ProvisionLink(
        provision_id=row.text("provision"),
        strength=row.choice("strength", _STRENGTHS),
        condition=row.words("condition", required=False),
    )
    row.close()
    if link.strength == "conditional" and not link.condition:
        row.faults.at("condition").add("is missing: a conditional link says on what it depends")
    return link


def _build_group(row: Row) -> Group:
    group = Group(
        id=row.text("id"),
        name=row.words("name", required=True),
        members=row.texts("members"),
        also=row.texts("also"),
        founded_on=row.date("founded_on"),
        status=row.choice("status", _STATUSES),
        sources=row.texts("sources"),
    )
    row.close()
    return group


def _take_actor_rule(row: Row) -> bool | None:
    """`actor`, `recipient` or `either` → True, False, None."""
    value = row.choice("target_is", ("either", "actor", "recipient"))
    return {"actor": True, "recipient": False}.get(value)


def _take_bool(row: Row, key: str) -> bool:
    value = row.take(key)
    if value not in (None, True, False):
        row.faults.at(key).add(f"must be true or false, is {value!r}")
    return value is True
