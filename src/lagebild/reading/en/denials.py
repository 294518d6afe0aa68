# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""How English denies, doubts and leaves undone."""

import re

from lagebild.reading.words import DenialWords

_CLAIMS = r"(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?|assertions?|notions?|ideas?|charges?|narratives?|speculations?|stor(?:y|ies)|insinuations?)"
_FALSE = r"(?:false|untrue|baseless|unfounded|groundless|fabricated|made[- ]up|invented|incorrect|inaccurate|unsubstantiated|unproven|unverified|unconfirmed|fake|fake news|(?:a |outright )?lies?|(?:a )?hoax(?:es)?|disinformation|misinformation|nonsense|(?:a )?myth|(?:a |mere )?rumou?rs?|fiction|(?:pure )?propaganda|fabrications?|slander)"
_PROOF = r"(?:evidence|proofs?|indications?|signs?|confirmation|information|basis|record|grounds|reason to (?:believe|think|assume)|knowledge)"

DENIAL = DenialWords(
    denies=re.compile(
        r"\b(?:den(?:y|ies|ied|ying)(?! (?:[A-Z]\w+ )?(?:the |any |its |further )?(?:access|resources|funds?|funding|financial|revenues?|means|ability|opportunit))|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|disput(?:e|es|ed|ing)(?= (?:that|the|any|all|these|those|reports?|claims?))|contradict(?:s|ed)?|disavow(?:s|ed)?|"
        rf"(?:reject|repudiate|contest)(?:s|ed|d|ing)?(?= (?:as (?:\w+ )?{_FALSE} )?(?:the |all |any |these |those |such |media |western |Western |[a-z]+ |[A-Z]\w+(?:'s)? )*{_CLAIMS})|(?:rejected|repudiated)(?= (?:by|as)\b)|"
        rf"(?:call|brand|label|describ)(?:s|ed|es)? (?=[^.;]{{0,160}}\b{_FALSE}\b)|(?<!no )(?<!without )doubt(?:s|ed|ing)?(?= (?:that|whether|reports?|claims?|the claims?|if)\b)|question(?:s|ed) whether)\b"
    ),
    passive=re.compile(r"\b(?:is|are|was|were|been|be|being) (?:[a-z]+ly )?$"),
    negates=re.compile(
        r"\b(?:[Nn]ot(?! (?:only|just|merely|least|simply|surprisingly|to mention|until|for the first time))|[Nn]ever(?!theless)|[Nn]o(?! (?:doubt|longer|less than|fewer than|more than|later than|matter|sooner))|[Nn]either|[Nn]or|[Nn]one|[Nn]obody|[Nn]owhere|[Nn]othing|[Ww]ithout|[Cc]annot)\b|n't\b"
    ),
    after=re.compile(
        r"(?<!with )\b(?:no(?! (?:doubt|longer|less than|fewer than|more than|later than))|neither|none|nothing|nobody|zero|not (?:a|an|one|any|even)|never)\b"
    ),
    except_for=re.compile(r"\b(?:except|other than|besides|apart from|save for|but)\b"),
    untrue=re.compile(
        rf"\b(?:[Nn]o|[Ww]ithout|[Nn]either) (?:[a-z-]+ ){{0,3}}{_PROOF}\b|\b(?:(?:not|never|cannot|nobody|Nobody|nothing|Nothing|no one|No one|none|None)|\w+n't)\b(?: \w+){{0,3}} (?:evidence|proof|proven?|proved|shown?|confirm(?:ed)?|verif(?:y|ied)|established?|substantiated?|demonstrated?|corroborated?|found (?:that|any)|indications?|aware|known?|indicated?|suggest(?:s|ed)?|believe[sd]?|think|thinks)\b|"
        rf"\b(?:is|are|was|were|be|been|as|remains?|proved?|proven)(?: to be)?(?: (?:[a-z]+ly|all|just|pure|an?|nothing but)){{0,2}} {_FALSE}\b|\b(?:is|was|be) (?:wrong|a mistake|incorrect|a lie) (?:to (?:say|claim|assert|believe|suggest|think) )?that\b|\b(?:is|was|are|were|seems?) (?:highly |very |most )?(?:doubtful|unlikely|implausible|questionable|improbable|inconceivable|impossible)\b|\bturn(?:s|ed) out (?:to be )?(?:wrong|false|untrue)\b|\b(?:is|was|be) (?:wrong|a mistake) to (?:say|claim|assert|believe|suggest|think)\b|" rf"\b{_CLAIMS}\b[^.;]{{0,160}}\b(?:is|are|was|were|be|been|proved) (?:wrong|retracted|withdrawn|corrected|debunked|disproved|disproven|refuted)\b|"
        rf"\b(?:not|never|hardly|\w+n't)(?: \w+)? (?:true|correct|accurate|the case|so)\b|\b(?:[Ff]alse|[Bb]aseless|[Uu]nfounded|[Uu]ntrue|[Gg]roundless|[Uu]nsubstantiated) {_CLAIMS}\b|\b[Ff]alsely (?:claim|accus|report|alleg|assert|stat|suggest)\w*|"
        r"\b[Cc]ontrary to (?:[a-z]+ )*?\w+ (?:that|of)\b|\b(?:is|are) lying\b|\black(?:s|ed)? (?:any |all )?(?:evidence|proof|foundation|basis)\b|\b(?:never|not|n't) (?:actually |really |ever )?(?:take|took|taken|happen(?:ed)?|occur(?:red)?|exist(?:ed)?|materiali[sz]ed?)\b(?: place)?|\b(?:[Nn]obody|[Nn]o one|[Nn]o state|[Nn]o country) (?:has |have |can |could )?(?:prove[dn]?|show[n]?|confirm(?:ed)?)\b"
    ),
    untrue_before=re.compile(
        rf"(?:[Bb]ut )?(?:This|That|It|These|Those|All this|But this|But that)(?: (?:claims?|reports?|allegations?|statements?|stor(?:y|ies)))? (?:is|was|are|were) (?:[a-z]+ly )?(?:{_FALSE}|(?:not|n't) (?:true|correct|accurate|the case))\b|This never happened|(?:This|That) did not happen"
    ),
    turn=re.compile(r"[;:] |[,–—] (?:but|and|yet|while|though|although|whereas|however|so|then)\b|\b(?:although|even though|while|whereas|despite|after)\b"),
    rumour=re.compile(r"\b(?:[Rr]eports?|[Cc]laims?|[Aa]llegations?|[Aa]ccusations?|[Rr]umou?rs?|[Aa]ssertions?|[Ss]uggestions?)\b|^That\b"),
    instead=re.compile(r"\b(?:[Ii]nstead of|[Rr]ather than|[Ii]n lieu of|as if|as though|far from|short of|no longer|yet to)\b"),
    ended=re.compile(
        r"\b(?:stop(?:s|ped|ping)?|halt(?:s|ed|ing)?|ceas(?:e|es|ed|ing)|suspend(?:s|ed|ing)?|discontinu(?:e|es|ed|ing)|ended|ending|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|cancel(?:s|l?ed|l?ing)?|abandon(?:s|ed|ing)?|forg(?:o|oes|oing)|renounc(?:e|es|ed|ing)|prevent(?:s|ed|ing)?|block(?:s|ed|ing)?|thwart(?:s|ed|ing)?|avert(?:s|ed|ing)?|foil(?:s|ed|ing)?|ban(?:s|ned)?|bann?(?:ing)? on|"
        r"prohibit(?:s|ed|ing)?|end (?:to|of)|halt to|cessation of|absence of|lack of|abstain(?:s|ed)? from|refrain(?:s|ed)? from|rul(?:e|es|ed|ing) out|no longer|called off|oppos(?:e|es|ed) any)\b"
    ),
    ended_after=re.compile(
        r"\b(?:is|are|was|were|been|be) (?:[a-z]+ly )?(?:stopped|halted|suspended|discontinued|ended|refused|cancell?ed|abandoned|prevented|blocked|thwarted|averted|called off|ruled out|prohibited|banned)\b|\b(?:ceased|fell through|came to (?:an end|nothing))\b"
    ),
    unreal=re.compile(r"(?!)"),
)  # fmt: skip
