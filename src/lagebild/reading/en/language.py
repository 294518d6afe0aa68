"""English, as the rules use it."""

from lagebild.reading.en.denials import DENIAL
from lagebild.reading.en.events import EVENTS
from lagebild.reading.en.figures import FIGURES
from lagebild.reading.en.positions import DEMAND, POSITIONS, REPORT, STRENGTH
from lagebild.reading.en.roles import FACTUALITY, ROLES
from lagebild.reading.en.verbs import COORDINATED, SAID, is_purpose, read_verb_form
from lagebild.reading.words import Language

ENGLISH = Language(
    code="en",
    figures=FIGURES,
    roles=ROLES,
    factuality=FACTUALITY,
    events=EVENTS,
    positions=POSITIONS,
    demand=DEMAND,
    strength=STRENGTH,
    report=REPORT,
    said=SAID,
    denial=DENIAL,
    coordinated=COORDINATED,
    verb_form=read_verb_form,
    is_purpose=is_purpose,
)
