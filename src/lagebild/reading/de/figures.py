# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""How German counts."""

import re

from lagebild.reading.words import FigureWords
from lagebild.text.needles import Needles

_PERSONS = (
    r"(?:\w*soldat|\w*infanterist|truppen|\w*kräfte|\w*person|\w*mensch|mann\b|\w*bürger|\w*arbeiter|\w*häftling|\w*geisel|\w*kind|\w*frau|"
    r"\w*opfer|tote|\w*verletzt|\w*flüchtling|\w*angehörige|\w*zivilist|\w*kämpfer|\w*beschäftigte|\w*mitarbeit|\w*journalist|\w*schutzsuchende|"
    r"\w*abgeordnete|\w*einwohner|\w*studierende|\w*gefangene|\w*verdächtige|\w*seeleute|\w*ukrainer|\w*geflüchtete|\w*polizist)"
)

FIGURES = FigureWords(
    qualifiers=(
        ("up_to", re.compile(r"(?:\bbis zu|\bmaximal|\bhöchstens|\bnicht mehr als) $", re.IGNORECASE)),
        ("at_least", re.compile(r"(?:\bmindestens|\bwenigstens|\bzumindest|\bnicht weniger als) $", re.IGNORECASE)),
        ("more_than", re.compile(r"(?:\bmehr als|\büber|\bgut|\bübersteig(?:t|en)|\büberschreite[nt]) $", re.IGNORECASE)),
        ("approx", re.compile(r"(?:\brund|\betwa|\bca\.|\bcirca|\bungefähr|\bknapp|\bfast|\bannähernd|\bschätzungsweise|\bnahezu|\bum die|\bbeinahe) $", re.IGNORECASE)),
        ("additional", re.compile(r"(?:\bweitere[nr]?|\bzusätzliche[nr]?|\bnochmals|\bnoch einmal) $", re.IGNORECASE)),
    ),
    after=re.compile(
        r"\s?(?:%|‰|°|Drittel\w?|Viertel\w?|Fünftel\w?|Zehntel\w?|Hälften?|Kapitel\w?|Titelgruppe\w?|Prozent|[Pp]rozentig|-prozent|-jährig|-fach|-mal\b|mal\b|-Punkte|Uhr|Mal\b|Jahre?n?\b|Monate?n?\b|Wochen?\b|Tage?n?\b|"
        r"Stunden?\b|Minuten?\b|Sekunden?\b|bis|f\.|ff\.|\)|/|:\d|-?[Jj]ahr|Jahrzehnte?n?|Grad\b)|\.(?:\s|$|\d)|-(?=[a-zä])|\s?[-–]\s?Drucksache|-[A-Z]"
    ),
    before=re.compile(
        r"(?:\b(?:Art(?:ikeln?|\.)|Abs(?:atz|\.)|§+|Nr\.|Nummern?|Drucksachen?|Drs\.|Fragen?|Resolution(?:en)?|Seiten?|S\.|Kapitel|Ziffer|Buchstabe|Satz|Anlage|"
        r"Tabelle|Abbildung|Fußnote|Punkt|Version|Nord Stream|Kategorie|Titel|Einzelpl(?:an(?:s|es)?|änen?)|Titelgruppen?|Gruppe|Phase|Stufe|Zeile|Jahr(?:e[ns]?|es)?|Teil|Antwort auf|Schriftliche[nr]? Frage|BGBl\. I+|Kap\.|"
        r"Epl\.|Referat|Tel\.|Fax|Postfach|Platz|ISSN|Haushaltstitel|Horizon|Agenda|Vision|Ziel|Block|Leopard|Modell|Typ)|[#/:+–]|\n-?) ?$"
    ),
    vague=re.compile(
        r"(?<!\d )\b(?:(?P<tens_of_thousands>Zehntausenden?r?|zehntausenden?r?)|(?P<hundreds_of_thousands>Hunderttausenden?r?|hunderttausenden?r?)|(?P<dozens>Dutzenden?r?|dutzenden?r?)|"
        r"(?P<hundreds>[Hh]underten?r?)|(?P<thousands>[Tt]ausenden?r?)|(?P<millions>Millionen))\b(?= (?:von )?[A-Za-zäöüÄÖÜ])"
    ),
    vague_words=Needles(["Zehntausend", "zehntausend", "Hunderttausend", "hunderttausend", "Dutzend", "dutzend", "Hundert", "hundert", "Tausend", "tausend", "Millionen"]),
    none=re.compile(r"\b[Kk]einerlei (?!Information|Erkenntnis|Kenntnis|Angabe|Hinweis|Zweifel|Anlass|Grund|Anhalt)(?P<noun>[A-ZÄÖÜ][a-zäöüß]+)|\b[Kk]eine[nr]? (?P<noun2>Soldaten|Truppen|Schiffe|Soldatinnen|Fälle|Lieferungen|Raketen|Verletzten|Toten|Genehmigungen|Ausfuhrgenehmigungen)\b"),
    noun=re.compile(
        r" (?P<attributes>(?!(?:der|die|des|den|dem|und|oder|bis|sowie|von|vom|zum|zur|im|in|am|auf|für|als|mit|zu|nach|aus|bei|durch|gegen|an|pro|je|so|wie|ist|sind|war|waren|hat|haben|Absatz|Satz|Nummer|Nr|Buchstabe|Uhr|Abs)\b)(?:(?:der|verschiedene[nr]?|sogenannte[nr]?|[a-zäöü][a-zäöüß-]{2,}(?:e[nrsm]?|isch|er)),? ){0,4})(?P<noun>[A-ZÄÖÜ][\wäöüß-]*[a-zäöüßA-Z](?:(?<=innen) und [A-ZÄÖÜ][a-zäöüß]+|- (?:und|oder) [A-ZÄÖÜ][a-zäöüß]+)?)"
    ),
    range=re.compile(r" bis |\s?[-–]\s?| oder | bis zu "),
    between=re.compile(r"\b[Zz]wischen (?:rund |etwa |ca\. )?$"),
    between_and=re.compile(r" und (?:rund |etwa |ca\. )?"),
    rises=re.compile(r"\bvon $"),
    anaphoric=re.compile(r"\b(?:[Dd]ie|[Dd]er|[Dd]en|[Dd]iese[nr]?|[Uu]nsere[nr]?|[Bb]eide[nr]?|[Aa]lle[nr]?|[Ii]hre[nr]?|[Ss]eine[nr]?|[Zz]u|[Ii]n|[Jj]ede[nr]?) $"),
    units=(
        ("persons", re.compile(_PERSONS)),
        ("states", re.compile(r"(?:\w*-)?\w*(?:staat(?:en|es|s)?|länder[ns]?|land|nation(?:en)?)\b")),
        ("missiles", re.compile(r"\w*(?:rakete|flugkörper|marschflug)")),
        ("rounds", re.compile(r"\w*(?:granate|geschoss|schuss|munition|patrone)")),
        ("vessels", re.compile(r"\w*(?:schiff|tanker|frachter|boote?\b)")),
        ("aircraft", re.compile(r"\w*(?:flugzeug|hubschrauber|drohne|kampfjet)")),
        ("vehicles", re.compile(r"\w*(?:fahrzeug|panzer\b|panzern|lkw)")),
        ("containers", re.compile(r"\w*container")),
        ("entities", re.compile(r"\w*(?:unternehmen|organisation|einrichtung|firma|firmen|entität|bank\b|banken)")),
        ("tonnes", re.compile(r"(?:tonne|t\b)")),
        ("km", re.compile(r"(?:kilometer|km\b)")),
        ("units", re.compile(r"\w*(?:brigade|bataillon|division|regiment)")),
        ("cases", re.compile(r"\w*(?:fall|fälle|verfahren|vorfall|vorfälle|angriff)")),
    ),
    each_before=re.compile(r" (?:mit |zu |von |à |aus )?(?:je|jeweils) (?:rund |etwa |bis zu |mindestens )?"),
    each_between=re.compile(r"(?!)"),
    each_after=re.compile(r"(?!)"),
    money=re.compile(r" ?(?P<currency>Euro|EUR|€|US-Dollar|USD|Dollar|\$|britische Pfund|Pfund|Yen|Rubel|Won|Franken|Schweizer Franken)(?!-?\w)"),
    nouns_are_capital=True,
    currencies={
        "Euro": "EUR", "EUR": "EUR", "€": "EUR", "US-Dollar": "USD", "USD": "USD", "Dollar": "USD", "$": "USD", "britische Pfund": "GBP",
        "Pfund": "GBP", "Yen": "JPY", "Rubel": "RUB", "Won": "KRW", "Franken": "CHF", "Schweizer Franken": "CHF",
    },
)  # fmt: skip
