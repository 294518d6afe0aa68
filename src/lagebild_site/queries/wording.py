"""How a reading is told as a sentence: who says that who did what towards whom, and when; never more than its norm.

German nouns are feminine or neuter on purpose: then nominative and accusative are alike and one form fits every frame.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from lagebild_site.queries.place import join_names, place_in_sentence

EVENT_NOUNS: Mapping[str, tuple[str, str, str, str]] = {
    "arms_transfer": ("a transfer of arms", "to", "eine Lieferung von Waffen", "an"),
    "missile_transfer": ("a transfer of missiles", "to", "eine Lieferung von Raketen", "an"),
    "military_training": ("military training", "for", "eine militärische Ausbildung", "für"),
    "troop_deployment": ("a deployment of troops", "for", "eine Entsendung von Truppen", "für"),
    "combat_entry": (
        "an entry of troops into combat",
        "for",
        "eine Beteiligung von Truppen an Kämpfen",
        "für",
    ),
    "weapons_test": ("a weapons test", "towards", "eine Erprobung von Waffen", "gegenüber"),
    "petroleum_transfer": ("a transfer of petroleum", "to", "eine Lieferung von Erdöl", "an"),
    "labour_export": ("a sending of workers", "to", "eine Entsendung von Arbeitskräften", "an"),
    "finance": ("a financial dealing", "with", "eine Finanzbeziehung", "mit"),
    "cyber_theft": ("a theft by cyber means", "from", "eine Entwendung durch Angriffe im Netz", "gegenüber"),
    "luxury_transfer": ("a transfer of luxury goods", "to", "eine Lieferung von Luxusgütern", "an"),
    "weapons_programme_support": (
        "support for a weapons programme",
        "for",
        "eine Unterstützung eines Waffenprogramms",
        "für",
    ),
    "technology_transfer": ("a transfer of technology", "to", "eine Weitergabe von Technik", "an"),
    "ship_to_ship_transfer": (
        "a transfer from ship to ship",
        "to",
        "eine Umladung von Schiff zu Schiff",
        "an",
    ),
    "port_call": ("a port call", "in", "eine Hafennutzung", "gegenüber"),
    "goods_trade": ("a trade in goods", "with", "eine Ein- oder Ausfuhr von Waren", "mit"),
    "science_cooperation": (
        "scientific co-operation",
        "with",
        "eine wissenschaftliche Zusammenarbeit",
        "mit",
    ),
    "treaty": ("a treaty", "with", "eine vertragliche Vereinbarung", "mit"),
    "military_cooperation": ("military co-operation", "with", "eine militärische Zusammenarbeit", "mit"),
    "diplomatic_summons": ("a diplomatic summons", "towards", "eine Einbestellung", "gegenüber"),
    "sanctions_imposed": (
        "an imposition of sanctions",
        "towards",
        "eine Verhängung von Sanktionen",
        "gegenüber",
    ),
    "mechanism_founded": (
        "a founding of a monitoring body",
        "concerning",
        "eine Gründung eines Überwachungsgremiums",
        "zu",
    ),
    "joined_mechanism": ("an accession to a body", "concerning", "eine Beteiligung an einem Gremium", "zu"),
    "veto": ("a veto", "towards", "eine Ablehnung durch Veto", "gegenüber"),
    "vote": ("a vote", "towards", "eine Abstimmung", "gegenüber"),
    "joint_statement": ("a joint statement", "towards", "eine gemeinsame Erklärung", "gegenüber"),
    "military_aid": ("military aid", "to", "eine militärische Hilfe", "für"),
    "humanitarian_aid": ("humanitarian aid", "to", "eine humanitäre Hilfe", "für"),
    "military_exercise": ("a military exercise", "with", "eine Militärübung", "mit"),
    "seizure": ("a seizure", "from", "eine Beschlagnahme", "gegenüber"),
    "cyber_attack": ("a cyber attack", "against", "eine Attacke im Netz", "gegen"),
    "expulsion": ("an expulsion", "towards", "eine Ausweisung", "gegenüber"),
    "arrest": ("an arrest", "towards", "eine Festnahme", "gegenüber"),
    "delisting": (
        "a removal from a sanctions list",
        "towards",
        "eine Streichung von einer Sanktionsliste",
        "gegenüber",
    ),
    "release": ("a release", "towards", "eine Freilassung", "gegenüber"),
    "export_controls": (
        "an imposition of export controls",
        "towards",
        "eine Verhängung von Ausfuhrkontrollen",
        "gegenüber",
    ),
    "agreement": ("an agreement", "with", "eine Vereinbarung", "mit"),
    "ceasefire": ("a ceasefire", "with", "eine Waffenruhe", "mit"),
    "denial": ("a denial", "towards", "eine Zurückweisung", "gegenüber"),
    "visit": ("a visit", "to", "eine Besuchsreise", "zu"),
    "meeting": ("a meeting", "with", "eine Zusammenkunft", "mit"),
    "call": ("a call", "with", "ein Gespräch", "mit"),
    "economic_cooperation": ("economic co-operation", "with", "eine wirtschaftliche Zusammenarbeit", "mit"),
    "sanctions_evasion": ("an evasion of sanctions", "with", "eine Umgehung von Sanktionen", "mit"),
    "withdrawal": ("a withdrawal", "from", "eine Rücknahme von Kräften", "gegenüber"),
    "war_of_aggression": ("a war of aggression", "against", "eine kriegerische Aggression", "gegen"),
    "armed_attack": ("an armed attack", "against", "eine bewaffnete Attacke", "gegen"),
    "threat": ("a threat", "towards", "eine Drohung", "gegenüber"),
    "protest": ("a protest", "towards", "eine Protestbekundung", "gegenüber"),
    "request": ("a request", "to", "eine Bitte", "an"),
}
"""Per event subtype: English noun and preposition of the recipient, German noun and preposition."""

POSITION_NOUNS: Mapping[str, tuple[str, str]] = {
    "CONDEMN": ("a condemnation", "eine Verurteilung"),
    "CONCERN": ("an expression of concern", "eine Äußerung der Sorge"),
    "DEMAND": ("a demand", "eine Forderung"),
    "REAFFIRM": ("a reaffirmation", "eine Bekräftigung"),
    "COMMIT": ("a commitment", "eine Zusage"),
    "WELCOME": ("an expression of welcome", "eine Äußerung der Zustimmung"),
    "SUPPORT": ("an expression of support", "eine Äußerung der Unterstützung"),
    "ENCOURAGE": ("an encouragement", "eine Ermutigung"),
    "REJECT": ("a rejection", "eine Zurückweisung"),
    "WARN": ("a warning", "eine Warnung"),
    "ACCUSE": ("an accusation", "eine Anschuldigung"),
    "ASSESS": ("an assessment", "eine Einschätzung"),
    "ASSESS_VIOLATION": ("an assessment that rules were broken", "eine Einschätzung als Regelverstoß"),
    "RESERVE": ("a reservation of further steps", "ein Vorbehalt weiterer Schritte"),
    "NO_KNOWLEDGE": ("a statement of having no knowledge", "eine Angabe, nichts zu wissen"),
}
"""Per class of position, English and German; nominative, and accusative but for `RESERVE`."""

FRAMES: Mapping[str, tuple[str, str]] = {
    "asserted": ("According to {who}, there was {what}.", "Laut {who} gab es {what}."),
    "assessed": (
        "In the assessment of {who}, there was {what}.",
        "Nach Einschätzung von {who} gab es {what}.",
    ),
    "reported": (
        "According to reports passed on by {who}, there was {what}.",
        "Laut Berichten, wiedergegeben von {who}, gab es {what}.",
    ),
    "planned": ("According to {who}, {what} is planned.", "Laut {who} ist {what} geplant."),
    "reported_planned": (
        "According to reports passed on by {who}, {what} is planned.",
        "Laut Berichten, wiedergegeben von {who}, ist {what} geplant.",
    ),
    "proposed": ("According to {who}, {what} has been proposed.", "Laut {who} ist {what} vorgeschlagen."),
    "possible": (
        "According to {who}, it is possible that there was {what}.",
        "Laut {who} ist es möglich, dass es {what} gab.",
    ),
    "conditional": (
        "In the words of {who}, {what} is mentioned only under a condition.",
        "Bei {who} ist {what} nur unter einer Bedingung genannt.",
    ),
    "alleged": (
        "In an allegation by {who}, there was {what}.",
        "Nach einem Vorwurf, erhoben von {who}, gab es {what}.",
    ),
    "negated": (
        "According to {who}, it is not true that there was {what}.",
        "Laut {who} trifft es nicht zu, dass es {what} gab.",
    ),
}
"""Per factuality, the sentence in English and German."""

_DATIVE_PREPOSITIONS = frozenset({"mit", "gegenüber", "zu"})
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def tell_date(value: str, lang: str) -> str:
    """A partial date in words: `2024-10` as October 2024, an interval `a/b` as both ends; other forms unchanged."""
    if "/" in value:
        start, _, end = value.partition("/")
        return _tell_interval(start, end, lang)
    week = _WEEK.fullmatch(value)
    if week:
        return f"{int(week[2])}. Woche {week[1]}" if lang == "de" else f"week {int(week[2])} of {week[1]}"
    return _tell_day(value, lang)


def tell_event(norm: Mapping[str, Any], factuality: str, who: str, lang: str) -> str:
    """The sentence of an event: attribution, what, by whom, towards whom, when."""
    subtype = str(norm.get("subtype") or norm.get("plover") or "")
    nouns = EVENT_NOUNS.get(
        subtype,
        (f"an event of the kind “{subtype}”", "towards", f"ein Ereignis der Art „{subtype}“", "gegenüber"),
    )
    parts = [nouns[2] if lang == "de" else nouns[0]]
    actors, recipients = list(norm.get("actor") or []), list(norm.get("recipient") or [])
    if actors:
        parts.append(f"{'durch' if lang == 'de' else 'by'} {_list_in_sentence(actors, lang, 'accusative')}")
    if recipients:
        preposition = nouns[3] if lang == "de" else nouns[1]
        case = "dative" if preposition in _DATIVE_PREPOSITIONS else "accusative"
        parts.append(f"{preposition} {_list_in_sentence(recipients, lang, case)}")
    what = " ".join(parts) + _tell_when(norm.get("date"), lang)
    return _fill(factuality, who, what, lang)


def tell_position(norm: Mapping[str, Any], who: str, lang: str) -> str:
    """The sentence of a position: that somebody took it, and towards whom."""
    kind = str(norm.get("class") or "")
    nouns = POSITION_NOUNS.get(kind, (f"a position of the kind “{kind}”", f"eine Haltung der Art „{kind}“"))
    addressees = list(norm.get("addressee") or [])
    if lang == "de":
        tail = f", gerichtet an {_list_in_sentence(addressees, lang, 'accusative')}" if addressees else ""
        return _contract(f"Von {who} stammt {nouns[1]}{tail}.", who)
    tail = f", addressed to {_list_in_sentence(addressees, lang, 'accusative')}" if addressees else ""
    return f"From {who} comes {nouns[0]}{tail}."


def tell_citations(labels: Sequence[str], who: str, lang: str) -> str:
    """The sentence of citations: which rules somebody cites."""
    rules = join_names(list(labels), lang)
    if lang == "de":
        return _contract(f"Von {who} {'wird' if len(labels) == 1 else 'werden'} {rules} angeführt.", who)
    return f"{rules} {'is' if len(labels) == 1 else 'are'} cited by {who}."


def tell_figure(shown: str, who: str, lang: str) -> str:
    """The sentence of a figure: who gives it."""
    if lang == "de":
        return _contract(f"Von {who} stammt die Angabe: {shown}.", who)
    return f"From {who} comes the figure: {shown}."


def tell_mention(exact: str, who: str, lang: str) -> str:
    """The sentence of anything else that was read: that it is named."""
    if lang == "de":
        return _contract(f"Von {who} wird „{exact}“ genannt.", who)
    return f"“{exact}” is named by {who}."


def _fill(factuality: str, who: str, what: str, lang: str) -> str:
    frame = FRAMES.get(factuality, FRAMES["reported"])[1 if lang == "de" else 0]
    return _contract(frame.format(who=who, what=what), who)


def _contract(sentence: str, who: str) -> str:
    """German `von dem MSMT` as one says it: `vom MSMT`, where the preposition stands before who tells it."""
    return sentence.replace(f"on {who}", f"om {who[4:]}", 1) if who.startswith("dem ") else sentence


def _tell_when(value: object, lang: str) -> str:
    if not isinstance(value, str) or not value:
        return ""
    told = tell_date(value, lang)
    return f" (Zeitangabe: {told})" if lang == "de" else f" (dated {told})"


def _list_in_sentence(place_ids: Sequence[str], lang: str, case: str) -> str:
    return join_names([place_in_sentence(place_id, lang, case=case) for place_id in place_ids], lang)


def _tell_interval(start: str, end: str, lang: str) -> str:
    if not start or not end:
        words = {"de": ("seit", "bis"), "en": ("since", "until")}[lang]
        return f"{words[0]} {tell_date(start, lang)}" if start else f"{words[1]} {tell_date(end, lang)}"
    return f"{tell_date(start, lang)} {'bis' if lang == 'de' else 'to'} {tell_date(end, lang)}"


def _tell_day(value: str, lang: str) -> str:
    pieces = value.split("-")
    try:
        numbers = [int(piece) for piece in pieces]
        day = date(numbers[0], *[*numbers[1:], 1, 1][:2])
    except ValueError:
        return value
    formats = {1: "y", 2: "MMMM y", 3: "d. MMMM y" if lang == "de" else "d MMMM y"}
    return format_date(day, formats.get(len(pieces), "y"), locale=lang)
