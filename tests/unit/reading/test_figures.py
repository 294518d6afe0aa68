from collections.abc import Callable

import pytest

from lagebild.model.annotation import Annotation

FIELDS = ("value", "low", "high", "qualifier", "unit")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Es kamen bis zu 7.000 Soldaten.", "de", [(7000, None, 7000, "up_to", "persons")]),
        ("Dazu weitere 400 Kämpfer.", "de", [(400, None, None, "additional", "persons")]),
        ("Rund 16 375 Container sind fort.", "de", [(16375, None, None, "approx", "containers")]),
        ("Das kostet 1,46 Mrd. Euro.", "de", [(1_460_000_000, None, None, "exact", "EUR")]),
        ("More than 3,000 soldiers left.", "en", [(3000, 3000, None, "more_than", "persons")]),
        ("They stole $1.5 billion.", "en", [(1_500_000_000, None, None, "exact", "USD")]),
        ("Dozens of ships called.", "en", [(None, 24, None, "dozens", "vessels")]),
        ("No ships called.", "en", [(0, None, None, "none", "vessels")]),
        ("About 40 percent, page 12, the 3rd of 5 years.", "en", []),
        ("Der 2. Artikel, Nr. 7, 98 % und Frage 12.", "de", []),
    ],
)
def test_figures_have_value_bounds_qualifier_and_unit(
    read: Callable[..., list[Annotation]], text: str, lang: str, expected: list[tuple[object, ...]]
) -> None:
    notes = read(text, lang, "figure")
    assert [tuple(note.norm[key] for key in FIELDS) for note in notes] == expected


def test_a_currency_code_before_the_number_is_in_the_quote(read: Callable[..., list[Annotation]]) -> None:
    (note,) = read("They promised EUR 2 billion more.", "en", "figure")
    assert (note.exact, note.norm["value"], note.norm["unit"]) == ("EUR 2 billion", 2_000_000_000, "EUR")


def test_the_counted_noun_may_stand_behind_adjectives(read: Callable[..., list[Annotation]]) -> None:
    (note,) = read("They lost five large Russian warehouses.", "en", "figure")
    assert note.norm["counted"] == "large Russian warehouses"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Es sind zwei Bataillone mit jeweils 500 Mann.", "de", [(2, "exact", "units"), (1000, "exact", "persons")]),
        ("Neun Millionen Schuss fehlen.", "de", [(9_000_000, "exact", "rounds")]),
        ("Bis zu fünf Beobachter kamen.", "de", [(5, "up_to", None)]),
        ("Zwei Drittel der Mitglieder stimmten zu.", "de", []),
        ("Costs exceed USD 3 billion.", "en", [(3_000_000_000, "more_than", "USD")]),
        ("Costs are at least USD 3 billion.", "en", [(3_000_000_000, "at_least", "USD")]),
        ("The 2024 Youth Leaders Summit met.", "en", []),
    ],
)  # fmt: skip
def test_figures_of_plain_sentences(
    read: Callable[..., list[Annotation]], text: str, lang: str, expected: list[tuple[object, ...]]
) -> None:
    assert [
        tuple(note.norm[key] for key in ("value", "qualifier", "unit")) for note in read(text, lang, "figure")
    ] == expected


def test_vague_count_takes_the_noun_behind_its_adjectives(read: Callable[..., list[Annotation]]) -> None:
    (note,) = read("Thousands of additional artillery shells left.", "en", "figure")
    assert (note.norm["low"], note.norm["unit"]) == (2000, "rounds")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Es sind zwischen 300 und 400 Soldaten.", "de", (None, 300, 400, "approx", "persons")),
        ("Es sind 7.000 bis 9.000 Soldaten.", "de", (None, 7000, 9000, "approx", "persons")),
        ("Es sind 7.000–9.000 Soldaten.", "de", (None, 7000, 9000, "approx", "persons")),
        ("Es sind 7.000-9.000 Soldaten.", "de", (None, 7000, 9000, "approx", "persons")),
        ("There are between 300 and 400 soldiers.", "en", (None, 300, 400, "approx", "persons")),
        ("There are 7,000 to 9,000 soldiers.", "en", (None, 7000, 9000, "approx", "persons")),
        ("Between $3 million and $5 million left.", "en", (None, 3_000_000, 5_000_000, "approx", "USD")),
        ("It costs 3 to 5 million euros.", "en", (None, 3_000_000, 5_000_000, "approx", "EUR")),
    ],
)
def test_a_range_has_both_ends_no_value_and_is_never_exact(
    read: Callable[..., list[Annotation]], text: str, lang: str, expected: tuple[object, ...]
) -> None:
    (note,) = read(text, lang, "figure")
    assert tuple(note.norm[key] for key in FIELDS) == expected


def test_a_change_is_no_range(read: Callable[..., list[Annotation]]) -> None:
    (note,) = read("It rose from 7,000 to 9,000 soldiers.", "en", "figure")
    assert (note.norm["value"], note.norm["low"]) == (9000, None)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Rund drei Dutzend Raketen fielen.", "de", (36, "approx", "Raketen")),
        ("About three dozen rockets fell.", "en", (36, "approx", "rockets")),
        ("Ten foreign ministers met.", "en", (10, "exact", "foreign ministers")),
    ],
)
def test_dozens_are_counted_in_twelves_and_the_noun_keeps_its_adjective(
    read: Callable[..., list[Annotation]], text: str, lang: str, expected: tuple[object, ...]
) -> None:
    (note,) = read(text, lang, "figure")
    assert tuple(note.norm[key] for key in ("value", "qualifier", "counted")) == expected


@pytest.mark.parametrize("date", [None, "2023-05-01", "2024-12-18"])
def test_a_leap_day_is_no_figure(read: Callable[..., list[Annotation]], date: str | None) -> None:
    assert read("They met on 29 February in Rome.", "en", "figure", date=date) == []
