"""What templates say in the page's language: labels, names of states and languages, dates as far as they are known."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from django import template
from django.utils.text import capfirst, slugify
from django.utils.translation import get_language, npgettext
from django.utils.translation import gettext as _

from lagebild.model.coverage import ListedSince
from lagebild.monitoring.coverage_text import describe_since
from lagebild_site.models import Annotation, Document
from lagebild_site.queries.finding import tell_annotation
from lagebild_site.queries.listing import SEVERITIES, name_list
from lagebild_site.queries.place import join_names, name_place
from lagebild_site.queries.provision import link_citation
from lagebild_site.queries.wording import tell_date
from lagebild_site.templatetags.labels import ADDRESSEES, TABLES

register = template.Library()

RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Syrc", "Thaa"})
"""Source: Unicode, bidirectional class of these scripts' letters."""

SCRIPT_LANGUAGES = {
    "Hang": "ko",
    "Hani": "zh",
    "Hans": "zh-Hans",
    "Hant": "zh-Hant",
    "Jpan": "ja",
    "Kore": "ko",
}
"""A language whose voice and glyphs fit a script; others are marked by script alone."""


def page_lang() -> str:
    """The page's language, `de` or `en`."""
    return "de" if (get_language() or "en").startswith("de") else "en"


COUNTRY_PROPERTIES = frozenset(
    [
        "country",
        "nationality",
        "citizenship",
        "jurisdiction",
        "flag",
        "pastFlags",
        "birthCountry",
        "mainCountry",
    ]
)
"""FollowTheMoney properties that hold codes of states."""

_ISO_PREFIX = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_DAY_AND_MONTH = re.compile(r"(?<!\S)(\(?\d{1,2}\.?) (?=[A-ZÄ][a-zä]+ \d{4})")


@register.filter
def label(key: str, table: str) -> str:
    """The words for one of our keys; a key that is new to the table is shown as it is, with spaces."""
    found = TABLES[table].get(key)
    return str(found) if found is not None else str(key).replace("_", " ")


@register.filter
def words_of(text: str) -> list[str]:
    """The words of a text, to loop over a fixed few keys."""
    return text.split()


@register.filter
def place(place_id: str) -> str:
    """The name of a state or body."""
    return name_place(place_id, page_lang())


@register.filter
def places(place_ids: Iterable[str]) -> str:
    """Names of states and bodies as a sentence lists them."""
    lang = page_lang()
    return join_names([name_place(place_id, lang) for place_id in place_ids], lang)


@register.filter
def list_name(list_id: str) -> str:
    """The name of a list."""
    return name_list(list_id, page_lang())


@register.filter
def listed_since(since: ListedSince) -> str:
    """Since when something is listed, as a sentence's beginning."""
    return capfirst(describe_since(since, page_lang()))


