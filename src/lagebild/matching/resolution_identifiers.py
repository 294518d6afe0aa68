"""The identifiers of an entity that are strong enough to join it with others by rule.

Strong is what one body gives to one bearer and what can be read without doubt: numbers with a check digit, the
UN's reference, and numbers of a register or a document together with their country. Not strong, and never read
here: MMSI and call signs (given anew after a sale), an aircraft's registration mark (the same), a ship's official
number (per register, no country with it), Wikidata ids (added by third parties), a company's ISIN (paper of a
depositary bearing the bank's name), DUNS, licence and telephone numbers.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from lagebild.lists.identifiers import find_identifier_kind
from lagebild.lists.remarks import is_company_number, is_ship_number
from lagebild.matching.resolution_entity import Family, ResolvableEntity
from lagebild.model.entity import Entity, clean_property, normalize_identifier

IdentifierKind = Literal[
    "un-reference",
    "imo-ship",
    "imo-company",
    "lei",
    "ogrn",
    "inn",
    "isin",
    "passport",
    "national-id",
    "registration-number",
    "tax-number",
    "bic",
]
"""Kinds of strong identifier, the strongest first: where links contradict each other the weaker one is left out."""

KINDS: tuple[IdentifierKind, ...] = get_args(IdentifierKind)

SELF_EVIDENT: frozenset[IdentifierKind] = frozenset(
    {"un-reference", "imo-ship", "imo-company", "lei", "ogrn", "inn", "isin"}
)
"""Kinds of which one number means one bearer whatever the names: registers check them and never give them twice.

Source: the standards they come from: ISO 17442 (LEI), ISO 6166 (ISIN), the IMO's numbering schemes for ships and for
companies, Russia's state and tax registers (OGRN, INN). The others are unique within a register or a series of
documents that the lists do not name.
"""

UnusedReason = Literal["invalid", "other-kind", "ambiguous", "no-country", "placeholder", "too-short"]

SHORTEST = 5
"""Characters that a number without a check digit needs, leading zeros not counted: shorter ones are met by chance.

Source: our choice: a list holds thousands of numbers, so that of 10,000 possible ones some would meet by chance.
"""

LONGEST = 30
"""A longer one is prose, such as several numbers in one cell. Source: our choice; a LEI has 20."""

FEWEST_DIGITS = 3
"""Digits that a number needs besides letters: `REFUSED` is none."""

NO_COUNTRY = "zz"
"""FollowTheMoney's code for the whole world: it vouches for no register."""

UN_AUTHORITY = "UNSC"
"""The authority whose own number is the UN reference."""

_PLACEHOLDERS = frozenset(
    {"UNKNOWN", "NOTAVAILABLE", "NOTKNOWN", "NONE", "NULL", "NIL", "NA", "TBC", "TBD", "UNBEKANNT", "INCONNU"}
)
_MASKED = re.compile(r"X{3}|\*{2}|\?")
_SEQUENCE = "0123456789012345678901234567890"
_NUMBER_WORD = re.compile(r"^(?:(?:NO|NR|NUMBER|N°)[.:°]*\s+|(?:NO|NR|N)[.:°]\s*)")
_UN_REFERENCE = re.compile(r"(?:UN\b\D{0,40}?\b)?([A-Z]{2})([IE])\.(\d{3})\.?", re.IGNORECASE)
"""`QDi.001`, `KPe.012`, with words such as `UN Ref` before it. Source: the UN consolidated list."""

_PROPERTIES: tuple[tuple[str, str, frozenset[Family]], ...] = (
    ("imoNumber", "imo", frozenset({"vessel", "organisation", "legal"})),
    ("leiCode", "lei", frozenset({"organisation", "legal"})),
    ("ogrnCode", "ogrn", frozenset({"person", "organisation", "legal"})),
    ("innCode", "inn", frozenset({"person", "organisation", "legal"})),
    ("isin", "isin", frozenset({"security"})),
    ("passportNumber", "passport", frozenset({"person", "legal"})),
    ("registrationNumber", "registration-number", frozenset({"organisation", "legal"})),
    ("taxNumber", "tax-number", frozenset({"organisation", "legal"})),
    ("vatCode", "tax-number", frozenset({"organisation", "legal"})),
    ("swiftBic", "bic", frozenset({"organisation", "legal"})),
)
"""Property, kind, and whose it can be."""

