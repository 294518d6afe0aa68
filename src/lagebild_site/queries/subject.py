"""Subjects: which entries are one for a viewer, why, since when each authority lists them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from lagebild.model.coverage import CoordinationCell, Ground, ListAnswer, SimilarEntry
from lagebild.monitoring.coordination import HeldList, HeldListing, ListedSubject, build_coordination
from lagebild.monitoring.coverage_text import describe_answer, describe_lag, describe_since
from lagebild.sources.authorities import load_authorities
from lagebild_site.models import Judgement
from lagebild_site.queries.coverage import parse_day
from lagebild_site.queries.list_entry import EntryHistory, load_histories
from lagebild_site.queries.listing import COLLECTIONS
from lagebild_site.queries.place import name_place, place_in_sentence
from lagebild_site.queries.similar import find_similar
from lagebild_site.queries.visibility import (
    Viewer,
    visible_editions,
    visible_judgements,
    visible_members,
    visible_subject_problems,
)

KEY_PREFIX = "subject-"
"""As `lagebild.model.subject.Subject.id` begins; the id of one of its entities follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectGroup:
    """Entities that are one for a viewer: those they may see, joined by judgements about these alone."""

    key: str
    entity_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two entries are one, or what was judged of them.

    Attributes:
        judgement: What was judged.
        left: The entry of its left id.
        right: The entry of its right id.
        rule: The kind of number by which a rule judged; empty where a person did.
    """

    judgement: Judgement
    left: EntryHistory
    right: EntryHistory
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarLine:
    """An entry with a similar name that nothing joins: how alike in whole per cent, since when listed as a phrase."""

    entry: SimilarEntry
    alike: int
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationLine:
    """One authority or state in the table of a subject.

    Attributes:
        cell: The answer as data.
        name: The authority.
        text: The answer in sentences, without the similar entries.
        others: Answers of its other lists and listings, in sentences, as `text`.
        lag: How long after the first, in a phrase; empty where there is none.
        is_first: Whether the others are counted from it.
        similar: Entries of its lists that might be the subject and would change one of these answers.
    """

    cell: CoordinationCell
    name: str
    text: str
    others: tuple[str, ...]
    lag: str
    is_first: bool
    similar: tuple[SimilarLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingGround:
    """A legal ground and the names of those whom it binds to others' lists."""

    ground: Ground
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """Who lists a subject on one day.

    Attributes:
        day: ISO day.
        lines: One per authority of which a list is held, and the state asked for.
        grounds: Why authorities and the state are bound by others, where a line says that they are.
        is_first_certain: Whether no other authority can have been earlier.
    """

    day: str
    lines: tuple[CoordinationLine, ...]
    grounds: tuple[BindingGround, ...]
    is_first_certain: bool


def load_groups(viewer: Viewer, entity_ids: Sequence[str]) -> dict[str, SubjectGroup]:
    """Entity id to the group it is in; entities that nothing joins for this viewer are not in it.

    A chain over an entity that the viewer may not see joins nothing: it would tell that this one exists.
    """
    members = visible_members(viewer)
    own = members.filter(entity_id__in=entity_ids).values("subject")
    keys = dict(members.filter(subject__in=own).values_list("entity_id", "subject__key"))
    if not keys:
        return {}
    judged = visible_judgements(viewer).filter(verdict="same", left_id__in=keys, right_id__in=keys)
    groups: dict[str, set[str]] = {entity_id: {entity_id} for entity_id in keys}
    for left, right in judged.values_list("left_id", "right_id"):
        if groups[left] is not groups[right]:
            merged = groups[left] | groups[right]
            groups.update(dict.fromkeys(merged, merged))
    return {
        entity_id: _make_group(together, keys[entity_id])
        for entity_id, together in groups.items()
        if len(together) > 1
    }


def find_group(viewer: Viewer, key: str) -> SubjectGroup:
    """The group that a key names by one of its entities; of an entity that nothing joins, itself alone."""
    entity_id = key.removeprefix(KEY_PREFIX)
    group = load_groups(viewer, [entity_id]).get(entity_id)
    return group or SubjectGroup(key=f"{KEY_PREFIX}{entity_id}", entity_ids=(entity_id,))


def list_reasons(viewer: Viewer, histories: Iterable[EntryHistory]) -> list[Reason]:
    """What was judged of the entries of a subject among themselves, the judgements of persons first."""
    by_id = {history.current.entity_id: history for history in histories}
    judged = visible_judgements(viewer).filter(left_id__in=by_id, right_id__in=by_id)
    reasons = [
        Reason(
            judgement=row,
            left=by_id[row.left_id],
            right=by_id[row.right_id],
            rule=row.by.removeprefix("rule:") if row.decision_id is None else "",
        )
        for row in judged
    ]
    return sorted(reasons, key=lambda reason: (bool(reason.rule), reason.judgement.pk))


def count_open_questions(viewer: Viewer) -> int:
    """How many questions a rule left to persons; none for strangers."""
    return visible_subject_problems(viewer).count()


def load_pair(viewer: Viewer, left_id: str, right_id: str) -> tuple[EntryHistory, EntryHistory] | None:
    """The entries of two entities, to stand side by side; None where the viewer may not see both."""
    by_id = {history.current.entity_id: history for history in load_histories(viewer, [left_id, right_id])}
    if left_id == right_id or len(by_id) != 2:  # noqa: PLR2004  - the two asked for
        return None
    return by_id[left_id], by_id[right_id]


