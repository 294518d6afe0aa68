import json
from pathlib import Path

import pytest

from lagebild.lists import FieldAccount, parse_entry, un_sc

SMALL = un_sc.parse((Path(__file__).parent / "un-small.xml").read_bytes(), source="small.xml")


def test_parse_entry_of_stored_json_is_the_same_entry() -> None:
    assert len(SMALL.entries) == 14
    for entry in SMALL.entries:
        assert parse_entry(json.loads(json.dumps(entry.to_json()))) == entry


@pytest.mark.parametrize("lost", ["entity", "listing", "names", "raw"])
def test_parse_entry_without_a_part_is_refused(lost: str) -> None:
    raw = SMALL.entries[0].to_json()
    del raw[lost]
    with pytest.raises(ValueError, match="not a list entry"):
        parse_entry(raw)


def test_parsed_list_to_json_is_plain_and_complete() -> None:
    stored = json.loads(json.dumps(SMALL.to_json()))
    assert (stored["source"], stored["dated_at"], stored["dated_raw"]) == (
        "un-sc",
        "2026-08-01",
        "2026-08-01T23:00:03.110Z",
    )
    assert len(stored["entries"]) == 14
    assert {problem["code"] for problem in stored["problems"]} == {"un-placeholder", "un-country-unknown"}


def test_parsed_list_counts_by_schema_and_programme() -> None:
    assert SMALL.count_by_schema() == {"Company": 2, "Organization": 2, "Person": 10}
    assert SMALL.count_by_programme()["DPRK"] == 3


def test_field_account_total_is_the_sum_of_its_states() -> None:
    assert FieldAccount(state="mapped", note="", mapped=1, ignored=2, empty=3, problem=4).total == 10
