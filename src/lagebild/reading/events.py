"""Finds events: what happened or will, who did it, to or for whom."""

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lagebild.model.annotation import Annotation, Factuality
from lagebild.reading.attribution import REPORTED, Standing, read_standing
from lagebild.reading.denials import NEAR, TOLD, Denial, Verdict, read_denial, withholds
from lagebild.reading.frames import BACKGROUND, FRAMES, OWN_NOUNS, Scene, find_owner_of_infinitive
from lagebild.reading.passage import Passage, Sentence
from lagebild.reading.roles import Named, ids_of, list_parties
from lagebild.reading.words import EventRule, Language, VerbForm

DATA = Path(__file__).parent / "data"
REACH = 220
"""Roles of a noun stand at most this many code points behind it. Source: our own choice; not measured."""

_UNREAD_ZONES = frozenset({"header", "dateline", "issuer", "signature", "boilerplate"})
_POINTS_BACK = re.compile(r"\b(?:Gremium|Mechanismus|Team|[Mm]echanism|[Tt]eam)\b")
"""Nouns by which a sentence points back to a body named before."""


_WITHOUT = re.compile(r"\b(?:[Ww]ithout|until|[Uu]nless|[Aa]bsent|[Oo]hne)\b[^.,;]*$")
"""What before a noun makes it a condition, no event."""

_AIM = re.compile(
    r"\b(?:goals?|aims?|objectives?|towards?|process|Ziele?s?|Anliegen|Bedingung\w*|\w*[Pp]rozess\w*)\b"
)
"""Words of a sentence in which a noun names an aim, no event."""

_COLON = re.compile(r"[:;](?: |$)|\n")
_COMMA = re.compile(r"[,;:–] |\n")

_FORM_FACTUALITY: dict[VerbForm, Factuality] = {
    "planned": "planned",
    "proposed": "proposed",
    "possible": "possible",
    "alleged": "alleged",
}

_OF_DENIAL: dict[Verdict, Factuality] = {"negated": "negated", "unreal": "conditional", "open": "alleged"}
_HELD = frozenset({"asserted", "assessed"})
"""How a speaker holds something to be true; where a denial may hold for it, that is too much."""


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
    form: VerbForm = "finite"
    denial: Denial = TOLD


