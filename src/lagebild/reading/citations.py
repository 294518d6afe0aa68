# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""Finds the rules that a text cites: resolutions, acts of law, printed papers, treaties."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lagebild.model.annotation import Annotation
from lagebild.reading.passage import Passage
from lagebild.text.needles import Needles

DATA = Path(__file__).parent / "data"
ELI = "http://data.europa.eu/eli"


@dataclass(frozen=True, slots=True)
class Cited:
    """One cited rule: offsets on the text given, scheme, id (None where generic), label."""

    start: int
    end: int
    scheme: str
    id: str | None
    label: str


_COUNCIL = (
    r"(?:[Uu]nited [Nn]ations |UN[- ]|U\.N\. |VN[- ])?(?:Security Council|SC|Sicherheitsrat(?:e?s)?)(?: der Vereinten Nationen| \(UNSC\))?"
    r"|United Nations|Vereinte[nr]? Nationen|UN|VN|U\.N\."
)
_HEAD = (
    rf"(?:(?:{_COUNCIL})(?:'s)?[ -])?(?:[Ss]icherheitsrats?-?|UN-|VN-)?[Rr]esolution(?:s|en)?(?: \(UNSCRs?\))?"
    r"(?: (?:des|der|of the) (?:" + _COUNCIL + r"))?|UNSCRs?|UNSC-Resolution(?:en)?|S/RES/"
)
_ONE = r"(?:S/RES/)?\d{3,4}(?![\d/.]\d|\d)(?:,? ?(?:\((?:of )?(?:19|20)\d\d\)|(?:of|von|aus dem Jahr) (?:19|20)\d\d))?"
_SC_RESOLUTION = re.compile(
    rf"(?<![\w/])(?:{_HEAD})(?: ?(?:Nr\.|Nos?\.|Nummern?))? ?(?P<numbers>{_ONE}(?:(?:,? (?:and|und|sowie|or|oder|as well as) |, ?|; ?|/)(?:UNSCR |Resolution )?{_ONE}(?!\s?(?:Soldat|troops|million)))*)"
    rf"(?P<tail> (?:des|der|of the) (?:{_COUNCIL})(?: der Vereinten Nationen)?)?"
)
_NUMBER = re.compile(
    r"(\d{3,4})(?:,? ?(?:\((?:of )?((?:19|20)\d\d)\)|(?:of|von|aus dem Jahr) ((?:19|20)\d\d)))?"
)
_GENERIC = re.compile(
    r"(?<!\w)(?:(?:[Mm]ultiple|[Rr]elevant|[Aa]ll|[Aa]pplicable|[Vv]arious|[Ee]xisting|[Ss]everal|[Nn]umerous|[Pp]ertinent|[Ee]inschlägigen?r?|[Rr]elevanten?r?|"
    r"[Ee]ntsprechenden?r?|[Gg]eltenden?r?|[Mm]ehrerer?|[Zz]ahlreichen?r?|[Aa]ller?|[Dd]iverser?|[Bb]estehenden?r?) ){0,2}"
    rf"(?:(?:(?:{_COUNCIL})(?:'s)?[ -](?:[Ss]anctions )?[Rr]esolution(?:s|en)|(?:[Ss]icherheitsrats|UN-|VN-)-?[Rr]esolution(?:en)|UNSCRs|UNSC [Rr]esolutions"
    rf"|[Rr]esolution(?:s|en) (?:des|der|of the) (?:UN-|VN-|UN |United Nations |U\.N\. )?(?:Security Council|Sicherheitsrat(?:e?s)?)(?: der Vereinten Nationen)?))(?![\w-])"
)
_GA_RESOLUTION = re.compile(
    r"(?<!\w)(?:(?:UN |UN-|VN-|United Nations )?(?:General Assembly |Generalversammlungs-?)?[Rr]esolution(?:en|s)?(?: der (?:UN-|VN-)?Generalversammlung| of the (?:UN )?General Assembly)?|UNGA [Rr]esolution|UNGA-Resolution|A/RES/)"
    r" ?(?:A/RES/)?(?P<number>(?:ES-)?\d{1,2}/\d{1,3})(?!\d)"
)
_ORDER = re.compile(
    r"(?<!\w)(?:[Ee]xecutive [Oo]rders?|E\.O\.s?|EOs?)(?: \(E\.?O\.?\))?(?: (?:No\.|Nos\.|Nr\.))? ?(?P<numbers>\d{5}(?:(?:,? (?:and|or|und) |, )(?:E\.O\. |EO )?\d{5})*)(?!\d)"
)
_USC = re.compile(
    r"(?<!\w)(?P<title>\d{1,2}) U\.?S\.?C\.?(?: §+)? (?P<section>\d{1,5}[a-z]{0,2}(?:-\d)?(?:\([a-zA-Z0-9]{1,3}\)){0,3})(?: et seq\.)?"
)
_PAPER = re.compile(
    r"(?<!\w)(?:(?P<house>Bundestags|Bundesrats|BT-|BR-|Plenar)?-?(?P<word>[Dd]rucksachen?|Drs\.|Drucks\.|[Pp]rotokoll)) ?(?P<numbers>\d{1,3}/\d{1,5}(?:\([A-Za-z]+\))?(?:(?:,| und| sowie| bzw\.) \d{1,3}/\d{1,5}(?:\([A-Za-z]+\))?){0,20})"
)
_PAPER_NUMBER = re.compile(r"\d{1,3}/\d{1,5}(?:\([A-Za-z]+\))?")
_OWN_PAPER = re.compile(r"(?:Bundestag|Bundesrat|Wahlperiode|–)\s*$")
_LAW_NAMES = r"AWG|AWV|KrWaffKontrG|KWKG|StGB|GG|VwVfG|VStGB|AufenthG|AsylG|SanktDG|GwG|StPO|BGB|BHO|EnWG|IFG|BNatSchG|UrhG|TKG|SGB"
_GERMAN_LAW = re.compile(
    rf"§§? ?(?P<sections>\d{{1,4}}[a-z]?(?: (?:Abs\.|Absatz|Satz|Nr\.|Nummer|S\.) ?\d+[a-z]?)*(?:(?:,| und| bis| ff\.?) ?\d{{0,4}}[a-z]?)*) (?:(?:des|der) )?(?P<law>{_LAW_NAMES}|Außenwirtschaftsgesetzes|Außenwirtschaftsverordnung|Kriegswaffenkontrollgesetzes|Strafgesetzbuche?s)(?!\w)"
)
_LONG_LAWS = {
    "Außenwirtschaftsgesetzes": "AWG",
    "Außenwirtschaftsverordnung": "AWV",
    "Kriegswaffenkontrollgesetzes": "KrWaffKontrG",
    "Strafgesetzbuchs": "StGB",
    "Strafgesetzbuches": "StGB",
}
_SLASHED = re.compile(r"\d/\d")
_RESOLUTION = re.compile(r"[Rr]esolution|UNSCRs")
_AROUND = 120
"""A pattern reaches at most so many code points beyond its core. Source: the longest form of the patterns has fewer."""

