"""What the form of a German verb tells of its event, and how German passes on."""

import re

from lagebild.reading.words import VerbForm

_REACH = 200
_ZU = re.compile(r"\bzu $")
_PLAN = re.compile(
    r"\b(?:plan(?:t|en|te|ten)|beabsichtig\w+|Absicht|Pläne?n?|will|wollen|wollte\w*|entschieden|entschied\w*|beschlossen|beschließ\w+|Entscheidung|Beschluss|kündig\w+|angekündigt|"
    r"Ankündigung|droh\w+|verpflichte\w+|bereit|verspr\w+|zugesagt|Zusage|vorbereite\w+|vorhaben|hat vor|haben vor)\b"
)
_PROPOSED = re.compile(
    r"\b(?:Vorschl[aä]g\w*|vorgeschlagen|schlägt|schlagen|schlug\w*|beantrag\w+|Antrag|empf[iea]\w+)\b"
)
_ALLEGED = re.compile(r"\b(?:wirft|werfen|warf\w*|Vorwurf|Vorwürfe|vorgeworfen|beschuldig\w+|bezichtig\w+)\b")
_MAY = re.compile(r"\b(?:könnten?|könne)\b")
_DUTY = re.compile(
    r"\b(?:kann|können|darf|dürfen|dürfte|muss|müssen|müsse|müssten?|sollten?|würden?|mögen|möge)\b"
)
_INFINITIVE = re.compile(r"(?:en|ern|eln)$")
_PARTICIPLE = re.compile(
    r"^(?:\w{0,8}ge\w+(?:t|en)|\w+t|beschlossen|erlassen|überlassen|vergeben|erhoben|verliehen)$"
)
_WILL = re.compile(r"\b(?:wird|werden|will|wollen|wolle)\b")
_CLAUSE = re.compile(r"[,;:–] |\bdass |\bund (?=[a-zäöü])")


def read_verb_form(text: str, start: int, end: int) -> VerbForm:  # noqa: PLR0911 -- one return per form
    """The form of a verb by the clause that it ends, and for an infinitive with `zu` by what governs it."""
    before = text[max(0, start - _REACH) : start]
    begin = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    clause = before[begin:]
    verb = text[start:end]
    if _ZU.search(before) or re.match(r"(?:ein|aus|an|ab|auf|zu|vor|bei|mit)zu\w", verb):
        if _PLAN.search(before):
            return "planned"
        if _ALLEGED.search(before):
            return "alleged"
        return "proposed" if _PROPOSED.search(before) else "none"
    after = text[end : end + 24]
    passive = re.match(r" (?:werden|worden|wurden?|wird)\b", after) or re.search(
        r"\b(?:wird|werden|wurden?)\b", clause
    )
    near = clause + after.split(",")[0]
    if _MAY.search(near):
        return "possible"
    if _DUTY.search(near):
        return "none"
    if _INFINITIVE.search(verb) and not _PARTICIPLE.search(verb) and _WILL.search(near):
        return "planned"
    return "passive" if passive else "finite"


_LAST_WORD = re.compile(r"[a-zäöüß]+en(?=[.,;!?]|$)")
_WISH = re.compile(r"\b(?:würden?|könnten?|kann|können|sollten?|müssten?|dürften?)\b[^.,;:]*$")


def is_purpose(text: str, start: int) -> bool:
    """Whether a predicate is an infinitive with `zu` or an attribute before its noun."""
    if text[max(0, start - 3) : start] == "zu ":
        return True
    word = _LAST_WORD.match(text, start)
    return word is not None and _WISH.search(text, max(0, start - _REACH), start) is not None


SAID = re.compile(
    r"\b(?:sagte|erklärte|teilte|bestätigte|berichtete|meldete|behauptet|behauptete|gab an|sprach von)\b"
)
COORDINATED = re.compile(r",? (?:und|sowie) (?:(?:wir|zugleich|weiterhin) )?$")
