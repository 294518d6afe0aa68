"""The three functions work on each other's results, without a database."""

from lagebild.lists import un_sc
from lagebild.matching import IndexEntry, Scanner
from lagebild.model.incident import Reading
from lagebild.pipeline import ingest, propose
from lagebild.reading import RuleReader
from lagebild.regimes import load_regimes

NOTE = """Desk for Harbour Watching (example.org)

Note on crates

3 March 2025

North Korea transferred artillery shells to Russia in February 2025. The Sample Crane Works was named.

This violates resolution 1718 (2006) of the UN Security Council.
"""
LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2025-01-02T00:00:00.000Z"><INDIVIDUALS/><ENTITIES><ENTITY>
<DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>SAMPLE CRANE WORKS</FIRST_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.999</REFERENCE_NUMBER><LISTED_ON>2020-02-03</LISTED_ON>
<LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
</ENTITY></ENTITIES></CONSOLIDATED_LIST>
"""


def test_ingest_and_propose_lead_from_bytes_to_a_proposed_finding():
    entries = un_sc.parse(LIST, source="list.xml").entries
    scanner = Scanner.build(IndexEntry.of(entry) for entry in entries)
    ingested = ingest(NOTE.encode(), name="note.txt", annotator=RuleReader(), scanner=scanner)
    assert [(hit.entity_id, NOTE[hit.start : hit.end]) for hit in ingested.hits] == [
        ("un-sc-KPe.999", "Sample Crane Works")
    ]
    citations = [note.norm["id"] for note in ingested.annotations if note.layer == "citation"]
    assert citations == ["S/RES/1718 (2006)"]

    reading = Reading(key="1", document=ingested.document, annotations=ingested.annotations)
    proposal = propose([reading], load_regimes())
    assert [(incident.type_id, incident.actors, incident.recipients) for incident in proposal.incidents] == [
        ("arms_from_dprk", ("KP",), ("RU",))
    ]
    assert proposal.findings[0].provision_ids == ("R1718-OP8(b)", "R1874-OP9")
    assert proposal.findings[0].state == "proposed"


def test_propose_nothing_read_proposes_nothing():
    proposal = propose([], load_regimes())
    assert (proposal.incidents, proposal.findings, proposal.responses, proposal.figures) == ((), (), (), ())
