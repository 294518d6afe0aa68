"""Whether what stands around a day in a line is a place, a label or a time, so that the line is a date's own."""

import re

from lagebild.text.places import find_places

LONGEST_PLACE_WORDS = 4
"""Words of the longest place before a day. Source: `Frankfurt am Main, den` and `New York City,` in real letters."""

LONGEST_SEGMENT_WORDS = 12
"""Words that may follow a day that begins its line, such as a list's title. Source: forty real page headers."""

LONGEST_LABEL_WORDS = 12
"""Words that may stand before a day at all, but for a line that begins with the act of issue."""

_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|"
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)\b\.?)"
)
_TIME = r"(?:(?:at |um )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?(?:Uhr|h|[ap]\.?m\.?))?(?: ?\(?[A-Z]{2,5}\)?)?)"
_GENRE = (
    r"(?:communiqu[eé]s? de presse|statements?|declarations?|communiqu[eé]s?|"
    r"(?:press|media|news) (?:release|statement|note|briefing|"
    r"conference)s?|press|news(?: story)?|article|speech(?:es)?|remarks|releases?|fact ?sheet|readout|report|"
    r"notice|note|letter|memo(?:randum)?|transcript|briefing|resolution|message|update|blog|interview|antwort|antrag|anfrage|frage|"
    r"(?:\w+)?erklärung|stellungnahme|(?:presse|medien)?(?:mitteilung|meldung|information|aussendung)|meldung|"
    r"artikel|rede|bericht|kommuniqu[eé]|nachrichten?|vermerk|bekanntmachung|schreiben|interview|pressemeddelande|uttalande|"
    r"drucksache|wahlperiode|ausgabe|issue)"
)
_ACT = (
    r"(?:date de publication|"
    r"(?:first |originally )?published|issued|released|posted|dated|adopted|agreed|signed|done|delivered|created|"
    r"updated|modified|release|date(?: of (?:issue|publication|release))?|(?:publication|release|issue) date|"
    r"datum|stand|as of|veröffentlicht|erschienen|herausgegeben|ausgegeben|angenommen|verabschiedet|beschlossen|"
    r"unterzeichnet|erstellt|aktualisiert|geändert|zuletzt|last|veröffentlichungsdatum|erscheinungsdatum|publicerad|"
    r"publié|publicado|for (?:immediate )?release|embargoed until|"
    r"zur (?:sofortigen )?veröffentlichung|frei)"
)
_LINK = r"(?:vom|am|on|of|le|den|dem|this|the|as|at|for|from|by|und|and|der|die|de|joint|gemeinsame|official|amtliche?)"
_NUMBER = (
    r"(?:(?:nr|no|n°|number|nummer)\.?|\d+(?:st|nd|rd|th|\.)?|\d[\d/.:-]*|[A-Z]{1,6}[/-][\w/-]*\d[\w/-]*)"
)
_LABELS = re.compile(
    rf"(?:(?:{_WEEKDAY}|{_TIME}|{_GENRE}|{_ACT}|{_LINK}|{_NUMBER})(?![\w])|[\s,:;.|–—·•/()\[\]*_#>&-])*+",
    re.IGNORECASE,
)
"""Nothing but words of genre, of issuing and of number: a label. Possessive, so that no line makes it hang."""

_ACT_OPENS = re.compile(
    rf"(?:{_ACT})\b(?!.*\b(?:after|following|regarding|concerning|since|about|nach|seit|über|wegen|anlässlich)\b)"
    r".*(?:[,:]|\b(?:on|am|vom|this|the))\Z",
    re.IGNORECASE,
)
"""A line without a subject that begins with the act of issue and comes to its day: `Adopted by the council, on`."""

_TOPIC_OPENS = re.compile(
    rf".*\b(?:{_GENRE})\s+(?:on|for|to|about|at)(?: the)?|(?:on|am|in|since|by|for|from|at|der|die|und|and)",
    re.IGNORECASE,
)
"""Words that make the day what a paper is about (`Statement on`) or when something happened (`Am`)."""

_MOMENT = re.compile(
    rf"(?:{_WEEKDAY},?)?\s*(?:(?:on|am|den|this|the|le|den)\s*)?(?:{_WEEKDAY},?)?", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:(?P<done>(?:Done|Given|Signed|Issued) (?:at|in)|(?:Gegeben|Geschehen|Ausgefertigt) (?:zu|in)) )?"
    r"(?P<place>(?:(?:[Tt]he |[Dd]en |St\. )?[A-ZÄÖÜ][\w.’'-]*)"
    r"(?:[ /-]+(?:(?:am|an der|de|la|le|du|of|bei|der) )?[A-ZÄÖÜ(][\w.’')-]*){0,3})"
    r"(?P<region>, ?[A-ZÄÖÜ][\w.]+(?: [A-ZÄÖÜ][\w.]+)?)?"
    r"(?P<link>\s*[,(/]\s*(?:den|am|on|this|the|le)?| (?:den|am|on|this))?"
)
_EVENT = re.compile(
    r"\b(?:summit|\w*gipfel|conference|\w*konferenz|\w*treffen|meeting|battle|schlacht|war|\w*krieg|launch|\w*start|attack|"
    r"\w*angriff|\w*anschlag|test|\w*tests?|invasion|crisis|\w*krise|agreement|\w*abkommen|treaty|\w*vertrag|resolution|"
    r"election|\w*wahl|anniversary|jahrestag|day|tag|\w*lieferung|delivery|chronik|chronicle|timeline|\w*putsch|coup|"
    r"deadline|frist|\w*sitzung|session|birthday|geburtstag|\w*massaker|massacre|\w*unglück|\w*flut|flood|visit|besuch|geboren|born|died)\b",
    re.IGNORECASE,
)
"""Words of what happens on a day: such a line names the happening's day and not the document's."""

