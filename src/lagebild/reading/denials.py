"""Tells whether what a trigger tells is denied, doubted, or was left undone.

A denial read as a charge says the opposite of its source. Where a marker's reach cannot be told, the telling is kept
only as somebody's allegation; never as a fact.
"""

import re
from dataclasses import dataclass
from typing import Literal

from lagebild.reading.frames import BACKGROUND, Scene
from lagebild.reading.roles import Named, ids_of
from lagebild.reading.words import EventRule

Verdict = Literal["told", "negated", "open", "unreal", "left_out"]
"""`open` where a sentence denies or doubts, but perhaps something else; `left_out` where nothing new was done."""

NEAR = 60
"""Before a noun a negation stands at most this far away. Source: our own choice; not measured."""

UNTRUE_WITHIN = 200
"""Who calls something untrue does so at most this far from it. Source: our own choice; not measured."""

_GROUND = re.compile(r"\s+(?:durch|wegen|aufgrund|infolge|by|because)\b")
"""What makes of a negated noun a negated ground."""

_WITHOUT = re.compile(r"(?:ohne|without)$", re.IGNORECASE)
_NOT_DENIED = re.compile(r"^(?: (?:\w+,? ){0,2}| )(?:nicht|keineswegs|nicht länger)\b")
"""A German verb of denying that is itself negated: `bestreitet nicht, dass …`."""

_SUPPLIED_WITH = re.compile(r"(?:provid|suppl|furnish|equip|arm)\w*\b")
_WITH_NO = re.compile(r"\bwith no\b")
_STOPPABLE = frozenset({"transfer", "training"})
_COMMA_NEGATION = re.compile(
    r"\b(?:[Nn]ever|[Nn]ot|[Nn]ie|[Nn]icht|[Nn]iemals|[Kk]eineswegs|[Mm]itnichten|[Ww]eder),? $"
)

_AUXILIARY = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will|hat|haben|hatten?|wird|werden|wurden?|ist|sind)\b"
)
"""What behind an `and` opens a predicate of its own."""


@dataclass(frozen=True, slots=True)
class Denial:
    """What a sentence says against a telling in it; `denier` is who denies, None where nobody named does."""

    verdict: Verdict = "told"
    denier: tuple[str, ...] | None = None


TOLD = Denial()
"""Nothing in the sentence is said against it."""


def read_denial(scene: Scene, match: re.Match[str], rule: EventRule, following: str = "") -> Denial:
    """How the sentence of a trigger denies it, from the strongest sign to the weakest.

    Args:
        scene: The sentence.
        match: The trigger.
        rule: Its rule.
        following: The sentence right behind, which may call this one untrue.
    """
    if _is_left_out(scene, match, rule):
        return Denial("left_out")
    denied = _find_denier(scene, match)
    if denied is not None and denied.verdict == "negated":
        return denied
    words = scene.language.denial
    if words.untrue_before.match(following):
        return Denial("negated")
    verdicts = (_read_untrue(scene, match), _read_negation(scene, match, rule))
    for verdict in ("negated", "left_out"):
        if verdict in verdicts:
            return Denial(verdict)
    opening = max(0, scene.clause_start(match.start()) - len("wenn "))
    if rule.verbal and words.unreal.search(scene.text, opening, _clause_end(scene, match)):
        return Denial("unreal")
    return Denial("open") if denied is not None or "open" in verdicts else TOLD


def _clause_end(scene: Scene, match: re.Match[str]) -> int:
    """Where the clause of a trigger ends; one that the language opens with a verb may go on behind a comma."""
    return next((start for start in scene.clauses if start > match.end()), len(scene.text))


def _is_left_out(scene: Scene, match: re.Match[str], rule: EventRule) -> bool:
    """Whether the sentence tells that it was not done, or no more: `instead of …`, `refused …`, `halted …`."""
    words, clause = scene.language.denial, scene.clause_start(match.start())
    opening = max(0, clause - 12, match.start() - NEAR)
    if words.instead.search(scene.text, opening, match.start()):
        return True
    if rule.verbal:
        governing = scene.text[max(0, clause - NEAR) : clause]
        opens = re.search(r"(?:,? dass|that) $", governing)
        return opens is not None and words.ended.search(governing) is not None
    if rule.frame not in _STOPPABLE:
        return False
    begin = max(clause, match.start() - NEAR)
    return (
        any(found.start() < match.start() for found in words.ended.finditer(scene.text, begin))
        or words.ended_after.search(scene.text, match.end(), _clause_end(scene, match)) is not None
    )


