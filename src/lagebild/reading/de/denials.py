# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""How German denies, doubts and leaves undone."""

import re

from lagebild.reading.words import DenialWords

_CLAIMS = r"(?:Berichte?n?|Meldung(?:en)?|Vorw[uü]rf(?:e|en|s)?|Anschuldigung(?:en)?|Gerüchte?n?|Behauptung(?:en)?|Darstellung(?:en)?|Unterstellung(?:en)?|Aussagen?|Spekulation(?:en)?|Medienberichte?n?|Medienmeldung(?:en)?|Presseberichte?n?)"
_FALSE = r"(?:falsch|unwahr|unzutreffend|haltlos|grundlos|gegenstandslos|unbegründet|unbewiesen|unbestätigt|erfunden|gelogen|unrichtig|absurd|aus der Luft gegriffen|(?:eine )?Lügen?|(?:eine )?Falschmeldung(?:en)?|(?:eine )?Falschbehauptung(?:en)?|(?:eine )?Erfindung(?:en)?|Desinformation|Fake News|Propaganda|Unsinn|Verleumdung(?:en)?)"
_PROOF = r"(?:Belege?n?|Beweise?n?|Hinweise?n?|Anhaltspunkte?n?|Erkenntnisse?n?|Anzeichen|Indizien|Nachweise?n?|Bestätigung(?:en)?|Informationen|Kenntnis(?:se)?)"
_NOT = r"(?:[Nn]icht|[Nn]ie|[Nn]iemals|[Kk]eineswegs|[Mm]itnichten|[Nn]iemand|[Nn]ichts|[Ww]eder)"

