"""Load the bundled sample record: its inputs as captures, its reviews and releases as recorded decisions."""

import json
import secrets
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from lagebild.errors import ConfigError
from lagebild_site.actions.capture import Origin, take_input, take_list
from lagebild_site.actions.finding import get_finding, reject_finding, release_finding, review_finding
from lagebild_site.actions.match import judge_match
from lagebild_site.actions.person import add_person
from lagebild_site.actions.subject import join_subjects, judge_pair
from lagebild_site.models import Coverage, Decision, Finding, ListingVersion, Match, Source

FORMAT = 1
SAMPLE = files("lagebild_site") / "sample"
LOADED_NAME = "sample-loaded.json"
LOGIN_NAME = "sample-login.txt"

Record = dict[str, Any]
Tick = Callable[[], None]


def read_record() -> Record:
    """The sample record's description.

    Raises:
        ConfigError: It has a format that this version does not load.
    """
    record: Record = yaml.safe_load((SAMPLE / "record.yaml").read_text(encoding="utf-8"))
    if record.get("format") != FORMAT:
        raise ConfigError(
            f"the sample record has format {record.get('format')!r}, this version loads {FORMAT}."
        )
    return record


def _loaded_path() -> Path:
    return Path(settings.WORKSPACE.root) / LOADED_NAME


def read_loaded() -> Record:
    """What of the sample was loaded: file names and the number of decisions, so that what was erased stays erased."""
    path = _loaded_path()
    if not path.exists():
        return {"files": [], "decisions": 0}
    loaded: Record = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _write_loaded(loaded: Record) -> None:
    draft = _loaded_path().with_suffix(".draft")
    draft.write_text(json.dumps(loaded, indent=1) + "\n", encoding="utf-8")
    draft.replace(_loaded_path())


def find_missing_inputs(record: Record) -> list[Record]:
    """The captures of the sample that were never loaded into this workspace."""
    loaded = set(read_loaded()["files"])
    return [capture for capture in record["captures"] if capture["file"] not in loaded]


def load_inputs(record: Record, tick: Tick = lambda: None) -> int:
    """Load sources, coverage, persons and missing captures; returns how many captures were new."""
    sources = _load_sources(record)
    _load_coverage(record)
    _load_persons(record)
    loaded = read_loaded()
    added = 0
    for capture in find_missing_inputs(record):
        content = SAMPLE.joinpath(*capture["file"].split("/")).read_bytes()
        origin = _make_origin(capture, sources[capture["source"]])
        list_id = capture.get("list")
        taken = take_list(content, origin, list_id=list_id) if list_id else take_input(content, origin)
        added += taken.is_new
        loaded["files"].append(capture["file"])
        _write_loaded(loaded)
        tick()
    return added


def _make_origin(capture: Record, source: Source) -> Origin:
    return Origin(
        name=capture["file"].rsplit("/", 1)[-1],
        captured_at=_parse_time(capture["captured_at"]),
        url=capture["url"],
        source=source,
        media_type=capture["media_type"],
        reading_note=capture["hard"] or {},
        dated_on=capture.get("dated_on", ""),
        is_extract=capture.get("extract", False),
    )


def join_lists() -> bool:
    """Join the lists' entries into subjects where inputs were loaded since the last time; returns whether it did."""
    loaded = read_loaded()
    if loaded.get("joined") == len(loaded["files"]):
        return False
    join_subjects()
    _write_loaded({**loaded, "joined": len(loaded["files"])})
    return True


def _load_sources(record: Record) -> dict[str, Source]:
    return {
        row["id"]: Source.objects.update_or_create(
            slug=row["id"],
            defaults={
                "name": row["name"],
                "url": row["url"],
                "state": row["state"] or "",
                "reliability": row["reliability"],
                "may_show": row["may_show"],
                "is_own": row.get("own", False),
            },
        )[0]
        for row in record["sources"]
    }


def _load_coverage(record: Record) -> None:
    for row in record["coverage"]:
        slug = f"watch-{row['state'].lower()}"
        source, _created = Source.objects.get_or_create(
            slug=slug, defaults={"name": row["source"], "state": row["state"]}
        )
        Coverage.objects.update_or_create(
            source=source,
            state=row["state"],
            watched_from=row["watched_from"],
            defaults={"watched_to": row["watched_to"], "gaps": row["gaps"]},
        )


def _load_persons(record: Record) -> None:
    missing = [row for row in record["persons"] if not User.objects.filter(username=row["id"]).exists()]
    if not missing:
        return
    path = Path(settings.WORKSPACE.root) / LOGIN_NAME
    path.touch(mode=0o600)
    lines = ["The sample persons of this workspace, to try the desk with:"]
    for row in missing:
        password = secrets.token_urlsafe(12)
        add_person(row["id"], full_name=row["name"], password=password)
        lines.append(f"{row['id']}  {password}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_decisions(record: Record, tick: Tick = lambda: None) -> int:
    """Apply the sample's decisions that were not applied yet, in their order; returns how many."""
    loaded = read_loaded()
    waiting = record["decisions"][loaded["decisions"] :]
    for decision in waiting:
        with transaction.atomic():
            _apply_decision(decision)
        loaded["decisions"] += 1
        _write_loaded(loaded)
        tick()
    return len(waiting)


def _apply_decision(decision: Record) -> None:
    person = User.objects.get(username=decision["by"])
    taken = Decision.objects.filter(
        person=person, decided_at=_parse_time(decision["at"]), kind=decision["action"]
    )
    if taken.exists():
        return  # a stop came between this decision and the note that it was applied
    common = {"person": person, "note": decision["note"], "at": _parse_time(decision["at"])}
    match decision["action"]:
        case "review":
            finding = get_finding(decision["finding"])
            _prepare_evidence(finding, decision)
            review_finding(
                finding, assessment=decision["assessment"], provision_ids=decision["provisions"], **common
            )
        case "release":
            release_finding(get_finding(decision["finding"]), **common)
        case "reject":
            reject_finding(get_finding(decision["finding"]), **common)
        case "confirm_match" | "reject_match" as action:
            verdict = "same" if action == "confirm_match" else "not_same"
            for match in _find_matches(decision["match"]):
                judge_match(match, verdict=verdict, **common)
        case "join_subject":
            first, *others = decision["entities"]
            for entity_id in others:
                judge_pair(first, entity_id, verdict="same", **common)
        case unknown:
            raise ConfigError(f"the sample record has a decision of an unknown kind: {unknown!r}.")


def _prepare_evidence(finding: Finding, decision: Record) -> None:
    """What a reviewing person does first: grade the evidence, leave some out with a reason."""
    left_out = {row["file"].rsplit("/", 1)[-1] for row in decision.get("except", [])}
    finding.evidence.filter(annotation__document__capture__name__in=left_out).delete()
    finding.evidence.update(credibility=str(decision["credibility"]))


def _find_matches(wanted: Record) -> list[Match]:
    entity_ids = ListingVersion.objects.filter(reference=wanted["reference"]).values_list(
        "entity_id", flat=True
    )
    name = wanted["file"].rsplit("/", 1)[-1]
    found = list(Match.objects.filter(document__capture__name=name, entity_id__in=set(entity_ids)))
    if not found:
        raise ConfigError(f"the sample record judges a match that its documents do not give: {wanted}.")
    return found


def _parse_time(raw: str) -> datetime:
    return datetime.fromisoformat(raw)
