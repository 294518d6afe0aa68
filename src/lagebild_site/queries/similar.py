"""Entries of lists whose names are like a subject's and that nothing joins with it: what keeps an answer open.

The exact look is the library's (`lagebild.monitoring.similar`); to index all lists for it takes far longer than a
page may. So the database gives the few entries that share beginnings of words with the subject's names, and these
alone are indexed. Nothing is kept between two pages, so that what one viewer may see cannot reach another.
"""

import heapq
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Q

from lagebild.lists import parse_entry
from lagebild.matching.analyse import analyse_name
from lagebild.matching.resolution_entity import family_of
from lagebild.model.listing import ListEntry
from lagebild.monitoring.similar import ListNames, SimilarListing
from lagebild.text.normalize import fold
from lagebild_site.queries.list_entry import EntryHistory, load_histories
from lagebild_site.queries.visibility import Viewer, visible_entities, visible_judgements

START = 4
"""Letters by which a word begins that are looked for: spellings differ more in the rest of it."""

SHORTEST = 3
"""Letters of the shortest word that is looked for; words outside the Latin script may be shorter."""

LOOKED_AT = 40
"""Entries of each list that are looked at closely: so many that share most of a name, so many of whose names
most is shared.

Source: measured with the subjects of evaluation/lists; docs/reference/authorities.md gives the figures.
"""

_WEAK_NAME = "weak"
_WORD = re.compile(r"\w+")
_UNSTEADY = re.compile(r"[aeiouyjwh]")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What is read of a wording before its entity is chosen."""

    list_id: str
    entity_id: str
    lines: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What is asked for: beginnings of words for the database, and the sounds of each name for a first choice."""

    starts: frozenset[str]
    sounds: tuple[frozenset[str], ...]


def find_similar(
    viewer: Viewer, histories: Sequence[EntryHistory], list_ids: Collection[str]
) -> tuple[SimilarListing, ...]:
    """The listings that might be the subject's, by list and likeness.

    Args:
        viewer: Who looks; of what they may not see nothing is found.
        histories: Of the subject's entries; these, and their earlier and later references, are never found.
        list_ids: Where to look.

    Returns:
        What `ListNames.find` finds in each list, less what a person judged not to be the subject.
    """
    names = _list_names(histories)
    if not names.starts or not list_ids:
        return ()
    own = _list_own(histories)
    chosen = _choose(_load_rows(viewer, names, list_ids, own), names)
    entries = _load_entries(viewer, chosen)
    subject = [history.entry for history in histories]
    different = own | _list_judged_different(viewer, own)
    found = [
        similar
        for list_id, listed in sorted(entries.items())
        for similar in ListNames.build(list_id, listed, {}).find(subject, judged_different=different)
    ]
    return tuple(_tell_when(viewer, found))


def _list_own(histories: Iterable[EntryHistory]) -> set[str]:
    """The subject's entities, with those under which its entries went before or go now."""
    own = set()
    for history in histories:
        versions = (history.current, *history.former, *([history.later] if history.later else []))
        own |= {version.entity_id for version in versions}
    return own


def _list_judged_different(viewer: Viewer, own: Collection[str]) -> set[str]:
    """Entities of which a person judged that they are not one of the subject's."""
    judged = visible_judgements(viewer).filter(verdict="different", decision__isnull=False)
    rows = judged.filter(Q(left_id__in=own) | Q(right_id__in=own)).values_list("left_id", "right_id")
    return {entity_id for pair in rows for entity_id in pair}


def _list_names(histories: Iterable[EntryHistory]) -> _Names:
    values = {
        name.value: family_of(history.entry.entity.schema) == "person"
        for history in histories
        for name in history.entry.names
        if name.kind != _WEAK_NAME
    }
    return _Names(
        starts=frozenset(
            word[:START] for value, is_person in values.items() for word in _list_telling(value, is_person)
        ),
        sounds=tuple(sounds for value in values if (sounds := _sound(fold(value)))),
    )


def _list_telling(name: str, is_person: bool) -> list[str]:  # noqa: FBT001  - private
    """The folded words of a name without general ones such as `Bank` and `Limited`; all where there are no others."""
    tokens = analyse_name(name, "Person" if is_person else "Organization")[0].tokens
    general = {token.plain for token in tokens if token.kind != "name"}
    words = _split(fold(name))
    return [word for word in words if word not in general] or words


