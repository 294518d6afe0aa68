"""Names of OFAC's advanced files: each is given in parts, whose types stand in the identity's groups."""

from lxml import etree

from lagebild.lists.us_ofac.entry import ALIAS_KINDS
from lagebild.lists.us_ofac_advanced.records import Name, Party
from lagebild.lists.us_ofac_advanced.values import ReferenceValues, read_period
from lagebild.lists.xml import strip_space
from lagebild.model.listing import NameKind

PRIMARY_TYPE = "Name"

LATIN = "Latn"

UNSPACED_SCRIPTS = frozenset({"Hans", "Hant", "Hani", "Jpan", "Kore", "Hang"})
"""Scripts in which the parts of a person's name are written together. Source: names of this kind in the UN's list."""

SURNAME_TYPES = frozenset({"Last Name", "Maiden Name", "Patronymic", "Matronymic"})
"""Types of the parts that stand before the comma in `LAST, First`.

Source: NamePartType values of sdn_advanced.xml, 2025; `CARO QUINTERO, Rafael` in sdn.csv.
"""

PART_PROPERTIES = {
    "Last Name": "lastName",
    "Patronymic": "lastName",
    "Matronymic": "lastName",
    "First Name": "firstName",
    "Middle Name": "middleName",
}
"""Type of a part of a person's primary name to the FollowTheMoney property; surnames are joined."""


def read_identity(
    party: Party, identity: etree._Element, values: ReferenceValues, *, is_person: bool
) -> None:
    """Add all names of an identity to its party, the primary one first in the list's own order."""
    types = {
        group.get("ID", ""): values.name("NamePartType", group, "NamePartTypeID")
        for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
    }
    is_false = identity.get("False") == "true"
    if comment := strip_space(identity.findtext("Comment")):
        party.notes.append(f"Identity: {comment}")
    for alias in identity.iterfind("Alias"):
        _read_alias(party, alias, types, values, is_person=is_person, is_false=is_false)


def _read_alias(
    party: Party,
    alias: etree._Element,
    types: dict[str, str],
    values: ReferenceValues,
    *,
    is_person: bool,
    is_false: bool,
) -> None:
    word = values.name("AliasType", alias, "AliasTypeID")
    is_weak = alias.get("LowQuality") == "true"
    quality = ", ".join(filter(None, (word, "low quality" if is_weak else "")))
    periods = (read_period(found, values, is_open=True).text for found in alias.iterfind("DatePeriod"))
    notes = [strip_space(alias.findtext("Comment")), "false identity" if is_false else "", *periods]
    if word != PRIMARY_TYPE and word.lower() not in ALIAS_KINDS:
        message = f"The kind of alias {word!r} is not known; it is read as an alias."
        values.log.note(alias, "us-alias-type-unknown", message)
    for document in alias.iterfind("DocumentedName"):
        parts, script = _read_parts(document, types, values)
        value = _join(parts, script, is_person=is_person)
        if not value:
            values.log.note(document, "us-alias-nameless", "The name has no text.", severity="warning")
            continue
        status = values.name("DocNameStatus", document, "DocNameStatusID")
        note = "; ".join(filter(None, (*notes, *_read_notes(document, values))))
        kind = _find_kind(word, script, is_weak=is_weak, is_false=is_false)
        party.names.append(Name(value, kind, quality, note))
        told = ", ".join(filter(None, (quality, script, status, note)))
        party.raw.setdefault("Alias", []).append(f"{value} ({told})" if told else value)
        if kind == "primary" and is_person and not party.name_parts:
            party.name_parts = parts


def _read_parts(
    document: etree._Element, types: dict[str, str], values: ReferenceValues
) -> tuple[list[tuple[str, str]], str]:
    """The typed parts of a spelling, and the code of its script; of several scripts, the first that is not Latin."""
    parts: list[tuple[str, str]] = []
    scripts: list[str] = []
    for part in document.iterfind("DocumentedNamePart"):
        for value in part.iterfind("NamePartValue"):
            text = strip_space(
                f"{part.get('LeadingChars', '')}{value.text or ''}{part.get('TrailingChars', '')}"
            )
            script = values.find("Script", value, "ScriptID")
            scripts.append(script.attributes.get("ScriptCode", "") if script else "")
            group = value.get("NamePartGroupID", "")
            if group and group not in types:
                message = (
                    f"NamePartGroupID {group!r} is none of this identity's; what part {text!r} is stays open."
                )
                values.log.note(value, "us-name-part-unknown", message)
            if text:
                parts.append((types.get(group, ""), text))
    other = next((code for code in scripts if code not in {"", LATIN}), "")
    return parts, other or (LATIN if LATIN in scripts else "")


def _read_notes(document: etree._Element, values: ReferenceValues) -> list[str]:
    notes = [strip_space(document.findtext("Comment"))]
    for found in document.iterfind("DocumentedNameCountry"):
        country = values.name("Country", found, "CountryID")
        notes.append(", ".join(filter(None, (country, strip_space(found.findtext("Comment"))))))
    return notes


def _find_kind(word: str, script: str, *, is_weak: bool, is_false: bool) -> NameKind:
    if word == PRIMARY_TYPE and not is_false:
        return "primary" if script in {"", LATIN} else "original_script"
    if is_weak:
        return "weak"
    return ALIAS_KINDS.get(word.lower(), "alias")


def _join(parts: list[tuple[str, str]], script: str, *, is_person: bool) -> str:
    """The whole name in the order of its parts; a person's Latin one as `LAST, First`."""
    texts = [text for _, text in parts]
    if script in UNSPACED_SCRIPTS and is_person:
        return "".join(texts)
    if not is_person or script not in {"", LATIN}:
        return " ".join(texts)
    count = next((at for at, (kind, _) in enumerate(parts) if kind not in SURNAME_TYPES), len(parts))
    surnames, others = " ".join(texts[:count]), " ".join(texts[count:])
    return ", ".join(filter(None, (surnames, others)))
