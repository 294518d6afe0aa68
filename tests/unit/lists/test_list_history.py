import pytest

from lagebild.lists.history import (
    FieldChange,
    ListingInterval,
    compare_editions,
    compare_layouts,
    find_intervals,
)
from lagebild.model.entity import make_entity
from lagebild.model.listing import EntityName, ListEntry, Listing


def _entry(reference: str, **raw: list[str]) -> ListEntry:
    entity = make_entity(
        schema="Person", entity_id=f"x-{reference}", properties={"name": [f"NAME {reference}"]}
    )
    listing = Listing(
        id=f"X:{reference}", authority="X", programmes=("P",), reference=reference, entity_id=entity.id
    )
    name = EntityName(value=entity.caption, kind="primary", script="Latn")
    return ListEntry(entity=entity, listing=listing, names=(name,), raw=raw)


def test_compare_editions_tells_added_amended_and_gone_in_a_fixed_order() -> None:
    old = [_entry("3", TITLE=["a"]), _entry("1", TITLE=["a"]), _entry("2", TITLE=["a"])]
    new = [_entry("0", TITLE=["a"]), _entry("2", TITLE=["b"]), _entry("1", TITLE=["a"])]
    changes = compare_editions(old, new)
    assert [(change.kind, change.listing_id, change.caption) for change in changes] == [
        ("added", "X:0", "NAME 0"),
        ("amended", "X:2", "NAME 2"),
        ("gone", "X:3", "NAME 3"),
    ]
    assert changes[1].fields == (FieldChange(field="TITLE", old=("a",), new=("b",)),)
    assert compare_editions(reversed(old), reversed(new)) == changes


def test_compare_editions_order_and_space_of_values_do_not_matter() -> None:
    assert compare_editions([_entry("1", TITLE=["a", "b  c"])], [_entry("1", TITLE=["b\nc", "a"])]) == []


def test_compare_editions_a_value_given_twice_is_not_one_given_once() -> None:
    (change,) = compare_editions([_entry("1", TITLE=["a"])], [_entry("1", TITLE=["a", "a"])])
    assert (change.fields[0].removed, change.fields[0].added) == ((), ("a",))


def test_compare_editions_empty_field_equals_absent_field() -> None:
    assert compare_editions([_entry("1", TITLE=[])], [_entry("1")]) == []


def test_compare_editions_added_and_gone_entries_show_all_their_fields() -> None:
    added, gone = compare_editions([_entry("1", A=["x"])], [_entry("2", B=["y"])])
    assert added.fields == (FieldChange(field="B", old=(), new=("y",)),)
    assert gone.fields == (FieldChange(field="A", old=("x",), new=()),)


def test_compare_editions_with_itself_is_empty() -> None:
    entries = [_entry("1", A=["x"]), _entry("2")]
    assert compare_editions(entries, entries) == []


def test_compare_editions_takes_any_iterable_once() -> None:
    assert [c.kind for c in compare_editions(iter([_entry("1")]), iter([_entry("2")]))] == ["added", "gone"]


def test_compare_editions_new_column_of_every_entry_is_a_change_of_layout_alone() -> None:
    old = [_entry("1", A=["x"]), _entry("2", A=["x"])]
    new = [_entry("1", A=["x"], LINK=["NO"]), _entry("2", A=["z"], LINK=["YES"])]
    assert compare_layouts(old, new).added == ("LINK",)
    assert compare_layouts(new, old).gone == ("LINK",)
    assert [(c.listing_id, [f.field for f in c.fields]) for c in compare_editions(old, new)] == [
        ("X:2", ["A"])
    ]


def test_compare_editions_new_field_of_some_entries_is_an_amendment() -> None:
    old = [_entry("1", A=["x"]), _entry("2", A=["x"])]
    new = [_entry("1", A=["x"], LINK=["NO"]), _entry("2", A=["x"])]
    assert [c.listing_id for c in compare_editions(old, new)] == ["X:1"]


def test_compare_layouts_of_one_entry_says_nothing() -> None:
    assert compare_layouts([_entry("1")], [_entry("1", LINK=["NO"])]).added == ()


def test_list_change_to_json_holds_plain_values() -> None:
    (change,) = compare_editions([_entry("1", A=["x"])], [_entry("1", A=["y"])])
    assert change.to_json() == {
        "kind": "amended",
        "listing_id": "X:1",
        "entity_id": "x-1",
        "caption": "NAME 1",
        "programme": "P",
        "former_id": None,
        "fields": [{"field": "A", "old": ["x"], "new": ["y"]}],
    }


def test_find_intervals_entry_that_went_and_came_back_has_two() -> None:
    editions = [
        ("2025-03-01", [_entry("1")]),
        ("2025-01-01", []),
        ("2025-02-01", [_entry("1")]),
        ("2025-04-01", []),
        ("2025-05-01", [_entry("1")]),
    ]
    assert find_intervals(editions) == {
        "X:1": [
            ListingInterval(
                listing_id="X:1",
                last_absent="2025-01-01",
                first_present="2025-02-01",
                last_present="2025-03-01",
                first_gone="2025-04-01",
            ),
            ListingInterval(
                listing_id="X:1",
                last_absent="2025-04-01",
                first_present="2025-05-01",
                last_present="2025-05-01",
                first_gone=None,
            ),
        ],
    }


def test_find_intervals_entry_in_the_first_edition_held_has_no_last_absence() -> None:
    (interval,) = find_intervals([("2025-01-01", [_entry("1")])])["X:1"]
    assert (interval.last_absent, interval.first_gone) == (None, None)


def test_find_intervals_refuses_two_editions_of_one_day() -> None:
    with pytest.raises(ValueError, match="two editions"):
        find_intervals([("2025-01-01", []), ("2025-01-01", [])])
