import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contract.released_report import log_decision, make_record

from lagebild.archive.blobs import UnwritableArchiveError
from lagebild.archive.ledger import take_head
from lagebild.errors import RuleError
from lagebild.reports import encode_consistency, publish_bundle, write_zip
from lagebild.reports.verifier.verify import HEAD_BLANK, read_bundle, verify_files


def test_bundle_holds_report_evidence_proofs_and_verifier(tmp_path: Path) -> None:
    record = make_record()
    info = record.publish(tmp_path / "bundle")
    files = read_bundle(tmp_path / "bundle")
    captures = {f"captures/{capture.sha256}" for capture in record.selection.captures}
    texts = {f"texts/{text.sha256}.txt" for text in record.selection.texts}
    assert set(files) == captures | texts | {
        "README.txt",
        "head.txt",
        "ledger.json",
        "logged.json",
        "manifest.json",
        "regimes/sample.json",
        "report.de.html",
        "report.en.html",
        "report.json",
        "verify.py",
    }
    manifest = json.loads(files["manifest.json"])
    assert manifest == {
        name: hashlib.sha256(files[name]).hexdigest() for name in set(files) - {"manifest.json"}
    }
    assert info.files == manifest


def test_pages_print_the_head_that_covers_them(tmp_path: Path) -> None:
    record = make_record()
    info = record.publish(tmp_path / "bundle")
    assert (info.report_leaf, info.head) == (10, take_head(record.ledger.tree(), at="2026-11-21T09:00:00Z"))
    for name in ("report.de.html", "report.en.html", "report.json"):
        content = (tmp_path / "bundle" / name).read_text("utf-8")
        assert str(info.head) in content
        assert HEAD_BLANK not in content
    logged = record.ledger.leaf(info.report_leaf).record or {}
    assert (logged["kind"], logged["subject"], logged["subject_sha256"]) == (
        "report",
        "2026-01",
        info.logged_sha256,
    )


def test_sample_bundle_says_so_where_it_is_opened_first(tmp_path: Path) -> None:
    record = make_record()
    record.publish(tmp_path / "sample")
    assert (
        (tmp_path / "sample" / "README.txt").read_text("utf-8").startswith("SAMPLE RECORD / BEISPIELDATEN\n")
    )
    real = make_record()
    publish_bundle(replace(real.selection, is_sample=False), tmp_path / "real", ledger=real.ledger)
    assert "SAMPLE" not in (tmp_path / "real" / "README.txt").read_text("utf-8")


def test_proofs_to_later_heads_can_come_from_an_address(tmp_path: Path) -> None:
    record = make_record()
    info = record.publish(tmp_path / "bundle")
    record.ledger.append({"type": "other"})
    later = take_head(record.ledger.tree())
    steps = json.loads(encode_consistency(record.ledger.tree(), info.head.size, [later]))
    files = read_bundle(tmp_path / "bundle")
    assert verify_files(files, str(later), None, steps).failures == []
    assert len(verify_files(files, str(later)).failures) == 1


def test_same_record_makes_the_same_bundle_and_zip(tmp_path: Path) -> None:
    hashes = set()
    for name in ("a", "b"):
        make_record().publish(tmp_path / name)
        hashes.add(write_zip(tmp_path / name, tmp_path / f"{name}.zip"))
    assert read_bundle(tmp_path / "a") == read_bundle(tmp_path / "b")
    assert len(hashes) == 1
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_zip_verifies_like_the_folder(tmp_path: Path) -> None:
    info = make_record().publish(tmp_path / "bundle")
    write_zip(tmp_path / "bundle", tmp_path / "bundle.zip")
    assert verify_files(read_bundle(tmp_path / "bundle.zip"), str(info.head)).failures == []


def test_published_folder_is_not_overwritten(tmp_path: Path) -> None:
    record = make_record()
    record.publish(tmp_path / "bundle")
    size = len(record.ledger.tree())
    with pytest.raises(RuleError, match="what is published is not overwritten"):
        record.publish(tmp_path / "bundle")
    assert len(record.ledger.tree()) == size


