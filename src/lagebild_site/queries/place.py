"""Names of states and bodies in the page's language, from CLDR; German ones with their article where they need one."""

from functools import cache

from babel import Locale

BODIES = {
    "EU": {"en": "European Union", "de": "Europäische Union"},
    "UN": {"en": "United Nations", "de": "Vereinte Nationen"},
    "UNSC": {"en": "UN Security Council", "de": "UN-Sicherheitsrat"},
    "NATO": {"en": "NATO", "de": "NATO"},
    "G7": {"en": "G7", "de": "G7"},
    "MSMT": {
        "en": "Multilateral Sanctions Monitoring Team (MSMT)",
        "de": "Multilaterales Sanktionsbeobachtungsteam (MSMT)",
    },
    "INT": {"en": "all states", "de": "alle Staaten"},
    "OPENSANCTIONS": {"en": "OpenSanctions", "de": "OpenSanctions"},
    "DE-BT": {"en": "German Bundestag", "de": "Deutscher Bundestag"},
    "DE-BR": {"en": "German Bundesrat", "de": "Bundesrat"},
}
"""Bodies that CLDR has no name for, and who publishes a collection of lists. Source: docs/reference/bodies.tsv."""

ENGLISH_THE = frozenset(
    [
        "US",
        "GB",
        "NL",
        "PH",
        "AE",
        "EU",
        "UN",
        "UNSC",
        "G7",
        "MSMT",
        "DE-BT",
        "DE-BR",
        "MV",
        "MH",
        "SB",
        "BS",
        "CF",
        "DO",
        "KM",
        "GM",
        "CD",
        "CG",
        "SC",
        "VA",
    ]
)
"""Ids whose English name takes the article in a sentence."""

GERMAN_ARTICLES = {
    "US": ("die", "den", "Vereinigte Staaten", "Vereinigten Staaten"),
    "GB": ("das", "dem", "Vereinigtes Königreich", "Vereinigten Königreich"),
    "AE": ("die", "den", "Vereinigte Arabische Emirate", "Vereinigten Arabischen Emiraten"),
    "NL": ("die", "den", "Niederlande", "Niederlanden"),
    "PH": ("die", "den", "Philippinen", "Philippinen"),
    "CH": ("die", "der", "Schweiz", "Schweiz"),
    "TR": ("die", "der", "Türkei", "Türkei"),
    "UA": ("die", "der", "Ukraine", "Ukraine"),
    "SK": ("die", "der", "Slowakei", "Slowakei"),
    "MN": ("die", "der", "Mongolei", "Mongolei"),
    "IR": ("den", "dem", "Iran", "Iran"),
    "IQ": ("den", "dem", "Irak", "Irak"),
    "EU": ("die", "der", "Europäische Union", "Europäischen Union"),
    "UN": ("die", "den", "Vereinten Nationen", "Vereinten Nationen"),
    "UNSC": ("den", "dem", "UN-Sicherheitsrat", "UN-Sicherheitsrat"),
    "NATO": ("die", "der", "NATO", "NATO"),
    "G7": ("die", "den", "G7", "G7"),
    "MSMT": ("das", "dem", "MSMT", "MSMT"),
    "DE-BT": ("den", "dem", "Deutschen Bundestag", "Deutschen Bundestag"),
    "DE-BR": ("den", "dem", "Bundesrat", "Bundesrat"),
}
"""Article in the accusative and dative, and the name in both, where a German sentence needs one."""

_GERMAN_ACCUSATIVE = {
    "US": "die Vereinigten Staaten",
    "GB": "das Vereinigte Königreich",
    "AE": "die Vereinigten Arabischen Emirate",
}
"""Where an adjective in the name is inflected after the article."""


@cache
def _get_territories(lang: str) -> dict[str, str]:
    return dict(Locale.parse(lang).territories)


def name_place(place_id: str, lang: str) -> str:
    """The name of a state, body, organisation or person; an id without a name stays as it is.

    Args:
        place_id: ISO 3166-1 alpha-2, a body's id, `org:…` or `person:…`.
        lang: `de` or `en`.
    """
    if place_id.startswith(("org:", "person:")):
        return place_id.partition(":")[2]
    if place_id in BODIES:
        return BODIES[place_id].get(lang, BODIES[place_id]["en"])
    return _get_territories(lang).get(place_id, place_id)


def place_in_sentence(place_id: str, lang: str, *, case: str = "dative") -> str:
    """The name as a sentence needs it: with its article, in German in the case named.

    Args:
        place_id: As `name_place`.
        lang: `de` or `en`.
        case: `dative` (laut …, von …) or `accusative` (an …, durch …); German alone.
    """
    name = name_place(place_id, lang)
    if lang != "de":
        return f"the {name}" if place_id in ENGLISH_THE else name
    if place_id not in GERMAN_ARTICLES:
        return name
    accusative, dative, name_accusative, name_dative = GERMAN_ARTICLES[place_id]
    if case == "dative":
        return f"{dative} {name_dative}"
    return _GERMAN_ACCUSATIVE.get(place_id, f"{accusative} {name_accusative}")


def join_names(names: list[str], lang: str) -> str:
    """Names as a sentence lists them: `A, B and C`, in German `A, B und C`."""
    if len(names) <= 1:
        return "".join(names)
    conjunction = "und" if lang == "de" else "and"
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"
