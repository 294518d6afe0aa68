"""What kind of document it is, by its genre words and its opening sentences."""

import re

from lagebild.model.document import DocumentKind

_JOINT = (
    r"(?:\bjoint (?:\w+ ){0,3}?(?:statement|declaration|communiqu[eé])|"
    r"\bgemeinsame[sn]? (?:\w+ ){0,2}?(?:erklärung|kommuniqu[eé]|stellungnahme|mitteilung)"
    r"|\bgemensamt uttalande|\bdéclaration (?:conjointe|commune)|\bcommuniqu[eé]\b(?! de presse)"
    r"|\b(?:leaders|ministers|"
    r"außenminister(?:innen und außenminister)?)['’]? (?:\w+ ){0,2}?(?:statement|declaration|"
    r"communiqu[eé]|vision)"
    r"|\bstatement (?:by|of) the (?:g7|group of seven|foreign ministers|leaders)|"
    r"\berklärung der (?:g7|staats- und regierungschef|außenminister))"
)
TITLE_RULES: tuple[tuple[DocumentKind, str], ...] = (
    ("fact_sheet", r"\b(?:joint )?fact ?sheet\b|\bfaktenblatt\b|\bhintergrundpapier\b|\bfactsheet\b"),
    ("readout", r"\breadout\b|\bread-out\b|\bzusammenfassung des (?:telefonats|gesprächs|treffens)\b"),
    (
        "mfa_briefing",
        (
            r"\b(?:foreign ministry|mfa|"
            r"ministry of foreign affairs)\b.{0,60}\b(?:press conference|briefing|remarks)\b|"
            r"\b(?:briefing|press conference)\b.{0,60}\bforeign ministry\b"
            r"|\berklärungen des auswärtigen amts in der regierungspressekonferenz\b|"
            r"\bspokesperson\b.{0,60}\bregular press conference\b"
        ),
    ),
    (
        "press_briefing",
        (
            r"\bpress (?:briefing|gaggle|conference|call|availability)\b|\bpressekonferenz\b|"
            r"\bpresseunterrichtung\b|\bbackground (?:briefing|call)\b|\bdaily briefing\b|"
            r"\bpresskonferens\b"
        ),
    ),
    (
        "executive_notice",
        (
            r"\b(?:message|letter|notice|report) to (?:the )?(?:congress|speaker)\b|"
            r"\bletter to the speaker\b|\bexecutive order\b|\bproclamation\b|"
            r"\bcontinuation of the national emergency\b"
            r"|\bpresidential (?:memorandum|determination)\b|\bbekanntmachung\b|"
            r"\ballgemeinverfügung\b|\bgeneral licen[cs]e\b|\bfederal register\b"
        ),
    ),
    ("joint_statement", _JOINT),
    (
        "committee_report",
        (
            r"\bbeschlussempfehlung\b|\b(?:committee|ausschuss(?:es)?)\b.{0,40}\b(?:report|"
            r"bericht)\b|\b(?:report|bericht) (?:of|by|des) (?:the )?.{0,40}\b(?:committee|"
            r"ausschusses)\b"
        ),
    ),
    (
        "chamber_resolution",
        (
            r"\b(?:entschließung|resolution) (?:des|of the) (?:\w+ ){0,2}(?:bundestag|"
            r"bundesrat|europäischen parlaments|european parliament|parliament|senate|house)"
            r"|\b(?:european parliament|europäisches parlament|senate|"
            r"house) (?:concurrent )?(?:resolution|entschließung)\b|"
            r"\bbeschluss des (?:deutschen )?bundes(?:tages|rates)\b|\b[hs]\. ?(?:con\. ?|"
            r"j\. ?)?res\. ?\d"
        ),
    ),
    (
        "parliamentary_motion",
        r"^antrag\b|\bentschließungsantrag\b|\bearly day motion\b|\bmotion for a resolution\b",
    ),
    (
        "government_answer",
        (
            r"^antwort der bundesregierung\b|\bgovernment(?:['’]s)? (?:response|answer) to\b|"
            r"\bwritten answer\b|\banswer of the government\b"
        ),
    ),
    (
        "parliamentary_question",
        (
            r"\b(?:kleine|große|schriftliche|mündliche) (?:an)?frage\b|\bparliamentary question\b|"
            r"\bwritten question\b|\bquestion for written answer\b"
        ),
    ),
    (
        "report",
        (
            r"\b(?:final|interim|midterm|annual|quarterly|monitoring|\w+) report\b(?! to)|"
            r"^report\b|\b\w*bericht\b|\bnote by the (?:president|secretary)|\bvermerk\b|"
            r"\blagebild\b|^note on\b|^notiz\b"
        ),
    ),
    (
        "statement",
        (
            r"\bstatement\b|\berklärung\b|\bstellungnahme\b|\buttalande\b|\bdéclaration\b|"
            r"\bdeclaration\b|\bremarks\b|\berklärt(?:e)?\b.*\bzu[rm]?\b|\bzu[rm]? .*\berklärt\b|"
            r"\bspokesperson on\b|\bpresidential message\b"
        ),
    ),
    (
        "list",
        (
            r"\bconsolidated list\b|\bkonsolidierte liste\b|\bsanctions list\b|\bsanktionsliste\b|"
            r"\blist of (?:designated|sanctioned)\b"
        ),
    ),
)
"""Genre words in a title, the more special first. Source: titles of the documents and sites listed in docs/method."""

