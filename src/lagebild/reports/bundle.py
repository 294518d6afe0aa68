"""The bundle: a report with its evidence, its proofs and a verifier, as a folder and as a zip.

The order that makes a report provable: the pages are rendered with a blank for the tree head; the list of
all files with their hashes is logged as the decision to publish; only then the head is taken and printed into
the blank. So the head on the page covers the page itself, and a stranger who blanks it again finds the logged
hash.
"""

import contextlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from lagebild.archive.blobs import UnwritableArchiveError
from lagebild.archive.ledger import Ledger, decision_record, head_bytes, take_head
from lagebild.archive.merkle import MerkleTree
from lagebild.errors import RuleError
from lagebild.model.ledger import Leaf, TreeHead
from lagebild.model.report import LANGUAGES, ReportFinding, ReportSelection
from lagebild.reports.data import (
    capture_path,
    encode_report,
    find_leaves,
    hash_finding,
    regime_path,
    text_path,
)
from lagebild.reports.page import render_page
from lagebild.reports.verifier.verify import (
    HEAD_BLANK,
    STAMPED,
    is_same_person,
    read_bundle,
    sha256,
    shown_json,
    verify_files,
)

_SAMPLE_NOTICE = b"SAMPLE RECORD / BEISPIELDATEN\n\n"

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: the same content always makes the same zip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleInfo:
    """What was published.

    Attributes:
        folder: Where the bundle lies.
        report_leaf: The ledger's leaf that logs the publication.
        head: The tree head that the pages print and strangers verify with; to be published elsewhere too.
        logged_sha256: What the leaf signs for: the list of the report's files.
        files: SHA-256 of every file but `manifest.json`, by path.
    """

    folder: Path
    report_leaf: int
    head: TreeHead
    logged_sha256: str
    files: Mapping[str, str]


def publish_bundle(selection: ReportSelection, folder: Path, *, ledger: Ledger) -> BundleInfo:
    """Log a report and write its bundle; nothing is written that its own verifier would not pass.

    Call it inside the transaction that the ledger appends in: where it raises, the appended leaf must go too.

    Args:
        selection: What to publish; every leaf that it names is already in the ledger.
        folder: Where the bundle shall lie; must not exist yet.
        ledger: Takes the report's own leaf and gives leaves and tree.

    Raises:
        RuleError: A finding is not released by our rules, the folder exists, or the parts contradict.
        ArchiveError: The disk takes no bytes; nothing half-written stays.
    """
    if folder.exists():
        raise RuleError(
            f"{folder} exists: what is published is not overwritten. Give the report another number."
        )
    for finding in selection.findings:
        check_release(finding, selection, ledger)
    files = render_files(selection)
    files["logged.json"] = shown_json({"files": {name: sha256(content) for name, content in files.items()}})
    report_leaf = ledger.append(
        decision_record(
            kind="report",
            subject=selection.number,
            subject_sha256=sha256(files["logged.json"]),
            person=selection.made_by,
            rule=None,
            decided_at=selection.made_at,
        )
    )
    head = take_head(ledger.tree(), at=selection.made_at)
    files = seal_files(files, head)
    indexes = find_leaves(selection) | {report_leaf}
    files["ledger.json"] = _encode_ledger(
        {index: ledger.leaf(index) for index in indexes}, ledger.tree(), report_leaf
    )
    files["manifest.json"] = encode_manifest(files)
    _refuse_contradictions(files, head)
    write_bundle(files, folder)
    return BundleInfo(
        folder=folder,
        report_leaf=report_leaf,
        head=head,
        logged_sha256=sha256(files["logged.json"]),
        files={name: sha256(content) for name, content in files.items() if name != "manifest.json"},
    )


def check_release(finding: ReportFinding, selection: ReportSelection, ledger: Ledger) -> None:
    """Whether a finding may be published: reviewed, released by another person, in exactly this form.

    Raises:
        RuleError: It may not; the message says why and what to do.
    """
    where = f"finding {finding.key}"
    unverified = [provision.id for provision in finding.provisions if provision.status == "unverified"]
    if unverified:
        raise RuleError(
            f"{where} rests on unverified provisions {unverified}: compare them with their text first."
        )
    if min(_index_of(finding.review_leaf), _index_of(finding.release_leaf)) < 0:
        raise RuleError(f"{where} was not reviewed and released: both decisions must be in the ledger first.")
    content_sha256 = hash_finding(finding, [*selection.quotes, *selection.list_evidence])
    persons = []
    for kind, leaf in (("review", finding.review_leaf), ("release", finding.release_leaf)):
        index = _index_of(leaf)
        record = ledger.leaf(index).record or {}
        if (record.get("kind"), record.get("subject")) != (kind, finding.key):
            raise RuleError(f"{where}: leaf {index} is no {kind} of it. Record the decision, then publish.")
        if record["subject_sha256"] != content_sha256:
            raise RuleError(f"{where} was changed after its {kind}: it needs review and release again.")
        persons.append(record["person"])
    if is_same_person(*persons):
        raise RuleError(
            f"{where} was reviewed and released by {persons[0]}: a second person must release it."
        )


