"""Identifiers that stand in a list's free-text remark; the remark itself is kept as it is."""

import re
from dataclasses import dataclass

from lagebild.model.entity import clean_property, normalize_identifier

_IMO = re.compile(r"\bIMO\b\D{0,24}?\b(\d{7})\b")
_BIC = re.compile(r"\b(?:SWIFT(?:/BIC)?|BIC)\b(?: code)?\W{0,4}([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_FLAG = re.compile(r"\bFlag State:\s*([^.;\n]+)")

_COMPANY_WEIGHTS = (8, 6, 4, 2, 9, 7)
"""Weights of the check digit of an IMO company number. Source: rigour's `ids.imo`, which has both kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What a remark states of the listed thing itself.

    Attributes:
        ship_imo: IMO numbers whose check digit is that of ships.
        company_imo: IMO numbers whose check digit is that of companies.
        bic: Valid bank identifier codes.
        emails: As written.
        flag: Code of the state after `Flag State:`, or None.
    """

    ship_imo: tuple[str, ...]
    company_imo: tuple[str, ...]
    bic: tuple[str, ...]
    emails: tuple[str, ...]
    flag: str | None

    @property
    def is_vessel(self) -> bool:
        """Whether the listed thing is a ship: its remark has a ship's number and a flag state."""
        return bool(self.ship_imo) and self.flag is not None

    def properties_of(self, schema: str) -> dict[str, tuple[str, ...]]:
        """FollowTheMoney properties for a Vessel, or for an organisation or company.

        A company's remark often names its ships: only a number with a company's check digit is its own.
        """
        if schema == "Vessel":
            return {"imoNumber": self.ship_imo, "flag": (self.flag,) if self.flag else ()}
        return {"imoNumber": self.company_imo, "swiftBic": self.bic, "email": self.emails}


def read_remarks(text: str) -> Remarks:
    """The identifiers in a remark; those with a wrong check digit are left in the text alone."""
    numbers = tuple(dict.fromkeys(_IMO.findall(text)))
    flag = _FLAG.search(text)
    return Remarks(
        ship_imo=tuple(f"IMO{number}" for number in numbers if is_ship_number(number)),
        company_imo=tuple(f"IMO{number}" for number in numbers if is_company_number(number)),
        bic=tuple(code for code in dict.fromkeys(_BIC.findall(text)) if _is_bic(code)),
        emails=tuple(dict.fromkeys(_EMAIL.findall(text))),
        flag=clean_property("Vessel", "flag", flag[1].strip()) if flag else None,
    )


def _is_bic(code: str) -> bool:
    """Whether the code has a bank identifier's shape, with a country's code in it (ISO 9362)."""
    shaped = normalize_identifier("bic", code) == code
    return shaped and clean_property("LegalEntity", "country", code[4:6]) == code[4:6].lower()


def is_ship_number(number: str) -> bool:
    """Whether seven digits are an IMO number of a ship by their check digit. Source: IMO resolution A.1117(30)."""
    return sum(
        int(digit) * weight for digit, weight in zip(number[:6], range(7, 1, -1), strict=True)
    ) % 10 == int(number[6])


def is_company_number(number: str) -> bool:
    """Whether seven digits are an IMO number of a company or registered owner by their check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:6], _COMPANY_WEIGHTS, strict=True))
    return (11 - total % 11) % 10 == int(number[6])
