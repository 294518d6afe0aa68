"""One entry of the Japanese list: the row with its number, and the rows below that go on with it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier
from lagebild.lists.jp_mof_dates import NoticeDates, parse_japanese_date, read_notice_dates
from lagebild.lists.jp_mof_documents import (
    IMO_LENGTH,
    find_country,
    find_imo_numbers,
    find_passports,
    find_registrations,
    read_document,
    split_documents,
)
from lagebild.lists.jp_mof_names import FoundName, expand_spellings, find_names
from lagebild.lists.jp_mof_sheets import RegimeSheet, load_meanings
from lagebild.lists.jp_mof_text import has_japanese, is_unknown, split_items, split_marked, squeeze
from lagebild.lists.remarks import is_company_number, is_ship_number
from lagebild.lists.source import ListSource
from lagebild.lists.table import Cell, Row, TableLog
from lagebild.model.entity import make_entity
from lagebild.model.listing import ListEntry, Listing, NameKind

PERSON_MEANINGS = frozenset(
    {"title", "position", "birth_date", "birth", "birth_place", "nationality", "passport", "id"}
)
"""Columns that only persons have: 不明 (unknown) is written there for persons, and nothing for groups."""

_NUMBER = re.compile(
    r"[*#]?\s*(?P<number>[0-9]+(?:の[0-9]+)*)\s*(?:\(\s*(?P<mark>[*#])\s*(?P<other>[0-9]+)\s*\))?"
)
_UNSC = re.compile(r"[A-Z]{2}[ie]\.[0-9]{3}")
_COMPANY_WORD = re.compile(
    r"\b(?:company|companies|compagnie|co|corp|corporation|ltd|limited|llc|inc|plc|pte|n\.?v|s\.?a|gmbh|ag|jsc|ojsc|pjsc"
    r"|cjsc|ooo|ao|pao|zao|oao|bank)\b|会社|銀行|有限公司",
    re.IGNORECASE,
)
"""Legal forms in names; without one a group is an Organization. Source: names in the edition of 2026-03-05."""

_SAID_GROUP = re.compile(r"同団体|同グループ|同社|同組織")
_SAID_PERSON = re.compile(r"性別|生年月日|父の名前|母の名前")
"""Not 同人 (the same person): that stands at two groups of sheet 2 (rows 342 and 564)."""

_SAID_OF = re.compile(r"(?P<number>[0-9]+)\.?に指定した(?P<what>個人|団体)")
"""How entries name each other: `（４５３．に指定した団体）`, the group designated under 453."""

_GENDER = re.compile(r"性別\s*[::・は]*\s*(?P<gender>男|女)")
_GENDERS = {"男": "male", "女": "female"}
_LABELLED = re.compile(r"(?P<label>生年月日|出生地|称号|住所)\s*[::]\s*(?P<value>[^\n。]+)")
_EMAIL = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"(?:電話(?:番号)?)\s*[::]\s*(?P<number>[+0-9()（）―‐\- ,;/、]+)")
_WALLET = re.compile(
    r"(?<![A-Za-z0-9])(?:0x[0-9A-Fa-f]{40}|[13][A-HJ-NP-Za-km-z1-9]{25,34}|bc1[a-z0-9]{20,60}|T[A-Za-z1-9]{33})(?![A-Za-z0-9])"
)
_ACRONYM_END = re.compile(r"(?P<name>.{4,}?)\s*[(（](?P<short>[A-ZＡ-Ｚ][A-ZＡ-Ｚ0-9０-９&/.-]{1,9})[)）]")
_OR = re.compile(r"[、,]?\s*(?:又は|または|若しくは)\s*")
_BORN_WORD = re.compile(r"\s*(?:生まれ|生|出生)$")
_BORN = re.compile(r"^(?P<date>[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)(?P<place>.*?)生$")
_BORN_AT = re.compile(r"^Born at (?P<place>.+?),? (?:on|in) [^,]+$")


@dataclass(frozen=True, slots=True)
class EntryRows:
    """The rows of one entry, the first with its number."""

    sheet: RegimeSheet
    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The row with the number and the names."""
        return self.rows[0]

    def get(self, heading: str) -> str:
        """The cell of a column; the same column of the rows below follows on lines of its own."""
        return "\n".join(value for row in self.rows if (value := row.get(heading)))

    def to_raw(self) -> dict[str, list[str]]:
        """Its fields as published, heading to the values of its rows."""
        return {
            heading: [value for row in self.rows if (value := row.get(heading))]
            for heading in self.sheet.table.columns
        }