def describe_coordination(
    viewer: Viewer, histories: Sequence[EntryHistory], *, day: str, state: str, lang: str
) -> Coordination:
    """Who lists the subject on a day: every authority of which a list is held, and a state asked for.

    Args:
        viewer: Who looks.
        histories: Of the subject's entries.
        day: ISO day.
        state: ISO 3166-1 alpha-2 of a state that acts through others, or empty.
        lang: `de` or `en`.
    """
    lists = list_held_lists(viewer, histories)
    authorities = sorted({held.authority for held in lists}, key=lambda one: _rank(one, lang))
    listings = [
        HeldListing(list_id=one.list_id, listing=one.entry.listing, intervals=one.intervals)
        for one in histories
        if one.intervals and not one.is_collected
    ]
    asked = [*authorities, *([state] if state and state not in authorities else [])]
    subject = ListedSubject(
        id="",
        listings=tuple(listings),
        similar=find_similar(viewer, histories, [held.list_id for held in lists]),
    )
    [row] = build_coordination([subject], asked, [day], lists)
    cells = [_leave_out_bonds(cell) for cell in row.cells]
    return Coordination(
        day=day,
        lines=tuple(_tell_line(cell, row.reference, lang) for cell in cells),
        grounds=tuple(_gather_grounds(cells, lang)),
        is_first_certain=row.is_first_certain,
    )


def list_held_lists(viewer: Viewer, histories: Iterable[EntryHistory] = ()) -> list[HeldList]:
    """Of which authorities' lists the viewer may see editions, and of which days.

    An extract covers no day, but one that has the entries asked about: it proves that they stood on the list.
    """
    present: dict[str, list[EntryHistory]] = {}
    for history in histories:
        present.setdefault(history.list_id, []).append(history)
    days: dict[tuple[str, str], list[str]] = {}
    lists = visible_editions(viewer).exclude(authority__in=COLLECTIONS)
    rows = lists.values_list("authority", "list_id", "dated_on", "is_extract")
    for authority, list_id, dated_on, is_extract in rows:
        covered = days.setdefault((authority, list_id), [])
        if parse_day(dated_on) and (not is_extract or _is_on_all(present.get(list_id, ()), dated_on)):
            covered.append(dated_on)
    return [
        HeldList(authority=authority, list_id=list_id, editions=tuple(held))
        for (authority, list_id), held in days.items()
    ]


def _is_on_all(histories: Collection[EntryHistory], day: str) -> bool:
    """Whether each of these entries, of which there is at least one, stands in the edition of a day."""
    return bool(histories) and all(
        any(run.first_present <= day <= run.last_present for run in history.intervals)
        for history in histories
    )


def list_bound_states(lang: str) -> list[tuple[str, str]]:
    """States that act through others, with their names, for a choice."""
    states = {term.state for bond in load_authorities().bonds for term in bond.terms}
    return sorted(((state, name_place(state, lang)) for state in states), key=lambda item: item[1])


def _make_group(together: set[str], key: str) -> SubjectGroup:
    """A group under its subject's key where the entity that this names is in it, else under its first entity."""
    entity_ids = tuple(sorted(together))
    own = key if key.removeprefix(KEY_PREFIX) in together else f"{KEY_PREFIX}{entity_ids[0]}"
    return SubjectGroup(key=own, entity_ids=entity_ids)


def _rank(authority: str, lang: str) -> tuple[bool, str]:
    return authority != "UNSC", name_place(authority, lang)


def _leave_out_bonds(cell: CoordinationCell) -> CoordinationCell:
    """Who lists by its own list needs no word on whose lists bind it besides."""
    return replace(cell, answer=replace(cell.answer, via=())) if cell.answer.state == "listed" else cell


def _gather_grounds(cells: Iterable[CoordinationCell], lang: str) -> list[BindingGround]:
    names: dict[str, list[str]] = {}
    grounds: dict[str, Ground] = {}
    for cell in cells:
        for ground in dict.fromkeys(one.id for via in cell.answer.via for one in _list_grounds(via)):
            names.setdefault(ground, []).append(name_place(cell.authority, lang))
        grounds.update({one.id: one for via in cell.answer.via for one in _list_grounds(via)})
    return [BindingGround(ground=grounds[key], names=tuple(bound)) for key, bound in names.items()]


def _tell_line(cell: CoordinationCell, reference: str | None, lang: str) -> CoordinationLine:
    similar = {entry.listing_id: entry for one in (cell.answer, *cell.others) for entry in one.similar}
    return CoordinationLine(
        cell=cell,
        name=name_place(cell.authority, lang),
        text=_tell_answer(cell.answer, lang),
        others=tuple(_tell_answer(answer, lang) for answer in cell.others),
        lag=describe_lag(cell.lag, lang, names=_name_after(cell.lag.after, lang)) if cell.lag else "",
        is_first=cell.authority == reference,
        similar=tuple(_tell_similar(entry, lang) for entry in similar.values()),
    )


def _tell_similar(entry: SimilarEntry, lang: str) -> SimilarLine:
    """Rounded down, so that 100 per cent is the same name."""
    since = describe_since(entry.since, lang) if entry.since else ""
    return SimilarLine(entry=entry, alike=int(entry.score * 100), since=since)


def _list_grounds(via: ListAnswer) -> tuple[Ground, ...]:
    return via.channel.grounds if via.channel else ()


def _tell_answer(answer: ListAnswer, lang: str) -> str:
    names = {via.authority: place_in_sentence(via.authority, lang, case="accusative") for via in answer.via}
    return describe_answer(replace(answer, similar=()), lang, names=names)


def _name_after(authority: str, lang: str) -> dict[str, str]:
    return {authority: place_in_sentence(authority, lang)}
