import time

import pytest
from tests.unit.reading.reading_samples import make_document

from lagebild.reading import RuleReader

LINE = (
    "Wir fordern Iran auf, 12.000 Raketen nach Resolution 1718 (2006) am 3. Mai 2024 an Russland zu melden "
)


@pytest.mark.parametrize(
    "text",
    [
        LINE * 700,
        "(" * 70_000,
        "1." * 35_000,
        "1718, " * 12_000,
        "Resolution " * 7_000,
        "seit dem " * 8_000,
        "a.b" * 25_000,
        "\u00ad \n" * 25_000,
        "\u202e\u05d0\u0301" * 25_000,
    ],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    RuleReader().annotate(make_document(text, "de"))
    assert time.process_time() - begin < 5
