"""One entry of the Japanese list: what it is, its number and its notices."""

import re
import unicodedata
from collections.abc import Mapping

from lagebild.lists.jp_mof.columns import read_columns
from lagebild.lists.jp_mof.dates import NoticeDates, read_notice_dates
from lagebild.lists.jp_mof.rows import EntryRows, JapaneseDraft, find_meanings, read_number
from lagebild.lists.jp_mof.text import is_unknown
from lagebild.lists.legal_forms import names_company
from lagebild.lists.source import ListSource
from lagebild.lists.table import TableLog
from lagebild.model.entity import make_entity
from lagebild.model.listing import ListEntry, Listing

PERSON_MEANINGS = frozenset(
    {"title", "position", "birth_date", "birth", "birth_place", "nationality", "passport", "id"}
)
"""Columns that only persons have: 不明 (unknown) is written there for persons, and nothing for groups."""

_BANK = re.compile(r"\bbank\b|銀行", re.IGNORECASE)
"""Banks bear no legal form in most names. Source: the sheets of banks in the edition of 2026-03-05."""

MAIN_NAMES = ("name_en", "listed:primary:en", "name_ja", "listed:primary:ja")
"""Meanings of the columns with the main names, of the workbook and of the CSV file."""

_SAID_GROUP = re.compile(r"同団体|同グループ|同社|同組織")
_SAID_PERSON = re.compile(r"性別|生年月日|父の名前|母の名前")
"""Not 同人 (the same person): that stands at two groups of sheet 2 (rows 342 and 564)."""


def read_entry(
    rows: EntryRows,
    source: ListSource,
    log: TableLog,
    *,
    said: Mapping[str, str],
    identity: str | None = None,
) -> ListEntry | None:
    """The entry of some rows; None with a Problem of severity error where it has neither name nor end date.

    Args:
        rows: The rows.
        source: The list.
        log: Where problems go.
        said: What other entries call the entries of this sheet; see `find_kinds_said`.
        identity: The entry's number where another column than that of the notice gives it.
    """
    number_cell = rows.get("告示番号")
    number = read_number(number_cell)
    if number is None and number_cell and identity is None:
        log.note(
            rows.first.cell("告示番号"),
            "jp-number-unreadable",
            f"{number_cell!r} is no number of a notice; the reference is made of it as it stands.",
        )
    written = identity or (
        number[0] if number else "".join(unicodedata.normalize("NFKC", number_cell).split())
    )
    regime = rows.sheet.regime
    draft = JapaneseDraft(
        source=source,
        log=log,
        place=rows.first.place,
        prefix="jp",
        reference=f"{regime.key}-{written}" if written else "",
        rows=rows,
        programmes=[rows.sheet.programme],
        legal_basis=rows.sheet.title or None,
        raw=rows.to_raw(),
    )
    if number and number[1]:
        draft.add_note("告示番号", f"same as {regime.marked or 'another sheet'}-{number[1]}")
    _read_notices(draft, rows.get("告示日付"))
    draft.schema = _find_schema(rows, said.get(written, ""))
    read_columns(draft)
    if draft.reference and not draft.names and any(date.kind == "delisted_on" for date in draft.dates):
        return _build_nameless(draft)
    return draft.build()


def _build_nameless(draft: JapaneseDraft) -> ListEntry:
    """A delisted entry: the ministry keeps its number and the day of its end, and takes the names out."""
    entity = make_entity(schema=draft.schema, entity_id=draft.entity_id, properties=draft.properties)
    listing = Listing(
        id=f"{draft.source.authority}:{draft.reference}",
        authority=draft.source.authority,
        programmes=tuple(draft.programmes),
        reference=draft.reference,
        entity_id=entity.id,
        dates=tuple(draft.dates),
        legal_basis=draft.legal_basis,
    )
    return ListEntry(entity=entity, listing=listing, names=(), raw=draft.raw)


def _find_schema(rows: EntryRows, said: str) -> str:
    """Person or group: as the sheet says; in a mixed sheet as other entries call it, or by what only one has."""
    values = {meaning: rows.get(heading) for heading, meaning in find_meanings(rows)}
    named = " ".join(values[meaning] for meaning in MAIN_NAMES if values.get(meaning))
    kind = rows.sheet.regime.kind
    if kind == "mixed" and named:
        kind = said or _find_kind(values)
    if kind == "person":
        return "Person"
    if kind == "bank" or names_company(named) or _BANK.search(named):
        return "Company"
    return "Organization" if kind == "entity" else "LegalEntity"


def _find_kind(values: Mapping[str, str]) -> str:
    """What an entry of a mixed sheet is by its own cells; empty where these do not tell."""
    filled = [value for meaning in PERSON_MEANINGS if (value := values.get(meaning, ""))]
    if len(filled) > 1 or any(not is_unknown(value) for value in filled):
        return "person"
    other = values.get("other", "")
    if _SAID_GROUP.search(other):
        return "entity"
    return "person" if _SAID_PERSON.search(other) else ""


def _read_notices(draft: JapaneseDraft, raw: str) -> None:
    found: NoticeDates = read_notice_dates(raw)
    cell = draft.rows.first.cell("告示日付")
    for date in found.dates:
        draft.add_date(date.kind, date.value, read_from="告示日付")
        if date.misprinted:
            draft.note(
                "notice-date-misprinted",
                f"{date.value} is written without a full stop in {raw!r}.",
                place=cell,
            )
    for remark in found.remarks:
        draft.add_note("告示日付", remark)
    if found.rest:
        draft.log.note(
            cell,
            "jp-notice-date-unreadable",
            f"{found.rest!r} is no date of a notice; it is kept in raw alone.",
            severity="warning",
        )
    elif not found.dates:
        draft.log.note(
            cell,
            "jp-notice-date-missing",
            "The entry names no notice; its date is not known.",
            severity="warning",
        )
