"""The columns of the Japanese list, each read by what it means."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial

from lagebild.lists.identifiers import Identifier
from lagebild.lists.jp_mof.dates import parse_japanese_date
from lagebild.lists.jp_mof.documents import (
    IMO_LENGTH,
    find_country,
    find_imo_numbers,
    find_passports,
    find_registrations,
    read_document,
    split_documents,
)
from lagebild.lists.jp_mof.names import (
    FoundName,
    expand_spellings,
    find_listed_names,
    find_names,
    find_original,
)
from lagebild.lists.jp_mof.rows import JapaneseDraft, find_meanings
from lagebild.lists.jp_mof.text import has_japanese, is_unknown, split_items, split_marked, squeeze
from lagebild.lists.remarks import is_company_number, is_ship_number
from lagebild.model.listing import NameKind

_UNSC = re.compile(r"[A-Z]{2}[ie]\.[0-9]{3}")
_GENDER = re.compile(r"性別\s*[):：・は]*\s*(?P<gender>男|女)")
_GENDERS = {"男": "male", "女": "female"}
_LABELLED = re.compile(r"(?P<label>生年月日|出生地|称号|住所)\s*[::]\s*(?P<value>[^\n。]+)")
_EMAIL = re.compile(r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"(?:電話(?:番号)?)\s*[::]\s*(?P<number>[+0-9()（）―‐\- ,;/、]+)")
_WALLET = re.compile(
    r"(?<![A-Za-z0-9])(?:0x[0-9A-Fa-f]{40}|[13][A-HJ-NP-Za-km-z1-9]{25,34}|bc1[a-z0-9]{20,60}|T[A-Za-z1-9]{33})(?![A-Za-z0-9])"
)
_ACRONYM_END = re.compile(r"(?P<name>.{4,}?)\s*[(（](?P<short>[A-ZＡ-Ｚ][A-ZＡ-Ｚ0-9０-９&/.-]{1,9})[)）]")
_ADDRESS_LABEL = re.compile(
    r"[(（]?(?:本社|本店|本部|支社|支店|支部|住所|所在地|自宅|事務所)(?:住所)?[)）]?[:：]?"
)
"""A label of which the address is missing. Source: taliban-alqaida-690, libya-others-19, crimea-entities-1."""

_AND = re.compile(r"^and (?=[0-9A-Z])")
"""The word before the last of several addresses, left over where they are parted."""

_REASON = re.compile(r"[(（]指定の根拠[)）]\s*(?P<reason>.+)", re.DOTALL)
_SAME_ENTRY = re.compile(r"[0-9]+\.\s*\(+重複\)\s*(?P<number>[0-9]+)")
"""How a notice says that another one names the same: `15.((重複)302.)`, digits and brackets in full width."""

_OR = re.compile(r"[、,]?\s*(?:又は|または|若しくは)\s*")
_BORN_WORD = re.compile(r"\s*(?:生まれ|生|出生)$")
_BORN = re.compile(r"^(?P<date>[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)(?P<place>.*?)生$")
_BORN_AT = re.compile(r"^Born at (?P<place>.+?),? (?:on|in) [^,]+$")


def read_columns(draft: JapaneseDraft) -> None:
    """Every column by its meaning; English names first, so that the caption is in Latin letters."""
    columns = dict(find_meanings(draft.rows))
    for heading in sorted(
        columns, key=lambda heading: columns[heading] not in {"name_en", "listed:primary:en"}
    ):
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
    elif meaning.startswith("listed:"):
        _, kind, lang = meaning.split(":")
        _read_listed_names(draft, value, _LISTED_KINDS[kind], lang)


_LISTED_KINDS: dict[str, NameKind] = {
    "primary": "primary",
    "alias": "alias",
    "weak": "weak",
    "former": "former",
}


def _read_listed_names(draft: JapaneseDraft, value: str, column: NameKind, lang: str) -> None:
    """Names of a column that says kind and language; further ones beside a primary name are aliases."""
    for number, found in enumerate(find_listed_names(value)):
        if not found.value:
            draft.keep(found.note or "")
            continue
        kind: NameKind = "alias" if column == "primary" and number else column
        if found.kind is not None and column != "weak":
            kind = found.kind
        is_told = has_japanese(found.value) == (lang == "ja") and found.kind != "original_script"
        _add_name(draft, found, kind, lang=lang if is_told else found.lang)


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
    for part in (_AND.sub("", part) for part in _split_places(value)):
        if code := find_country(part):
            draft.add(country, code)
        elif _ADDRESS_LABEL.fullmatch(part):
            draft.keep(part)
        else:
            draft.add(place, part)


def _read_address_countries(draft: JapaneseDraft, value: str) -> None:
    for part in split_items(value):
        if code := find_country(part):
            draft.add("country", code)
        else:
            draft.add_country("country", part, label=draft.heading, place=draft.cell())


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
    """The remark, whole; names in their own script and the reason in it, which the CSV file keeps nowhere else."""
    draft.add_note(draft.heading, value)
    for original in find_original(value)[1]:
        draft.add_name(original, "original_script", quality_raw="original script")
    if reason := _REASON.search(value):
        _read_reason(draft, reason["reason"].strip())
    _read_other(draft, squeeze(unicodedata.normalize("NFKC", value)))


def _read_notice_text(draft: JapaneseDraft, value: str) -> None:
    """The notice in one line, whole; it repeats the other columns, so that only what they lack is read from it."""
    draft.add_note(draft.heading, value)
    text = unicodedata.normalize("NFKC", value)
    if same := _SAME_ENTRY.match(text):
        draft.add_note(
            draft.heading, f"same as {draft.rows.sheet.regime.marked or 'another regime'}-{same['number']}"
        )
    if draft.schema == "Person" and not draft.properties["gender"] and (match := _GENDER.search(text)):
        draft.add("gender", _GENDERS[match["gender"]])


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
    "address_country": _read_address_countries,
    "nationality": _read_nationality,
    "passport": partial(_read_documents, kind="passport"),
    "id": partial(_read_documents, kind="id"),
    "phone": _read_phones,
    "unsc_id": _read_unsc_id,
    "reason": _read_reason,
    "un_date": _read_plain,
    "fax": _read_plain,
    "other": _read_remark,
    "notice_text": _read_notice_text,
}
"""Meaning of a column to what reads it."""
