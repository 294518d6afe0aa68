# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""A document made ready for reading: normalised text, sentences, mentions, and the way back to raw offsets."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lagebild.model.annotation import Annotation, Factuality, Layer, make_annotation
from lagebild.model.document import Document, Zone
from lagebild.reading.gate import Gate
from lagebild.reading.groups import expand_groups
from lagebild.text.dates import DateSpan, find_dates
from lagebild.text.normalize import Normalized, normalize
from lagebild.text.places import PlaceMention, find_places

NAME, VERSION = "rules", "1"

LONGEST_SENTENCE = 1500
"""Longer stretches without a full stop are cut at a space, so that no list costs more than its length. Source:
measured, the longest of 6,736 sentences in 66 official papers has 1,281 code points."""

_END = re.compile(r"[.!?…]['\")]{0,2}(?=\s+['\"(#@•„-]?[A-ZÄÖÜ0-9])|\n|[:;](?=\n)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Sen|Rep|Gen|Lt|Col|Nr|No|Nos|Art|Abs|bzw|ca|vgl|sog|etc|Bd|Drs|Hr|Fr|evtl|ggf|inkl|"
    r"Mio|Mrd|Tsd|Jan|Feb|Aug|Sept|Okt|Oct|Nov|Dez|Dec|Inc|Ltd|Co|Corp|[a-zA-Z]|[zdu]\. ?[BhaÄ])|(?<![\w.])[A-Z]|\b[A-Z]\.[A-Z]|(?<![\d,.])\d{1,2})$"
)

