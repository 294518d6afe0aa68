from lagebild.matching.screening import COLUMNS, NameQuery, ScreenedList, Screener, screen_names
from lagebild.model.entity import make_entity
from lagebild.model.listing import EntityName, ListEntry, Listing, ListingDate


def entry(entity_id, name, authority, *, designated_on=None):
    dates = (ListingDate(kind="designated_on", value=designated_on, field="LISTED"),) if designated_on else ()
    return ListEntry(
        entity=make_entity(schema="Person", entity_id=entity_id, properties={"name": [name]}),
        listing=Listing(
            id=f"{authority}:{entity_id}",
            authority=authority,
            programmes=("TEST",),
            reference=entity_id,
            entity_id=entity_id,
            dates=dates,
        ),
        names=(EntityName(value=name, kind="primary", script="Latn"),),
    )


LISTS = [
    ScreenedList(
        entries=[entry("a", "Han Sol Min", "UNSC", designated_on="2016-03")], captured_at="2026-01-02"
    ),
    ScreenedList(entries=[entry("a", "Han Sol-min", "EU"), entry("b", "Ro Chol", "EU")], captured_at=None),
]


def test_screen_names_gives_a_row_for_each_query_hit_and_listing():
    rows = list(
        screen_names([NameQuery(id="q1", name="Min Han Sol"), NameQuery(id="q2", name="Peter Hansen")], LISTS)
    )
    assert [(row.query_id, row.rank, row.entity_id, row.authority) for row in rows] == [
        ("q1", 1, "a", "EU"),
        ("q1", 1, "a", "UNSC"),
    ]


def test_a_row_carries_the_listing_and_leaves_the_unknown_unknown():
    rows = list(screen_names([NameQuery(id="1", name="Han Sol Min")], LISTS))
    assert rows[1].to_json() == {
        "query_id": "1",
        "query": "Han Sol Min",
        "rank": 1,
        "score": 1.0,
        "entity_id": "a",
        "caption": "Han Sol Min",
        "schema": "Person",
        "matched_name": "Han Sol Min",
        "explanation": "Han = Han (equal); Sol = Sol (equal); Min = Min (equal)",
        "authority": "UNSC",
        "programme": "TEST",
        "designated_on": "2016-03",
        "list_captured_at": "2026-01-02",
    }
    assert rows[0].designated_on is None
    assert rows[0].list_captured_at is None


def test_the_columns_are_those_that_the_contract_names():
    assert ",".join(COLUMNS) == (
        "query_id,query,rank,score,entity_id,caption,schema,matched_name,"
        "explanation,authority,programme,designated_on,list_captured_at"
    )


def test_screener_respects_limit_and_threshold():
    screener = Screener.build(LISTS)
    assert screener.screen(NameQuery(id="1", name="Han Sol Mina"), threshold=0.99) == []
    assert screener.screen(NameQuery(id="1", name="Ro Chol"), limit=1)[0].entity_id == "b"
