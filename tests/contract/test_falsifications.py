"""Ten ways to falsify a published report, and every single byte: each must be found."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.contract.released_report import LIST, NOTE, PAGE, SECOND_ENTRY, TIME, digest, make_record

from lagebild.archive.ledger import canonical_json, decision_record, make_leaf, take_head
from lagebild.archive.merkle import MerkleTree
from lagebild.errors import RuleError
from lagebild.model.report import ReportCapture
from lagebild.reports import extend_bundle, publish_bundle
from lagebild.reports.page import render_page
from lagebild.reports.verifier.verify import (
    HEAD_BLANK,
    STAMPED,
    UNLOGGED,
    Outcome,
    read_bundle,
    shown_json,
    verify_files,
)

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, str]:
    """The files of an honest bundle, and its tree head as known from elsewhere."""
    folder = tmp_path_factory.mktemp("published") / "bundle"
    info = make_record().publish(folder)
    return read_bundle(folder), str(info.head)


def rehash(files: Files, head: str) -> None:
    """What a forger can do without the ledger: make all lists of hashes agree again."""
    logged = {
        name: digest(content.replace(head.encode(), HEAD_BLANK.encode()) if name in STAMPED else content)
        for name, content in files.items()
        if name not in UNLOGGED
    }
    files["logged.json"] = shown_json({"files": logged})
    files.pop("manifest.json")
    files["manifest.json"] = shown_json({name: digest(content) for name, content in files.items()})


def edit(files: Files, change: Callable[[Any], None]) -> None:
    report = json.loads(files["report.json"])
    change(report)
    files["report.json"] = shown_json(report)


def change_quote(files: Files) -> None:
    for name in ("report.de.html", "report.en.html", "report.json"):
        files[name] = files[name].replace(b"14 ships from Elbonia", b"41 ships from Elbonia")


def move_offset(files: Files) -> None:
    edit(files, lambda report: report["quotes"][0].update(start=49, end=79))


def take_other_capture(files: Files) -> None:
    edit(files, lambda report: report["quotes"][0].update(capture_sha256=digest(NOTE)))


def swap_text(files: Files) -> None:
    name = f"texts/{make_record().selection.texts[0].sha256}.txt"
    files[name] = files[name].replace(b"14 ships", b"41 ships")


def remove_evidence(files: Files) -> None:
    edit(files, lambda report: report["findings"][0]["evidence"].remove(4))


def add_unreleased_finding(files: Files) -> None:
    def add(report: Any) -> None:
        finding = json.loads(json.dumps(report["findings"][0]))
        finding.update(key="sample/never/released", incident={"de": "Erfunden", "en": "Made up"})
        report["findings"].append(finding)

    edit(files, add)


def take_other_provision(files: Files) -> None:
    def swap(report: Any) -> None:
        report["findings"][0]["provisions"] = report["findings"][1]["provisions"]

    edit(files, swap)


def swap_list_entry(files: Files) -> None:
    start = LIST.index(SECOND_ENTRY)
    end = start + len(SECOND_ENTRY)
    change = {
        "start": start,
        "end": end,
        "slice_sha256": digest(SECOND_ENTRY),
        "caption": "Grey Stork Trading",
    }
    edit(files, lambda report: report["list_evidence"][0].update(change))


def swap_list_bytes(files: Files) -> None:
    edit(files, lambda report: report["list_evidence"][0].update(start=0, end=54))


FALSIFICATIONS: dict[str, tuple[Callable[[Files], None], str]] = {
    "changed quote": (change_quote, "FAILED report.json: footnote 1: other words stand at its place"),
    "moved offset": (move_offset, "FAILED report.json: footnote 1: other words stand at its place"),
    "other capture": (
        take_other_capture,
        "FAILED report.json: a quote rests on a text that was not made from",
    ),
    "swapped text": (swap_text, "footnote 1: not the text that it rests on"),
    "removed evidence": (
        remove_evidence,
        "FAILED report.json: finding sample/coal/2026-03: the release was of other sentences",
    ),
    "unreleased finding": (
        add_unreleased_finding,
        "FAILED report.json: finding sample/never/released: no decision in the ledger says: release",
    ),
    "other provision": (
        take_other_provision,
        "FAILED report.json: finding sample/coal/2026-03: the review was of other sentences",
    ),
    "swapped list entry": (
        swap_list_entry,
        "FAILED report.json: finding sample/ships/2026-03: the review was of other sentences",
    ),
    "swapped list bytes": (
        swap_list_bytes,
        "FAILED report.json: footnote 5: another list entry stands at these",
    ),
}


def test_honest_bundle_contradicts_nothing(published: tuple[Files, str]) -> None:
    files, head = published
    outcome = verify_files(files, head)
    assert outcome.failures == []
    assert outcome.unproved == 5  # the time stamp of each of the five footnotes
    assert sum(line.startswith("  proved") for line in outcome.lines) == 4 * 5 + 4


@pytest.mark.parametrize("name", FALSIFICATIONS)
@pytest.mark.parametrize("is_rehashed", [False, True], ids=["plain", "rehashed"])
def test_falsification_is_found(name: str, is_rehashed: bool, published: tuple[Files, str]) -> None:  # noqa: FBT001 - a parameter of the test
    honest, head = published
    files = dict(honest)
    falsify, told = FALSIFICATIONS[name]
    falsify(files)
    if is_rehashed:
        rehash(files, head)
    failures = verify_files(files, head).failures
    assert any(told in failure for failure in failures), failures
    if is_rehashed:
        assert any(failure.startswith("FAILED logged.json: leaf 10 ") for failure in failures), failures
    else:
        assert any("its hash is not the one" in failure for failure in failures), failures


@pytest.mark.parametrize("name", FALSIFICATIONS)
def test_falsification_is_found_without_a_head(name: str, published: tuple[Files, str]) -> None:
    honest, head = published
    files = dict(honest)
    FALSIFICATIONS[name][0](files)
    rehash(files, head)
    assert any(FALSIFICATIONS[name][1] in failure for failure in verify_files(files, None).failures)


def test_recomputed_bundle_agrees_with_itself_but_not_with_the_head(
    tmp_path: Path, published: tuple[Files, str]
) -> None:
    _, head = published
    forged = make_record()
    forged.selection = replace(forged.selection, made_by="Eve Forger")
    info = forged.publish(tmp_path / "forged")
    files = read_bundle(tmp_path / "forged")
    assert verify_files(files, str(info.head)).failures == []
    assert verify_files(files, head).failures == [
        f"FAILED head.txt: the tree head given is {head}, the bundle's is {info.head}"
    ]


def test_recomputed_bundle_that_prints_the_true_head_is_found(
    tmp_path: Path, published: tuple[Files, str]
) -> None:
    _, head = published
    forged = make_record()
    forged.selection = replace(forged.selection, made_by="Eve Forger")
    info = forged.publish(tmp_path / "forged")
    files = read_bundle(tmp_path / "forged")
    files = {name: content.replace(str(info.head).encode(), head.encode()) for name, content in files.items()}
    rehash(files, head)
    failures = verify_files(files, head).failures
    assert "FAILED ledger.json: leaf 10 does not stand in the tree of head.txt" in failures


def test_older_head_is_found(published: tuple[Files, str]) -> None:
    files, head = published
    older = take_head(make_record().ledger.tree())
    assert verify_files(files, str(older)).failures == [
        f"FAILED head.txt: the tree head given is {older}, the bundle's is {head}"
    ]


def test_bundle_of_an_older_head_is_found(tmp_path: Path) -> None:
    record = make_record()
    record.publish(tmp_path / "old")
    withdrawal = decision_record(
        kind="withdraw", subject="2026-01", subject_sha256="0" * 64, person="Ada", rule=None, decided_at=TIME
    )
    record.ledger.append(withdrawal)
    later = take_head(record.ledger.tree())
    failures = verify_files(read_bundle(tmp_path / "old"), str(later)).failures
    assert len(failures) == 1
    assert failures[0].startswith("FAILED head.txt: no proof leads from 11:")


def test_later_head_with_a_consistency_proof_is_accepted(tmp_path: Path) -> None:
    record = make_record()
    record.publish(tmp_path / "old")
    for number in range(5):
        record.ledger.append({"type": "other", "number": number})
    later = take_head(record.ledger.tree())
    extend_bundle(tmp_path / "old", tree=record.ledger.tree(), heads=[later])
    files = read_bundle(tmp_path / "old")
    outcome = verify_files(files, str(later))
    assert outcome.failures == []
    assert outcome.lines[0].startswith("The tree head given is later; the bundle's tree is its beginning")
    wrong = json.loads(files["consistency.json"])
    wrong[0]["proof"][0] = "00" * 32
    files["consistency.json"] = shown_json(wrong)
    rehash(files, files["head.txt"].decode().strip())
    assert any(
        line.startswith("FAILED consistency.json") for line in verify_files(files, str(later)).failures
    )


@pytest.mark.parametrize("place", [0.0, 0.37, 0.99])
def test_flipped_byte_in_any_file_is_found_and_named(place: float, published: tuple[Files, str]) -> None:
    honest, head = published
    for name, content in honest.items():
        at = int(place * (len(content) - 1))
        files = {**honest, name: content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]}
        failures = verify_files(files, head).failures
        assert any(failure.startswith(f"FAILED {name}: ") for failure in failures), (name, at, failures)


@pytest.mark.parametrize("place", [0.0, 0.37, 0.99])
def test_flipped_byte_under_recomputed_hashes_is_found(place: float, published: tuple[Files, str]) -> None:
    honest, head = published
    for name in set(honest) - {"manifest.json", "logged.json"}:
        content = honest[name]
        at = int(place * (len(content) - 1))
        files = {**honest, name: content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]}
        rehash(files, head)
        assert verify_files(files, head).failures, (name, at)


def test_every_byte_of_the_short_files_counts(published: tuple[Files, str]) -> None:
    honest, head = published
    for name in ("head.txt", "logged.json"):
        for at in range(0, len(honest[name]), 7):
            content = honest[name]
            files = {**honest, name: content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]}
            assert verify_files(files, head).failures, (name, at)


def test_missing_and_added_files_are_named(published: tuple[Files, str]) -> None:
    honest, head = published
    for name in honest:
        files = {other: content for other, content in honest.items() if other != name}
        failures = verify_files(files, head).failures
        assert any(failure.startswith(f"FAILED {name}: ") for failure in failures), (name, failures)
    failures = verify_files({**honest, "captures/more": b"x"}, head).failures
    assert failures == ["FAILED captures/more: not part of this bundle"]
    files = {**honest, "captures/more": b"x"}
    rehash(files, head)
    assert any("FAILED logged.json" in failure for failure in verify_files(files, head).failures)


def test_leaf_left_out_or_added_is_found(published: tuple[Files, str]) -> None:
    honest, head = published
    for change in (lambda leaves: leaves.pop(0), lambda leaves: leaves.append(dict(leaves[0], index=99))):
        ledger = json.loads(honest["ledger.json"])
        change(ledger["leaves"])
        files = {**honest, "ledger.json": shown_json(ledger)}
        rehash(files, head)
        assert any(
            line.startswith("FAILED ledger.json: leaves missing")
            for line in verify_files(files, head).failures
        )


def test_leaf_that_says_something_else_is_found(published: tuple[Files, str]) -> None:
    honest, head = published
    ledger = json.loads(honest["ledger.json"])
    ledger["leaves"][0]["record"]["captured_at"] = "2026-01-01T00:00:00Z"
    files = {**honest, "ledger.json": shown_json(ledger)}
    rehash(files, head)
    failures = verify_files(files, head).failures
    assert "FAILED ledger.json: leaf 0 does not have the hash of what it says" in failures


def test_one_person_as_reviewer_and_releaser_is_found() -> None:
    """A publisher who logs both decisions of one person makes true hashes, and still fails."""
    record = make_record()
    finding = record.selection.findings[0]
    signed = record.ledger.leaf(finding.release_leaf or 0).record
    alone = record.ledger.append({**(signed or {}), "person": "ada  sample"})
    selection = replace(record.selection, findings=(replace(finding, release_leaf=alone),))
    failures = verify_files(build_unchecked(selection, record), None).failures
    where = "FAILED report.json: finding sample/coal/2026-03"
    assert failures == [f"{where}: reviewed and released by the same person: Ada Sample"]


def test_figure_without_evidence_is_found() -> None:
    record = make_record()
    figures = (replace(record.selection.figures[0], footnote=77),)
    with pytest.raises(RuleError, match=r"no evidence stands behind the footnotes \[77\]"):
        publish_bundle(
            replace(record.selection, figures=figures), Path("never-written"), ledger=record.ledger
        )


def test_page_that_says_less_than_the_data_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher who logs a page without the assessment makes true hashes, and still fails."""
    record = make_record()
    lost = b"The count is more credible than the denial."
    monkeypatch.setattr(
        "lagebild.reports.bundle.render_page",
        lambda selection, lang: render_page(selection, lang).replace(lost, b""),
    )
    failures = verify_files(build_unchecked(record.selection, record), None).failures
    assert failures == [f"FAILED report.en.html: lacks what report.json says: “{lost.decode()}”"]


