"""One target of OpenSanctions as an entry: its names, numbers and sanctions, with whose date each one is."""

from collections.abc import Iterable, Mapping, Sequence

from lagebild.lists.dates import parse_partial_date
from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier
from lagebild.lists.opensanctions.lines import LineLog, LinePlace, Record
from lagebild.lists.properties import NAME_KINDS, NUMBER_KINDS
from lagebild.lists.source import ListSource
from lagebild.model.entity import Entity, clean_property, get_property_type, has_property, make_entity
from lagebild.model.listing import ListEntry, ListingDateKind

CODED_TYPES = ("country", "date", "gender", "topic", "language")
"""Types whose values are codes or dates: a value that is none is kept as a note. Source: FollowTheMoney's types."""

SANCTION_DATES: dict[str, ListingDateKind] = {
    "listingDate": "legal_act_on",
    "startDate": "legal_act_on",
    "modifiedAt": "amended_on",
}
"""What a Sanction's dates are here. Not one is `designated_on`: of a listing OpenSanctions takes whichever date the
authority's file offers, for the EU that of the entity's last act, so that it says "not later than" and no more.
Source: opensanctions/opensanctions, `zavod/shed/fsf.py` at 06a9302a."""

UNPUBLISHED = ("last_seen", "last_change", "id")
"""Fields kept out of `raw`: the first two change with every run of OpenSanctions, so that no edition would equal
the one before."""

TEXT_PROPERTIES = ("notes", "summary", "description")


def read_entry(
    record: Record,
    related: Sequence[Record],
    source: ListSource,
    log: LineLog,
    *,
    made: dict[str, Entity],
) -> ListEntry | None:
    """The entry of a target and of what belongs to it; None with a Problem where it has no name at all.

    Args:
        record: The target.
        related: What belongs to it.
        source: The list.
        log: Where problems go.
        made: Entities of related records by id, filled here: several entries share them.
    """
    draft = EntryDraft(
        source=source,
        log=log,
        place=LinePlace(record.line, record.schema_raw),
        prefix="os",
        reference=record.id,
        schema=record.schema,
    )
    _add_names(draft, record)
    for name, values in record.properties.items():
        if name not in NAME_KINDS:
            _add_values(draft, record, name, values)
    if record.schema != record.schema_raw:
        draft.add_note("schema", record.schema_raw)
    draft.add_note("OpenSanctions datasets", ", ".join(record.raw.get("datasets", ())))
    sanctions = sorted((other for other in related if other.schema == "Sanction"), key=lambda other: other.id)
    _add_sanctions(draft, sanctions)
    for other in related:
        if other.id not in made:
            made[other.id] = make_related_record(other, source)
        draft.related.append(made[other.id])
    draft.raw = _make_raw(record, sanctions)
    return draft.build()


def make_related_record(record: Record, source: ListSource) -> Entity:
    """A record that belongs to an entry, with the ids that it points at made this list's own."""
    properties: dict[str, list[str]] = {}
    for name, values in record.properties.items():
        if has_property(record.schema, name):
            properties.setdefault(name, []).extend(_write_ids(record.schema, name, values, source))
        else:
            _keep_as_text(properties, record.schema, f"{name}: ", values)
    if record.schema != record.schema_raw:
        _keep_as_text(properties, record.schema, "schema: ", [record.schema_raw])
    return make_entity(schema=record.schema, entity_id=f"{source.id}-{record.id}", properties=properties)


def _keep_as_text(properties: dict[str, list[str]], schema: str, label: str, values: Iterable[str]) -> None:
    name = next(name for name in TEXT_PROPERTIES if has_property(schema, name))
    properties.setdefault(name, []).extend(f"{label}{value}" for value in values if value.strip())


def _write_ids(schema: str, name: str, values: Iterable[str], source: ListSource) -> list[str]:
    if get_property_type(schema, name) == "entity":
        return [f"{source.id}-{value}" for value in values]
    return list(values)


def _add_names(draft: EntryDraft[LinePlace], record: Record) -> None:
    """The names, the caption first: OpenSanctions chooses it among them as the most telling one."""
    names = record.properties.get("name", [])
    if record.caption and (record.caption in names or not any(_list_names(record))):
        draft.add_name(record.caption, "primary")
    for property_name, kind in NAME_KINDS.items():
        for value in record.properties.get(property_name, ()):
            draft.add_name(value, kind)


