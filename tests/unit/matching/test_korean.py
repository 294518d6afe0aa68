import pytest

from lagebild.matching.korean import code_of_syllable, romanise_syllable, split_latin


@pytest.mark.parametrize(
    ("syllable", "spellings"),
    [
        ("정", ["jong", "chong", "jeong", "cheong"]),
        ("은", ["un", "eun"]),
        ("철", ["chol", "cheol"]),
        ("혁", ["hyok", "hyeok"]),
        ("백", ["paek", "baek", "baik"]),
        ("희", ["hui", "heui"]),
        ("광", ["kwang", "gwang"]),
    ],
)
def test_every_system_spells_a_syllable_with_one_code(syllable, spellings):
    codes = {split_latin(spelling)[0][1] for spelling in spellings}
    assert codes == {code_of_syllable(syllable)}


def test_romanise_syllable_writes_north_korean_practice():
    assert [romanise_syllable(char) for char in "김정은리설주"] == ["kim", "jong", "un", "ri", "sol", "ju"]


def test_split_latin_parts_a_given_name_written_as_one_word():
    assert [form for form, _ in split_latin("kyongsu")] == ["kyong", "su"]
    assert [form for form, _ in split_latin("sokhwa")] == ["sok", "hwa"]


@pytest.mark.parametrize("word", ["smith", "vladimir", "xerxes", ""])
def test_split_latin_of_a_word_that_is_not_korean_is_empty(word):
    assert split_latin(word) == ()
