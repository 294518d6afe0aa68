"""A sanctions regime, its resolutions, and the paragraphs that forbid something."""

from dataclasses import dataclass
from typing import Literal

ProvisionStatus = Literal["verified", "sourced", "unverified"]
Force = Literal["binds", "asks", "clarifies", "allows"]
LinkStrength = Literal["direct", "argued", "conditional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a fact about a regime was read: a short id and the address."""

    id: str
    url: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """One legal act that makes up a regime.

    Attributes:
        id: The citation id, such as `S/RES/1718 (2006)`.
        title: What it does, in one line per language code.
        adopted_on: ISO 8601 prefix, or None where unconfirmed.
        status: How far the row was confirmed.
        sources: Ids into the regime's references.
    """

    id: str
    title: dict[str, str]
    adopted_on: str | None
    status: ProvisionStatus
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One operative paragraph: what it forbids to whom since when.

    Attributes:
        id: Stable key, such as `R1718-OP8(b)`.
        resolution_id: The citation id of its act.
        paragraph: As cited, such as `8(b)`.
        summary: What it says, in our words, per language code.
        exceptions: As `summary`, or empty.
        force: Whether the Council decides, asks, clarifies or allows.
        addressees: `AMS` all Member States, a state's code, `flag`, `port`, `committee`.
        direction: `to`, `from`, `serv`, `fin`, `ppl`, `ship`, `air`, `dipl`; several may apply.
        valid_from: ISO 8601 prefix.
        valid_to: Where replaced, the day before; else None.
        extends: Ids of provisions that this one widens.
        replaced_by: Id of the provision that replaced it, or None.
        status: `verified` a person compared it with the published text; `sourced` number and content were read
            in a named source; `unverified` neither.
        sources: Ids into the regime's references.
        checked_by: Who compared it, for `verified` only.
        checked_on: When, for `verified` only.
    """

    id: str
    resolution_id: str
    paragraph: str
    summary: dict[str, str]
    exceptions: dict[str, str]
    force: Force
    addressees: tuple[str, ...]
    direction: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    extends: tuple[str, ...]
    replaced_by: str | None
    status: ProvisionStatus
    sources: tuple[str, ...]
    checked_by: str | None = None
    checked_on: str | None = None

    @property
    def is_releasable(self) -> bool:
        """Whether a finding that rests on it may be released."""
        return self.status != "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionLink:
    """That an incident type bears on a provision, and how plainly."""

    provision_id: str
    strength: LinkStrength
    condition: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentType:
    """A kind of incident that a regime knows.

    Attributes:
        id: Such as `arms_from_dprk`.
        title: Per language code.
        event_subtypes: The reader's event subtypes that may tell of it.
        actor_is_target: Whether the regime's target state must be among the actors (True), among the recipients
            (False), or either (None).
        links: Provisions it bears on, the main ones first.
        note: For reviewers, per language code.
        single_act: Whether each date told is an act of its own (a test, a seizure), not one running conduct.
    """

    id: str
    title: dict[str, str]
    event_subtypes: tuple[str, ...]
    actor_is_target: bool | None
    links: tuple[ProvisionLink, ...]
    note: dict[str, str]
    single_act: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of states or a body with members, such as the MSMT, dated where known."""

    id: str
    name: dict[str, str]
    members: tuple[str, ...]
    also: tuple[str, ...]
    founded_on: str | None
    status: ProvisionStatus
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """A body of sanctions rules against one target, with its acts, paragraphs and kinds of incident."""

    id: str
    name: dict[str, str]
    authority: str
    target: str
    list_programmes: tuple[str, ...]
    opened_on: str | None
    resolutions: tuple[Resolution, ...]
    provisions: tuple[Provision, ...]
    incident_types: tuple[IncidentType, ...]
    groups: tuple[Group, ...]
    references: tuple[Reference, ...]
