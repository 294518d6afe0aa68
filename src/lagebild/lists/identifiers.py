"""Numbers of documents, registers, ships and banks: told apart by their label, validated, in their property."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lagebild.lists.remarks import is_company_number, is_ship_number
from lagebild.model.entity import has_property, is_a, normalize_identifier

IdentifierKind = Literal[
    "passport",
    "id",
    "social_security",
    "tax",
    "registration",
    "imo",
    "mmsi",
    "call_sign",
    "lei",
    "bic",
    "inn",
    "ogrn",
    "okpo",
    "kpp",
    "isin",
    "duns",
    "license",
    "vat",
    "wallet",
    "un_reference",
    "serial",
    "other",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """What is done with numbers of one kind.

    Attributes:
        label: What it is called where the list has no word of its own.
        properties: FollowTheMoney properties, the first that the schema has is taken.
        rigour: The format of rigour that validates it, or None.
        shape: What the number must look like after spaces and hyphens are removed, or None.
        is_document: Whether it is a document or an entry in a register, which has a country.
    """

    label: str
    properties: tuple[str, ...]
    rigour: str | None = None
    shape: re.Pattern[str] | None = None
    is_document: bool = False


IDENTIFIER_KINDS: dict[IdentifierKind, KindRule] = {
    "passport": KindRule(
        label="passport number", properties=("passportNumber", "idNumber"), is_document=True
    ),
    "id": KindRule(label="identity number", properties=("idNumber",), is_document=True),
    "social_security": KindRule(
        label="social security number", properties=("socialSecurityNumber", "idNumber"), is_document=True
    ),
    "tax": KindRule(label="tax number", properties=("taxNumber",), is_document=True),
    "registration": KindRule(
        label="registration number", properties=("registrationNumber",), is_document=True
    ),
    "imo": KindRule(label="IMO number", properties=("imoNumber",)),
    "mmsi": KindRule(label="MMSI", properties=("mmsi",), shape=re.compile(r"[0-9]{9}")),
    "call_sign": KindRule(label="call sign", properties=("callSign",)),
    "lei": KindRule(label="Legal Entity Identifier", properties=("leiCode",), rigour="lei"),
    "bic": KindRule(label="SWIFT/BIC", properties=("swiftBic",), rigour="bic"),
    "inn": KindRule(label="INN", properties=("innCode",), rigour="inn"),
    "ogrn": KindRule(label="OGRN", properties=("ogrnCode",), rigour="ogrn"),
    "okpo": KindRule(label="OKPO", properties=("okpoCode",), shape=re.compile(r"[0-9]{8}(?:[0-9]{2})?")),
    "kpp": KindRule(label="KPP", properties=("kppCode",), shape=re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")),
    "isin": KindRule(label="ISIN", properties=("isinCode", "isin"), rigour="isin"),
    "duns": KindRule(label="D-U-N-S number", properties=("dunsCode",), shape=re.compile(r"[0-9]{9}")),
    "license": KindRule(label="licence number", properties=("licenseNumber", "idNumber"), is_document=True),
    "vat": KindRule(label="VAT number", properties=("vatCode",), is_document=True),
    "wallet": KindRule(label="wallet address", properties=()),
    "un_reference": KindRule(label="UN reference", properties=()),
    "serial": KindRule(label="serial number", properties=("serialNumber", "registrationNumber")),
    "other": KindRule(label="identity number", properties=("idNumber",), is_document=True),
}
"""Source: FollowTheMoney 3.8's properties; formats of rigour 0.10; ITU-R M.585 for MMSI; Rosstat's OKPO (8 or 10
digits); Order MMV-7-6/435 of the Russian tax service for KPP; Dun & Bradstreet (9 digits)."""

_LABEL_WORDS: tuple[tuple[IdentifierKind, str], ...] = (
    ("un_reference", r"\bun(?:sc)? (?:permanent )?ref|united nations? (?:id|ref|reg)|unsc id"),
    ("wallet", r"digital currency|wallet"),
    ("imo", r"\bimo\b|vessel registration identification"),
    ("mmsi", r"\bmmsi\b|maritime mobile service"),
    ("call_sign", r"call ?sign"),
    ("lei", r"legal entity (?:number|identifier)|\blei\b"),
    ("bic", r"swift|\bbic\b|bank identifier"),
    ("ogrn", r"\bo\.?g\.?r\.?n|primary state registration|\bпсрн\b|\bогрн"),
    ("okpo", r"\bokpo\b|\bокпо\b|government gazette number|all-russian classifier"),
    ("kpp", r"\bkpp\b|\bкпп\b"),
    ("inn", r"\binn\b|\bинн\b|individual taxpayer number"),
    ("isin", r"\bisin\b"),
    ("duns", r"d-?u-?n-?s"),
    ("vat", r"\bvat\b|value added tax"),
    ("social_security", r"social (?:security|insurance)|\bssn\b|national insurance|sozialversicherung"),
    ("passport", r"pass(?:e?port|aporte)|pasaporte|reisepass|旅券"),
    ("tax", r"\btax|fiscal|\b(?:nit|r\.?f\.?c|ruc|rif|cuit|tin|cif|nipc|cnpj|cpf|pib)\b|steuer"),
    ("license", r"licen[cs]e|driv"),
    ("serial", r"serial|msn\b|manufacturer"),
    (
        "registration",
        r"regist|company (?:number|no)|commercial|business (?:number|no)|chamber of commerce|trade",
    ),
    ("registration", r"folio|matricula|enterprise|incorporation|\bcr no|hull|tail"),
    (
        "id",
        r"ident|national|cedula|\bid\b|i\.d\.|\bnie\b|\bcurp\b|\bd\.?n\.?i\b|\bc\.?u\.?i|card|tazkira|electoral",
    ),
    ("id", r"voter|birth|military|residen|travel|ausweis|stateless|refugee|visa|numero|number|\bno\b"),
)
"""What lists call their numbers, the most telling word first. Source: the identity labels of OFAC (sdn_comments,
sdn.xml `idType`), the EU's `identificationTypeCode` descriptions, the UK's columns and SECO's document types."""