@register.filter
def by_severity(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Counts of problems, the gravest first."""
    return [(severity, counts[severity]) for severity in SEVERITIES if severity in counts]


@register.filter
def severity_count(severity: str, count: int) -> str:
    """The word for so many problems of a severity."""
    words = {
        "error": npgettext("problems", "error", "errors", count),
        "warning": npgettext("problems", "warning", "warnings", count),
        "note": npgettext("problems", "note", "notes", count),
    }
    return words.get(severity, severity)


@register.filter
def nowrap(text: str) -> str:
    """A short text that stays on one line."""
    return text.replace(" ", "\u00a0")


@register.filter
def value_of(values: Mapping[str, str], key: str) -> str:
    """The value of a key; empty where there is none."""
    return values.get(key, "")


@register.filter
def inset(place_in_thousand: int) -> int:
    """A place on a drawing of a thousand, kept so far inside that a mark is seen whole."""
    return min(max(place_in_thousand, 9), 991)


@register.filter
def property_value(value: str, name: str) -> str:
    """A value of one of FollowTheMoney's properties: countries by name, dates in words, all else as published."""
    if name in COUNTRY_PROPERTIES:
        return place(value.upper())
    if name == "gender":
        return label(value, "gender")
    if name.endswith("Date") and _ISO_PREFIX.fullmatch(value):
        return partial_date(value)
    return value


@register.filter
def addressee(key: str) -> str:
    """Whom a paragraph binds: a group of states or a state."""
    return label(key, "addressee") if key in ADDRESSEES else place(key)


@register.filter
def partial_date(value: str) -> str:
    """A date as far as it is known; `undated` where it is not."""
    return tell_date(value, page_lang()) if value else _("undated")


@register.filter
def keep_dates(text: str) -> str:
    """A text whose days stay beside their months at the end of a line: `17. Dezember 2024`."""
    return _DAY_AND_MONTH.sub("\\1\u00a0", text)


@register.filter
def day(value: date) -> str:
    """A day in words, in the same form as the dates that documents tell."""
    return tell_date(value.strftime("%Y-%m-%d"), page_lang())


@register.filter
def moment(value: datetime) -> str:
    """A day and time in words."""
    return f"{day(value)}, {value:%H:%M}"


@register.filter
def language(code: str) -> str:
    """The name of a language, or that it is unknown."""
    if not code:
        return _("language unknown")
    return str(Locale.parse(page_lang()).languages.get(code, code))


@register.filter
def script(code: str) -> str:
    """The name of a script."""
    return str(Locale.parse(page_lang()).scripts.get(code, "" if code in {"", "Zyyy", "Zinh"} else code))


@register.filter
def script_lang(code: str) -> str:
    """A `lang` attribute for words of a script: its usual language, else undetermined with the script."""
    return SCRIPT_LANGUAGES.get(code, f"und-{code}" if code and code != "Zyyy" else "und")


@register.filter
def script_dir(code: str) -> str:
    """The direction in which a script is written."""
    return "rtl" if code in RIGHT_TO_LEFT_SCRIPTS else "ltr"


@register.filter
def number(value: float | None) -> str:
    """A number with the page's separators; a dash where there is none."""
    return "–" if value is None else str(format_decimal(value, locale=page_lang()))


@register.filter
def title_of(document: Document) -> str:
    """A document's title, or that it has none."""
    return document.title or _("Untitled document")


@register.filter
def says(annotation: Annotation) -> str:
    """What a reading says, as an attributed sentence."""
    return tell_annotation(annotation, page_lang())


@register.filter
def told(annotation: Annotation) -> str:
    """What a reading gives, in short: a sentence for what somebody says, else its value in the page's language."""
    if annotation.layer in {"event", "position"}:
        return says(annotation)
    if annotation.layer == "mention" and annotation.norm.get("id"):
        return place(str(annotation.norm["id"]))
    if annotation.layer == "date" and annotation.norm.get("value"):
        return partial_date(str(annotation.norm["value"]))
    return annotation.label


@register.filter
def act_anchor(citation_id: str) -> str:
    """The anchor of an act on the page of provisions."""
    return "act-" + slugify(citation_id.replace("/", "-"))


@register.filter
def cited_act(citation_id: str) -> str:
    """The act of our regimes that a citation names, or empty."""
    return link_citation(citation_id) or ""


@register.filter
def size(size_bytes: int) -> str:
    """A file's size in kilobytes or megabytes."""
    amount, unit = (size_bytes / 1e6, "MB") if size_bytes >= 1e6 else (size_bytes / 1e3, "kB")  # noqa: PLR2004 -- 10^6
    return f"{format_decimal(round(amount, 1), locale=page_lang())} {unit}"


@register.filter
def file_kind(name: str) -> str:
    """What a report's file is for a reader."""
    if name.endswith(".zip"):
        return _("The whole package for verifying")
    if name.endswith(".json"):
        return _("The report as data")
    if name.endswith(".html"):
        page = _("Read the report")
        return f"{page} ({language(name.split('.')[-2])})"
    return name


@register.filter
def person(user: Any) -> str:
    """The public name of a person who decided."""
    return str(user.get_full_name() or user.get_username())


@register.filter
def norm_rows(norm: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The values of a reading's norm that hold something, ids as names."""
    return [
        (_name_key(key), _name_value(key, value))
        for key, value in norm.items()
        if value not in (None, "", [])
    ]


@register.filter
def field_name(path: str) -> str:
    """A list's field path with spaces to break at: `INDIVIDUAL_ALIAS/QUALITY` on a phone."""
    return re.sub(r"([/_])", "\\1\u200b", path)


@register.filter
def share(part: int, whole: int) -> int:
    """Thousandths that a part is of a whole, for a bar's width; 0 where there is no whole."""
    return round(1000 * part / whole) if whole else 0


@register.simple_tag(takes_context=True)
def page_query(context: Mapping[str, Any], page_number: int) -> str:
    """The address of another page of the same results."""
    query = context["request"].GET.copy()
    query["page"] = str(page_number)
    return f"?{query.urlencode()}"


def _name_key(key: str) -> str:
    names = {
        "id": _("Id"),
        "kind": _("Kind"),
        "scheme": _("Scheme"),
        "label": _("Label"),
        "value": _("Value"),
        "low": _("Low"),
        "high": _("High"),
        "qualifier": _("Qualifier"),
        "unit": _("Unit"),
        "counted": _("Counted"),
        "as_of": _("As of"),
        "granularity": _("Granularity"),
        "resolution": _("Resolution"),
        "anchor": _("Reckoned from"),
        "plover": _("Event class"),
        "subtype": _("Kind of event"),
        "actor": _("Who"),
        "recipient": _("Towards whom"),
        "date": _("Date told"),
        "class": _("Position"),
        "speaker": _("Speaker"),
        "addressee": _("Addressee"),
        "about": _("About"),
        "strength": _("Strength"),
    }
    return names.get(key, key)


def _name_value(key: str, value: Any) -> str:
    if key in {"actor", "recipient", "speaker", "addressee"} and isinstance(value, list):
        return places(value)
    if key in {"date", "as_of"} and isinstance(value, str):
        return partial_date(value)
    if key in {"value", "low", "high"} and isinstance(value, (int, float)):
        return number(value)
    if key == "qualifier":
        return label(str(value), "qualifier")
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)