@cache
def get_plover() -> dict[str, str]:
    """PLOVER root type by our subtype."""
    lines = (DATA / "plover.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


_TOLD = re.compile(r"\b(?:that|dass)\b")
"""What a saying introduces: the day on which something was said is not the day on which it happened."""


def _date_of(scene: Scene, offset: int) -> str | None:
    """The date nearest to a trigger in its own clause; a date that opens the sentence is in every clause's."""
    base, best = scene.sentence.start, None
    for date in scene.sentence.dates:
        start, end = date.start - base, date.end - base
        begin, stop = (end + 2, offset) if end <= offset else (offset, start)
        if date.value is None or scene.language.roles.clause.search(scene.text, begin, max(begin, stop)):
            continue
        if end <= offset and _TOLD.search(scene.text, end, offset):
            continue
        if best is None or abs(start - offset) < best[0]:
            best = (abs(start - offset), date.value)
    return best[1] if best else None


def _read_sentence(  # noqa: PLR0917 -- a sentence with all that bears on it
    sentence: Sentence,
    language: Language,
    rules: list[EventRule],
    issuers: tuple[str, ...],
    parties: tuple[str, ...],
    following: str,
) -> list[Told]:
    if not rules or sentence.zone in _UNREAD_ZONES or sentence.is_question:
        return []
    if not sentence.mentions and not (
        language.roles.we.search(sentence.text) or language.roles.together.search(sentence.text)
    ):
        return []
    matches = [(match, rule) for rule in rules for match in rule.pattern.finditer(sentence.text)]
    if not matches:
        return []
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    scene = Scene(sentence, language, issuers, parties)
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
        form = "possible" if scene.is_open(match.start()) else _read_form(scene, match, rule)
        if form == "none":
            continue
        later = next(
            (other.start() for other, _ in matches[index + 1 :] if other.start() > match.end()),
            len(sentence.text),
        )
        reach = min(later, match.end() + REACH, _end_of_clause(sentence.text, match.end()))
        one = _read_trigger(scene, match, rule, form, reach, following)
        if one is not None:
            found.append(one)
    told = [one for one in found if one.rule.subtype not in BACKGROUND]
    return told or found[:1]


def _read_trigger(  # noqa: PLR0917 -- a trigger with all that bears on it
    scene: Scene, match: re.Match[str], rule: EventRule, form: VerbForm, reach: int, following: str
) -> Told | None:
    """What one trigger tells; None where nobody acts, or a noun only names a topic."""
    frame_rule = replace(rule, passive=True) if form == "passive" else rule
    actor, recipient = FRAMES[rule.frame](scene, frame_rule, match.start(), match.end(), reach)
    if form in ("planned", "proposed", "alleged"):
        actor = ids_of(find_owner_of_infinitive(scene, match.start())) or actor
        recipient = [name for name in recipient if name not in actor]
    denial = read_denial(scene, match, rule, following)
    denier = denial.denier
    if withholds(rule, denial):
        return None
    if not actor or (not rule.verbal and _is_vague(scene, rule, match, recipient)):
        if denier is None or rule.subtype in BACKGROUND:
            return None
        actor = actor or list(denier)
    one = _tell(scene, match.span(), rule, actor, recipient, reach)
    return replace(one, denial=denial, form=form)


def _read_form(scene: Scene, match: re.Match[str], rule: EventRule) -> VerbForm:
    """The form of a verbal trigger; a noun has none and counts as finite."""
    if not rule.verbal:
        return "finite"
    if not (rule.object_first or rule.passive):
        return scene.language.verb_form(scene.text, *match.span())
    words = match.group().removesuffix(" werden").removesuffix(" wurden").removesuffix(" worden")
    start = match.start() + words.rfind(" ") + 1
    form = scene.language.verb_form(scene.text, start, match.start() + len(words))
    return "finite" if form == "passive" else form


def _is_vague(scene: Scene, rule: EventRule, match: re.Match[str], recipient: list[str]) -> bool:
    """Whether a noun of transfer or attack names no other side and no date: a policy or a topic, no event."""
    if _WITHOUT.search(scene.text, max(0, match.start() - NEAR), match.start()):
        return True
    if rule.subtype == "relations_restored":
        return _AIM.search(scene.text) is not None
    if rule.frame not in ("transfer", "training", "directed") or rule.subtype in OWN_NOUNS:
        return False
    date = _date_of(scene, match.start())
    return not recipient and (date is None or re.fullmatch(r"\d{4}/?", date) is not None)


def _end_of_clause(text: str, offset: int) -> int:
    ends = [place for sign in (";", ":") if (place := text.find(sign, offset)) >= 0]
    return min(ends, default=len(text))


def _tell(  # noqa: PLR0917 -- what is told, in the order it is found
    scene: Scene, span: tuple[int, int], rule: EventRule, actor: list[str], recipient: list[str], reach: int
) -> Told:
    """The telling, its quote widened to the names that have a role in it."""
    start, end = span
    parties = {*actor, *recipient}
    names = [
        name for name in scene.names if name.id in parties and _is_in_phrase(scene, name, span, rule, reach)
    ]
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


def _is_in_phrase(scene: Scene, name: Named, span: tuple[int, int], rule: EventRule, reach: int) -> bool:
    """Whether a name stands in the phrase that tells an event: a verb's own sentence, a noun's own clause."""
    start = span[0]
    if name.start >= start:
        return rule.verbal or name.start < reach
    gap = scene.text[name.end : start]
    if rule.verbal:
        return _COLON.search(gap) is None
    return name.start >= start - 40 and (name.attributive or name.owner or not _COMMA.search(gap))


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
    parties = list_parties(passage, language.roles)
    texts = [*(sentence.text for sentence in passage.sentences[1:]), ""]
    opened = passage.open_gate(language.event_gate)
    for sentence, numbers, following in zip(passage.sentences, opened, texts, strict=False):
        rules = [language.events[number] for number in numbers]
        for one in _read_sentence(sentence, language, rules, passage.issuers, parties, following):
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
        if one.rule.subtype in BACKGROUND and (one.rule.subtype, one.actor, one.recipient, one.date) in first:
            continue
        notes.append(_annotate(passage, one, language, first))
    return notes


def _stand(passage: Passage, one: Told, language: Language) -> Standing:
    """Who says it and how: a denial is the denier's word, a verb's own form is nearer than the sentence's words."""
    standing = read_standing(passage, one.sentence, one.offset, language)
    if standing.factuality == "conditional":
        return standing
    denial = one.denial
    if one.rule.subtype in BACKGROUND and (denial.verdict != "negated" or denial.denier is not None):
        return replace(
            standing, factuality=REPORTED["asserted"] if standing.level == "quoted" else "asserted"
        )
    if denial.denier is not None:
        return Standing(denial.denier, "quoted", "negated")
    if denial.verdict in _OF_DENIAL and (denial.verdict != "open" or standing.factuality in _HELD):
        return replace(standing, factuality=_OF_DENIAL[denial.verdict])
    form = _FORM_FACTUALITY.get(one.form)
    if form is None:
        return standing
    return replace(standing, factuality=REPORTED.get(form, form) if standing.level == "quoted" else form)


def _annotate(
    passage: Passage, one: Told, language: Language, first: dict[tuple[object, ...], str]
) -> Annotation:
    standing = _stand(passage, one, language)
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