def test_unreleased_finding_is_not_published(tmp_path: Path) -> None:
    record = make_record()
    finding = replace(record.selection.findings[0], release_leaf=None)
    selection = replace(record.selection, findings=(finding,))
    with pytest.raises(RuleError, match="was not reviewed and released"):
        publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("leaf", [None, -1])
def test_review_without_a_leaf_is_no_review(tmp_path: Path, leaf: int | None) -> None:
    record = make_record()
    selection = replace(record.selection, findings=(replace(record.selection.findings[0], review_leaf=leaf),))
    with pytest.raises(RuleError, match="was not reviewed and released"):
        publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)


def test_review_as_release_is_not_published(tmp_path: Path) -> None:
    record = make_record()
    finding = record.selection.findings[0]
    selection = replace(record.selection, findings=(replace(finding, release_leaf=finding.review_leaf),))
    with pytest.raises(RuleError, match="is no release of it"):
        publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)


def test_release_by_the_reviewer_is_not_published(tmp_path: Path) -> None:
    record = make_record()
    finding = record.selection.findings[0]
    alone = log_decision(record.ledger, finding, "release", "Ada Sample")
    selection = replace(record.selection, findings=(replace(finding, release_leaf=alone),))
    with pytest.raises(
        RuleError, match="reviewed and released by Ada Sample: a second person must release it"
    ):
        publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)


def test_finding_changed_after_its_review_is_not_published(tmp_path: Path) -> None:
    record = make_record()
    finding = replace(record.selection.findings[0], evidence=(1,))
    selection = replace(record.selection, findings=(finding,))
    with pytest.raises(RuleError, match="was changed after its review"):
        publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)


def test_finding_on_an_unverified_provision_is_not_published(tmp_path: Path) -> None:
    record = make_record()
    finding = record.selection.findings[0]
    provision = replace(finding.provisions[0], status="unverified")
    selection = replace(record.selection, findings=(replace(finding, provisions=(provision,)),))
    with pytest.raises(RuleError, match="unverified provisions"):
        publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)


def test_report_that_contradicts_its_evidence_is_not_published(tmp_path: Path) -> None:
    record = make_record()
    text = replace(record.selection.texts[0], content="Another text altogether.")
    selection = replace(record.selection, texts=(text, record.selection.texts[1]))
    with pytest.raises(RuleError, match="contradicts its own evidence, nothing was published"):
        publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)
    assert list(tmp_path.iterdir()) == []


def test_quote_that_looks_like_the_blank_is_refused(tmp_path: Path) -> None:
    record = make_record()
    selection = replace(record.selection, title={"de": HEAD_BLANK, "en": HEAD_BLANK})
    with pytest.raises(RuleError, match="stand for its tree head"):
        publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)


def test_disk_that_takes_no_bytes_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        del path, content
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lagebild.reports.bundle._write_synced", refuse)
    with pytest.raises(UnwritableArchiveError, match=r"No space left on device; nothing was published"):
        make_record().publish(tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


def test_quote_only_source_gives_no_bytes_away_and_says_so(tmp_path: Path) -> None:
    record = make_record()
    page, note, listed = record.selection.captures
    selection = replace(
        record.selection,
        captures=(page, replace(note, content=None, withheld="quote_only"), listed),
        texts=(record.selection.texts[0], replace(record.selection.texts[1], content=None)),
    )
    info = publish_bundle(selection, tmp_path / "bundle", ledger=record.ledger)
    files = read_bundle(tmp_path / "bundle")
    assert not any(b"bestreitet jede Lieferung von Kohle" in content for content in files.values())
    outcome = verify_files(files, str(info.head))
    assert outcome.failures == []
    third = outcome.lines.index("Quote 3 “zählte neun Schiffe” (Vermerk, example.org)")
    assert [line.split(":")[0][2:14].strip() for line in outcome.lines[third + 1 : third + 6]] == [
        "not proved",
        "proved",
        "not proved",
        "proved",
        "not proved",
    ]
