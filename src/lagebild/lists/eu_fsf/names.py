"""Names of an entity of the EU's list: which stands first, in which language and script each is."""

from lxml import etree

from lagebild.lists.draft import EntryDraft
from lagebild.lists.eu_fsf.acts import sort_number
from lagebild.lists.names import split_names
from lagebild.lists.xml import strip_space
from lagebild.model.listing import NameKind
from lagebild.text.names import script_of

OWN_LANGUAGES = frozenset({"", "EN"})
"""Of names that the acts print in every language version; the others come from one version or an own script."""

EU_SCRIPTS = {"BG": "Cyrl", "EL": "Grek"}
"""Official languages with a script of their own: a name in it is the version of that language, not the original."""

GENDERS = {"M": "male", "F": "female"}

NO_SCRIPT = "Zyyy"


def read_names(element: etree._Element, draft: EntryDraft[etree._Element]) -> None:
    """Add every name, the primary one first, and what stands with them: function, title, gender, parts.

    The list does not say which name is the main one, and their order means nothing (`Korea rahvaarmee` stands before
    `Korean People's Army`, `Ruhinda` before `Protogène RUVUGAYIMIKORE`). The primary name is the first by: strong;
    in Latin script; with a function or title, which the acts give with the main name; without language or English;
    the lowest logicalId, which is the oldest.
    """
    aliases = element.findall("nameAlias")
    primary = min(aliases, key=_rank, default=None)
    if primary is not None:
        _read_name(primary, draft, is_primary=True)
    for alias in aliases:
        if alias is not primary:
            _read_name(alias, draft, is_primary=False)
    for alias in aliases:
        _read_details(alias, draft)


def _rank(alias: etree._Element) -> tuple[bool, bool, bool, bool, bool, tuple[int, str]]:
    name = strip_space(alias.get("wholeName"))
    is_latin = script_of(name) in {"Latn", NO_SCRIPT}
    has_role = bool(alias.get("function", "").strip() or alias.get("title", "").strip())
    return (
        not name,
        alias.get("strong", "").strip().lower() == "false",
        not is_latin,
        not has_role,
        _language_of(alias) not in OWN_LANGUAGES,
        sort_number(alias.get("logicalId", "")),
    )


def _language_of(alias: etree._Element) -> str:
    return alias.get("nameLanguage", "").strip().upper()


def _find_kind(name: str, alias: etree._Element) -> NameKind:
    if alias.get("strong", "").strip().lower() == "false":
        return "weak"
    script = script_of(name)
    if script in {"Latn", NO_SCRIPT} or EU_SCRIPTS.get(_language_of(alias)) == script:
        return "alias"
    return "original_script"


def _read_name(alias: etree._Element, draft: EntryDraft[etree._Element], *, is_primary: bool) -> None:
    strong = alias.get("strong", "").strip()
    if strong.lower() not in {"true", "false"}:
        message = f"strong is {strong!r}, neither true nor false; the name is read as a full one."
        draft.note("name-quality-unknown", message, place=alias)
    for name in _split(_read_whole(alias, draft), alias):
        draft.add_name(
            name,
            "primary" if is_primary else _find_kind(name, alias),
            quality_raw=f"strong: {strong}" if strong else None,
            note="; ".join(_read_remarks(alias)),
            lang=_language_of(alias).lower() or None,
        )


def _read_whole(alias: etree._Element, draft: EntryDraft[etree._Element]) -> str:
    whole = strip_space(alias.get("wholeName"))
    if whole:
        return whole
    parts = (strip_space(alias.get(part)) for part in ("firstName", "middleName", "lastName"))
    joined = " ".join(filter(None, parts))
    message = f"A nameAlias has no wholeName; {f'its parts, {joined!r}, stand for it' if joined else 'it is no name'}."
    draft.note("name-empty", message, place=alias)
    return joined


def _split(whole: str, alias: etree._Element) -> list[str]:
    """The names in one field; versions of one language are left whole, since their brackets hold translations.

    Source: file of 2026-05-01: `Al-Haramain (нидерландски клон)`, the Dutch branch, in Bulgarian.
    """
    return split_names(whole) if _language_of(alias) in OWN_LANGUAGES else [whole]


def _read_remarks(alias: etree._Element) -> list[str]:
    return [text for remark in alias.findall("remark") if (text := strip_space(remark.text))]


def _read_details(alias: etree._Element, draft: EntryDraft[etree._Element]) -> None:
    if draft.schema == "Person":
        draft.add("firstName", strip_space(alias.get("firstName")))
        draft.add("middleName", strip_space(alias.get("middleName")))
        draft.add("lastName", strip_space(alias.get("lastName")))
        draft.add("position", strip_space(alias.get("function")))
        draft.add("title", strip_space(alias.get("title")))
    else:
        draft.add_note("Function", strip_space(alias.get("function")))
        draft.add_note("Title", strip_space(alias.get("title")))
    for remark in _read_remarks(alias):
        draft.add_note(f"Remark on the name {strip_space(alias.get('wholeName'))}", remark)
    _read_gender(alias, draft)


def _read_gender(alias: etree._Element, draft: EntryDraft[etree._Element]) -> None:
    raw = alias.get("gender", "").strip()
    gender = GENDERS.get(raw.upper())
    if gender is not None:
        draft.add("gender", gender)
    elif raw:
        message = f"The gender {raw!r} is not known; it is kept as text."
        draft.note("gender-unknown", message, place=alias)
        draft.add_note("Gender", raw)