_LABELS = tuple((re.compile(words, re.IGNORECASE), kind) for kind, words in _LABEL_WORDS)

_SPACES = re.compile(r"[\s.\-–/]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One number as a list gives it.

    Attributes:
        kind: What kind of number; see `find_identifier_kind`.
        value: The number as published, without its label.
        label_raw: The list's own word for it, or None.
        country: ISO 3166-1 alpha-2 in lower case of the issuing state or register, or None.
        issued_on, expires_on: ISO 8601 prefixes, or None.
        authority: Who issued it, or None.
        note: What the list adds, or None.
    """

    kind: IdentifierKind
    value: str
    label_raw: str | None = None
    country: str | None = None
    issued_on: str | None = None
    expires_on: str | None = None
    authority: str | None = None
    note: str | None = None

    @property
    def text(self) -> str:
        """Number, country and note in one line."""
        told = ", ".join(filter(None, (self.country, self.note)))
        return f"{self.value} ({told})" if told else self.value


@lru_cache(maxsize=4096)
def find_identifier_kind(label: str) -> IdentifierKind:
    """The kind of number that a list's label names; `other` where it is not known, never a guess by the number."""
    return next((kind for pattern, kind in _LABELS if pattern.search(label)), "other")


def check_identifier(identifier: Identifier, schema: str) -> tuple[str | None, str] | None:
    """The property of a schema that takes a number, and the number in its normal form; None where it is not valid.

    Returns:
        Property and value; the property is None where no property of the schema takes such a number.
    """
    rule = IDENTIFIER_KINDS[identifier.kind]
    value: str | None = " ".join(identifier.value.split())
    if identifier.kind == "imo":
        value = _normalize_imo(identifier.value, schema)
    elif rule.rigour is not None:
        value = normalize_identifier(rule.rigour, identifier.value)
    elif rule.shape is not None:
        compact = _SPACES.sub("", identifier.value).upper()
        value = compact if rule.shape.fullmatch(compact) else None
    if not value:
        return None
    found = next((name for name in rule.properties if has_property(schema, name)), None)
    return found, value


def _normalize_imo(value: str, schema: str) -> str | None:
    """`IMO` and seven digits with the check digit of ships, or of companies for what is no vessel."""
    match = re.search(r"(?<![0-9])[0-9]{7}(?![0-9])", value)
    if match is None:
        return None
    is_vessel = is_a(schema, "Vessel")
    valid = is_ship_number(match[0]) if is_vessel else is_company_number(match[0]) or is_ship_number(match[0])
    return f"IMO{match[0]}" if valid else None
