# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""Finds positions: who condemns, demands, promises or doubts what, towards whom."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from re import Match

from lagebild.model.annotation import Annotation
from lagebild.reading.attribution import Standing, read_standing
from lagebild.reading.groups import expand_groups
from lagebild.reading.passage import Passage, Sentence
from lagebild.reading.roles import Named, ids_of, in_group, list_parties, name_roles
from lagebild.reading.words import Language, PositionRule

_UNREAD_ZONES = frozenset({"header", "dateline", "issuer", "signature", "boilerplate"})
_CHARGED = ("by", "between", "adjective", "genitive", "from", "of", "bare", "with")
_VICTIMS = frozenset({"against", "to", "in", "for", "support"})
_NESTING = frozenset({"DEMAND", "ENCOURAGE"})
_OWN_ONLY = frozenset({"SUPPORT", "COMMIT", "WELCOME", "ENCOURAGE", "ASSESS"})
"""Classes that only count where the speakers or a government say so; of others they tell an act, not a position."""

_PEOPLE = re.compile(
    r" (?:people|population|civilians?|citizens|children|Bevölkerung|Volk\w*|Zivil\w+|Bürger\w*)\b"
)
"""What follows an adjective that names who suffers, not who is charged."""

_THIN = frozenset({"COMMIT", "ASSESS", "SUPPORT", "ENCOURAGE", "REAFFIRM", "WELCOME", "NO_KNOWLEDGE"})
"""Classes whose verbs people use of anything when they speak."""

_SPOKEN_KINDS = frozenset({"press_briefing", "mfa_briefing"})
_SPEAKING = frozenset({"state", "government", "body", "capital"})
_GOES_ON = re.compile(
    r",? (?:und|and) (?:(?:wir|we) )?(?=(?:werden|will|begrüßen|bekräftigen|verurteilen|fordern|rufen|welcome|reaffirm|condemn|call on|call upon|call for|urge)\b)"
)
"""Where a demand ends and its speaker goes on with another position."""

_THAT = re.compile(r"\b(?:dass|ob|that|which|who|whether)\b")

_WITH_NOUNS = frozenset({"REAFFIRM", "COMMIT", "CONCERN", "WELCOME"})
NOUN_REACH = 40
"""`reaffirm our support for` is one position: no other begins within this many code points, unless `and` joins it.
Source: measured on 59 official papers, of 43 predicates that follow so near 29 belong to the first
and 14 are their own, 13 of them after `and`; of the next 25, up to 70 code points on, 19 are their own."""

DIRECT_OBJECT = 20
"""A name so close behind a demand is who is asked, whatever stands before it: `call on the …`. Source: measured on
those papers, in half of 106 demands that name somebody the first name stands within 14 code points, in three
quarters within 50."""

OWN_SUBJECT_REACH = 60
"""The subject of `must` stands at most this far before it. Source: measured on those papers, within 33 code points in
all seven sentences that name one."""

NEGATED_WITHIN = 14
"""A denial that is itself negated has its negation at most so far before it: `neither confirmed nor denied`. Source:
our own choice; not measured."""

OPENING = 14
"""A subject in the opening of its clause begins within so many code points: an article and an adjective. Source: our
own choice; not measured."""

SUBJECT_REACH = 160
"""A predicate's subject stands at most this many code points before it. Source: measured on those papers, the nearest
name that may be one does so in 90 % of 230 sentences."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A position as read in one sentence; offsets within it."""

    start: int
    end: int
    rule: PositionRule
    speaker: tuple[str, ...]
    addressee: tuple[str, ...]


