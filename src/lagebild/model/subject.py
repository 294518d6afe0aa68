"""Entities of several lists that are the same one, and the judgements that say so."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Verdict = Literal["same", "different", "unsure"]

RULE_PREFIX = "rule:"
"""What `Judgement.by` begins with where a rule judged; everything else is a person's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedIdentifier:
    """One identifier that two entities share, as each authority published it.

    Attributes:
        kind: What it is, such as `imo-ship`, `lei`, `passport`.
        key: The normal form in which both agree, with its country where it has one, such as `ru:1027700132195`.
        left_value: As published of the left entity.
        left_field: Where it was read, with where its country comes from, such as `registrationNumber, country
            from jurisdiction`.
        right_value: As published of the right entity.
        right_field: As `left_field`.
    """

    kind: str
    key: str
    left_value: str
    left_field: str
    right_value: str
    right_field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Same, different or unsure about two entities, by a rule or a person.

    Attributes:
        left_id: Id of one entity. Which of the two is left says nothing; rules put the smaller id here.
        right_id: Id of the other one.
        verdict: What was judged.
        by: `rule:<kind of identifier>` or a person's id.
        reason: For people to read.
        evidence: The identifiers that a rule judged by, the strongest first; empty where a person judged.
        score: 1.0 where a rule says `same`; None where nothing was measured.
    """

    left_id: str
    right_id: str
    verdict: Verdict
    by: str
    reason: str
    evidence: tuple[SharedIdentifier, ...] = ()
    score: float | None = None

    def __post_init__(self) -> None:
        """Refuse what is about one entity alone.

        Raises:
            ValueError: Both ids are the same.
        """
        if self.left_id == self.right_id:
            raise ValueError(f"a judgement is about two entities; both ids are {self.left_id!r}")

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids, the smaller one first."""
        return (
            (self.left_id, self.right_id) if self.left_id < self.right_id else (self.right_id, self.left_id)
        )

    @property
    def is_by_rule(self) -> bool:
        """Whether a rule judged and no person; such judgements are made anew with every run."""
        return self.by.startswith(RULE_PREFIX)

    def to_json(self) -> dict[str, Any]:
        """The judgement as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Two or more entities that are the same one.

    Attributes:
        id: `subject-` and the id of one of its entities, see `lagebild.matching.resolution`.
        entity_ids: Its entities, sorted.
        authorities: The authorities that list it, sorted.
        judgements: Those that hold it together, by rules and by persons, sorted by pair.
    """

    id: str
    entity_ids: tuple[str, ...]
    authorities: tuple[str, ...]
    judgements: tuple[Judgement, ...]

    def to_json(self) -> dict[str, Any]:
        """The subject as plain JSON values."""
        return {
            "id": self.id,
            "entity_ids": list(self.entity_ids),
            "authorities": list(self.authorities),
            "judgements": [judgement.to_json() for judgement in self.judgements],
        }