def group_rows(sheet: RegimeSheet) -> Iterator[EntryRows]:
    """The entries of a sheet: a row without date, number and names goes on with the one above."""
    held: list[Row] = []
    columns = [heading for heading, meaning in load_meanings().items() if meaning in _IDENTIFYING]
    for row in sheet.table.rows:
        if held and not any(row.get(heading) for heading in columns):
            held.append(row)
            continue
        if held:
            yield EntryRows(sheet, tuple(held))
        held = [row]
    if held:
        yield EntryRows(sheet, tuple(held))


_IDENTIFYING = frozenset({"notices", "number", "name_ja", "name_en"})


@dataclass(slots=True)
class JapaneseDraft(EntryDraft[Cell]):
    """An entry while it is read; `marked` is the reference of the same entry in another sheet."""

    rows: EntryRows = field(kw_only=True)
    heading: str = ""

    def cell(self) -> Cell:
        """Where the column that is read now stands."""
        return self.rows.first.cell(self.heading)

    def keep(self, text: str) -> None:
        """Keep text of the column that is read now as a note under its heading."""
        if not is_unknown(text):
            self.add_note(self.heading, " ".join(text.split()))


def read_number(raw: str) -> tuple[str, str | None] | None:
    """The entry's number and the one it has in another sheet (`3(*290)`); None where the cell holds neither."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", raw).strip())
    return (match["number"].replace("の", "-").lstrip("0"), match["other"]) if match else None


def find_kinds_said(sheet: RegimeSheet) -> dict[str, str]:
    """Number to `person` or `entity`, as other entries of a sheet name it; left out where they disagree."""
    said: dict[str, str] = {}
    for row in sheet.table.rows:
        text = unicodedata.normalize("NFKC", "\n".join(row.cells))
        for match in _SAID_OF.finditer(text):
            kind = "person" if match["what"] == "個人" else "entity"
            said[match["number"]] = kind if said.get(match["number"], kind) == kind else ""
    return said


def read_entry(
    rows: EntryRows, source: ListSource, log: TableLog, *, said: Mapping[str, str]
) -> ListEntry | None:
    """The entry of some rows; None with a Problem of severity error where it has neither name nor end date.

    Args:
        rows: The rows.
        source: The list.
        log: Where problems go.
        said: What other entries call the entries of this sheet; see `find_kinds_said`.
    """
    number_cell = rows.get("告示番号")
    number = read_number(number_cell)
    if number is None and number_cell:
        log.note(
            rows.first.cell("告示番号"),
            "jp-number-unreadable",
            f"{number_cell!r} is no number of a notice; the reference is made of it as it stands.",
        )
    written = number[0] if number else "".join(unicodedata.normalize("NFKC", number_cell).split())
    regime = rows.sheet.regime
    draft = JapaneseDraft(
        source=source,
        log=log,
        place=rows.first.place,
        prefix="jp",
        reference=f"{regime.key}-{written}" if written else "",
        rows=rows,
        programmes=[rows.sheet.programme],
        raw=rows.to_raw(),
    )
    if number and number[1]:
        draft.add_note("告示番号", f"same as {regime.marked or 'another sheet'}-{number[1]}")
    _read_notices(draft, rows.get("告示日付"))
    draft.schema = _find_schema(rows, said.get(written, ""))
    _read_columns(draft)
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
    )
    return ListEntry(entity=entity, listing=listing, names=(), raw=draft.raw)


def _find_schema(rows: EntryRows, said: str) -> str:
    """Person or group: as the sheet says; in a mixed sheet as other entries call it, or by what only one has."""
    values = {meaning: rows.get(heading) for heading, meaning in _columns(rows)}
    named = f"{values.get('name_en', '')} {values.get('name_ja', '')}".strip()
    kind = rows.sheet.regime.kind
    if kind == "mixed" and named:
        kind = said or _find_kind(values)
    if kind == "person":
        return "Person"
    if kind == "bank" or _COMPANY_WORD.search(named):
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


def _columns(rows: EntryRows) -> Iterator[tuple[str, str]]:
    meanings = load_meanings()
    return ((heading, meanings[heading]) for heading in rows.sheet.table.columns if heading in meanings)


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


def _read_columns(draft: JapaneseDraft) -> None:
    """Every column by its meaning; English names first, so that the caption is in Latin letters."""
    columns = dict(_columns(draft.rows))
    for heading in sorted(columns, key=lambda heading: columns[heading] != "name_en"):
        value = draft.rows.get(heading)
        draft.heading = heading
        if not is_unknown(value):
            _read_column(draft, columns[heading], value)


def _read_column(draft: JapaneseDraft, meaning: str, value: str) -> None:
    """One column by what it means; those of the notice are read before all others."""
    if meaning in _READERS:
        _READERS[meaning](draft, value)
    elif meaning in {"title", "position"}:
        draft.add(meaning, *split_items(value))
    elif meaning in _NAME_KINDS:
        _read_names(draft, value, _NAME_KINDS[meaning])


_NAME_KINDS: dict[str, NameKind] = {"alias": "alias", "weak": "weak", "former": "former"}


def _read_main_names(draft: JapaneseDraft, value: str, lang: str) -> None:
    for number, found in enumerate(find_names(value)):
        if not found.value:
            draft.keep(found.note or "")
            continue
        kind: NameKind = found.kind or ("primary" if number == 0 else "alias")
        _add_name(draft, found, kind, lang=lang if number == 0 else found.lang)


def _read_names(draft: JapaneseDraft, value: str, column: NameKind) -> None:
    for found in find_names(value):
        if not found.value:
            draft.keep(found.note or "")
            continue
        kind = found.kind if found.kind == "original_script" or column != "weak" else None
        _add_name(draft, found, kind or column, lang=found.lang)


def _add_name(draft: JapaneseDraft, found: FoundName, kind: NameKind, *, lang: str | None) -> None:
    """A name, and with it a person's other spellings and a group's abbreviation in brackets."""
    quality = found.label or draft.heading
    if draft.schema == "Person":
        plain, spellings, apart = expand_spellings(found.value)
        draft.add_name(plain, kind, quality_raw=quality, note=found.note, lang=lang)
        others: NameKind = "alias" if kind == "primary" else kind
        for spelling in spellings:
            draft.add_name(spelling, others, quality_raw=quality, note=f"from {found.value}", lang=lang)
        for spelling in apart:
            draft.add_name(spelling, "weak", quality_raw=quality, note=f"from {found.value}", lang=lang)
        return
    draft.add_name(found.value, kind, quality_raw=quality, note=found.note, lang=lang)
    match = _ACRONYM_END.fullmatch(found.value)
    if match and find_country(match["short"]) is None:
        for part in (match["name"], match["short"]):
            draft.add_name(
                part,
                "alias" if kind == "primary" else kind,
                quality_raw=quality,
                note=f"from {found.value}",
                lang=lang,
            )


def _read_birth_dates(draft: JapaneseDraft, value: str) -> None:
    """Certain dates to `birthDate`; what is rough, in part or of another calendar to the notes with its words."""
    items = split_marked(squeeze(value))
    parts = items if len(items) > 1 else re.split(r"[;；\n]", value)
    for part in (part.strip(" \u3000、,") for part in parts):
        alternatives = _OR.split(part)
        dates = [
            parse_japanese_date(_BORN_WORD.sub("", text.strip(" 、,")))
            for text in _split_commas(alternatives)
        ]
        certain = [date for date in dates if date]
        if part and len(certain) == len(dates):
            draft.add("birthDate", *certain)
        else:
            draft.keep(part)


def _split_commas(alternatives: Iterable[str]) -> list[str]:
    return [text for item in alternatives for text in item.split("、") if text.strip()]


def _read_birth(draft: JapaneseDraft, value: str) -> None:
    for line in value.splitlines():
        text = unicodedata.normalize("NFKC", line).strip()
        if match := _BORN.match(text):
            draft.add("birthDate", parse_japanese_date(match["date"]) or "")
            draft.add("birthPlace", match["place"])
        elif match := _BORN_AT.match(text):
            draft.add("birthPlace", match["place"])
    draft.keep(value)


def _read_places(draft: JapaneseDraft, value: str, meaning: str) -> None:
    place, country = ("birthPlace", "birthCountry") if meaning == "birth_place" else ("address", "country")
    for part in _split_places(value):
        if code := find_country(part):
            draft.add(country, code)
        else:
            draft.add(place, part)


def _split_places(value: str) -> list[str]:
    """Places of a cell; lines that begin alike (a bullet, the same state) are one place each."""
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    beginnings = {"・" if line[0] == "・" else line[:2] for line in lines}
    if len(lines) > 1 and len(beginnings) == 1 and (has_japanese(first := beginnings.pop()) or first == "・"):
        return [part for line in lines for part in split_items(line)]
    return split_items(value)


def _read_nationality(draft: JapaneseDraft, value: str) -> None:
    for item in split_items(value):
        for part in [item] if find_country(item) else item.split("、"):
            if code := find_country(part):
                draft.add("nationality", code)
            else:
                draft.add_country("nationality", part, label=draft.heading, place=draft.cell())


def _read_documents(draft: JapaneseDraft, value: str, kind: str) -> None:
    for item in split_documents(value):
        found = read_document(item, "passport" if kind == "passport" else "id", draft.heading)
        if found is None:
            draft.keep(item)
        else:
            draft.add_identifier(found, place=draft.cell())


def _read_unsc_id(draft: JapaneseDraft, value: str) -> None:
    text = unicodedata.normalize("NFKC", value).strip()
    if _UNSC.fullmatch(text):
        draft.unsc_id = text
    else:
        draft.note(
            "unsc-id-unreadable",
            f"{value!r} is no reference of the United Nations; kept as text.",
            place=draft.cell(),
        )
        draft.keep(value)


def _read_other(draft: JapaneseDraft, text: str) -> None:
    """What the remark says with a label of its own; the remark itself is kept whole by the caller."""
    for identifier in find_registrations(text):
        draft.add_identifier(identifier, place=draft.cell())
    draft.add("email", *_EMAIL.findall(text))
    for match in _PHONE.finditer(text):
        _read_phones(draft, match["number"].strip(" ,;/、(（"))
    for wallet in dict.fromkeys(_WALLET.findall(text)):
        draft.relate("CryptoWallet", {"holder": [draft.entity_id], "publicKey": [wallet]})
    if draft.schema == "Person":
        _read_person(draft, text)
        return
    for digits in find_imo_numbers(text):
        _read_imo(draft, digits)


def _read_person(draft: JapaneseDraft, text: str) -> None:
    if match := _GENDER.search(text):
        draft.add("gender", _GENDERS[match["gender"]])
    for identifier in find_passports(text):
        draft.add_identifier(identifier, place=draft.cell())
    for match in _LABELLED.finditer(text):
        value = match["value"].strip()
        if match["label"] == "生年月日":
            draft.add("birthDate", parse_japanese_date(value) or "")
        elif match["label"] == "称号":
            draft.add("title", value)
        else:
            _read_places(draft, value, "birth_place" if match["label"] == "出生地" else "address")


def _read_phones(draft: JapaneseDraft, value: str) -> None:
    draft.add("phone", *(part.strip() for part in re.split(r"[、\n]|,(?=\s*[+＋])", value)))


def _read_reason(draft: JapaneseDraft, value: str) -> None:
    draft.reason = "\n".join(filter(None, (draft.reason, value)))


def _read_plain(draft: JapaneseDraft, value: str) -> None:
    """A value that no property holds; an Excel serial as the day that it stands for."""
    draft.add_note(draft.heading, parse_japanese_date(value) or " ".join(value.split()))


def _read_remark(draft: JapaneseDraft, value: str) -> None:
    draft.add_note(draft.heading, value)
    _read_other(draft, squeeze(unicodedata.normalize("NFKC", value)))


def _read_imo(draft: JapaneseDraft, digits: str) -> None:
    """An IMO number; several that ran together are parted only where each has a valid check digit."""
    parts = [digits[start : start + IMO_LENGTH] for start in range(0, len(digits), IMO_LENGTH)]
    if len(parts) == 1:
        draft.add_identifier(Identifier(kind="imo", value=digits, label_raw="IMO番号"), place=draft.cell())
    elif all(is_company_number(part) or is_ship_number(part) for part in parts):
        draft.note("imo-run-together", f"{digits!r} is read as {', '.join(parts)}.", place=draft.cell())
        for part in parts:
            draft.add_identifier(Identifier(kind="imo", value=part, label_raw="IMO番号"), place=draft.cell())
    else:
        draft.note(
            "imo-unreadable", f"{digits!r} is no IMO number; it is kept in the text.", place=draft.cell()
        )


_READERS: dict[str, Callable[[JapaneseDraft, str], None]] = {
    "name_en": partial(_read_main_names, lang="en"),
    "name_ja": partial(_read_main_names, lang="ja"),
    "birth_date": _read_birth_dates,
    "birth": _read_birth,
    "birth_place": partial(_read_places, meaning="birth_place"),
    "address": partial(_read_places, meaning="address"),
    "nationality": _read_nationality,
    "passport": partial(_read_documents, kind="passport"),
    "id": partial(_read_documents, kind="id"),
    "phone": _read_phones,
    "unsc_id": _read_unsc_id,
    "reason": _read_reason,
    "un_date": _read_plain,
    "fax": _read_plain,
    "other": _read_remark,
}
"""Meaning of a column to what reads it."""
