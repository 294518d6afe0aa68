"""Finds events: what happened or will, who did it, to or for whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lagebild.model.annotation import Annotation
from lagebild.reading.attribution import read_standing
from lagebild.reading.passage import Passage, Sentence
from lagebild.reading.roles import Named, ids_of, in_group, name_roles
from lagebild.reading.words import EventRule, Language

DATA = Path(__file__).parent / "data"
NOUN_GAP, PHRASE_REACH = 40, 60
"""Before a noun its doer stands at most so far away, behind it what belongs to it. Source: as `REACH`."""

REACH = 220
"""Roles of a noun stand at most this many code points behind it. Source: the longest one in the annotated set."""

_UNREAD_ZONES = frozenset({"header", "dateline", "issuer", "signature", "boilerplate"})
_WIDE_BODIES = frozenset({"UN", "EU", "G7"})
"""Bodies that a sentence on another body usually names beside it."""

_POINTS_BACK = re.compile(r"\b(?:Gremium|Mechanismus|Team|[Mm]echanism|[Tt]eam)\b")
"""Nouns by which a sentence points back to a body named before."""

_BACKGROUND = frozenset({"war_of_aggression"})


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of an event; offsets on the normalised text."""

    start: int
    end: int
    rule: EventRule
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: str | None
    sentence: Sentence
    offset: int


