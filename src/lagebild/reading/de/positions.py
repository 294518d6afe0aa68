# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""How German expresses positions; predicates are split where German splits them."""

import re

from lagebild.reading.words import PositionRule


def _rule(verb_class: str, pattern: str, addressee: str, *, impersonal: bool = False) -> PositionRule:
    return PositionRule(
        verb_class=verb_class, pattern=re.compile(pattern), addressee=addressee, impersonal=impersonal
    )


_END = r"[^.;!?]{0,400}"

POSITIONS = (
    _rule("NO_KNOWLEDGE", r"\b(?:liegen?|lagen?) (?:der Bundesregierung|ihr|uns|hierzu|dazu)[^.;]{0,60}\bkeine[rn]? (?:eigenen |weiteren |weitergehenden |über \w+ hinausgehenden |belastbaren )*(?:Erkenntnisse|Informationen|Kenntnisse|Angaben)|\b(?:hat|haben|besitzt|verfügt über|verfügen über) (?:\w+ ){0,3}keine[n]? (?:eigenen |weiteren |weitergehenden )*(?:Erkenntnisse|Kenntnis|Kenntnisse|Informationen)|\b[Kk]eine (?:eigenen )?Erkenntnisse\b|\bist (?:der Bundesregierung|uns) nicht bekannt|\bsind (?:der Bundesregierung|uns) nicht bekannt", "none"),
    _rule("CONDEMN", r"\b(?:verurteil(?:en|t|te|ten)|missbillig(?:en|t))\b", "actors"),
    _rule("DEMAND", rf"\b(?:ruf(?:en|t|e)|rief(?:en)?)\b(?P<object>[^.;]{{0,160}}?)\b(?:dazu )?auf\b{_END}", "object"),
    _rule("DEMAND", rf"\b(?:forder(?:n|t|te|ten|e))\b(?P<object>[^.;]{{0,160}}?)\b(?:dazu )?auf\b{_END}", "object"),
    _rule("DEMAND", rf"\b(?:hat|haben)\b(?P<object>[^.;]{{0,160}}?)\b(?:dazu )?(?:aufgefordert|aufgerufen|gemahnt)\b{_END}", "object"),
    _rule("DEMAND", rf"\b(?:forder(?:n|t|te|ten)|verlang(?:en|t))\b(?P<object>{_END})", "object"),
    _rule("DEMAND", rf"\bappellier(?:en|t|te) an\b(?P<object>{_END})|\bdräng(?:en|t) (?:auf|darauf)\b", "object"),
    _rule("DEMAND", r"\bmuss\b[^.;]{0,120}\b(?:beenden|einstellen|unterlassen|abziehen|einhalten|erfüllen|ermöglichen|freilassen|aufhören|respektieren)\b", "before", impersonal=True),
    _rule("RESERVE", r"\bbehält sich (?:die Bundesregierung )?[^.;]{0,40}\bvor\b|\bbehalten (?:wir )?uns [^.;]{0,60}\bvor\b", "named"),
    _rule("WARN", r"\b(?:warn(?:en|t|te|ten))\b[^.;]{0,10}\b(?:vor|dass|davor)?", "named"),
    _rule("WARN", r"\b(?:bedroht|bedrohen|gefährdet|gefährden|untergräbt|untergraben|destabilisiert|destabilisieren)\b|\b(?:stellt|stellen|bedeutet|bedeuten|ist|sind|wäre)\b (?=[^.;]{0,60}\b(?:gefährliche|Bedrohung|Eskalation|Gefahr für|inakzeptabel|Provokation))|\bberühr(?:en|t) (?:ganz )?(?:unmittelbar )?", "actors", impersonal=True),
    _rule("CONCERN", r"\b(?:bedauer(?:n|t|te|ten))\b|\b(?:(?:sind|ist|bin|zeigt sich|zeigen uns|äußern|äußert|äußerten|haben|drücken) )?(?:zutiefst |tief |sehr |äußerst |ernsthaft |weiterhin |uns )*besorgt\b|\bmit (?:großer |tiefer |wachsender |zunehmender |erheblicher |äußerster |ernster )*(?:Sorge|Besorgnis|Bestürzung)\b|\b(?:tiefe|große|ernste|ernsthafte) (?:Sorge|Besorgnis|Besorgnisse)\b|\bbereite[nt]? (?:uns|der Bundesregierung) (?:\w+ )?Sorge\b", "actors"),
    _rule("ASSESS_VIOLATION", r"\b(?:verst(?:oßen|ößt|ieß|ießen)|verst(?:oß|öß)t? )\b[^.;]{0,60}?\bgegen\b(?=[^.;]{0,120}(?:Resolution|Völkerrecht|Recht|Verpflichtung|Charta|Sanktion|Übereinkommen|Abkommen|Vertrag|Grundsätze|Konvention))|\b(?:ist|sind|wäre|wären|stellt|stellen|darstellt|darstellen|bedeutet)\b[^.;,]{0,80}\b(?:Verstoß|Verstöße|Bruch|Verletzung)(?:en)? (?:gegen|de[sr]|von)\b|\bverletz(?:t|en|te|ten)\b(?=[^.;]{0,80}(?:Resolution|Völkerrecht|Charta|Souveränität|Verpflichtung|Sanktion))|\bvölkerrechtswidrig (?:ist|sind|war)", "actors", impersonal=True),
    _rule("REJECT", r"\b(?:lehn(?:en|t|te|ten))\b[^.;]{0,200}\bab\b", "actors"),
    _rule("REJECT", r"\b(?:weis(?:en|t)|wies(?:en)?)\b[^.;]{0,160}\bzurück\b|\b(?:bestreite[nt]|bestritt(?:en)?|dementier(?:t|en|te|ten))\b", "none"),
    _rule("REJECT", r"\blässt sich (?:durch nichts |nicht |in keiner Weise )?rechtfertigen|\b(?:erkennt|erkennen)\b[^.;]{0,80}\bnicht an\b|\b(?:inakzeptabel|nicht hinnehmbar|nicht akzeptabel)\b", "actors", impersonal=True),
    _rule("REAFFIRM", r"\b(?:bekräftig(?:en|t|te|ten)|erinner(?:n|t) (?:wir )?an|bekenn(?:en|t) (?:wir )?(?:uns|sich)|unterstreich(?:en|t)(?! damit)|beton(?:en|t|te|ten)|halten (?:weiterhin )?(?:daran )?fest|hält (?:daran|an) fest)\b", "supported"),
    _rule("WELCOME", r"\b(?:begrüß(?:en|t|te|ten)|würdig(?:en|t|te|ten)|dank(?:en|t)\b(?! für))\b|\b(?:sind|ist) (?:sehr )?(?:erfreut|dankbar)\b", "supported"),
    _rule("SUPPORT", r"\b(?:unterstütz(?:en|t|te)|steh(?:en|t) (?:fest |weiterhin |unverbrüchlich |geschlossen )*(?:an der Seite|hinter|zu|solidarisch))\b", "supported"),
    _rule("ENCOURAGE", rf"\b(?:ermutig(?:en|t)|ermunter(?:n|t)|lad(?:en|et) (?:\w+ ){{0,4}}ein|bitten)\b(?P<object>{_END})", "object"),
    _rule("COMMIT", r"\b(?:werden|wird) (?:wir |uns |sich |die Bundesregierung |auch )?(?:\w+ ){0,2}?(?:weiterhin|weiter|auch künftig|auch in Zukunft|nicht nachlassen|fortsetzen|gemeinsam|abgestimmt|alles|sich dafür)\b|\b(?:verpflicht(?:en|et) (?:uns|sich)|setz(?:en|t) (?:uns|sich) (?:\w+ ){0,4}(?:dafür )?ein|sag(?:en|t) (?:\w+ ){0,5}zu|(?:sind|ist) entschlossen|(?:sind|ist) bereit|engagier(?:en|t) (?:uns|sich))\b", "committed"),
    _rule("ACCUSE", r"\bwirf(?:t|) [^.;]{0,60}\bvor\b|\bwerfen [^.;]{0,60}\bvor\b|\bbeschuldig(?:en|t|te|ten)\b|\bmach(?:en|t) [^.;]{0,60}\bverantwortlich\b", "named"),
    _rule("ASSESS", r"\b(?:geht|gehen) davon aus\b|\bnach (?:Einschätzung|Auffassung|Ansicht|Kenntnis|Erkenntnissen) (?:der Bundesregierung|des Auswärtigen Amtes)\b|\b(?:bewertet|bewerten|schätzt|schätzen|sieht|sehen) (?=[^.;]{0,80}\b(?:als|ein)\b)|\bist (?:die Bundesregierung |wir )?der (?:Auffassung|Ansicht|Überzeugung)", "none"),
)  # fmt: skip

DEMAND = re.compile(
    r"\b(?:forder|ruf(?:en|t) |verlang|aufgefordert|appellier|dräng(?:en|t) |ermutig|muss |müssen |soll(?:te|ten) )"
)
STRENGTH = re.compile(
    r"\b(?:aufs Schärfste|auf das Schärfste|in aller Schärfe|aufs Entschiedenste|nachdrücklich|mit Nachdruck|entschieden|entschiedenste\w*|zutiefst|unverzüglich|eindringlich|scharf|schärfstens|unmissverständlich|mit großer Sorge|auf eklatante Weise)\b"
)
REPORT = re.compile(
    r"\b(?:Berichten?|Berichte (?:über|von)|Medienberichten?|Meldungen|Hinweise, dass|zufolge|[Ll]aut|Angaben (?:von|der|des)|[Nn]ach (?:Angaben|Darstellung|Aussagen?|Berichten|Meldungen))\b|(?P<anywhere>\bsollen\b[^.]{0,60}\b(?:sein|haben|worden)\b)"
)