_ARTICLE = re.compile(
    r"(?<!\w)(?:Artikeln?|Articles?|Art\.) ?(?P<number>\d{1,3}[a-z]?)(?: ?(?:Absatz|Abs\.|paragraph)? ?\(?\d{0,2}\)?(?: Satz \d)?)? (?:(?:des|der|of the|of|TFEU|dem|im) ?)?(?:the )?"
    r"(?P<act>EUV|AEUV|TEU|TFEU|GG|Grundgesetz(?:es)?|UN[- ]Chart(?:er|a)|VN-Charta|Charter of the United Nations|United Nations Charter|Charta der Vereinten Nationen|"
    r"North Atlantic Treaty|Washington Treaty|NATO-Vertrags|Vertrags über die Europäische Union|Treaty on European Union)(?!\w)"
)
_ARTICLE_ACTS = {
    "EUV": "TEU", "TEU": "TEU", "Vertrags über die Europäische Union": "TEU", "Treaty on European Union": "TEU", "AEUV": "TFEU",
    "TFEU": "TFEU", "GG": "GG", "Grundgesetz": "GG", "Grundgesetzes": "GG", "North Atlantic Treaty": "North Atlantic Treaty",
    "Washington Treaty": "North Atlantic Treaty", "NATO-Vertrags": "North Atlantic Treaty",
}  # fmt: skip
_EU_ACT = re.compile(
    r"(?<!\w)(?P<made>(?:[Dd]urchführungs|[Dd]elegierten? |[Ii]mplementing |[Dd]elegated |Council |Commission |Ratsbeschluss )*)(?P<kind>[Vv]erordnung|[Bb]eschlu(?:ss|sses)|[Rr]ichtlinie|[Rr]egulation|[Dd]ecision|[Dd]irective)(?:en|s)?"
    r"(?: des Rates)?(?: \((?:EU|EG|EC|EWG|EEC|GASP|CFSP|EU, Euratom)\))?(?: (?:Nr\.|No\.?))? (?P<first>\d{1,4})/(?P<second>\d{1,4})(?:/(?P<pillar>GASP|CFSP|EU|EG|EC))?(?!\d)"
)


