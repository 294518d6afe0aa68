"""Finds who has which part in an event: who acts, towards whom."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from lagebild.reading.passage import Sentence
from lagebild.reading.roles import Named, ids_of, in_group, name_roles
from lagebild.reading.words import EventRule, Language

NOUN_GAP, PHRASE_REACH = 40, 60
"""Before a noun its doer stands at most so far away, behind it what belongs to it. Source: our own choice; not
measured."""

_NO_BREAK = re.compile(
    r"[,;:]|\b(?:der|die|das|den|dem|eine?r?|the|an?|für|zur?|zum|über|gegen|bei|nach|auf|an|aus|von|for|to|on|about|over|against|in|at|and|und|by|from)\b"
)
"""What between a name and a noun says that the noun is not its own."""

_TAKES_PLACE = frozenset({"visit"})
"""Acts whose verb is followed by where they go, never by who goes."""

_WAR_AGAINST = re.compile(
    r"\b(?:war|aggression|invasion|attacks?|threats?|Angriffe?n?s?|\w*[Kk]rieg\w*|Aggression|Überfall)\b[^.;,]{0,30}$"
)
"""What before a name says that the name suffered the act that is answered."""

_AGAINST = re.compile(r"\b(?:against|gegen)\b")
_WIDE_BODIES = frozenset({"UN", "EU", "G7"})
"""Bodies that a sentence on another body usually names beside it."""

INVERTED = 40
"""In German a subject may follow its verb at this distance: `Gestern testete Iran …`. Source: our own choice; not
measured."""

ANTECEDENT = 8
"""A relative clause is about a name that ends at most so far before it: `Iran, which …`. Source: our own choice."""

OWN_NOUNS = frozenset({"sanctions_imposed", "veto"})
"""Acts whose noun tells them without naming the other side."""

BACKGROUND = frozenset({"war_of_aggression"})
"""Events that a text names as the background of what it tells."""


class Scene:
    """One sentence with its names, in which the roles of triggers are looked up.

    `issuers` is who `we` means, `parties` who `the leaders` and `they` mean.
    """

    def __init__(
        self, sentence: Sentence, language: Language, issuers: tuple[str, ...], parties: tuple[str, ...]
    ) -> None:
        self.sentence, self.language = sentence, language
        met = language.roles.together.search(sentence.text) and not language.roles.we.search(sentence.text)
        self.issuers = parties if met and len(parties) > 1 else () if met and len(issuers) == 1 else issuers
        self.text = sentence.text
        self.names = name_roles(sentence, language.roles)

    def subject(self, offset: int) -> list[Named]:
        """The unmarked names before a verb: of its own clause, else the nearest ones."""
        bare = [name for name in self.names if name.marker == "bare" and name.end <= offset]
        if not bare:
            behind = [
                name for name in self.names if name.marker == "bare" and 0 <= name.start - offset <= INVERTED
            ]
            return in_group(behind, behind[0]) if behind and self.language.code == "de" else []
        own = [name for name in bare if name.start >= self.clause_start(offset)]
        if own:
            return in_group(bare, own[0])
        if self.is_relative(offset):
            return in_group(bare, bare[-1]) if self.clause_start(offset) - bare[-1].end <= ANTECEDENT else []
        return in_group(bare, bare[-1])

    def clause_start(self, offset: int) -> int:
        """Where the clause that an offset stands in begins."""
        place = bisect_right(self.clauses, offset)
        return self.clauses[place - 1] if place else 0

    @cached_property
    def clauses(self) -> list[int]:
        """Where clauses begin."""
        return [match.end() for match in self.language.roles.clause.finditer(self.text)]

    def is_open(self, offset: int) -> bool:
        """Whether the clause that an offset stands in only asks: `whether …`, `ob …`."""
        start = self.clause_start(offset)
        return self.text[max(0, start - 9) : start].lower().endswith(("whether ", " ob ", ",ob "))

    def is_relative(self, offset: int) -> bool:
        """Whether the clause that an offset stands in is about a noun before it: `those who …`."""
        start = self.clause_start(offset)
        opening = self.text[max(0, start - 8) : start]
        return self.language.roles.relative.search(opening + self.text[start : start + 10]) is not None

    def speaks_of_itself(self, offset: int) -> bool:
        """Whether `we` or the issuers' offices are the subject of the clause that an offset stands in."""
        roles = self.language.roles
        if self.is_relative(offset):
            return False
        clause = self.text[self.clause_start(offset) : offset + 12]
        opening = self.text[:4] if roles.we.match(self.text) else ""
        return any(pattern.search(opening + " " + clause) for pattern in (roles.we, roles.ministers)) or (
            len(self.issuers) > 1 and roles.together.match(self.text) is not None
        )

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


