"""Queries with known answers, made from listed names with a seed, and a list of invented names of any size."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lagebild.matching import IndexEntry
from lagebild.model.listing import EntityName

KINDS = ("exact", "one typo", "two typos", "re-ordered", "middle dropped", "alias", "script")
_LETTERS = "abcdefghiklmnoprstuvyz"
_SHORTEST_TYPO = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A name and the entity that it means; None for a name that is on no list."""

    kind: str
    name: str
    entity_id: str | None


def slip(name: str, rng: random.Random) -> str:
    """The name with one letter left out, doubled, exchanged with its neighbour or replaced, not in a short word."""
    places = [at for at in range(1, len(name) - 1) if name[at - 1 : at + 2].isalpha()]
    if not places:
        return name
    at = rng.choice(places)
    match rng.randrange(4):
        case 0:
            return name[:at] + name[at + 1 :]
        case 1:
            return name[:at] + name[at] + name[at:]
        case 2:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        case _:
            return name[:at] + rng.choice(_LETTERS) + name[at + 1 :]


def _reorder(name: str, _: random.Random) -> str:
    words = name.split()
    return " ".join(words[-1:] + words[:-1]) if len(words) > 1 else ""


def _drop_middle(name: str, rng: random.Random) -> str:
    words = name.split()
    if len(words) < 3:  # noqa: PLR2004  # nothing stands in the middle of two
        return ""
    words.pop(rng.randrange(1, len(words) - 1))
    return " ".join(words)


_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "exact": lambda name, _: name,
    "one typo": slip,
    "two typos": lambda name, rng: slip(slip(name, rng), rng),
    "re-ordered": _reorder,
    "middle dropped": _drop_middle,
}


def make_questions(
    entries: Sequence[IndexEntry], *, count: int, seed: int
) -> tuple[list[IndexEntry], list[Question]]:
    """The entries to index, from which what is asked for as alias or other script was taken out, and the questions.

    Args:
        entries: Listed entities.
        count: Questions of each kind, where the list has so many.
        seed: The same seed asks the same.
    """
    rng = random.Random(seed)  # noqa: S311  # a sample, no secret
    ordered = sorted(entries, key=lambda entry: entry.entity_id)
    rng.shuffle(ordered)
    questions: list[Question] = []
    for kind, change in _CHANGES.items():
        named = [(entry, _main_name(entry)) for entry in ordered]
        made = [(entry, change(name, rng)) for entry, name in named if name and name.count(" ") > 0]
        questions += [Question(kind, name, entry.entity_id) for entry, name in made if name][:count]
        rng.shuffle(ordered)
    indexed = {entry.entity_id: entry for entry in ordered}
    for kind, wanted in (("alias", _aliases), ("script", _scripts)):
        taken = 0
        for entry in ordered:
            names = wanted(indexed[entry.entity_id])
            if names and taken < count:
                name = rng.choice(names)
                questions.append(Question(kind, name.value, entry.entity_id))
                indexed[entry.entity_id] = _without(indexed[entry.entity_id], name)
                taken += 1
    return sorted(indexed.values(), key=lambda entry: entry.entity_id), questions


def _main_name(entry: IndexEntry) -> str:
    return next((name.value for name in entry.names if name.kind == "primary" and name.script == "Latn"), "")


def _aliases(entry: IndexEntry) -> list[EntityName]:
    main = _main_name(entry)
    return [
        name
        for name in entry.names
        if name.kind == "alias" and name.script == "Latn" and " " in name.value and name.value != main
    ]


def _scripts(entry: IndexEntry) -> list[EntityName]:
    return [name for name in entry.names if name.script not in {"Latn", "Zyyy"}]


def _without(entry: IndexEntry, taken: EntityName) -> IndexEntry:
    return replace(entry, names=tuple(name for name in entry.names if name.value != taken.value))


def make_hard_negatives(entries: Sequence[IndexEntry], *, count: int, seed: int) -> list[Question]:
    """The first word of one listed person with the last word of another; none of them is listed under it."""
    rng = random.Random(seed)  # noqa: S311  # a sample, no secret
    words = [
        name.split()
        for entry in sorted(entries, key=lambda entry: entry.entity_id)
        if entry.schema == "Person" and " " in (name := _main_name(entry))
    ]
    if not words:
        return []
    listed = {frozenset(name.value.casefold().split()) for entry in entries for name in entry.names}
    made: list[Question] = []
    for _ in range(count * 4):
        name = f"{rng.choice(words)[0]} {rng.choice(words)[-1]}"
        if frozenset(name.casefold().split()) not in listed and len(made) < count:
            made.append(Question("hard negative", name, None))
    return made


_OPENINGS = (
    "Bar",
    "Cel",
    "Dor",
    "Fen",
    "Gal",
    "Hol",
    "Ist",
    "Jor",
    "Kel",
    "Lun",
    "Mar",
    "Nor",
    "Ost",
    "Pel",
    "Ras",
    "Tor",
)
_MIDDLES = ("a", "e", "i", "o", "u", "an", "en", "il", "or", "ur", "ima", "ova")
_ENDINGS = ("din", "gar", "kov", "lan", "mir", "nes", "rat", "sen", "tis", "vek", "zan", "man")


def make_names(count: int, *, seed: int) -> list[str]:
    """Invented names of two or three words that belong to nobody."""
    rng = random.Random(seed)  # noqa: S311  # a sample, no secret

    def word() -> str:
        return rng.choice(_OPENINGS) + rng.choice(_MIDDLES) + rng.choice(_ENDINGS)

    return [" ".join(word() for _ in range(rng.choice((2, 2, 3)))) for _ in range(count)]


def make_entries(count: int, *, seed: int) -> list[IndexEntry]:
    """Invented listed persons with one main name and one alias that differs from it by a slip."""
    rng = random.Random(seed)  # noqa: S311  # a sample, no secret
    entries = []
    for number, name in enumerate(make_names(count, seed=seed)):
        names = (
            EntityName(value=name, kind="primary", script="Latn"),
            EntityName(value=slip(name, rng), kind="alias", script="Latn"),
        )
        entries.append(IndexEntry(f"made-{number:06}", name, "Person", names))
    return entries
