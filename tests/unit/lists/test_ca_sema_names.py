"""Aliases in free text, as Canada's list writes them."""

import pytest

from lagebild.lists.ca_sema.names import split_aliases, split_entity_name


def _person(text: str) -> list[str]:
    return [name.value for name in split_aliases(text, is_person=True, own=("Doe", "Jo")).names]


def _entity(text: str) -> list[str]:
    return [name.value for name in split_aliases(text, is_person=False).names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Иван Петров; Ivan Petrof", ["Иван Петров", "Ivan Petrof"]),
        ("Jan Petrovski, Jan Petrovsky", ["Jan Petrovski", "Jan Petrovsky"]),
        ("Анна Первая / Ганна Перша", ["Анна Первая", "Ганна Перша"]),
        ("(Анна Первая / Ганна Перша", ["Анна Первая", "Ганна Перша"]),
        ("Анна Первая or Анна Вторая", ["Анна Первая", "Анна Вторая"]),
        ("Ganna Persha and Анна Первая", ["Ganna Persha", "Анна Первая"]),
        ("Jo Doe,\nJo\nRoe\nعلي أحمد", ["Jo Doe", "Jo Roe", "علي أحمد"]),
        ("علي أحمد  DOE, Jo AKA", ["علي أحمد", "DOE, Jo"]),
        ("دو يو  DOE, Joe, Jo", ["دو يو", "DOE", "Joe", "Jo"]),
        ("LEVY, Jo AKA", ["LEVY, Jo"]),
        ("Иванов, Иван Петрович", ["Иванов, Иван Петрович"]),
        ("Dz (Zmi) Kar", ["Dz (Zmi) Kar"]),
        ("also Jo Doe; ;,", ["Jo Doe"]),
        ("John Smith, Jr.", ["John Smith, Jr."]),
        ("1) Jo Doe 2) Jo Roe", ["Jo Doe", "Jo Roe"]),
        ("(a) Jo Doe; (b) Jo Roe", ["Jo Doe", "Jo Roe"]),
        ("Jo Doe | Jo Roe", ["Jo Doe", "Jo Roe"]),
        ("Jo Doe, also spelled Jou Doe", ["Jo Doe", "Jou Doe"]),
        ("Nom de guerre: Abu X", ["Abu X"]),
        ("Ukrainian – Іван", ["Іван"]),
        ("", []),
    ],
)
def test_split_aliases_of_a_person_parts_the_names(text: str, names: list[str]):
    assert _person(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("АО «Завод»; Завод, АО", ["АО «Завод»", "Завод, АО"]),
        ("King Tech Co., Ltd., King Tech", ["King Tech Co., Ltd.", "King Tech"]),
        ("Войска радиационной, химической защиты, РХБЗ", ["Войска радиационной, химической защиты", "РХБЗ"]),
        ("Общество «Альфа, Бета и Ко»", ["Общество «Альфа, Бета и Ко»"]),
        ('АО "Завод "Звезда, Луна"; АО "ЗЛ"', ['АО "Завод "Звезда, Луна"', 'АО "ЗЛ"']),
        ("Bank for Trade and Investment", ["Bank for Trade and Investment"]),
        ("GSK Co. Ltd. and GSK for Trade", ["GSK Co. Ltd.", "GSK for Trade"]),
        ("Министерство or Минфин; MinFin", ["Министерство", "Минфин", "MinFin"]),
        ("GORT/ORTAS", ["GORT", "ORTAS"]),
        ("Maersk A/S", ["Maersk A/S"]),
        ("НПО Лавочкина, АО or Лавочка, САО", ["НПО Лавочкина, АО", "Лавочка, САО"]),
        ("Центр Политики, Некоммерческое Партнерство", ["Центр Политики, Некоммерческое Партнерство"]),
        ('Акционерное общество or АО "Ойл"', ['АО "Ойл"']),
        ("Corps, the Basij, l'Armée", ["Corps", "the Basij", "l'Armée"]),
        ("Минобороны)", ["Минобороны"]),
        ("Ministry of Industry, Trade and Tourism", ["Ministry of Industry, Trade and Tourism"]),
        ("Acme LLC a.k.a. Acme Ltd, d/b/a Zeta", ["Acme LLC", "Acme Ltd", "Zeta"]),
    ],
)  # fmt: skip
def test_split_aliases_of_an_entity_parts_the_names(text: str, names: list[str]):
    assert _entity(text) == names


def test_split_aliases_languages_hold_until_the_next():
    found = split_aliases("Jo, Belarussian: Яўген; Жэня, Russian\u00a0: Евгений", is_person=True).names
    assert [(name.value, name.lang) for name in found] == [
        ("Jo", None),
        ("Яўген", "be"),
        ("Жэня", "be"),
        ("Евгений", "ru"),
    ]


def test_split_aliases_words_that_are_parts_of_a_name_make_none():
    found = split_aliases("Алексей Первый or Второй; Ilia Vas or Vasil", is_person=True)
    assert [name.value for name in found.names] == ["Алексей Первый", "Ilia Vas"]
    assert found.parts == ("Второй", "Vasil")


@pytest.mark.parametrize(
    "text", ["formerly Jo Roe", "f.k.a. Jo Roe", "née Roe", "previously known as Jo Roe"]
)
def test_split_aliases_former_names_are_told_apart(text: str):
    assert [name.kind for name in split_aliases(f"Jo Doe; {text}; Jo Poe", is_person=True).names] == [
        "alias",
        "former",
        "alias",
    ]


def test_split_aliases_numbers_are_remarks():
    found = split_aliases("Jo Doe; passport 12345", is_person=True)
    assert ([name.value for name in found.names], found.remarks) == (["Jo Doe"], ("passport 12345",))


@pytest.mark.parametrize(
    ("text", "primary", "others"),
    [
        (
            "Alpha JSC (also\nknown as Beta and\nAO Beta)\n",
            ["Alpha JSC"],
            [("Beta", "alias"), ("AO Beta", "alias")],
        ),
        ("Alpha (formerly known as Gamma)", ["Alpha"], [("Gamma", "former")]),
        ("Alpha Works (also known as Alpha Zavod, OAO)", ["Alpha Works"], [("Alpha Zavod, OAO", "alias")]),
        ("Alpha (also known as Beta", ["Alpha"], [("Beta", "alias")]),
        ("Alpha Army/Armée alpha", ["Alpha Army", "Armée alpha"], []),
        ("Mills (Hmaw Bi/Pyi/Ywama)", ["Mills (Hmaw Bi/Pyi/Ywama)"], []),
        ("“Almaz-\nAntey”  Works ", ["“Almaz-Antey” Works"], []),
        ("M/V Maria", ["M/V Maria"], []),
    ],
)
def test_split_entity_name_tells_names_from_what_it_is_also_known_as(
    text: str, primary: list[str], others: list[tuple[str, str]]
):
    found = split_entity_name(text)
    assert list(found.primary) == primary
    assert [(name.value, name.kind) for name in found.others] == others
