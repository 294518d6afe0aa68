import csv
import io
import json
import sys

import pyarrow as pa
import pytest
import typer
from pyarrow import parquet
from typer.testing import CliRunner

from lagebild.commands import scan, screen
from lagebild.matching.screening import COLUMNS

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-03T00:00:00Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>HAN</FIRST_NAME><SECOND_NAME>SOL-MIN</SECOND_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.999</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON>
</INDIVIDUAL></INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>
"""


@pytest.fixture
def app():
    made = typer.Typer()
    screen.register(made)
    scan.register(made)
    return made


@pytest.fixture
def run(app, tmp_path):
    (tmp_path / "list.xml").write_text(LIST, encoding="utf-8")

    def invoke(*arguments):
        return CliRunner().invoke(app, [argument.replace("DIR", str(tmp_path)) for argument in arguments])

    return invoke


def test_screen_prints_a_row_for_each_hit(run, tmp_path):
    (tmp_path / "names.csv").write_text("id,name\n7,Sol Min Han\n8,Peter Hansen\n", encoding="utf-8")
    result = run("screen", "DIR/names.csv", "--lists", "DIR/list.xml")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.exit_code == 0
    assert [(row["query_id"], row["entity_id"], row["authority"], row["designated_on"]) for row in rows] == [
        ("7", "un-sc-KPi.999", "UNSC", "2016-03-02")
    ]
    assert rows[0]["list_captured_at"] == "2026-02-03"
    assert "name = 'name', id = 'id'" in result.stderr


def test_screen_of_one_name_prints_json(run):
    result = run("screen", "--name", "한설민", "--lists", "DIR/list.xml", "--format", "json")
    assert result.exit_code == 0
    assert [row["caption"] for row in json.loads(result.stdout)] == ["HAN SOL-MIN"]


def test_screen_to_parquet_reads_back_as_typed_rows(run, tmp_path):
    (tmp_path / "undated.xml").write_text(
        LIST.replace(' dateGenerated="2026-02-03T00:00:00Z"', "").replace("2016-03-02", ""), encoding="utf-8"
    )
    (tmp_path / "names.csv").write_text("id,name\n7,Sol Min Han\n8,Peter Hansen\n", encoding="utf-8")
    arguments = ("screen", "DIR/names.csv", "--lists", "DIR/list.xml", "DIR/undated.xml", "--format")
    result = run(*arguments, "parquet", "--output", "DIR/hits.parquet")
    table = parquet.read_table(tmp_path / "hits.parquet")
    assert (result.exit_code, result.stdout) == (1, "")  # the undated list has lost its days
    assert table.schema.field("rank").type == pa.int32()
    assert table.schema.field("score").type == pa.float64()
    assert table.select(["query_id", "caption", "rank", "designated_on", "list_captured_at"]).to_pylist() == [
        {
            "query_id": "7",
            "caption": "HAN SOL-MIN",
            "rank": 1,
            "designated_on": None,
            "list_captured_at": None,
        },
        {
            "query_id": "7",
            "caption": "HAN SOL-MIN",
            "rank": 1,
            "designated_on": "2016-03-02",
            "list_captured_at": "2026-02-03",
        },
    ]
    assert table.to_pylist() == json.loads(run(*arguments, "json").stdout)


def test_screen_to_parquet_without_a_hit_writes_an_empty_table_with_all_columns(run):
    result = run("screen", "--name", "Peter Hansen", "--lists", "DIR/list.xml", "--format", "parquet")
    table = parquet.read_table(pa.BufferReader(result.stdout_bytes))
    assert result.exit_code == 0
    assert table.num_rows == 0
    assert table.column_names == list(COLUMNS)


def test_screen_to_parquet_without_pyarrow_names_the_extra(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("screen", "--name", "Han", "--lists", "DIR/list.xml", "--format", "parquet")
    assert result.exit_code == 2
    assert "lagebild[batch]" in result.stderr


def test_screen_with_a_lost_row_does_the_rest_and_ends_with_one(run, tmp_path):
    (tmp_path / "names.csv").write_text('name\n"Min\nHan Sol Min\n', encoding="utf-8")
    result = run("screen", "DIR/names.csv", "--lists", "DIR/list.xml", "--problems", "DIR/problems.jsonl")
    assert result.exit_code == 1
    assert "HAN SOL-MIN" in result.stdout
    lines = (tmp_path / "problems.jsonl").read_text("utf-8").splitlines()
    assert "names-quote-open" in [json.loads(line)["code"] for line in lines]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["screen", "DIR/missing.csv", "--lists", "DIR/list.xml"], 3, "cannot read"),
        (["scan", "DIR/missing.txt", "--lists", "DIR/list.xml"], 3, "cannot read"),
        (["screen", "--name", "Han"], 2, "no list to screen against"),
        (["screen", "--lists", "DIR/list.xml"], 2, "nothing to screen"),
        (["screen", "--name", "Han", "--lists", "DIR/missing.xml"], 3, "cannot read"),
        (["screen", "--name", "Han", "--lists", "DIR/list.xml", "--format", "xls"], 2, "the formats are"),
    ],
)
def test_screen_used_wrongly_says_what_to_do(run, arguments, code, message):
    result = run(*arguments)
    assert result.exit_code == code
    assert message in " ".join(result.stderr.split())


def test_screen_against_no_list_is_refused(run, tmp_path):
    (tmp_path / "other.xml").write_text("<other/>", encoding="utf-8")
    result = run("screen", "--name", "Han Sol Min", "--lists", "DIR/other.xml")
    assert result.exit_code == 3
    assert "list-unknown" in result.stderr


def test_screen_takes_several_files_after_lists(run, tmp_path):
    (tmp_path / "names.csv").write_text("name\nHan Sol Min\n", encoding="utf-8")
    (tmp_path / "second.xml").write_text(LIST, encoding="utf-8")
    for order in (
        ("DIR/names.csv", "--lists", "DIR/list.xml", "DIR/second.xml"),
        ("--lists", "DIR/list.xml", "DIR/second.xml", "DIR/names.csv"),
    ):
        result = run("screen", *order)
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) == 3


def test_scan_prints_places_as_json_lines(run, tmp_path):
    (tmp_path / "note.txt").write_text("On Monday they met Han Sol Min there.\n", encoding="utf-8")
    result = run("scan", "DIR/note.txt", "--lists", "DIR/list.xml")
    places = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(place["exact"], place["start"], place["end"]) for place in places] == [("Han Sol Min", 19, 30)]


def test_scan_of_an_unreadable_document_does_the_rest(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "note.txt").write_text("They met Han Sol Min there.\n", encoding="utf-8")
    result = run("scan", "DIR/empty.txt", "DIR/note.txt", "--lists", "DIR/list.xml")
    assert result.exit_code == 1
    assert "Han Sol Min" in result.stdout


def test_screen_of_a_row_with_too_many_fields_is_lost_aloud(run, tmp_path):
    (tmp_path / "names.csv").write_text("name,country\nHan, Sol-min,KP\n;\n,,,\n", encoding="utf-8")
    result = run("screen", "DIR/names.csv", "--lists", "DIR/list.xml")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    said = " ".join(result.stderr.split())
    assert "error: names.csv line 2: The row has 3 fields where the header has 2" in said
    assert "names-no-name" not in said


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", b"name\n", bytes(range(256)) * 8, b"%PDF-1.7\n", b"PK\x03\x04xl/"]
)
def test_screen_of_a_file_without_names_is_refused(run, tmp_path, content):
    (tmp_path / "names.csv").write_bytes(content)
    result = run("screen", "DIR/names.csv", "--lists", "DIR/list.xml")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "names.csv" in result.stderr


def test_screen_counts_queries_and_not_their_ids(run, tmp_path):
    (tmp_path / "names.csv").write_text(
        "id,name\n7,Han Sol Min\n7,Sol Min Han\n8,Peter Hansen\n", encoding="utf-8"
    )
    result = run("screen", "DIR/names.csv", "--lists", "DIR/list.xml")
    assert "3 names, 2 with hits" in result.stderr


def test_list_that_cannot_be_read_is_named_once_and_costs_only_itself(run, tmp_path):
    document_type = '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    bomb = f"{document_type}<CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>"
    (tmp_path / "bomb.xml").write_text(bomb, encoding="utf-8")
    result = run("screen", "--name", "Han Sol Min", "--lists", "DIR/list.xml", "DIR/bomb.xml")
    assert result.exit_code == 1
    assert "HAN SOL-MIN" in result.stdout
    (line,) = [line for line in result.stderr.splitlines() if "bomb.xml" in line]
    assert line.count("bomb.xml") == 1
    assert "defines entities" in line
    assert "cut off" not in line


def test_scan_of_a_refused_document_names_it_once(run, tmp_path):
    (tmp_path / "style.xsl").write_text("<a:b xmlns:a='urn:x'>Statement</a:b>", encoding="utf-8")
    result = run("scan", "DIR/style.xsl", "--lists", "DIR/list.xml")
    assert result.exit_code == 3
    (line,) = [line for line in result.stderr.splitlines() if "style.xsl" in line]
    assert line.count("style.xsl") == 1