class _Clauses:
    """One sentence with its names, in which speakers and addressees are looked up."""

    def __init__(
        self, sentence: Sentence, language: Language, before: tuple[str, ...], parties: tuple[str, ...]
    ) -> None:
        self.sentence, self.language, self.before, self.parties = sentence, language, before, parties
        self.text = sentence.text

    @cached_property
    def names(self) -> list[Named]:
        """The sentence's names with their markers."""
        return name_roles(self.sentence, self.language.roles)

    @cached_property
    def clauses(self) -> list[int]:
        """Where clauses begin."""
        return [match.end() for match in self.language.roles.clause.finditer(self.text)]

    def clause_start(self, offset: int) -> int:
        """Where the clause that an offset stands in begins."""
        place = bisect_right(self.clauses, offset)
        return self.clauses[place - 1] if place else 0

    def own_words(self, start: int, end: int) -> bool:
        """Whether `we` speaks in or before a predicate, and no state that it reports on stands between."""
        roles = self.language.roles
        window = self.text[max(0, start - SUBJECT_REACH) : start + 40 if self.language.code == "de" else end]
        opening = roles.we.match(self.text) or roles.we.search(self.text[:12])
        if opening or roles.we.search(window) or roles.ministers.search(window) or self.means_parties():
            return True
        return self.is_coordinated(start) and roles.we.search(self.text, 0, start) is not None

    def is_coordinated(self, start: int) -> bool:
        """Whether `and` joins a predicate to the one before it."""
        return self.language.coordinated.search(self.text, max(0, start - 40), start) is not None

    def means_parties(self) -> bool:
        """Whether the sentence is about all who met: `the leaders`, `they`."""
        roles = self.language.roles
        return (
            len(self.parties) > 1
            and not roles.we.search(self.text)
            and bool(roles.together.search(self.text))
        )

    def means_strangers(self) -> bool:
        """Whether the sentence is about several who met, and nothing tells who they are."""
        roles = self.language.roles
        return not self.parties and not roles.we.search(self.text) and bool(roles.together.search(self.text))

    def is_relative(self, offset: int) -> bool:
        """Whether the clause that ends in a predicate is about a noun before it, not about who speaks."""
        start = self.clause_start(offset)
        opening = self.language.roles.relative.search(self.text[max(0, start - 8) : min(offset, start + 10)])
        near = any(0 <= name.start - start <= OPENING for name in self.names if name.kind in _SPEAKING)
        return opening is not None and not near

    def subject(self, start: int, end: int) -> list[Named]:
        """The names that are the predicate's subject: unmarked and before it, in German also right behind."""
        bare = [name for name in self.names if name.marker == "bare" and name.kind in _SPEAKING]
        ahead = [name for name in bare if name.end <= start and start - name.end <= SUBJECT_REACH]
        clause = self.clause_start(start)
        own = [name for name in ahead if name.start >= clause]
        if own:
            return in_group(ahead, own[0])
        if self.language.code == "de":
            behind = [name for name in bare if start <= name.start <= min(end, start + 40)]
            if behind and not ahead:
                return in_group(behind, behind[0])
        return in_group(ahead, ahead[0]) if ahead else []


def _find_speaker(  # noqa: PLR0911 -- one return per way of speaking
    clauses: _Clauses, match: Match[str], rule: PositionRule
) -> tuple[str, ...] | None:
    """Who takes the position; None where somebody unnamed or another party than a speaker does."""
    sentence = clauses.sentence
    if rule.impersonal:
        return sentence.speaker
    if clauses.language.roles.clausal_subject.match(clauses.text) or clauses.is_relative(match.start()):
        return None
    subject = clauses.subject(match.start(), match.end())
    own = clauses.own_words(match.start(), match.end())
    if own and not subject and clauses.means_strangers():
        return None
    if subject and not (own and _we_is_nearer(clauses, match, subject)):
        speaker = tuple(ids_of(subject))
        own_word = subject[0].kind == "government" or set(speaker) <= set(sentence.speaker)
        return speaker if own_word or rule.verb_class not in _OWN_ONLY else None
    if own:
        reporter = [
            name
            for name in clauses.names
            if name.kind == "government" and name.marker == "bare" and name.end < match.start()
        ]
        if reporter:
            return tuple(ids_of(reporter[:1]))
        return clauses.parties if clauses.means_parties() else sentence.speaker
    return None


def _is_subordinate_own_act(clauses: _Clauses, match: Match[str], rule: PositionRule) -> bool:
    """Whether a verb of support stands in a clause about somebody else: `that Russia supports …`."""
    if rule.verb_class not in _OWN_ONLY:
        return False
    clause = max(
        (found.end() for found in _THAT.finditer(clauses.text, 0, match.start())), default=len(clauses.text)
    )
    return any(
        name.start >= clause
        and name.end <= match.start()
        and name.marker == "bare"
        and name.id not in clauses.sentence.speaker
        and name.kind != "government"
        for name in clauses.names
    )


def _we_is_nearer(clauses: _Clauses, match: Match[str], subject: list[Named]) -> bool:
    """Whether `we` stands between a named subject and the predicate, or the issuers name themselves: `We, the …`."""
    last = subject[-1].end
    window = clauses.text[last : match.start() + 40]
    roles = clauses.language.roles
    if roles.we.search(window) or roles.ministers.search(window):
        return subject[0].kind != "government"
    head = clauses.text[: subject[0].start]
    return roles.we.search(head[:12]) is not None


