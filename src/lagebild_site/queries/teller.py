"""Who tells a thing, as a sentence names them: speakers by name, else whoever published the document, with its date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

from django.conf import settings

from lagebild_site.models import Annotation, Document
from lagebild_site.queries.place import join_names, place_in_sentence
from lagebild_site.queries.wording import tell_date

TITLE_WIDTH = 60
"""Characters of a title that stands for an unknown publisher: more would drown the other names of a sentence."""

NAMED_ALL = 8
"""Up to so many tellers are all named; a sentence with more of them is not read to its end."""

NAMED_FIRST = 6
"""Of more tellers, so many are named, the earliest; the rest is counted as documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One name of those who tell a thing.

    Attributes:
        name: As the sentence needs it, in German in the dative.
        remark: What stands behind it in brackets; empty for a speaker in their own document.
        date: Of its earliest document, an ISO 8601 prefix; empty where unknown.
        documents: Primary keys of the documents in which it tells it.
        is_joint: Whether several speakers are named together.
    """

    name: str
    remark: str
    date: str
    documents: frozenset[int]
    is_joint: bool


def name_tellers(notes: Sequence[Annotation], lang: str) -> str:
    """Who tells what these readings hold, by date, each name once: `A (3 June 2024), B and C`.

    Unknown speakers are named by publisher, else source, else title, with the document's date. Of more than eight the
    first six are named and the documents of the others counted.

    Args:
        notes: Readings that say the same; at least one.
        lang: `de` (dative) or `en`.
    """
    tellers = list_tellers(notes, lang)
    first = tellers if len(tellers) <= NAMED_ALL else tellers[:NAMED_FIRST]
    rest = _join_documents(tellers) - _join_documents(first)
    shown = first if rest else tellers
    names = [_write_teller(teller, lang, is_alone=len(tellers) == 1) for teller in shown]
    if rest:
        names.append(_count_rest(len(rest), lang))
    return _join(names, lang, is_nested=any(teller.is_joint for teller in shown))


def list_tellers(notes: Iterable[Annotation], lang: str) -> list[Teller]:
    """Everybody who tells what these readings hold, the earliest first, undated ones last."""
    by_key: dict[tuple[tuple[str, ...], str, bool], list[Document]] = {}
    for note in notes:
        publisher = name_publisher(note.document, lang)
        place = publisher if note.level == "quoted" and note.speaker else ""
        key = (tuple(note.speaker) or (publisher,), place, not note.speaker)
        by_key.setdefault(key, []).append(note.document)
    tellers = [_make_teller(key, documents, lang) for key, documents in by_key.items()]
    return sorted(tellers, key=lambda teller: (not teller.date, teller.date))


def name_publisher(document: Document, lang: str) -> str:
    """Whoever published a document: as it says itself, else its source, else its title in quotation marks.

    A source of our own is named by the site's title, under which readers know us.
    """
    if document.publisher:
        return document.publisher
    source = document.capture.source
    if source is not None:
        return settings.WORKSPACE.title if source.is_own else source.name
    title = shorten(document.title or document.slug, TITLE_WIDTH, placeholder=" …")
    return f"„{title}“" if lang == "de" else f"“{title}”"


def _make_teller(key: tuple[tuple[str, ...], str, bool], documents: Sequence[Document], lang: str) -> Teller:
    speakers, place, is_publisher = key
    dates = sorted({document.date for document in documents if document.date})
    days = "; ".join(tell_date(day, lang) for day in dates) or ("undatiert" if lang == "de" else "undated")
    remark = days if is_publisher else ""
    if place:
        remark = f"zitiert in: {place}, {days}" if lang == "de" else f"as quoted in {place}, {days}"
    return Teller(
        name=_name_text(speakers[0], lang, count=len({document.pk for document in documents}))
        if is_publisher
        else _name_speakers(speakers, lang),
        remark=remark,
        date=dates[0] if dates else "",
        documents=frozenset(document.pk for document in documents),
        is_joint=len(speakers) > 1,
    )


def _name_text(publisher: str, lang: str, *, count: int) -> str:
    """A text whose words nobody is known to speak for: it tells, its publisher does not claim."""
    if publisher.startswith(("„", "“")):
        return f"dem Text {publisher}" if lang == "de" else f"the text {publisher}"
    if count > 1:
        return f"Texten von {publisher}" if lang == "de" else f"texts by {publisher}"
    return f"einem Text von {publisher}" if lang == "de" else f"a text by {publisher}"


def _name_speakers(speakers: Sequence[str], lang: str) -> str:
    return join_names([place_in_sentence(speaker, lang, case="dative") for speaker in speakers], lang)


def _write_teller(teller: Teller, lang: str, *, is_alone: bool) -> str:
    name = teller.name
    if teller.is_joint and not is_alone:
        name = f"{name} gemeinsam" if lang == "de" else f"{name} jointly"
    return f"{name} ({teller.remark})" if teller.remark else name


def _join_documents(tellers: Iterable[Teller]) -> frozenset[int]:
    return frozenset[int]().union(*(teller.documents for teller in tellers))


def _count_rest(count: int, lang: str) -> str:
    if lang == "de":
        return "einem weiteren Dokument" if count == 1 else f"{count} weiteren Dokumenten"
    return "1 further document" if count == 1 else f"{count} further documents"


def _join(names: list[str], lang: str, *, is_nested: bool) -> str:
    """Names as a sentence lists them; with semicolons where one of several is itself a list."""
    if len(names) == 1 or not is_nested:
        return join_names(names, lang)
    return f"{'; '.join(names[:-1])}; {'und' if lang == 'de' else 'and'} {names[-1]}"
