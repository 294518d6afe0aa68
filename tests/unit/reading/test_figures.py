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
