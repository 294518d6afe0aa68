"""A number of days between two authorities in words: exact, bounded, open or unknown."""

import pytest

from lagebild.model.coverage import Lag
from lagebild.monitoring.coverage_text import describe_lag


@pytest.mark.parametrize(
    ("at_least", "at_most", "german", "english"),
    [
        (14, 14, "14 Tage nach EU", "14 days after EU"),
        (1, 1, "1 Tag nach EU", "1 day after EU"),
        (0, 0, "am selben Tag wie EU", "on the same day as EU"),
        (3, None, "mindestens 3 Tage nach EU", "at least 3 days after EU"),
        (None, 547, "höchstens 547 Tage nach EU", "at most 547 days after EU"),
        (3, 9, "3 bis 9 Tage nach EU", "3 to 9 days after EU"),
        (
            -24,
            116,
            "zwischen 24 Tagen vor und 116 Tage nach EU",
            "between 24 days before and 116 days after EU",
        ),
        (None, None, "Abstand zu EU unbekannt", "days since EU unknown"),
        (-5, None, "Abstand zu EU unbekannt", "days since EU unknown"),
    ],
)
def test_lag_in_words(at_least: int | None, at_most: int | None, german: str, english: str) -> None:
    lag = Lag(after="EU", at_least=at_least, at_most=at_most)
    assert (describe_lag(lag, "de"), describe_lag(lag, "en")) == (german, english)
