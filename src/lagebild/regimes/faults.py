"""Faults in an operator's files, collected with file and key and told all at once."""

from dataclasses import dataclass, field

from lagebild.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Faults:
    """A list of faults that is shared by all places it was narrowed to.

    Attributes:
        place: File and keys down to here.
        found: Every fault so far, at whatever place.
    """

    place: tuple[str, ...] = ()
    found: list[str] = field(default_factory=list)

    def at(self, *keys: str) -> "Faults":
        """The same list of faults, at a place further down."""
        return Faults((*self.place, *keys), self.found)

    def add(self, message: str) -> None:
        """Note one fault at this place."""
        self.found.append(f"{' › '.join(self.place)}: {message}")

    def raise_if_any(self) -> None:
        """Stop with every fault that was found.

        Raises:
            ConfigError: At least one fault was noted.
        """
        if self.found:
            lines = "\n".join(f"- {fault}" for fault in self.found)
            raise ConfigError(f"{len(self.found)} fault(s) in the regime files:\n{lines}")
