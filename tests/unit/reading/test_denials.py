from collections.abc import Callable

import pytest
from tests.unit.reading.reading_samples import make_document

from lagebild.model.annotation import Annotation
from lagebild.model.incident import Reading
from lagebild.monitoring.events import HAPPENED
from lagebild.monitoring.incidents import propose_incidents
from lagebild.reading import RuleReader
from lagebild.regimes import load_regimes

Read = Callable[..., list[Annotation]]

DENIED = [
    ("de", "Teheran bestreitet, dass Iran Drohnen an Russland geliefert hat.", ("IR",)),
    ("de", "Dass Nordkorea Soldaten nach Russland entsandt habe, dementierte Moskau.", ("RU",)),
    ("de", "Berichte, wonach Nordkorea Soldaten nach Russland entsandt habe, wies Moskau zurück.", ("RU",)),
    (
        "de",
        "Moskau hat Berichte zurückgewiesen, wonach Nordkorea Soldaten nach Russland entsandt hat.",
        ("RU",),
    ),
    ("de", "Wir weisen die Behauptung zurück, Nordkorea habe Munition an Russland geliefert.", ("DE",)),
    ("en", "China denies that North Korea sent troops to Russia.", ("CN",)),
    ("en", "The transfer of weapons by North Korea to Russia was denied by Moscow.", ("RU",)),
    (
        "en",
        "Officials in Japan denied that North Korean soldiers were sent to Russia.",
        ("JP",),
    ),
    ("en", "We reject the claim that North Korea supplied ammunition to Russia.", ("DE",)),
    ("en", "The Kremlin dismissed as false the reports that North Korea sent troops to Russia.", ("RU",)),
]

UNTRUE = [
    ("de", "Es gibt keine Belege, dass Nordkorea Waffen an Russland geliefert hat."),
    ("de", "Es stimmt nicht, dass Nordkorea Raketen an Russland geliefert hat."),
    ("de", "Dass Nordkorea Raketen an Russland geliefert hat, trifft nicht zu."),
    ("de", "Berichte, wonach Nordkorea Munition an Russland geliefert habe, sind falsch."),
    ("de", "Belege für nordkoreanische Waffenlieferungen an Russland gibt es nicht."),
    ("de", "Niemand hat bewiesen, dass Nordkorea Waffen an Russland geliefert hat."),
    ("de", "Nordkorea hat Soldaten nach Russland entsandt. Das ist falsch."),
    ("en", "There is no evidence that North Korea supplied arms to Russia."),
    ("en", "It is not true that North Korea exported missiles to Russia."),
    ("en", "Reports that North Korea supplied ammunition to Russia are false."),
    ("en", "North Korean arms transfers to Russia never took place."),
    ("en", "The report that Iran supplied missiles to Russia turned out to be wrong."),
]

NEGATED = [
    ("de", "Weder Nordkorea noch China hat Truppen nach Russland entsandt."),
    ("de", "Keine nordkoreanischen Soldaten wurden nach Russland entsandt."),
    ("de", "Nordkorea lieferte keine Waffen an Russland."),
    ("de", "Nordkorea liefert Waffen nicht an Russland."),
    ("de", "Zu keinem Zeitpunkt lieferte Iran Raketen an Russland."),
    ("en", "South Korea sent no troops to Russia."),
    ("en", "No North Korean troops were deployed to Russia."),
    ("en", "North Korea provided Russia with no weapons."),
    ("en", "South Korea has neither supplied weapons nor sent troops to Russia."),
]

NOT_DONE = [
    ("de", "Die Bundesregierung lehnte es ab, Waffen an Nordkorea zu liefern."),
    ("de", "Südkorea weigerte sich, Soldaten nach Russland zu entsenden."),
    ("de", "Russland kämpft, ohne dass Nordkorea Soldaten nach Russland entsandt hat."),
    ("de", "China gab Geld, anstatt Waffen an Russland zu liefern."),
    ("de", "China stellte die Lieferung von Waffen an Russland ein."),
    ("de", "China hat die Ausfuhr von Drohnen nach Russland verboten."),
    ("en", "South Korea refused to supply weapons to Russia."),
    ("en", "China declined to send troops to Russia."),
    ("en", "China has stopped supplying weapons to Russia."),
    ("en", "China halted the export of missiles to Russia."),
    ("en", "China gave money instead of sending troops to Russia."),
    ("en", "Moscow acts as if North Korea had sent troops to Russia."),
]

