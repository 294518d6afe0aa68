# ruff: noqa: E501 -- a sample sentence stands on one line
from lagebild.text.normalize import fold, normalize


def test_fold_removes_case_and_marks() -> None:
    assert fold("Pjöngjang STRASSE Straße É") == "pjongjang strasse strasse e"


def test_spaces_quotes_and_soft_hyphens_are_plain() -> None:
    plain = normalize("Ein „Wort“\u00a0mit\u00adten  drin")
    assert plain.text == 'Ein "Wort" mitten drin'


def test_spans_map_back_to_the_raw_text() -> None:
    raw = "Die Waffen\u00adlieferung   von\n\n\nhier"
    plain = normalize(raw)
    start = plain.text.index("von")
    assert raw[slice(*plain.to_raw(start, start + 3))] == "von"
    start = plain.text.index("Waffenlieferung")
    assert raw[slice(*plain.to_raw(start, start + 15))] == "Waffen\u00adlieferung"


def test_wrapped_lines_are_joined_and_short_lines_end_paragraphs() -> None:
    line = "Wort um Wort füllt diese lange Zeile eines gedruckten Papiers bis an den Rand"
    raw = f"{line}\n{line}\n{line}\nkurz hier.\n{line}\n{line}\nund eine ge-\nteilte Sache folgt in dieser letzten Zeile noch."
    text = normalize(raw).text
    assert f"{line} {line}" in text
    assert "kurz hier.\nWort" in text
    assert "geteilte Sache" in text


def test_addresses_are_masked_with_their_length() -> None:
    raw = "siehe https://example.org/Iran-2020 und a.b@example.org."
    assert "Iran" not in normalize(raw).text
    assert len(normalize(raw).text) == len(raw)
