"""The remarks of OFAC's entries, read into properties clause by clause."""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from lagebild.lists.draft import EntryDraft
from lagebild.lists.identifiers import Identifier, IdentifierKind
from lagebild.lists.us_ofac.clauses import (
    ALTERNATIVE,
    DOCUMENT,
    Clause,
)
from lagebild.lists.us_ofac.entry import (
    ALIAS_KINDS,
    CONSOLIDATED_CSV,
    find_country,
    is_honorific,
    parse_us_date,
)
from lagebild.model.entity import clean_property, has_property, normalize_identifier
from lagebild.model.listing import NameKind

Place = TypeVar("Place", bound=Hashable)

_PROSE = re.compile(r"(?:^|\s)[a-z]{3,}")
"""A word in what should be a number, as `Passport and National ID were issued in Ulm`."""

_LETTERS_ALONE = re.compile(r"[A-Z]{4,11}|[A-Z0-9]{1,2}-[A-Z]{3,5}")
"""What is a number without digits: a bank's code, a ship's call sign, an aircraft's registration."""

_ON_NET = re.compile(
    r"(?P<email>[\w.+-]+@[\w.-]+\w)(?: \(email\))?|(?P<website>(?:https?://|www\.)\S+)(?: \(website\))?"
)
"""An address on the net without a label."""

_NUMBER_KINDS: tuple[tuple[re.Pattern[str], IdentifierKind], ...] = (
    (re.compile(r"IMO(?: No\.?)?[\s:]*(?=\(?\d)"), "imo"),
    (re.compile(r"ISIN[\s:]+(?=[A-Z]{2})"), "isin"),
)
"""Words at the start of a number that say more than its label: `Company Number IMO 5055293`."""

_LEI_LENGTH = 20
_RUSSIA = "ru"

_COVERED = re.compile(r"\((?P<act>[^()]+)\):?\s*(?P<date>.+)")
"""What a listing date is about, as `(EO 14024 Directive 3): 24 Feb 2022`."""

_ORDER = re.compile(r"EO (\d+)")

_POSITION = re.compile(
    r"(?:(?:former|ex-?|first|second|senior|acting|permanent|current|chief|lead(?:ing)?|general|vice|deputy|assistant|"
    r"executive|supervisory|managing|military|political|presidential|prime|head|state|a)[\s-]+)*"
    r"(?:minister|members?|director|commander|general|colonel|captain|brigadier|admiral|major|lieutenant|lt\.|chief|"
    r"president|chair(?:man|person|woman)?|deputy|secretary|governor|ambassador|judge|magistrate|rector|head|leader|"
    r"manager|representative|official|officer|employee|advis[eo]r|founder|co-founder|owner|aide|commissioner|"
    r"spokes\w+|mayor|prosecutor|attorney|senator|marshal|emir|administrator|ministry|board)\b.*"
    r"|.*\b(?:representative|official|employee|advis[eo]r|officer|member|director|minister|chairman|president)"
    r"(?: in [\w ,]+)?",
    re.IGNORECASE,
)
"""An office in words. Source: clauses without a label in the SDN lists of 2019 to 2023."""


@dataclass(slots=True)
class Link:
    """Another party that an entry names: with its role, such as `Linked To`."""

    role: str
    name: str


@dataclass(slots=True)
class RemarksReading:
    """What reading an entry's remarks leaves to do or to tell.

    Attributes:
        links: Parties named, to be found in the list once all of it is read.
        unknown: Clauses that no rule took; they are in the notes.
    """

    links: list[Link] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def apply_clauses(
    draft: EntryDraft[Place], clauses: list[Clause], *, place: Place | None = None
) -> RemarksReading:
    """Read clauses into a draft; what no rule takes goes to the notes.

    Args:
        draft: The entry, with its schema and programmes set.
        clauses: From `read_clauses`, or made from the fields of an XML form.
        place: Where the remark stands, for problems.
    """
    reading = RemarksReading()
    for clause in clauses:
        treatment = TREATMENTS.get(clause.rule.treatment) if clause.rule else _read_unlabelled
        if treatment is None or not treatment(_Reading(draft, clause, place, reading)):
            draft.add_note("", clause.text)
            reading.unknown.append(clause.text)
    return reading


