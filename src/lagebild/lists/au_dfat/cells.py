"""Cells of Australia's list: their parts, and an entry's fields in one writing for both layouts."""

import re
from collections.abc import Sequence

from lagebild.lists.au_dfat.dates import read_listing_prose, write_birth_dates
from lagebild.lists.au_dfat.remarks import read_un_reference, split_sentences
from lagebild.lists.table import Row
from lagebild.model.entity import clean_property
from lagebild.model.listing import NameKind

NAME_KINDS: dict[str, NameKind] = {
    "primary name": "primary",
    "aka": "alias",
    "alias": "alias",
    "original script": "original_script",
    "formerly known as": "former",
    "previously listed as": "former",
}
"""The list's name types in lower case. Source: all values of both editions, in thirteen ways of writing in 2024."""

MEASURES = ("Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction")

SINCE_2025 = ("Alias Strength", "IMO Number", "Instrument of Designation", *MEASURES)
"""Columns of the layout since November 2025. Source: the edition of 2026-08."""

NOTHING = {"na", "n/a", "n.a.", "nil", "unknown", "not available"}
"""Words that stand for no value. Source: Address `NA`, Date of Birth `na` in both editions."""

UN_REFERENCE = "Additional Information: UN reference"
"""Field of `raw` for the Council's reference, apart from the text that it opens since November 2025."""

_NAME_COLUMNS = ("Name of Individual or Entity", "Name Type", "Alias Strength")

_PROGRAMMES = re.compile(r"[;\r\n]+|(?<=\))\s+(?=\d{3,4}\b|Autonomous)")
"""Between two programmes of one cell. Source: reference 2522 of 2024-12, `1970 (Libya) 1973 (Libya)`."""

_LETTERED = re.compile(r"(?:^|(?<=[\s;,.)]))\(?[a-z]\)\s*")
_SEMICOLON = re.compile(r";")
_LINE_END = re.compile(r"[\r\n]+")
_COUNTRY_PARTS = re.compile(r"[;/\r\n]| and |, ")
BRACKETS = re.compile(r"\s*\([^()]*\)")

_UN_BODY = re.compile(r"^(?P<number>\d{3,4})(?:/\d{3,4})*\s*\(")


def read_raw(rows: Sequence[Row]) -> dict[str, list[str]]:
    """The entry's fields as published, heading to the different values of its rows, in the writing of both layouts.

    What only the writing changed in November 2025 is written in one way, so that a comparison of editions shows what
    the publisher says otherwise and not how the columns look: docs/sources/au_dfat.md lists every case.
    """
    raw: dict[str, list[str]] = {}
    for heading in rows[0].table.columns:
        if heading in _NAME_COLUMNS:
            values = [_write_name(heading, row) for row in rows if row.get(heading)]
        else:
            told = dict.fromkeys(row.get(heading) for row in rows)
            values = [written for value in told for written in _write_value(heading, value)]
        raw[heading] = list(dict.fromkeys(values))
    if any(heading in rows[0].table.columns for heading in SINCE_2025):
        found = (find_un_reference(row) for row in rows)
        raw[UN_REFERENCE] = list(dict.fromkeys(value for value in found if value))
    return raw


def _write_name(heading: str, row: Row) -> str:
    name = _tidy(row.get("Name of Individual or Entity"))
    match heading:
        case "Name Type":
            return _name_type(row)
        case "Alias Strength":
            return f"{name}: {row.get(heading)}"
        case _:
            return f"{name} ({_name_type(row)})"


def _write_value(heading: str, value: str) -> list[str]:  # noqa: PLR0911  - one return per column
    if not value or value.lower() in NOTHING:
        return []
    match heading:
        case "Reference":
            return [re.sub(r"\D.*", "", value)]
        case "Type":
            return [value.capitalize()]
        case "Date of Birth":
            return write_birth_dates(value)
        case "Place of Birth" | "Address":
            return [_tidy(part) for part in split_lettered(value)]
        case "Citizenship":
            return [_write_country(part) for part in split_countries(value)]
        case "Additional Information":
            return _write_remark(value)
        case "Listing Information":
            return _write_listing(value)
        case "Committees":
            return [_write_programme(programme) for programme in split_programmes(value)]
        case _:
            return [_tidy(value)]