def render_files(selection: ReportSelection) -> dict[str, bytes]:
    """The files whose list is logged, by path, with a blank where the tree head is printed.

    Raises:
        RuleError: Something in the report looks like the blank itself.
    """
    files = {f"report.{lang}.html": render_page(selection, lang) for lang in LANGUAGES}
    files["report.json"] = encode_report(selection)
    for capture in selection.captures:
        if (path := capture_path(capture)) and capture.content is not None:
            files[path] = capture.content
    for text in selection.texts:
        if (path := text_path(text)) and text.content is not None:
            files[path] = text.content.encode()
    for regime in selection.regimes:
        files[regime_path(regime)] = regime.content
    package = package_files("lagebild.reports")
    files["verify.py"] = (package / "verifier" / "verify.py").read_bytes()
    files["README.txt"] = _SAMPLE_NOTICE * selection.is_sample + (package / "bundle_readme.txt").read_bytes()
    blanks = {name: files[name].count(HEAD_BLANK.encode()) for name in STAMPED}
    if blanks != {"report.de.html": 2, "report.en.html": 2, "report.json": 1}:
        raise RuleError(f"the report holds the words {HEAD_BLANK!r}, which stand for its tree head: {blanks}")
    return files


def seal_files(files: Mapping[str, bytes], head: TreeHead) -> dict[str, bytes]:
    """The files with the tree head printed into its blanks, and the head as a file of its own."""
    sealed = {
        name: content.replace(HEAD_BLANK.encode(), str(head).encode()) if name in STAMPED else content
        for name, content in files.items()
    }
    sealed["head.txt"] = head_bytes(head)
    return sealed


def encode_manifest(files: Mapping[str, bytes]) -> bytes:
    """`manifest.json`: the SHA-256 of every file besides itself."""
    return shown_json({name: sha256(content) for name, content in files.items() if name != "manifest.json"})


def write_bundle(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files beside the folder's place and rename them there when all are complete.

    Raises:
        ArchiveError: The disk takes no bytes; nothing half-written stays.
    """
    draft: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".bundle-"))
        for name, content in files.items():
            _write_synced(draft / name, content)
        draft.chmod(0o755)
        draft.rename(folder)
    except OSError as error:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)
        raise UnwritableArchiveError(
            f"cannot write the bundle to {folder}: {error.strerror or error}; nothing was published. "
            "Check that the disk is mounted writable, has space, and belongs to this user."
        ) from error


def extend_bundle(
    folder: Path,
    *,
    tree: MerkleTree | None = None,
    heads: Iterable[TreeHead] = (),
    reply: bytes | None = None,
) -> None:
    """Add what is known only after publication: proofs to later heads, the time stamp of its own.

    Neither changes a file that was logged. Each file is replaced at once.

    Args:
        folder: A published bundle.
        tree: The ledger's tree, for the proofs.
        heads: Later heads that were published; all that the bundle shall be verifiable with.
        reply: The RFC 3161 reply to `head.txt`.
    """
    files = read_bundle(folder)
    size = TreeHead.parse(files["head.txt"].decode()).size
    if tree is not None:
        files["consistency.json"] = encode_consistency(tree, size, heads)
    if reply is not None:
        files["head.tsr"] = reply
    files["manifest.json"] = encode_manifest(files)
    for name in ("consistency.json", "head.tsr", "manifest.json"):
        if name in files:
            draft = folder.with_name(f".{folder.name}-{name}")
            _write_synced(draft, files[name])
            draft.replace(folder / name)


def encode_consistency(tree: MerkleTree, size: int, heads: Iterable[TreeHead]) -> bytes:
    """The proofs that lead from the tree of `size` leaves to later heads, as `verify.py --consistency` reads them.

    Raises:
        ValueError: A head is earlier than `size`, or later than the tree.
    """
    steps = [
        {"head": str(head), "proof": [step.hex() for step in tree.consistency_proof(size, head.size)]}
        for head in heads
    ]
    return shown_json(steps)


def write_zip(folder: Path, path: Path) -> str:
    """A bundle as one zip whose bytes depend on nothing but the bundle; its SHA-256."""
    draft = path.with_name(f".{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        draft.unlink()
    with zipfile.ZipFile(draft, "w") as archive:
        for name, content in sorted(read_bundle(folder).items()):
            entry = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    draft.replace(path)
    return sha256(path.read_bytes())


def _index_of(leaf: int | None) -> int:
    """A leaf's index; below 0 where there is none."""
    return -1 if leaf is None else leaf


def _encode_ledger(leaves: Mapping[int, Leaf], tree: MerkleTree, report_leaf: int) -> bytes:
    """`ledger.json`: the leaves that the report rests on, each with its way to the root."""
    described: list[dict[str, Any]] = [
        {
            "index": index,
            "leaf_hash": leaf.leaf_hash,
            "salt": leaf.salt,
            "record": None if leaf.record is None else dict(leaf.record),
            "proof": [step.hex() for step in tree.inclusion_proof(index)],
        }
        for index, leaf in sorted(leaves.items())
    ]
    return shown_json({"leaves": described, "report_leaf": report_leaf})


def _refuse_contradictions(files: Mapping[str, bytes], head: TreeHead) -> None:
    outcome = verify_files(dict(files), str(head))
    if outcome.failures:
        told = "; ".join(outcome.failures[:5])
        raise RuleError(f"the report contradicts its own evidence, nothing was published: {told}")


def _write_synced(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
