"""Figures: which are of one quantity, and which exclude each other."""

from typing import Any

import pytest

from lagebild.monitoring import collect_figures, find_contradictions

COUNTED = "North Korean soldiers"


def test_planned_present_and_additional_in_training_are_three_quantities(hand: Any) -> None:
    text = (
        "The North plans to send up to 12,000 North Korean soldiers. "
        "Already 1,500 North Korean soldiers are said to be there. "
        "Another 11,000 North Korean soldiers are being trained."
    )
    reading = hand.read(
        "d1",
        text,
        hand.figure("up to 12,000 North Korean soldiers", 12000, "up_to", COUNTED, high=12000),
        hand.figure("1,500 North Korean soldiers", 1500, "exact", COUNTED),
        hand.figure("Another 11,000 North Korean soldiers", 11000, "additional", COUNTED),
    )
    figures = collect_figures([reading])
    assert {figure.quantity: figure.value for figure in figures} == {
        "troops/KP/planned": 12000,
        "troops/KP/present": 1500,
        "troops/KP/training/additional": 11000,
    }
    assert find_contradictions(figures) == []


def test_german_and_english_tell_one_quantity(hand: Any) -> None:
    english = hand.read(
        "d1",
        "Seoul says that 3,000 North Korean troops are already there.",
        hand.figure("3,000 North Korean troops", 3000, "exact", "North Korean troops"),
    )
    german = hand.read(
        "d2",
        "Bereits 1.000 nordkoreanische Infanteristen sollen vor Ort sein.",
        hand.figure("1.000 nordkoreanische Infanteristen", 1000, "exact", "nordkoreanische Infanteristen"),
        lang="de",
    )
    figures = collect_figures([english, german])
    assert {figure.quantity for figure in figures} == {"troops/KP/present"}
    (contradiction,) = find_contradictions(figures)
    assert [figure.value for figure in contradiction.figures] == [3000, 1000]


def test_owner_comes_from_the_event_where_the_figure_names_none(hand: Any) -> None:
    text = "Pyongyang wants to send 12,000 soldiers to Russia."
    reading = hand.read(
        "d1",
        text,
        hand.event(text[:-1], "troop_deployment", "KP", "RU", factuality="planned"),
        hand.figure("12,000 soldiers", 12000, "exact", "soldiers"),
    )
    assert [figure.quantity for figure in collect_figures([reading])] == ["troops/KP/planned"]


def test_owner_stands_after_the_figure(hand: Any) -> None:
    english = hand.read(
        "d1",
        "Some 100 soldiers from North Korea died.",
        hand.figure("100 soldiers", 100, "exact", "soldiers"),
    )
    german = hand.read(
        "d2",
        "Etwa 300 Soldaten aus Nordkorea sind gefallen.",
        hand.figure("300 Soldaten", 300, "exact", "Soldaten"),
        lang="de",
    )
    figures = collect_figures([english, german])
    assert [figure.quantity for figure in figures] == ["troops/KP/killed", "troops/KP/killed"]


@pytest.mark.parametrize(
    ("text", "lang", "quantity"),
    [
        ("North Korea plans to send 7 soldiers to Russia.", "en", "troops/KP/planned"),
        ("As Kyiv says, Russia has sent 7 soldiers to Syria.", "en", "troops/RU/sent"),
        ("Nordkorea will 7 Soldaten nach Russland schicken.", "de", "troops/KP/planned"),
        ("Ukraine counted 7 soldiers.", "en", "troops/-/-/only:d1:16"),
        ("Aid to Ukraine was sent to 7 soldiers.", "en", "troops/-/sent/only:d1:27"),
        (
            "They bought 7 ships that French buyers wanted for their old harbours.",
            "en",
            "ships/-/-/only:d1:12",
        ),
    ],
)
def test_owner_is_the_subject_of_sending(hand: Any, text: str, lang: str, quantity: str) -> None:
    quote = next(quote for quote in ("7 soldiers", "7 Soldaten", "7 ships") if quote in text)
    reading = hand.read("d1", text, hand.figure(quote, 7, "exact", quote[2:]), lang=lang)
    assert [figure.quantity for figure in collect_figures([reading])] == [quantity]


def test_class_and_owner_are_found_behind_a_quote_that_ends_too_early(hand: Any) -> None:
    text = "Some 3,000 North Korean troops are being trained."
    reading = hand.read("d1", text, hand.figure("3,000 North", 3000, "exact", "North"))
    assert [figure.quantity for figure in collect_figures([reading])] == ["troops/KP/training"]


