"""The sources that a workspace watches, from the project's data and the operator's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify

from lagebild.archive.ledger import hash_json
from lagebild.errors import ConfigError, RuleError
from lagebild.sources import WatchedSource, load_sources
from lagebild_site.actions.decision import record_decision
from lagebild_site.actions.report import remove_report_files, withdraw_reports
from lagebild_site.models import Capture, Coverage, Source
from lagebild_site.models.source import MAY_SHOW, RELIABILITY

OPENNESS = {"internal": 0, "quote_only": 1, "full_text": 2}
"""What may be shown, from least to most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What a person decides of a source; None leaves a value as it is."""

    reliability: str | None = None
    may_show: str | None = None


@transaction.atomic
def add_source(slug: str, *, name: str, url: str, state: str) -> Source:
    """Add a source that the workspace watches; nobody graded it yet and only quotes of it are shown.

    Raises:
        ConfigError: The slug is taken or is no slug.
    """
    if slugify(slug) != slug:
        raise ConfigError(
            f"{slug!r} is no short name: use small letters, digits and hyphens, such as {slugify(slug)!r}."
        )
    if Source.objects.filter(slug=slug).exists():
        raise ConfigError(
            f"a source named {slug!r} is there already: `lagebild source set {slug}` changes it."
        )
    return Source.objects.create(slug=slug, name=name, url=url, state=state)


@transaction.atomic
def grade_source(source: Source, grade: Grade, *, person: User, note: dict[str, str], at: datetime) -> Source:
    """Record what a person decides of a source: its reliability (Admiralty A to F) and what may be shown of it.

    The decisions are the grade's history. Where less may be shown than before, published reports that hold or
    quote the source are withdrawn with their files.

    Raises:
        RuleError: An unknown grade, or the person may not decide.
    """
    for value, known in ((grade.reliability, dict(RELIABILITY)), (grade.may_show, dict(MAY_SHOW))):
        if value is not None and value not in known:
            raise RuleError(f"{value!r} is none of {', '.join(known)}.")
    before = source.may_show
    source.reliability = grade.reliability or source.reliability
    source.may_show = grade.may_show or source.may_show
    graded = {"source": source.slug, "reliability": source.reliability, "may_show": source.may_show}
    record_decision(
        kind="grade_source",
        subject=f"source:{source.slug} {source.reliability} {source.may_show}",
        subject_sha256=hash_json(graded),
        person=person,
        rule="sources",
        at=at,
        note=note,
    )
    source.save(update_fields=["reliability", "may_show"])
    if OPENNESS[source.may_show] < OPENNESS[before]:
        names = [capture.content_sha256 for capture in source.captures.exclude(sha256=None)]
        remove_report_files(withdraw_reports(names, at=at))
    return source


@transaction.atomic
def assign_source(
    capture: Capture, source: Source, *, person: User, note: dict[str, str], at: datetime
) -> Capture:
    """Record that a capture comes from a source, which decides what may be shown of it.

    Raises:
        RuleError: The capture was erased, or the person may not decide.
    """
    if capture.erased_at is not None:
        raise RuleError(f"capture {capture.pk} was erased: it has no source any more.")
    leaf = capture.ledger_entry
    record_decision(
        kind="grade_source",
        subject=f"leaf:{leaf.index} source:{source.slug}",
        subject_sha256=bytes(leaf.leaf_hash).hex(),
        person=person,
        rule="sources",
        at=at,
        note=note,
    )
    capture.source = source
    capture.save(update_fields=["source"])
    return capture


@transaction.atomic
def watch_source(
    source: Source, *, watched_from: date, watched_to: date | None, gaps: Sequence[str] = ()
) -> Coverage:
    """Note that a source was watched from one day to another, with gaps `a/b`; without it no page says "nothing".

    Raises:
        ConfigError: The source speaks for no state or body, or an interval ends before it begins.
    """
    if not source.state:
        raise ConfigError(f"the source {source.slug!r} speaks for no state or body: add it with --state.")
    for gap in (*gaps, f"{watched_from}/{watched_to or watched_from}"):
        start, _, end = gap.partition("/")
        try:
            is_interval = date.fromisoformat(start) <= date.fromisoformat(end)
        except ValueError:
            is_interval = False
        if not is_interval:
            raise ConfigError(
                f"{gap!r} is no interval: write the first and the last day as 2025-01-01/2025-01-12."
            )
    coverage, _created = Coverage.objects.update_or_create(
        source=source,
        state=source.state,
        watched_from=watched_from,
        defaults={"watched_to": watched_to, "gaps": list(gaps)},
    )
    return coverage


@transaction.atomic
def load_known_sources() -> int:
    """Add the project's known sources that the workspace lacks; returns how many were added.

    What an operator changed in a source stays.
    """
    added = 0
    for known in load_sources():
        _source, is_new = Source.objects.get_or_create(
            slug=known.id,
            defaults={
                "name": known.title,
                "state": known.speaks or "",
                "url": known.url,
                "reliability": known.reliability,
                "may_show": known.may_show,
            },
        )
        added += is_new
    return added


def find_source_of(url: str) -> Source | None:
    """The known source that publishes on the host of an address, or None; of several, the most specific address.

    A list's source speaks for its own files and its page alone, not for what else its host publishes.
    """
    host = urlsplit(url).hostname
    if not host:
        return None
    load_known_sources()
    of_lists = {known.id: {*known.files.values(), known.page} for known in load_sources() if known.list_id}
    same = [
        source
        for source in Source.objects.exclude(url="")
        if urlsplit(source.url).hostname == host
        and (source.slug not in of_lists or url in of_lists[source.slug])
    ]
    return max(same, key=lambda source: (url.startswith(source.url), len(source.url)), default=None)


def find_watched_list(list_id: str, form: str = "") -> WatchedSource | None:
    """The watched source of a list in one form, else in the form that is fetched by default, or None."""
    known = [source for source in load_sources() if source.list_id == list_id]
    same_form = [source for source in known if form and source.reader_id == f"{list_id}-{form}"]
    return next(iter(same_form or sorted(known, key=lambda source: not source.is_default)), None)


def find_source_of_list(list_id: str, form: str = "") -> Source | None:
    """The known source that publishes a list in a form, or None."""
    watched = find_watched_list(list_id, form)
    if watched is None:
        return None
    load_known_sources()
    return Source.objects.filter(slug=watched.id).first()


def get_source(slug: str) -> Source:
    """The source of a slug; the project's known ones are added when first asked for.

    Raises:
        ConfigError: There is none of that name.
    """
    found = Source.objects.filter(slug=slug).first()
    if found is None:
        load_known_sources()
        found = Source.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Source.objects.values_list("slug", flat=True))
        raise ConfigError(f"no source is named {slug!r} (known: {known}).")
    return found
