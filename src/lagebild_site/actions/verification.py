"""Verify the workspace's own store: every byte hashed again, every leaf, head, row and quote compared."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lagebild.archive.ledger import is_leaf_whole
from lagebild.archive.merkle import MerkleTree
from lagebild.errors import ArchiveError
from lagebild_site.actions.archive import open_archive
from lagebild_site.actions.ledger import DatabaseLedger, read_leaf
from lagebild_site.models import Capture, Decision, Document, LedgerEntry, TreeHead

Tick = Callable[[], None]


@dataclass
class Verification:
    """What was verified: counts of what is good, what was erased by decision, and what is damaged, by name."""

    good: dict[str, int] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)

    def count(self, noun: str, faults: list[str]) -> None:
        """Note one thing of a kind as good, or what is wrong with it."""
        if faults:
            self.damaged.extend(faults)
        else:
            self.good[noun] = self.good.get(noun, 0) + 1


def count_steps() -> int:
    """How many things there are to verify, for a progress bar."""
    counted = (LedgerEntry, TreeHead, Capture, Document, Decision)
    return sum(model.objects.count() for model in counted)


def verify_workspace(tick: Tick = lambda: None) -> Verification:
    """Verify everything and go on after a fault; what is damaged is named, what was erased is told apart."""
    result = Verification()
    for check in (_verify_leaves, _verify_heads, _verify_captures, _verify_documents, _verify_decisions):
        for _step in check(result):
            tick()
    needed = set(Capture.objects.exclude(sha256=None).values_list("sha256", flat=True))
    needed |= set(Document.objects.values_list("text_sha256", flat=True))
    regimes = LedgerEntry.objects.filter(kind="regime").values_list("record", flat=True)
    needed |= {json.loads(record)["sha256"] for record in regimes if record}
    result.orphans = sorted(set(open_archive()) - needed)
    return result


def _verify_leaves(result: Verification) -> Iterator[None]:
    erasable = set(Capture.objects.exclude(erased_at=None).values_list("ledger_entry_id", flat=True))
    for position, entry in enumerate(LedgerEntry.objects.order_by("index").iterator()):
        faults = []
        if entry.index != position:
            faults.append(f"log: leaf {position} is missing (the next one is {entry.index})")
        leaf = read_leaf(entry)
        if not is_leaf_whole(leaf):
            faults.append(
                f"log: leaf {entry.index} ({entry.kind}) does not have the hash that it is filed under"
            )
        if leaf.is_erased and entry.pk not in erasable and entry.kind != "text":
            faults.append(f"log: leaf {entry.index} ({entry.kind}) is empty without a decision to erase it")
        result.count("leaves", faults)
        yield


def _verify_heads(result: Verification) -> Iterator[None]:
    tree: MerkleTree = DatabaseLedger().tree()
    for head in TreeHead.objects.all():
        if head.size > len(tree):
            fault = [f"log: head {head} was published, but only {len(tree)} leaves are left"]
        elif tree.root(head.size).hex() != head.root_hash:
            fault = [f"log: head {head} was published, but the leaves now give {tree.root(head.size).hex()}"]
        else:
            fault = []
        result.count("heads", fault)
        yield


def _check_bytes(sha256: str, what: str) -> list[str]:
    try:
        open_archive().verify(sha256)
    except ArchiveError as error:
        return [f"{what}: {error}"]
    return []


def _check_leaf(entry: LedgerEntry, expected: Mapping[str, object], what: str) -> list[str]:
    record = json.loads(entry.record) if entry.record else {}
    wrong = [key for key, value in expected.items() if record.get(key) != value]
    return (
        [f"{what}: its row does not say what leaf {entry.index} logged ({', '.join(wrong)})"] if wrong else []
    )


def _verify_captures(result: Verification) -> Iterator[None]:
    for capture in Capture.objects.select_related("ledger_entry", "erasure").order_by("pk"):
        if capture.erased_at is not None:
            result.erased.append(
                f"capture {capture.pk}, leaf {capture.ledger_entry.index}, on {capture.erased_at:%Y-%m-%d}"
            )
        else:
            what = f"capture {capture.name}"
            expected = {"sha256": capture.sha256, "name": capture.name, "size": capture.size_bytes}
            faults = _check_bytes(capture.content_sha256, what) + _check_leaf(
                capture.ledger_entry, expected, what
            )
            result.count("captures", faults)
        yield


def _verify_documents(result: Verification) -> Iterator[None]:
    archive = open_archive()
    for document in Document.objects.select_related("capture", "ledger_entry").order_by("pk"):
        what = f"text of {document.capture.name}"
        expected = {"text_sha256": document.text_sha256, "capture_sha256": document.capture.sha256}
        faults = _check_bytes(document.text_sha256, what) + _check_leaf(document.ledger_entry, expected, what)
        if not faults:
            text = archive.get(document.text_sha256).decode()
            places = document.annotations.values_list("start", "end", "exact", "note_id")
            faults = [
                f"{what}: annotation {note_id} does not quote the text at {start}–{end}"
                for start, end, exact, note_id in places
                if text[start:end] != exact
            ]
        result.count("texts", faults)
        yield


def _verify_decisions(result: Verification) -> Iterator[None]:
    for decision in Decision.objects.select_related("ledger_entry").order_by("pk"):
        expected = {
            "kind": decision.kind,
            "subject": decision.subject,
            "subject_sha256": decision.subject_sha256,
        }
        result.count("decisions", _check_leaf(decision.ledger_entry, expected, f"decision {decision}"))
        yield
