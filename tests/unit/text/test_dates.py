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


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("They met on 3 May 2021. Yesterday they left.", "en"),
        ("They met on 3 May 2021. Last Monday they left.", "en"),
        ("They met on 3 May 2021 and on 4 May 2021. Last year was dry.", "en"),
        ("Am 3. Mai 2021 trafen sie sich. Gestern reisten sie ab.", "de"),
        ("Am 3. Mai 2021 trafen sie sich. Heute reisen sie ab.", "de"),
    ],
)
def test_a_deictic_word_is_not_resolved_by_a_date_that_is_merely_told(text: str, lang: str) -> None:
    last = find_dates(text, lang)[-1]
    assert (last.value, last.resolution, last.anchor) == (None, "relative", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("@Amt am 3.5.2021: Wir haben gestern gesprochen.", "2021-05-02"),
        ("Berlin, 3. Mai 2021 – Heute wird gesprochen.", "2021-05-03"),
        ("3. Mai 2021\nHeute wird gesprochen.", "2021-05-03"),
    ],
)
def test_a_deictic_word_is_resolved_by_the_date_at_the_head_of_its_passage(text: str, value: str) -> None:
    assert find_dates(text, "de")[-1].value == value


@pytest.mark.parametrize(
    ("text", "month_first", "expected"),
    [
        ("on 03/04/2024", None, [("2024", "year", "partial")]),
        ("on 03/04/2024", True, [("2024-03-04", "day", "explicit")]),
        ("on 03/04/2024", False, [("2024-04-03", "day", "explicit")]),
        ("on 12/16/2024", None, [("2024-12-16", "day", "explicit")]),
        ("on 16/12/2024", None, [("2024-12-16", "day", "explicit")]),
        ("on 04/04/2024", None, [("2024-04-04", "day", "explicit")]),
        ("on 03/04/2024 and 16/12/2024", None, [("2024-04-03", "day", "explicit"), ("2024-12-16", "day", "explicit")]),
    ],
)  # fmt: skip
def test_the_order_of_a_date_with_slashes_is_not_guessed(
    text: str,
    month_first: bool | None,  # noqa: FBT001 -- a row of the table
    expected: list[tuple[str, str, str]],
) -> None:
    found = find_dates(text, "en", month_first=month_first)
    assert [(span.value, span.granularity, span.resolution) for span in found] == expected


def test_a_leap_day_gets_no_year_without_one() -> None:
    found = find_dates("On 3 May 2023 they met, and on 29 February again.", "en")
    assert found[-1].value is None
