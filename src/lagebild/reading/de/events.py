# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""What tells of events in German."""

import re

from lagebild.reading.words import EventRule

_ARMS = (
    r"(?:Waffen|Munition|Raketen?|Flugkörpern?|ballistisch\w+ (?:Raketen|Flugkörpern?)|Artillerie\w*|Rüstungsgütern?|Drohnen|Kriegswaffen|Militärgütern?|"
    r"Militärausrüstung|militärische[rnm]? (?:Ausrüstung|Gütern?)|Granaten|Panzern?|Kriegsgerät|Luftabwehrsystemen?|Flugabwehrsystemen?|Luftverteidigungssystemen?)"
)
_COUNT = r"(?:(?:bis zu |rund |etwa |mehr als |über |mindestens |weiteren? )?\d[\d.]* |mehreren? (?:tausend |hundert )?|tausenden? |Tausenden? )?"
_TROOPS = r"(?:Truppen|Soldat(?:en|innen)\w*|Spezialeinheiten|Spezialkräften?|Streitkräften?|Militärpersonal|Infanterist\w*|Kampftruppen)"

_WITHIN = r"(?:[^.;:]|[.:](?=\d))"
"""What a clause goes on with: a full stop inside a number does not end it."""


def _rule(
    subtype: str,
    frame: str,
    pattern: str,
    *,
    verbal: bool = False,
    passive: bool = False,
    object_first: bool = False,
) -> EventRule:
    return EventRule(
        subtype=subtype,
        pattern=re.compile(pattern.replace("[^.;:]", _WITHIN)),
        verbal=verbal,
        frame=frame,
        passive=passive,
        object_first=object_first,
    )


