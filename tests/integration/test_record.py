"""What goes into the record, stays provable, is found, and can be erased."""

import json
from pathlib import Path

import pytest

from lagebild.archive.ledger import canonical_json
from lagebild.archive.merkle import leaf_hash, verify_consistency, verify_inclusion
from lagebild.errors import EmptyTextError, RuleError, UnreadableError
from lagebild.text.terms import query_terms
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.capture import Origin, Taken, take_input
from lagebild_site.actions.erasure import erase_capture
from lagebild_site.actions.ledger import DatabaseLedger, append_leaf, keep_tree_head, prove_leaf
from lagebild_site.actions.verification import verify_workspace
from lagebild_site.models import Capture, Document, LedgerEntry, ListEdition, ListingVersion
from lagebild_site.models.search import find_documents_by_terms

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = """The Harbour Office of Sampletown

Statement on two barges

3 March 2025

The Harbour Office saw two barges without lights. It condemns the transfer of crates.
"""
OTHER = """Das Hafenamt von Musterstadt

Erklärung zu drei Kähnen

4. März 2025

Das Hafenamt sah drei Kähne ohne Lichter und verurteilt die Verlegungen aufs Schärfste.
"""


def take(text: str, at, name: str = "note.txt") -> Taken:
    return take_input(text.encode(), Origin(name=name, captured_at=at))


def test_take_input_same_bytes_twice_adds_nothing(at):
    first = take(NOTE, at)
    second = take(NOTE, at, name="copy.txt")
    assert (first.is_new, second.is_new) == (True, False)
    assert second.capture == first.capture
    assert Capture.objects.count() == Document.objects.count() == 1
    assert LedgerEntry.objects.count() == 2


def test_take_input_writes_leaves_for_bytes_and_text(at):
    taken = take(NOTE, at)
    records = [json.loads(entry.record) for entry in LedgerEntry.objects.order_by("index")]
    assert [record["type"] for record in records] == ["capture", "text"]
    assert records[0]["sha256"] == taken.capture.sha256
    assert records[0]["captured_at"] == "2026-11-02T10:00:00Z"
    assert records[1]["text_sha256"] == taken.document.text_sha256
    assert records[1]["capture_sha256"] == taken.capture.sha256


def test_take_input_what_cannot_be_read_writes_nothing(at):
    for content, error in ((b"", EmptyTextError), (b"\x7fELF\x00\x01\x02\x00" * 50, UnreadableError)):
        with pytest.raises(error):
            take_input(content, Origin(name="bad", captured_at=at))
    assert Capture.objects.count() == LedgerEntry.objects.count() == 0
    assert list(open_archive()) == []


def test_append_leaf_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="in the transaction of the row"):
        append_leaf({"type": "capture"})


def test_search_finds_inflected_words_in_both_languages(at):
    english, german = take(NOTE, at).document, take(OTHER, at, "andere.txt").document
    assert find_documents_by_terms(query_terms("transfers barge")) == [english.pk]
    assert find_documents_by_terms(query_terms("Verlegung Kähnen")) == [german.pk]
    assert find_documents_by_terms(query_terms("kahne")) == [german.pk]
    assert find_documents_by_terms(query_terms("Ka\u0308hne")) == [german.pk]
    assert query_terms("S/RES/1718 (2006)") == query_terms("1718 2006")
    assert find_documents_by_terms(query_terms("barges Verlegung")) == []
    assert find_documents_by_terms(query_terms("'\" OR 1=1 --")) == []


def test_verify_good_record_names_nothing(at):
    take(NOTE, at)
    keep_tree_head(at)
    result = verify_workspace()
    assert result.damaged == []
    assert result.good == {"leaves": 2, "heads": 1, "captures": 1, "texts": 1}


def test_verify_changed_blob_is_named(at):
    taken = take(NOTE, at)
    path: Path = open_archive().path_of(taken.capture.sha256)
    path.chmod(0o644)
    path.write_bytes(NOTE.replace("two", "ten").encode())
    damaged = verify_workspace().damaged
    # A plain text's bytes and text are one payload, so both rows name it.
    assert len(damaged) == 2
    assert damaged[0].startswith("capture note.txt: ")
    assert damaged[1].startswith("text of note.txt: ")


def test_verify_changed_row_leaf_and_head_are_named(at):
    taken = take(NOTE, at)
    keep_tree_head(at)
    Capture.objects.filter(pk=taken.capture.pk).update(name="renamed.txt")
    assert verify_workspace().damaged == [
        "capture renamed.txt: its row does not say what leaf 0 logged (name)",
    ]
    LedgerEntry.objects.filter(index=1).update(record='{"type":"text"}')
    assert any("leaf 1 (text) does not have the hash" in line for line in verify_workspace().damaged)
    LedgerEntry.objects.filter(index=1).update(leaf_hash=b"\0" * 32)
    assert any("was published, but the leaves now give" in line for line in verify_workspace().damaged)