def _list_names(record: Record) -> list[str]:
    return [value for name in NAME_KINDS for value in record.properties.get(name, ()) if value.strip()]


def _add_values(draft: EntryDraft[LinePlace], record: Record, name: str, values: Sequence[str]) -> None:
    place = LinePlace(record.line, f"{record.schema_raw}/{name}")
    if name in NUMBER_KINDS and has_property(record.schema, name):
        for value in filter(str.strip, values):
            draft.add_identifier(
                Identifier(kind=NUMBER_KINDS[name], value=value, label_raw=name), place=place
            )
    elif name == "programId":
        draft.programmes.extend(values)
    elif get_property_type(record.schema, name) in CODED_TYPES:
        for value in filter(str.strip, values):
            _add_coded(draft, name, value, place)
    elif has_property(record.schema, name):
        draft.add(name, *_write_ids(record.schema, name, values, draft.source))
    else:
        for value in values:
            draft.add_note(name, value)


def _add_coded(draft: EntryDraft[LinePlace], name: str, value: str, place: LinePlace) -> None:
    cleaned = clean_property(draft.schema, name, value.strip())
    if cleaned is None:
        kind = get_property_type(draft.schema, name)
        draft.note(
            "value-unclean", f"{value!r} is no {kind} in FollowTheMoney; it is kept as text.", place=place
        )
        draft.add_note(name, value)
    else:
        draft.add(name, cleaned)


def _add_sanctions(draft: EntryDraft[LinePlace], sanctions: Sequence[Record]) -> None:
    reasons: list[str] = []
    references: list[str] = []
    for sanction in sanctions:
        told = sanction.properties
        draft.programmes.extend(told.get("program") or told.get("programId") or ())
        draft.measures.extend(told.get("provisions", ()))
        references.extend(value.strip() for value in told.get("unscId", ()) if value.strip())
        reason = "\n".join(told.get("reason", ()))
        if reason:
            reasons.append(f"{_name_authority(told)}: {reason}" if len(sanctions) > 1 else reason)
        for name, kind in SANCTION_DATES.items():
            for value in told.get(name, ()):
                _add_date(draft, sanction, name, kind, value)
        for value in told.get("endDate", ()):
            draft.add_note(f"End of the sanction of {_name_authority(told)}", value)
    draft.reason = "\n".join(dict.fromkeys(reasons))
    _set_unsc_id(draft, references)


def _add_date(
    draft: EntryDraft[LinePlace], sanction: Record, name: str, kind: ListingDateKind, value: str
) -> None:
    day = parse_partial_date(value)
    if day is None:
        place = LinePlace(sanction.line, f"Sanction/{name}")
        draft.log.note(place, "os-date-unreadable", f"{value!r} is no date; it is kept as text.")
        draft.add_note(f"Sanction {name}", value)
        return
    draft.add_date(kind, day, read_from=f"Sanction/{name} ({_name_authority(sanction.properties)})")


def _name_authority(sanction: Mapping[str, Sequence[str]]) -> str:
    """Whose sanction it is: the authority, else its country, else not said."""
    return ", ".join(sanction.get("authority") or sanction.get("country") or ("authority not said",))


def _set_unsc_id(draft: EntryDraft[LinePlace], references: Sequence[str]) -> None:
    """The one UN reference; where the sanctions name several, none is taken for the right one."""
    different = list(dict.fromkeys(references))
    if len(different) == 1:
        draft.unsc_id = different[0]
    elif different:
        draft.note(
            "un-reference-several", f"The sanctions name {', '.join(different)}; which is right is not said."
        )
        draft.add_note("UN references", ", ".join(different))


def _make_raw(record: Record, sanctions: Iterable[Record]) -> dict[str, list[str]]:
    raw = {
        path.removeprefix(f"{record.schema_raw}/"): list(values)
        for path, values in record.raw.items()
        if path not in UNPUBLISHED
    }
    for sanction in sanctions:
        for path, values in sanction.raw.items():
            if path.startswith("Sanction/"):
                raw.setdefault(path, []).extend(values)
    return raw
