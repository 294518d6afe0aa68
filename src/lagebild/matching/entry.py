"""What an index and a scanner are built from: an entity with its names."""

from dataclasses import dataclass, replace

from lagebild.model.listing import EntityName, ListEntry


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An entity with the names under which it is to be found."""

    entity_id: str
    caption: str
    schema: str
    names: tuple[EntityName, ...]

    @classmethod
    def of(cls, entry: ListEntry) -> "IndexEntry":
        """The index's view of one list entry."""
        return cls(entry.entity.id, entry.entity.caption, entry.entity.schema, entry.names)

    def with_names(self, names: tuple[EntityName, ...]) -> "IndexEntry":
        """The same entity with further names."""
        return replace(self, names=tuple(dict.fromkeys((*self.names, *names))))
