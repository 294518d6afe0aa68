"""Printed papers of a parliament: number, day, genre, title, and who brings them in."""

import re
from dataclasses import dataclass

from lagebild.documents.layout import Block, Layout, collapse
from lagebild.model.document import DocumentKind

_PAPER = re.compile(r"(?:Deutscher Bundestag|Bundesrat)\s+(?:Drucksache|Drs\.)\s+\d+/\d+")
_GENRES: tuple[tuple[str, DocumentKind], ...] = (
    (r"Antwort\b", "government_answer"),
    (r"(?:Kleine|Große) Anfrage\b", "parliamentary_question"),
    (r"Schriftliche Fragen\b", "parliamentary_qa"),
    (r"Beschlussempfehlung(?: und Bericht)?\b", "committee_report"),
    (r"Bericht\b(?=\s*(?:des .*Ausschusses|der Abgeordneten))", "committee_report"),
    (r"(?:Änderungs|Entschließungs)?[Aa]ntrag\b", "parliamentary_motion"),
    (r"(?:Beschluss|Entschließung)\b", "chamber_resolution"),
    (r"Gesetzentwurf\b", "parliamentary_motion"),
    (r"(?:Unterrichtung|Bericht)\b", "report"),
)
"""The genre line of a German printed paper. Source: Geschäftsordnung des Deutschen Bundestages, § 75."""

_BODY = re.compile(
    r"(?:V ?o ?r ?b ?e ?m ?e ?r ?k ?u ?n ?g|Der (?:Deutsche )?Bundestag wolle beschließen|"
    r"Der Bundesrat (?:hat|möge|fordert)|Wir fragen die Bundesregierung|"
    r"A\.\s+Problem|I\.\s|1\.\s|Vorblatt|Die Bundesregierung)"
)
_BROUGHT_IN_BY = re.compile(
    r"(?:der Bundesregierung|des Bundesrates|der Fraktion(?:en)?|der Abgeordneten|"
    r"des Abgeordneten|der Abgeordnete|des \S+ ?(?:\S+ )?Ausschusses|Freistaat\w*|des Landes|"
    r"der Länder)\b"
)
_CONTINUES = re.compile(
    r"(?:auf die|zu de[mnr]|weiterer Abgeordneter|und der Fraktion|der Fraktion|BÜNDNIS|–\s*(?:Bundestagsd|D)rucksache)"
)
_TITLE_LINES = 8
_NAME_LINES = 30


@dataclass(frozen=True, slots=True)
class Paper:
    """The head of a printed paper.

    Attributes:
        kind: By its genre line.
        title: Its subject, or None.
        title_span: Where that stands.
        issuers: Who issues it: `DE` the government, `DE-BT` a committee, `org:` a group as written.
        askers: The groups whose questions are printed in it, as `org:` ids.
        body_start: Where the paper's text begins.
    """

    kind: DocumentKind
    title: str | None
    title_span: tuple[int, int] | None
    issuers: tuple[str, ...]
    askers: tuple[str, ...]
    body_start: int


def read_paper(layout: Layout) -> Paper | None:
    """The head of a German printed paper, or None where the text is none."""
    first = next((line for line in layout.lines[:5] if _PAPER.search(line.words)), None)
    if first is None:
        return None
    is_bundesrat = "Bundesrat" in first.words
    lines = [line for line in layout.lines[:80] if line.start > first.start]
    place = next((index for index, line in enumerate(lines[:12]) if _match_genre(line, lines, index)), None)
    if place is None:
        return None
    kind = _match_genre(lines[place], lines, place)
    body = next(
        (index for index in range(place + 1, len(lines)) if _BODY.match(lines[index].words)), len(lines)
    )
    movers, title = _divide(lines[place + 1 : body])
    names = collapse(" ".join(line.words for line in [lines[place], *movers]))
    body_start = lines[body].start if body < len(lines) else layout.lines[-1].end
    return Paper(
        kind=kind or "other",
        title=_join(title) if title else None,
        title_span=(title[0].start, title[-1].end) if title else None,
        issuers=_name_issuers(kind, names, is_bundesrat=is_bundesrat),
        askers=_name_groups(names) if kind in {"government_answer", "parliamentary_question"} else (),
        body_start=body_start,
    )


def _match_genre(line: Block, lines: list[Block], index: int) -> DocumentKind | None:
    following = lines[index + 1].words if index + 1 < len(lines) else ""
    for pattern, kind in _GENRES:
        if (
            re.match(pattern, f"{line.words} {following}" if "(?=" in pattern else line.words)
            and len(line.words) < 60  # noqa: PLR2004  # a count that this rule alone uses
        ):  # genre lines are short
            return kind
    return None


def _divide(lines: list[Block]) -> tuple[list[Block], list[Block]]:
    """The lines that say who brings it in or what it answers, and the title after them."""
    end = 0
    while end < len(lines):
        words = lines[end].words
        if not (_BROUGHT_IN_BY.match(words) or _CONTINUES.match(words)):
            break
        if re.search(r"\bAbgeordneten?\b", words) and "Fraktion" not in words:
            end = _skip_names(lines, end)
        elif words.endswith(("Fraktion", "Fraktionen", ",", " und", " und der")):
            end += 1
        end += 1
    return lines[:end], lines[end:][:_TITLE_LINES]


def _skip_names(lines: list[Block], start: int) -> int:
    """The index of the last line of a list of members, which ends with their parliamentary group."""
    for index in range(start, min(len(lines), start + _NAME_LINES)):
        words = lines[index].words
        if words.endswith(("Fraktion", "Fraktionen", "Fraktion der")):
            return index + 1
        if "Fraktion" in words:
            return index
    return start


def _join(lines: list[Block]) -> str:
    return collapse(
        re.sub(
            r"(?<=[a-zäöüß])-\s+(?=[a-zäöüß])(?!(?:und|oder|bzw|wie)\b)",
            "",
            " ".join(line.words for line in lines),
        )
    )


def _name_groups(names: str) -> tuple[str, ...]:
    found = re.findall(
        r"\b(Fraktion (?:der )?.+?)(?=\s+(?:–|auf die|zu dem|der Fraktion|und der Fraktion)|,|$)", names
    )
    return tuple(sorted({f"org:{name.strip()}" for name in found}))


def _name_issuers(kind: DocumentKind | None, names: str, *, is_bundesrat: bool) -> tuple[str, ...]:
    if kind in {"committee_report", "chamber_resolution"}:
        return ("DE-BR",) if is_bundesrat else ("DE-BT",)
    if kind == "government_answer" or re.match(r"\S+\s+der Bundesregierung\b", names):
        return ("DE",)
    if re.match(r"\S+\s+des Bundesrates\b", names):
        return ("DE-BR",)
    return _name_groups(names) or (("DE-BR",) if is_bundesrat else ("DE-BT",))
