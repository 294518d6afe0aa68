import pytest

from lagebild.text.place_lexicon import DATA, build_forms
from lagebild.text.places import find_places


def ids(text: str, lang: str) -> list[str]:
    return [mention.id for mention in find_places(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Minister Japans, der Republik Korea und der Vereinigten Staaten trafen sich.",
            ["JP", "KR", "US"],
        ),
        ("nordkoreanischer Truppen, südkoreanische Schiffe", ["KP", "KR"]),
        ("Pjöngjang und der Kreml schweigen.", ["KP", "RU"]),
        ("Die DVRK liefert, sagt das Auswärtige Amt.", ["KP", "DE"]),
        ("auf der koreanischen Halbinsel", []),
        ("der VN-Sicherheitsrat und die Hohe Vertreterin der Europäischen Union", ["UNSC", "EU", "EU"]),
    ],
)
def test_german_names_are_found_in_every_form(text: str, expected: list[str]) -> None:
    assert ids(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow and Pyongyang deny it; the Kremlin, too.", ["RU", "KP", "RU"]),
        ("the DPRK’s troops, the U.S. and South Korean forces", ["KP", "US", "KR"]),
        ("They told us to leave.", []),
        ("ships in the South China Sea", []),
        ("Michael Jordan met Chad in Atlanta, Georgia.", []),
        ("Egypt, Jordan, and Iraq agreed.", ["EG", "JO", "IQ"]),
        ("under the Paris Agreement and 50 U.S.C. 1701", []),
        ("a meeting in Moscow", []),
    ],
)
def test_english_names_are_found_and_lookalikes_left(text: str, expected: list[str]) -> None:
    assert ids(text, "en") == expected


def test_offsets_point_at_the_name_over_a_line_break() -> None:
    text = "the United\nStates said"
    (mention,) = find_places(text, "en")
    assert text[mention.start : mention.end] == "United\nStates"


def test_lexicon_file_is_what_its_generator_writes() -> None:
    rows = [line.split("\t") for line in (DATA / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert [tuple(row) for row in rows] == build_forms()


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("The National Security Council met.", "en", []),
        ("The UN Security Council met.", "en", ["UNSC"]),
        ("Russia’s Security Council met.", "en", ["RU"]),
        ("Der Nationale Sicherheitsrat tagte.", "de", []),
        ("The Rome Process cost ten million US dollars.", "en", []),
    ],
)
def test_councils_of_a_state_and_other_names_are_not_taken_for_the_known_one(
    text: str, lang: str, expected: list[str]
) -> None:
    assert [mention.id for mention in find_places(text, lang)] == expected
