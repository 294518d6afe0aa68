from dataclasses import replace

import pytest

from lagebild.lists.history import (
    EditionShape,
    FieldChange,
    ListingInterval,
    compare_editions,
    compare_layouts,
    find_breaks,
    find_intervals,
)
from lagebild.model.entity import make_entity
from lagebild.model.listing import EntityName, ListEntry, Listing, ListingDate


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


def _named(reference: str, name: str, *, born: str = "", **raw: list[str]) -> ListEntry:
    entity = make_entity(
        schema="Person", entity_id=f"x-{reference}", properties={"name": [name], "birthDate": [born]}
    )
    listing = Listing(
        id=f"X:{reference}", authority="X", programmes=("P",), reference=reference, entity_id=entity.id
    )
    names = (EntityName(value=name, kind="primary", script="Latn"),)
    return ListEntry(entity=entity, listing=listing, names=names, raw=raw)


def test_compare_editions_entry_under_a_new_reference_is_rekeyed_and_neither_gone_nor_added() -> None:
    old = [_named("8058", "Ada Example", born="1970-01-02", NAME=["Ada Example"])]
    new = [_named("9001", "ADA  EXAMPLE", born="1970-01-02", NAME=["ADA EXAMPLE"])]
    (change,) = compare_editions(old, new)
    assert (change.kind, change.former_id, change.listing_id) == ("rekeyed", "X:8058", "X:9001")
    assert [field.field for field in change.fields] == ["NAME"]


@pytest.mark.parametrize(
    "new",
    [
        [_named("9001", "Ada Example", born="1971-01-02")],
        [
            _named("9001", "Ada Example", born="1970-01-02"),
            _named("9002", "Ada Example", born="1970-01-02"),
        ],
    ],
    ids=["another birth date", "two that are alike"],
)
def test_compare_editions_what_is_not_surely_the_same_stays_gone_and_added(new: list[ListEntry]) -> None:
    changes = compare_editions([_named("8058", "Ada Example", born="1970-01-02")], new)
    assert [change.kind for change in changes] == ["added"] * len(new) + ["gone"]


def test_compare_editions_of_two_forms_compares_names_and_programmes_alone() -> None:
    old = [_named("1", "Ada Example", SDN_Name=["EXAMPLE, Ada"], Remarks=["x"])]
    new = [_named("1", "ada example", lastName=["EXAMPLE"])]
    assert compare_editions(old, new, are_same_form=False) == []
    other = [_named("1", "Ada Beispiel", lastName=["BEISPIEL"])]
    (change,) = compare_editions(old, other, are_same_form=False)
    assert (change.kind, [field.field for field in change.fields]) == ("amended", ["names"])


def _shape(entries: int, *, form: str = "", unknown: tuple[str, ...] = (), **filled: int) -> EditionShape:
    return EditionShape(form=form, entry_count=entries, filled=filled, unknown=frozenset(unknown))


@pytest.mark.parametrize(("entries", "breaks"), [(90, 0), (89, 1), (150, 0)])
def test_find_breaks_more_than_a_tenth_gone(entries: int, breaks: int) -> None:
    assert len(find_breaks(_shape(100), _shape(entries))) == breaks


def test_find_breaks_names_unknown_and_vanished_fields() -> None:
    old = _shape(100, NAME=100, RARE=9, BIRTH=50)
    assert find_breaks(old, _shape(100, NAME=100, BORN=50, unknown=("BORN",))) == [
        "Fields that the reader does not know: BORN.",
        "Fields that the edition before has and this one lacks: BIRTH.",
    ]
    assert find_breaks(old, _shape(100, form="csv", SDN=100)) == []
    assert find_breaks(_shape(100, unknown=("BORN",)), _shape(100, unknown=("BORN",))) == []


def _ended(entry: ListEntry) -> ListEntry:
    end = ListingDate(kind="delisted_on", value="2020-01-02", field="END")
    return replace(entry, listing=replace(entry.listing, dates=(end,)))


def test_compare_editions_ended_entry_that_is_left_out_is_no_change() -> None:
    old = [_ended(_entry("1", A=["x"])), _entry("2", A=["x"]), _entry("3", A=["x"])]
    changes = compare_editions(old, [_entry("3", A=["x"])])
    assert [(change.kind, change.listing_id) for change in changes] == [("gone", "X:2")]
    assert compare_editions(old[:1], [], are_same_form=False) == []


def test_compare_editions_ended_entry_that_is_listed_again_is_amended() -> None:
    (change,) = compare_editions([_ended(_entry("1", A=["x"]))], [_entry("1", A=["y"])])
    assert change.kind == "amended"


def test_compare_editions_ended_entry_under_a_new_reference_is_rekeyed() -> None:
    other = replace(_entry("2"), names=(EntityName(value="NAME 1", kind="primary", script="Latn"),))
    (change,) = compare_editions([_ended(_entry("1"))], [other])
    assert (change.kind, change.former_id) == ("rekeyed", "X:1")


@pytest.mark.parametrize(
    ("before", "after", "breaks"), [(100, 95, 0), (100, 85, 1), (None, 100, 1), (100, None, 1)]
)
def test_find_breaks_counts_listed_entries_where_both_were_counted(
    before: int | None, after: int | None, breaks: int
) -> None:
    old, new = replace(_shape(200), listed_count=before), replace(_shape(100), listed_count=after)
    assert len(find_breaks(old, new)) == breaks
    assert EditionShape(**{**old.to_json(), "unknown": frozenset()}) == old
