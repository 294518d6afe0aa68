"""Regimes, their acts and paragraphs in the page's language, and the documents that cite them."""

from dataclasses import dataclass
from functools import cache

from lagebild.model.provision import IncidentType, Provision, Reference, Regime, Resolution
from lagebild.regimes import find_provision, find_resolution, load_regimes
from lagebild_site.models import Annotation
from lagebild_site.queries.visibility import Viewer, visible_citations


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionView:
    """One act with its paragraphs and how often the record cites it."""

    resolution: Resolution
    title: str
    provisions: tuple["ProvisionView", ...]
    cited_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionView:
    """One paragraph in the page's language."""

    provision: Provision
    regime: Regime
    summary: str
    exceptions: str
    sources: tuple[Reference, ...]

    @property
    def label(self) -> str:
        """As one cites it: `S/RES/1718 (2006), 8(b)`."""
        return f"{self.provision.resolution_id}, {self.provision.paragraph}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeView:
    """One regime with its acts."""

    regime: Regime
    name: str
    resolutions: tuple[ResolutionView, ...]


@cache
def get_regimes() -> tuple[Regime, ...]:
    """The regimes that come with the software, read once."""
    return load_regimes()


def describe_regimes(viewer: Viewer, lang: str) -> list[RegimeView]:
    """Every regime with its acts and paragraphs, and how many documents cite each act."""
    counts = count_citing_documents(viewer)
    return [
        RegimeView(
            regime=regime,
            name=_pick(regime.name, lang),
            resolutions=tuple(_describe_resolution(regime, act, counts, lang) for act in regime.resolutions),
        )
        for regime in get_regimes()
    ]


def describe_provision(provision_id: str, lang: str) -> ProvisionView | None:
    """One paragraph by its id, or None where no regime holds it."""
    for regime in get_regimes():
        provision = find_provision((regime,), provision_id)
        if provision is not None:
            return _describe_provision(regime, provision, lang)
    return None


def describe_provisions(provision_ids: list[str], lang: str) -> list[ProvisionView]:
    """The paragraphs of these ids in the order given; unknown ids are left out."""
    views = (describe_provision(provision_id, lang) for provision_id in provision_ids)
    return [view for view in views if view is not None]


def get_resolution_title(resolution_id: str, lang: str) -> str:
    """What an act does, in one line; empty where no regime holds it."""
    resolution = find_resolution(get_regimes(), resolution_id)
    return _pick(resolution.title, lang) if resolution else ""


def get_incident_type(regime_id: str, type_id: str) -> IncidentType | None:
    """A kind of incident by its ids, or None."""
    types = (kind for regime in get_regimes() if regime.id == regime_id for kind in regime.incident_types)
    return next((kind for kind in types if kind.id == type_id), None)


def link_citation(citation_id: str) -> str | None:
    """The id of the act in our regimes that a citation names, or None."""
    resolution = find_resolution(get_regimes(), citation_id) if citation_id else None
    return resolution.id if resolution else None


def list_citing(viewer: Viewer, resolution_id: str) -> list[Annotation]:
    """The first citation of an act in each document whose reading the viewer may see, newest document first."""
    firsts: dict[int, Annotation] = {}
    for note in visible_citations(viewer).exclude(citation_id="").order_by("start"):
        if link_citation(note.citation_id) == resolution_id:
            firsts.setdefault(note.document_id, note)
    return sorted(firsts.values(), key=lambda note: note.document.date, reverse=True)


def count_citing_documents(viewer: Viewer) -> dict[str, int]:
    """How many documents cite each act of our regimes, as far as the viewer may see."""
    found: dict[str, set[int]] = {}
    for note in visible_citations(viewer).exclude(citation_id=""):
        act = link_citation(note.citation_id)
        if act is not None:
            found.setdefault(act, set()).add(note.document_id)
    return {act: len(documents) for act, documents in found.items()}


def count_by_status() -> dict[str, int]:
    """How many paragraphs stand at each status."""
    counts = {"verified": 0, "sourced": 0, "unverified": 0}
    for regime in get_regimes():
        for provision in regime.provisions:
            counts[provision.status] += 1
    return counts


def _describe_resolution(
    regime: Regime, act: Resolution, counts: dict[str, int], lang: str
) -> ResolutionView:
    own = (provision for provision in regime.provisions if provision.resolution_id == act.id)
    return ResolutionView(
        resolution=act,
        title=_pick(act.title, lang),
        provisions=tuple(_describe_provision(regime, provision, lang) for provision in own),
        cited_in=counts.get(act.id, 0),
    )


def _describe_provision(regime: Regime, provision: Provision, lang: str) -> ProvisionView:
    return ProvisionView(
        provision=provision,
        regime=regime,
        summary=_pick(provision.summary, lang),
        exceptions=_pick(provision.exceptions, lang),
        sources=tuple(reference for reference in regime.references if reference.id in provision.sources),
    )


def _pick(texts: dict[str, str], lang: str) -> str:
    return texts.get(lang) or texts.get("en", "")
