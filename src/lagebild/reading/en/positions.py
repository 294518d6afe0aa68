# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""How English expresses positions."""

import re

from lagebild.reading.words import PositionRule


def _rule(verb_class: str, pattern: str, addressee: str, *, impersonal: bool = False) -> PositionRule:
    return PositionRule(
        verb_class=verb_class, pattern=re.compile(pattern), addressee=addressee, impersonal=impersonal
    )


_END = r"[^.;!?]{0,400}"
_TO = r"(?P<object>[^.;]{0,140}?)\b(?:to|for|that)\b"

POSITIONS = (
    _rule("NO_KNOWLEDGE", r"\b(?:have|has|had) (?:no|not seen any|not) (?:information|knowledge|indication|evidence|update|updates|details|comment)\b|\b(?:am|are|is)(?: not|n't) aware of\b|\bdon't have (?:any |anything )?(?:new |more |further )?(?:information|details|updates?|to share)\b|\b(?:cannot|can't|can not) (?:confirm|verify|corroborate)\b", "none"),
    _rule("CONDEMN", r"\b(?:condemn(?:s|ed|ing)?|denounc(?:e|es|ed|ing)|deplor(?:e|es|ed))\b", "actors"),
    _rule("DEMAND", rf"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|demand(?:s|ed)?|implor(?:e|es|ed)|press(?:es|ed)? (?=[A-Z]))\b{_TO}{_END}", "object"),
    _rule("DEMAND", rf"\b(?:call(?:s|ed|ing)? for|demand(?:s|ed)?|insist(?:s|ed)? (?:on|that))\b(?P<object>{_END})", "object"),
    _rule("DEMAND", r"\b(?:must|should|needs? to)\b (?:immediately |also |fully |now |urgently |unconditionally )*(?:cease|stop|end|halt|withdraw|refrain|comply|abide|return|release|abandon|allow|respect|uphold|fulfill|honor|cooperate)\b", "before", impersonal=True),
    _rule("RESERVE", r"\breserv(?:e|es|ed) the right\b|\ball options (?:are|remain) on the table\b", "named"),
    _rule("WARN", r"\b(?:warn(?:s|ed)?|caution(?:s|ed))\b", "named"),
    _rule("WARN", r"\b(?:pos(?:e|es|ed|ing)|constitut(?:e|es)|represent(?:s)?|is|are|remains?|marks?|continues? to (?:constitute|pose))\b(?=[^.;,]{0,60}\b(?:threat|danger|dangerous|escalation|escalatory|provocation|provocative|irresponsible|reckless|destabilizing|unacceptable))|\b(?:threaten(?:s)?|undermine(?:s)?|destabilize(?:s)?|jeopardize(?:s)?|imperil(?:s)?|endanger(?:s)?|raises tensions)\b", "actors", impersonal=True),
    _rule("CONCERN", r"\b(?:(?:deeply |strongly )?regret(?:s|ted)?)\b|\b(?:express(?:es|ed|ing)?|share(?:s|d)?|reiterat(?:e|es|ed)|voic(?:e|es|ed)|convey(?:s|ed)|discussed|raise(?:s|d)?|underscored)\b[^.;]{0,40}\bconcerns?\b|\b(?:deeply|gravely|seriously|very|extremely|remain(?:s)?|are|is|increasingly) (?:deeply |gravely |seriously |very |also )?(?:concerned|alarmed|troubled)\b|\b(?:grave|deep|serious) concerns?\b|\bwith (?:great|grave|deep|serious|growing) concern\b", "actors"),
    _rule("ASSESS_VIOLATION", r"\b(?:violat(?:e|es|ed|ing)|contraven(?:e|es|ed|ing)|breach(?:es|ed)?)\b(?=[^.;]{0,100}(?:[Rr]esolution|international law|law|obligation|Charter|sanctions|sovereignty|commitment|UNSCR|agreement|[Cc]onvention))|\b(?:in|is|are|a|an|clear|flagrant|brazen|blatant|constitutes?)(?: [a-z]+){0,2} (?:violations?|breach|contravention) of\b", "actors", impersonal=True),
    _rule("REJECT", r"(?<!are )(?<!is )(?<!was )(?<!were )(?<!been )\b(?:reject(?:s|ed|ing)?|oppos(?:e|es|ed)|will (?:never|not) (?:recognize|accept|tolerate)|do(?:es)? not (?:recognize|accept|support))\b|\b(?:strong|firm) opposition to\b", "actors"),
    _rule("REJECT", r"\b(?:den(?:y|ies|ied)|refut(?:e|es|ed)|dismiss(?:es|ed)?)\b", "none"),
    _rule("REAFFIRM", r"\b(?:reaffirm(?:s|ed|ing)?|reiterat(?:e|es|ed|ing)|underscor(?:e|es|ed|ing)|emphasiz(?:e|es|ed|ing)|stress(?:es|ed|ing)?|affirm(?:s|ed|ing)?|recall(?:s|ed|ing)?|re-affirm(?:s|ed)?|underlin(?:e|es|ed))\b|\bremain(?:s)? (?:firmly |fully |steadfastly |strongly |deeply )?(?:committed|steadfast|ironclad|united|resolute)\b|\b(?:is|are|remains?) (?:ironclad|unwavering|rock-solid)\b", "supported"),
    _rule("WELCOME", r"\b(?:welcom(?:e|es|ed|ing)|commend(?:s|ed|ing)?|applaud(?:s|ed)?|prais(?:e|es|ed)|congratulat(?:e|es|ed)|appreciat(?:e|es|ed)|thank(?:s|ed)? (?=[A-Z]|the)|express(?:es|ed)? (?:\w+ )?appreciation)\b", "supported"),
    _rule("ENCOURAGE", rf"\b(?:encourag(?:e|es|ed|ing)|invit(?:e|es|ed))\b{_TO}{_END}|\b(?:ask|asks|asked) (?=[A-Z])", "object"),
    _rule("SUPPORT", r"(?:\b[Ww]e |\bfully |\bstrongly |\balso |\bfirmly |\bcontinues? to )support(?:s|ed)?\b(?! (?:for|of)\b)|\bsupports\b|\b(?:stand(?:s)? (?:firmly |strongly |resolutely |united )?(?:with|by|together|behind|in solidarity)|endors(?:e|es|ed)|in solidarity with)\b", "supported"),
    _rule("COMMIT", r"\b(?:commit(?:s|ted)?(?: ourselves| itself| themselves)? to|pledg(?:e|es|ed|ing)(?: to)?|vow(?:s|ed)? to|resolv(?:e|es|ed) to|(?:is|are|am) (?:determined|resolved|committed|prepared|ready) to|will (?:continue|take all|not hesitate|work|strengthen|further|stand|keep|ensure|maintain|remain|closely|jointly|never|redouble|take)|intend(?:s)? to|agreed to)\b", "committed"),
    _rule("ACCUSE", r"\b(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing))\b|\bhold(?:s|ing)? [^.;]{0,40}\b(?:accountable|responsible)\b", "named"),
    _rule("ASSESS", r"\b(?:assess(?:es|ed)?|judg(?:e|es|ed)|we believe|believ(?:e|es) that|estimat(?:e|es|ed) that|conclud(?:e|es|ed) that)\b(?! the situation|ing)", "none"),
)  # fmt: skip

DEMAND = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|call(?:s|ed)? for|demand(?:s|ed)?|must|should|encourag(?:e|es|ed))\b"
)
STRENGTH = re.compile(
    r"\b(?:in the strongest (?:possible )?terms|strongly|unequivocally|firmly|resolutely|deeply|gravely|immediately|unwavering|ironclad|steadfast|categorically|utterly|vehemently|brazen|flagrant|blatant)\b"
)
REPORT = re.compile(
    r"\b(?:[Rr]eports? (?:that|of|indicate|suggest)|[Rr]eportedly|[Aa]ccording to|[Mm]edia reports?|reported)\b"
)
