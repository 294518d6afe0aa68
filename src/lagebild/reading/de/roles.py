# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""How German marks who acts and towards whom, and how sure a sentence is."""

import re

from lagebild.reading.words import FactualityWords, RoleWords

_FILL = (
    r"(?:(?:die|der|den|dem|das|des|ein(?:e[rnms]?)?|ihre[rnms]?|seine[rnms]?|unsere[rnms]?|alle[rn]?|beiden?|\d[\d.]*|und|oder|"
    r"[a-zäöüß]{3,24}(?:e|en|er|es|em)|Präsident(?:en)?|Regierung) ){0,4}"
)
_NO_GENITIVE = frozenset(
    [
        "Laos",
        "Belarus",
        "Honduras",
        "Barbados",
        "Mauritius",
        "Zypern",
        "Philippinen",
        "Niederlande",
        "USA",
        "Komoren",
        "Bahamas",
        "Seychellen",
        "Vereinigten",
        "Kreml",
        "EU",
    ]
)
_MASCULINE = re.compile(
    r"(?:Iran|Irak|Libanon|Jemen|Sudan|Südsudan|Tschad|Kreml|Vatikan|Kosovo|Oman)$|rat$|Bundes(?:minister|kanzler|präsident)$"
)


def is_german_genitive(name: str, after: str, article: bool) -> bool:  # noqa: FBT001 -- the language protocol passes it on
    """Whether a state's name stands in the genitive: `Japans`, `der Ukraine`, `des Iran`."""
    del after
    if article:
        return not _MASCULINE.search(name)
    return (
        name.endswith("s")
        and name.rsplit(maxsplit=1)[-1] not in _NO_GENITIVE
        and name.split(maxsplit=1)[0] not in _NO_GENITIVE
        and not name.isupper()
    )


ROLES = RoleWords(
    markers=re.compile(
        r"(?:\b(?:(?P<source>(?:[Nn]ach|[Ll]aut|[Gg]emäß) (?:Angaben|Darstellung|Erkenntnissen|Einschätzung|Aussagen?|Auskunft|Informationen|Berichten|Meldungen)(?: (?:von|aus))?|[Ll]aut|[Uu]nter Berufung auf)|(?P<by>[Dd]urch|[Ss]eitens|[Vv]onseiten)|(?P<from>[Vv]on|[Aa]us|[Vv]om)|(?P<to>[Aa]n|[Nn]ach|[Rr]ichtung|[Aa]ns)|"
        r"(?P<against>[Gg]egen|[Gg]egenüber|[Üü]ber)|(?P<support>zur Unterstützung|(?:Unterstützung|Hilfe|Beistand)(?: für| an| de[rs](?= )))|(?P<for>[Ff]ür|[Zz]ugunsten)|"
        r"(?P<in>[Ii]n|[Ii]m|[Aa]uf|[Bb]ei|im Osten|im Westen|innerhalb)|(?P<with>[Mm]it|[Gg]emeinsam mit|gegenüber)|(?P<between>[Zz]wischen)) "
        + _FILL
        + r"#?"
        r"|(?<![,.:;] )(?<!^)(?P<article>\b(?:der|des) )(?:[a-zäöüß]{3,24}(?:en) )?#?)$"
    ),
    is_genitive=is_german_genitive,
    joiner=re.compile(
        r"(?:,|, sowie| und| sowie| oder| noch|/|,? und auch) ?(?:die |der |den |dem |des |mit |das |von )?"
    ),
    clause=re.compile(r"[,;:–] |\bdass |\bob |\bwenn |\bnachdem "),
    relative=re.compile(
        r", (?:(?:an|in|mit|bei|für|zu|von|aus|auf) )?(?:die|der|das|den|dem|deren|dessen|welche[nrsm]?)\b"
    ),
    performs=re.compile(
        r"\b(?:plan(?:t|en|te|ten)|beabsichtig\w+|setz(?:t|te|ten) |begann\w*|begonnen|bestätig\w+|verstärk\w+|ordne\w+|prüf\w+|genehmig\w+|stopp\w+|stell(?:t|te|ten) |ha(?:t|ben))\b"
    ),
    active=re.compile(
        r"\b(?:hat|haben|hatte|hatten|habe)\b(?=[^,;:]{0,160}(?:ausgebildet|trainiert|geschult)\b)(?![^,;:]{0,200}\bworden)|\b(?:soll|sollen|will|wollen|wird|werden)\b(?=[^,;:]{0,160}\bausbilden\b)"
    ),
    clausal_subject=re.compile(r"(?:Dass|Ob) "),
    office=re.compile(
        r"(?:^|[;:] )(?:Der|Die|Das|der|die|das) (?:[a-zäöü]+en? )?(?:Außenminister(?:in(?:nen)?)?|Verteidigungsminister(?:in(?:nen)?)?|Regierung|Regierungschefs?|Staats- und Regierungschefs|Präsident(?:in)?|Ministerpräsident(?:in)?) (?:der|des|von) $"
    ),
    together=re.compile(
        r"\b(?:[Dd]ie|[Bb]eide) (?:(?:beiden|zwei|drei|vier) )?(?:Außenminister(?:innen)?|Minister(?:innen)?|Präsidenten|Regierungschefs|Seiten|Gesprächspartner|Politiker)\b|^(?:Sie|Beide)\b"
    ),
    meets=re.compile(
        r"\b(?:traf|trafen|getroffen|Treffen|sprach|sprachen|Gespräch\w*|telefonierte\w*|Telefonat|empfing|empfangen|Gipfel\w*)\b"
    ),
    own=re.compile(r"\b(?:[Ss]eine[rnms]?|[Ii]hre[rnms]?)(?: [a-zäöüß]+e[rnms]?)? $"),
    we=re.compile(r"\b(?:[Ww]ir|[Ii]ch)\b"),
    ministers=re.compile(
        r"\b(?:[Dd]ie|Beide) (?:(?:drei|vier|sieben|elf|G7-)? ?)?(?:Außenminister(?:innen)?(?: und Außenminister)?|Ministerinnen und Minister|Minister|Staats- und Regierungschefs|Seiten|Teilnehmer|Mitglieder)\b"
    ),
    support=re.compile(
        r"\b(?:Unterstützung|Solidarität|Bekenntnis|Sicherheit|Verteidigung|Einsatz|Bündnis|Verpflichtung|Partnerschaft|Souveränität|Beitrag|Bemühungen|Engagement)\b"
    ),
)

