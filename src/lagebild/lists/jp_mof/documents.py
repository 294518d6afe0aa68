"""Numbers of documents and registers in the Japanese list's cells, and countries by their Japanese names."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from lagebild.lists.identifiers import Identifier, IdentifierKind
from lagebild.lists.jp_mof.dates import parse_japanese_date
from lagebild.lists.jp_mof.text import is_unknown, split_marked, split_outside, squeeze
from lagebild.model.entity import clean_property, normalize_identifier

FURTHER_COUNTRIES = {
    "サウディ・アラビア": "sa",
    "サウディアラビア": "sa",
    "タジキスタン": "tj",
    "香港": "hk",
    "中華人民共和国香港特別行政区": "hk",
    "マカオ": "mo",
    "英領ヴァージン諸島": "vg",
    "クウェイト": "kw",
    "ヴェネズエラ": "ve",
    "ヴィエトナム": "vn",
    "ビルマ": "mm",
    "米": "us",
}
"""Names in the list that CLDR's Japanese names (as FollowTheMoney knows them) lack.

Source: edition of 2026-03-05; spellings that it does not hold, such as ヴェネズエラ: from general knowledge, not
compared.
"""

_FORMS = ("共和国", "連邦共和国", "連邦", "王国", "国")
_TWO_LANGUAGES = re.compile(r"(?P<japanese>[ぁ-ヿ一-鿿・]+)\s*\(?(?P<latin>[A-Za-z][A-Za-z .]+)\)?")

_DATE = r"[0-9]{4}年(?:\s*[0-9]{1,2}月(?:\s*[0-9]{1,2}日)?)?"
_ISSUED = re.compile(rf"発行日[::は]?\s*(?P<label>{_DATE})|(?P<plain>{_DATE})(?:[^0-9、,;]*?)(?:発行|発効)")
_EXPIRES = re.compile(
    rf"(?:失効日|有効期限)[::は]?\s*(?P<label>{_DATE})|(?P<plain>{_DATE})(?:に|(?:時点で)?公式に)?(?:失効|まで有効)"
)
_DETAILS = re.compile(
    rf"[、,]?\s*(?:旅券)?(?:発行日|失効日|有効期限|発行地).*|[、,]?\s*{_DATE}[^0-9]*?(?:発行|失効|有効).*",
    re.DOTALL,
)
_EDGE = re.compile(r"^[\s、,;；]+|[\s、,;；]+$")
_BRACKETS = re.compile(r"\((?P<inner>[^()]*)\)")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{0,6}[ /-]{0,2}[0-9](?:[0-9A-Z]|[/. -](?=[0-9A-Z]))*")
_LABEL_BEFORE = re.compile(r"(?:SSN|NO|ID)[ /-]+(?=[0-9])")
_MIN_LENGTH = 4
_DETAIL_START = re.compile(
    r"\s*(?:旅券発行日|旅券失効日|発行日|発行地|失効日|有効期限|[(（](?!\s*[a-zａ-ｚ]\s*[)）]))"
)
_LABEL_LINE = re.compile(r"(?<=番号)\s*\n")
_ISSUER = re.compile(
    r"^(?P<state>.+?)(?:国民|外交|公用|海外|渡航|旅券|パスポート|軍事|軍人|偽造|出生|運転|配給|有権者|納税|身分|IDカード|ID|国家|番号|$)"
)
_OF_STATE = re.compile(r"(?P<state>[^0-9]+?)(?:旅券|パスポート)?")
_KINDS: tuple[tuple[str, IdentifierKind], ...] = (
    (r"旅券|パスポート|passport", "passport"),
    (r"納税|税|fiscal|tax", "tax"),
    (r"運転免許|driv", "license"),
    (r"SSN|社会保障", "social_security"),
    (r"国家登録番号|国家識別番号|会社番号|(?<!身分)登録番号", "registration"),
)
_FORGED = re.compile(r"偽造|偽名|forged|false", re.IGNORECASE)


@lru_cache(maxsize=2048)
def find_country(raw: str) -> str | None:
    """The code in lower case of a country named in Japanese, English or both; None where it is none by itself."""
    name = " ".join(unicodedata.normalize("NFKC", raw).split()).strip("、,。・ ")
    if not name or is_unknown(name):
        return None
    if both := _TWO_LANGUAGES.fullmatch(name):
        codes = {find_country(both["japanese"]), find_country(both["latin"])}
        return codes.pop() if len(codes) == 1 else None
    if name in FURTHER_COUNTRIES:
        return FURTHER_COUNTRIES[name]
    if code := clean_property("LegalEntity", "country", name):
        return code
    for form in _FORMS:
        short = name.removesuffix(form)
        if short != name and len(short) > 1 and (code := clean_property("LegalEntity", "country", short)):
            return code
    return None


def split_documents(value: str) -> list[str]:
    """The documents in a cell, each with what is said of it: days and brackets that follow belong to the one before."""
    items = split_marked(_LABEL_LINE.sub(" ", squeeze(value)))
    if len(items) == 1:
        lines = (line for block in split_outside(items[0], ";；") for line in block.splitlines())
        items = [part for line in lines for part in line.split("又は")]
    found: list[str] = []
    for item in (_EDGE.sub("", item) for item in items):
        if found and _DETAIL_START.match(item):
            found[-1] = f"{found[-1]} {item}"
        elif not is_unknown(item):
            found.append(item)
    return found


def read_document(raw: str, default: IdentifierKind, heading: str) -> Identifier | None:
    """The number that one item of a cell gives; None where it gives none, or says that the document is forged."""
    text = _normalize(raw)
    bare = _DETAILS.sub("", _BRACKETS.sub(" ", text))
    numbers = [match for match in _NUMBER.finditer(bare) if _is_number(match[0])]
    if not numbers or _FORGED.search(text):
        return None
    number = max(numbers, key=lambda match: len(match[0]))
    label = re.sub(r"^[\s:.]+|[\s:.]+$", "", bare[: number.start()])
    value = number[0].strip(" .-")
    if prefix := _LABEL_BEFORE.match(value):
        label, value = f"{label} {prefix[0].strip()}", value[prefix.end() :]
    return Identifier(
        kind=find_kind(label) or default,
        value=re.sub(r"\s*-\s*", "-", value),
        label_raw=heading,
        country=_find_issuer(label, text),
        issued_on=_find_day(_ISSUED, text),
        expires_on=_find_day(_EXPIRES, text),
        note=" ".join(raw.split()) if raw.strip() != number[0].strip() else None,
    )


def find_kind(label: str) -> IdentifierKind | None:
    """The kind of document that a Japanese label names; None where it names none that we tell apart."""
    return next((kind for words, kind in _KINDS if re.search(words, label, re.IGNORECASE)), None)


_REGISTERED = re.compile(
    r"(?P<label>(?<![ぁ-ヿ一-鿿・])[ぁ-ヿ一-鿿・]*(?:国家登録番号|国家識別番号|登録された会社番号|会社番号))\s*:\s*"
    r"(?P<number>[0-9][0-9/ -]+[0-9])"
)
_FISCAL = re.compile(
    r"(?P<label>(?:Italian )?Fiscal Code(?:\([^()]*\))?|(?<![ァ-ヺー])[ァ-ヺー]*納税(?:者)?番号)"
    r"\s*[::]\s*(?P<number>[A-Z0-9]{6,20})"
)
_PASSPORT = re.compile(
    r"(?:^|[\s。、])(?P<label>(?:[ァ-ヺー]+)?(?:旅券|パスポート)(?:番号)?)\s*[::]\s*(?P<text>[^\n。]+)"
)
_IMO = re.compile(r"(?:IMO(?:番号)?|船舶登録証明)\s*[::]?\s*(?:IMO)?\s*(?P<number>[0-9]{7,})")
_SWIFT = re.compile(
    r"SWIFT(?:/BIC)?\s*[::]?\s*(?P<code>[A-Z]{4} ?[A-Z]{2} ?[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![A-Z0-9])"
)
IMO_LENGTH = 7
"""Digits of an IMO number. Source: IMO resolution A.1117(30); from general knowledge, not compared."""


def find_registrations(text: str) -> Iterator[Identifier]:
    """Numbers of registers, tax offices and banks in free text that is normalized (NFKC)."""
    for match in _REGISTERED.finditer(text):
        state = find_country(re.sub(r"(?:国家|登録された|会社).*", "", match["label"]))
        ogrn = state == "ru" and normalize_identifier("ogrn", match["number"]) is not None
        kind: IdentifierKind = "ogrn" if ogrn else "registration"
        yield Identifier(kind=kind, value=match["number"], label_raw=match["label"], country=state)
    for match in _FISCAL.finditer(text):
        country = "it" if "Ital" in match["label"] or "イタリア" in match["label"] else None
        yield Identifier(kind="tax", value=match["number"], label_raw="納税者番号", country=country)
    for match in _SWIFT.finditer(text):
        yield Identifier(kind="bic", value=match["code"].replace(" ", ""), label_raw="SWIFT/BIC")


def find_passports(text: str) -> Iterator[Identifier]:
    """Passports that free text names with a label of their own."""
    for match in _PASSPORT.finditer(text):
        for item in split_documents(match["text"]):
            if found := read_document(f"{match['label']} {item}", "passport", match["label"]):
                yield found


def find_imo_numbers(text: str) -> list[str]:
    """The digits after `IMO番号` and its like, as they stand: more than seven where numbers ran together."""
    return [match["number"] for match in _IMO.finditer(text)]


def _normalize(raw: str) -> str:
    text = squeeze(unicodedata.normalize("NFKC", raw))
    return re.sub(r"(?<=[A-Za-z0-9])[ー―‐–]+(?=[A-Za-z0-9])", "-", text)


def _is_number(text: str) -> bool:
    return sum(character.isalnum() for character in text) >= _MIN_LENGTH and any(
        character.isdigit() for character in text
    )


def _find_issuer(label: str, text: str) -> str | None:
    match = _ISSUER.match(label)
    if match and (code := find_country(match["state"])):
        return code
    for bracket in _BRACKETS.finditer(text):
        told = _OF_STATE.fullmatch(bracket["inner"])
        if told and (code := find_country(told["state"])):
            return code
    return None


def _find_day(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return parse_japanese_date(match["label"] or match["plain"]) if match else None