def test_erased_capture_of_another_report_changes_nothing(tmp_path: Path) -> None:
    record = make_record()
    other = record.ledger.append({"type": "capture", "sha256": digest(b"private"), "captured_at": TIME})
    record.ledger.erase(other)
    info = record.publish(tmp_path / "bundle")
    assert verify_files(read_bundle(tmp_path / "bundle"), str(info.head)).failures == []
    files = read_bundle(tmp_path / "bundle")
    assert other not in [leaf["index"] for leaf in json.loads(files["ledger.json"])["leaves"]]


def test_erased_capture_says_erased_and_all_others_are_still_proved(tmp_path: Path) -> None:
    record = make_record()
    selection = record.selection
    page, note, listed = selection.captures
    leaf = record.ledger.leaf(note.leaf)
    erasure = decision_record(
        kind="erase",
        subject=str(note.leaf),
        subject_sha256=leaf.leaf_hash,
        person="Ada Sample",
        rule="erasure-1",
        decided_at=TIME,
    )
    erasure_leaf = record.ledger.append(erasure)
    record.ledger.erase(note.leaf)
    record.ledger.erase(selection.texts[1].leaf)
    gone = ReportCapture(
        sha256=note.sha256, leaf=note.leaf, content=None, withheld="erased", erasure_leaf=erasure_leaf
    )
    texts = (selection.texts[0], replace(selection.texts[1], content=None))
    info = publish_bundle(
        replace(selection, captures=(page, gone, listed), texts=texts),
        tmp_path / "bundle",
        ledger=record.ledger,
    )
    files = read_bundle(tmp_path / "bundle")
    assert not any(NOTE in content for content in files.values())
    outcome = verify_files(files, str(info.head))
    assert outcome.failures == []
    erased = "erased on 2026-11-20T08:00:00Z by Ada Sample; its leaf stays"
    assert sum(erased in line for line in outcome.lines) == 6  # proofs 1 to 3 of the two quotes of the note
    third = outcome.lines.index("Quote 3 “zählte neun Schiffe” (Vermerk, example.org)")
    assert outcome.lines[third + 4 : third + 6] == [
        "  not proved  4 this text logged with these bytes: erased with its bytes",
        "  not proved  5 this quote at characters 23 to 42 of that text: the text is not in the bundle",
    ]
    assert sum(line.startswith("  proved") for line in outcome.lines) == 2 * 5 + 4