_IF = r"(?:^|[.:] )(?:Sollten?|Falls|Wenn|Würden?|Hätten?|Wären?|Gesetzt den Fall|Angenommen)\b"

FACTUALITY = FactualityWords(
    rules=(
        ("conditional", re.compile(rf"(?P<anywhere>{_IF})|\b(?:falls|sofern|für den Fall, dass|im Falle)\b")),
        ("reported_planned", re.compile(r"\b(?:Berichten?|Meldungen|Medienberichten?|Hinweisen?|Angaben)\b[^.]{0,60}\b(?:plant|planen|beabsichtigt|vorhat|will|wollen)\b|\bsoll(?:en)? (?:geplant|planen)")),
        ("negated", re.compile(r"\b(?:nicht(?! nur| zum ersten| allein| bloß)|kein|keine|keinen|keinerlei|niemals|nie)\b(?= (?:(?!und |aber )\w+ ){0,4}(?:geliefert|entsandt|verhängt|erfolgt|stattgefunden|genehmigt|Liefer|Entsend|Waffen|Truppen))")),
        ("reported", re.compile(r"(?P<anywhere>\b(?:sollen|soll)\b(?=[^.]{0,80}\b(?:sein|haben|worden|werden|befinden|aufhalten|ausbilden|trainieren)\b))|\b(?:[Bb]erichten? (?:über|zufolge|von|aus)|[Bb]erichtet(?:e[nr]?)?|[Mm]eldungen|Hinweise|[Mm]edienberichten?|laut|zufolge|Angaben (?:von|der|des|aus)|[Nn]ach (?:Angaben|Darstellung|Aussagen?)|mutmaßlich\w*|angeblich\w*)\b")),
        ("possible", re.compile(r"\b(?:könnten?|möglicherweise|eventuell|Möglichkeit|mögliche[nrs]?|dürften?|vielleicht)\b|(?P<anywhere>\bkönnte[n]?\b)")),
        ("alleged", re.compile(r"\b(?:behauptet|Vorwurf|vorgeworfen|unterstellt)\b")),
        ("proposed", re.compile(r"\b(?:vorgeschlagen|schlägt vor|schlagen vor|Vorschlag|beantragt)\b")),
        ("planned", re.compile(r"\b(?:plant|planen|geplant\w*|beabsichtigt|beabsichtigen|vorgesehen|werden wir|wird (?=[^.]{0,60}(?:en|eln|ern)\b)|angekündigt\w*|bevorstehend\w*)\b")),
        ("assessed", re.compile(r"\b(?:nach (?:Einschätzung|Erkenntnissen|Auffassung)|schätzt ein|geht davon aus|gehen davon aus|bewertet)\b", re.IGNORECASE)),
    )
)  # fmt: skip
