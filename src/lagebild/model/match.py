"""Two names compared, and a listed name found, each with the two values that made the score."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPair:
    """How one token of the left name met one of the right.

    Attributes:
        left: Token of the query as it was written, or None where the right one stands alone.
        right: Token of the listed name, or None where the left one stands alone.
        measure: The table or measure that joined them: `equal`, `folded`, `initial`, `edit`, `table:…`, `missing`.
        score: 0…1.
        weight: How much the pair counts, 0…1; the weights of a comparison sum to 1.
    """

    left: str | None
    right: str | None
    measure: str
    score: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NameComparison:
    """The score of two names and the token pairs that made it."""

    score: float
    explanation: tuple[TokenPair, ...]
    reordered: bool = False

    def render(self) -> str:
        """The explanation as one line of text for people."""
        parts = []
        for pair in self.explanation:
            match pair.left, pair.right:
                case None, right:
                    parts.append(f"– ~ {right} (only listed)")
                case left, None:
                    parts.append(f"{left} ~ – (only asked)")
                case left, right:
                    parts.append(
                        f"{left} = {right} ({pair.measure})"
                        if pair.score == 1
                        else f"{left} ~ {right} ({pair.measure} {pair.score:.2f})"
                    )
        return "; ".join(parts) + (" · reordered" if self.reordered else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A listed name that answers a query, or that was found in a text.

    Attributes:
        entity_id: The listed entity.
        caption: Its main name.
        schema: FollowTheMoney schema.
        matched_name: The listed name that matched, as published.
        comparison: The score and why.
        start: Where in a text, in code points; None for a query by name.
        end: One past the last; None for a query by name.
    """

    entity_id: str
    caption: str
    schema: str
    matched_name: str
    comparison: NameComparison
    start: int | None = None
    end: int | None = None

    @property
    def score(self) -> float:
        """The comparison's score, 0…1."""
        return self.comparison.score

    def to_json(self) -> dict[str, Any]:
        """The hit as plain JSON values."""
        return {
            "entity_id": self.entity_id,
            "caption": self.caption,
            "schema": self.schema,
            "matched_name": self.matched_name,
            "score": self.score,
            "explanation": [
                {"left": p.left, "right": p.right, "measure": p.measure, "score": p.score, "weight": p.weight}
                for p in self.comparison.explanation
            ],
            "reordered": self.comparison.reordered,
            "start": self.start,
            "end": self.end,
        }