def test_erasure_without_a_decision_is_found(tmp_path: Path) -> None:
    record = make_record()
    page = record.selection.captures[0]
    gone = ReportCapture(sha256=page.sha256, leaf=page.leaf, content=None, withheld="erased", erasure_leaf=7)
    selection = replace(record.selection, captures=(gone, *record.selection.captures[1:]))
    failures = verify_files(build_unchecked(selection, record), None).failures
    assert "FAILED report.json: no decision in the ledger erased leaf 0" in failures
    assert not (tmp_path / "bundle").exists()


def test_verifier_travels_alone(tmp_path: Path) -> None:
    """The bundle's own file, started by a bare Python without our package, proves and refuses."""
    info = make_record().publish(tmp_path / "bundle")
    script = [sys.executable, "-I", "-S", str(tmp_path / "bundle" / "verify.py")]

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*script, *arguments], capture_output=True, text=True, check=False)

    good = run("--head", str(info.head))
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.endswith("Nothing contradicts. Claims not proved: 5.\n")
    unproved = run()
    assert unproved.returncode == 2
    assert "Authenticity is NOT PROVED" in unproved.stdout
    wrong = run("--head", "11:" + "0" * 64)
    assert wrong.returncode == 1
    assert "FAILED head.txt" in wrong.stdout
    assert run("--head", "latest").returncode == 2
    capture = next((tmp_path / "bundle" / "captures").iterdir())
    capture.write_bytes(capture.read_bytes() + b" ")
    damaged = run("--head", str(info.head))
    assert damaged.returncode == 1
    assert f"FAILED captures/{capture.name}" in damaged.stdout


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed: no time stamps")
def test_time_stamp_is_proved_by_openssl(tmp_path: Path) -> None:
    from tests.contract.time_stamper import TimeStamper

    info = make_record().publish(tmp_path / "bundle")
    stamper = TimeStamper.set_up(tmp_path / "stamper")
    stranger = TimeStamper.set_up(tmp_path / "stranger")
    extend_bundle(tmp_path / "bundle", reply=stamper.stamp((tmp_path / "bundle" / "head.txt").read_bytes()))
    files = read_bundle(tmp_path / "bundle")
    proved = verify_files(files, str(info.head), stamper.authority)
    # The stamp is made now; the captures of the record lie in its own calendar and may be later than today.
    assert [line for line in proved.failures if "stamped before the capture" not in line] == []
    assert sum("proved      3 logged before the time stamp of" in line for line in proved.lines) == 5
    assert verify_files(files, str(info.head)).unproved == 5
    foreign = verify_files(files, str(info.head), stranger.authority)
    assert "FAILED head.tsr: the time stamp is not valid under the certificate given" in foreign.failures
    extend_bundle(tmp_path / "bundle", reply=stamper.stamp(b"something else\n"))
    other = verify_files(read_bundle(tmp_path / "bundle"), str(info.head))
    assert other.failures == ["FAILED head.tsr: stamps something else than head.txt"]