def _find_addressee(  # noqa: PLR0911 -- one return per way of addressing
    clauses: _Clauses, match: Match[str], rule: PositionRule, speaker: tuple[str, ...]
) -> list[str]:
    names = [name for name in clauses.names if not (name.kind == "capital" and name.marker == "in")]
    speaker += tuple(name.id for name in names if set(expand_groups([name.id])) <= set(speaker))
    end = match.end()
    match rule.addressee:
        case "object":
            return _read_object(names, match, speaker)
        case "before":
            near = [
                name
                for name in names
                if name.end <= match.start()
                and match.start() - name.end <= OWN_SUBJECT_REACH
                and name.id not in speaker
                and name.marker == "bare"
            ]
            return ids_of(in_group(near, near[-1])) if near else []
        case "actors":
            return _read_charged(clauses, names, match, rule, speaker)
        case "named":
            return _read_named(names, match, rule, speaker)
        case "supported":
            return _read_supported(clauses, names, end, speaker)
        case "committed":
            return _read_supported(clauses, names, end, speaker, only_named_support=True)
        case _:
            return []


def _read_named(
    names: list[Named], match: Match[str], rule: PositionRule, speaker: tuple[str, ...]
) -> list[str]:
    """Who is warned or accused: the first list of names behind the predicate that are not a place or a goal."""
    options = [
        name
        for name in names
        if (name.start >= match.start() or rule.impersonal)
        and name.id not in speaker
        and name.marker not in ("to", "in", "for", "support", "source")
    ]
    return ids_of(in_group(options, options[0])) if options else []


def _read_object(names: list[Named], match: Match[str], speaker: tuple[str, ...]) -> list[str]:
    """Who is asked: the first list of names in the predicate's object."""
    start, end = (
        match.span("object")
        if "object" in match.re.groupindex and match["object"] is not None
        else (match.end(), match.end() + SUBJECT_REACH)
    )
    inside = [
        name
        for name in names
        if start <= name.start < end
        and name.id not in speaker
        and (name.marker not in _VICTIMS - {"to"} or name.start - start <= DIRECT_OBJECT)
    ]
    return ids_of(in_group(inside, inside[0])) if inside else []


def _read_charged(
    clauses: _Clauses, names: list[Named], match: Match[str], rule: PositionRule, speaker: tuple[str, ...]
) -> list[str]:
    """Who is blamed: those who act in what is condemned or judged, not those it happens to."""
    others = [
        name
        for name in names
        if name.id not in speaker and name.kind != "body" and not _PEOPLE.match(clauses.text, name.end)
    ]
    if rule.impersonal:
        before = [name for name in others if name.end <= match.start()]
        charged = [name for name in before if name.marker in ("by", "between")] or [
            name for name in before if name.marker in _CHARGED
        ][:1]
        return ids_of(charged) or list(clauses.before)
    blamed = [name for name in others if name.start >= match.start() and name.marker in _CHARGED]
    if not blamed:
        clause = clauses.text.rfind(", ", 0, match.start())
        blamed = (
            [name for name in others if clause < name.start < match.start() and name.marker in _CHARGED]
            if clause > 0
            else []
        )
    if any(name.marker in ("by", "between") for name in blamed):
        blamed = [name for name in blamed if name.marker in ("by", "between")]
    return ids_of(
        in_group(blamed, blamed[0]) if blamed and blamed[0].marker not in ("by", "between") else blamed
    )


def _read_supported(
    clauses: _Clauses,
    names: list[Named],
    end: int,
    speaker: tuple[str, ...],
    *,
    only_named_support: bool = False,
) -> list[str]:
    """Whom a reaffirmation, welcome or support is for: its object, or named right behind what is supported."""
    behind = [
        name
        for name in names
        if end <= name.start <= end + 120 and name.id not in speaker and name.id != "UN"
    ]
    roles = clauses.language.roles
    word = roles.support.search(clauses.text[end : end + 80])
    supported = [name for name in behind if name.marker in ("support", "with")]
    if only_named_support:
        supported = [name for name in supported if name.marker == "support"]
    elif not supported and behind and behind[0].start - end <= DIRECT_OBJECT and behind[0].marker == "bare":
        supported = behind[:1]
    elif not supported and word:
        supported = [name for name in behind if name.marker in ("genitive", "for", "of", "to", "bare")][:1]
    return ids_of(in_group(behind, supported[0])) if supported else []


def _is_out_of_topic(clauses: _Clauses, rule: PositionRule, *, spoken: bool) -> bool:
    """Whether a promise, praise or guess in spoken words is about no other state or body: how people talk."""
    if not spoken or rule.verb_class not in _THIN:
        return False
    own = set(clauses.sentence.speaker) | {"US-CONGRESS", "DE-BT"}
    return all(name.id in own or name.kind == "government" for name in clauses.names)