_NUMBERED_QUESTION = re.compile(
    r"\d{1,2}\. (?:[a-z]\) )?(?:Wie|Was|Wann|Wer|Wo|Warum|Weshalb|Wieso|Inwie\w+|Hat|Haben|Ist|Sind|Wird|Werden|Wurden?|Kann|Sieht|Teilt|Hält|Plant|Liegen|Gibt|Trifft|"
    r"(?:(?:Aus|In|Auf|An|Mit|Bei|Zu|Von|Über|Durch|Nach|Seit|Bis|Für|Gegen) )?(?:[Ww]elche[nrsm]?|[Ww]ann))\b"
)
_POST = re.compile(r"@\w{2,40}[^:\n]{0,40}: ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence on the normalised text.

    Attributes:
        start: First code point on the normalised text.
        end: One past the last.
        text: The sentence.
        zone: Kind of the zone it stands in, or None.
        speaker: Who speaks there.
        mentions: Places named in it, offsets on the normalised text.
        dates: Dates named in it, offsets on the normalised text.
        number: Its number in the document.
    """

    start: int
    end: int
    text: str
    zone: str | None
    speaker: tuple[str, ...]
    number: int
    mentions: tuple[PlaceMention, ...] = ()
    dates: tuple[DateSpan, ...] = ()

    @property
    def is_question(self) -> bool:
        """Whether the sentence asks, or is the cut-off beginning of a numbered question."""
        return self.text.rstrip("\"' )").endswith("?") or _NUMBERED_QUESTION.match(self.text) is not None


@dataclass
class Passage:
    """Everything the layers' rules look at; offsets are on the normalised text until an annotation is made."""

    document: Document
    normalized: Normalized = field(init=False)
    lang: str = field(init=False)

    def __post_init__(self) -> None:
        """Normalise the text once."""
        self.normalized = normalize(self.document.text)
        self.lang = "de" if self.document.lang == "de" else "en"

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.normalized.text

    @cached_property
    def issuers(self) -> tuple[str, ...]:
        """Who issues the document; the states where a group of states does."""
        return expand_groups(self.document.issuers)

    @cached_property
    def mentions(self) -> list[PlaceMention]:
        """States, bodies and governments, outside site furniture."""
        return [
            mention for mention in find_places(self.text, self.document.lang) if self.is_read(mention.start)
        ]

    @cached_property
    def dates(self) -> list[DateSpan]:
        """Dates, outside site furniture."""
        american = True if self.document.issuers == ("US",) else None
        spans = find_dates(self.text, self.lang, self.document.date, month_first=american)
        return [span for span in spans if self.is_read(span.start)]

    @cached_property
    def _segments(self) -> tuple[list[int], list[tuple[str | None, tuple[str, ...]]]]:
        """Where zone or speaker change, and what holds from there on; so a look-up does not walk all zones."""
        zones = self.document.zones
        places = sorted({0, *(zone.start for zone in zones), *(zone.end for zone in zones)})
        opening = sorted(zones, key=lambda zone: (zone.start, zone.start - zone.end))
        inside: list[Zone] = []
        found: list[tuple[str | None, tuple[str, ...]]] = []
        following = 0
        for place in places:
            while following < len(opening) and opening[following].start <= place:
                inside.append(opening[following])
                following += 1
            inside = [zone for zone in inside if zone.end > place]
            innermost = sorted(inside, key=lambda zone: zone.end - zone.start)
            speaker = next((expand_groups(zone.speaker) for zone in innermost if zone.speaker), self.issuers)
            found.append((innermost[0].kind if innermost else None, speaker))
        return places, found

    def _zone_at(self, raw: int) -> str | None:
        """The kind of the innermost zone, as `Document.zone_at` has it."""
        places, found = self._segments
        return found[bisect_right(places, raw) - 1][0]

    def speaker_at(self, raw: int) -> tuple[str, ...]:
        """Who speaks at a raw code point, as `Document.speaker_at` has it, a group told by its states."""
        places, found = self._segments
        return found[bisect_right(places, raw) - 1][1]

    def is_read(self, start: int) -> bool:
        """Whether the code point lies outside site furniture."""
        return self._zone_at(self.normalized.to_raw_start(start)) != "boilerplate"

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences in order, with what they name."""
        mentions, dates = iter([*self.mentions, None]), iter([*self.dates, None])
        mention, date = next(mentions), next(dates)
        found: list[Sentence] = []
        post: tuple[str, ...] = ()
        for number, (start, end) in enumerate(split_sentences(self.text)):
            inside: list[PlaceMention] = []
            while mention is not None and mention.start < end:
                if mention.start >= start:
                    inside.append(mention)
                mention = next(mentions)
            told: list[DateSpan] = []
            while date is not None and date.start < end:
                told.append(date)
                date = next(dates)
            if not self.is_read(start):
                continue
            raw = self.normalized.to_raw_start(start)
            post = self._read_post(start, inside, post)
            found.append(
                Sentence(
                    start,
                    end,
                    self.text[start:end],
                    self._zone_of(raw, end),
                    post or self.speaker_at(raw),
                    number,
                    tuple(inside),
                    tuple(told),
                )
            )
        return found

    def open_gate(self, gate: Gate) -> list[list[int]]:
        """For each sentence the numbers of the gate's patterns that may match in it."""
        return gate.open(self.text, [sentence.start for sentence in self.sentences])

    def _zone_of(self, raw: int, end: int) -> str | None:
        """The zone a sentence is read in; one that goes on after naming its issuers is body text."""
        zone = self._zone_at(raw)
        return self._zone_at(self.normalized.to_raw_start(end - 1)) if zone == "issuer" else zone

    def _read_post(self, start: int, inside: list[PlaceMention], post: tuple[str, ...]) -> tuple[str, ...]:
        """Who posted what a sentence quotes: `@Handle …:` speaks to the end of its paragraph."""
        if match := _POST.match(self.text, start):
            handle = next((mention for mention in inside if mention.start < match.end()), None)
            return (handle.id,) if handle else ()
        return () if "\n" in self.text[max(0, start - 2) : start] else post

    def annotate(
        self,
        layer: Layer,
        span: tuple[int, int],
        *,
        label: str,
        norm: Mapping[str, Any],
        rule: str,
        score: float,
        speaker: tuple[str, ...] | None = None,
        level: str | None = None,
        factuality: Factuality = "asserted",
    ) -> Annotation:
        """The annotation of a normalised span, told on the raw text."""
        start, end = self.normalized.to_raw(*span)
        if level is None:
            own = self.speaker_at(start)
            level = "document" if own == self.issuers else "zone"
        return make_annotation(
            self.document,
            layer=layer,
            label=label,
            norm=norm,
            start=start,
            end=end,
            annotator=NAME,
            version=VERSION,
            rule=rule,
            score=score,
            speaker=self.speaker_at(start) if speaker is None else speaker,
            level=level,
            factuality=factuality,
        )


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """`[start, end)` of each sentence, without space around it; none longer than `LONGEST_SENTENCE`."""
    begin = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _ABBREVIATION.search(
            text[max(begin, match.start() - 8) : match.start()]
        ):
            continue
        yield from _trim(text, begin, match.end())
        begin = match.end()
    yield from _trim(text, begin, len(text))


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut + 1 if text[cut : cut + 1] == " " else cut
    if end > start:
        yield start, end
