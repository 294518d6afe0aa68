"""Documents: the filtered list, full-text search with snippets, one document's facts and its quotes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lagebild.model.annotation import LAYERS
from lagebild.text.terms import find_highlights, query_terms
from lagebild_site.models import Annotation, CaptureProblem, Document, FindingEvidence, Match, SearchEntry
from lagebild_site.models.search import find_documents_by_terms
from lagebild_site.queries.text import (
    PART_LENGTH,
    Block,
    Mark,
    find_part,
    mark_annotations,
    split_into_blocks,
    widen,
)
from lagebild_site.queries.visibility import (
    Viewer,
    current_documents,
    is_official,
    may_read,
    may_see_reading,
    open_text,
    released_evidence,
    visible_annotations,
    visible_matches,
    visible_problems,
)

SNIPPET_RADIUS = 110
"""Code points shown on each side of a hit: two to three lines on a phone."""

SNIPPETS_PER_DOCUMENT = 2
UNDATED = "undated"
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """What a reader asks the record for; empty strings ask for nothing.

    Attributes:
        text: Words that must all stand in the document.
        kind: One of the document kinds.
        lang: ISO 639-1.
        publisher: As written.
        state: ISO 3166-1 alpha-2 or body id among the issuers.
        date_from: ISO 8601 prefix.
        date_to: ISO 8601 prefix, inclusive for all it covers.
        undated: Whether to show only documents that give no date.
    """

    text: str = ""
    kind: str = ""
    lang: str = ""
    publisher: str = ""
    state: str = ""
    date_from: str = ""
    date_to: str = ""
    undated: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == DocumentFilter()


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text, and whether it answers the query."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One line of the record's list.

    Attributes:
        document: The document.
        title: The title's pieces, hits marked.
        snippets: Passages with hits; empty where the viewer may not read the text.
        is_open: Whether the viewer may read the full text.
    """

    document: Document
    title: tuple[Fragment, ...]
    snippets: tuple[tuple[Fragment, ...], ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document as its page shows it.

    Attributes:
        document: The document.
        blocks: Its text, or None where the viewer may not read it.
        notes: What was read on this part and may be seen, in text order.
        counts: How many readings of each layer, on this part.
        matches: Listed names on it that the viewer may see.
        quotes: What released findings rest on.
        problems: Problems met in reading it.
        is_read: Whether a machine has read it and the viewer may see all of that.
        is_official: Whether a state or public body issued it.
        part: Page of a long document, from 1.
        part_count: How many pages.
    """

    document: Document
    blocks: list[Block] | None
    notes: list[Annotation]
    counts: dict[str, int]
    matches: list[Match]
    quotes: list[FindingEvidence]
    problems: list[CaptureProblem]
    is_read: bool
    is_official: bool
    part: int
    part_count: int


def describe_document(
    document: Document,
    viewer: Viewer,
    *,
    layers: Sequence[str] = LAYERS,
    quote: tuple[int, int] | None = None,
    words: str = "",
    part: int | None = None,
) -> DocumentView:
    """A document as far as the viewer may see it.

    Args:
        document: One that the viewer may know of.
        viewer: Who looks.
        layers: Which layers to mark in the text.
        quote: Stretch `[start, end)` to show as the passage asked for.
        words: Words to mark as answers to a search.
        part: Page of a long document; None takes the one of the quote, else the first.
    """
    text = open_text(document, viewer)
    part_count = max(1, -(-document.text_length // PART_LENGTH))
    wanted = part or (find_part(quote[0]) if quote else 1)
    part = min(max(wanted, 1), part_count)
    low, high = (part - 1) * PART_LENGTH, part * PART_LENGTH
    every = (
        list(visible_annotations(document, viewer).filter(start__lt=high, end__gt=low))
        if text is not None
        else []
    )
    for note in every:
        note.document = document  # the row at hand: otherwise each would be fetched again for its sentence
    notes = [note for note in every if note.layer in layers]
    matches = list(visible_matches(viewer).filter(document=document))
    blocks = None
    if text is not None:
        marks = [*mark_annotations(notes), *_mark_others(text, document, matches, quote, words)]
        blocks = split_into_blocks(text, document.zones, marks, low=low, high=min(high, len(text)))
    return DocumentView(
        document=document,
        blocks=blocks,
        notes=notes,
        counts=dict(Counter(note.layer for note in every)),
        matches=matches,
        quotes=list_released_quotes(document),
        problems=list(visible_problems(viewer).filter(capture=document.capture)),
        is_read=may_see_reading(document, viewer),
        is_official=is_official(document),
        part=part,
        part_count=part_count,
    )


def find_documents(viewer: Viewer, asked: DocumentFilter) -> list[int]:
    """Primary keys of the documents that answer, the best or newest first.

    Words are looked for in full texts only where the viewer may read these, else in the title: a hit must not
    tell what a hidden text says.
    """
    documents = _filter_documents(current_documents(viewer), asked)
    if not asked.text.strip():
        dated_first = documents.order_by("-date", "-id")
        return list(dated_first.values_list("pk", flat=True))
    groups = query_terms(asked.text)
    ranked = find_documents_by_terms(groups)
    allowed = documents.in_bulk(ranked)
    hidden = [pk for pk, document in allowed.items() if not may_read(document, viewer)]
    titles = dict(SearchEntry.objects.filter(pk__in=hidden).values_list("pk", "title_terms"))
    return [pk for pk in ranked if pk in allowed and (pk not in titles or _answers(titles[pk], groups))]


def describe_rows(viewer: Viewer, pks: Sequence[int], query: str) -> list[DocumentRow]:
    """The documents of one page of results, in the order asked, with snippets."""
    found = current_documents(viewer).in_bulk(list(pks))
    groups = query_terms(query)
    return [_describe_row(found[pk], viewer, groups) for pk in pks if pk in found]


def list_latest_documents(viewer: Viewer, count: int) -> list[Document]:
    """The documents captured last."""
    return list(current_documents(viewer).order_by("-capture__captured_at", "-id")[:count])


def list_filter_choices(viewer: Viewer) -> dict[str, list[str]]:
    """What the documents that the viewer may know of can be filtered by: kinds, languages, publishers, states."""
    rows = list(current_documents(viewer).order_by().values_list("kind", "lang", "publisher", "issuers"))
    issuers = {issuer for row in rows for issuer in row[3] if ":" not in issuer}
    return {
        "kinds": sorted({row[0] for row in rows}),
        "langs": sorted({row[1] for row in rows if row[1]}),
        "publishers": sorted({row[2] for row in rows if row[2]}, key=str.casefold),
        "states": sorted(issuers),
    }


def list_released_quotes(document: Document) -> list[FindingEvidence]:
    """The quotes of a document that released findings rest on, in text order, each place once per finding."""
    rows = released_evidence().filter(annotation__document=document)
    rows = rows.select_related("annotation__document__capture__source", "finding__incident")
    places: dict[tuple[int, int, int], FindingEvidence] = {}
    for row in rows.order_by("annotation__start", "annotation__end"):
        places.setdefault((row.annotation.start, row.annotation.end, row.finding_id), row)
    return list(places.values())


def cut_snippets(text: str, hits: Sequence[tuple[int, int]], *, count: int) -> list[tuple[Fragment, ...]]:
    """Passages around the first hits, not overlapping, cut at words, hits marked."""
    snippets: list[tuple[Fragment, ...]] = []
    covered = 0
    for start, end in hits:
        if len(snippets) == count:
            break
        if start < covered:
            continue
        low, high = widen(text, start, end, radius=SNIPPET_RADIUS)
        covered = high
        inner = [(a, b) for a, b in hits if low <= a and b <= high]
        pieces = list(mark_fragments(text, inner, low=low, high=high))
        lead = [Fragment("… ", is_hit=False)] if low > 0 else []
        tail = [Fragment(" …", is_hit=False)] if high < len(text) else []
        snippets.append((*lead, *pieces, *tail))
    return snippets


def mark_fragments(
    text: str, hits: Sequence[tuple[int, int]], *, low: int = 0, high: int | None = None
) -> list[Fragment]:
    """The text between two offsets in pieces, those of the hits marked."""
    high = len(text) if high is None else high
    pieces: list[Fragment] = []
    at = low
    for start, end in hits:
        if start < at:
            continue
        pieces += [Fragment(text[at:start], is_hit=False), Fragment(text[start:end], is_hit=True)]
        at = end
    pieces.append(Fragment(text[at:high], is_hit=False))
    return [piece for piece in pieces if piece.text]


def _filter_documents(documents: QuerySet[Document], asked: DocumentFilter) -> QuerySet[Document]:
    exact = {"kind": asked.kind, "lang": asked.lang, "publisher": asked.publisher}
    documents = documents.filter(**{name: value for name, value in exact.items() if value})
    if asked.state:
        documents = documents.filter(pk__in=_find_issued_by(documents, asked.state))
    if asked.undated:
        return documents.filter(date="")
    if _DATE.fullmatch(asked.date_from):
        documents = documents.filter(date__gte=asked.date_from)
    if _DATE.fullmatch(asked.date_to):
        documents = documents.filter(Q(date__lte=asked.date_to) | Q(date__startswith=asked.date_to)).exclude(
            date=""
        )
    return documents


def _find_issued_by(documents: QuerySet[Document], state: str) -> list[int]:
    """Documents that a state issued; read in Python because SQLite cannot look into a JSON list."""
    rows = documents.order_by().values_list("pk", "issuers")
    return [pk for pk, issuers in rows if state in issuers]


def _answers(terms: str, groups: Sequence[Sequence[str]]) -> bool:
    present = set(terms.split())
    return all(present.intersection(group) for group in groups)


def _describe_row(document: Document, viewer: Viewer, groups: list[tuple[str, ...]]) -> DocumentRow:
    lang = document.lang or None
    title_hits = find_highlights(document.title, groups, lang) if groups else []
    snippets: list[tuple[Fragment, ...]] = []
    text = open_text(document, viewer) if groups else None
    if text is not None:
        body_hits = [
            hit for hit in find_highlights(text, groups, lang) if hit[0] >= _skip_title(text, document.title)
        ]
        snippets = cut_snippets(text, body_hits, count=SNIPPETS_PER_DOCUMENT)
    return DocumentRow(
        document=document,
        title=tuple(mark_fragments(document.title, title_hits)),
        snippets=tuple(snippets),
        is_open=may_read(document, viewer),
    )


def _skip_title(text: str, title: str) -> int:
    """Where the text goes on after its own title, so that snippets do not repeat it."""
    found = text.find(title, 0, len(title) + 400) if title else -1
    return found + len(title) if found >= 0 else 0


def _mark_others(
    text: str, document: Document, matches: Sequence[Match], quote: tuple[int, int] | None, words: str
) -> list[Mark]:
    marks = [Mark(kind="match", start=match.start, end=match.end) for match in matches]
    if quote is not None and quote[1] <= len(text):
        marks.append(Mark(kind="quote", start=quote[0], end=quote[1]))
    groups = query_terms(words) if words else []
    hits = find_highlights(text, groups, document.lang or None) if groups else []
    return [*marks, *(Mark(kind="hit", start=start, end=end) for start, end in hits)]
