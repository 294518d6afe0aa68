import pytest

from lagebild.model.entity import (
    Entity,
    clean_property,
    is_a,
    make_entity,
    normalize_identifier,
    parse_entity,
)


def test_make_entity_drops_empty_and_repeated_values_and_keeps_order() -> None:
    entity = make_entity(
        schema="Person",
        entity_id="p",
        properties={"name": [" B ", "A", "B", ""], "title": ["  "], "notes": []},
    )
    assert entity.properties == {"name": ("B", "A")}
    assert entity.caption == "B"


@pytest.mark.parametrize(
    ("properties", "caption"),
    [
        ({"alias": ["a"], "weakAlias": ["w"]}, "a"),
        ({"previousName": ["old"], "weakAlias": ["w"]}, "old"),
        ({"weakAlias": ["w"]}, "w"),
        ({}, "p"),
    ],
)
def test_make_entity_caption_is_the_best_name_else_the_id(
    properties: dict[str, list[str]], caption: str
) -> None:
    assert make_entity(schema="Person", entity_id="p", properties=properties).caption == caption


def test_make_entity_refuses_what_followthemoney_does_not_know() -> None:
    with pytest.raises(ValueError, match="no schema 'Ghost'"):
        make_entity(schema="Ghost", entity_id="p", properties={})
    with pytest.raises(ValueError, match="Person has no property 'imoNumber'"):
        make_entity(schema="Person", entity_id="p", properties={"imoNumber": ["1"]})


def test_entity_names_hold_every_kind_once_best_first() -> None:
    entity = make_entity(
        schema="Person", entity_id="p", properties={"weakAlias": ["W", "A"], "alias": ["A"], "name": ["N"]}
    )
    assert entity.names == ("N", "A", "W")


def test_parse_entity_of_to_json_is_the_same_entity() -> None:
    entity = make_entity(schema="Vessel", entity_id="v", properties={"name": ["AVAX"], "flag": ["cm"]})
    assert parse_entity(entity.to_json()) == entity


@pytest.mark.parametrize(
    "raw", [{}, {"schema": "Person", "id": "p"}, {"schema": "Person", "id": "p", "properties": None}]
)
def test_parse_entity_incomplete_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a FollowTheMoney entity"):
        parse_entity(raw)


def test_entity_get_of_an_absent_property_is_empty() -> None:
    assert Entity(id="p", schema="Person", caption="p", properties={}).get("name") == ()


def test_is_a_knows_ancestors() -> None:
    assert is_a("Company", "LegalEntity")
    assert not is_a("Person", "Vessel")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Democratic People's Republic of Korea", "kp"),
        ("Côte d'Ivoire", "ci"),
        ("Türkiye", "tr"),
        ("조선민주주의인민공화국", "kp"),
        ("Nowhere at all", None),
    ],
)
def test_clean_property_country_is_its_code_without_a_warning(value: str, code: str | None) -> None:
    assert clean_property("LegalEntity", "country", value) == code


def test_clean_property_refuses_an_unknown_property() -> None:
    with pytest.raises(ValueError, match="no property 'shoeSize'"):
        clean_property("Person", "shoeSize", "44")


@pytest.mark.parametrize(
    ("kind", "value", "normal"),
    [
        ("imo", "IMO 9058713", "IMO9058713"),
        ("imo", "9058714", None),
        ("bic", "ftbdkppy", "FTBDKPPY"),
        ("bic", "nothing", None),
    ],
)
def test_normalize_identifier_is_the_normal_form_or_none(kind: str, value: str, normal: str | None) -> None:
    assert normalize_identifier(kind, value) == normal


def test_normalize_identifier_refuses_an_unknown_format() -> None:
    with pytest.raises(ValueError, match="no identifier format 'shoe'"):
        normalize_identifier("shoe", "44")


@pytest.mark.parametrize("value", ["-", "?", "..", "00"])
def test_clean_property_without_a_letter_is_no_country(value: str) -> None:
    assert clean_property("LegalEntity", "country", value) is None
