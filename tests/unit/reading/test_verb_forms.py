from collections.abc import Callable

import pytest

from lagebild.model.annotation import Annotation

Read = Callable[..., list[Annotation]]


def summarise(notes: list[Annotation]) -> list[tuple[str, list[str], list[str], str]]:
    return [
        (note.norm["subtype"], note.norm["actor"], note.norm["recipient"], note.factuality) for note in notes
    ]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("We will impose sanctions on Iran.", "en", [("sanctions_imposed", ["DE"], ["IR"], "planned")]),
        ("Iran plans to send troops to Syria.", "en", [("troop_deployment", ["IR"], ["SY"], "planned")]),
        ("Iran may have sent troops to Syria.", "en", [("troop_deployment", ["IR"], ["SY"], "possible")]),
        ("We work to impose sanctions on Iran.", "en", []),
        ("States should impose sanctions on Iran.", "en", []),
        ("Iran has not sent troops to Syria.", "en", [("troop_deployment", ["IR"], ["SY"], "negated")]),
        ("Iran hat keine Truppen nach Syrien entsandt.", "de", [("troop_deployment", ["IR"], ["SY"], "negated")]),
        ("Iran droht, Truppen nach Syrien zu entsenden.", "de", [("troop_deployment", ["IR"], ["SY"], "planned")]),
        (
            "Unklar ist, ob Iran Truppen nach Syrien entsandt hat.",
            "de",
            [("troop_deployment", ["IR"], ["SY"], "possible")],
        ),
        ("Gestern testete Iran eine Rakete.", "de", [("weapons_test", ["IR"], [], "asserted")]),
        ("Iran launched a missile attack against Israel.", "en", [("armed_attack", ["IR"], ["IL"], "asserted")]),
        ("We know that she visited Syria.", "en", []),
        ("Iran sold Syria 2.5 million shells.", "en", [("arms_transfer", ["IR"], ["SY"], "asserted")]),
        ("Es gilt, Truppen nach Syrien zu entsenden.", "de", []),
        ("Iran bildet syrische Soldaten aus.", "de", [("military_training", ["IR"], ["SY"], "asserted")]),
        ("Iran hat syrische Soldaten ausgebildet.", "de", [("military_training", ["IR"], ["SY"], "asserted")]),
        ("Die Waffenexporte Irans sind ein Thema.", "de", []),
        ("Japan restored ties with Chile.", "en", [("relations_restored", ["CL", "JP"], [], "asserted")]),
    ],
)  # fmt: skip
def test_form_of_the_verb_decides_what_is_told(
    read: Read, text: str, lang: str, expected: list[tuple[str, list[str], list[str], str]]
) -> None:
    assert summarise(read(text, lang, "event")) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Iran denied that Syria had sent troops to Lebanon.", "en"),
        ("Iran bestreitet die Entsendung syrischer Truppen nach Libanon.", "de"),
    ],
)
def test_denial_is_the_deniers_word(read: Read, text: str, lang: str) -> None:
    (note,) = read(text, lang, "event")
    assert (note.norm["actor"], note.factuality, note.speaker, note.level) == (
        ["SY"],
        "negated",
        ("IR",),
        "quoted",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Iran did not deny that Syria had sent troops to Lebanon.",
        "If Iran denies that Syria sent troops to Lebanon, we ask.",
    ],
)
def test_what_is_not_denied_is_not_negated(read: Read, text: str) -> None:
    assert [note.factuality for note in read(text, "en", "event") if note.factuality == "negated"] == []


def test_negated_ground_is_not_negated(read: Read) -> None:
    text = (
        "Der Angriff lässt sich nicht durch den Partnerschaftsvertrag zwischen Iran und Syrien rechtfertigen."
    )
    assert [(note.norm["subtype"], note.factuality) for note in read(text, "de", "event")] == [
        ("treaty", "asserted")
    ]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("According to Japan, Iran transferred missiles to Syria.", "en"),
        ("Japan said that Iran transferred missiles to Syria.", "en"),
        ("Nach Angaben Japans hat Iran Raketen an Syrien geliefert.", "de"),
    ],
)
def test_word_of_a_named_state_is_that_states(read: Read, text: str, lang: str) -> None:
    (note,) = read(text, lang, "event")
    assert (note.norm["actor"], note.norm["recipient"], note.factuality) == (["IR"], ["SY"], "reported")
    assert (note.speaker, note.level) == (("JP",), "quoted")


def test_leaders_of_unknown_states_say_nothing(read: Read) -> None:
    assert read("The leaders condemned the attack by Iran.", "en", "position", issuers=("US",)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We thank those who took measures to support Syria.", []),
        ("We condemn Iran and call on Syria to act.", ["CONDEMN", "DEMAND"]),
        ("Japan denied the claim.", ["REJECT"]),
        ("Japan neither confirmed nor denied the claim.", []),
        ("The foreign ministers of Chile and Japan condemned Iran.", ["CONDEMN"]),
    ],
)
def test_purposes_are_no_positions_and_coordinated_ones_are(
    read: Read, text: str, expected: list[str]
) -> None:
    assert [note.norm["class"] for note in read(text, "en", "position")] == expected
