"""What all forms of OFAC's two lists share: which list is which, names, types, aliases, dates, ids."""

import re
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from lagebild.lists.draft import EntryDraft
from lagebild.lists.legal_forms import names_company
from lagebild.lists.source import ListSource
from lagebild.model.entity import clean_property
from lagebild.model.listing import ListEntry, NameKind

Place = TypeVar("Place", bound=Hashable)

AUTHORITY = "US"

SDN_CSV = ListSource(
    id="us-ofac-sdn",
    authority=AUTHORITY,
    name={
        "en": "OFAC Specially Designated Nationals and Blocked Persons List",
        "de": "OFAC-Liste der besonders benannten Staatsangehörigen und gesperrten Personen",
    },
    publisher="U.S. Department of the Treasury, Office of Foreign Assets Control",
    homepage="https://ofac.treasury.gov/specially-designated-nationals-and-blocked-persons-list-sdn-human-readable-lists",
    format="CSV without headings: sdn.csv, with alt.csv, add.csv and sdn_comments.csv in one zip archive",
    form="csv",
    reader_version="2",
)
"""The SDN list. Source: OFAC's Sanctions List Service, ofac.treasury.gov."""

CONSOLIDATED_CSV = ListSource(
    id="us-ofac-cons",
    authority=AUTHORITY,
    name={
        "en": "OFAC Consolidated Non-SDN Sanctions List",
        "de": "OFAC: konsolidierte Liste außerhalb der SDN-Liste",
    },
    publisher="U.S. Department of the Treasury, Office of Foreign Assets Control",
    homepage="https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists",
    format="CSV without headings: cons_prim.csv, with cons_alt.csv, cons_add.csv and cons_comments.csv in one "
    "zip archive",
    form="csv",
    reader_version="2",
)
"""All lists of OFAC's besides the SDN list. Source: as above."""


def make_source(csv_source: ListSource, *, form: str, layout: str) -> ListSource:
    """The same list in another form, such as `xml` or `advanced`; ids stay the same.

    Args:
        csv_source: `SDN_CSV` or `CONSOLIDATED_CSV`.
        form: Short name of the form.
        layout: What the reader reads, in words.
    """
    return replace(csv_source, form=form, format=layout)


NON_SDN_PROGRAMMES = frozenset(
    {
        "NS-PLC",
        "CMIC-EO13959",
        "CCMC-EO13959",
        "UKRAINE-EO13662",
        "561-Related",
        "561List",
        "FSE-IR",
        "FSE-SY",
        "MBS",
        "CAPTA",
    }
)
"""Programmes whose entries stand mostly on the consolidated list.

Source: cons_prim.csv of 2024, where 433 of 442 rows bear one of them; of the SDN rows of 2019 to 2023, 26 to 77 do.
`RUSSIA-EO14024` is left out: most of its entries are SDN.
"""


def is_consolidated(programmes_of_rows: Iterable[tuple[str, ...]]) -> bool:
    """Whether the rows of a file are the consolidated list's: at least half of them bear one of its programmes."""
    rows = [bool(NON_SDN_PROGRAMMES.intersection(programmes)) for programmes in programmes_of_rows]
    return bool(rows) and sum(rows) * 2 >= len(rows)


def make_listing_id(source: ListSource, reference: str) -> str:
    """`US:36` for a number on the SDN list, `US:cons:9639` on the consolidated one.

    OFAC gives a party one number for both lists, and 58 parties stood on both at once in 2023; these are two
    listings of one party.
    """
    return f"{AUTHORITY}:cons:{reference}" if source.id == CONSOLIDATED_CSV.id else f"{AUTHORITY}:{reference}"


def build_entry(draft: EntryDraft[Place]) -> ListEntry | None:
    """The entry of a draft, with the listing id of its list; None as `EntryDraft.build`."""
    entry = draft.build()
    if entry is None:
        return None
    listing_id = make_listing_id(draft.source, entry.listing.reference)
    return replace(entry, listing=replace(entry.listing, id=listing_id))


ALIAS_KINDS: dict[str, NameKind] = {
    "aka": "alias",
    "a.k.a.": "alias",
    "fka": "former",
    "f.k.a.": "former",
    "nka": "alias",
    "n.k.a.": "alias",
}
"""OFAC's words for aliases; `nka` (now known as) is a name in force, so it is an alias and its word is kept.

Source: alt_type in alt.csv; `aka type` in sdn.xml.
"""

SCHEMAS = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
"""OFAC's types to FollowTheMoney schemas; what has none of them is an entity: see `find_entity_schema`."""


def find_entity_schema(name: str) -> str:
    """Company where an entity's name holds a legal form, else Organization: OFAC says no more than `Entity`."""
    return "Company" if names_company(name) else "Organization"


def split_person_name(name: str) -> tuple[str, str]:
    """Last and first names of a person, written `LAST, First`; the first ones empty where no comma stands."""
    last, _, first = name.partition(",")
    return last.strip(), first.strip()


_HONORIFIC = re.compile(
    r"(?:(?:al-?)?haj+i?|hafiz|qari|mullah|mufti|ma[uw]la[nw]?[aiv]+|sheik?h|shaykh|ayatollah|hojjatoleslam|sayy?id|"
    r"ustad|dr|doctor|prof|professor|engineer|eng|mr|mrs|ms|sir)\.?",
    re.IGNORECASE,
)
"""Words that go with a name and name no office. Source: the column Title in the SDN lists of 2019 to 2023."""


def is_honorific(text: str) -> bool:
    """Whether a title is made of words that go with a name alone, such as `Haji`, and names no office."""
    words = text.split()
    return bool(words) and all(_HONORIFIC.fullmatch(word) for word in words)


def find_country(name: str) -> str | None:
    """The code in lower case of a country as OFAC names it, as `Cabo Verde.  Previously Cape Verde.`; else None."""
    return clean_property("LegalEntity", "country", name.partition(".  Previously ")[0].strip())


def split_programmes(value: str) -> tuple[str, ...]:
    """The programmes of one field: `SDGT] [IFSR` in CSV, `[SDGT] [IFSR]` in text."""
    parts = (part.strip(" []") for part in value.split("]"))
    return tuple(dict.fromkeys(part for part in parts if part))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_US_DATE = re.compile(r"(?:(?:(?P<day>\d{1,2}) )?(?P<month>[A-Za-z]{3})[a-z]* )?(?P<year>\d{4})")

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_us_date(raw: str) -> str | None:
    """The ISO 8601 prefix of a date as OFAC writes it.

    Args:
        raw: `10 Dec 1948`, `Sep 1938` or `1946`; outer space is ignored.

    Returns:
        `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None for everything else, such as `circa 1951` or `1951 to 1953`.
    """
    match = _US_DATE.fullmatch(raw.strip())
    if match is None:
        return None
    if not match["month"]:
        return match["year"]
    month = match["month"].lower()
    if month not in _MONTHS:
        return None
    number = _MONTHS.index(month) + 1
    if not match["day"]:
        return f"{match['year']}-{number:02}"
    day, year = int(match["day"]), int(match["year"])
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = _DAYS[number - 1] if number != 2 or is_leap else 28  # noqa: PLR2004  - February
    return f"{match['year']}-{number:02}-{day:02}" if 1 <= day <= last else None
