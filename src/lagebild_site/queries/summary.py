"""How much the record holds, for the command line."""

from collections import Counter
from dataclasses import dataclass

from lagebild_site.models import (
    Annotation,
    Capture,
    Document,
    Finding,
    Incident,
    LedgerEntry,
    ListEdition,
    ListingVersion,
    Match,
    Report,
    Response,
    TreeHead,
)

FINDING_STATES = ("proposed", "reviewed", "released", "rejected", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of one record; `findings` are pairs of state and key."""

    captures: int
    erased: int
    documents: int
    annotations: dict[str, int]
    unread: int
    editions: int
    listings: int
    matches: int
    confirmed_matches: int
    incidents: int
    findings: tuple[tuple[str, str], ...]
    responses: int
    reports: int
    leaves: int
    head: str | None


def count_record() -> Summary:
    """Count what the workspace's record holds."""
    layers = Counter(Annotation.objects.order_by().values_list("layer", flat=True))
    latest = {edition.list_id: edition for edition in ListEdition.objects.order_by("dated_on", "id")}
    head = TreeHead.objects.first()
    return Summary(
        captures=Capture.objects.filter(erased_at=None).count(),
        erased=Capture.objects.exclude(erased_at=None).count(),
        documents=Document.objects.count(),
        annotations=dict(sorted(layers.items())),
        unread=Document.objects.filter(reader="").count(),
        editions=ListEdition.objects.count(),
        listings=ListingVersion.objects.filter(editions__in=latest.values()).distinct().count(),
        matches=Match.objects.count(),
        confirmed_matches=Match.objects.filter(verdict="same").count(),
        incidents=Incident.objects.count(),
        findings=tuple(Finding.objects.values_list("state", "key")),
        responses=Response.objects.count(),
        reports=Report.objects.filter(withdrawn_at=None).count(),
        leaves=LedgerEntry.objects.count(),
        head=str(head) if head else None,
    )


def write_lines(summary: Summary, *, is_sample: bool) -> list[str]:
    """The summary as lines for a terminal."""
    states = Counter(state for state, _key in summary.findings)
    layers = ", ".join(f"{count} {layer}s" for layer, count in summary.annotations.items()) or "none"
    unread = f" ({summary.unread} not read yet: lagebild read)" if summary.unread else ""
    erased = f", {summary.erased} erased" if summary.erased else ""
    moves = ", ".join(f"{states[state]} {state}" for state in FINDING_STATES)
    lines = ["sample record"] if is_sample else []
    lines += [
        f"captures     {summary.captures}{erased}",
        f"documents    {summary.documents}{unread}",
        f"annotations  {sum(summary.annotations.values())}: {layers}",
        f"listings     {summary.listings} in force, {summary.editions} editions held",
        f"matches      {summary.matches}, {summary.confirmed_matches} confirmed by a person",
        f"incidents    {summary.incidents}",
        f"findings     {len(summary.findings)}: {moves}",
        *(f"  {state:<9}  {key}" for state, key in summary.findings),
        f"responses    {summary.responses}",
        f"reports      {summary.reports}",
        f"log          {summary.leaves} leaves"
        + (f", published head {summary.head}" if summary.head else ", no head published yet"),
    ]
    return lines


def list_captures() -> list[str]:
    """Every capture as a line, the newest first: hash, day, what may be shown, name; an erased one says so."""
    return [
        f"erased {capture.erased_at:%Y-%m-%d}, leaf {capture.ledger_entry.index}"
        if capture.erased_at
        else f"{capture.sha256}  {capture.captured_at:%Y-%m-%d}  {capture.may_show:<10}  {capture.name}"
        for capture in Capture.objects.select_related("source", "ledger_entry")
    ]
