"""Entries that bear a subject's name and are not joined to it: where one is, no list can be said not to have it."""

import re
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from lagebild.text.normalize import fold
from lagebild_site.models import ListingVersion
from lagebild_site.queries.list_entry import EntryHistory
from lagebild_site.queries.visibility import Viewer, visible_last_entries

NAMES_ASKED = 6
"""Names that are looked for, main names first: each costs a look at every entry of the lists concerned."""

MOST_READ = 400
"""Entries that are looked at closely: words may stand in them in different names."""

SHORTEST_WORD = 6
"""Letters that a name of one word needs: shorter ones stand within many words."""

LEGAL_FORMS = frozenset(
    [
        "co",
        "company",
        "corp",
        "corporation",
        "inc",
        "incorporated",
        "limited",
        "llc",
        "ltd",
        "plc",
        "gmbh",
        "ag",
        "sa",
        "sarl",
        "jsc",
        "ojsc",
        "oao",
        "ooo",
        "pjsc",
        "the",
        "and",
        "of",
    ]
)
"""Words that are left out of names, since lists write them in different ways. Source: names in the lists held."""

_WORD = re.compile(r"\w+")


def find_namesakes(
    viewer: Viewer, histories: Sequence[EntryHistory], list_ids: Collection[str]
) -> dict[str, list[ListingVersion]]:
    """Entries on some lists that bear all words of one of the subject's names, by list; nobody judged what they are."""
    names = _list_names(histories)
    if not names or not list_ids:
        return {}
    asked = Q()
    for words in names[:NAMES_ASKED]:
        one = Q()
        for word in words:
            one &= Q(sought__contains=word)
        asked |= one
    own = {history.current.entity_id for history in histories}
    rows = visible_last_entries(viewer).filter(asked, list_id__in=sorted(list_ids)).exclude(entity_id__in=own)
    found: dict[str, list[ListingVersion]] = {}
    for row in rows.defer("entry").order_by("list_id", "caption", "listing_id")[:MOST_READ]:
        if _bears_any(row.sought, names[:NAMES_ASKED]):
            found.setdefault(row.list_id, []).append(row)
    return found


def _list_names(histories: Iterable[EntryHistory]) -> list[tuple[str, ...]]:
    """The words of each name, main names first; names of one word are taken only as they stand."""
    kinds = {"primary": 0, "original_script": 1, "alias": 2, "former": 3}
    named = [
        (kinds[name.kind], name.value)
        for history in histories
        for name in history.entry.names
        if name.kind in kinds
    ]
    words = (_split(value) for _kind, value in sorted(named, key=lambda item: item[0]))
    told = dict.fromkeys(tuple(sorted(set(one))) for one in words)
    return [one for one in told if len(one) > 1 or len("".join(one)) >= SHORTEST_WORD]


def _split(name: str) -> list[str]:
    words = _WORD.findall(fold(name))
    return [word for word in words if word not in LEGAL_FORMS] or words


def _bears_any(sought: str, names: Iterable[tuple[str, ...]]) -> bool:
    lines = [set(_split(line)) for line in sought.splitlines()]
    return any(
        set(words) == line if len(words) == 1 else set(words) <= line for words in names for line in lines
    )
