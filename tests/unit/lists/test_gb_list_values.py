import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.lists.gb_list.values import (
    find_country,
    find_documents,
    find_other_names,
    find_un_references,
    parse_uk_date,
    read_document,
    read_registrations,
    split_list,
    split_numbered,
    split_remarks,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("29/06/2012", "2012-06-29"),
        ("29-06-2012", "2012-06-29"),
        (" 29/06/2012 00:00:00 ", "2012-06-29"),
        ("2012-06-29", "2012-06-29"),
        ("1/2/1960", "1960-02-01"),
        ("dd/mm/1962", "1962"),
        ("dd/07/1978", "1978-07"),
        ("00/00/1936", "1936"),
        ("00/04/1984", "1984-04"),
        ("--/--/1970", "1970"),
        ("07/1978", "1978-07"),
        ("1955", "1955"),
        ("11-Sep-2026", "2026-09-11"),
        ("7 August 2024", "2024-08-07"),
        ("August 2024", "2024-08"),
        ("29/02/2023", None),
        ("29/02/2024", "2024-02-29"),
        ("13/13/2020", None),
        ("10/00/1983", None),
        ("15/08/19yy", None),
        ("circa 1950", None),
        ("1955-1957", None),
        ("between 1955 and 1957", None),
        ("32 August 2024", None),
        ("7 Foo 2024", None),
        ("00/00/0000", None),
        ("", None),
    ],
)
def test_parse_uk_date_reads_day_before_month_and_fills_nothing_up(raw: str, expected: str | None) -> None:
    assert parse_uk_date(raw) == expected


@given(st.dates())
def test_parse_uk_date_is_the_inverse_of_writing_a_day(day: object) -> None:
    assert parse_uk_date(f"{day:%d/%m/}{f'{day:%Y}'.zfill(4)}") == str(day)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("(1) Mullah (2) Haji", ["Mullah", "Haji"]),
        ("(1) One, (2) Two; (3) Three", ["One", "Two", "Three"]),
        ("Resolution (1) of May", ["Resolution (1) of May"]),
        ("(1) One (3) Three", ["(1) One (3) Three"]),
        ("", []),
    ],
)
def test_split_numbered_parts_only_what_counts_on(value: str, parts: list[str]) -> None:
    assert split_numbered(value) == parts


def test_split_list_parts_at_semicolons_bars_and_lines() -> None:
    assert split_list("a; b|c\nd") == ["a", "b", "c", "d"]
    assert split_list("Smith, Jones") == ["Smith, Jones"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Pakistani", "pk"),
        ("Congo (Democratic Republic)", "cd"),
        ("Pakistan (location as at May 2008)", "pk"),
        ("Iran (Islamic Republic of)", "ir"),
        ("Russia.", "ru"),
        ("former USSR (currently Belarus)", None),
        ("Utopia", None),
        ("", None),
    ],
)
def test_find_country_knows_demonyms_and_passes_over_remarks(raw: str, code: str | None) -> None:
    assert find_country(raw) == code


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("INN: 7707083893", [("inn", "7707083893", "INN")]),
        ("INN 7707083893", [("inn", "7707083893", "INN")]),
        (
            "OGRN: 1027700132195\nKPP: 773601001",
            [("ogrn", "1027700132195", "OGRN"), ("kpp", "773601001", "KPP")],
        ),
        ("Tax Identification Number: 12345678", [("tax", "12345678", "Tax Identification Number")]),
        ("Company no. 0123456", [("registration", "0123456", "Company no")]),
        ("12345678", [("registration", "12345678", "Column")]),
        ("HRB 12345 B", [("registration", "12345 B", "HRB")]),
        ("licence of 2009", [("registration", "licence of 2009", "Column")]),
        ("Unknown", []),
    ],
)
def test_read_registrations_takes_each_by_its_own_label(
    value: str, found: list[tuple[str, str, str]]
) -> None:
    identifiers = read_registrations(value, label="Column")
    assert [(one.kind, one.value, one.label_raw) for one in identifiers] == found


@pytest.mark.parametrize(
    ("number", "details", "expected"),
    [
        ("472320665", "", ("472320665", None, None, None)),
        ("472320665 (North Korea)", "", ("472320665", "kp", None, None)),
        ("AB1", "Russian passport", ("AB1", "ru", None, None)),
        ("AB1", "Issued in Minsk, Belarus on 01/02/2010", ("AB1", "by", "2010-02-01", None)),
        ("AB1", "Expires 26 Sep. 2017", ("AB1", None, None, "2017-09-26")),
        (
            "AB1",
            "Iran passport, issued 3 March 2011 (expires 3 March 2021)",
            ("AB1", "ir", "2011-03-03", "2021-03-03"),
        ),
        ("AB1", "seen on 3 March 2011", ("AB1", None, None, None)),
    ],
)
def test_read_document_finds_issuer_and_days(
    number: str, details: str, expected: tuple[str, str | None, str | None, str | None]
) -> None:
    (one,) = read_document(number, details, kind="passport", label="Passport number")
    assert (one.value, one.country, one.issued_on, one.expires_on) == expected


def test_read_document_of_several_numbers_gives_several() -> None:
    found = read_document("(1) A123456 (2) B654321", "", kind="passport", label="Passport number")
    assert [one.value for one in found] == ["A123456", "B654321"]
    assert read_document("", "Somali", kind="passport", label="Passport number") == []


def test_split_remarks_keeps_every_part_with_its_label() -> None:
    text = "Before. (UN Ref):QDi.263. Also known. (Hull identification number (HIN)):X (Gender): Male"
    assert [(remark.label, remark.text) for remark in split_remarks(text)] == [
        ("", "Before."),
        ("UN Ref", "QDi.263. Also known."),
        ("Hull identification number (HIN)", "X"),
        ("Gender", "Male"),
    ]


def test_find_un_references_leaves_those_of_others() -> None:
    text = "(UN Ref):QDi.263. Leader of a group (QDe.118). UN Ref IRi.018."
    assert find_un_references(text) == ["QDi.263", "IRi.018"]
    assert find_un_references("QDe.118", whole=True) == ["QDe.118"]


def test_find_documents_in_prose_needs_the_word_before_the_number() -> None:
    found = find_documents(
        "Passport no: G4506013, issued in Iran. Met 1234567 people. National ID: 0012345678."
    )
    assert [(one.kind, one.value, one.country) for one in found] == [
        ("passport", "G4506013", "ir"),
        ("id", "0012345678", None),
    ]


def test_find_other_names_takes_only_the_start_of_a_sentence() -> None:
    assert find_other_names("Also referred to as Hafiz Ji. Formerly known as Old Name, until 2001.") == [
        ("Hafiz Ji", False),
        ("Old Name", True),
    ]
    assert find_other_names("Works for the Bureau, also known as Room 39.") == []
