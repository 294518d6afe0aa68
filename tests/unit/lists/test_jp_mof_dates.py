import pytest

from lagebild.lists.jp_mof.dates import parse_japanese_date, read_notice_dates


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2003年1月10日", "2003-01-10"),
        ("2003.1.10", "2003-01-10"),
        ("2003/1/10", "2003-01-10"),
        ("2003-01-10", "2003-01-10"),
        ("２００３年１月１０日", "2003-01-10"),
        ("1966 年 1月 1日", "1966-01-01"),
        ("平成15年1月10日", "2003-01-10"),
        ("H15.1.10", "2003-01-10"),
        ("昭和元年12月26日", "1926-12-26"),
        ("昭和64年1月7日", "1989-01-07"),
        ("S39.10.10", "1964-10-10"),
        ("大正12年", "1923"),
        ("明治45年7月", "1912-07"),
        ("令和元年5月1日", "2019-05-01"),
        ("R7.9.12", "2025-09-12"),
        ("昭和19年（1944年）10月13日", "1944-10-13"),
        ("昭和19（1944）年10月13日", "1944-10-13"),
        ("昭和19年（1945年）10月13日", None),
        ("1963年", "1963"),
        ("1970年5月", "1970-05"),
        ("1955", "1955"),
        ("33616", "1992-01-13"),
        ("1963年頃", None),
        ("1970年又は1971年", None),
        ("2003年2月30日", None),
        ("2003.13.1", None),
        ("7月13日", None),
        ("不明", None),
        ("3000", None),
        ("99999", None),
        ("", None),
    ],
)
def test_parse_japanese_date_reads_western_imperial_and_serial_days(raw: str, expected: str | None) -> None:
    assert parse_japanese_date(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2001.9.22", ["designated_on 2001-09-22"]),
        (
            "2001.9.22\n2008.6.25改訂\n2015.5.1削除",
            ["designated_on 2001-09-22", "amended_on 2008-06-25", "delisted_on 2015-05-01"],
        ),
        ("2021.2.24 削除", ["delisted_on 2021-02-24"]),
        (
            "平成13年9月22日告示、平成20年6月25日一部改正",
            ["designated_on 2001-09-22", "amended_on 2008-06-25"],
        ),
        ("告示日：H13.9.22 改訂日：H20.6.25", ["designated_on 2001-09-22", "amended_on 2008-06-25"]),
        (
            "２００１．９．２２\n２００８．６．２５（改訂）",
            ["designated_on 2001-09-22", "amended_on 2008-06-25"],
        ),
        ("2001.9.22\n2004.3.1", ["designated_on 2001-09-22", "designated_on 2004-03-01"]),
        (
            "2001.9.22（2008.6.25改訂、2015.5.1削除）",
            ["designated_on 2001-09-22", "amended_on 2008-06-25", "delisted_on 2015-05-01"],
        ),
        (
            "2001年9月22日（2008年6月25日、2012年3月27日及び2014年2月6日に改訂）",
            [
                "designated_on 2001-09-22",
                "amended_on 2008-06-25",
                "amended_on 2012-03-27",
                "amended_on 2014-02-06",
            ],
        ),
        (
            "2001.9.22\n改訂日：2008.6.25、2012.3.27",
            ["designated_on 2001-09-22", "amended_on 2008-06-25", "amended_on 2012-03-27"],
        ),
        ("37156", ["designated_on 2001-09-22"]),
        ("\n2023.12.4\n", ["designated_on 2023-12-04"]),
    ],
)
def test_read_notice_dates_keeps_every_notice_with_its_kind(raw: str, expected: list[str]) -> None:
    found = read_notice_dates(raw)
    assert [f"{date.kind} {date.value}" for date in found.dates] == expected
    assert (found.rest, found.remarks) == ("", ())
    assert not any(date.misprinted for date in found.dates)


@pytest.mark.parametrize(("raw", "value"), [("2007.713改訂", "2007-07-13"), ("200812.19改訂", "2008-12-19")])
def test_read_notice_dates_with_a_lost_point_reads_the_only_day_that_fits(raw: str, value: str) -> None:
    (date,) = read_notice_dates(raw).dates
    assert (date.kind, date.value, date.misprinted) == ("amended_on", value, True)


def test_read_notice_dates_with_a_lost_point_and_two_days_that_fit_reads_none() -> None:
    found = read_notice_dates("2007.112改訂")
    assert (found.dates, found.rest) == ((), "2007.112改訂")


def test_read_notice_dates_keeps_what_stands_in_brackets() -> None:
    found = read_notice_dates("2008.6.25削除\n（38．と同一人物）")
    assert [date.kind for date in found.dates] == ["delisted_on"]
    assert found.remarks == ("38.と同一人物",)


def test_read_notice_dates_gives_back_what_it_cannot_read() -> None:
    found = read_notice_dates("2001.9.22\n未定")
    assert [date.value for date in found.dates] == ["2001-09-22"]
    assert found.rest == "未定"