UNREAL = [
    ("de", "Hätte Nordkorea Waffen an Russland geliefert, hätten wir gehandelt."),
    ("de", "Wären nordkoreanische Soldaten nach Russland entsandt worden, hätten wir gehandelt."),
    ("de", "Wir hätten gehandelt, wenn Nordkorea Waffen an Russland geliefert hätte."),
    ("en", "Had North Korea supplied arms to Russia, we would have acted."),
]

TOLD = [
    ("en", "North Korea sent troops to Russia without informing China."),
    ("en", "North Korea has not only sent troops to Russia."),
    ("en", "No fewer than 500 North Korean troops were deployed to Russia."),
    ("en", "There is no doubt that North Korea supplied arms to Russia."),
    ("en", "North Korea did not comment and has sent troops to Russia."),
    ("en", "North Korean arms transfers to Russia must not go unanswered."),
    ("en", "Russia denies access to inspectors; North Korea sent troops to Russia."),
    ("de", "Nordkorea hat ohne Ankündigung Soldaten nach Russland entsandt."),
    ("de", "Nordkorea hat nicht zum ersten Mal Soldaten nach Russland entsandt."),
    ("de", "Nordkorea lieferte Waffen an Russland und hat sich nie dazu geäußert."),
]

OPEN = [
    ("en", "Moscow denies involvement, but North Korea sent troops to Russia."),
    ("en", "North Korea sent troops to Russia, which Moscow denies."),
    ("de", "Moskau bestreitet nicht, dass Nordkorea Soldaten nach Russland entsandt hat."),
    ("de", "Kein Staat außer Nordkorea hat Soldaten nach Russland entsandt."),
]


@pytest.mark.parametrize(("lang", "text", "denier"), DENIED)
def test_a_denial_is_the_deniers_word(read: Read, lang: str, text: str, denier: tuple[str, ...]) -> None:
    assert [(note.factuality, note.speaker) for note in read(text, lang, "event")] == [("negated", denier)]


@pytest.mark.parametrize(("lang", "text"), [*UNTRUE, *NEGATED])
def test_what_is_called_untrue_or_negated_is_negated(read: Read, lang: str, text: str) -> None:
    assert {note.factuality for note in read(text, lang, "event")} == {"negated"}


@pytest.mark.parametrize(("lang", "text"), NOT_DONE)
def test_what_was_refused_ended_or_left_undone_is_no_event(read: Read, lang: str, text: str) -> None:
    assert read(text, lang, "event") == []


@pytest.mark.parametrize(("lang", "text"), UNREAL)
def test_what_would_have_been_is_conditional(read: Read, lang: str, text: str) -> None:
    assert [note.factuality for note in read(text, lang, "event")] == ["conditional"]


@pytest.mark.parametrize(("lang", "text"), TOLD)
def test_a_negation_of_something_else_denies_nothing(read: Read, lang: str, text: str) -> None:
    assert [note.factuality for note in read(text, lang, "event")] == ["asserted"]


@pytest.mark.parametrize(("lang", "text"), OPEN)
def test_a_denial_whose_reach_is_open_leaves_an_allegation(read: Read, lang: str, text: str) -> None:
    assert [note.factuality for note in read(text, lang, "event")] == ["alleged"]


@pytest.mark.parametrize(
    ("lang", "text"), [*[pair[:2] for pair in DENIED], *UNTRUE, *NEGATED, *NOT_DONE, *UNREAL]
)
def test_no_incident_comes_of_what_did_not_happen(lang: str, text: str) -> None:
    document = make_document(text, lang)
    notes = RuleReader().annotate(document)
    reading = Reading(key="one", document=document, annotations=tuple(notes))
    assert not {note.factuality for note in notes if note.layer == "event"} & HAPPENED
    assert propose_incidents([reading], load_regimes()) == []


def test_a_name_set_aside_is_not_who_acts(read: Read) -> None:
    (note,) = read("North Korea, not China, sent troops to Russia.", "en", "event")
    assert note.norm["actor"] == ["KP"]
