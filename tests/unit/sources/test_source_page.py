"""The file of a list is found on the page that links it."""

import pytest

from lagebild.sources import find_link

BASE = "https://ministry.example.org/policy/sanctions/list.html"
PATTERN = r"assets\d{8}\.(?:xlsx|csv)$"


def page(*links: str, head: str = "") -> str:
    anchors = "".join(f'<li><a href="{link}">list</a></li>' for link in links)
    return f"<!doctype html><html><head>{head}</head><body><ul>{anchors}</ul></body></html>"


def test_find_link_newest_by_the_day_in_its_name_is_taken_wherever_it_stands() -> None:
    html = page("./assets20250110.xlsx", "./assets20260305.xlsx", "./assets20260301.xlsx", "/other.xlsx")
    assert (
        find_link(html, BASE, PATTERN) == "https://ministry.example.org/policy/sanctions/assets20260305.xlsx"
    )


def test_find_link_of_one_day_the_first_is_taken() -> None:
    html = page("assets20260305.csv", "assets20260305.xlsx")
    assert (
        find_link(html, BASE, PATTERN) == "https://ministry.example.org/policy/sanctions/assets20260305.csv"
    )


def test_find_link_number_that_is_no_day_does_not_count_as_one() -> None:
    html = page("/a/assets99999999.csv", "/a/assets20260305.csv")
    assert find_link(html, BASE, PATTERN) == "https://ministry.example.org/a/assets20260305.csv"
    assert find_link(page("/a/assets99999999.csv"), BASE, PATTERN) == (
        "https://ministry.example.org/a/assets99999999.csv"
    )


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("list-2026-03-05.csv", "list-2026-11-01.csv"),
        ("list_2025_12_31.csv", "list_2026_01_01.csv"),
        ("20261101/list_20260305.csv", "20260101/list_20260306.csv"),
        ("list.csv", "list20260306.csv"),
    ],
)
def test_find_link_day_is_read_from_the_files_name(older: str, newer: str) -> None:
    wanted = f"https://ministry.example.org/policy/sanctions/{newer}"
    assert find_link(page(older, newer), BASE, r"list.*\.csv$") == wanted
    assert find_link(page(newer, older), BASE, r"list.*\.csv$") == wanted


def test_find_link_goes_by_the_pages_own_base() -> None:
    html = page("assets20260305.csv", head='<base href="/files/">')
    assert find_link(html, BASE, PATTERN) == "https://ministry.example.org/files/assets20260305.csv"


def test_find_link_spaces_around_and_entities_within_are_undone() -> None:
    html = page(" get?a=1&amp;f=assets20260305.csv\n")
    assert find_link(html, BASE, PATTERN) == (
        "https://ministry.example.org/policy/sanctions/get?a=1&f=assets20260305.csv"
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "<!-- -->",
        page(),
        page("assets20260305.pdf", "#assets20260305.csv?", "http://[::1/assets20260305.csv"),
        page("javascript:get('assets20260305.csv", "file:///assets20260305.csv", "mailto:assets20260305.csv"),
        "<p>assets20260305.csv</p>",
        "\x00<<<>",
    ],
)
def test_find_link_that_is_not_there_is_none(html: str) -> None:
    assert find_link(html, BASE, PATTERN) is None


def test_find_link_page_with_an_xml_declaration_is_read() -> None:
    html = '<?xml version="1.0" encoding="Shift_JIS"?>' + page("assets20260305.csv")
    assert find_link(html, BASE, PATTERN) == (
        "https://ministry.example.org/policy/sanctions/assets20260305.csv"
    )
