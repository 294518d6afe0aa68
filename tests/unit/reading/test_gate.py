import re

import pytest

from lagebild.reading.gate import Gate, find_required_literals
from lagebild.reading.languages import LANGUAGES


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:urge|call) on\b", frozenset({"urge", "call"})),
        (r"[Tt]roops?\b", frozenset({"roop"})),
        (r"(?:abc)?de", frozenset({"de"})),
        (r"(?:abc)?d", None),
        (r"(?i:x)|yyyy", None),
    ],
)
def test_required_literals_are_in_every_match(pattern: str, expected: frozenset[str] | None) -> None:
    assert find_required_literals(re.compile(pattern)) == expected


@pytest.mark.parametrize("code", ["de", "en"])
def test_gate_never_hides_a_match(code: str) -> None:
    language = LANGUAGES[code]
    sentences = [
        "Wir fordern Iran auf, die Lieferung von Waffen an Russland einzustellen.",
        "Die Bundesregierung verurteilt die Entsendung von Truppen.",
        "We urge Russia to withdraw and condemn its missile launches.",
        "They summoned the ambassador, and imposed sanctions against Iran.",
    ]
    patterns = [rule.pattern for rule in (*language.events, *language.positions)]
    for sentence in sentences:
        (opened,) = Gate(patterns).open(sentence, [0])
        matching = [number for number, pattern in enumerate(patterns) if pattern.search(sentence)]
        assert set(matching) <= set(opened)