LABEL_RULES: tuple[tuple[DocumentKind, str], ...] = (
    ("joint_statement", r"\bjoint (?:statement|communiqu[eé]|declaration)\b|\bgemeinsame erklärung\b"),
    ("fact_sheet", r"\bfact ?sheets?\b"),
    ("readout", r"\breadouts?\b"),
    ("press_briefing", r"\bpress briefings?\b|\bpressekonferenz\b"),
    (
        "press_release",
        (
            r"\bpress ?releases?\b|\bnews release\b|\bmedia release\b|"
            r"\bfor immediate release\b|\bpressemitteilung(?:en)?\b|\bpressemeldung\b|"
            r"\bmedienmitteilung\b|\bpresseaussendung\b"
            r"|\bpressmeddelande\b|\bcommuniqu[eé] de presse\b|\bpresseinformation\b|"
            r"\bmedia note\b|\bcomunicato stampa\b"
        ),
    ),
    ("statement", r"\bstatements?\b|\berklärung\b|\buttalande\b|\bdéclaration\b"),
    ("report", r"\breport\b|\bbericht\b"),
    ("news", r"\bnews\b|\bnachrichten\b|\bartikel\b"),
)
"""Genre words in other header lines, weaker than the title's."""

_OPENING_RULES: tuple[tuple[DocumentKind, str], ...] = (
    (
        "executive_notice",
        (
            r"^(?:\W*(?:dear (?:mr|madam|mister)\.? (?:speaker|president)|to the (?:congress|"
            r"senate|house of representatives) )|"
            r".{0,400}\b(?:section 202\(d\) of the national emergencies act"
            r"|by the authority vested in me as president|i hereby (?:report|determine|order|"
            r"proclaim)|pursuant to the international emergency economic powers act))"
        ),
    ),
    (
        "joint_statement",
        (
            r"^.{0,300}\bwe,? the (?:(?:undersigned|g7|foreign|heads|representatives|leaders|"
            r"ministers|governments|permanent|participating|member|members|secretaries|"
            r"presidents)\b)|^.{0,80}\bwe,? (?:the )?[^.]{0,200}\b(?:ministers|leaders) of\b"
            r"|\bwir, die (?:\S+ ){0,3}?(?:außenminister\w*|staats- und regierungschef\w*|"
            r"regierungen|ministerinnen|vertreter\w*|unterzeichn\w*|mitglied\w*)|"
            r"^.{0,80}\bthe text of the following (?:joint )?statement was (?:released|issued|"
            r"agreed)"
            r"|\bwortlaut der folgenden (?:gemeinsamen )?erklärung"
        ),
    ),
    (
        "readout",
        (
            r"^.{0,160}?\b(?:today )?(?:met|spoke|convened|held (?:a|an|his|her|"
            r"their)(?: \w+){0,3} (?:call|meeting|conversation|talks)|had a (?:call|"
            r"conversation))\b(?! the press).{0,60}\b(?:with|of|leaders|counterparts?)\b"
            r"|^.{0,200}?\b(?:sprach|telefonierte|traf sich)\b.{0,60}\bmit\b"
        ),
    ),
    (
        "statement",
        (
            r"^(?:the )?[a-z .]{2,60}? (?:strongly |firmly |unequivocally |"
            r"resolutely )?(?:condemns|welcomes|deplores|rejects|denounces)\b|"
            r"^(?:die bundesregierung|deutschland|\w+) (?:verurteilt|begrüßt) "
        ),
    ),
)
"""Opening sentences by which a document without a telling title shows its genre."""

