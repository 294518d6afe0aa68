"""The column Additional Information of Australia's list: labelled facts in prose; the text itself is always kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.lists.au_dfat.dates import find_dates_after
from lagebild.lists.identifiers import Identifier, IdentifierKind
from lagebild.model.entity import clean_property

_UN_REFERENCE = re.compile(
    r"^\W{0,2}(?:UN Reference(?: Number)?:?\s*)?([A-Z]{2})\s?([ie])\.{0,2}\s?(\d{3})(?![\d])", re.IGNORECASE
)
"""The Council's reference at the beginning, as `TAi.002.`, `Qdi.081`, `KPi030`, or after its label.

Source: 789 of 1,011 entries of UN programmes in the edition of 2026-08; later in the text stand those of others.
"""

_NUMBER_LABELS: tuple[tuple[IdentifierKind, str], ...] = (
    ("passport", r"passport(?: information)?"),
    ("social_security", r"social security"),
    ("imo", r"IMO(?: identification)?"),
    ("bic", r"SWIFT(?:/BIC)?|BIC"),
    ("okpo", r"government gazette"),
    ("tax", r"(?:national )?tax(?: ID)?|(?:Italian )?fiscal code"),
    ("registration", r"(?:business |state |company )?registration(?: ID)?"),
    ("registration", r"company identification|registered company"),
    ("id", r"national identi(?:fication|ty)(?: card)?|identity card|ID card|national ID|tazkira"),
    ("id", r"military (?:identification|service)"),
)
"""What the list calls its numbers. Source: the labels of the editions of 2024-12 and 2026-08."""

_ORDER = r"(?:\s*(?:card|code|ID|\(tazkira\)))?\s*(?:numbers?|nos?\b\.?)?"

_VALUE = r"(?P<value>(?:[A-Z]{1,6}[\s-]?)?\d[\dA-Z/-]{3,}(?:\s\d[\dA-Z-]*)*)"
"""A number of at least four characters with a digit first or after a few capitals; groups of digits belong to it."""

_CODE = r"(?P<value>[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)"
_TAX = r"(?P<value>[A-Z]{6}\d[0-9A-Z]{9}|\d[\d-]{6,})"
"""A tax number of digits, or an Italian fiscal code of sixteen characters."""

_GLUE = (
    r"[\s:.,#]*(?:na\b[\s:.,]*)?(?:\(?[a-h]\)\s*)?"
    r"(?P<words>(?:(?!passport|identi|tax\b|regist|listed|resolution|address|born|na\b|[A-Z]{1,4}[\s-]?\d)[A-Z(][\w’'().-]*[\s:]+"
    r"|(?:of|the|and|passport|diplomatic|service|ordinary|official|travel|document|number|no|card)\b[\s:.]*){0,8})"
    r"(?:(?:numbers?|nos?)\b[\s:.]*)?"
)

_LETTERED = re.compile(
    r"[\s,;.]*(?:\([^()]*\)[\s,;.]*)?\(?[b-h]\)\s*(?P<words>(?:(?![A-Z]{1,4}[\s-]?\d)[A-Z(][\w’'().-]*[\s:]+|(?:of|the|passport|number|no)"
    r"\b[\s:.]*){0,8})(?:(?:numbers?|nos?)\b[\s:.]*)?" + _VALUE
)

_DETAIL = re.compile(
    r"(?:[\s,(]*(?:issued|expire[sd]?|expiry|valid|revoked|cancelled|officially|date of)\b[^;\n]{0,90}?"
    r"(?=\b[b-h]\)\s|\.\s+[A-Z]|[;\n]|$|\bNational\b|\bPassport\b))+",
    re.IGNORECASE,
)

_WORDS: dict[str, str] = {
    "title": r"(?:alternative )?title",
    "position": r"designation|last known position|last known rank and position|position|profession",
    "gender": r"gender",
    "father": r"father[’']?s name",
    "mother": r"mother[’']?s name",
    "ethnicity": r"ethnicity|ethnic background",
    "good": r"good quality a\.?k\.?a\.?",
    "low": r"low quality a\.?k\.?a\.?",
}
"""Labels whose words are a property or names."""

_ENDS = (
    r"DOB|POB|nationality|passport[\w\s]{0,12}|national identification[\w\s]{0,8}|address|listed on|other information"
    r"|physical description|website|websites|email|tel|fax|believed status|height|review pursuant|INTERPOL"
    r"|company identification|security council"
)

_LABEL_START = re.compile(
    rf"(?:^|(?<=[\s.;,)]))(?P<label>{'|'.join(_WORDS.values())})\s*[:–]\s*|\b(?:{_ENDS})\s*\.?\s*:",
    re.IGNORECASE,
)

_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bGen)(?<!\bLt)\.(?=\s+[A-Z])|[\r\n]+|;")

_LETTER = re.compile(r"(?:^|(?<=[\s;,]))\(?[a-z]\)\s*")

_PREVIOUS_NAMES = re.compile(r"previous names include\s+(?P<names>[^.\n]+)", re.IGNORECASE)
"""Source: 118 vessels of the edition of 2026-08."""

_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_WEBSITE = re.compile(r"\b(?:https?://|www\.)[^\s;,()<>]+[\w/]", re.IGNORECASE)
_NOTICE = "interpol.int"

_WORDS_BEFORE = re.compile(r"(?:[A-Z][\w’'-]+\s+){1,4}(?:[a-z]+\s+)?$")
"""Capitalised words right before a label, as in `Afghan passport`; nothing from the sentence before."""

_COUNTRY_WORD = re.compile(r"[A-Z][\w’'-]{3,}|[A-Z]{3,}")
"""What a country is named by: `No` and `Nr` are no Norway and no Nauru."""

_GENDER = re.compile(r"(?:fe)?male\b", re.IGNORECASE)

_NOTHING = {"", "na", "n/a", "none", "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditionalInformation:
    """What the remark of an entry states of the listed thing itself.

    Attributes:
        un_reference: The Council's reference, such as `TAi.002`, where the remark begins with it.
        titles, positions, genders, fathers, mothers, ethnicities: As published, after their labels.
        emails, websites: As written; the address of Interpol's notices is in the text alone.
        previous_names, aliases, weak_aliases: Names that the remark gives.
        identifiers: Numbers with their labels.
    """

    un_reference: str | None = None
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    fathers: tuple[str, ...] = ()
    mothers: tuple[str, ...] = ()
    ethnicities: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    previous_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


def read_un_reference(text: str) -> str | None:
    """The Council's reference with which a text begins, in the Council's writing; None where it begins otherwise."""
    match = _UN_REFERENCE.match(text)
    return f"{match[1].upper()}{match[2].lower()}.{match[3]}" if match else None


def read_additional_information(text: str) -> AdditionalInformation:
    """The labelled facts in a remark; whatever is not labelled stays in the text alone."""
    found: dict[str, list[str]] = {key: [] for key in _WORDS}
    for key, value in _iterate_labelled(text):
        parts = (part.strip(" .,;:\xa0") for part in _LETTER.split(value))
        found[key].extend(" ".join(part.split()) for part in parts if part.lower() not in _NOTHING)
    previous = [
        name for match in _PREVIOUS_NAMES.finditer(text) for name in re.split(r"[,;]|\band\b", match["names"])
    ]
    return AdditionalInformation(
        un_reference=read_un_reference(text),
        titles=_unique(found["title"]),
        positions=_unique(found["position"]),
        genders=_unique(match[0].lower() for word in found["gender"] if (match := _GENDER.match(word))),
        fathers=_unique(found["father"]),
        mothers=_unique(found["mother"]),
        ethnicities=_unique(found["ethnicity"]),
        emails=_unique(_EMAIL.findall(text)),
        websites=_unique(site for site in _WEBSITE.findall(text) if _NOTICE not in site.lower()),
        previous_names=_unique(name.strip() for name in previous),
        aliases=_unique(found["good"]),
        weak_aliases=_unique(found["low"]),
        identifiers=_keep_fullest(_iterate_identifiers(text)),
    )


def split_sentences(text: str) -> list[str]:
    """The sentences of a remark, each on one line, so that their order and spacing are no difference."""
    parts = (" ".join(part.split()).strip(" .;,:") for part in _SENTENCE_END.split(text))
    return [part for part in parts if part]


def _unique(values: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _keep_fullest(identifiers: Iterator[Identifier]) -> tuple[Identifier, ...]:
    """Each number once, the first telling of it that names its country if one does."""
    kept: dict[tuple[str, str], Identifier] = {}
    for identifier in identifiers:
        key = (identifier.kind, identifier.value)
        if key not in kept or (kept[key].country is None and identifier.country):
            kept[key] = identifier
    return tuple(kept.values())


def _iterate_labelled(text: str) -> Iterator[tuple[str, str]]:
    starts = list(_LABEL_START.finditer(text))
    for index, match in enumerate(starts):
        if match["label"] is None:
            continue
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        stop = _SENTENCE_END.search(text, match.end(), end)
        key = next(key for key, words in _WORDS.items() if re.fullmatch(words, match["label"], re.IGNORECASE))
        yield key, text[match.end() : stop.start() if stop else end]


def _iterate_identifiers(text: str) -> Iterator[Identifier]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            detail = _DETAIL.match(text, match.end())
            label = " ".join(match["label"].split())
            yield _make_identifier(kind, label, match, detail[0] if detail else "", text)
            if kind not in {"passport", "id"}:
                continue
            end = detail.end() if detail else match.end()
            while (further := _LETTERED.match(text, end)) is not None:
                detail = _DETAIL.match(text, further.end())
                yield _make_identifier(kind, label, further, detail[0] if detail else "", "")
                end = detail.end() if detail else further.end()


def _make_identifier(
    kind: IdentifierKind, label: str, match: re.Match[str], detail: str, text: str
) -> Identifier:
    groups = match.groupdict()
    is_document = kind in {"passport", "id"}
    before = (
        _WORDS_BEFORE.search(text, max(0, match.start() - 40), match.start())
        if is_document and text
        else None
    )
    after = re.match(r"\s*\(([A-Z][A-Za-z ]+)\)", match.string[match.end() :])
    country = _find_country(groups.get("words") or "") or _find_country(before[0] if before else "")
    if country is None and after is not None:
        country = clean_property("LegalEntity", "country", after[1])
    return Identifier(
        kind=kind,
        value=" ".join(match["value"].split()),
        label_raw=label,
        country=country,
        issued_on=find_dates_after(detail, r"issued(?: in [^,]+,)?(?: issued)?|issued.{0,60}?issued"),
        expires_on=find_dates_after(detail, r"expire[sd]?|expiry|valid until"),
        note=" ".join(detail.split()).strip(" ,.();") or None,
    )


def _find_country(words: str) -> str | None:
    """The country named at the end of some words, by its name or as an adjective: `Saudi Arabian`."""
    named = re.sub(
        r"\b(?:passport|diplomatic|service|ordinary|official|travel|document|number|no|national)\b",
        " ",
        words,
    )
    parts = re.findall(r"[A-Z][\w’'-]*|of|the", named.strip(" .:()"))
    for length in range(min(6, len(parts)), 0, -1):
        name = " ".join(parts[-length:])
        code = clean_property("LegalEntity", "country", name)
        if code is not None and _COUNTRY_WORD.search(name):
            return code
    return None


def _compile(kind: IdentifierKind, words: str) -> re.Pattern[str]:
    value = {"bic": _CODE, "tax": _TAX}.get(kind, _VALUE)
    return re.compile(rf"(?<![\w-])(?i:(?P<label>{words}){_ORDER})(?:\s*\([A-Z]+\))?{_GLUE}{value}(?![\w@])")


_PATTERNS = tuple((kind, _compile(kind, words)) for kind, words in _NUMBER_LABELS)
