"""One designation of the Korean table: its key, and what its columns say."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier, IdentifierKind, find_identifier_kind
from lagebild.lists.legal_forms import names_company
from lagebild.lists.names import split_names
from lagebild.lists.source import ListSource
from lagebild.lists.table import Cell, Row, TableLog
from lagebild.model.entity import clean_property, has_property
from lagebild.model.listing import ActRole, ListEntry, ListingDateKind, NameKind

NAME_COLUMNS = ("name_en", "name_ko", "name_original")
"""Columns of names, the one that a key is made of first."""

KEY_LENGTH = 10
"""Hexadecimal digits of the hash in a reference."""

SCHEMAS: tuple[tuple[str, str], ...] = (
    (r"개인|인물|individual|person", "Person"),
    (r"선박|ship|vessel", "Vessel"),
    (r"항공기|aircraft|airplane", "Airplane"),
    (r"회사|기업|company", "Company"),
    (r"단체|기관|조직|entity|organi[sz]ation|group|body", "Organization"),
)
"""Words of the type column.

Source: the ministry tells 개인, 기관 (단체) and 선박 apart; from general knowledge, not compared.
"""

FURTHER_COUNTRIES = {
    "북한": "kp",
    "러시아연방": "ru",
    "러시아 연방": "ru",
    "중화인민공화국": "cn",
    "홍콩": "hk",
    "마카오": "mo",
    "민주콩고": "cd",
    "콩고민주공화국": "cd",
    "아랍에미리트": "ae",
    "남아공": "za",
    "기니": "gn",
}
"""Korean names that CLDR (as FollowTheMoney knows it) lacks. Source: general knowledge, not compared."""

NOTHING = frozenset({"", "-", "미상", "불명", "없음", "해당없음", "n/a", "N/A", "unknown"})

_DATE = re.compile(
    r"(?P<year>[12][0-9]{3})\s*(?:[.년/-]\s*(?:(?P<month>[0-9]{1,2})\s*(?:[.월/-]\s*(?:(?P<day>[0-9]{1,2})\s*일?\.?)?)?)?)?"
)
"""`2023. 7. 14.`, `2023년 7월 14일`, `2023-07-14`, `2023.7`, `1962`."""

_OR = re.compile(r"\s*(?:;|\n|또는|혹은|\bor\b)\s*")
_LABELS: tuple[tuple[str, NameKind], ...] = (
    (r"f\.?k\.?a\.?|formerly|구칭|구명칭|이전 명칭|옛 이름", "former"),
    (r"low quality|weak|불확실", "weak"),
)
_ALIAS_LABEL = re.compile(
    r"^(?P<label>a\.?k\.?a\.?|f\.?k\.?a\.?|formerly|weak|별칭|이명|구칭|구명칭|이전 명칭|옛 이름|불확실)"
    r"(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"^(?P<label>.*?)\s*[:：]?\s*(?P<number>[A-Z]{0,4}[ -]?[0-9][A-Z0-9/-]{3,})\s*(?:[(（](?P<country>[^)）]*)[)）])?$"
)
_KOREAN_LABELS: tuple[tuple[str, IdentifierKind], ...] = (
    (r"여권", "passport"),
    (r"법인|사업자|등록", "registration"),
    (r"납세|세금", "tax"),
    (r"신분증|주민|식별", "id"),
)
_SHARED = re.compile(rf"-[0-9a-f]{{{KEY_LENGTH}}}-[0-9]+$")
_UNSC = re.compile(r"[A-Z]{2}[ie]\.[0-9]{3}")
_NUMBER = re.compile(r"(?P<year>[0-9]{4})\s*-\s*(?P<number>[0-9]+)")
_BANK = re.compile(r"\bbank\b|은행", re.IGNORECASE)
"""Banks bear no legal form in most names. Source: general knowledge, not compared."""


def parse_korean_date(raw: str) -> str | None:
    """The ISO 8601 prefix that a cell as a whole states, in digits with points, hyphens or 년월일; never filled up."""
    text = unicodedata.normalize("NFKC", raw).strip()
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    month, day = match["month"], match["day"]
    try:
        found = date(int(match["year"]), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return found.isoformat()[: 10 if day else 7 if month else 4]


def find_country(raw: str) -> str | None:
    """The code in lower case of a country by its Korean or English name; None where it is none."""
    name = " ".join(unicodedata.normalize("NFKC", raw).split())
    return FURTHER_COUNTRIES.get(name) or clean_property("LegalEntity", "country", name)


def make_keys(rows: Iterable[Row]) -> dict[int, str]:
    """Row number to reference: year and number of the announcement, and a hash of it with the name or IMO number.

    No other cell is part of the key, so that corrections leave it. Rows with the same key get `-2`, `-3` in the
    order of their cells' text, which does not depend on the rows' order.
    """
    same: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        same[_make_key(row)].append(row)
    keys: dict[int, str] = {}
    for key, found in same.items():
        for place, row in enumerate(sorted(found, key=lambda row: row.cells), 1):
            keys[row.number] = key if place == 1 else f"{key}-{place}"
    return keys


def _make_key(row: Row) -> str:
    name = next((row.get(column) for column in NAME_COLUMNS if row.get(column)), "")
    imo = re.search(r"[0-9]{7}", row.get("imo"))
    told = row.get("announcement_number") or parse_korean_date(row.get("announcement_date")) or ""
    number = _NUMBER.search(unicodedata.normalize("NFKC", told))
    prefix = (
        f"{number['year']}-{int(number['number'])}"
        if number and row.get("announcement_number")
        else told[:10]
    )
    digest = hashlib.sha256(f"{_fold(told)}\x1f{imo[0] if imo else _fold(name)}".encode()).hexdigest()
    return f"{'-'.join(prefix.split()) or 'undated'}-{digest[:KEY_LENGTH]}"


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in folded if character.isalnum())


def read_entry(row: Row, source: ListSource, log: TableLog, *, reference: str) -> ListEntry | None:
    """The entry of a row; None with a Problem of severity error where it has no name."""
    draft = EntryDraft(
        source=source, log=log, place=row.place, prefix="kr", reference=reference, raw=row.to_raw()
    )
    if _SHARED.search(reference):
        draft.note("key-shared", f"Another row has the same announcement and name; this one is {reference}.")
    _read_names(draft, row)
    draft.schema = _find_schema(draft, row)
    _read_dates(draft, row)
    _read_listing(draft, row)
    for column, read in _READERS.items():
        value = row.get(column)
        if value not in NOTHING:
            read(draft, value, row.cell(column))
    return draft.build()


def _read_names(draft: EntryDraft[Cell], row: Row) -> None:
    for column, lang in (("name_en", "en"), ("name_ko", "ko")):
        if row.get(column) not in NOTHING:
            draft.add_name(row.get(column), "primary", lang=lang)
    for part in _parts(row.get("name_original")):
        draft.add_name(part, "original_script")
    for part in _parts(row.get("aliases")):
        match = _ALIAS_LABEL.match(part)
        label = match["label"] if match else None
        kind: NameKind = next(
            (kind for words, kind in _LABELS if label and re.search(words, label, re.IGNORECASE)), "alias"
        )
        for name in split_names(part[match.end() :] if match else part):
            draft.add_name(name, kind, quality_raw=label)
    for part in _parts(row.get("former_names")):
        draft.add_name(part, "former")


def _parts(value: str) -> Iterator[str]:
    return (part.strip() for part in re.split(r"[;；\n]", value) if part.strip() not in NOTHING)


def _find_schema(draft: EntryDraft[Cell], row: Row) -> str:
    told = row.get("type")
    schema = next((schema for words, schema in SCHEMAS if re.search(words, told, re.IGNORECASE)), None)
    if told and schema is None:
        message = f"{told!r} is no type that is known; the entry is read without one."
        draft.note("type-unknown", message, place=row.cell("type"))
        draft.add_note("type", told)
    if schema == "Organization" and any(
        names_company(name.value) or _BANK.search(name.value) for name in draft.names
    ):
        return "Company"
    return schema or "LegalEntity"


def _read_dates(draft: EntryDraft[Cell], row: Row) -> None:
    act = row.get("announcement_number") or None
    kinds: tuple[tuple[str, ListingDateKind], ...] = (
        ("announcement_date", "designated_on"),
        ("effective_date", "legal_act_on"),
        ("amended_on", "amended_on"),
        ("delisted_on", "delisted_on"),
    )
    for column, kind in kinds:
        for part in _parts(row.get(column)):
            value = parse_korean_date(part)
            if value is None:
                message = f"{part!r} is no date; it is kept in raw alone."
                draft.log.note(row.cell(column), "kr-date-unreadable", message, severity="warning")
            else:
                role: ActRole | None = (
                    "listing" if act and column in {"announcement_date", "effective_date"} else None
                )
                draft.add_date(kind, value, read_from=column, act=act if role else None, role=role)
    if not row.get("announcement_date"):
        draft.log.note(
            row.cell("announcement_date"),
            "kr-announcement-undated",
            "The row does not say when the announcement was made.",
            severity="warning",
        )


def _read_listing(draft: EntryDraft[Cell], row: Row) -> None:
    draft.programmes = list(_parts(row.get("programme")))
    draft.measures = list(_parts(row.get("measures")))
    draft.reason = row.get("reason") or None
    draft.legal_basis = (
        "; ".join(filter(None, (row.get("announcement_number"), row.get("legal_basis")))) or None
    )
    unsc_id = unicodedata.normalize("NFKC", row.get("unsc_id"))
    if _UNSC.fullmatch(unsc_id):
        draft.unsc_id = unsc_id
    elif unsc_id not in NOTHING:
        draft.note("unsc-id-unreadable", f"{unsc_id!r} is no reference of the United Nations; kept as text.")
        draft.add_note("unsc_id", unsc_id)


def _read_birth_dates(draft: EntryDraft[Cell], value: str, place: Cell) -> None:
    del place
    dates = [parse_korean_date(part) for part in _OR.split(value) if part]
    certain = [date for date in dates if date]
    if len(certain) == len(dates):
        draft.add("birthDate", *certain)
    else:
        draft.add_note("birth_date", value)


def _read_countries(draft: EntryDraft[Cell], value: str, place: Cell) -> None:
    wanted = {"Person": "nationality", "Vessel": "flag"}.get(draft.schema, "country")
    for part in re.split(r"[;；,、/\n]", value):
        if code := find_country(part):
            draft.add(wanted, code)
        elif part.strip() not in NOTHING:
            draft.add_country(wanted, part, label="nationality", place=place)


def _read_identifiers(draft: EntryDraft[Cell], value: str, place: Cell) -> None:
    for part in re.split(r"[;；\n]", value):
        match = _IDENTIFIER.match(unicodedata.normalize("NFKC", part).strip())
        if match is None:
            draft.add_note("identifiers", part)
            continue
        label = match["label"].strip()
        kind = next((kind for words, kind in _KOREAN_LABELS if re.search(words, label)), None)
        identifier = Identifier(
            kind=kind or find_identifier_kind(label),
            value=match["number"],
            label_raw=label or None,
            country=find_country(match["country"]) if match["country"] else None,
        )
        draft.add_identifier(identifier, place=place)


def _read_imo(draft: EntryDraft[Cell], value: str, place: Cell) -> None:
    draft.add_identifier(Identifier(kind="imo", value=value, label_raw="IMO"), place=place)


def _read_position(draft: EntryDraft[Cell], value: str, place: Cell) -> None:
    del place
    if has_property(draft.schema, "position"):
        draft.add("position", *_parts(value))
    else:
        draft.add_note("position", value)


def _read_source(draft: EntryDraft[Cell], value: str, place: Cell) -> None:
    del place
    for part in _parts(value):
        if part.startswith(("http://", "https://")):
            draft.add("sourceUrl", part)
        else:
            draft.add_note("source", part)


def _adder(property_name: str) -> Callable[[EntryDraft[Cell], str, Cell], None]:
    def add(draft: EntryDraft[Cell], value: str, place: Cell) -> None:
        del place
        draft.add(property_name, *_parts(value))

    return add


def _read_remarks(draft: EntryDraft[Cell], value: str, place: Cell) -> None:
    del place
    draft.add_note("", value)


_READERS: dict[str, Callable[[EntryDraft[Cell], str, Cell], None]] = {
    "birth_date": _read_birth_dates,
    "birth_place": _adder("birthPlace"),
    "nationality": _read_countries,
    "position": _read_position,
    "identifiers": _read_identifiers,
    "imo": _read_imo,
    "address": _adder("address"),
    "source": _read_source,
    "remarks": _read_remarks,
}
"""Column to what reads it; names, dates and the listing's own columns are read before."""