def _find_denier(scene: Scene, match: re.Match[str]) -> Denial | None:
    """Who denies what a trigger tells; None where nobody does."""
    found = [
        denial
        for denial in scene.language.denial.denies.finditer(scene.text)
        if denial.end() <= match.start() or denial.start() >= match.end()
    ]
    if not found:
        return None
    denial = found[0]
    if not _is_meant(scene, denial, match):
        return Denial("open")
    return Denial("negated", tuple(ids_of(_list_deniers(scene, denial, match))) or scene.sentence.speaker)


def _list_deniers(scene: Scene, denial: re.Match[str], match: re.Match[str]) -> list[Named]:
    """The names of who denies: the subject of the verb, or behind a passive who it is done by; none for `we`."""
    begin, german = scene.clause_start(denial.start()), scene.language.code == "de"
    if scene.language.denial.passive.search(scene.text, 0, denial.start()):
        between = (match.end(), denial.start()) if german else (denial.end(), len(scene.text))
        return scene.marked(["by", "from"], *between)
    end = next((start for start in scene.clauses if start > denial.end()), len(scene.text))
    if scene.language.roles.we.search(scene.text, begin, denial.end()):
        return []
    behind = scene.marked(["bare"], denial.start(), end) if german else []
    if denial.start() > match.start():
        return behind or scene.subject(denial.start())
    office = scene.marked(["of", "in", "genitive", "adjective"], begin, denial.start())
    return scene.subject(denial.start()) or behind or office


def _is_meant(scene: Scene, denial: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a verb of denying holds for a trigger, as far as the sentence shows it."""
    words, text = scene.language.denial, scene.text
    if words.negates.search(text, max(0, denial.start() - 25), denial.start()) or (
        scene.language.code == "de" and _NOT_DENIED.search(text[denial.end() : denial.end() + 40])
    ):
        return False
    if denial.end() <= match.start():
        return words.turn.search(text, denial.end(), match.start()) is None
    if words.turn.search(text, match.end(), denial.start()):
        return False
    if words.rumour.search(text, 0, match.start()):
        return True
    within = scene.language.roles.clause.search(text, match.end(), denial.start()) is None
    return within and (
        scene.language.code == "de" or words.passive.search(text, 0, denial.start()) is not None
    )


def _read_untrue(scene: Scene, match: re.Match[str]) -> Verdict:
    """What the sentence says about the truth of what it tells."""
    words = scene.language.denial
    verdict: Verdict = "told"
    for found in words.untrue.finditer(scene.text):
        begin, end = sorted((found.span(), match.span()))
        gap = scene.text[begin[1] : max(begin[1], end[0])]
        doubled = words.negates.search(scene.text, max(0, found.start() - 12), found.start())
        if len(gap) > UNTRUE_WITHIN or words.turn.search(gap) or doubled:
            verdict = "open"
        else:
            return "negated"
    return verdict


def _read_negation(scene: Scene, match: re.Match[str], rule: EventRule) -> Verdict:
    """Whether a trigger's own clause says that it did not happen.

    "Not by the treaty" negates what the treaty would justify, not the treaty: before a noun a negated ground is none.
    Beyond an `and` a negation may hold for a verb or not; such a telling is left out.
    """
    words, text = scene.language.denial, scene.text
    clause = scene.clause_start(match.start())
    if rule.verbal and _COMMA_NEGATION.search(text, 0, clause):
        return "negated"
    begin = clause if rule.verbal else max(clause, match.start() - NEAR)
    joined = max(text.rfind(word, begin, match.start()) for word in (" and ", " und "))
    for negation in words.negates.finditer(text, begin, match.end() if rule.verbal else match.start()):
        if rule.verbal and _WITHOUT.search(negation.group()):
            continue
        if not rule.verbal and _GROUND.match(text, negation.end()):
            continue
        if negation.start() < joined:
            named = any(name.marker == "bare" and joined < name.start < match.end() for name in scene.names)
            if rule.verbal and not named and not _AUXILIARY.search(text, joined, match.start()):
                return "left_out"
            continue
        return "open" if words.except_for.search(text, negation.end(), match.start()) else "negated"
    return "negated" if rule.verbal and _is_negated_behind(scene, match) else "told"


def _is_negated_behind(scene: Scene, match: re.Match[str]) -> bool:
    """Whether a verb's object or the verb itself is negated behind it: `sent no troops`, `lieferte keine Waffen`."""
    end = _clause_end(scene, match)
    ends = [place for word in (" and ", " und ") if (place := scene.text.find(word, match.end(), end)) >= 0]
    end = min([end, *ends])
    if scene.language.denial.after.search(scene.text, match.start(), end):
        return True
    with_no = _WITH_NO.search(scene.text, match.start(), end)
    return with_no is not None and _SUPPLIED_WITH.match(match.group()) is not None


def withholds(rule: EventRule, denial: Denial) -> bool:
    """Whether a denial leaves nothing to tell: what a text names as its background is only denied as a whole."""
    return denial.verdict == "left_out" and rule.subtype not in BACKGROUND