def _is_phrase(gap: str) -> bool:
    """Whether what stands between a name and a noun is no more than the noun's adjectives."""
    return _NO_BREAK.search(gap) is None and len(gap.split()) <= 3  # noqa: PLR2004 -- adjectives of the noun


def _actor_of_noun(  # noqa: PLR0911 -- one return per way to name who acts
    scene: Scene, start: int, end: int, reach: int
) -> list[Named]:
    """Who acts in a noun phrase: durch X, Xs or X-ische before or right behind it, von X, its own subject."""
    if by := scene.marked(["by"], end, reach):
        return by
    nearest = max(
        (name for name in scene.names if 0 <= start - name.end <= NOUN_GAP),
        key=lambda name: name.end,
        default=None,
    )
    if nearest is not None and nearest.owner and _is_phrase(scene.text[nearest.end : start]):
        return in_group(scene.names, nearest) if nearest.marker == "genitive" else [nearest]
    before = [
        name
        for name in scene.names
        if name.end <= start
        and start - name.end <= NOUN_GAP
        and (name.marker in ("genitive", "adjective") or name.attributive)
    ]
    owns = before and (before[-1].attributive or before[-1].marker == "genitive")
    if owns and _is_phrase(scene.text[before[-1].end : start]):
        return in_group(before, before[-1])
    if scene.language.roles.own.search(scene.text[max(0, start - 24) : start]):
        owners = [
            name for name in scene.names if name.end <= start and name.kind != "body" and not name.attributive
        ]
        return in_group(owners, owners[-1]) if owners else []
    inside = [name for name in scene.names if start <= name.start < end and name.marker in ("bare", "of")]
    if inside:
        return in_group(inside, inside[0])
    behind = [name for name in scene.names if start <= name.start < reach]
    attributive = [name for name in behind if name.attributive and name.marker in ("adjective", "from", "of")]
    if attributive and attributive[0].start - end <= PHRASE_REACH:
        return in_group(attributive, attributive[0])
    comma = scene.text.find(", ", end, reach)
    return scene.marked(["genitive", "from", "of"], start, comma if comma > 0 else reach)


def _performer(scene: Scene, start: int) -> list[Named]:
    """Who plans, begins or stops what a noun names: `X plans the transfer`; nobody where the verb is another one."""
    clause = scene.clause_start(start)
    if scene.language.roles.performs.search(scene.text, clause, start) is None:
        return []
    bare = [name for name in scene.names if name.marker == "bare" and clause <= name.start < start]
    return in_group(bare, bare[0]) if bare else []


def find_owner_of_infinitive(scene: Scene, start: int) -> list[Named]:
    """Whose proposal, plan or charge an infinitive tells: the possessor right before its clause."""
    clause = scene.clause_start(start)
    return [name for name in scene.names if name.marker == "genitive" and 0 <= clause - name.end <= 3][-1:]  # noqa: PLR2004 -- a comma


def _possessor(scene: Scene, start: int) -> list[Named]:
    """Whose decision or plan it is: `X's decision to deploy`."""
    near = [name for name in scene.names if name.marker == "genitive" and 0 <= start - name.end <= 30]  # noqa: PLR2004 -- a noun and `to`
    return in_group(near, near[-1]) if near else []


def _subject_of_object_first(scene: Scene, start: int, end: int) -> list[Named]:
    """The subject where what is moved stands before the verb, also in the middle: `hat Iran Waffen geliefert`."""
    return scene.subject(start) or scene.marked(["bare"], start, end)


