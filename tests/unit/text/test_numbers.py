import pytest

from lagebild.text.numbers import find_numbers, parse_number


@pytest.mark.parametrize(
    ("raw", "lang", "expected"),
    [
        ("12.000", "de", 12000),
        ("12,000", "en", 12000),
        ("1,46", "de", 1.46),
        ("1.46", "en", 1.46),
        ("16 375", "de", 16375),
        ("1.234.567", "en", 1234567),
        ("12345678901234567890", "en", None),
    ],
)
def test_digits_are_read_in_their_language(raw: str, lang: str, expected: float | None) -> None:
    assert parse_number(raw, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("1,46 Mrd. Euro", "de", [1_460_000_000]),
        ("elf und zwölftausend", "de", [11, 12000]),
        ("dreihundertzwanzig", "de", [320]),
        ("nine million", "en", [9_000_000]),
        ("three hundred thousand", "en", [300_000]),
        ("twenty-one", "en", [21]),
        ("ein Haus, a house", "de", []),
    ],
)
def test_numbers_are_found(text: str, lang: str, expected: list[float]) -> None:
    assert [number.value for number in find_numbers(text, lang)] == expected
