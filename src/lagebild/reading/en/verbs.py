# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""What the form of an English verb tells of its event, and how English passes on."""

import re

from lagebild.reading.words import VerbForm

_REACH = 90
_ADVERBS = r"(?:(?:not|also|now|further|jointly|together|immediately|recently|already|then|even|again|soon|later|reportedly|always|all|[a-z]+ly) ){0,3}"
_INFINITIVE = re.compile(rf"\b[Tt]o {_ADVERBS}$")
_PLAN = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|intention|decid(?:e|es|ed|ing)|decision|agree(?:s|d)?|commit(?:s|ted|ment|ments)?|pledg(?:e|es|ed|ing)|"
    r"vow(?:s|ed)?|determined|resolved|set|about|going|prepar(?:e|es|ed|ing)|ready|scheduled|expected|threaten(?:s|ed|ing)?|promis(?:e|es|ed|ing)|will|shall|want(?:s|ed)?)\b"
    r"[^.;:]{0,40}$"
)
_GOES_ON = re.compile(r"\b(?:continu(?:e|es|ed|ing)|began|begun|started|managed|helped|chose|moved) to $")
_WILL = re.compile(rf"(?:\b(?:will|shall)|'ll) {_ADVERBS}(?:be {_ADVERBS})?$")
_MAY = re.compile(rf"\b(?:could|may|might) {_ADVERBS}(?:have |be )?{_ADVERBS}$")
_WOULD = re.compile(
    rf"\b(?:would|should|can|cannot|must|ought to|let us|please|do not|don't|to be) {_ADVERBS}(?:have |be )?{_ADVERBS}$"
)
_BE = re.compile(rf"\b(?:am|is|are|was|were|been|being|be|'re|'s|gets?|got) {_ADVERBS}$")
_HAS = re.compile(rf"\b(?:has|have|had|having|'ve) {_ADVERBS}$")
_BY = re.compile(r"\b(?:by|continu(?:e|es|ed)|keeps?|kept|began|started|after) $")
_FINITE_ING = frozenset({"king"})


def read_verb_form(text: str, start: int, end: int) -> VerbForm:  # noqa: PLR0911 -- one return per form
    """The form of a verb by what stands before it."""
    before = text[max(0, start - _REACH) : start]
    verb = text[start:end].split(" ", 1)[0]
    if _INFINITIVE.search(before):
        if _GOES_ON.search(before):
            return "finite"
        return "planned" if _PLAN.search(before) else "none"
    if _MAY.search(before):
        return "possible"
    if _WOULD.search(before):
        return "none"
    if verb.endswith("ing"):
        if _WILL.search(before):
            return "planned"
        if _BE.search(before) or _BY.search(before):
            return "finite"
        return "planned" if _PLAN.search(before) else "none"
    if _BE.search(before):
        return "passive"
    return "planned" if _WILL.search(before) else "finite"


_PERFORMS = re.compile(
    r"\b(?:want(?:s|ed)?|wish(?:es|ed)?|like|continu(?:e|es|ed|ing)|have|has|need(?:s)?|join(?:s|ed)?(?: \w+){0,4}|agreed|going|allow me|again) to (?:[a-z]+ly |also |once again )?$"
)
_ANY_INFINITIVE = re.compile(r"\bto (?:[a-z]+ly |also |further |fully |jointly |better )?$")


def is_purpose(text: str, start: int) -> bool:
    """Whether a predicate is an infinitive of purpose: `measures to support`, unlike `we want to support`."""
    before = text[max(0, start - _REACH) : start]
    return _ANY_INFINITIVE.search(before) is not None and _PERFORMS.search(before) is None


SAID = re.compile(
    r"\b(?:said|says|stated|announced that|claim(?:s|ed) that|confirmed that|reported that|told (?:reporters|journalists|parliament|lawmakers))\b"
)
COORDINATED = re.compile(r",? (?:and|but) (?:(?:we|they|also|strongly|further|continue to|fully) ){0,3}$")
