"""Deleted entries, of which the ministry leaves number and day alone, in everything that reads entries."""

import csv
import json
from functools import cache

from tests.unit.lists.jp_mof_books import make_book, make_table

from lagebild.lists import ParsedList, jp_mof
from lagebild.lists.export import CSV_COLUMNS, ExportedEdition, write_csv, write_ftm
from lagebild.lists.history import compare_editions, find_rekeys
from lagebild.matching.entry import IndexEntry
from lagebild.matching.index import NameIndex
from lagebild.matching.resolution import join_entities
from lagebild.matching.scanner import Scanner
from lagebild.matching.screening import NameQuery, ScreenedList, screen_names
from lagebild.model.listing import ListEntry

SHEET = "2.タリバーン関係者等"
EDITION = ExportedEdition(
    list_id="jp-mof",
    dated_on="2026-03-05",
    dated_by="entries",
    captured_at="2026-03-06T00:00:00Z",
    sha256="0",
)


@cache
def _parse(*, named: bool) -> ParsedList:
    first = ("2009.7.24", "1", "アオ", "Umi Iki") if named else ("2020.1.2削除", "1")
    rows = make_table((), first, ("2020.1.2削除", "2"), ("2009.7.24", "3", "アカ", "Taro Kita"))
    return jp_mof.parse(make_book((SHEET, rows)), source="made.xlsx")


def _nameless() -> ListEntry:
    return _parse(named=False).entries[0]


def test_nameless_entry_has_its_id_as_caption_and_no_name() -> None:
    entry = _nameless()
    assert (entry.names, entry.entity.names, entry.entity.caption) == ((), (), entry.entity.id)


def test_index_finds_a_nameless_entry_by_nothing() -> None:
    index = NameIndex.build(map(IndexEntry.of, _parse(named=False).entries))
    for query in ("jp-mof-taliban-alqaida-1", "taliban alqaida 1", "jp mof taliban"):
        assert index.search(query, limit=5, threshold=0.1) == []
    assert [hit.entity_id for hit in index.search("Taro Kita", limit=5, threshold=0.8)] == [
        "jp-mof-taliban-alqaida-3"
    ]


def test_index_and_scanner_of_nameless_entries_alone_find_nothing() -> None:
    entries = [IndexEntry.of(_nameless())]
    assert NameIndex.build(entries).search("Umi", limit=5, threshold=0.1) == []
    assert Scanner.build(entries).scan("jp-mof-taliban-alqaida-1 and Umi Iki") == []


def test_screening_names_the_entry_as_the_edition_with_names_does() -> None:
    lists = [
        ScreenedList(entries=_parse(named=False).entries, captured_at="2026-03-06"),
        ScreenedList(entries=_parse(named=True).entries, captured_at="2020-01-01"),
    ]
    rows = list(screen_names([NameQuery(id="1", name="Umi Iki")], lists))
    assert {(row.entity_id, row.caption) for row in rows} == {("jp-mof-taliban-alqaida-1", "Umi Iki")}
    assert [row.designated_on for row in rows] == ["2009-07-24", None]


def test_resolution_joins_nameless_entries_with_nothing() -> None:
    resolution = join_entities(_parse(named=False).entries)
    assert (resolution.subjects, resolution.judgements, resolution.problems) == ((), (), ())


def test_export_leaves_the_name_of_a_nameless_entry_empty() -> None:
    heading, line = csv.reader(write_csv([_nameless()], EDITION))
    row = dict(zip(heading, line, strict=True))
    assert tuple(heading) == CSV_COLUMNS
    assert (row["entity_id"], row["name"], row["other_names"]) == ("jp-mof-taliban-alqaida-1", "", "")
    assert row["delisted_on"] == "2020-01-02"
    entity, sanction = map(json.loads, write_ftm([_nameless()], EDITION))
    assert "name" not in entity["properties"]
    assert sanction["properties"]["endDate"] == ["2020-01-02"]


def test_history_shows_the_end_of_an_entry_and_joins_no_nameless_ones() -> None:
    before, after = _parse(named=True).entries, _parse(named=False).entries
    (change,) = compare_editions(before, after)
    assert (change.kind, change.listing_id) == ("amended", "JP:taliban-alqaida-1")
    assert find_rekeys([after[0]], [after[1]]) == {}
    assert compare_editions(after, after[2:]) == []
