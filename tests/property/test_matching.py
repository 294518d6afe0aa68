from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import DocumentError
from lagebild.matching import IndexEntry, NameIndex, Scanner, compare_names
from lagebild.matching.letters import letters_of
from lagebild.matching.queries import read_name_file
from lagebild.model.listing import EntityName
from lagebild.text.names import fold_name, tokenise_name

NAMES = ("Han Sol Min", "한설민", "Eastland Mining Corporation", "Сергей Морозов", "محمد الجبوري", "EMICO")
ENTRIES = [
    IndexEntry(str(number), name, schema, (EntityName(value=name, kind="primary", script="Zyyy"),))
    for number, (name, schema) in enumerate(zip(NAMES, ("Person", "Person", "Company") * 2, strict=True))
]
INDEX = NameIndex.build(ENTRIES)
SCANNER = Scanner.build(ENTRIES)
WORDS = st.sampled_from(
    ["Kim", "Jong", "Un", "김정은", "金", "Mohammed", "al", "Ltd", "No.", "26", "Иванов", "-", "J."]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map(" ".join))
SCHEMATA = st.sampled_from(["Person", "Company", "Vessel", "Thing"])


@given(TEXTS)
def test_folding_twice_is_folding_once(text):
    assert fold_name(fold_name(text)) == fold_name(text)


@given(TEXTS)
def test_every_token_is_the_text_at_its_place(text):
    assert all(text[token.start : token.end] == token.text for token in tokenise_name(text))


@given(TEXTS, TEXTS, SCHEMATA)
@settings(deadline=None)
def test_a_comparison_accounts_for_its_score(left, right, schema):
    comparison = compare_names(left, right, schema)
    assert 0 <= comparison.score <= 1
    if comparison.explanation:
        assert abs(sum(pair.weight for pair in comparison.explanation) - 1) < 1e-9
        explained = sum(pair.weight * pair.score for pair in comparison.explanation)
        assert comparison.score <= explained + 1e-4
        assert comparison.reordered or comparison.score >= explained - 1e-4


@given(TEXTS, SCHEMATA)
@settings(deadline=None)
def test_a_name_with_letters_equals_itself(name, schema):
    if any(char.isalnum() for char in name) and tokenise_name(name) and len(tokenise_name(name)) <= 24:
        comparison = compare_names(name, name, schema)
        assert comparison.score == 1.0 or not comparison.explanation


@given(TEXTS)
@settings(deadline=None)
def test_no_text_breaks_the_search(text):
    assert all(0 <= hit.score <= 1 for hit in INDEX.search(text, threshold=0.0))


@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(NAMES)), max_size=6).map(" ".join))
@settings(deadline=None)
def test_every_find_is_a_place_in_the_text(text):
    for hit in SCANNER.scan(text):
        assert hit.start is not None
        assert hit.end is not None
        assert 0 <= hit.start < hit.end <= len(text)
        assert compare_names(text[hit.start : hit.end], hit.matched_name, hit.schema).score > 0.5


@given(st.text(max_size=200))
def test_letters_lead_back_to_the_text(text):
    letters = letters_of(text)
    assert len(letters.text) == len(letters.raw) == len(letters.starts)
    for letter, raw in zip(letters.text, letters.raw.tolist(), strict=True):
        assert letter in fold_name(text[raw])


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_no_file_of_names_breaks_the_reader(content):
    try:
        read = read_name_file(content, source="names.csv")
    except DocumentError:
        return
    assert all(any(char.isalnum() for char in query.name) for query in read.queries)
