import csv
import io
import json
from dataclasses import replace

import pytest

from lagebild.lists.export import ExportedEdition, write_csv, write_ftm
from lagebild.model.entity import make_entity
from lagebild.model.listing import EntityName, ListEntry, Listing, ListingDate

EDITION = ExportedEdition(
    list_id="x-list",
    dated_on="2026-05-01",
    dated_by="entries",
    captured_at="2026-05-02T10:00:00Z",
    sha256="ab" * 32,
    publisher="Office of X",
)


def _entry(*dates: ListingDate) -> ListEntry:
    entity = make_entity(
        schema="Person",
        entity_id="x-1",
        properties={
            "name": ["Ada, Example"],
            "alias": ["A. E."],
            "passportNumber": ["P 1"],
            "birthDate": ["1970"],
        },
    )
    passport = make_entity(
        schema="Passport",
        entity_id="x-1-doc",
        properties={"holder": ["x-1"], "number": ["P 1"], "country": ["de"]},
    )
    names = (
        EntityName(value="Ada, Example", kind="primary", script="Latn"),
        EntityName(value="A. E.", kind="alias", script="Latn"),
    )
    listing = Listing(
        id="X:1",
        authority="X",
        programmes=("P", "Q"),
        reference="1",
        entity_id="x-1",
        dates=dates,
        unsc_id="KPi.001",
        measures=("Travel Ban",),
    )
    return ListEntry(entity=entity, listing=listing, names=names, related=(passport,))


def _row(entry: ListEntry) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO("".join(write_csv([entry], EDITION))))
    return row


def test_write_csv_bound_of_an_act_is_never_a_designation() -> None:
    act = ListingDate(
        kind="legal_act_on", value="2017-08-31", field="regulation", act="2017/1509", role="recast"
    )
    row = _row(_entry(act))
    assert (row["designated_on"], row["listed_not_later_than"], row["date_read_from"]) == (
        "",
        "2017-08-31",
        "regulation",
    )


def test_write_csv_row_says_of_which_edition_it_is() -> None:
    stated = ListingDate(kind="designated_on", value="2016-03-02", field="LISTED_ON")
    row = _row(_entry(stated))
    assert {key: row[key] for key in row if key.startswith("list_")} == {
        "list_id": "x-list",
        "list_dated": "2026-05-01",
        "list_dated_by": "entries",
        "list_captured_at": "2026-05-02T10:00:00Z",
        "list_sha256": "ab" * 32,
        "list_is_extract": "no",
    }
    assert (row["name"], row["other_names"], row["programmes"], row["identifiers"], row["unsc_id"]) == (
        "Ada, Example",
        "A. E.",
        "P; Q",
        "P 1",
        "KPi.001",
    )
    assert (row["designated_on"], row["listed_not_later_than"]) == ("2016-03-02", "")


def test_write_ftm_has_entity_sanction_and_document_that_point_at_each_other() -> None:
    stated = ListingDate(kind="designated_on", value="2016-03-02", field="LISTED_ON")
    lines = [json.loads(line) for line in write_ftm([_entry(stated)], EDITION)]
    assert [line["schema"] for line in lines] == ["Person", "Sanction", "Passport"]
    assert lines[1]["properties"] == {
        "entity": ["x-1"],
        "authority": ["X"],
        "publisher": ["Office of X"],
        "authorityId": ["1"],
        "unscId": ["KPi.001"],
        "program": ["P", "Q"],
        "provisions": ["Travel Ban"],
        "listingDate": ["2016-03-02"],
    }
    assert lines[2]["properties"]["holder"] == ["x-1"]
    assert {line["last_seen"] for line in lines} == {"2026-05-01"}


@pytest.mark.parametrize(
    ("dates", "edition", "status"),
    [
        ((), EDITION, "listed"),
        ((), replace(EDITION, newer="2026-06-01"), "gone by 2026-06-01"),
        ((ListingDate(kind="delisted_on", value="2020", field="X"),), EDITION, "delisted"),
        ((), replace(EDITION, is_collection=True), "collected"),
    ],
)
def test_write_csv_says_of_each_row_whether_it_is_listed(
    dates: tuple[ListingDate, ...], edition: ExportedEdition, status: str
) -> None:
    (row,) = csv.DictReader(io.StringIO("".join(write_csv([_entry(*dates)], edition))))
    assert row["status"] == status