@cache
def _load_years() -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows = [
        line.split("\t")
        for line in (DATA / "resolution_years.tsv").read_text(encoding="utf-8").splitlines()
        if line[:1].isdigit()
    ]
    return tuple(int(number) for number, *_ in rows), tuple(int(year) for _, year, _ in rows)


def find_resolution_year(number: int) -> int | None:
    """The year in which the Security Council adopted a resolution, where that is confirmed.

    Returns:
        The year of a number that a source cites with its year, or that lies between two such numbers of one year:
        the Council numbers its resolutions in the order in which it adopts them. None for every other number.

    Source:
        `data/resolution_years.tsv`; each row names where the number is cited with its year.
    """
    numbers, years = _load_years()
    place = bisect_left(numbers, number)
    if place < len(numbers) and numbers[place] == number:
        return years[place]
    bounded = 0 < place < len(numbers) and years[place - 1] == years[place]
    return years[place] if bounded else None


@cache
def _treaty_pattern() -> tuple[re.Pattern[str], Needles, dict[str, str]]:
    names: dict[str, str] = {}
    for line in (DATA / "treaties.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            treaty, written = line.split("\t")
            names |= dict.fromkeys(written.split("|"), treaty)
    options = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{options})(?!\w)"), Needles(names), names


def _read_written_years(matches: Iterable[re.Match[str]]) -> dict[str, str]:
    """The years that a text itself gives the resolutions it cites, by number; none where it gives two."""
    written: dict[str, set[str]] = {}
    for match in matches:
        for digits, in_brackets, after in _NUMBER.findall(match["numbers"]):
            if year := in_brackets or after:
                written.setdefault(digits, set()).add(year)
    return {digits: next(iter(years)) for digits, years in written.items() if len(years) == 1}


def _read_sc_resolutions(text: str) -> Iterator[Cited]:
    """Resolutions by number; one whose year neither the text nor a confirmed citation tells has no id."""
    matches = list(_SC_RESOLUTION.finditer(text))
    written = _read_written_years(matches)
    for match in matches:
        for digits, in_brackets, after in _NUMBER.findall(match["numbers"]):
            year = in_brackets or after or written.get(digits) or find_resolution_year(int(digits))
            name = f"{int(digits)} ({year})"
            yield Cited(
                match.start(),
                match.end(),
                "un-sc-resolution",
                f"S/RES/{name}" if year else None,
                f"UNSCR {name}" if year else f"UNSCR {int(digits)} (year not stated)",
            )


def _read_generic(text: str) -> Iterator[Cited]:
    for match in _iterate_near(_GENERIC, _RESOLUTION, text):
        yield Cited(match.start(), match.end(), "un-sc-resolution", None, "UNSCR (unspecified)")


def _read_ga_resolutions(text: str) -> Iterator[Cited]:
    for match in _iterate_near(_GA_RESOLUTION, _SLASHED, text):
        yield Cited(
            match.start(),
            match.end(),
            "un-ga-resolution",
            f"A/RES/{match['number']}",
            f"UNGA {match['number']}",
        )


def _read_orders(text: str) -> Iterator[Cited]:
    for match in _ORDER.finditer(text):
        for number in re.findall(r"\d{5}", match["numbers"]):
            yield Cited(match.start(), match.end(), "us-eo", f"E.O. {number}", f"E.O. {number}")


def _read_code(text: str) -> Iterator[Cited]:
    for match in _USC.finditer(text):
        name = f"{match['title']} U.S.C. {match['section']}"
        yield Cited(match.start(), match.end(), "us-code", name, name)


def _read_papers(text: str) -> Iterator[Cited]:
    for match in _PAPER.finditer(text):
        if _OWN_PAPER.search(text[max(0, match.start() - 16) : match.start()]) and match["house"] is None:
            continue
        house = (match["house"] or "").rstrip("-")
        if match["word"].lower().startswith("protokoll"):
            if house != "Plenar":
                continue
            scheme, prefix = "de-plenary", "BT-PlPr."
        elif house in ("Bundesrats", "BR"):
            scheme, prefix = "de-br-paper", "BR-Drs."
        else:
            scheme, prefix = "de-bt-paper", "BT-Drs."
        for number in _PAPER_NUMBER.findall(match["numbers"]):
            yield Cited(match.start(), match.end(), scheme, f"{prefix} {number}", f"{prefix} {number}")


def _read_german_law(text: str) -> Iterator[Cited]:
    for match in _GERMAN_LAW.finditer(text):
        law = _LONG_LAWS.get(match["law"], match["law"])
        whole = re.sub(r"(?:Abs\.|Absatz|Satz|Nr\.|Nummer|S\.) ?\d+[a-z]?", "", match["sections"])
        for section in re.findall(r"\d{1,4}[a-z]?", whole):
            yield Cited(match.start(), match.end(), "de-law", f"{law} § {section}", f"{law} § {section}")


