import pytest

from lagebild.reading.citations import _load_years, find_citations, find_resolution_year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die Resolutionen 1718 (2006) und 1874 (2009)", ["S/RES/1718 (2006)", "S/RES/1874 (2009)"]),
        ("UNSCRs 2371, 2375 and 2397", ["S/RES/2371 (2017)", "S/RES/2375 (2017)", "S/RES/2397 (2017)"]),
        ("Sicherheitsratsresolution 1701", ["S/RES/1701 (2006)"]),
        ("document S/RES/2270 (2016)", ["S/RES/2270 (2016)"]),
        ("all relevant UN Security Council resolutions", [None]),
        ("einschlägige Resolutionen des VN-Sicherheitsrats", [None]),
        ("Executive Orders 13466 and 13551", ["E.O. 13466", "E.O. 13551"]),
        ("§ 9c AWG", ["AWG § 9c"]),
        ("Bundestagsdrucksache 21/718", ["BT-Drs. 21/718"]),
        ("Bundesratsdrucksache 62/25(B)", ["BR-Drs. 62/25(B)"]),
        ("Artikel 7 EUV", ["TEU Art. 7"]),
        ("Council Regulation (EU) 2017/1509", ["http://data.europa.eu/eli/reg/2017/1509/oj"]),
        ("Verordnung (EU) Nr. 833/2014", ["http://data.europa.eu/eli/reg/2014/833/oj"]),
        ("Beschluss (GASP) 2016/849", ["http://data.europa.eu/eli/dec/2016/849/oj"]),
        ("50 U.S.C. 1701 et seq.", ["50 U.S.C. 1701"]),
        ("Resolution 68/262 der Generalversammlung", ["A/RES/68/262"]),
        ("the NPT and UNCLOS", ["NPT", "UNCLOS"]),
        ("a new year's resolution to eat less", []),
    ],
)
def test_citations_are_resolved(text: str, expected: list[str | None]) -> None:
    assert [cited.id for cited in find_citations(text)] == expected


@pytest.mark.parametrize(
    ("number", "year"),
    [
        (1718, 2006),  # cited with its year
        (1880, 2009),  # between 1874 (2009) and 1887 (2009)
        (1890, None),  # between 1887 (2009) and 1928 (2010)
        (242, None),
        (9999, None),
    ],
)
def test_year_of_a_resolution_needs_confirmed_numbers_of_one_year_on_both_sides(
    number: int, year: int | None
) -> None:
    assert find_resolution_year(number) == year


def test_confirmed_years_rise_with_the_numbers() -> None:
    numbers, years = _load_years()
    assert (list(numbers), list(years)) == (sorted(set(numbers)), sorted(years))


def test_year_of_a_resolution_is_taken_from_the_same_text() -> None:
    found = find_citations("Resolution 242 (1967) gilt. An Resolution 242 und Resolution 338 erinnern wir.")
    assert [cited.id for cited in found] == ["S/RES/242 (1967)", "S/RES/242 (1967)", None]
    assert found[-1].label == "UNSCR 338 (year not stated)"