_FAMILIES_OF: dict[str, frozenset[Family]] = {kind: families for _, kind, families in _PROPERTIES} | {
    "tax-number": frozenset({"person", "organisation", "legal"}),
    "national-id": frozenset({"person", "organisation", "legal"}),
    "un-reference": frozenset({"person", "organisation", "vessel", "legal", "other"}),
}

_UN_REFERENCE_PROPERTIES = ("idNumber", "registrationNumber")

_DOCUMENT_KINDS: dict[str, str] = {
    "passport": "passport",
    "id": "national-id",
    "tax": "tax-number",
    "vat": "tax-number",
    "registration": "registration-number",
    "un_reference": "un-reference",
    "imo": "imo",
    "lei": "lei",
    "bic": "bic",
    "inn": "inn",
    "ogrn": "ogrn",
}
"""The list readers' kinds of number that join; the others, such as licences and social security, do not."""

_NATIONAL_ID = re.compile(
    r"national|ident|personal|citizen|c[ée]dula|\bid\b|\bd\.?n\.?i\b|\bc\.?u\.?r\.?p|\bc\.?u\.?i|tazkira|ausweis",
    re.IGNORECASE,
)
_NO_NATIONAL_ID = re.compile(r"birth|milit|residen|visa|elect|voter|travel|foreign|\bother\b", re.IGNORECASE)
"""Papers that a person has several of, or that are numbered per office, and whatever the EU files as other.

Source: OFAC's identity labels, 2023; identifications of the EU's list of 2026-05-01.
"""

_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
"""Russia's code for the reason of a registration: an office and a reason, alike for many firms of one district."""


@dataclass(frozen=True, slots=True)
class StrongIdentifier:
    """One identifier in its normal form, with the value as published and where it stood."""

    kind: IdentifierKind
    key: str
    value: str
    field: str


@dataclass(frozen=True, slots=True)
class UnusedIdentifier:
    """One number that looked like an identifier and is not strong, and why."""

    kind: str
    value: str
    field: str
    reason: UnusedReason


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    value: str
    field: str
    country: str | None = None


def read_identifiers(
    entity: ResolvableEntity,
) -> tuple[tuple[StrongIdentifier, ...], tuple[UnusedIdentifier, ...]]:
    """The strong identifiers of an entity, each kind and key once, and the numbers that are not strong."""
    strong: dict[tuple[str, str], StrongIdentifier] = {}
    unused: dict[UnusedIdentifier, None] = {}
    for candidate in (*_find_un_references(entity), *_find_documents(entity), *_find_properties(entity)):
        found = _judge(candidate, entity.family)
        if isinstance(found, UnusedIdentifier):
            unused[found] = None
        else:
            strong.setdefault((found.kind, found.key), found)
    references = [one for one in strong.values() if one.kind == "un-reference"]
    if len(references) > 1 and UN_AUTHORITY not in entity.authorities:
        for one in references:
            del strong[one.kind, one.key]
            unused[UnusedIdentifier(one.kind, one.value, one.field, "ambiguous")] = None
    return tuple(strong.values()), tuple(unused)


def _find_un_references(entity: ResolvableEntity) -> Iterator[_Candidate]:
    """The UN's reference: its own list's number, else one that another list gives in a place of its own.

    Text is never searched: a reason names the references of others too.
    """
    if UN_AUTHORITY in entity.authorities:
        for authority, reference in entity.references:
            if authority == UN_AUTHORITY and _UN_REFERENCE.fullmatch(reference):
                yield _Candidate("un-reference", reference, "listing reference")
        return
    for value in entity.un_references:
        yield _Candidate("un-reference", value, "listing, place of the UN reference")
    for name in _UN_REFERENCE_PROPERTIES:
        for value in entity.get(name):
            if _UN_REFERENCE.fullmatch(value.strip()):
                yield _Candidate("un-reference", value, name)


