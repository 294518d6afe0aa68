from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.reading.reading_samples import make_document

from lagebild.reading import RuleReader
from lagebild.text.normalize import normalize

WORDS = st.sampled_from(
    [
        *(
            "Iran",
            "Russlands",
            "nordkoreanische",
            "U.S.",
            "the",
            "EU",
            "verurteilt",
            "fordern",
            "auf",
            "condemn",
        ),
        *(
            "12.000",
            "12,000",
            "Soldaten",
            "troops",
            "am",
            "3.",
            "Mai",
            "2024",
            "Resolution",
            "1718",
            "(2006)",
        ),
        *("\u00ad", "„Zitat“", "heute", "(", ")", "\n\n", "-", ",", ".", ":", "bis", "zu", "Dutzende"),
        *("https://example.org/a", "\u200f", "e\u0301", "\U0001d518"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(WORDS, max_size=80).map(" ".join),
    st.lists(WORDS, max_size=80).map("".join),
)


@settings(deadline=None, max_examples=150)
@given(text=TEXTS, lang=st.sampled_from(["de", "en", None]))
def test_every_quote_is_the_text_at_its_offsets(text: str, lang: str) -> None:
    for note in RuleReader().annotate(make_document(text, lang)):
        assert note.exact == text[note.start : note.end] != ""


@settings(deadline=None, max_examples=150)
@given(text=TEXTS)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text.split() == once.split()


@settings(deadline=None, max_examples=150)
@given(text=TEXTS)
def test_offset_map_stays_in_the_raw_text_and_in_order(text: str) -> None:
    plain = normalize(text)
    places = [plain.to_raw_start(position) for position in range(len(plain.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
