"""What speaks against two entities being the same one although they share an identifier."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lagebild.matching.analyse import Reading, analyse_name
from lagebild.matching.compare import score_readings
from lagebild.matching.resolution_entity import Family, ResolvableEntity
from lagebild.matching.resolution_identifiers import SELF_EVIDENT, StrongIdentifier
from lagebild.text.normalize import fold

NOTHING_IN_COMMON = 0.5
"""Below this score of their two most similar names, two entities have no name in common.

Source: measured on the lists of the UN, EU, Australia, the United Kingdom and Japan: none of 956 pairs joined by
the UN's reference is below it, and 0.2 % of random persons and 0.4 % of random organisations reach it.
"""

_TOGETHER: frozenset[frozenset[Family]] = frozenset(
    {
        frozenset[Family]({"legal", "person"}),
        frozenset[Family]({"legal", "organisation"}),
    }
)
"""Different kinds of thing that may be one: a list that says `legal entity` leaves open which."""

BirthAgreement = Literal["exact", "possible", "same-year", "different", "unknown"]

_DAY_LENGTH = len("YYYY-MM-DD")
_YEAR_LENGTH = len("YYYY")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that two entities cannot have both, with both values; for a rival the ids of those who exclude it."""

    about: Literal["kind", "gender", "birth-date", "name", "rival"]
    left: str
    right: str

    def render(self) -> str:
        """One clause for a message, such as `birth-date: 1950 against 1980`."""
        if self.about == "rival":
            return f"that {self.left} and {self.right} exclude each other and both bear it"
        return f"{self.about}: {self.left} against {self.right}"


def find_conflict(left: ResolvableEntity, right: ResolvableEntity) -> Conflict | None:
    """What the two cannot have both, whatever they share: kind of thing, gender, year of birth.

    An uncertain date of birth is not in `birthDate` and so never speaks against anything; partial dates speak
    only as far as they go. Of several dates one that can be the same is enough.
    """
    families = frozenset({left.family, right.family})
    if len(families) > 1 and "other" not in families and families not in _TOGETHER:
        return Conflict("kind", left.schema, right.schema)
    if left.get("gender") and right.get("gender") and set(left.get("gender")).isdisjoint(right.get("gender")):
        return Conflict("gender", ", ".join(left.get("gender")), ", ".join(right.get("gender")))
    if compare_birth_dates(left.get("birthDate"), right.get("birthDate")) == "different":
        return Conflict("birth-date", ", ".join(left.get("birthDate")), ", ".join(right.get("birthDate")))
    return None


def find_name_conflict(
    left: ResolvableEntity, right: ResolvableEntity, shared: tuple[StrongIdentifier, ...]
) -> Conflict | None:
    """Names that have nothing in common, where the shared identifiers do not outweigh that.

    Ships and firms are renamed, and a number that is unique in itself holds them together all the same. A number
    of a register or a passport needs a name that is alike, or the same day of birth. So does every number within
    one list, where the same number twice is more often a slip in a row than a second listing.
    """
    agreement = compare_birth_dates(left.get("birthDate"), right.get("birthDate"))
    if agreement == "exact":
        return None
    is_one_list = not set(left.authorities).isdisjoint(right.authorities)
    is_self_evident = any(one.kind in SELF_EVIDENT for one in shared)
    if is_self_evident and agreement != "same-year" and not is_one_list:
        return None
    if not left.names or not right.names or have_name_in_common(left, right):
        return None
    return Conflict("name", left.caption, right.caption)


def compare_birth_dates(left: tuple[str, ...], right: tuple[str, ...]) -> BirthAgreement:
    """How far two entities' certain dates of birth agree: the best of all pairs of ISO 8601 prefixes."""
    if not left or not right:
        return "unknown"
    if any(len(value) == _DAY_LENGTH for value in set(left) & set(right)):
        return "exact"
    pairs = [(ours, theirs) for ours in left for theirs in right]
    if any(ours.startswith(theirs) or theirs.startswith(ours) for ours, theirs in pairs):
        return "possible"
    if any(ours[:_YEAR_LENGTH] == theirs[:_YEAR_LENGTH] for ours, theirs in pairs):
        return "same-year"
    return "different"


def have_name_in_common(left: ResolvableEntity, right: ResolvableEntity) -> bool:
    """Whether any two of their names score at least `NOTHING_IN_COMMON`."""
    if not _fold_names(left.names).isdisjoint(_fold_names(right.names)):
        return True
    person = "person" in {left.family, right.family}
    ours, theirs = (_read_names(entity, person=person) for entity in (left, right))
    return any(
        score_readings(one, other, person=person).score >= NOTHING_IN_COMMON
        for one in ours
        for other in theirs
    )


@lru_cache(maxsize=16384)
def _fold_names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(name) for name in names)


def _read_names(entity: ResolvableEntity, *, person: bool) -> list[tuple[Reading, ...]]:
    schema = "Person" if person else entity.schema
    return [analyse_name(name, schema) for name in entity.names]