def _find_documents(entity: ResolvableEntity) -> Iterator[_Candidate]:
    for document in entity.documents:
        kind = _kind_of_document(document)
        if kind is None or (kind == "un-reference" and UN_AUTHORITY in entity.authorities):
            continue
        country, origin = _country_of_document(document, entity, kind)
        label = next(iter(document.get("type")), "")
        field = f"{document.schema}.number{f' ({label})' if label else ''}{origin}"
        for value in dict.fromkeys((*document.get("number"), *document.get("passportNumber"))):
            yield _Candidate(kind, value, field, country)


def _kind_of_document(document: Entity) -> str | None:
    label = " ".join(document.get("type"))
    kind = "passport" if document.schema == "Passport" else find_identifier_kind(label)
    if kind == "id" and (_NO_NATIONAL_ID.search(label) or not _NATIONAL_ID.search(label)):
        return None
    return _DOCUMENT_KINDS.get(kind)


def _country_of_document(document: Entity, entity: ResolvableEntity, kind: str) -> tuple[str | None, str]:
    stated = _countries(document.get("country"))
    if stated:
        return (stated[0], ", with its country") if len(stated) == 1 else (None, "")
    return _country_of(entity, kind)


def _find_properties(entity: ResolvableEntity) -> Iterator[_Candidate]:
    read_already = {
        _number_key(value)
        for one in entity.documents
        for value in (*one.get("number"), *one.get("passportNumber"))
    }
    for name, kind, _ in _PROPERTIES:
        is_register_kind = kind in {"registration-number", "tax-number", "passport"}
        for value in entity.get(name):
            if is_register_kind and (
                _number_key(value) in read_already or _UN_REFERENCE.fullmatch(value.strip())
            ):
                continue
            country, origin = _country_of(entity, kind)
            yield _Candidate(kind, value, f"{name}{origin}", country)


def _country_of(entity: ResolvableEntity, kind: str) -> tuple[str | None, str]:
    """The country that a number without one belongs to, where the entity leaves no choice, and its field."""
    match kind:
        case "passport" | "national-id":
            choices: tuple[tuple[str, ...], ...] = (("nationality", "citizenship"),)
        case "registration-number" | "tax-number" if entity.family != "person":
            choices = (("jurisdiction",), ("country", "mainCountry"))
        case _:
            return None, ""
    for names in choices:
        found = _countries(tuple(value for name in names for value in entity.get(name)))
        if found:
            origin = next(name for name in names if entity.get(name))
            return (found[0], f", country from {origin}") if len(found) == 1 else (None, "")
    return None, ""


def _countries(values: tuple[str, ...]) -> tuple[str, ...]:
    codes = (clean_property("LegalEntity", "country", value) for value in values)
    return tuple(dict.fromkeys(code for code in codes if code and code != NO_COUNTRY))


def _judge(candidate: _Candidate, family: Family) -> StrongIdentifier | UnusedIdentifier:
    def unused(reason: UnusedReason) -> UnusedIdentifier:
        return UnusedIdentifier(candidate.kind, candidate.value, candidate.field, reason)

    if family not in _FAMILIES_OF[candidate.kind]:
        return unused("other-kind")
    match candidate.kind:
        case "un-reference":
            found = _un_reference(candidate.value, family)
        case "imo":
            found = _imo(candidate.value, family)
        case "ogrn" | "inn":
            found = _russian(candidate.value, family, kinds=(candidate.kind,))
        case "lei" | "isin":
            number = normalize_identifier(candidate.kind, candidate.value)
            found = (candidate.kind, number) if number else "invalid"
        case "bic":
            found = _bic(candidate.value)
        case _:
            found = _register_number(candidate, family)
    if isinstance(found, str):
        return unused(found)
    return StrongIdentifier(found[0], found[1], candidate.value, candidate.field)


_Judged = tuple[IdentifierKind, str] | UnusedReason
"""Kind and key, or why there is none."""


