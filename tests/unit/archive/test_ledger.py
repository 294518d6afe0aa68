import hashlib
from typing import Any

import pytest

from lagebild.archive.ledger import (
    ListedLedger,
    canonical_json,
    capture_record,
    decision_record,
    erase_leaf,
    head_bytes,
    is_leaf_whole,
    make_leaf,
    regime_record,
    take_head,
    text_record,
)
from lagebild.archive.merkle import verify_inclusion
from lagebild.model.ledger import Leaf, TreeHead

A, B = "a" * 64, "b" * 64
SALT = bytes(range(16))
TIME = "2026-11-20T08:00:00Z"


def test_canonical_json_sorts_keys_and_leaves_out_spaces() -> None:
    assert canonical_json({"b": [1, None, True], "ä": "ß\n"}) == '{"b":[1,null,true],"ä":"ß\\n"}'.encode()
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))


def test_records_have_fixed_shapes() -> None:
    capture = capture_record(
        sha256=A, size=3, media_type="text/html", captured_at=TIME, url=None, name="x", source_id=None
    )
    assert capture == {
        "type": "capture",
        "sha256": A,
        "size": 3,
        "media_type": "text/html",
        "captured_at": TIME,
        "url": None,
        "name": "x",
        "source_id": None,
    }
    assert text_record(text_sha256=A, capture_sha256=B, extractor="html", version="2") == {
        "type": "text",
        "text_sha256": A,
        "capture_sha256": B,
        "extractor": "html",
        "extractor_version": "2",
    }
    assert regime_record(regime_id="un-dprk", sha256=A) == {
        "type": "regime",
        "regime_id": "un-dprk",
        "sha256": A,
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"subject_sha256": "A" * 64}, "not a SHA-256"),
        ({"decided_at": "2026-11-20"}, "not an ISO 8601 time"),
        ({"decided_at": "2026-11-20T08:00:00+01:00"}, "not an ISO 8601 time"),
        ({"person": " "}, "names nobody"),
        ({"kind": "guess"}, "not a kind of decision"),
    ],
)
def test_decision_of_another_shape_is_refused(change: dict[str, Any], told: str) -> None:
    fields: dict[str, Any] = {
        "kind": "review",
        "subject": "f",
        "subject_sha256": A,
        "person": "Ada",
        "rule": None,
        "decided_at": TIME,
    }
    assert decision_record(**fields)["kind"] == "review"
    with pytest.raises(ValueError, match=told):
        decision_record(**(fields | change))


def test_leaf_hashes_salt_and_record() -> None:
    leaf = make_leaf({"type": "x"}, salt=SALT)
    assert leaf.leaf_hash == hashlib.sha256(b"\x00" + SALT + b'{"type":"x"}').hexdigest()
    assert leaf.salt == "000102030405060708090a0b0c0d0e0f"
    assert is_leaf_whole(leaf)
    assert not is_leaf_whole(Leaf(leaf_hash=leaf.leaf_hash, salt=leaf.salt, record={"type": "y"}))
    with pytest.raises(ValueError, match="16 bytes, not 4"):
        make_leaf({}, salt=b"abcd")


def test_erased_leaf_keeps_only_its_hash_and_all_proofs_hold() -> None:
    ledger = ListedLedger(salts=(bytes([number]) * 16 for number in range(9)))
    for number in range(9):
        ledger.append({"number": number})
    head = take_head(ledger.tree(), at=TIME)
    ledger.erase(4)
    assert ledger.leaf(4) == Leaf(leaf_hash=ledger.leaf(4).leaf_hash, salt=None, record=None)
    assert ledger.leaf(4).is_erased
    assert is_leaf_whole(ledger.leaf(4))
    again = ListedLedger(leaves=[ledger.leaf(index) for index in range(9)])
    assert take_head(again.tree(), at=TIME) == head
    for index in range(9):
        assert verify_inclusion(
            leaf=bytes.fromhex(again.leaf(index).leaf_hash),
            index=index,
            size=9,
            proof=again.tree().inclusion_proof(index),
            root=bytes.fromhex(head.root_hash),
        )


def test_half_erased_leaf_is_not_whole() -> None:
    leaf = make_leaf({"type": "x"}, salt=SALT)
    assert erase_leaf(leaf).salt is None
    assert not is_leaf_whole(Leaf(leaf_hash=leaf.leaf_hash, salt=leaf.salt, record=None))


def test_tree_head_reads_what_it_prints() -> None:
    head = TreeHead(size=12, root_hash=A, at=TIME)
    assert str(head) == f"12:{A}"
    assert head_bytes(head) == f"12:{A}\n".encode()
    assert TreeHead.parse(f" 12:{A.upper()}\n", at=TIME) == head
    for wrong in ("", A, f"12:{A}0", f"-1:{A}", "12:xyz"):
        with pytest.raises(ValueError, match="not a tree head"):
            TreeHead.parse(wrong)