def _read_sentence(clauses: _Clauses, rules: list[PositionRule], *, spoken: bool) -> list[Taken]:
    sentence, language = clauses.sentence, clauses.language
    if not rules or sentence.zone in _UNREAD_ZONES:
        return []
    matches = [(match, rule) for rule in rules for match in rule.pattern.finditer(sentence.text)]
    if not matches or sentence.is_question:
        return []
    matches.sort(key=lambda pair: pair[0].start())
    found: list[Taken] = []
    covered = 0
    for match, rule in matches:
        if match.start() < covered and not clauses.is_coordinated(match.start()):
            continue
        if rule.verb_class == "REJECT" and language.denial.negates.search(
            sentence.text, max(0, match.start() - NEGATED_WITHIN), match.start()
        ):
            continue
        if language.is_purpose(sentence.text, match.start()) or _is_out_of_topic(
            clauses, rule, spoken=spoken
        ):
            continue
        speaker = _find_speaker(clauses, match, rule)
        if not speaker or _is_subordinate_own_act(clauses, match, rule):
            continue
        addressee = _find_addressee(clauses, match, rule, speaker)
        if rule.impersonal and (not addressee or _repeats(found, match, rule)):
            continue
        found.append(Taken(*_span(clauses, match), rule, speaker, tuple(addressee)))
        covered = max(covered, _reach(match, rule, sentence.text))
    return found


def _repeats(found: list[Taken], match: Match[str], rule: PositionRule) -> bool:
    """Whether a judgement is only another word of the one just read."""
    last = found[-1] if found else None
    return (
        last is not None
        and last.rule.impersonal
        and rule.verb_class == "REJECT"
        and match.start() - last.start < NOUN_REACH
    )


def _reach(match: Match[str], rule: PositionRule, text: str) -> int:
    """Up to where other predicates are this one's own: nested in a demand, or nouns of the same phrase."""
    if rule.verb_class not in _NESTING or rule.impersonal:
        return match.end() + (NOUN_REACH if rule.verb_class in _WITH_NOUNS else 0)
    begin = match.start() + len(match.group().split(" ", 1)[0])
    go_on = _GOES_ON.search(text, begin)
    return go_on.end() - 1 if go_on else len(text)


def _span(clauses: _Clauses, match: Match[str]) -> tuple[int, int]:
    """The quote: from the predicate to the end of its sentence, without the full stop."""
    text = clauses.text
    end = len(text.rstrip(".!?\"') "))
    return match.start(), max(match.end(), end)


def annotate_positions(passage: Passage, language: Language) -> list[Annotation]:
    """The positions of a document."""
    notes: list[Annotation] = []
    last_addressee: tuple[str, ...] = ()
    spoken = passage.document.kind in _SPOKEN_KINDS
    parties = list_parties(passage, language.roles)
    for sentence, numbers in zip(passage.sentences, passage.open_gate(language.position_gate), strict=True):
        rules = [language.positions[number] for number in numbers]
        clauses = _Clauses(sentence, language, last_addressee, parties)
        for taken in _read_sentence(clauses, rules, spoken=spoken):
            last_addressee = taken.addressee or last_addressee
            notes.append(_annotate(passage, sentence, taken, language))
    return notes


def _annotate(passage: Passage, sentence: Sentence, taken: Taken, language: Language) -> Annotation:
    standing = _stand(passage, sentence, taken, language)
    strength = language.strength.search(sentence.text)
    span = (sentence.start + taken.start, sentence.start + taken.end)
    return passage.annotate(
        "position",
        span,
        label=f"{taken.rule.verb_class}: {', '.join(taken.speaker)}"
        + (f" → {', '.join(taken.addressee)}" if taken.addressee else ""),
        norm={
            "class": taken.rule.verb_class,
            "speaker": list(taken.speaker),
            "addressee": list(taken.addressee),
            "about": passage.text[span[0] : span[1]][:200],
            "strength": strength.group() if strength else None,
        },
        rule=f"position.{taken.rule.verb_class.lower()}.{taken.rule.addressee}",
        score=0.75 if taken.addressee else 0.6,
        speaker=taken.speaker,
        level=standing.level,
        factuality=standing.factuality,
    )


def _stand(passage: Passage, sentence: Sentence, taken: Taken, language: Language) -> Standing:
    """A position is a speech act: only conditionals, reports and negation change how it stands."""
    standing = read_standing(passage, sentence, taken.start, language)
    level = (
        "quoted"
        if set(taken.speaker) != set(sentence.speaker)
        else "document"
        if sentence.speaker == passage.issuers
        else "zone"
    )
    kept = standing.factuality if standing.factuality in ("conditional", "negated") else "asserted"
    return Standing(taken.speaker, level, kept)