def test_erase_capture_is_gone_everywhere_and_other_proofs_stay_good(at, analyst):
    erased, kept = take(NOTE, at), take(OTHER, at, "andere.txt")
    head = keep_tree_head(at)
    sha256, text_sha256 = erased.capture.sha256, erased.document.text_sha256
    assert find_documents_by_terms(query_terms("barges")) == [erased.document.pk]

    erase_capture(erased.capture, person=analyst, reason={"en": "Withdrawn by its publisher"}, at=at)

    assert not open_archive().has(sha256)
    assert not open_archive().has(text_sha256)
    assert find_documents_by_terms(query_terms("barges")) == []
    assert not Document.objects.filter(text_sha256=text_sha256).exists()
    row = Capture.objects.get(pk=erased.capture.pk)
    assert (row.sha256, row.name, row.url, row.size_bytes) == (None, "", "", 0)
    stored = " ".join(entry.record or "" for entry in LedgerEntry.objects.all())
    assert sha256 not in stored
    assert "note.txt" not in stored
    assert "Withdrawn by its publisher" in stored

    result = verify_workspace()
    assert result.damaged == []
    assert result.erased == [f"capture {row.pk}, leaf 0, on 2026-11-02"]
    tree, leaf = DatabaseLedger().tree(), kept.capture.ledger_entry
    assert tree.root(head.size).hex() == head.root_hash
    assert verify_inclusion(
        leaf=bytes(leaf.leaf_hash),
        index=leaf.index,
        size=head.size,
        proof=tree.inclusion_proof(leaf.index, head.size),
        root=bytes.fromhex(head.root_hash),
    )


def test_erase_capture_without_a_reason_or_twice_is_refused(at, analyst):
    taken = take(NOTE, at)
    with pytest.raises(RuleError, match="needs a reason"):
        erase_capture(taken.capture, person=analyst, reason={"en": " "}, at=at)
    erase_capture(taken.capture, person=analyst, reason={"en": "Because"}, at=at)
    taken.capture.refresh_from_db()
    with pytest.raises(RuleError, match="erased already"):
        erase_capture(taken.capture, person=analyst, reason={"en": "Because"}, at=at)


def test_erase_capture_of_shared_text_keeps_the_other_capture_whole(at, analyst):
    plain = take(NOTE, at)
    padded = take_input(b"\xef\xbb\xbf" + NOTE.encode(), Origin(name="with-mark.txt", captured_at=at))
    erase_capture(plain.capture, person=analyst, reason={"en": "Twice"}, at=at)
    assert verify_workspace().damaged == []
    assert open_archive().has(padded.document.text_sha256)


def test_take_list_three_editions_share_unchanged_wordings(at, shared):
    for path in sorted((shared / "lists" / "un").glob("*.xml")):
        take_input(path.read_bytes(), Origin(name=path.name, captured_at=at))
    counts = dict(ListEdition.objects.values_list("dated_on", "entry_count"))
    assert counts == {"2024-11-30": 879, "2025-04-19": 877, "2026-08-01": 1011}
    first, second, third = ListEdition.objects.order_by("dated_on")
    assert first.versions.count() == 879
    assert second.versions.filter(pk__in=first.versions.values("pk")).count() > 650
    counted = [
        {kind: len(ids) for kind, ids in edition.changes.items()} for edition in (first, second, third)
    ]
    assert counted == [
        {},
        {"added": 0, "amended": 158, "gone": 2},
        {"added": 146, "amended": 167, "gone": 12},
    ]
    komid = ListingVersion.objects.filter(reference="KPe.001", editions=third).get()
    assert komid.designated_on == "2009-04-24"
    assert verify_workspace().damaged == []


def test_prove_leaf_gives_what_a_stranger_needs(at):
    take(NOTE, at)
    older = keep_tree_head(at)
    entry = take(OTHER, at, "andere.txt").capture.ledger_entry
    proof = prove_leaf(entry, older=older.size)
    size, _, root = proof["tree_head"].partition(":")
    content = bytes.fromhex(proof["salt"]) + canonical_json(proof["record"])
    assert leaf_hash(content).hex() == proof["leaf_hash"]
    assert verify_inclusion(
        leaf=leaf_hash(content),
        index=proof["index"],
        size=int(size),
        proof=[bytes.fromhex(step) for step in proof["inclusion_proof"]],
        root=bytes.fromhex(root),
    )
    assert proof["older_tree_head"] == str(older)
    assert verify_consistency(
        old_size=older.size,
        new_size=int(size),
        old_root=bytes.fromhex(older.root_hash),
        new_root=bytes.fromhex(root),
        proof=[bytes.fromhex(step) for step in proof["consistency_proof"]],
    )


def test_take_list_in_any_order_gives_the_same_history(at, shared):
    for path in sorted((shared / "lists" / "un").glob("*.xml"), reverse=True):
        take_input(path.read_bytes(), Origin(name=path.name, captured_at=at))
    first, second, third = ListEdition.objects.order_by("dated_on")
    assert (first.changes, second.compared_with, third.compared_with) == ({}, first, second)
    assert [len(third.changes[kind]) for kind in ("added", "amended", "gone")] == [146, 167, 12]
    assert [len(second.changes[kind]) for kind in ("added", "amended", "gone")] == [0, 158, 2]
