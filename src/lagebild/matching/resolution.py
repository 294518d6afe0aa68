"""Strong joins: entities of several lists that share a strong identifier become one subject.

Which identifiers are strong says `resolution_identifiers`, what speaks against a join `resolution_conflicts` and
`resolution_links`, how links become subjects and how these keep their ids `resolution_clusters`. A person's
judgement outweighs each rule, also along chains, and every join can be taken back by one; nothing is stored here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lagebild.matching.resolution_clusters import Clusters, Pair, assign_subject_ids
from lagebild.matching.resolution_conflicts import Conflict, find_conflict
from lagebild.matching.resolution_entity import ResolvableEntity, gather_entities
from lagebild.matching.resolution_links import KIND_WORDS, Link, find_links, settle_rivals
from lagebild.model.listing import ListEntry
from lagebild.model.problem import Problem, Severity
from lagebild.model.subject import RULE_PREFIX, Judgement, SharedIdentifier, Subject, Verdict

_CAREFUL: dict[Verdict, int] = {"different": 0, "unsure": 1, "same": 2}
"""Where persons contradict each other about one pair, the more careful verdict counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What the rules and the persons' judgements make of all lists.

    Attributes:
        subjects: Every two or more entities that are one, in the order of their smallest entity ids.
        judgements: By rules alone, sorted by pair: `same` for what is joined, `unsure` for what shares a strong
            identifier and is not, because something speaks against it.
        problems: What a person should look at, and identifiers that could not be used.
        unused: How many numbers were not strong, by reason.
        retired: Earlier subject ids that are no longer borne, with the subject that holds most of their entities.
    """

    subjects: tuple[Subject, ...]
    judgements: tuple[Judgement, ...]
    problems: tuple[Problem, ...]
    unused: Mapping[str, int] = field(default_factory=dict)
    retired: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def subject_ids(self) -> dict[str, str]:
        """Entity id to subject id, for entities that have one: what the next run takes as `known`."""
        return {entity_id: subject.id for subject in self.subjects for entity_id in subject.entity_ids}


@dataclass(frozen=True, slots=True)
class _Persons:
    """What persons judged, one verdict for each pair."""

    verdicts: Mapping[Pair, Verdict]
    judgements: tuple[Judgement, ...]

    def pairs(self, verdict: Verdict) -> list[Pair]:
        return sorted(pair for pair, found in self.verdicts.items() if found == verdict)

    def names(self, pair: Pair) -> str:
        """Who judged a pair as it counts, such as `anna, ben`."""
        verdict = self.verdicts[pair]
        return ", ".join(
            sorted({one.by for one in self.judgements if one.pair == pair and one.verdict == verdict})
        )


def join_entities(
    entries: Iterable[ListEntry],
    judgements: Iterable[Judgement] = (),
    *,
    known: Mapping[str, str] | None = None,
) -> Resolution:
    """Join the entities of all lists that share a strong identifier; the same result in whatever order they come.

    Args:
        entries: The entries in force of every list, delisted ones with them. Several of one entity are taken
            together.
        judgements: Persons' judgements in force. Those by rules are passed over: they are made anew.
        known: Entity id to the subject id it had before, so that ids change only where they must.

    Returns:
        Subjects, the rules' judgements, and a Problem for everything that was left to a person.
    """
    entities = gather_entities(entries)
    problems: list[Problem] = []
    persons = _gather_judgements(judgements, entities, problems)
    unused: Counter[str] = Counter()
    links = settle_rivals(find_links(entities, problems, unused), entities, persons.verdicts)
    clusters = _join_persons(persons, entities, problems)
    by_rule = _join_links(links, clusters, persons, entities, problems)
    found = clusters.list_clusters()
    ids, retired = assign_subject_ids(found, known=known or {}, present=entities)
    return Resolution(
        subjects=tuple(_make_subjects(found, ids, entities, [*by_rule, *persons.judgements])),
        judgements=tuple(sorted(by_rule, key=lambda one: one.pair)),
        problems=tuple(sorted(problems, key=lambda one: (one.code, one.locator, one.message))),
        unused=dict(sorted(unused.items())),
        retired=retired,
    )


def _gather_judgements(
    judgements: Iterable[Judgement], entities: Mapping[str, ResolvableEntity], problems: list[Problem]
) -> _Persons:
    verdicts: dict[Pair, Verdict] = {}
    kept: list[Judgement] = []
    by_persons = {one for one in judgements if not one.is_by_rule}
    for one in sorted(by_persons, key=lambda one: (one.pair, _CAREFUL[one.verdict], one.by, one.reason)):
        missing = [entity_id for entity_id in one.pair if entity_id not in entities]
        if missing:
            message = (
                f"{one.by} judged {one.verdict!r}, but {', '.join(missing)} is in no list that was given."
            )
            problems.append(
                _make_problem("join-entity-missing", one.pair, message, entities, severity="note")
            )
            continue
        kept.append(one)
        counted = verdicts.setdefault(one.pair, one.verdict)
        if counted != one.verdict:
            message = (
                f"Persons judged both {counted!r} and {one.verdict!r} ({one.by}); {counted!r} counts. "
                f"Agree on one."
            )
            problems.append(_make_problem("join-judgements-contradict", one.pair, message, entities))
    return _Persons(verdicts, tuple(kept))


def _join_persons(
    persons: _Persons, entities: Mapping[str, ResolvableEntity], problems: list[Problem]
) -> Clusters:
    """The clusters that persons made, before any rule."""
    clusters = Clusters(persons.pairs("different"))
    for pair in persons.pairs("same"):
        apart = clusters.find_held_apart(*pair)
        if apart is None:
            clusters.join(*pair)
            continue
        message = (
            f"{persons.names(pair)} judged these two the same; with other judgements that would join "
            f"{apart[0]} and {apart[1]}, which {persons.names(apart)} judged different. The link is left out."
        )
        problems.append(_make_problem("join-judgements-contradict", pair, message, entities))
    return clusters


def _join_links(
    links: list[Link],
    clusters: Clusters,
    persons: _Persons,
    entities: Mapping[str, ResolvableEntity],
    problems: list[Problem],
) -> list[Judgement]:
    """Join by rule what nothing speaks against, the strongest links first; the rules' judgements."""
    conflicts = {link.pair: link.conflict for link in links if link.conflict}
    judgements: list[Judgement] = []

    def is_incompatible(pair: Pair) -> bool:
        if persons.verdicts.get(pair) == "same":
            return False
        return pair in conflicts or find_conflict(entities[pair[0]], entities[pair[1]]) is not None

    for link in links:
        if persons.verdicts.get(link.pair) in {"different", "unsure"}:
            continue
        if clusters.are_together(*link.pair):
            if link.conflict is None or persons.verdicts.get(link.pair) == "same":
                judgements.append(_judge_same(link, entities))
            continue
        apart = clusters.find_held_apart(*link.pair)
        crossing = None if apart else clusters.find_crossing(*link.pair, is_incompatible)
        if apart is None and crossing is None:
            clusters.join(*link.pair)
            judgements.append(_judge_same(link, entities))
        elif apart:
            judgements.append(_leave_separated(link, apart, persons, entities, problems))
        elif crossing:
            conflict = conflicts.get(crossing) or find_conflict(*(entities[one] for one in crossing))
            judgements.append(_leave_conflicting(link, crossing, conflict, entities, problems))
    return judgements


