import pytest

from lagebild.lists.names import find_names_in_note, split_names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Yun Ho-chin", ["Yun Ho-chin"]),
        ("Azim Adhajani; Azim Agha-Jani", ["Azim Adhajani", "Azim Agha-Jani"]),
        ("A Sabet; B Sabet b) C Sabet; D Sabet", ["A Sabet", "B Sabet", "C Sabet", "D Sabet"]),
        ("a) Anna One b) Anna Two", ["Anna One", "Anna Two"]),
        ("FOREIGN TRADE BANK (FTB)", ["FOREIGN TRADE BANK (FTB)"]),
        ("AIR LINES (AL) ; LAKES COMPANY (LC)", ["AIR LINES (AL)", "LAKES COMPANY (LC)"]),
        ("Owner (of A; of B)", ["Owner (of A; of B)"]),
        ("Amir Khazmat (original script: Амир Хазмат)", ["Amir Khazmat", "Амир Хазмат"]),
        ("حاجى مالك (Hajji Malik; Haji Malek)", ["حاجى مالك", "Hajji Malik", "Haji Malek"]),
        ("Abdul Haq (عبد الحق ),", ["Abdul Haq", "عبد الحق"]),
        ("586 (KPA)", ["586 (KPA)"]),
        ("; ;", []),
        ("", []),
    ],
)
def test_split_names_parts_names_and_nothing_else(value: str, names: list[str]) -> None:
    assert split_names(value) == names


@pytest.mark.parametrize(
    ("note", "of", "names"),
    [
        ("original script: Абу Банат", "Abu Banat", ["Абу Банат"]),
        ("name in original script: محمد فاضل", "Muhammad Fazil", ["محمد فاضل"]),
        ("previously listed as, in Arabic: مرعي زغبي", "Merai Zoghbai", ["مرعي زغبي"]),
        ("in Arabic script: شركة الكوثر", "Al Kawthar Co.", ["شركة الكوثر"]),
        ("Younis the Elder; Yunis the Elder", "شيخ يونس", ["Younis the Elder", "Yunis the Elder"]),
        ("Younis the Elder; Yunis the Elder", "Sheikh Yunis", []),
        ("DOB: 1948; POB: Anefif", "شيخ يونس", []),
        ("nom de guerre", "شيخ يونس", []),
        ("in brief: a soldier", "Kony", []),
        ("", "Kony", []),
    ],
)
def test_find_names_in_note_takes_only_names(note: str, of: str, names: list[str]) -> None:
    assert find_names_in_note(note, of=of) == names
