# ruff: noqa: E501 -- a sample sentence stands on one line
from collections.abc import Callable

import pytest

from lagebild.model.annotation import Annotation

Read = Callable[..., list[Annotation]]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Der Export von Munition durch Nordkorea nach Russland dauert an.", "de", ("AID", "arms_transfer", ["KP"], ["RU"])),
        ("Iran liefert Drohnen an Russland.", "de", ("AID", "arms_transfer", ["IR"], ["RU"])),
        ("Die Entsendung nordkoreanischer Soldaten nach Russland geht weiter.", "de", ("MOBILIZE", "troop_deployment", ["KP"], ["RU"])),
        ("Das Training nordkoreanischer Soldaten durch Russland begann.", "de", ("AID", "military_training", ["RU"], ["KP"])),
        ("Japan hat den Botschafter Chinas einbestellt.", "de", ("ACCUSE", "diplomatic_summons", ["JP"], ["CN"])),
        ("Iran’s transfer of ballistic missiles to Russia continues.", "en", ("AID", "arms_transfer", ["IR"], ["RU"])),
        ("North Korea deployed 500 troops to Russia.", "en", ("MOBILIZE", "troop_deployment", ["KP"], ["RU"])),
        ("Russia vetoed the text in the Security Council.", "en", ("REJECT", "veto", ["RU"], ["UN"])),
    ],
)  # fmt: skip
def test_events_have_root_type_actor_and_recipient(
    read: Read, text: str, lang: str, expected: tuple[str, str, list[str], list[str]]
) -> None:
    found = [
        tuple(note.norm[key] for key in ("plover", "subtype", "actor", "recipient"))
        for note in read(text, lang, "event")
    ]
    assert found == [expected]


def test_what_is_demanded_has_not_happened(read: Read) -> None:
    assert (
        read("Wir fordern Iran auf, die Lieferung von Waffen an Russland einzustellen.", "de", "event") == []
    )


def test_a_question_tells_nothing(read: Read) -> None:
    assert read("Hat Iran Raketen an Russland geliefert?", "de", "event") == []


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Sollte Iran Raketen an Russland liefern, wäre das schlimm.", "conditional"),
        ("Berichten zufolge hat Iran Raketen an Russland geliefert.", "reported"),
        ("Iran hat Raketen an Russland geliefert.", "asserted"),
    ],
)
def test_factuality_follows_the_sentence(read: Read, text: str, factuality: str) -> None:
    assert [note.factuality for note in read(text, "de", "event")] == [factuality]


def test_second_telling_names_the_first(read: Read) -> None:
    text = "Japan hat gestern den Botschafter Chinas einbestellt. Dass Japan gestern den Botschafter Chinas einbestellt hat, ist neu."
    first, second = read(text, "de", "event")
    assert (first.norm["same_as"], second.norm["same_as"]) == (None, first.id)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Wir verurteilen die Hilfe Nordkoreas für Russlands Angriffskrieg gegen die Ukraine.", "de"),
        ("Polens Urteil über Russlands Angriffskrieg gegen die Ukraine ist bekannt.", "de"),
        ("Poland's support for Ukraine against Russia's war of aggression goes on.", "en"),
        ("Poland's view of Russia's unprovoked invasion of Ukraine is known.", "en"),
    ],
)
def test_a_possessor_right_before_a_noun_owns_it_whatever_marks_it(read: Read, text: str, lang: str) -> None:
    (note,) = [note for note in read(text, lang, "event") if note.norm["subtype"] == "war_of_aggression"]
    assert (note.norm["actor"], note.norm["recipient"]) == (["RU"], ["UA"])


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Iran: Iran liefert Drohnen an Russland.", "Iran liefert Drohnen an Russland"),
        (
            "Wir verurteilen das Bündnis mit Russland, darunter die Entsendung nordkoreanischer Soldaten nach Russland.",
            "Entsendung nordkoreanischer Soldaten nach Russland",
        ),
    ],
)
def test_a_quote_begins_at_the_phrase_that_tells_it(read: Read, text: str, exact: str) -> None:
    assert [note.exact for note in read(text, "de", "event")] == [exact]
