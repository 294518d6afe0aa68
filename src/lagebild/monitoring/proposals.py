"""Incidents → proposed findings: on which provisions an incident bears, and on what evidence that rests."""

from collections.abc import Iterable, Sequence
from datetime import date

from lagebild.model.annotation import Annotation
from lagebild.model.finding import Evidence, Finding
from lagebild.model.incident import EventRef, Incident, Reading
from lagebild.model.provision import IncidentType, Provision, Regime
from lagebild.monitoring.events import HAPPENED
from lagebild.monitoring.periods import Period, parse_period
from lagebild.monitoring.sentences import is_same_sentence
from lagebild.regimes import find_resolution

VIOLATION = "ASSESS_VIOLATION"
"""The position class with which a speaker says that a rule is broken; the output contract of `read`."""

_STRENGTHS = {"direct": 0, "argued": 1}
"""Links that a proposal takes, plainest first; a conditional one needs a fact that only a person can add."""


def propose_findings(
    incidents: Iterable[Incident], readings: Sequence[Reading], regimes: Sequence[Regime]
) -> list[Finding]:
    """One proposed finding for each incident that bears on a provision in force at its time.

    Provisions are those that the incident type links directly or as argued, in force on a day of the
    incident; where nobody dates it, on the day of the latest document that tells of it. They are ordered by
    strength of the link, then cited ones before others. Unverified ones are proposed too: they show what must
    be checked before a release (`narrow` drops them). Conditional links are left to a person.

    Evidence are the tellings that say it happened, and in the same sentences the statements that a rule is
    broken and the citations of resolutions of the regime. Its credibility is `6`, cannot be judged, until a
    person grades it.

    Returns:
        Findings in the order of the incidents; none for an incident without a provision in force.
    """
    by_key = {reading.key: reading for reading in readings}
    known = {regime.id: regime for regime in regimes}
    findings = (_propose(incident, known[incident.regime_id], by_key) for incident in incidents)
    return [finding for finding in findings if finding is not None]


def list_provisions_in_force(
    incident: Incident, regime: Regime, readings: Iterable[Reading]
) -> list[tuple[Provision, str]]:
    """The provisions linked by the incident's type and in force at its time, with the link's strength.

    All strengths, in the order of the regime file.
    """
    kind = _find_type(incident, regime)
    provisions = {provision.id: provision for provision in regime.provisions}
    when = _find_period(incident, readings)
    return [
        (provisions[link.provision_id], link.strength)
        for link in kind.links
        if is_in_force(provisions[link.provision_id], when)
    ]


def is_in_force(provision: Provision, when: Period | None) -> bool:
    """Whether a provision was in force on a day of the period; with no period, whether it has no last day."""
    if when is None:
        return provision.valid_to is None
    start, end = parse_period(provision.valid_from), parse_period(provision.valid_to)
    return Period(start.first if start else None, end.last if end else None).overlaps(when)


def _propose(incident: Incident, regime: Regime, readings: dict[str, Reading]) -> Finding | None:
    told_in = [readings[key] for key in dict.fromkeys(ref.document_key for ref in incident.tellings)]
    cited = _list_cited(told_in, regime)
    linked = [
        (provision, strength)
        for provision, strength in list_provisions_in_force(incident, regime, told_in)
        if strength in _STRENGTHS
    ]
    linked.sort(key=lambda pair: (_STRENGTHS[pair[1]], pair[0].resolution_id not in cited))
    evidence = _gather_evidence(incident, regime, readings)
    if not linked or not evidence:
        return None
    return Finding(
        key=incident.key,
        incident_key=incident.key,
        provision_ids=tuple(provision.id for provision, _ in linked),
        evidence=evidence,
    )


def _find_type(incident: Incident, regime: Regime) -> IncidentType:
    return next(kind for kind in regime.incident_types if kind.id == incident.type_id)


def _find_period(incident: Incident, readings: Iterable[Reading]) -> Period | None:
    """The incident's days; where nobody dates it, the day of the latest document; None without one."""
    low, high = parse_period(incident.date_low), parse_period(incident.date_high)
    documents = [
        period for reading in readings if (period := parse_period(reading.document.date)) is not None
    ]
    latest = max((period.last for period in documents if period.last), default=None)
    if low is None and high is None:
        return None if latest is None else Period(latest, latest)
    return Period(low.first if low else None, _find_last(high, latest))


def _find_last(high: Period | None, latest: date | None) -> date | None:
    return high.last if high is not None else latest


def _list_cited(readings: Iterable[Reading], regime: Regime) -> set[str]:
    """The regime's resolutions that the documents cite anywhere."""
    notes = (note for reading in readings for note in reading.annotations if note.layer == "citation")
    acts = (find_resolution([regime], note.norm.get("id")) for note in notes)
    return {act.id for act in acts if act is not None}


def _gather_evidence(
    incident: Incident, regime: Regime, readings: dict[str, Reading]
) -> tuple[Evidence, ...]:
    """Tellings and what stands in their sentences, each annotation once, in order of documents and text."""
    found: dict[tuple[str, str], Evidence] = {}
    for ref in incident.tellings:
        if ref.annotation.factuality not in HAPPENED:
            continue
        reading = readings[ref.document_key]
        for note in (ref.annotation, *_list_beside(ref, reading, regime)):
            found.setdefault((reading.key, note.id), _make_evidence(reading, note))
    order = {
        key: place for place, key in enumerate(dict.fromkeys(ref.document_key for ref in incident.tellings))
    }
    return tuple(sorted(found.values(), key=lambda item: (order[item.document_key], item.start, item.end)))


def _list_beside(ref: EventRef, reading: Reading, regime: Regime) -> list[Annotation]:
    """Who says in the same sentence that a rule is broken, and the regime's resolutions cited there."""
    place = ref.annotation.start, ref.annotation.end
    return [
        note
        for note in reading.annotations
        if _supports(note, regime) and is_same_sentence(reading.document.text, place, (note.start, note.end))
    ]


def _supports(note: Annotation, regime: Regime) -> bool:
    if note.layer == "citation":
        return find_resolution([regime], note.norm.get("id")) is not None
    return note.layer == "position" and note.norm.get("class") == VIOLATION and note.factuality in HAPPENED


def _make_evidence(reading: Reading, note: Annotation) -> Evidence:
    return Evidence(
        document_key=reading.key,
        text_sha256=reading.document.text_sha256,
        annotation_id=note.id,
        start=note.start,
        end=note.end,
        credibility="6",
    )
