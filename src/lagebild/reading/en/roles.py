# ruff: noqa: E501 -- patterns are data: a broken one is harder to read than a long one
"""How English marks who acts and towards whom, and how sure a sentence is."""

import re

from lagebild.reading.words import FactualityWords, RoleWords

_FILL = (
    r"(?:(?:the|its|their|our|all|both|a|an|and|or|more|other|many|any|\d+(?:,\d{3})*|government of|people of|Government of|people of the|territory of|"
    r"Republic of|side of|President|Prime Minister|Foreign Minister|[a-z]{3,20}(?:ly|al|ic|ed|ful|ous|ive|ary|ing|ant|ent)) ?(?:the )?){0,4}"
)


def is_english_possessive(name: str, after: str, article: bool) -> bool:  # noqa: FBT001 -- the language protocol passes it on
    """Whether a name is a possessor: followed by an apostrophe."""
    del name, article
    return after.startswith("'")


ROLES = RoleWords(
    markers=re.compile(
        r"\b(?:(?P<source>[Aa]ccording to|[Aa]s per|[Cc]iting)|(?P<by>[Bb]y)|(?P<from>[Ff]rom)|(?P<support>support (?:of|for|to)|assistance (?:to|for)|aid (?:to|for))|(?P<to>[Tt]o|[Ii]nto|[Tt]oward|[Tt]owards)|"
        r"(?P<against>[Aa]gainst|[Oo]n|[Uu]pon|[Tt]argeting)|(?P<for>[Ff]or)|(?P<in>[Ii]n|[Aa]t|[Ii]nside|[Ww]ithin)|(?P<with>[Ww]ith|[Aa]longside)|(?P<between>[Bb]etween|[Aa]mong)|"
        r"(?P<of>[Oo]f)) " + _FILL + r"#?$"
    ),
    is_genitive=is_english_possessive,
    joiner=re.compile(
        r"(?:'s?)?(?:,|,? and|,? n?or| &|/|, as well as|,? along with| together with) ?(?:the |by |of |to |with )?"
    ),
    clause=re.compile(
        r"[,;:–—] |\b(?:said|says) (?!that )|\bthat |\bwhich |\bwho |\bwhether |\bif |\bafter |\bwhile "
    ),
    relative=re.compile(
        r"\b(?:who|which|whose|whom|[Hh]e|[Ss]he) |\b(?:those|ones|anyone|countries|states|actors|entities|individuals|people|measures|steps) that "
    ),
    performs=re.compile(
        r"\b(?:plan(?:s|ned|ning)?|began|begun|continu(?:es?|ed|ing)|started|expand(?:s|ed)|increas(?:es|ed)|approved|ordered|consider(?:s|ing)|carried out|conducted|suspended|halted|stopped|completed|confirmed)\b"
    ),
    active=re.compile(r"(?!)"),
    clausal_subject=re.compile(r"(?:That|Whether) (?!(?:is|was|said)\b)"),
    office=re.compile(
        r"(?:^|[;:] )(?:The |the )?(?:[Ff]oreign [Mm]inist(?:ers?|ry)|[Dd]efen[cs]e [Mm]inist(?:ers?|ry)|[Pp]resident|[Pp]rime [Mm]inister|[Gg]overnment|[Ll]eaders?) of (?:the )?$"
    ),
    together=re.compile(
        r"\b(?:[Tt]he|[Bb]oth) (?:(?:two|three|four) )?(?:[Ll]eaders|[Pp]residents|[Mm]inisters|[Ss]ecretaries|[Oo]fficials|sides|countries|[Pp]rincipals|[Aa]dvisors|parties|women|men)\b|^(?:They|Together, they|Both)\b"
    ),
    meets=re.compile(
        r"\b(?:met|meets?|meeting|[Mm]eeting|spoke|hosted|call(?:ed)? with|[Cc]all|talks|welcomed|trilateral|[Ss]ummit|convened)\b"
    ),
    own=re.compile(r"\b(?:[Ii]ts|[Tt]heir)(?: [a-z-]+){0,2} $"),
    we=re.compile(r"\b(?:[Ww]e|I)\b"),
    ministers=re.compile(
        r"\b(?:[Tt]he|[Bb]oth|[Oo]ur) (?:(?:two|three|four|G7|Trilateral|Foreign|Prime|foreign|undersigned|participating) ){0,2}(?:[Ll]eaders|[Pp]residents|[Mm]inisters|[Ss]ecretaries|[Oo]fficials|sides|countries|[Pp]articipants|[Pp]rincipals|[Mm]embers|[Pp]arties|representatives|[Aa]dvisors)\b"
    ),
    support=re.compile(
        r"\b(?:support|solidarity|commitments?|security|defense|alliance|partnership|assistance|efforts|contributions?|leadership|sovereignty|deterrence)\b"
    ),
)

FACTUALITY = FactualityWords(
    rules=(
        ("conditional", re.compile(r"(?P<anywhere>^(?:If|Should|Were|Unless|Even if|Assuming|Suppose|Supposing) |(?:^|, )[Hh]ad (?=(?:the|an?|it|they|we|[A-Z]\w+)\b))|\b(?:if(?! not\b)|in the event (?:of|that)|should (?=[A-Z]))\b")),
        ("reported_planned", re.compile(r"\b(?:reports?|reported|reportedly|indications?)\b[^.]{0,60}\b(?:plans?|intends?|planning|preparing|would)\b")),
        ("negated", re.compile(r"\b(?:not(?! only| just| merely| for the first)|never|no evidence|without)\b(?= (?:(?!and |but )\w+ ){0,3}(?:provid|transfer|deploy|impos|launch|supply|supplied|sent|send|suppl))")),
        ("reported", re.compile(r"\b(?:reports?|reportedly|reported|according to|media accounts)\b")),
        ("possible", re.compile(r"\b(?:could|may|might|possibly|possibility|potential|potentially|(?<!strongest )(?<!as )possible)\b")),
        ("alleged", re.compile(r"\b(?:alleged|allegedly|alleges|allegations?|accused of|claims?)\b")),
        ("proposed", re.compile(r"\b(?:proposed|proposes|proposal|propose)\b")),
        ("planned", re.compile(r"\b(?:will|plans? to|intends? to|planned|planning to|intend to|going to|about to|upcoming|is set to|are set to|agreed to|commit(?:ted)? to|determined to|resolved to)\b")),
        ("assessed", re.compile(r"\b(?:assess(?:es|ed)?|believes? that|judges?|our assessment|we believe|estimates? that)\b")),
    )
)  # fmt: skip
