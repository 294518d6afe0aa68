"""The persons that a document presents: who asks, who answers, who speaks."""

import re
from collections.abc import Iterable

from lagebild.documents.question_page import ReadQuestionPage
from lagebild.model.document import Zone

_NAME = r"(?:[A-ZÄÖÜ][\w’'-]+\.?|[A-Z]\.)(?: (?:(?:von|van|de|der|al|bin)\s)?(?:[A-ZÄÖÜ][\w’'-]+\.?|[A-Z]\.)){1,3}"
_TITLE_PERSON = re.compile(
    r"(?:Secretary|Minister|Ministerin|Außenminister(?:in)?|Spokesperson|Spokeswoman|Spokesman|Sprecher(?:in)?|Advis[eo]r|President|Präsident(?:in)?|"
    r"Coordinator|Ambassador|Botschafter(?:in)?|Kanzler(?:in)?|utrikesminister|Representative|Vertreterin|Administrator)"
    rf"\s+(?P<name>{_NAME})"
)


def find_persons(
    text: str, *, question: ReadQuestionPage | None, title: str | None, zones: Iterable[Zone]
) -> tuple[str, ...]:
    """Names as written, in the order: who answers, who asks, speakers named in the title, speakers of turns."""
    names: list[str] = []
    if question:
        names += [name for name in (question.facts.office_holder, question.facts.asker) if name]
    names += [_trim(found["name"]) for found in _TITLE_PERSON.finditer(title or "")]
    names += [
        speaker.removeprefix("person:")
        for zone in zones
        for speaker in zone.speaker
        if speaker.startswith("person:")
    ]
    return tuple(dict.fromkeys(name for name in names if (name and name in text) or name in (title or "")))


def _trim(name: str) -> str:
    return re.split(r"['’]s?\b", name)[0].strip(" '’")
