# ruff: noqa: E501 -- a sample sentence stands on one line
import pytest

from lagebild.text.dates import find_dates


def read(text: str, lang: str, anchor: str | None = None) -> list[tuple[str, str | None, str]]:
    return [
        (text[span.start : span.end], span.value, span.resolution) for span in find_dates(text, lang, anchor)
    ]


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("am 3. März 2021", None, [("3. März 2021", "2021-03-03", "explicit")]),
        ("vom 07.05.2023 an", None, [("07.05.2023", "2023-05-07", "explicit")]),
        ("am 9.4. beschlossen", "2024-05-01", [("9.4.", "2024-04-09", "partial")]),
        ("seit dem vergangenen Jahr", "2024-05-01", [("seit dem vergangenen Jahr", "2023/", "relative")]),
        ("heute", "2024-05-01", [("heute", "2024-05-01", "relative")]),
        ("heute", None, [("heute", None, "relative")]),
        ("Resolution 1540 (2004) gilt", None, []),
        ("am 5. und 7. Juni 2022", None, [("5", "2022-06-05", "explicit"), ("7. Juni 2022", "2022-06-07", "explicit")]),
        ("vom 1. Mai 2020 bis zum 3. Juni 2021", None, [("1. Mai 2020 bis zum 3. Juni 2021", "2020-05-01/2021-06-03", "explicit")]),
        ("am Morgen im Haus", "2024-05-01", []),
        ("am 31.02.2024", None, []),
    ],
)  # fmt: skip
def test_german_dates(text: str, anchor: str | None, expected: list[tuple[str, str | None, str]]) -> None:
    assert read(text, "de", anchor) == expected


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("on March 3, 2021", None, [("March 3, 2021", "2021-03-03", "explicit")]),
        ("on 3 March 2021", None, [("3 March 2021", "2021-03-03", "explicit")]),
        ("last week", "2024-12-18", [("last week", "2024-W50", "relative")]),
        ("since 2019", None, [("since 2019", "2019/", "explicit")]),
        ("they may march on", "2024-12-18", []),
        ("in January", "2024-12-18", [("January", "2025-01", "partial")]),
        ("from 2001 to 2004", None, [("2001 to 2004", "2001/2004", "explicit")]),
        ("some 2000 soldiers of 2000 men", None, []),
    ],
)
def test_english_dates(text: str, anchor: str | None, expected: list[tuple[str, str | None, str]]) -> None:
    assert read(text, "en", anchor) == expected


def test_year_is_taken_from_full_dates_where_the_document_has_none() -> None:
    assert read("Am 4. Juli 2020 begann es. Am 6.7. endete es.", "de") == [
        ("4. Juli 2020", "2020-07-04", "explicit"),
        ("6.7.", "2020-07-06", "partial"),
    ]


def test_year_of_an_undated_text_is_known_only_where_all_its_dates_agree() -> None:
    mixed = find_dates("On 3 May 2021 and on 4 May 2022 they met. They met in June again.", "en")
    agreed = find_dates("Am 3. Mai 2021 und am 4. Juli 2021. " + "x " * 200 + "Im Juni war Ruhe.", "de")
    assert [span.value for span in mixed][:2] == ["2021-05-03", "2022-05-04"]
    assert agreed[-1].value == "2021-06"
    assert find_dates("Am 3. Mai 2021. " + "x " * 200 + "Im Juni war Ruhe.", "de")[-1].value is None


def test_month_that_would_lie_before_the_date_just_told_is_of_the_year_nearest_to_the_document() -> None:
    found = find_dates("Das im August 2024 beschlossene Gesetz gilt seit dem 24. Mai.", "de", "2025-08-18")
    assert [span.value for span in found] == ["2024-08", "2025-05-24/"]