DENIAL = DenialWords(
    denies=re.compile(
        r"\b(?:[Bb]estreite[nt]|[Bb]estritt(?:en)?|[Dd]ementier(?:t|en|te|ten)|[Ll]eugne(?:t|n|te|ten)|geleugnet|streite[nt] [^.;]{0,80}\bab\b|abgestritten|[Vv]ernein(?:t|en|te|ten)|[Bb]ezweifel(?:t|n|te|ten)|zweifel(?:t|n|te|ten)(?= (?:\w+ ){0,2}daran)|widers(?:pricht|prechen|prach|prachen|prochen)(?= (?:de[rmn] |allen )?\w*)|(?:stell(?:t|te|ten|en)) (?=[^.;]{0,160}\bin Abrede\b)|"
        rf"(?:weis(?:t|en)|wies(?:en)?) (?:\w+ ){{0,4}}?{_CLAIMS}(?=[^.;]{{0,200}}\bzurück\b)|(?:weis(?:t|en)|wies(?:en)?) (?:es |dies )?(?:\w+ )?zurück\b|zurückgewiesen|"
        rf"(?:nenn(?:t|en)|nannten?|bezeichne(?:t|n|te|ten)) (?=[^.;]{{0,200}}\b{_FALSE}\b))\b"
    ),
    passive=re.compile(r"\b(?:wird|werden|wurden?|worden)\b[^,;]{0,80}$"),
    negates=re.compile(
        r"\b(?:[Nn]icht(?! (?:nur|erst|zuletzt|allein|zulässig|bloß|lediglich|weniger als|mehr als|minder|zum ersten))|[Kk]ein(?:e[nmrs]?|erlei|esfalls|eswegs)?(?! Zweifel)|[Nn]ie(?:mals|mand\w*)?|[Ww]eder|[Nn]irgend(?:s|wo)|[Nn]ichts|[Mm]itnichten|[Oo]hne)\b"
    ),
    after=re.compile(
        r"\b(?:nicht(?! (?:nur|um|zu|wegen|aus|weil|als|durch|zuletzt|allein|erst|bloß|lediglich|weniger als|mehr als))|kein(?:e[nmrs]?|erlei|esfalls|eswegs)?(?! Zweifel)|nie(?:mals)?|weder|mitnichten|nichts)\b"
    ),
    except_for=re.compile(r"\b(?:außer|abgesehen von|ausgenommen|sondern)\b"),
    untrue=re.compile(
        rf"\b[Kk]ein(?:e[nmrs]?|erlei)? (?:[a-zäöüß-]+ ){{0,3}}{_PROOF}\b|\b{_PROOF}\b[^.;]{{0,160}}\b(?:gibt es nicht|gab es nicht|nicht vor|nicht gefunden|fehl(?:t|en|te|ten)|stehen aus)\b|\b[Oo]hne (?:jede[nr]? )?{_PROOF}\b|"
        rf"\b{_NOT} (?:\w+ ){{0,3}}?(?:bekannt|belegt|bewiesen|nachgewiesen|bestätigt|erwiesen|bestätigen|belegen|beweisen|wahr|richtig|zutreffend|korrekt|gesichert|der Fall|den Tatsachen|stattgefunden|statt|erfolgt|gegeben|gekommen|zu)\b|"
        r"\bstimm(?:t|en|te|e) (?:so )?nicht\b|\b(?:nicht|keineswegs) (?:stimm|zutr)\w+|\btr(?:ifft|effen|af|effe) (?:so |jedoch |aber )?nicht zu\b|\bkeine Rede (?:sein|davon)\b|\b[Kk]eine Rede\b|\bgibt es nicht\b|\bk(?:am|ommt|ommen) es (?:\w+ )?nicht\b|\b(?:ist|sind|war|waren|scheint|erscheint|sei) (?:sehr |höchst |mehr als |äußerst )?(?:zweifelhaft|fraglich|unwahrscheinlich|unglaubwürdig|unmöglich|ausgeschlossen|undenkbar)\b|\b(?:glaub|denk|mein)(?:e|en|t|te|ten) (?:\w+ )?nicht\b|\bgab es (?:nie|nicht)\b|\bentbehr\w+ (?:jeder|jeglicher)\b|\b[Ff]älschlich\w*|"
        rf"\b(?:ist|sind|war|waren|sei|seien|als|für|blieb|bleibt|bleiben)(?: (?:schlicht|einfach|völlig|frei|reine?|glatte?|eine|nachweislich|[a-zäöü]+weise))? {_FALSE}\b|\b(?:Falsch|Unwahr|Unzutreffend) (?:ist|war|sei)\b|\b(?:[Ff]alsche|[Uu]nwahre|[Hh]altlose|[Uu]nbegründete|[Uu]nbestätigte|[Ee]rfundene)[nr]? {_CLAIMS}\b|\blüg(?:t|en)\b|\b{_CLAIMS}\b[^.;]{{0,160}}\b(?:widerrufen|zurückgezogen|korrigiert|richtiggestellt|widerlegt)\b"
    ),
    untrue_before=re.compile(
        rf"(?:(?:Aber|Doch) )?(?:Das|Dies|Diese \w+|dies|das|All das) (?:ist|war|sind|stimmt|trifft|sei) (?:[a-zäöü]+ )?(?:{_FALSE}|nicht (?:wahr|richtig|der Fall|zutreffend|zu)|nicht)\.|(?:Das|Dies) stimmt nicht|Nichts davon"
    ),
    turn=re.compile(r"[;:] |[,–] (?:aber|doch|jedoch|und|während|obwohl|obgleich|dennoch|allerdings|nachdem|weil|sodass)\b|\b(?:obwohl|obgleich|nachdem|trotz)\b"),
    rumour=re.compile(rf"\b{_CLAIMS}\b|^(?:Dass|dass)\b"),
    instead=re.compile(r"\b(?:[Aa]nstatt|[Ss]tatt|[Oo]hne dass|[Aa]ls ob|als (?:hätten?|habe|wären?|sei))\b"),
    ended=re.compile(
        r"\b(?:[Ss]topp\w*|[Bb]eend\w+|[Vv]erhinder\w+|[Vv]erhüt\w+|[Uu]nterb(?:inde|and)\w*|[Vv]ereitel\w+|[Vv]erweiger\w+|[Uu]ntersag\w+|[Vv]erbiete\w*|[Vv]erbot\w*|[Vv]erzicht\w*|[Ww]eiger\w+|[Uu]nterl(?:ässt|assen|ieß\w*)|stell(?:t|te|ten|en)(?= [^.;]{0,160}\bein\b)|setz(?:t|te|ten|en)(?= [^.;]{0,160}\baus\b)|"
        r"lehn(?:t|te|ten|en)(?= [^.;]{0,160}\bab\b)|abgelehnt|schl(?:ießt|ießen|oss|ossen)(?= [^.;]{0,160}\baus\b)|ausgeschlossen|Einstellung|Ende|Aussetzung|Ablehnung|Weigerung|Ausbleiben|Fehlen|Mangel an|Abbruch|Absage|nicht mehr)\b"
    ),
    ended_after=re.compile(
        r"\b(?:wird|werden|wurden?|worden|ist|sind|hat|haben|zu)\b(?: \w+){0,4} (?:gestoppt|eingestellt|beendet|verhindert|unterbunden|verweigert|untersagt|verboten|abgelehnt|ausgesetzt|abgesagt|vereitelt|ausgeschlossen)\b|\b(?:gestoppt|eingestellt|beendet|verhindert|unterbunden|verweigert|untersagt|verboten|abgelehnt|ausgesetzt|abgesagt|vereitelt)(?: worden)? (?:wird|werden|wurden?|ist|sind|hat|haben)\b|\b(?:abgelehnt|verboten|ausgesetzt|beendet|ausgeschlossen|eingestellt|gestoppt|verhindert|unterbunden|verweigert|untersagt)\b|\b(?:unter|aus)blieb(?:en)?\b"
    ),
    unreal=re.compile(r"\b(?:[Hh]ätten?|[Ww]ären?)\b|\b[Ww]enn(?! auch)\b"),
)  # fmt: skip