_INSTITUTION = re.compile(
    r"\b(?:ministry|department|office|house|government|embassy|mission|secretariat|council|commission|chancellery|bureau|"
    r"agency|court|parliament|bundestag|bundesrat|bundesregierung|\w*ministerium|\w*amt|\w*kanzleramt|botschaft|"
    r"regierung|vertretung|kommission|\w*rat|gericht|spokesperson|sprecher(?:in)?|redaktion|room)\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:on|about|regarding|concerning|following|after|against|over|at|in|zu|zum|zur|über|anlässlich|nach|gegen|"
    r"bezüglich|wegen|bei|im|seit|since|until|bis|before|vor)\b",
    re.IGNORECASE,
)
_ISSUED_BY = re.compile(
    rf"{_GENRE}\W+(?:by|from|of|der|des|von|vom)\b|^[\w’' ]+['’]s? {_GENRE}\b", re.IGNORECASE
)
_BREAK = re.compile(r"\s*(?:[|·•:–—\t]|\s-\s|,)\s*")
_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|said|says|condemns?|launched|fired|took|hat|haben|war|waren|ist|sind|"
    r"wird|werden|wurden?|sagte|\w+(?:te|ten|tet)|verurteil(?:t|en))\b",
)


_QUESTION_LINE = re.compile(
    r"(?:frage|question|anfrage)\s+(?:von|from|by|asked by)\s+[^!?]{1,60}?\s*[•·|–—-]", re.IGNORECASE
)
"""How a page of a question site opens a question: who asked, a mark, the day. Source: abgeordnetenwatch's pages."""


def is_label_before(before: str) -> bool:
    """Whether what stands before a day in its line leaves the day to be the document's own.

    It does where nothing, a weekday, a place, a label or who issued it stands there; what happened on the day,
    or a sentence, takes the day for itself.
    """
    words = before.strip()
    if _QUESTION_LINE.fullmatch(words):
        return True
    if _TOPIC_OPENS.fullmatch(words):
        return False
    if _LABELS.fullmatch(words) or is_place(words):
        return True
    if _ACT_OPENS.match(words):
        return len(words.split()) <= LONGEST_SEGMENT_WORDS and not _VERB.search(words)
    if len(words.split()) > LONGEST_LABEL_WORDS or _VERB.search(words) or re.search(r"[.!?]\s", words):
        return False
    return _is_head(words)


def is_label_after(after: str, *, is_alone: bool) -> bool:
    """Whether what stands behind a day in its line is no sentence: a time, labels, who issued it, or a title.

    Args:
        after: The rest of the line.
        is_alone: Whether the day begins the line, so that a title may follow it after a dash or bar.
    """
    words = after.strip(" \t*_])")
    rest = re.sub(rf"\A(?:[\s,|–—·•(/-]*{_TIME})?\)?(?:\s*\([^()]{{1,20}}(?:\)|\Z))?", "", words)
    if not rest.strip(" ,.)|–—-") or _LABELS.fullmatch(rest):
        return True
    count = len(rest.split())
    is_sentence = bool(re.search(r"[.!?]$", rest)) and count > 3  # noqa: PLR2004  # a time zone is shorter
    if is_sentence or count > LONGEST_SEGMENT_WORDS:
        return False
    segments = [part for part in _BREAK.split(rest) if part]
    if all(_names_source(part) for part in segments):
        return True
    is_act = bool(re.match(rf"(?:by|from|von|durch|{_ACT})\b", rest, re.IGNORECASE))
    is_listed = bool(re.match(r"\s*(?:[|·•–—]|-\s)", rest)) and is_alone
    return is_listed or (is_act and not _VERB.search(rest))


def is_place(words: str) -> bool:
    """Whether words before a day are a place: known, or set off from the day by a comma or `den`."""
    found = _PLACE.fullmatch(re.sub(rf"[\s,]*{_WEEKDAY},?\s*\Z", ", ", words, flags=re.IGNORECASE).strip())
    if not found or _EVENT.search(words) or len(found["place"].split()) > LONGEST_PLACE_WORDS:
        return False
    is_set_off = words.rstrip().endswith((",", "(", "/")) or bool(re.search(r"[,(/]", found["link"] or ""))
    return is_set_off or bool(found["done"]) or _is_known(found["place"])


def _is_known(words: str) -> bool:
    return any(place.end - place.start >= len(words.strip()) for place in find_places(words, None))


def _is_head(words: str) -> bool:
    """Whether words end in a break and are segments of which each tells a genre, a place or who issued it."""
    if not re.search(rf"(?:[|·•:–—,\t(/]|\s-)\s*{_MOMENT.pattern}\Z", words, re.IGNORECASE):
        segments = _BREAK.split(words)
        return bool(_LABELS.fullmatch(segments[-1])) and all(_names_source(part) for part in segments[:-1])
    return all(_names_source(part) for part in _BREAK.split(words) if part)


def _names_source(part: str) -> bool:
    """Whether a segment is a label, a place, a body, or a genre with its issuer and without a topic."""
    words = part.strip(" ().,")
    if not words or _LABELS.fullmatch(words):
        return True
    if _EVENT.search(words) or _VERB.search(words):
        return False
    if _INSTITUTION.search(words) or _is_known(words) or is_place(words + ","):
        return not _TOPIC.search(words)
    return bool(_ISSUED_BY.search(words)) and not _TOPIC.search(words)