def _judge_same(link: Link, entities: Mapping[str, ResolvableEntity]) -> Judgement:
    return _judge(link, "same", f"{_tell_shared(link, entities)}.")


def _leave_separated(
    link: Link,
    apart: Pair,
    persons: _Persons,
    entities: Mapping[str, ResolvableEntity],
    problems: list[Problem],
) -> Judgement:
    reason = (
        f"{_tell_shared(link, entities)}; but joining them would put {apart[0]} and {apart[1]} together, "
        f"which {persons.names(apart)} judged different. The link is left out."
    )
    problems.append(_make_problem("join-separated", link.pair, reason, entities))
    return _judge(link, "unsure", reason)


def _leave_conflicting(
    link: Link,
    crossing: Pair,
    conflict: Conflict | None,
    entities: Mapping[str, ResolvableEntity],
    problems: list[Problem],
) -> Judgement:
    against = conflict.render() if conflict else "they were found to conflict"
    between = "" if crossing == link.pair else f" between {crossing[0]} and {crossing[1]}"
    reason = (
        f"{_tell_shared(link, entities)}; against it stands{between} {against}. They are not joined; judge."
    )
    problems.append(_make_problem("join-conflict", link.pair, reason, entities))
    return _judge(link, "unsure", reason)


def _judge(link: Link, verdict: Verdict, reason: str) -> Judgement:
    return Judgement(
        left_id=link.pair[0],
        right_id=link.pair[1],
        verdict=verdict,
        by=f"{RULE_PREFIX}{link.shared[0][0].kind}",
        reason=reason,
        evidence=tuple(
            SharedIdentifier(
                kind=left.kind,
                key=left.key,
                left_value=left.value,
                left_field=left.field,
                right_value=right.value,
                right_field=right.field,
            )
            for left, right in link.shared
        ),
        score=1.0 if verdict == "same" else None,
    )


def _tell_shared(link: Link, entities: Mapping[str, ResolvableEntity]) -> str:
    """Who shares what, such as `UNSC 'A' (imoNumber: 9314234) and EU 'B' (…) share the IMO ship number …`."""
    left, right = (entities[entity_id] for entity_id in link.pair)
    clauses = (
        f"the {KIND_WORDS[ours.kind]} {ours.key} ({ours.value!r} in {ours.field}; "
        f"{theirs.value!r} in {theirs.field})"
        for ours, theirs in link.shared
    )
    return f"{_tell(left)} and {_tell(right)} share {' and '.join(clauses)}"


def _tell(entity: ResolvableEntity) -> str:
    return f"{', '.join(entity.authorities)}: {entity.caption!r} ({entity.id})"


def _make_problem(
    code: str,
    pair: Pair,
    message: str,
    entities: Mapping[str, ResolvableEntity],
    *,
    severity: Severity = "warning",
) -> Problem:
    authorities = {name for one in pair if one in entities for name in entities[one].authorities}
    return Problem(
        source=", ".join(sorted(authorities)),
        locator=f"{pair[0]}, {pair[1]}",
        code=code,
        message=message,
        severity=severity,
    )


def _make_subjects(
    clusters: list[tuple[str, ...]],
    ids: Mapping[tuple[str, ...], str],
    entities: Mapping[str, ResolvableEntity],
    judgements: list[Judgement],
) -> Iterator[Subject]:
    cluster_of = {entity_id: cluster for cluster in clusters for entity_id in cluster}
    holding: dict[tuple[str, ...], list[Judgement]] = {}
    for one in judgements:
        cluster = cluster_of.get(one.left_id)
        if one.verdict == "same" and cluster is not None and cluster is cluster_of.get(one.right_id):
            holding.setdefault(cluster, []).append(one)
    for cluster in clusters:
        yield Subject(
            id=ids[cluster],
            entity_ids=cluster,
            authorities=tuple(sorted({name for one in cluster for name in entities[one].authorities})),
            judgements=tuple(sorted(holding[cluster], key=lambda one: (one.pair, one.by, one.reason))),
        )
