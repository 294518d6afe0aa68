"""What went wrong in the material, as a value: collected and shown, never swallowed."""

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing in the material that could not be taken as it stands.

    Attributes:
        source: What was read, such as a file's name or a capture's hash.
        locator: Where in it: line, cell, element path or offset; empty for the whole.
        code: A stable name for this kind of problem, such as `un-element-unknown`.
        message: What, which value, and what to do, in one or two sentences.
        severity: `note` nothing lost; `warning` a field lost; `error` a row or the whole input lost.
    """

    source: str
    locator: str
    code: str
    message: str
    severity: Severity

    def to_json(self) -> dict[str, Any]:
        """The problem as one JSON object, as `--problems FILE` writes it."""
        return {
            "source": self.source,
            "locator": self.locator,
            "code": self.code,
            "message": self.message,
            "severity": self.severity,
        }

    @property
    def lost_something(self) -> bool:
        """Whether an input, row or field was lost; then a command ends with exit code 1."""
        return self.severity != "note"