@dataclass(slots=True)
class _Reading:
    """One clause while it is read into a draft."""

    draft: EntryDraft  # type: ignore[type-arg]  # places are only handed on
    clause: Clause
    place: Hashable | None
    reading: RemarksReading

    @property
    def argument(self) -> str:
        return self.clause.rule.argument if self.clause.rule else ""

    @property
    def plain(self) -> str:
        return self.clause.value.rstrip(".").strip()

    def keep(self) -> bool:
        """Keep the whole clause as a note."""
        self.draft.add_note("", self.clause.text)
        return True


def _read_unlabelled(item: _Reading) -> bool:
    if match := _ON_NET.fullmatch(item.plain):
        name = "email" if match["email"] else "website"
        if has_property(item.draft.schema, name):
            item.draft.add(name, match[name])
            return True
    if item.draft.schema != "Person":
        return False
    if is_honorific(item.clause.text):
        item.draft.add("title", item.clause.text)
        return True
    known = {value.lower() for value in item.draft.properties["position"]}
    if item.clause.text.lower() in known or _POSITION.fullmatch(item.clause.text):
        item.draft.add("position", item.clause.text)
        return True
    return False


def _read_birth_date(item: _Reading) -> bool:
    value = parse_us_date(item.plain)
    if value is not None and item.draft.schema == "Person":
        item.draft.add("birthDate", value)
    else:
        item.draft.add_note("Date of birth", item.plain)
    return bool(item.plain)


def _read_birth_place(item: _Reading) -> bool:
    place = item.plain
    if not place:
        return False
    item.draft.add("birthPlace", place)
    tails = (
        [place] if "," not in place else [", ".join(place.split(", ")[-2:]), place.rpartition(",")[2].strip()]
    )
    code = next((code for tail in tails if (code := clean_property("Person", "birthCountry", tail))), None)
    if code:
        item.draft.add("birthCountry", code)
    return True


def _read_country(item: _Reading) -> bool:
    if not item.plain:
        return False
    name = item.plain.partition(".  Previously ")[0]
    if name.lower() == "none identified":
        item.draft.add_note(item.clause.label, item.plain)
    else:
        item.draft.add_country(item.argument, name, label=item.clause.label, place=item.place)
    return True


def _read_gender(item: _Reading) -> bool:
    gender = item.plain.lower()
    if gender not in {"male", "female"}:
        return False
    item.draft.add("gender", gender)
    return True


def _read_alias(item: _Reading) -> bool:
    name = item.clause.value.strip().rstrip(".")
    is_quoted = len(name) > 2 and name[0] in "'‘\"" and name[-1] in "'’\""  # noqa: PLR2004  - the two marks
    name = name[1:-1].strip() if is_quoted else item.clause.value.strip()
    if not name:
        return False
    label = item.clause.label.lower()
    kind: NameKind = "weak" if is_quoted else ALIAS_KINDS.get(label, "alias")
    item.draft.add_name(name, kind, quality_raw=label)
    return True


def _read_link(item: _Reading) -> bool:
    if not item.clause.value:
        return False
    item.reading.links.append(Link(item.clause.label, item.clause.value))
    return item.keep()


def _read_measure(item: _Reading) -> bool:
    item.draft.measures.append(ALTERNATIVE.sub("", item.clause.text, count=1))
    return True


def _read_listing_date(item: _Reading) -> bool:
    """Read since when a directive applies; only where nothing else can be meant is that the day of designation.

    A party of the consolidated list with other programmes too may have stood there before; on the SDN list the
    directive is no designation at all (17018, VTB: directives of 2022-02-24, SDN later).
    """
    match = _COVERED.fullmatch(item.plain)
    value = parse_us_date(match["date"]) if match else None
    if match is None or value is None:
        item.draft.note(
            "date-unreadable", f"{item.clause.text!r} has no day that can be read.", place=item.place
        )
        return item.keep()
    read_from = f"Remarks: {item.clause.label} ({match['act']})"
    if item.draft.source.id != CONSOLIDATED_CSV.id:
        message = (
            f"{item.clause.text!r} is the day of a directive, not of the SDN listing; it is kept as text."
        )
        item.draft.note("directive-date", message, place=item.place)
        return item.keep()
    if all(_is_of_programme(match["act"], programme) for programme in item.draft.programmes or ("",)):
        item.draft.add_date("designated_on", value, read_from=read_from)
    else:
        item.draft.add_date("legal_act_on", value, read_from=read_from, act=match["act"], role="amendment")
    return item.keep()