EVENTS = (
    _rule("arms_transfer", "transfer", rf"\b(?:Waffen|Munitions|Rüstungs|Raketen|Drohnen)(?:lieferung|transfer|ausfuhr|export)\w*|\b(?:Ausfuhr|Lieferung|Transfer|Export|Weitergabe|Verkauf|Bereitstellung|Überlassung)\w{{0,2}} (?:von |weiterer |der )?{_COUNT}(?:[a-zäöü]+e[nrm] ){{0,3}}{_ARMS}"),
    _rule("arms_transfer", "transfer", rf"\b{_ARMS}\b[^.;:]{{0,80}}\b(?:geliefert|liefere?n?|liefert|ausgeführt|exportiert|überlassen|verkauft|bereitgestellt)\b", verbal=True, object_first=True),
    _rule("arms_transfer", "transfer", rf"\b(?:liefert|lieferte|lieferten|liefern|exportiert|exportierte)\b(?=[^.;:]{{0,60}}\b{_ARMS})", verbal=True),
    _rule("military_training", "training", rf"\b(?:Ausbildung|Training|Schulung)\w{{0,2}} (?:von |der )?{_COUNT}(?:[a-zäöü]+e[nrm]? ){{0,3}}(?:{_TROOPS}|Piloten)"),
    _rule("military_training", "training", rf"\b{_TROOPS}\b[^.;:]{{0,60}}?\b(?:ausgebildet|trainiert|geschult|ausbilden)\b(?: (?:werden|wird|wurden|worden))?", verbal=True, object_first=True, passive=True),
    _rule("military_training", "training", rf"\bbild(?:et|en|ete|eten)\b(?=[^.;:]{{0,80}}\b{_TROOPS}[^.;:]{{0,60}}\baus\b)", verbal=True),
    _rule("troop_deployment", "transfer", rf"\bTruppen(?:verlegung|entsendung|stationierung|aufmarsch)\w*|\b(?:Verlegung|Entsendung|Stationierung|Einsatz|Abkommandierung|Entsenden)\w{{0,2}} (?:von |der |eigener )?{_COUNT}(?:[a-zäöü-]+e[nrm] ){{0,3}}{_TROOPS}"),
    _rule("troop_deployment", "transfer", rf"\b{_TROOPS}\b[^.;:]{{0,140}}?\b(?:entsandt|entsendet|entsenden|zu entsenden|verlegt|verlegen|geschickt|schicken|stationiert)\b", verbal=True, object_first=True),
    _rule("troop_deployment", "transfer", rf"\b(?:entsendet|entsandte|entsandten|schickt|schickte|verlegt|verlegte)\b(?=[^.;:]{{0,60}}\b{_TROOPS})", verbal=True),
    _rule("troop_deployment", "transfer", rf"\b{_TROOPS}\b[^.;:]{{0,60}}?\b(?:vor Ort|eingetroffen|angekommen)\b(?: sein| sind)?", verbal=True, object_first=True),
    _rule("troop_deployment", "transfer", rf"\bmit {_TROOPS} unterstütz\w*", verbal=True),
    _rule("combat_entry", "directed", r"\b(?:Beteiligung|Teilnahme|Kampfeinsatz)\b(?=[^.;:]{0,60}\b(?:am Kampfgeschehen|an Kampfhandlungen|an Kämpfen))"),
    _rule("weapons_test", "own", r"\b(?:Atomtest|Nukleartest|Raketentest|Raketenstart|Raketenabschu|Atomwaffentest|Kernwaffentest|Satellitenstart)\w*|\b(?:Start|Test|Abschuss)\w{0,2} (?:von |einer |eines |mehrerer |ballistischer )(?:[a-zäöü]+e[nrm]? ){0,3}(?:Rakete|Flugkörper|Interkontinental|Satellit|Marschflug)\w*"),
    _rule("weapons_test", "own", r"\b(?:Rakete\w*|Flugkörper|Marschflugkörper|Interkontinentalrakete\w*|Satelliten)\b[^.;:]{0,60}?\b(?:abgefeuert|getestet|gestartet|abgeschossen)\b", verbal=True, object_first=True),
    _rule("sanctions_imposed", "directed", r"\b(?:Verhängung|Erlass|Verabschiedung) (?:von |weiterer |neuer |der )?(?:[a-zäöü]+e[nrm]? ){0,2}\w*(?:[Ss]anktion|[Ss]trafmaßnahme|Sanktionspaket)\w*|\b(?:Listung|Sanktionierung)en? (?:von|der|des|weiterer)\b"),
    _rule("sanctions_imposed", "directed", r"\b\w*(?:[Ss]anktionen|[Ss]anktionspakete?s?|[Ss]trafmaßnahmen|Einreiseverbote?|Vermögenssperren?)\b[^.;:]{0,80}?\b(?:erlassen|verhängt|beschlossen|verhängen|verabschiedet|verhängte|verhängten|angenommen)\b", verbal=True, object_first=True),
    _rule("sanctions_imposed", "directed", r"\b(?:verhängt|verhängte|verhängten(?! [Ss]anktion)|erlässt|erließ|erließen|beschließt|beschloss)\b(?=[^.;:]{0,80}\b\w*[Ss]anktion)", verbal=True),
    _rule("delisting", "directed", r"\b(?:Aufhebung|Lockerung|Aussetzung) (?:der |von |aller )?(?:[a-zäöü-]+e[nrm]? ){0,2}(?:[A-Z]+-)?[Ss]anktionen"),
    _rule("delisting", "directed", r"\b[Ss]anktionen\b[^.;:]{0,60}\b(?:aufgehoben|gelockert|ausgesetzt)\b", verbal=True, object_first=True),
    _rule("diplomatic_summons", "directed", r"\b(?:einbestellt|einbestellen|zitiert|einberufen)\b(?<=llt|len)", verbal=True),
    _rule("diplomatic_summons", "directed", r"\bEinbestellung\b"),
    _rule("expulsion", "directed", r"\b(?:ausgewiesen|zur unerwünschten Person erklärt|zu unerwünschten Personen erklärt|des Landes verwiesen)\b", verbal=True),
    _rule("expulsion", "directed", r"\bAusweisung (?:von |der |des )?(?:[a-zäöü]+e[nrm]? ){0,2}(?:Diplomat|Botschaft|Geheimdienst)\w*"),
    _rule("seizure", "directed", r"\b(?:beschlagnahmt|aufgebracht|festgesetzt|eingefroren|sichergestellt|konfisziert)\b(?<!werden)", verbal=True),
    _rule("seizure", "directed", r"\b(?:Beschlagnahme|Aufbringung|Festsetzung)\b"),
    _rule("cyber_theft", "own", r"\b(?:Kryptodiebst\w+|Diebstahl (?:von )?(?:[a-zäöü]+e[nrm]? )?(?:Krypto|Kryptowährung|virtuelle)\w*|Kryptowährungsdiebst\w+)"),
    _rule("cyber_attack", "directed", r"\b(?:Cyberangriff|Hackerangriff|Cyberattacke|Hackerattacke)\w*"),
    _rule("ship_to_ship_transfer", "own", r"\b(?:Schiff-zu-Schiff|Ship-to-Ship|Umladungen auf See)\w*(?:-\w+)?"),
    _rule("joined_mechanism", "joining", r"\b(?:angeschlossen|beigetreten|schließt sich an|schloss sich an|beitreten)\b(?<!Aufruf angeschlossen)", verbal=True),
    _rule("joined_mechanism", "joining", r"\bBeitritt (?:zu[rm]?|Deutschlands)\b"),
    _rule("mechanism_founded", "joining", r"\b(?:gegründet|eingerichtet|ins Leben gerufen)e?[nmrs]? (?:Gremium|Mechanismus|Team|Überwachungs\w+|Bündnis|Koalition|Initiative)\b(?=[^.;]{0,60}\bbeteilig)|\b(?:Gründung|Einrichtung|Schaffung) (?:de[sr] |eine[sr] )(?:[a-zäöü]+e[nrm]? ){0,2}(?:MSMT|Mechanismus|Gremiums|Überwachungs\w+|Multilateral\w*|Sondertribunals?)"),
    _rule("veto", "directed", r"\bVetos?\b"),
    _rule("treaty", "mutual", r"\b(?:Partnerschafts|Beistands|Freundschafts|Verteidigungs)(?:vertrag|abkommen|pakt)\w*|\b(?:Vertrag|Abkommen)s? über (?:eine )?(?:umfassende )?(?:strategische )?Partnerschaft"),
    _rule("military_cooperation", "mutual", r"\b(?:zunehmende |immer engere |engere |wachsende |vertiefte )?(?:militärische|rüstungspolitische|engere)[nr]? (?:Zusammenarbeit|Kooperation)\b|\bMilitärkooperation\b|\bRüstungskooperation\b"),
    _rule("joint_statement", "mutual", r"\b[Gg]emeinsamen? Erklärung\b(?= (?:von|der|zwischen))"),
    _rule("weapons_programme_support", "directed", r"\b(?:Waffenprogramm|Raketenprogramm|Atomprogramm|Nuklearprogramm)\w*\b[^.;:,]{0,40}\b(?:unterstützt|fördert|unterstützen)\b", verbal=True),
    _rule("weapons_programme_support", "directed", r"\b(?:unterstützt|unterstützte|fördert)\b(?=[^.;:,]{0,60}\b\w*(?:[Ww]affen|[Rr]aketen|[Aa]tom|[Nn]uklear)programm)", verbal=True),
    _rule("visit", "directed", r"\b(?:besucht|besuchte|reiste nach|reist nach|gereist)\b", verbal=True),
    _rule("meeting", "mutual", r"\b(?:Gipfeltreffen|Treffen|Gipfel|Konsultationen|Gespräche)\b(?= (?:zwischen|mit|von|der))"),
    _rule("meeting", "mutual", r"\b(?:traf sich|trafen sich|getroffen|traf|trafen)\b(?= mit|\.|,)", verbal=True),
    _rule("military_exercise", "own", r"\b(?:Militärübung|Militärmanöver|Manöver|Seemanöver)\w*\b"),
    _rule("withdrawal", "directed", r"\b(?:Abzug|Rückzug) (?:der |von |aller )?(?:[a-zäöü-]+e[nr] ){0,2}(?:Truppen|Soldaten|Streitkräfte)"),
    _rule("ceasefire", "mutual", r"\b(?:Waffenruhe|Waffenstillstand|Feuerpause)s?\b(?= (?:zwischen))"),
    _rule("war_of_aggression", "directed", r"\b(?:Angriffskrieg|Invasion|Vollinvasion|Überfall|Aggressionskrieg)\w{0,2}\b"),
    _rule("armed_attack", "directed", r"\b(?:Luftangriff|Raketenangriff|Drohnenangriff|Terrorangriff|Militärschlag|Angriff)e?n?s?\b(?= (?:auf|gegen|der|des|durch))"),
    _rule("relations_restored", "mutual", r"\b(?:Wiederaufnahme|Aufnahme|Wiederherstellung|Normalisierung) (?:der |von |voller )?(?:[a-zäöü]+e[nrm]? ){0,2}Beziehungen\b"),
    _rule("relations_restored", "mutual", r"\b[Bb]eziehungen\b[^.;:]{0,60}\b(?:wieder ?aufgenommen|aufgenommen|wiederhergestellt|normalisiert|wieder aufzunehmen)\b", verbal=True),
    _rule("relations_broken", "directed", r"\b[Bb]eziehungen\b[^.;:]{0,60}\b(?:abgebrochen|abzubrechen|ausgesetzt)\b", verbal=True),
    _rule("arrest", "directed", r"\b(?:festgenommen|verhaftet)\b", verbal=True),
    _rule("weapons_test", "own", r"\b(?:testete|testeten|startete|starteten|feuerte|feuerten|schoss|schossen)\b(?=[^.;:]{0,80}\b(?:\w*[Rr]akete|Flugkörper|Marschflug|Satellit)\w*)", verbal=True),
    _rule("veto", "directed", r"\bVeto (?:eingelegt|einlegte|einlegten)\b|\blegten? [^.;:]{0,80}\bVeto ein\b", verbal=True),
    _rule("treaty", "mutual", r"\b\w*(?:vertrag|Vertrag|abkommen|Abkommen|pakt|Pakt)\b[^.;:]{0,60}\b(?:unterzeichnet|geschlossen|unterschrieben)\b", verbal=True),
    _rule("treaty", "mutual", r"\b(?:unterzeichneten|schlossen|unterschrieben)\b(?=[^.;:]{0,80}\b\w*(?:vertrag|Vertrag|abkommen|Abkommen|pakt|Pakt)\b)", verbal=True),
    _rule("cyber_theft", "own", r"\b(?:stahl|stahlen|gestohlen|erbeutet|erbeutete|erbeuteten)\b(?=[^.;:]{0,60}\b(?:Krypto|virtuelle))"),
    _rule("military_aid", "transfer", r"\b(?:[Mm]ilitärhilfe|militärische[rn]? (?:Unterstützung|Hilfe)|Ertüchtigungshilfe)\w{0,2}"),
    _rule("humanitarian_aid", "transfer", r"\b(?:humanitäre[rn]? Hilfe|Hilfslieferung\w*|Hilfsgüter\w*)"),
)  # fmt: skip
