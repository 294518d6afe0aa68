"""German, as the rules use it."""

from lagebild.reading.de.denials import DENIAL
from lagebild.reading.de.events import EVENTS
from lagebild.reading.de.figures import FIGURES
from lagebild.reading.de.positions import DEMAND, POSITIONS, REPORT, STRENGTH
from lagebild.reading.de.roles import FACTUALITY, ROLES
from lagebild.reading.de.verbs import COORDINATED, SAID, is_purpose, read_verb_form
from lagebild.reading.words import Language

GERMAN = Language(
    code="de",
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