def _write_remark(value: str) -> list[str]:
    sentences = split_sentences(value)
    if sentences and (reference := read_un_reference(sentences[0])):
        number = reference[-3:]
        sentences[0] = sentences[0].partition(number)[2].strip(" .,;:")
    return [sentence for sentence in sentences if sentence]


def _write_listing(value: str) -> list[str]:
    """What the prose says happened on which day, by kind, then its other words.

    A listing by a Committee and one that the list now states in its own name are both `listed`: since November 2025
    the same entries say `Listed on` where they said `Listed by UN 1267 Committee on`.
    """
    words = {
        "designated_on": "listed",
        "legal_act_on": "listed",
        "amended_on": "amended",
        "delisted_on": "delisted",
    }
    written, dates = [], read_listing_prose(value)
    if any(date.kind is None for date in dates):
        return [_tidy(value)]
    for date in dates:
        told = "relisted" if date.role == "recast" else words.get(date.kind or "")
        is_title = len(date.value) == len("YYYY")
        written.append(_plain(date.act or "") if is_title else f"{told} {date.value}")
    return written or [_tidy(value)]


def _write_programme(programme: str) -> str:
    match = _UN_BODY.match(programme)
    return match["number"] if match else _plain(programme)


def _write_country(value: str) -> str:
    code = clean_property("LegalEntity", "country", BRACKETS.sub("", value).strip() or value)
    return code.upper() if code else _tidy(value)


def _plain(value: str) -> str:
    """With one kind of dash and quotation mark, and one space: what differs between copies of one title."""
    value = re.sub(r"\s*[‐‑‒–—-]\s*", "-", value)
    return re.sub(r"[‘’`´]", "'", " ".join(value.split()))


def _tidy(value: str) -> str:
    value = " ".join(value.split()).strip(" ;,.")
    return value[1:-1].strip() if value.startswith("(") and value.find(")") == len(value) - 1 else value


def fold_cell(value: str) -> str:
    """A cell as a key: without regard to capitals, spacing and what closes it."""
    return " ".join(value.casefold().split()).strip(" ;,.")


def _name_type(row: Row) -> str:
    kind = NAME_KINDS.get(row.get("Name Type").lower())
    words = {"alias": "Alias", "primary": "Primary Name", "original_script": "Original Script"}
    return words.get(kind or "", row.get("Name Type"))


def find_un_reference(row: Row) -> str | None:
    """The Council's reference with which the row's remark, or its prose about the listing, begins; else None."""
    return read_un_reference(row.get("Additional Information")) or read_un_reference(
        row.get("Listing Information")
    )


def split_lettered(value: str) -> list[str]:
    """The parts of a cell: after letters `a)`, between semicolons, and on lines that close with a country."""
    parts = (part for lettered in _LETTERED.split(value) for part in _SEMICOLON.split(lettered))
    kept = (" ".join(line.split()).strip(" ,;") for part in parts for line in _join_lines(part))
    return [part for part in kept if part and part.lower() not in NOTHING]


def _join_lines(part: str) -> list[str]:
    """The lines of a cell; one that ends in the middle of brackets, or without a country, goes on in the next.

    Source: addresses of references 445 and 1245, where lines end inside a remark.
    """
    lines: list[str] = []
    for line in _LINE_END.split(part):
        if lines and not _is_closed(lines[-1]):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _is_closed(line: str) -> bool:
    return line.count("(") == line.count(")") and find_last_country(line) is not None


def find_last_country(part: str) -> str | None:
    """The country that ends an address or place, or is all of it; None where it does not end with one."""
    last = BRACKETS.sub("", part).rpartition(",")[2].strip(" .;")
    return clean_property("LegalEntity", "country", last) if last and last.lower() not in NOTHING else None


def split_countries(value: str) -> list[str]:
    """The countries of one cell; `Congo, Democratic Republic of the` and `Bosnia and Herzegovina` stay whole."""
    found: list[str] = []
    for part in split_lettered(value):
        bare = BRACKETS.sub("", part).strip()
        if clean_property("LegalEntity", "country", bare) is not None:
            found.append(part)
        else:
            pieces = (piece.strip() for piece in _COUNTRY_PARTS.split(part))
            found.extend(piece for piece in pieces if piece and piece.lower() not in NOTHING)
    return found


def split_programmes(value: str) -> list[str]:
    """The sanctions frameworks of one cell, as published."""
    return [" ".join(part.split()) for part in _PROGRAMMES.split(value) if part.strip()]
