import pytest

from lagebild.lists.dates import parse_partial_date


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1962", "1962"),
        ("1962-04", "1962-04"),
        ("1962-04-09", "1962-04-09"),
        (" 2016-10-13\n", "2016-10-13"),
        ("2015-07-01-04:00", "2015-07-01"),
        ("2015-07-01Z", "2015-07-01"),
        ("2026-08-01T23:00:03.110Z", "2026-08-01"),
        ("2026-08-01T23:00", "2026-08-01"),
        ("1955-04:00", "1955"),
        ("", None),
        ("null", None),
        ("1962-13", None),
        ("1962-02-30", None),
        ("0000", None),
        ("1955 - 1957", None),
        ("13 Oct 1944", None),
        ("1944-10-13 approx", None),
        ("１９６２", None),
    ],
)
def test_parse_partial_date_reads_prefixes_and_fills_nothing_up(raw: str, value: str | None) -> None:
    assert parse_partial_date(raw) == value
