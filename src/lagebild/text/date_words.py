# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""The words by which German and English texts name dates; one entry per language, so that adding one is adding data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """One language's words for dates.

    Attributes:
        months: Month name as written to its number.
        short_months: Abbreviations, only read beside a day.
        weekdays: Weekday as written to 0 (Monday) … 6.
        relative: Phrase in lower case to unit and shift from the anchor.
        full: Pattern of full and partial dates, most specific first; its groups are named in `dates.py`.
        since: What stands before a date that opens an interval.
        month_before: What must stand before a month that has neither day nor year.
        numeric_before: What must stand before a day and month in figures without a year.
        year_before: What must stand before a bare year.
        year_before_weak: As `year_before`, but also before counts; then nothing countable may follow.
        joiners: What joins two dates of one coordination.
        to: What joins the ends of an interval.
        future: What before a weekday makes it the next one.
        past: What before a weekday makes it the last one.
    """

    months: Mapping[str, int]
    short_months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative: Mapping[str, tuple[str, int]]
    full: re.Pattern[str]
    since: re.Pattern[str]
    month_before: re.Pattern[str]
    numeric_before: re.Pattern[str]
    year_before: re.Pattern[str]
    year_before_weak: re.Pattern[str]
    joiners: re.Pattern[str]
    to: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    all_months: Mapping[str, int] = field(default_factory=dict)


def _join(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _number(names: str) -> dict[str, int]:
    return {name: index for index, group in enumerate(names.split(), 1) for name in group.split("/")}


_ISO = r"(?<![\d-])(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d-])"
_YEAR = r"(?:19|20)\d\d"
_YEARS = (
    rf"(?<![\d.,/-])(?P<bare>{_YEAR})(?:\s?[-–/]\s?(?P<bare_to>(?:{_YEAR}|(?<=/)\d\d)))?(?![\d]|[.,/-]\d)"
)

_DE_MONTHS = _number(
    "Januar/Jänner Februar/Feber März/Maerz April Mai Juni Juli August September Oktober November Dezember"
)
_DE_SHORT = _number("Jan./Jan Feb./Feb Mrz./Mär. Apr. Mai Jun. Jul. Aug. Sep./Sept. Okt. Nov. Dez.")
_DE_DAYS = {
    name: number - 1
    for name, number in _number(
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag/Sonnabend Sonntag"
    ).items()
}


def _german_relative() -> dict[str, tuple[str, int]]:
    found = {"heute": (DAY, 0), "gestern": (DAY, -1), "vorgestern": (DAY, -2), "morgen": (DAY, 1)}
    found |= {
        "übermorgen": (DAY, 2),
        "am heutigen tag": (DAY, 0),
        "am heutigen tage": (DAY, 0),
        "heutigen tages": (DAY, 0),
    }
    shifts = {"letzt": -1, "vergangen": -1, "vorig": -1, "nächst": 1, "kommend": 1, "dies": 0, "laufend": 0}
    for stem, shift in shifts.items():
        for ending in ("e", "en", "er", "es", "em"):
            for noun, unit in (
                ("woche", WEEK),
                ("monat", MONTH),
                ("monats", MONTH),
                ("jahr", YEAR),
                ("jahres", YEAR),
            ):
                found[f"{stem}{ending} {noun}"] = (unit, shift)
    return found


def _english_relative() -> dict[str, tuple[str, int]]:
    found = {
        "today": (DAY, 0),
        "tonight": (DAY, 0),
        "yesterday": (DAY, -1),
        "tomorrow": (DAY, 1),
        "last night": (DAY, -1),
    }
    found |= {f"this {part}": (DAY, 0) for part in ("morning", "afternoon", "evening")}
    for word, shift in (("last", -1), ("this past", -1), ("this", 0), ("next", 1), ("this coming", 1)):
        for noun, unit in (("week", WEEK), ("month", MONTH), ("year", YEAR)):
            found[f"{word} {noun}"] = (unit, shift)
    return found


_DE_RELATIVE = _german_relative()
_EN_RELATIVE = _english_relative()

GERMAN = DateWords(
    months=_DE_MONTHS,
    short_months=_DE_SHORT,
    weekdays=_DE_DAYS,
    relative=_DE_RELATIVE,
    full=re.compile(
        rf"{_ISO}"
        r"|(?<![\d.,/])(?P<nd>[0-3]?\d)\.\s?(?P<nm>[01]?\d)\.(?:\s?(?P<ny>(?:19|20)\d\d|\d\d)(?![\d.,]\d|\d))?"
        rf"|(?<![\d.,/])(?P<d>[0-3]?\d)\.(?:\s?(?P<dj>und|bis(?: zum)?|[-–/]|sowie)\s?(?P<d2>[0-3]?\d)\.)?\s{{0,3}}"
        rf"(?P<m>(?:{_join(_DE_MONTHS | _DE_SHORT)}))(?!\w)(?:\s{{1,3}}(?P<y>{_YEAR})(?!\d))?"
        rf"|(?<!\w)(?P<mo>{_join(_DE_MONTHS)})(?!\w)(?:\s(?:des Jahres\s)?(?P<my>{_YEAR})(?!\d))?"
        r"|(?<![\w-])(?P<rel>[Hh]eute|[Vv]orgestern|[Gg]estern|[Üü]bermorgen|morgen|[Aa]m heutigen Tage?|heutigen Tages|"
        r"(?:[Ll]etzt|[Vv]ergangen|[Vv]orig|[Nn]ächst|[Kk]ommend|[Dd]ies|[Ll]aufend)e[nrsm]? (?:Woche|Monats?|Jahr(?:es)?))(?!\w)"
        rf"|(?<!\w)(?P<wd>{_join(_DE_DAYS)})(?!\w)"
        r"|(?<!\w)(?P<kw>[0-5]?\d)\. (?:Kalenderwoche|KW)(?: (?P<kwy>(?:19|20)\d\d))?"
        rf"|{_YEARS}"
    ),
    since=re.compile(
        r"\b[Ss]eit(?: dem| der| den| Anfang| Mitte| Ende| Beginn des| dem Jahr| dem Jahre)?\s$"
    ),
    month_before=re.compile(
        r"\b(?:[Ii]m|[Ss]eit|[Aa]b|[Bb]is|(?:Anfang|Mitte|Ende)(?: des Monats)?|[Vv]on|[Zz]um|Monat|Monats|"
        r"vergangenen|letzten|kommenden|nächsten|diesem|diesen)\s$"
    ),
    numeric_before=re.compile(
        r"\b(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Ss]eit|[Aa]b|[Dd]em|[Dd]en|[Uu]nd|,|tag,?(?: de[nm])?)\s$"
    ),
    year_before=re.compile(
        r"\b(?:[Jj]ahr(?:e|en|es|s)?|[Ss]eit|(?:Anfang|Mitte|Ende|Beginn|Sommer|Herbst|Winter|Frühjahr|Frühling|"
        r"[Ss]pätestens|Haushalt|Haushaltsjahr|Halbjahr(?:es)?|Quartal|Herbst/Winter|Stand|Tage|anno)(?: des Jahres)?)\s$"
    ),
    year_before_weak=re.compile(
        r"\b(?:[Aa]b|[Bb]is|[Vv]on|[Vv]or|[Nn]ach|[Ff]ür|und|[Ii]n|zwischen|[Aa]us|gegenüber)\s$"
    ),
    joiners=re.compile(
        r"\s?(?:,|und|sowie|oder|bis(?: zum| zu[mr])?|–|-|/|,? und (?:am|im|vom)|bzw\.)\s?(?:am |im |den )?"
    ),
    to=re.compile(r"\s?(?:bis(?: zum| einschließlich)?|–|-|und)\s?"),
    future=re.compile(r"\b(?:kommenden|nächsten)\s$"),
    past=re.compile(r"\b(?:vergangenen|letzten|vorigen|am)\s$"),
    all_months=_DE_MONTHS | _DE_SHORT,
)
"""German. Source: Duden, rules on dates; which words may stand before a bare month or year is our own choice, not
measured."""

_EN_MONTHS = _number("January February March April May June July August September October November December")
_EN_SHORT = _number(
    "Jan./Jan Feb./Feb Mar./Mar Apr./Apr May Jun./Jun Jul./Jul Aug./Aug Sep./Sep/Sept. Oct./Oct Nov./Nov Dec./Dec"
)
_EN_DAYS = {
    name: number - 1
    for name, number in _number("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").items()
}

ENGLISH = DateWords(
    months=_EN_MONTHS,
    short_months=_EN_SHORT,
    weekdays=_EN_DAYS,
    relative=_EN_RELATIVE,
    full=re.compile(
        rf"{_ISO}"
        r"|(?<![\d./])(?P<us_m>[0-3]?\d)/(?P<us_d>[0-3]?\d)/(?P<us_y>(?:19|20)\d\d)(?![\d/])"
        rf"|(?<!\w)(?P<m>{_join(_EN_MONTHS | _EN_SHORT)})\s{{1,3}}(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
        r"(?:\s?(?P<dj>-|–|and|to|through|&)\s?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d))?"
        rf"(?:,?\s{{1,3}}(?P<y>{_YEAR})(?!\d))?"
        r"|(?<![\w.,/$-])(?P<e_d>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?(?P<e_dj>-|–|and|to|through)\s?(?P<e_d2>[0-3]?\d)(?:st|nd|rd|th)?)?"
        rf"\s(?:of\s)?(?P<e_m>{_join(_EN_MONTHS | _EN_SHORT)})(?!\w)(?:,?\s{{1,3}}(?P<e_y>{_YEAR})(?!\d))?"
        rf"|(?<!\w)(?P<mo>{_join(_EN_MONTHS)})(?!\w)(?:,?\s(?:of\s)?(?P<my>{_YEAR})(?!\d))?"
        r"|(?<![\w-])(?P<rel>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|"
        r"(?:[Ll]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Nn]ext) (?:week|month|year))(?!\w)"
        rf"|(?<!\w)(?P<wd>{_join(_EN_DAYS)})(?!\w)"
        rf"|{_YEARS}"
    ),
    since=re.compile(r"\b[Ss]ince(?: the (?:start|beginning|end) of| early| late| mid-?)?\s$"),
    month_before=re.compile(
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id-?|end of|[Tt]hrough|"
        r"month of|[Ff]rom|[Dd]uring)\s?$"
    ),
    numeric_before=re.compile(r"(?!)"),
    year_before=re.compile(
        r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Yy]ears?|[Ee]arly|[Ll]ate|[Mm]id|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter|[Ss]pring|"
        r"FY|CY|[Tt]hroughout|end of|beginning of|start of|half of|quarter of|summer of|fall of|spring of|winter of|back in)[ -]$"
    ),
    year_before_weak=re.compile(
        r"\b(?:[Bb]y|[Ff]rom|[Oo]f|[Ff]or|[Bb]efore|[Aa]fter|[Bb]etween|[Tt]hrough|and|[Tt]o|[Tt]he|[Ii]ts|[Oo]ur|[Aa]s of)\s$"
    ),
    joiners=re.compile(r"(?:,? and (?:on |in |from )?|, (?:on |in )?|\s?[-–]\s?| to | through | or | & )"),
    to=re.compile(r"\s?(?:to|through|until|–|-|and)\s?"),
    future=re.compile(r"\b(?:[Nn]ext|[Cc]oming)\s$"),
    past=re.compile(r"\b(?:[Ll]ast|[Oo]n|[Pp]ast)\s$"),
    all_months=_EN_MONTHS | _EN_SHORT,
)
"""English, American and British order."""

WORDS: Mapping[str, DateWords] = {"de": GERMAN, "en": ENGLISH}
