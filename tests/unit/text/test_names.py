import pytest

from lagebild.text.names import fold_name, script_of, tokenise_name


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Kim Jong Un", "Latn"),
        ("Škoda", "Latn"),
        ("김정은", "Hang"),
        ("金正恩", "Hani"),
        ("金정은", "Kore"),
        ("東京タワー", "Jpan"),
        ("タワー", "Kana"),
        ("Ким Чен Ын", "Cyrl"),
        ("محمد", "Arab"),
        ("Αθήνα", "Grek"),
        ("משה", "Hebr"),
        ("12-34", "Zyyy"),
        ("", "Zyyy"),
        ("😀", "Zyyy"),
        ("한국 Telecom", "Latn"),
    ],
)
def test_script_of_gives_the_script_of_most_letters(text, script):
    assert script_of(text) == script


def test_tokenise_name_gives_words_with_their_places():
    tokens = [(token.text, token.start, token.end) for token in tokenise_name("O'Neil & Co., Ltd")]
    assert tokens == [("O'Neil", 0, 6), ("Co", 9, 11), ("Ltd", 14, 17)]


def test_tokenise_name_keeps_a_soft_hyphen_inside_its_word():
    assert [token.text for token in tokenise_name("De\u00advelop ment")] == ["De\u00advelop", "ment"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("Ch'o'l", "chol"),
        ("Ch’o’l", "chol"),
        ("ＡＢＣ", "abc"),
        ("김", "김"),
        ("De\u00advelop", "develop"),
        ("ﬁrm", "firm"),
    ],
)
def test_fold_name_drops_what_spellings_vary_in(text, key):
    assert fold_name(text) == key