@cache
def get_plover() -> dict[str, str]:
    """PLOVER root type by our subtype."""
    lines = (DATA / "plover.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


class _Scene:
    """One sentence with its names, in which the roles of triggers are looked up."""

    def __init__(self, sentence: Sentence, language: Language, issuers: tuple[str, ...]) -> None:
        self.sentence, self.language, self.issuers = sentence, language, issuers
        self.text = sentence.text
        self.names = name_roles(sentence, language.roles)

    def subject(self, offset: int) -> list[Named]:
        """The unmarked names before a verb: of its own clause, else the nearest ones."""
        bare = [name for name in self.names if name.marker == "bare" and name.end <= offset]
        if not bare:
            return []
        clause = max(
            (match.end() for match in self.language.roles.clause.finditer(self.text, 0, offset)), default=0
        )
        own = [name for name in bare if name.start >= clause]
        return in_group(bare, own[0] if own else bare[-1])

    def speaks_of_itself(self, offset: int) -> bool:
        """Whether `we` or the issuers' offices are the subject before or just after an offset."""
        roles = self.language.roles
        return any(pattern.search(self.text[: offset + 12]) for pattern in (roles.we, roles.ministers))

    def marked(self, markers: Iterable[str], start: int, end: int) -> list[Named]:
        """The first list of names between two offsets with the first of the markers that any has."""
        inside = [name for name in self.names if start <= name.start < end]
        for marker in markers:
            first = next((name for name in inside if name.marker == marker), None)
            if first is not None:
                return in_group([name for name in inside if name.marker == marker], first)
        return []


def _without(ids: list[str], other: list[str]) -> list[str]:
    return [name for name in ids if name not in other]


def _actor_of_noun(scene: _Scene, start: int, end: int, reach: int) -> list[Named]:
    """Who acts in a noun phrase: durch X, Xs or X-ische before or right behind it, von X, its own subject."""
    if by := scene.marked(["by"], end, reach):
        return by
    before = [
        name
        for name in scene.names
        if name.end <= start and start - name.end <= NOUN_GAP and name.marker in ("genitive", "adjective")
    ]
    if before and (before[-1].attributive or before[-1].marker == "genitive"):
        gap = scene.text[before[-1].end : start]
        if not any(sign in gap for sign in ",;:") and len(gap.split()) <= 3:  # noqa: PLR2004 -- adjectives of the noun
            return in_group(before, before[-1])
    if scene.language.roles.own.search(scene.text[max(0, start - 24) : start]):
        owners = [
            name for name in scene.names if name.end <= start and name.kind != "body" and not name.attributive
        ]
        return in_group(owners, owners[-1]) if owners else []
    behind = [name for name in scene.names if start <= name.start < reach]
    attributive = [name for name in behind if name.attributive and name.marker in ("adjective", "from", "of")]
    if attributive and attributive[0].start - end <= PHRASE_REACH:
        return in_group(attributive, attributive[0])
    comma = scene.text.find(", ", end, reach)
    return scene.marked(["genitive", "from", "of"], start, comma if comma > 0 else reach)


def _possessor(scene: _Scene, start: int) -> list[Named]:
    """Whose decision or plan it is: `X's decision to deploy`."""
    near = [name for name in scene.names if name.marker == "genitive" and 0 <= start - name.end <= 30]  # noqa: PLR2004 -- a noun and `to`
    return in_group(near, near[-1]) if near else []


def _roles_of_transfer(
    scene: _Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    if rule.verbal:
        actors = (
            scene.marked(["by"], 0, len(scene.text))
            or _possessor(scene, start)
            or scene.subject(start)
            or scene.marked(["adjective", "genitive"], 0, start)
        )
        others = scene.marked(["to", "support", "for"], 0, len(scene.text)) or scene.marked(
            ["in", "against", "bare"], end, len(scene.text)
        )
        objects = scene.marked(["adjective"], 0, start)
        actor = ids_of(actors)
        return actor, _without(ids_of(others), actor) or _without(ids_of(objects), actor)
    actor = ids_of(_actor_of_noun(scene, start, end, reach))
    others = scene.marked(["to", "for", "support"], end, reach)
    recipient = _without(ids_of(others), actor)
    if not recipient:
        recipient = _without(
            ids_of(
                [
                    name
                    for name in scene.names
                    if end <= name.start < reach and name.marker in ("genitive", "in")
                ]
            ),
            actor,
        )[:1]
    return actor, recipient


def _roles_of_training(
    scene: _Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    if rule.verbal:
        trained = ids_of(scene.marked(["adjective", "of", "bare"], 0, start)) if rule.passive else []
        by = scene.marked(["by"], 0, len(scene.text))
        place = [
            name
            for name in scene.names
            if name.id not in trained and name.marker in ("in", "genitive", "from")
        ]
        if rule.passive:
            return _without(ids_of(by or place[:1]), trained), trained
        actor = ids_of(scene.subject(start))
        return actor, _without(ids_of(scene.marked(["adjective", "bare", "of"], end, len(scene.text))), actor)
    trained = ids_of(
        [
            name
            for name in scene.names
            if start <= name.start < reach and (name.attributive or name.marker in ("of", "from"))
        ][:1]
    )
    actors = (
        scene.marked(["by"], end, reach)
        or _actor_of_noun(scene, start, end, reach)
        or scene.marked(["in"], end, reach)
    )
    return _without(ids_of(actors), trained), trained


def _roles_directed(
    scene: _Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    """Acts of one side against or towards another."""
    if rule.verbal:
        actors = scene.marked(["by"], 0, len(scene.text)) if rule.passive else scene.subject(start)
        actor = ids_of(actors)
        if not actor and scene.speaks_of_itself(start):
            actor = list(scene.issuers)
        towards = (
            scene.marked(["against"], 0, len(scene.text))
            or scene.marked(["bare"], end, len(scene.text))
            or scene.marked(["adjective", "genitive", "to", "of", "in", "from"], 0, len(scene.text))
        )
        recipient = _without(ids_of(towards), actor)
        if not recipient:
            recipient = _without(
                ids_of([name for name in scene.names if name.marker in ("adjective", "genitive", "of")]),
                actor,
            )[:1]
        return actor, recipient
    actor = ids_of(_actor_of_noun(scene, start, end, reach))
    recipient = ids_of(scene.marked(["against", "to", "in"], end, reach))
    if not actor and scene.speaks_of_itself(start) and scene.sentence.dates:
        actor = list(scene.issuers)
    if rule.subtype in _BACKGROUND and not recipient:
        return [], []
    return _without(actor, recipient) or actor, _without(recipient, actor)


def _roles_mutual(
    scene: _Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    """Acts that all parties do together: no recipient."""
    between = scene.marked(["between", "with"], 0 if rule.verbal else end, reach)
    parties = ids_of(between)
    if len(parties) < 2:  # noqa: PLR2004 -- it takes two
        near = scene.subject(start) if rule.verbal else _actor_of_noun(scene, start, end, reach)
        parties = sorted({*parties, *ids_of(near)})
    if rule.verbal and len(parties) < 2 and scene.speaks_of_itself(start):  # noqa: PLR2004 -- as above
        parties = sorted({*parties, *scene.issuers})
    return (parties, []) if len(parties) > 1 else ([], [])


def _roles_of_joining(
    scene: _Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    del rule, reach
    bodies = [name for name in scene.names if name.kind == "body" and name.id != "INT"]
    actor = ids_of(
        scene.subject(start)
        or [name for name in scene.names if name.kind in ("state", "government") and name.start > end]
    )
    actor = _without(actor, ids_of(bodies))
    if not actor and scene.speaks_of_itself(start):
        actor = list(scene.issuers)
    own = (
        [name for name in bodies if name.id not in _WIDE_BODIES]
        or [name for name in bodies if name.start >= start]
        or bodies[-1:]
    )
    return actor, [own[0].id] if own else []


def _roles_of_own_act(
    scene: _Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    """Acts without another party: tests, exercises."""
    actors = scene.subject(start) if rule.verbal else _actor_of_noun(scene, start, end, reach)
    if not actors and not rule.verbal:
        actors = scene.subject(start)[:1]
    return ids_of(actors), []


_FRAMES = {
    "transfer": _roles_of_transfer,
    "training": _roles_of_training,
    "directed": _roles_directed,
    "mutual": _roles_mutual,
    "joining": _roles_of_joining,
    "own": _roles_of_own_act,
}


def _date_of(scene: _Scene, offset: int) -> str | None:
    """The date nearest to a trigger in its own clause; a date that opens the sentence is in every clause's."""
    base, best = scene.sentence.start, None
    for date in scene.sentence.dates:
        start, end = date.start - base, date.end - base
        begin, stop = (end + 2, offset) if end <= offset else (offset, start)
        if date.value is None or scene.language.roles.clause.search(scene.text, begin, max(begin, stop)):
            continue
        if best is None or abs(start - offset) < best[0]:
            best = (abs(start - offset), date.value)
    return best[1] if best else None


def _read_sentence(
    sentence: Sentence, language: Language, rules: list[EventRule], issuers: tuple[str, ...]
) -> list[Told]:
    if sentence.is_question or sentence.zone in _UNREAD_ZONES:
        return []
    if not sentence.mentions and not language.roles.we.search(sentence.text):
        return []
    matches = [(match, rule) for rule in rules for match in rule.pattern.finditer(sentence.text)]
    if not matches:
        return []
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    scene = _Scene(sentence, language, issuers)
    demanded = language.demand.search(sentence.text)
    found: list[Told] = []
    for index, (match, rule) in enumerate(matches):
        if (
            found
            and match.start() + sentence.start < found[-1].end
            and found[-1].rule.subtype == rule.subtype
        ):
            continue
        if demanded and demanded.start() < match.start() and rule.subtype != "sanctions_imposed":
            continue
        later = next(
            (other.start() for other, _ in matches[index + 1 :] if other.start() > match.end()),
            len(sentence.text),
        )
        reach = min(later, match.end() + REACH, _end_of_clause(sentence.text, match.end()))
        actor, recipient = _FRAMES[rule.frame](scene, rule, match.start(), match.end(), reach)
        if not actor:
            continue
        found.append(_tell(scene, match.span(), rule, actor, recipient, reach))
    told = [one for one in found if one.rule.subtype not in _BACKGROUND]
    return told or found[:1]


def _end_of_clause(text: str, offset: int) -> int:
    ends = [place for sign in (";", ":") if (place := text.find(sign, offset)) >= 0]
    return min(ends, default=len(text))


def _tell(  # noqa: PLR0917 -- what is told, in the order it is found
    scene: _Scene, span: tuple[int, int], rule: EventRule, actor: list[str], recipient: list[str], reach: int
) -> Told:
    """The telling, its quote widened to the names that have a role in it."""
    start, end = span
    parties = {*actor, *recipient}
    if rule.verbal:
        names = [name for name in scene.names if name.id in parties]
    else:
        names = [name for name in scene.names if name.id in parties and start - 40 <= name.start < reach]
    begin = min([start, *(name.start for name in names)])
    stop = max([end, *(name.end for name in names)])
    base = scene.sentence.start
    return Told(
        base + begin,
        base + stop,
        rule,
        tuple(actor),
        tuple(recipient),
        _date_of(scene, start),
        scene.sentence,
        start,
    )


def _fill_recipients(told: list[Told]) -> list[Told]:
    """A telling that leaves the recipient out means the one told nearest by for the same actor and kind."""
    filled: list[Told] = []
    for index, one in enumerate(told):
        if not one.recipient and one.rule.frame in ("transfer", "joining"):
            same = [
                other
                for other in told[:index][::-1] + told[index + 1 :]
                if other.recipient and _is_alike(one, other)
            ]
            filled.append(replace(one, recipient=same[0].recipient) if same else one)
        else:
            filled.append(one)
    return filled


def _is_alike(one: Told, other: Told) -> bool:
    return one.rule.subtype == other.rule.subtype and one.actor == other.actor


def annotate_events(passage: Passage, language: Language) -> list[Annotation]:
    """The events of a document; a later telling of one event carries the first one's id in `same_as`."""
    told: list[Told] = []
    last_body: str | None = None
    for sentence, numbers in zip(passage.sentences, passage.open_gate(language.event_gate), strict=True):
        rules = [language.events[number] for number in numbers]
        for one in _read_sentence(sentence, language, rules, passage.document.issuers):
            body = (
                (last_body,)
                if one.rule.frame == "joining"
                and not one.recipient
                and last_body
                and _POINTS_BACK.search(passage.text[one.start : one.end])
                else one.recipient
            )
            told.append(replace(one, recipient=tuple(body)))
        bodies = [
            mention.id
            for mention in sentence.mentions
            if mention.kind == "body" and mention.id in ("MSMT", "NATO")
        ]
        last_body = bodies[-1] if bodies else last_body
    first: dict[tuple[object, ...], str] = {}
    notes: list[Annotation] = []
    for one in _fill_recipients(told):
        if (
            one.rule.subtype in _BACKGROUND
            and (one.rule.subtype, one.actor, one.recipient, one.date) in first
        ):
            continue
        notes.append(_annotate(passage, one, language, first))
    return notes


def _annotate(
    passage: Passage, one: Told, language: Language, first: dict[tuple[object, ...], str]
) -> Annotation:
    standing = read_standing(passage, one.sentence, one.offset, language)
    key = (one.rule.subtype, one.actor, one.recipient, one.date)
    same = first.get(key) if one.date else None
    subtype = one.rule.subtype
    note = passage.annotate(
        "event",
        (one.start, one.end),
        label=f"{subtype.replace('_', ' ')}: {', '.join(one.actor)}"
        + (f" → {', '.join(one.recipient)}" if one.recipient else ""),
        norm={
            "plover": get_plover().get(subtype),
            "subtype": subtype,
            "actor": list(one.actor),
            "recipient": list(one.recipient),
            "date": one.date,
            "same_as": same,
        },
        rule=f"event.{subtype}.{one.rule.frame}",
        score=0.7 if one.recipient or one.rule.frame in ("mutual", "own") else 0.55,
        speaker=standing.speaker,
        level=standing.level,
        factuality=standing.factuality,
    )
    first.setdefault(key, note.id)
    return note
