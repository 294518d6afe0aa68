import pytest

from lagebild.model.entity import get_property_type, get_stub_reverse, has_schema
from lagebild.model.mapping import RowMapping

SHIPS = {
    "entities": {
        "ship": {
            "schema": "Vessel",
            "key": "IMO",
            "properties": {
                "name": {"column": "Name"},
                "imoNumber": {"column": "IMO"},
                "flag": {"column": "Flag"},
            },
        },
        "owner": {"schema": "Company", "key": "Owner", "properties": {"name": {"column": "Owner"}}},
        "share": {
            "schema": "Ownership",
            "keys": ["IMO", "Owner"],
            "key_literal": "share",
            "properties": {
                "asset": {"entity": "ship", "required": True},
                "owner": {"entity": "owner", "required": True},
            },
        },
    },
    "filters": {"Type": ["ship", None]},
    "filters_not": {"Flag": "Panama"},
}


def test_map_row_gives_the_entities_with_their_links() -> None:
    found = RowMapping(SHIPS).map_row(
        {"IMO": "8606173", "Name": "Chol Ryong", "Flag": "North Korea", "Owner": "OMM"}
    )
    assert {name: given.entity.schema for name, given in found.items()} == {
        "ship": "Vessel",
        "owner": "Company",
        "share": "Ownership",
    }
    assert found["ship"].entity.get("flag") == ("kp",)
    assert found["ship"].entity.get("imoNumber") == ("IMO8606173",)
    assert found["share"].entity.get("asset") == (found["ship"].entity.id,)


def test_map_row_leaves_out_what_has_no_key_or_lacks_a_required_property() -> None:
    found = RowMapping(SHIPS).map_row({"IMO": "8606173", "Name": "Chol Ryong"})
    assert list(found) == ["ship"]


def test_map_row_tells_what_is_no_value_of_its_property() -> None:
    found = RowMapping(SHIPS).map_row({"IMO": "8606174", "Flag": "Nowhere Land"})
    assert found["ship"].discarded == (("flag", "Nowhere Land"), ("imoNumber", "8606174"))


@pytest.mark.parametrize(
    ("row", "accepted"),
    [
        ({"Type": "ship"}, True),
        ({}, True),
        ({"Type": "person"}, False),
        ({"Type": "ship", "Flag": "Panama"}, False),
    ],
)
def test_accepts_follows_both_filters(row: dict[str, str], accepted: bool) -> None:  # noqa: FBT001 - a table's column
    assert RowMapping(SHIPS).accepts(row) is accepted


def test_query_with_an_address_opens_nothing() -> None:
    mapping = RowMapping({**SHIPS, "csv_url": "http://localhost:1/x.csv", "database": "sqlite:///nowhere"})
    assert mapping.schemas == {"ship": "Vessel", "owner": "Company", "share": "Ownership"}


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        ({"schema": "Boat", "key": "IMO"}, "Invalid schema: Boat"),
        ({"schema": "Vessel"}, "No keys or ID"),
        ({"schema": "Vessel", "key": "IMO", "properties": {"imo": {}}}, "Invalid property: imo"),
        ({"schema": "Vessel", "key": "IMO", "properties": {"owner": {"entity": "nobody"}}}, "No entity"),
    ],
)
def test_query_that_followthemoney_refuses_is_a_value_error(entity: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        RowMapping({"entities": {"ship": entity}})


def test_schema_questions_are_answered_by_followthemoney() -> None:
    assert has_schema("Person")
    assert not has_schema("Spaceship")
    assert get_property_type("Person", "nationality") == "country"
    assert get_property_type("Person", "warp") is None
    assert get_stub_reverse("Person", "sanctions") == "entity"
    assert get_stub_reverse("Person", "addressEntity") is None
