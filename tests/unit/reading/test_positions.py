from collections.abc import Callable

import pytest

from lagebild.model.annotation import Annotation
from lagebild.model.document import Zone

Read = Callable[..., list[Annotation]]


def summarise(notes: list[Annotation]) -> list[tuple[str, list[str], list[str]]]:
    return [(note.norm["class"], note.norm["speaker"], note.norm["addressee"]) for note in notes]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Wir fordern Iran mit Nachdruck dazu auf, damit aufzuhören.", "de", [("DEMAND", ["DE"], ["IR"])]),
        ("Wir rufen Russland auf, abzuziehen.", "de", [("DEMAND", ["DE"], ["RU"])]),
        ("Die Bundesregierung verurteilt den Angriff Russlands scharf.", "de", [("CONDEMN", ["DE"], ["RU"])]),
        ("We strongly condemn Iran’s attack against Israel.", "en", [("CONDEMN", ["DE"], ["IR"])]),
        ("We call on Russia to withdraw.", "en", [("DEMAND", ["DE"], ["RU"])]),
        ("We urge all countries to condemn this.", "en", [("DEMAND", ["DE"], ["INT"])]),
    ],
)
def test_positions_have_class_speaker_and_addressee(
    read: Read, text: str, lang: str, expected: list[tuple[str, list[str], list[str]]]
) -> None:
    assert summarise(read(text, lang, "position")) == expected


def test_strength_is_the_words_of_the_text(read: Read) -> None:
    (note,) = read("Wir verurteilen die Angriffe Russlands aufs Schärfste.", "de", "position")
    assert note.norm["strength"] == "aufs Schärfste"


def test_what_a_questioner_says_is_the_questioners(read: Read) -> None:
    text = "Ich bin sehr besorgt über die Drohungen Russlands."
    zones = (Zone(kind="question", start=0, end=len(text), speaker=("person:Erika M.",)),)
    (note,) = read(text, "de", "position", zones=zones)
    assert note.speaker == ("person:Erika M.",)
