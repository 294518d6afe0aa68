"""Parties that OFAC's entries name, such as `Linked To: MAHAN AIR`, found again in the same list by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from lagebild.lists.draft import EntryDraft
from lagebild.lists.us_ofac.remarks import Link
from lagebild.text.normalize import fold


class Linking(Protocol):
    """An entry that names others: its draft, and whom it names."""

    @property
    def draft(self) -> EntryDraft[Any]:
        """What is read of the entry."""
        ...

    @property
    def links(self) -> Sequence[Link]:
        """Whom it names."""
        ...


def resolve_links(items: Sequence[Linking]) -> None:
    """Relate each entry to those that it names, as UnknownLink with the role in OFAC's words.

    A name is found where exactly one other entry has it as its primary name, or, where none has, as an alias.
    What is not found or not clear stays in the notes, with a problem of severity note.
    """
    primary, others = _index_names(items)
    for item in items:
        for link in item.links:
            found = _find(link.name, primary) or _find(link.name, others)
            _relate(item.draft, link, _choose(item.draft, found))


Index = dict[str, list[EntryDraft[Any]]]


def _index_names(items: Iterable[Linking]) -> tuple[Index, Index]:
    primary: Index = defaultdict(list)
    others: Index = defaultdict(list)
    for item in items:
        for name in item.draft.names:
            index = primary if name.kind == "primary" else others
            key = _key(name.value)
            if not any(other is item.draft for other in index[key]):
                index[key].append(item.draft)
    return primary, others


def _key(name: str) -> str:
    return " ".join(fold(name).replace(".", " ").replace(",", " ").split())


def _find(name: str, index: Index) -> list[EntryDraft[Any]]:
    return index.get(_key(name), [])


def _choose(draft: EntryDraft[Any], found: list[EntryDraft[Any]]) -> list[EntryDraft[Any]]:
    """Without the entry itself; of a party on both lists that one file holds, the entry on the same list."""
    others = [other for other in found if other is not draft]
    same_list = [other for other in others if other.source.id == draft.source.id]
    return same_list or others


def _relate(draft: EntryDraft[Any], link: Link, found: list[EntryDraft[Any]]) -> None:
    if len(found) == 1:
        draft.relate(
            "UnknownLink",
            {"subject": [draft.entity_id], "object": [found[0].entity_id], "role": [link.role]},
        )
    elif found:
        numbers = ", ".join(sorted(other.reference for other in found)[:5])
        message = (
            f"{link.role}: {link.name!r} is the name of several entries ({numbers}); it is kept as text."
        )
        draft.note("link-ambiguous", message)
    else:
        message = (
            f"{link.role}: {link.name!r} is the name of no other entry in this file; it is kept as text."
        )
        draft.note("link-unresolved", message)
