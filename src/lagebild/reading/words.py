"""What one language brings to the rules; each language is a folder of this package with the same modules."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lagebild.reading.gate import Gate
from lagebild.text.needles import Needles


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """How a language counts.

    Attributes:
        qualifiers: Pattern before a number, ending at it, to its qualifier; first match wins.
        after: Pattern right after a number that makes it no figure (ordinals, percent, times).
        before: Pattern right before a number that makes it no figure (article, page, resolution).
        vague: Words for an uncounted number: their qualifier and conventional lower bound are by the group name.
        vague_words: What each match of `vague` begins with.
        none: Pattern of a denied count, with group `noun`.
        noun: Pattern of what is counted, matched right after the number; groups `skip`, `attributes` and `noun`.
        range: Pattern of all that stands between the two numbers of a range.
        between: Pattern before the first number of a range that is told with a joining word.
        between_and: All that then stands between the two numbers.
        rises: Pattern before a number that what follows was counted from: a change, no range.
        anaphoric: Pattern before a small number word that only points back (`the two leaders`).
        units: Unit to the pattern of its nouns, matched in lower case from the start of the noun.
        each_before: All that stands between a number of groups and the number in each of them.
        each_between: The same where `each` follows instead.
        each_after: What then stands after the number.
        money: Pattern of a currency after the number, to its code by `currencies`.
        nouns_are_capital: Whether every noun begins with a capital letter.
        currencies: Currency as written to its ISO 4217 code.
    """

    qualifiers: tuple[tuple[str, re.Pattern[str]], ...]
    after: re.Pattern[str]
    before: re.Pattern[str]
    vague: re.Pattern[str]
    vague_words: Needles
    none: re.Pattern[str]
    noun: re.Pattern[str]
    range: re.Pattern[str]
    between: re.Pattern[str]
    between_and: re.Pattern[str]
    rises: re.Pattern[str]
    anaphoric: re.Pattern[str]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    each_before: re.Pattern[str]
    each_between: re.Pattern[str]
    each_after: re.Pattern[str]
    money: re.Pattern[str]
    nouns_are_capital: bool
    currencies: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """How a language marks who does something and to whom.

    Attributes:
        markers: Pattern that ends right before a name; its groups are the markers.
        is_genitive: Whether a name, with the two code points after it and whether an article of the genitive
            stands before it, is a possessor.
        joiner: What joins names of one list.
        clause: Pattern that opens a clause.
        relative: Pattern at the opening of a clause that makes it one about a noun before it.
        performs: Verbs whose subject does what their object names: plans, begins, stops.
        active: Pattern of a sentence with an active participle: `hat … ausgebildet`.
        clausal_subject: Pattern of a sentence that opens with a clause as its subject: `Dass …, zeigt …`.
        office: Pattern of a subject that speaks for the name right behind it: `The foreign minister of …`.
        together: Pattern of a subject that means all who met.
        meets: Pattern of a sentence that tells who met.
        own: Pattern right before a noun that says the subject is its owner (`its`, `seine`).
        we: Pattern of the speaker speaking of itself in the plural or singular.
        ministers: Pattern of a subject that means the issuers (`the leaders`, `die Ministerinnen`).
        support: Pattern of what is supported, before whom it is for.
    """

    markers: re.Pattern[str]
    is_genitive: Callable[[str, str, bool], bool]
    joiner: re.Pattern[str]
    clause: re.Pattern[str]
    relative: re.Pattern[str]
    performs: re.Pattern[str]
    active: re.Pattern[str]
    clausal_subject: re.Pattern[str]
    office: re.Pattern[str]
    together: re.Pattern[str]
    meets: re.Pattern[str]
    own: re.Pattern[str]
    we: re.Pattern[str]
    ministers: re.Pattern[str]
    support: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityWords:
    """How a language says how far a speaker stands behind a sentence; tried in the order given.

    Attributes:
        rules: Factuality to the pattern anywhere in the sentence (`scope` whole) or before the trigger.
    """

    rules: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """What tells of one kind of event.

    Attributes:
        subtype: Our subtype.
        pattern: The trigger.
        verbal: Whether the trigger is a verb with a subject; else a noun whose roles stand around it.
        frame: How roles are found: `transfer`, `training`, `directed`, `mutual`, `joining`, `own`.
        passive: Whether the verb's subject is who it happens to.
        object_first: Whether the pattern begins with what is moved and ends with the verb.
    """

    subtype: str
    pattern: re.Pattern[str]
    verbal: bool
    frame: str
    passive: bool = False
    object_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRule:
    """What expresses one kind of position.

    Attributes:
        verb_class: One of the fifteen classes.
        pattern: The predicate; group `object` is the addressee's place, where it has one.
        addressee: `object`, `before` (the predicate's subject), `actors` (who is charged), `named`, `supported`,
            `committed`, `none`.
        impersonal: Whether the predicate's subject is what is judged, not who speaks.
    """

    verb_class: str
    pattern: re.Pattern[str]
    addressee: str
    impersonal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialWords:
    """How a language says that something did not happen, or that nobody knows.

    Attributes:
        denies: Verbs of denying; their subject is who denies.
        passive: What right before such a verb makes it a passive: its subject is what is denied.
        negates: What negates the clause it stands in.
        after: What behind a verb negates it: its object or the verb itself.
        except_for: What behind a negation leaves somebody out of it.
        untrue: What calls something told in its sentence untrue, unproven or unknown.
        untrue_before: The same where it stands in the sentence right behind.
        turn: What opens a clause that a denial before or behind it does not hold for.
        rumour: What a clause after it only passes on, so that a verb of denying behind that clause holds for it.
        instead: What opens the telling of what was not done.
        ended: Verbs and nouns by which what they name was ended, refused or prevented.
        ended_after: The same as the predicate of what was ended.
        unreal: The verb form of what would have been.
    """

    denies: re.Pattern[str]
    passive: re.Pattern[str]
    negates: re.Pattern[str]
    after: re.Pattern[str]
    except_for: re.Pattern[str]
    untrue: re.Pattern[str]
    untrue_before: re.Pattern[str]
    turn: re.Pattern[str]
    rumour: re.Pattern[str]
    instead: re.Pattern[str]
    ended: re.Pattern[str]
    ended_after: re.Pattern[str]
    unreal: re.Pattern[str]


VerbForm = Literal["finite", "passive", "planned", "proposed", "possible", "alleged", "none"]
"""What a verb's form tells of its event; `none` that it tells of no event: a purpose, a duty, a wish."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Language:
    """Everything one language brings.

    Attributes:
        code: ISO 639-1.
        figures: How it counts.
        roles: How it marks who acts and towards whom.
        factuality: How far a speaker stands behind a sentence.
        events: What tells of events.
        positions: What expresses positions.
        demand: What opens a demand: behind it nothing has happened.
        strength: Words of emphasis.
        report: What passes on a report.
        said: What passes on the word of its subject.
        denial: How it denies and doubts.
        coordinated: What right before a predicate makes it one of its own, beside the one before.
        verb_form: The form of a verb, by the sentence and the verb's `[start, end)` in it.
        is_purpose: Whether a predicate that begins at an offset of a sentence only tells a purpose or a clause's aim.
    """

    code: str
    figures: FigureWords
    roles: RoleWords
    factuality: FactualityWords
    events: tuple[EventRule, ...]
    positions: tuple[PositionRule, ...]
    demand: re.Pattern[str]
    strength: re.Pattern[str]
    report: re.Pattern[str]
    said: re.Pattern[str]
    denial: DenialWords
    coordinated: re.Pattern[str]
    verb_form: Callable[[str, int, int], VerbForm]
    is_purpose: Callable[[str, int], bool]

    @cached_property
    def event_gate(self) -> Gate:
        """Which event rules can match where."""
        return Gate([rule.pattern for rule in self.events])

    @cached_property
    def position_gate(self) -> Gate:
        """Which position rules can match where."""
        return Gate([rule.pattern for rule in self.positions])