def test_figure_of_unknown_owner_or_class_is_compared_with_no_other(hand: Any) -> None:
    text = "There were 5 ships. There were 9 ships. North Korean violets: 7 violets."
    reading = hand.read(
        "d1",
        text,
        hand.figure("5 ships", 5, "exact", "ships"),
        hand.figure("9 ships", 9, "exact", "ships"),
        hand.figure("7 violets", 7, "exact", "North Korean violets"),
    )
    figures = collect_figures([reading])
    assert [figure.quantity for figure in figures] == [
        "north korean violets/KP/-/only:d1:62",
        "ships/-/-/only:d1:11",
        "ships/-/-/only:d1:31",
    ]
    assert find_contradictions(figures) == []


def tell(hand: Any, key: str, value: float | None, qualifier: str, **more: Any) -> Any:
    text = "They plan to send some 7 North Korean soldiers."
    note = hand.figure("7 North Korean soldiers", value, qualifier, COUNTED, **more)
    return hand.read(key, text, note)


@pytest.mark.parametrize(
    ("left", "right", "excludes"),
    [
        ((12000, "exact"), (11000, "exact"), True),
        ((12000, "exact"), (12000, "exact"), False),
        ((10000, "more_than"), (11000, "approx"), False),
        ((10000, "more_than"), (10000, "exact"), True),
        ((10000, "at_least"), (10000, "exact"), False),
        ((12000, "up_to"), (11000, "exact"), False),
        ((12000, "up_to"), (13000, "exact"), True),
        ((12000, "up_to"), (12000, "more_than"), True),
        ((11000, "approx"), (12000, "exact"), False),
        ((10000, "approx"), (12000, "exact"), True),
        ((None, "dozens"), (30, "exact"), False),
        ((None, "dozens"), (3000, "exact"), True),
        ((None, "thousands"), (12000, "exact"), False),
        ((None, "none"), (3, "exact"), True),
        ((None, "exact"), (3, "exact"), False),
    ],
)
def test_figures_exclude_each_other_after_their_qualifiers(
    hand: Any, left: tuple[Any, str], right: tuple[Any, str], *, excludes: bool
) -> None:
    figures = collect_figures([tell(hand, "d1", *left), tell(hand, "d2", *right)])
    assert len({figure.quantity for figure in figures}) == 1
    assert bool(find_contradictions(figures)) is excludes
    assert bool(find_contradictions(reversed(figures))) is excludes


def test_figures_of_different_dates_do_not_exclude_each_other(hand: Any) -> None:
    def at(key: str, value: float, as_of: str | None) -> Any:
        return tell(hand, key, value, "exact", as_of=as_of)

    early, late = at("d1", 8000, "2024-10"), at("d2", 11000, "2025-01")
    assert find_contradictions(collect_figures([early, late])) == []
    same = at("d3", 9000, "2024-10-31")
    (found,) = find_contradictions(collect_figures([early, late, same]))
    assert [figure.value for figure in found.figures] == [8000, 9000]


def test_reason_names_speakers_signs_and_dates(hand: Any) -> None:
    first = tell(hand, "d1", 12000, "exact", speaker=("KR",), as_of="2024-10")
    second = tell(hand, "d2", 10000, "approx", speaker=("UA",))
    (found,) = find_contradictions(collect_figures([first, second]))
    assert found.reason == "KR: = 12000 (2024-10) ≠ UA: ≈ 10000"


def test_denied_figure_contradicts_nothing(hand: Any) -> None:
    figures = collect_figures(
        [tell(hand, "d1", 12000, "exact"), tell(hand, "d2", 10000, "exact", factuality="negated")]
    )
    assert [figure.value for figure in figures] == [12000, 10000]
    assert find_contradictions(figures) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("nordkoreanische Elitesoldaten", "troops"),
        ("Artilleriegeschosse", "shells"),
        ("ballistische Kurzstreckenraketen", "missiles"),
        ("short-range ballistic missiles", "missiles"),
        ("containers of ammunition", "shells"),
        ("Teilnehmerstaaten", "states"),
        ("participating countries", "states"),
        ("violets", None),
    ],
)
def test_counted_words_fall_into_classes(phrase: str, expected: str | None) -> None:
    from lagebild.monitoring.quantities import classify_counted

    assert classify_counted(phrase) == expected
