"""Where a document's header ends and its body begins, and which header line is its title."""

import re
from dataclasses import dataclass

from lagebild.documents.layout import Block, Layout

HEADER_LINES = 40
"""Lines that a header may have at most. Source: a printed paper with thirty co-signers has 31."""

TITLE_LENGTH = 350
"""Code points of the longest title taken. Source: the longest in the records looked at has 290."""

LEAST_OPENING_WORDS = 4
"""Words from which opening words make running text; fewer are a heading."""

LEAST_SENTENCE_WORDS = 12
"""Words from which a sentence is running text. Source: the shortest opening sentence looked at has 13."""

_SENTENCE = re.compile(r"[.!?…][\"”“»’')\]]*$")
_OPENING = re.compile(
    r"(?:We,? (?:the|have|are)\b|Today\b|On behalf of\b|Wir,? (?:die|der|haben|sind)\b|Der Wortlaut\b|The text of\b|"
    r"The following\b|Dear\b|Sehr geehrte|TO THE (?:CONGRESS|SENATE|HOUSE)|To the (?:Congress|Senate)|"
    r"I hereby\b|By the authority\b|(?:MS|MR|MRS|DR)\. [A-Z-]+:|MODERATOR:|Q\s{2,}|"
    r"\d+\.\s+(?!(?:J[aä]n|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[kc]t|Nov|De[zc])\w*\.?\s+\d{4})[A-ZÄÖÜ])"
)
_FURNITURE = re.compile(
    r"(?:Willkommen (?:auf|bei)|Welcome to|Skip to|Zum Inhalt|Direkt zum|Springen Sie|Menü$|Menu$|Home$|Startseite$|"
    r"Search$|Suche$|Share$|Teilen$|Drucken$|Print$|Sie sind hier|You are here|Navigation|Schlagworte?$|Keywords?$|"
    r"Tags?:?$|nach oben$|Back to top$|Seitenanfang$|English$|Deutsch$|Portrait (?:von|of)\b|Newsletter|Cookie)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:For (?:Immediate )?Release(?: .*)?|EMBARGOED.*|Media Note|Press (?:Release|Statement|"
    r"Information|Briefing|Note)s?"
    r"|News Release|Media Release|Statements?(?: and Releases?)?|Pressemitteilung(?:en)?|"
    r"Pressemeldung|Presseinformation"
    r"|Medienmitteilung|Meldung|Erklärung|Artikel|Article|Pressmeddelande|Uttalande|"
    r"Communiqués? de presse|News|Briefing Room"
    r"|Speeches?(?: & Remarks)?|Preamble|Präambel|Topics?:.*|Themen?:.*|Translation|"
    r"Unofficial translation|Check against delivery"
    r"|(?:Press Release |Nr\. |No\. ?|Pressemitteilung Nr\. )[\w/.-]+|Via Teleconference|"
    r"Office of .*|From: .*|Author: .*)",
    re.IGNORECASE,
)
_PLACE_LINE = re.compile(
    r".*\b(?:Room|Center|Centre|Hotel|Palace|Teleconference|Hall|Saal|Airport|Aboard .*|En Route .*)(?:,? [A-Z].*)?"
    r"|[A-Z][\w.]+(?: [A-Z][\w.]+)?, [A-Z][\w.]+(?: [A-Z][\w.]+)?|\d{1,2}:\d\d.*",
)
_GENRE = re.compile(
    r"\b(?:statement|declaration|communiqu[eé]|fact sheet|readout|remarks|press (?:briefing|"
    r"conference|gaggle)|message|letter|"
    r"report|resolution|erklärung|kommuniqu[eé]|mitteilung|bericht|antrag|antwort|entschließung|vermerk|note|notice)\b|"
    r"erklärung\b|sanction|sanktion",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines before the body, and where the body begins (an offset; the text's length where there is none)."""

    lines: tuple[Block, ...]
    body_start: int


def find_head(layout: Layout) -> Head:
    """The header: everything before the first paragraph that speaks in sentences."""
    for paragraph in layout.paragraphs[:HEADER_LINES]:
        if is_body(paragraph):
            break
    else:
        start = layout.lines[min(12, len(layout.lines) - 1)].start if layout.lines else len(layout.text)
        paragraph = Block(start, start, "")
    return Head(
        lines=tuple(line for line in layout.lines[: HEADER_LINES * 3] if line.start < paragraph.start),
        body_start=paragraph.start,
    )


def is_body(paragraph: Block) -> bool:
    """Whether a paragraph is running text and no heading, label or furniture."""
    words = paragraph.words[:TITLE_LENGTH]
    if words.startswith("#"):
        return False
    count = len(words.split())
    if _OPENING.match(words) and count >= LEAST_OPENING_WORDS:
        return True
    if len(paragraph.words) > TITLE_LENGTH:
        return True
    inner = len(re.findall(r"[a-zäöüß]{2}[.!?] [A-ZÄÖÜ„“\"]", words))
    is_sentence = bool(_SENTENCE.search(words)) and not words.endswith("?")
    return count >= LEAST_SENTENCE_WORDS and (is_sentence or inner >= 2)  # noqa: PLR2004  # three sentences


def find_title(layout: Layout, head: Head, excluded: set[int], *, dated: set[int]) -> Block | None:
    """The header block that is the title, or None.

    Args:
        layout: The document.
        head: Its header.
        excluded: Starts of lines that are the publisher's name.
        dated: Starts of lines that hold the date.
    """
    paragraphs = [block for block in layout.paragraphs if block.start < head.body_start]
    marked = [block for block in paragraphs if re.match(r"#{1,2} \S", block.words)]
    if marked:
        return _unmark(marked[0])
    candidates = [
        block for block in paragraphs if _may_be_title(block) and not {block.start} & (excluded | dated)
    ]
    if not candidates:
        return None
    genre = [
        block
        for block in candidates
        if _GENRE.search(block.words) and len(block.words.split()) >= 3  # noqa: PLR2004  # a count that this rule alone uses
    ]  # shorter ones are labels
    return genre[0] if genre else max(candidates[:6], key=lambda block: min(len(block.words), 60))


def _unmark(block: Block) -> Block:
    mark = re.match(r"#+\s*", block.words)
    width = mark.end() if mark else 0
    return Block(block.start + width, block.end, block.words[width:].strip(" #*"))


def _may_be_title(block: Block) -> bool:
    words = re.sub(r"^[*_#\s]*(?:\d{1,2}\.\s)?|[*_#\s]+$", "", block.words)
    if not 8 <= len(words) <= TITLE_LENGTH or len(words.split()) < 2:  # noqa: PLR2004  # shorter ones are labels
        return False
    if words.endswith((":", ",", ";")) or not re.search(r"[^\W\d]{3}", words):
        return False
    return not any(pattern.match(words) for pattern in (_FURNITURE,)) and not any(
        pattern.fullmatch(words) for pattern in (_LABEL, _PLACE_LINE)
    )


def is_furniture(words: str) -> bool:
    """Whether a line is the site's own and not the document's."""
    return bool(_FURNITURE.match(words))
