# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""What tells of events in English."""

import re

from lagebild.reading.words import EventRule

_ARMS = r"(?:arms|weapons?|munitions?|ammunition|missiles?|rockets|artillery|ballistic missiles?|military (?:equipment|hardware|materiel|supplies)|shells|drones|UAVs|weaponry|materiel|air[- ]defen[cs]e systems?|tanks|fighter jets)"
_TROOPS = r"(?:troops|soldiers|forces|military personnel|combat troops|special forces|infantry|servicemembers|military units)"
_ADJECTIVES = r"(?:[a-zA-Z\d.,-]+,? (?:and )?){0,5}?"

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
    _rule("arms_transfer", "transfer", rf"\b(?:[Aa]rms|[Ww]eapons?|[Mm]unitions?|[Aa]mmunition|[Mm]issile) (?:transfers?|exports?|deliver(?:y|ies)|shipments?|sales?|supplies|trade)\b|\b(?:[Tt]ransfers?|[Ee]xports?|[Dd]eliver(?:y|ies)|[Pp]rovision|[Ss]hipments?|[Ss]ale|[Ss]upply|[Pp]rocurement) of {_ADJECTIVES}{_ARMS}\b"),
    _rule("arms_transfer", "transfer", rf"\b(?:transferred|exported|delivered|supplied|shipped|sent|sold|provided|provides|provide|providing|transferring|supplying|supplies|transfers|ships|carried|transported|smuggled)\b(?=[^.;:]{{0,60}}\b{_ARMS}\b)", verbal=True),
    _rule("military_training", "training", rf"\b[Tt]raining (?:of|for) {_ADJECTIVES}{_TROOPS}\b"),
    _rule("military_training", "training", rf"\b{_TROOPS}\b[^.;:]{{0,40}}\b(?:are|were|is being|are being|have been|being) trained\b", verbal=True, object_first=True, passive=True),
    _rule("military_training", "training", rf"\b(?:trained|trains|is training|are training|has been training|have trained)\b(?=[^.;:]{{0,50}}\b{_TROOPS}\b)", verbal=True),
    _rule("troop_deployment", "transfer", rf"\b[Tt]roop deployments?\b|\b(?:[Dd]eployment|[Dd]ispatch|[Ss]ending|[Tt]ransfer|[Ss]tationing|[Pp]resence|[Ii]nvolvement) of {_ADJECTIVES}{_TROOPS}\b"),
    _rule("troop_deployment", "transfer", rf"\b(?:deployed|deploys|deploy|deploying|sent|sends|sending|dispatched|dispatching|send)\b(?=[^.;:]{{0,60}}\b{_TROOPS}\b)", verbal=True),
    _rule("troop_deployment", "transfer", rf"\b{_TROOPS}\b[^.;:]{{0,40}}\b(?:deployed|dispatched|arrived|have been sent|were sent)\b", verbal=True, object_first=True),
    _rule("weapons_test", "own", r"\b(?:[Mm]issile|[Nn]uclear|[Ss]atellite|ICBM|[Bb]allistic missile|space|[Ww]eapons?) (?:launch(?:es)?|tests?|testing)\b|\b(?:[Ll]aunch(?:es|ing)?|[Tt]est(?:s|ing)?|test-firing|test launch) (?:of |using |with )(?:an? )?(?:[a-zA-Z-]+ ){0,4}?(?:missiles?|satellites?|ICBMs?|rockets?|device|technology)\b|(?<=\bits )launch\b"),
    _rule("weapons_test", "own", r"\b(?:launched|launches|tested|test-fired|fired|conducted)\b(?=[^.;:]{0,60}\b(?:missiles?|ICBMs?|satellites?|rockets?|nuclear tests?)\b)(?![^.;:]{0,60}\b(?:attacks?|strikes?|barrages?)\b)", verbal=True),
    _rule("sanctions_imposed", "directed", r"\b(?:[Ii]mposition|[Aa]doption|[Ii]mposing) of {0,1}(?:[a-z]+ ){0,3}sanctions\b"),
    _rule("sanctions_imposed", "directed", r"\b(?:imposed|imposes|impose|imposing|announced|announces|announcing|adopted|issued|enacted|levied|unveiled|leveled)\b(?=[^.;:]{0,60}\b(?:sanctions?|designations?|export controls|asset freezes?|visa restrictions|tariffs)\b)|\b(?:sanctioned|sanctioning|designated|designates|designating|is designating|blacklisted)\b(?! (?:as|emissary|survivor|national))", verbal=True),
    _rule("delisting", "directed", r"\b(?:lifted|lifts|eased|removed|suspended|waived|lifting|easing)\b(?=[^.;:]{0,40}\bsanctions\b)", verbal=True),
    _rule("diplomatic_summons", "directed", r"\b(?:summoned|summons|summoning)\b", verbal=True),
    _rule("expulsion", "directed", r"\b(?:expelled|expels|expelling|expulsion of|declared persona non grata)\b", verbal=True),
    _rule("seizure", "directed", r"\b(?:seized|seizes|confiscated|impounded|interdicted|froze|(?:been|were|was|is|are) frozen|detained|seizing)\b(?=[^.;:]{0,60}\b(?:vessel|ship|tanker|cargo|assets|funds|shipment|cryptocurrency|property|weapons|boat)\w*)", verbal=True),
    _rule("cyber_theft", "own", r"\b(?:[Cc]ryptocurrency|[Vv]irtual [Aa]sset|[Cc]yber) (?:heists?|thefts?|robber(?:y|ies))\b|\b(?:theft|stealing) of (?:[a-z]+ ){0,3}(?:cryptocurrency|virtual assets?|digital assets?|funds)\b|\b(?:stole|stolen|stealing)\b(?=[^.;:]{0,60}\b(?:cryptocurrency|virtual|crypto|million|billion|assets?)\b)"),
    _rule("cyber_attack", "directed", r"\b[Cc]yber(?:-| )?(?:attacks?|operations against)\b|\bmalicious cyber activit(?:y|ies)\b|\bransomware attacks?\b"),
    _rule("ship_to_ship_transfer", "own", r"\b[Ss]hip-to-ship transfers?\b"),
    _rule("labour_export", "own", r"\b(?:overseas|DPRK|North Korean) (?:workers|laborers|IT workers|labor)\b(?= (?:abroad|dispatched|continue|earn))"),
    _rule("joined_mechanism", "joining", r"\b(?:joined|joins|acceded to|has joined|have joined|became (?:a )?(?:member|party))\b(?! (?:by|us|me|him|her|today|together|in\b))", verbal=True),
    _rule("mechanism_founded", "joining", r"\b(?:[Ee]stablishment|[Ll]aunch|[Ff]ounding|[Cc]reation|[Ii]nauguration) of (?:the |an? )?(?:[A-Za-z-]+ ){0,6}?(?:MSMT|[Tt]eam|[Mm]echanism|[Ff]ramework|[Cc]oalition|[Ww]orking [Gg]roup|[Ss]ecretariat|[Ii]nitiative|[Dd]ialogue|Partnership)\b"),
    _rule("mechanism_founded", "joining", r"\b(?:established|launched|founded|created|inaugurated|establish|launching|establishing) (?=(?:the|an?|our|its|this)\b)(?=[^.;:]{0,60}\b(?:MSMT|[Tt]eam|[Mm]echanism|[Cc]oalition|[Ww]orking [Gg]roup|[Ss]ecretariat|[Ff]ramework|[Ii]nitiative|[Dd]ialogue|Partnership)\b)", verbal=True),
    _rule("veto", "directed", r"\b(?:vetoed|vetoes|cast (?:a|its) veto)\b", verbal=True),
    _rule("veto", "directed", r"\bveto(?:es)?\b"),
    _rule("treaty", "mutual", r"\b(?:[Tt]reaty|[Cc]omprehensive [Ss]trategic [Pp]artnership|[Mm]utual [Dd]efense (?:[Tt]reaty|[Pp]act)|[Dd]efense (?:[Pp]act|[Aa]greement))\b(?=[^.;:]{0,30}\b(?:between|with)\b)"),
    _rule("agreement", "mutual", r"\b(?:signed|concluded|reached|finalized|entered into)\b(?=[^.;:]{0,60}\b(?:[Aa]greement|[Tt]reaty|[Mm]emorandum|[Pp]act|[Aa]ccord|MOU|MoU|arrangement|deal|pact|accord)\b)", verbal=True),
    _rule("military_cooperation", "mutual", r"\b(?:(?:[Gg]rowing|[Ii]ncreasing|[Dd]eepening|[Ee]xpanding|[Ii]ncreased) )?(?:[Mm]ilitary|[Dd]efense|[Ss]ecurity|[Aa]rms)(?: and [a-z-]+)? [Cc]ooperation\b|\b[Mm]ilitary (?:relationship|ties|alignment|partnership)\b"),
    _rule("meeting", "mutual", r"\b(?:(?:met|meets)\b(?= (?:with|in|at|on|today|yesterday|virtually|bilaterally|trilaterally|again|for|separately|and)\b|[.,]|$)|(?:held (?:talks|a meeting|consultations|a summit)|convened|hosted)\b)", verbal=True),
    _rule("call", "mutual", r"\b(?:spoke|spoken|held a call|held a (?:phone|telephone) call|had a call)\b(?= (?:today |yesterday |by (?:phone|telephone|video) |again |separately |on \w+ |this \w+ )*(?:with|by))", verbal=True),
    _rule("visit", "directed", r"\b(?:visited|visits|traveled to|travelled to|arrived in)\b", verbal=True),
    _rule("withdrawal", "directed", r"\b(?:withdrew|withdrawn|pulled out)\b", verbal=True),
    _rule("withdrawal", "directed", r"\b[Ww]ithdrawal of (?:[a-zA-Z]+ ){0,3}(?:troops|forces)\b"),
    _rule("military_exercise", "own", r"\b(?:[Mm]ilitary|[Jj]oint|[Tt]rilateral|[Nn]aval|[Mm]ultidomain|[Dd]efense)(?: [a-z-]+)? (?:exercises?|drills?|maneuvers)\b"),
    _rule("war_of_aggression", "directed", r"\b(?:[Ww]ar of (?:[a-z]+ )?aggression|(?:full-scale |illegal |unprovoked |brutal )*[Ii]nvasion|(?:brutal |illegal |unjust |unprovoked |unjustified )*(?:[Ww]ar|[Aa]ggression)(?= against))\b"),
    _rule("armed_attack", "directed", r"\b(?:[Mm]issile|[Dd]rone|[Tt]errorist|[Aa]rmed|[Aa]ir|[Aa]erial|[Mm]ilitary)(?: and [a-z]+)? (?:attacks?|strikes?)\b"),
    _rule("armed_attack", "directed", r"\b(?:attacked|bombed|shelled|struck)\b(?! (?:by|a|an|the|how|me|us)\b)", verbal=True),
    _rule("armed_attack", "directed", r"\b(?:launched|launches|carried out|conducted|fired)\b(?=[^.;:]{0,50}\b(?:attacks?|strikes?|assaults?|barrages?|invasion)\b)", verbal=True),
    _rule("relations_restored", "mutual", r"\b(?:restor(?:e|es|ed|ing)|resum(?:e|es|ed|ing)|renew(?:s|ed|ing)?|re-?establish(?:es|ed|ing)?|establish(?:es|ed|ing)?|normali[sz](?:e|es|ed|ing)|open(?:s|ed|ing)?) (?:[a-z-]+,? ){0,4}(?:ties|relations)\b", verbal=True),
    _rule("relations_restored", "mutual", r"\b(?:[Rr]estoration|[Rr]esumption|[Rr]enewal|[Ee]stablishment|[Nn]ormali[sz]ation) of (?:[a-z-]+,? ){0,4}(?:ties|relations)\b"),
    _rule("relations_broken", "directed", r"\b(?:sever(?:s|ed|ing)?|br(?:eak|eaks|oke|oken|eaking)(?: off)?|cut(?:s|ting)?(?: off)?|abandon(?:s|ed|ing)?|suspend(?:s|ed|ing)?|downgrad(?:e|es|ed|ing)) (?:[a-z-]+,? ){0,4}(?:ties|relations)\b", verbal=True),
    _rule("arrest", "directed", r"\b(?:arrested|arrests)\b", verbal=True),
    _rule("military_aid", "transfer", r"\b(?:[Ss]ecurity|[Mm]ilitary) (?:assistance|aid)\b(?= (?:package|to|for))"),
    _rule("humanitarian_aid", "transfer", r"\b[Hh]umanitarian (?:assistance|aid|support)\b(?= (?:to|for|package))"),
    _rule("weapons_programme_support", "directed", r"\b(?:support|supports|supporting|assist|assisting|aiding)\b(?=[^.;:]{0,60}\b(?:weapons?|nuclear|missile|WMD)(?: and [a-z ]+)? programs?\b)", verbal=True),
    _rule("threat", "directed", r"\b(?:threatened|threatens|threatening) (?:to|with)\b", verbal=True),
)  # fmt: skip