def _read_articles(text: str) -> Iterator[Cited]:
    for match in _ARTICLE.finditer(text):
        act = _ARTICLE_ACTS.get(match["act"], "UN Charter")
        name = f"{act} Art. {match['number']}"
        scheme = "eu-treaty" if act in ("TEU", "TFEU") else "de-law" if act == "GG" else "treaty"
        yield Cited(match.start(), match.end(), scheme, name, name)


def _iterate_near(pattern: re.Pattern[str], core: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """A pattern's matches, looked for only around its core, which is found fast."""
    done = 0
    for place in core.finditer(text):
        if place.start() < done:
            continue
        begin = max(done, place.start() - _AROUND)
        for match in pattern.finditer(text, begin, place.end() + _AROUND):
            done = match.end()
            yield match
        done = max(done, place.end())


def _read_eu_acts(text: str) -> Iterator[Cited]:
    for match in _iterate_near(_EU_ACT, _SLASHED, text):
        first, second = int(match["first"]), int(match["second"])
        kind = match["kind"].lower()[:4]
        numbered_first = kind in ("vero", "regu") and not 1950 <= first <= 2100 or first > 2100  # noqa: PLR2004, RUF021 -- a year or a number
        year, number = (second, first) if numbered_first else (first, second)
        if not 1950 <= year <= 2100:  # noqa: PLR2004 -- not an act of the Union
            continue
        made = match["made"].lower()
        suffix = "_impl" if "durchführ" in made or "implement" in made else "_del" if "deleg" in made else ""
        stem = {"vero": "reg", "regu": "reg", "besc": "dec", "deci": "dec"}.get(kind, "dir")
        uri = f"{ELI}/{stem}{suffix}/{year}/{number}/oj"
        yield Cited(match.start(), match.end(), "eu-act", uri, text[match.start() : match.end()])


def _read_treaties(text: str) -> Iterator[Cited]:
    pattern, needles, names = _treaty_pattern()
    for match in needles.iterate_matches(pattern, text):
        treaty = names[match.group()]
        yield Cited(match.start(), match.end(), "treaty", treaty, treaty)


_RESOLUTION_WORDS = ("esolution", "UNSCR", "S/RES")
_READERS: tuple[tuple[Callable[[str], Iterator[Cited]], tuple[str, ...]], ...] = (
    (_read_sc_resolutions, _RESOLUTION_WORDS),
    (_read_ga_resolutions, ("esolution", "A/RES")),
    (_read_orders, ("rder", "E.O", "EO")),
    (_read_code, ("U.S.C", "USC", "U.SC", "US.C")),
    (_read_papers, ("rucksache", "Drs.", "Drucks.", "rotokoll")),
    (_read_german_law, ("§",)),
    (_read_articles, ("rtikel", "rticle", "Art.")),
    (_read_eu_acts, ("rdnung", "eschlu", "ichtlinie", "egulation", "ecision", "irective")),
    (_read_treaties, ()),
    (_read_generic, ("esolutions", "esolutionen", "UNSCRs", "esolution des", "esolution of")),
)
"""Each reader with what every one of its matches holds; a text without it is not searched."""


def find_citations(text: str) -> list[Cited]:
    """Every cited rule, one per mention and number, in text order.

    A more exact reading wins over one that overlaps it (an article over the treaty it stands in).
    """
    found: list[Cited] = []
    for reader, words in _READERS:
        if words and not any(word in text for word in words):
            continue
        taken = sorted({(cited.start, cited.end) for cited in found})
        starts = [start for start, _ in taken]
        found += [cited for cited in reader(text) if not _is_taken(cited, taken, starts)]
    return sorted(found, key=lambda cited: cited.start)


def _is_taken(cited: Cited, taken: list[tuple[int, int]], starts: list[int]) -> bool:
    """Whether a citation overlaps one of the spans, which do not overlap each other."""
    place = bisect_left(starts, cited.end) - 1
    return place >= 0 and taken[place][1] > cited.start


def annotate_citations(passage: Passage, found: Iterable[Cited]) -> list[Annotation]:
    """The citation annotations of a document."""
    return [
        passage.annotate(
            "citation",
            (cited.start, cited.end),
            label=cited.label,
            norm={"scheme": cited.scheme, "id": cited.id, "label": cited.label},
            rule=f"citation.{cited.scheme}",
            score=0.95 if cited.id else 0.85,
        )
        for cited in found
        if passage.is_read(cited.start)
    ]