def test_words_that_are_not_in_the_bytes_are_found() -> None:
    """A publisher who logs a text that the bytes do not hold makes true hashes, and still fails."""
    record = make_record()
    selection = record.selection
    forged_capture = hashlib.sha256(b"nothing of the kind\n").hexdigest()
    old = record.ledger.leaf(1).record
    other = record.ledger.append({**(old or {}), "sha256": forged_capture})
    old_text = record.ledger.leaf(4).record
    other_text = record.ledger.append({**(old_text or {}), "capture_sha256": forged_capture})
    capture = ReportCapture(sha256=forged_capture, leaf=other, content=b"nothing of the kind\n")
    text = replace(selection.texts[1], capture_sha256=forged_capture, leaf=other_text)
    quotes = tuple(
        replace(quote, capture_sha256=forged_capture) if quote.capture_sha256 == digest(NOTE) else quote
        for quote in selection.quotes
    )
    forged = replace(
        selection,
        quotes=quotes,
        captures=(selection.captures[0], capture, selection.captures[2]),
        texts=(selection.texts[0], text),
    )
    failures = verify_files(build_unchecked(forged, record), None).failures
    assert f"FAILED captures/{forged_capture}: footnote 3: the quote is not in the bytes" in failures


def test_hash_of_a_leaf_needs_its_salt() -> None:
    record = {"type": "capture", "sha256": digest(PAGE)}
    leaf = make_leaf(record, salt=b"0123456789abcdef")
    assert (
        leaf.leaf_hash == hashlib.sha256(b"\x00" + b"0123456789abcdef" + canonical_json(record)).hexdigest()
    )
    assert leaf.leaf_hash != make_leaf(record, salt=b"0123456789abcdeF").leaf_hash


def build_unchecked(selection: Any, record: Any) -> Files:
    """The files as `publish_bundle` makes them, for a publisher who switches off its checks."""
    kept: list[Files] = []

    def keep(files: Files, folder: Path) -> None:
        del folder
        kept.append(dict(files))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lagebild.reports.bundle.check_release", lambda *_: None)
        patch.setattr("lagebild.reports.bundle.verify_files", lambda *_: Outcome())
        patch.setattr("lagebild.reports.bundle.write_bundle", keep)
        publish_bundle(selection, Path("never-written"), ledger=record.ledger)
    assert isinstance(record.ledger.tree(), MerkleTree)
    return kept[0]