def _un_reference(value: str, family: Family) -> _Judged:
    match = _UN_REFERENCE.fullmatch(value.strip())
    if match is None:
        return "invalid"
    letter = match[2].lower()
    if (letter == "i" and family in {"organisation", "vessel"}) or (letter == "e" and family == "person"):
        return "other-kind"
    return "un-reference", f"{match[1].upper()}{letter}.{match[3]}"


@lru_cache(maxsize=8192)
def _imo(value: str, family: Family) -> _Judged:
    """Ships and companies are numbered apart, with check digits of their own; one in ten fits both."""
    number = normalize_identifier("imo", value)
    if number is None:
        return "invalid"
    digits = number.removeprefix("IMO")
    if family == "vessel":
        return ("imo-ship", number) if is_ship_number(digits) else "other-kind"
    return ("imo-company", number) if is_company_number(digits) else "other-kind"


_RUSSIAN_LENGTHS: dict[str, tuple[int, int]] = {"ogrn": (13, 15), "inn": (10, 12)}
"""Digits of an organisation's and of a person's number. Source: python-stdnum's `ru.inn`, rigour's `ids.ogrn`."""


def _russian(value: str, family: Family, *, kinds: tuple[str, ...]) -> _Judged:
    digits = "".join(char for char in value if char.isalnum())
    for kind in kinds:
        organisation, person = _RUSSIAN_LENGTHS[kind]
        if not (digits.isascii() and digits.isdecimal()) or normalize_identifier(kind, digits) != digits:
            continue
        if (family == "organisation" and len(digits) == person) or (
            family == "person" and len(digits) == organisation
        ):
            return "other-kind"
        return ("ogrn", digits) if kind == "ogrn" else ("inn", digits)
    return "invalid"


def _bic(value: str) -> _Judged:
    """The institution's eight characters; eleven where a branch is named: a branch is not its bank.

    Source: ISO 9362: characters 5 and 6 are the country, 9 to 11 the branch, `XXX` the head office.
    """
    code = "".join(value.split()).upper()
    country = clean_property("LegalEntity", "country", code[4:6]) if len(code) in {8, 11} else None
    if (
        normalize_identifier("bic", code) is None
        or country in {None, NO_COUNTRY}
        or country != code[4:6].lower()
    ):
        return "invalid"
    return "bic", code if len(code) == len("BANKDEFF500") and not code.endswith("XXX") else code[:8]


def _register_number(candidate: _Candidate, family: Family) -> _Judged:
    """A number that only its country and its length vouch for; a Russian one is often an OGRN or INN."""
    key = _number_key(candidate.value)
    weakness = _find_weakness(candidate.value, key)
    if weakness:
        return weakness
    if candidate.country == "ru" and candidate.kind in {"registration-number", "tax-number"}:
        russian = _russian(key, family, kinds=("ogrn", "inn"))
        if not isinstance(russian, str):
            return russian
        if _KPP.fullmatch(key):
            return "other-kind"
    if candidate.country is None:
        return "no-country"
    return _register_kind(candidate.kind, family), f"{candidate.country}:{key}"


def _register_kind(kind: str, family: Family) -> IdentifierKind:
    """The kind of a register's number; the national number of a firm, as Iran gives one, is its registration."""
    match kind:
        case "passport":
            return "passport"
        case "tax-number":
            return "tax-number"
        case "national-id" if family != "organisation":
            return "national-id"
        case _:
            return "registration-number"


@lru_cache(maxsize=8192)
def _number_key(value: str) -> str:
    """The letters and digits of a number in capitals, without the word for number before them."""
    text = unicodedata.normalize("NFKC", value.replace("№", " ")).strip().upper()
    return "".join(char for char in _NUMBER_WORD.sub("", text) if char.isalnum())


def _find_weakness(value: str, key: str) -> UnusedReason | None:
    significant = key.lstrip("0")
    if key in _PLACEHOLDERS or (key and not significant) or _MASKED.search(value.upper()):
        return "placeholder"
    if len(set(significant)) == 1 or (len(key) >= SHORTEST and key in _SEQUENCE):
        return "placeholder"
    digits = sum(char.isdecimal() for char in key)
    if len(significant) < SHORTEST or digits < FEWEST_DIGITS or len(key) > LONGEST:
        return "too-short"
    return None