_TRANSCRIPT = re.compile(
    r"^(?:(?:MS|MR|MRS|DR|SECRETARY|PRESIDENT|MODERATOR|SENIOR [A-Z ]+|"
    r"THE PRESIDENT)\.?(?: [A-Z][A-Z’'-]+)*:|Q[ :\t]{1,6}\S|QUESTION:|FRAGE:|ANTWORT:)",
    re.MULTILINE,
)
_AGENCY = re.compile(
    r"^[^.]{0,80}\((?:Reuters|AP|AFP|dpa|Yonhap|TASS|KCNA|Xinhua|Kyodo)[^)]{0,20}\)|^(?:By|"
    r"Von) [A-Z][\w.]+ [A-Z][\w.]+(?:, | and |$)"
)


_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|„[^“”]*(?:[“”]|\Z)|»[^«]*(?:«|\Z)|«[^»]*(?:»|\Z)|\"[^\"]*(?:\"|\Z)")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Ww]ir|[Uu]nser(?:e[mnrs]?)?)\b")

SPEAKERS = frozenset({"government", "ministry", "body"})
"""Kinds of publishers whose own words a text is when its first sentence says that somebody condemns."""


def recognise_kind(
    *, title: str | None, labels: str, opening: str, text: str, publisher_kind: str | None
) -> DocumentKind:
    """The kind; `other` where nothing in title, header, opening or form tells one.

    Args:
        title: The document's title, or None.
        labels: The other header lines, joined by ` | `.
        opening: The first thousand code points of the body, words with single spaces.
        text: The document's text; only its first part is looked at.
        publisher_kind: What the publisher is, such as `news`, or None.
    """
    speakers = len(_TRANSCRIPT.findall(text[:60_000]))
    by_title = _match(TITLE_RULES, title or "")
    by_opening = _match(_OPENING_RULES, opening)
    if by_opening == "statement" and publisher_kind not in SPEAKERS and not _is_first_person(opening):
        by_opening = None  # who condemns in the third person need not be who writes
    if speakers >= 4 and by_title not in {"mfa_briefing", "press_briefing"}:  # noqa: PLR2004  # two speakers in turn
        by_title = "press_briefing"
    if by_title in {None, "statement"} and by_opening in {"joint_statement", "executive_notice"}:
        by_title = by_opening
    if by_title:
        return by_title
    if publisher_kind == "news" or _AGENCY.search(opening):
        return "news"
    by_label = _match(LABEL_RULES, labels)
    if by_label == "news" and publisher_kind in {"government", "ministry", "body"}:
        by_label = "press_release"  # an authority's `news story` is its own release
    if by_label and by_label not in {"statement", "news"}:
        return by_label
    return by_opening or by_label or "other"


def _is_first_person(opening: str) -> bool:
    """Whether a text speaks of itself as `we` outside of what it quotes."""
    return bool(_FIRST_PERSON.search(_QUOTED.sub(" ", opening)))


def _match(rules: tuple[tuple[DocumentKind, str], ...], words: str) -> DocumentKind | None:
    return next((kind for kind, pattern in rules if re.search(pattern, words, re.IGNORECASE)), None)