def _roles_of_transfer(
    scene: Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    if rule.verbal:
        actors = (
            (scene.marked(["by"], 0, len(scene.text)) if rule.object_first or rule.passive else [])
            or _possessor(scene, start)
            or (_subject_of_object_first(scene, start, end) if rule.object_first else scene.subject(start))
            or scene.marked(["adjective", "genitive"], 0, end)
            or scene.marked(["from"], 0, len(scene.text))
        )
        others = scene.marked(["to", "support", "for"], 0, len(scene.text)) or scene.marked(
            ["in", "against", "bare"], end, len(scene.text)
        )
        if not others and rule.object_first:
            others = scene.marked(["in"], start, end)
        objects = scene.marked(["adjective"], 0, start)
        actor = ids_of(actors)
        return actor, _without(ids_of(others), actor) or _without(ids_of(objects), actor)
    actor = ids_of(_actor_of_noun(scene, start, end, reach) or _performer(scene, start))
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
    scene: Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    if rule.verbal:
        doers = [
            name for name in scene.names if name.marker == "bare" and not name.attributive and name.end <= end
        ]
        if rule.passive and doers and scene.language.roles.active.search(scene.text, 0, end + 10):
            actor = ids_of(in_group(doers, doers[0]))
            return actor, _without(ids_of(scene.marked(["adjective", "of"], 0, end)), actor)
        trained = ids_of(scene.marked(["adjective", "of", "bare"], 0, end)) if rule.passive else []
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


def _is_victim(scene: Scene, name: Named) -> bool:
    """Whether a name stands in the reason for an act: sanctions for the war against X."""
    return _WAR_AGAINST.search(scene.text, max(0, name.start - 40), name.start) is not None


def _roles_directed(
    scene: Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    """Acts of one side against or towards another."""
    if rule.verbal:
        actors = scene.marked(["by"], 0, len(scene.text)) if rule.passive else scene.subject(start)
        if rule.subtype in _TAKES_PLACE:
            actors = [name for name in actors if name.end <= start]
        actor = ids_of(actors)
        if not actor and scene.speaks_of_itself(start):
            actor = list(scene.issuers)
        towards = (
            [
                name
                for name in scene.marked(["against"], 0, len(scene.text))
                if rule.subtype != "sanctions_imposed" or not _is_victim(scene, name)
            ]
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
    if not actor and rule.subtype in OWN_NOUNS and scene.speaks_of_itself(start) and scene.sentence.dates:
        actor = list(scene.issuers)
    if rule.subtype in BACKGROUND and not recipient:
        helped = [name for name in scene.names if name.marker in ("support", "for") and name.end <= start]
        recipient = (
            ids_of(helped[-1:])
            if _AGAINST.search(scene.text, helped[-1].end if helped else start, start)
            else []
        )
        recipient = recipient or ids_of(scene.marked(["of"], end, reach))
        if not _without(recipient, actor):
            return [], []
    return _without(actor, recipient) or actor, _without(recipient, actor)


def _roles_mutual(
    scene: Scene, rule: EventRule, start: int, end: int, reach: int
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
    scene: Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    bodies = [name for name in scene.names if name.kind == "body" and name.id != "INT"]
    founders = [
        name
        for name in scene.names
        if name.kind in ("state", "government")
        and name.start > end
        and name.marker in ("by", "aside", "bare")
    ]
    actor = ids_of(scene.subject(start) if rule.verbal else scene.marked(["by"], end, reach))
    if not actor and not scene.speaks_of_itself(start):
        actor = ids_of(founders) if len(founders) > 1 or rule.verbal else []
    if rule.subtype == "joined_mechanism":
        actor = _without(actor, ids_of(bodies))
    bodies = [name for name in bodies if name.id not in actor]
    if not actor and scene.speaks_of_itself(start):
        actor = list(scene.issuers)
    own = [name for name in bodies if name.id not in _WIDE_BODIES] or [
        name for name in bodies if name.start >= start and rule.subtype == "joined_mechanism"
    ]
    return actor, [own[0].id] if own else []


def _roles_of_own_act(
    scene: Scene, rule: EventRule, start: int, end: int, reach: int
) -> tuple[list[str], list[str]]:
    """Acts without another party: tests, exercises."""
    actors = scene.subject(start) if rule.verbal else _actor_of_noun(scene, start, end, reach)
    return ids_of(actors), []


FRAMES = {
    "transfer": _roles_of_transfer,
    "training": _roles_of_training,
    "directed": _roles_directed,
    "mutual": _roles_mutual,
    "joining": _roles_of_joining,
    "own": _roles_of_own_act,
}
