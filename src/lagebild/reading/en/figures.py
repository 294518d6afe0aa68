# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""How English counts."""

import re

from lagebild.reading.words import FigureWords
from lagebild.text.needles import Needles

_NOT_NOUN = (
    r"(?!(?:and|or|others?|ones?|thirds?|fourths?|fifths?|halves|to|of|in|on|at|by|for|from|with|that|which|who|as|is|are|was|were|be|been|has|have|had|will|would|the|a|an|per|percent|"
    r"other|such|more|times?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|pm|am|p\.m|a\.m|through|after|before|when|while|but|than|since|"
    r"including|under|over|if|it|we|they|this|these|those|our|their|its|not|into|between|during|because|about|et|also|where|until|so|things?|sides?|parts?|ways|"
    r"degrees?|points?|percentage|basis|centuries|century|quarters?|hundred|thousand|million|billion|can|could|should|must|may|might|do|did|does)\b)"
)

FIGURES = FigureWords(
    qualifiers=(
        ("up_to", re.compile(r"(?:\bup to|\bas many as|\bas much as|\bno more than|\bat most|\ba maximum of)(?: an?)? \$?$", re.IGNORECASE)),
        ("at_least", re.compile(r"(?:\bat least|\bno fewer than|\bno less than|\bnot less than|\ba minimum of) \$?$", re.IGNORECASE)),
        ("more_than", re.compile(r"(?:\bmore than|\bover|\bin excess of|\bwell over|\bgreater than|\bupwards of|\bexceed(?:s|ed|ing)?|\bsurpass(?:es|ed|ing)?) (?:US|C|A)?\$?$", re.IGNORECASE)),
        ("approx", re.compile(r"(?:\babout|\baround|\bapproximately|\bsome|\broughly|\bnearly|\balmost|\bclose to|\ban estimated|\bestimated|\broughly|\bapprox\.) (?:US|C|A)?\$?$", re.IGNORECASE)),
        ("additional", re.compile(r"(?:\badditional|\banother|\ban additional|\bfurther|\ba further) (?:US|C|A)?\$?$", re.IGNORECASE)),
    ),
    after=re.compile(
        r"(?:-| )(?:thirds?|quarters?|fourths?|fifths?|tenths?)\b|\s?(?:%|percent|per cent|st\b|nd\b|rd\b|th\b|-year|-month|-day|-hour|-minute|-week|-point|-percent|-fold|x\b|°|o'clock|a\.m|p\.m|am\b|pm\b|\)|/|:\d)|\.(?:\s[a-z]|\d)|-(?=[A-Za-z])|s\b"
    ),
    before=re.compile(
        r"(?:\b(?:[Aa]rticles?|[Aa]rt\.|[Ss]ections?|[Pp]aragraphs?|OP|[Rr]esolutions?|No\.|Nos\.|[Nn]umber|[Oo]rders?|[Cc]hapters?|[Pp]ages?|p\.|pp\.|[Vv]ersion|[Ff]ootnote|"
        r"[Tt]itle|[Pp]art|[Tt]able|[Ff]igure|[Aa]nnex|Goal|SDG|Vision|Agenda|Route|Flight|Mark|Mk|Type|Level|Phase|Tier|[Cc]ategory|Class|Unit|COP|APEC|UNSCRs?|GTV|Rule|Act|Group of|"
        r"[Cc]oncurrent|Day|Room|Pier|Suite|Tel\.?|Fax|Box|age|aged|ages)|[#/:+]|\n-?|-) ?$"
    ),
    vague=re.compile(
        r"(?<!\d )\b(?:(?P<tens_of_thousands>[Tt]ens of thousands)|(?P<hundreds_of_thousands>[Hh]undreds of thousands)|(?P<tens_of_millions>[Tt]ens of millions)|(?P<dozens>[Dd]ozens)|(?P<hundreds>[Hh]undreds)|"
        r"(?P<thousands>[Tt]housands)|(?P<millions>[Mm]illions))\b(?= (?:of )?[A-Za-z])"
    ),
    vague_words=Needles(["Tens", "tens", "Hundreds", "hundreds", "Dozens", "dozens", "Thousands", "thousands", "Millions", "millions"]),
    none=re.compile(r"\b[Nn]o (?P<noun>troops|ships|vessels|soldiers|casualties|missiles|injuries|deaths|forces|cases|licenses|fatalities)\b"),
    noun=re.compile(
        rf" (?:of (?:the |its |their )?)?(?P<attributes>(?:(?:{_NOT_NOUN})[A-Za-z][\w.'-]*,? ){{0,3}}?)(?P<noun>{_NOT_NOUN}[A-Za-z][\w-]*)(?=[\s.,;:!?)'\"]|$)"
    ),
    range=re.compile(r" to |\s?[-–]\s?| or "),
    between=re.compile(r"\b[Bb]etween (?:about |some |around |roughly )?$"),
    between_and=re.compile(r" and (?:about |some |around |roughly )?"),
    rises=re.compile(r"\b[Ff]rom $"),
    anaphoric=re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Oo]ur|[Tt]heir|[Bb]oth|[Aa]ll|[Ii]ts|[Ee]ach|[Hh]is|[Hh]er|[Yy]our|[Aa]ny|[Oo]f|[Nn]o|[Tt]his|[Tt]hat|[Ee]very|[Oo]ne|[Ii]n|[Ww]hich) $"),
    units=(
        ("persons", re.compile(r"(?:troops?|soldiers?|personnel|people|persons?|individuals?|workers?|men|women|children|civilians?|fighters?|officials?|citizens?|casualties|hostages?|refugees?|prisoners?|servicemembers?|servicemen|americans|ukrainians|participants|students|victims|members|forces|infantry|employees|dead|wounded|laborers|scientists|leaders|youth|migrants)\b")),
        ("states", re.compile(r"(?:countries|country|states?|nations?|economies|governments|allies|member states)\b")),
        ("missiles", re.compile(r"(?:missiles?|rockets?|icbms?)\b")),
        ("rounds", re.compile(r"(?:rounds?|shells?|munitions?|projectiles?|bullets?)\b")),
        ("vessels", re.compile(r"(?:ships?|vessels?|tankers?|boats?|submarines?)\b")),
        ("aircraft", re.compile(r"(?:aircraft|planes?|jets?|drones?|uavs?|helicopters?|fighters)\b")),
        ("vehicles", re.compile(r"(?:vehicles?|tanks?|trucks?|carriers?)\b")),
        ("containers", re.compile(r"containers?\b")),
        ("entities", re.compile(r"(?:entities|entity|companies|company|organizations?|banks?|firms?|institutions?|businesses)\b")),
        ("tonnes", re.compile(r"(?:tons?|tonnes?|metric)\b")),
        ("km", re.compile(r"(?:kilometers?|kilometres?|km|miles?)\b")),
        ("units", re.compile(r"(?:brigades?|battalions?|divisions?|regiments?)\b")),
        ("cases", re.compile(r"(?:cases?|incidents?|attacks?|launches|tests?|strikes?)\b")),
    ),
    each_before=re.compile(r" (?:with|of),? each (?:with )?"),
    each_between=re.compile(r",? (?:of|with) (?:about |some |up to )?"),
    each_after=re.compile(r" each\b"),
    money=re.compile(r" ?(?P<currency>dollars?|U\.S\. dollars|US dollars|USD|euros?|EUR|pounds?|yen|won|rubles?)(?!\w)"),
    nouns_are_capital=False,
    currencies={
        "dollars": "USD", "dollar": "USD", "U.S. dollars": "USD", "US dollars": "USD", "USD": "USD", "euro": "EUR", "euros": "EUR", "EUR": "EUR",
        "pounds": "GBP", "pound": "GBP", "yen": "JPY", "won": "KRW", "rubles": "RUB", "ruble": "RUB", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    },
)  # fmt: skip