def _split(folded: str) -> list[str]:
    return [word for word in _WORD.findall(folded) if len(word) >= SHORTEST or not word.isascii()]


@lru_cache(maxsize=1 << 16)
def _sound(folded: str) -> frozenset[str]:
    """The words of a name by their first letter and the consonants after it, which spellings share."""
    return frozenset(map(_sound_word, _split(folded)))


def _sound_word(word: str) -> str:
    if not word.isascii():
        return word[:START]
    return _DOUBLED.sub(r"\1", word[0] + _UNSTEADY.sub("", word[1:]))[:START]


def _load_rows(viewer: Viewer, names: _Names, list_ids: Collection[str], own: Collection[str]) -> list[_Row]:
    """Every wording on these lists in which a word of a name may begin."""
    asked = Q()
    for start in sorted(names.starts):
        asked |= Q(sought__contains=start)
    rows = visible_entities(viewer).filter(asked, list_id__in=sorted(list_ids)).exclude(entity_id__in=own)
    return [
        _Row(list_id=list_id, entity_id=entity_id, lines=tuple(map(_sound, sought.splitlines())))
        for list_id, entity_id, sought in rows.order_by().values_list("list_id", "entity_id", "sought")
    ]


def _choose(rows: Sequence[_Row], names: _Names) -> dict[str, set[str]]:
    """List id to the entities that are looked at closely."""
    asked = frozenset[str]().union(*names.sounds)
    counts = Counter(sound for row in rows for sound in asked.intersection(frozenset().union(*row.lines)))
    weights = {sound: math.log(1 + len(rows) / counts[sound]) for sound in counts}
    heaviest = max(weights.values(), default=1.0)
    scores: dict[str, tuple[dict[str, float], dict[str, float]]] = {}
    for row in rows:
        of_name, of_line = scores.setdefault(row.list_id, ({}, {}))
        for line in row.lines:
            shared = line & asked
            if shared:
                weight = sum(weights[sound] for sound in shared)
                share = weight / (weight + heaviest * (len(line) - len(shared)))
                of_line[row.entity_id] = max(share, of_line.get(row.entity_id, 0.0))
                held = max(_weigh(name, shared, weights, heaviest) for name in names.sounds)
                of_name[row.entity_id] = max(held, of_name.get(row.entity_id, 0.0))
    return {
        list_id: {
            entity_id
            for score in both
            for entity_id in heapq.nlargest(LOOKED_AT, score, key=lambda one: (score[one], one))
        }
        for list_id, both in scores.items()
    }


def _weigh(
    name: frozenset[str], shared: frozenset[str], weights: Mapping[str, float], heaviest: float
) -> float:
    """The share of a name's weight that a line shares."""
    common = name & shared
    if not common:
        return 0.0
    return sum(weights[sound] for sound in common) / sum(weights.get(sound, heaviest) for sound in name)


def _load_entries(viewer: Viewer, chosen: Mapping[str, Collection[str]]) -> dict[str, list[ListEntry]]:
    """All wordings of these entities by list, the oldest first."""
    ids = sorted({entity_id for one in chosen.values() for entity_id in one})
    rows = visible_entities(viewer).filter(entity_id__in=ids, list_id__in=sorted(chosen))
    entries: dict[str, list[ListEntry]] = {}
    for list_id, entry in rows.order_by("is_last", "pk").values_list("list_id", "entry"):
        entries.setdefault(list_id, []).append(parse_entry(entry))
    return entries


def _tell_when(viewer: Viewer, found: Sequence[SimilarListing]) -> list[SimilarListing]:
    """What was found, with the record and the runs of editions that the entry's own page tells."""
    if not found:
        return []
    ids = list(dict.fromkeys(one.listing.entity_id for one in found))
    by_listing = {
        (history.list_id, history.entry.listing.id): history for history in load_histories(viewer, ids)
    }
    return [
        replace(one, listing=history.entry.listing, intervals=history.intervals)
        for one in found
        if (history := by_listing.get((one.list_id, one.listing.id)))
    ]