def _is_of_programme(act: str, programme: str) -> bool:
    """Whether an act such as `EO 14024 Directive 3` or `CMIC` is that of a programme's tag, as RUSSIA-EO14024."""
    order = _ORDER.search(act)
    return (
        programme.endswith(f"-EO{order[1]}")
        if order
        else programme.partition("-")[0] == act.partition(" ")[0]
    )


def _read_date(item: _Reading) -> bool:
    value = parse_us_date(item.plain)
    if value is not None and has_property(item.draft.schema, item.argument):
        item.draft.add(item.argument, value)
        return True
    return item.keep()


def _read_property(item: _Reading) -> bool:
    value = item.plain
    if not value:
        return False
    if item.argument == "website" and " " in value:
        item.draft.add_note(item.clause.label, value)
        value = next((word for word in value.split() if "." in word), "")
    if has_property(item.draft.schema, item.argument):
        item.draft.add(item.argument, value)
    else:
        item.draft.add_note(item.clause.label, item.plain)
    return True


def _read_wallet(item: _Reading) -> bool:
    currency, _, address = item.plain.partition(" ")
    if not address:
        return False
    item.draft.relate(
        "CryptoWallet",
        {"publicKey": [address.strip()], "currency": [currency], "holder": [item.draft.entity_id]},
    )
    return item.keep()


def _read_note(item: _Reading) -> bool:
    return item.keep()


def _read_identifier(item: _Reading) -> bool:
    match = DOCUMENT.fullmatch(item.plain)
    number, _, more = match["number"].partition(", ") if match else ("", "", "")
    if (
        match is None
        or _PROSE.search(number)
        or not (re.search(r"\d", number) or _LETTERS_ALONE.fullmatch(number))
    ):
        return False
    kind = item.argument or "other"
    for words, better in _NUMBER_KINDS:
        if found := words.match(number):
            kind, number = better, number[found.end() :].strip(" ()")
    country = find_country(match["country"]) if match["country"] else None
    issued, expires = (parse_us_date(match[name] or "") for name in ("issued", "expires"))
    add_identifier(
        item.draft,
        Identifier(
            kind=_refine_kind(kind, number, country),
            value=number,
            label_raw=item.clause.label,
            country=country,
            issued_on=issued,
            expires_on=expires,
            note=more or None,
        ),
        place=item.place,
    )
    is_whole = not more and (country or not match["country"])
    is_dated = bool(issued) == bool(match["issued"]) and bool(expires) == bool(match["expires"])
    return True if is_whole and is_dated else item.keep()


def _refine_kind(kind: str, number: str, country: str | None) -> IdentifierKind:
    """The kind of a number whose label OFAC gives to other numbers too.

    A `Legal Entity Number` is an LEI only with 20 characters (the Dutch RSIN stands there too), a `Government
    Gazette Number` Russia's OKPO only where it is Russia's (Bulgaria's BULSTAT stands there too).
    """
    is_other_register = kind == "okpo" and country not in {None, _RUSSIA}
    if is_other_register or (kind == "lei" and len(number.replace(" ", "")) != _LEI_LENGTH):
        return "registration"
    return kind  # type: ignore[return-value]  # the table's test compares its kinds with IdentifierKind


def add_identifier(draft: EntryDraft[Place], identifier: Identifier, *, place: Place | None = None) -> None:
    """Add a number, and where Russia gave it also as INN or OGRN if it has that form and check digit."""
    draft.add_identifier(identifier, place=place)
    if identifier.country != _RUSSIA:
        return
    for kind, property_name, form in (("tax", "innCode", "inn"), ("registration", "ogrnCode", "ogrn")):
        if identifier.kind == kind and has_property(draft.schema, property_name):
            draft.add(property_name, normalize_identifier(form, identifier.value) or "")


TREATMENTS: dict[str, Callable[[_Reading], bool]] = {
    "alias": _read_alias,
    "birth_date": _read_birth_date,
    "birth_place": _read_birth_place,
    "country": _read_country,
    "date": _read_date,
    "gender": _read_gender,
    "identifier": _read_identifier,
    "link": _read_link,
    "listing_date": _read_listing_date,
    "measure": _read_measure,
    "note": _read_note,
    "property": _read_property,
    "wallet": _read_wallet,
}
"""What is done with a clause; each takes it and says whether it could."""
