"""The bundled sample record goes through every stage, once, and can be verified by a stranger."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lagebild.errors import RuleError
from lagebild.regimes import find_provision, load_regimes
from lagebild_site.actions import sample as action
from lagebild_site.actions.erasure import erase_capture
from lagebild_site.actions.finding import reject_finding, release_finding, review_finding, withdraw_finding
from lagebild_site.actions.report import publish_report
from lagebild_site.actions.verification import verify_workspace
from lagebild_site.cli.stages import run_stages
from lagebild_site.models import Capture, Coverage, Document, Finding, ListEdition, Match, Report, Response
from lagebild_site.queries.summary import count_record

pytestmark = pytest.mark.django_db(transaction=True)


def load() -> dict:
    """Take the sample through every stage, as the command does."""
    record = action.read_record()
    action.load_inputs(record)
    run_stages()
    action.load_decisions(record)
    return record


def verify_bundle(folder: Path, head: str) -> subprocess.CompletedProcess[str]:
    """Run the bundle's own verifier as a stranger would, outside this project's environment."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), "--head", head, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_sample_second_load_adds_nothing(at):
    record = load()
    first = count_record()
    assert action.load_inputs(record) == 0
    run_stages()
    assert action.load_decisions(record) == 0
    assert count_record() == first
    assert first.documents == 20
    assert first.unread == 0
    assert verify_workspace().damaged == []


def test_sample_shows_what_it_promises(at):
    load()
    assert Document.objects.filter(lang="de").count() >= 6
    assert Document.objects.filter(lang="en").count() >= 6
    assert {capture.media_type for capture in Capture.objects.all()} == {
        "text/html",
        "text/plain",
        "application/xml",
    }
    hard = Capture.objects.exclude(reading_note={}).count()
    assert hard * 3 >= Document.objects.count()
    first, second = ListEdition.objects.order_by("dated_on")
    assert (first.entry_count, second.entry_count) == (18, 21)
    states = set(Response.objects.values_list("state", flat=True))
    watched = set(Coverage.objects.values_list("state", flat=True))
    assert "DE" in states
    assert "NL" in watched
    assert "CN" not in states | watched
    assert Match.objects.filter(verdict="same").count() == 3
    assert Match.objects.filter(verdict="not_same").count() == 1


def test_sample_released_findings_rest_on_sourced_provisions_and_two_persons(at):
    load()
    regimes = load_regimes()
    released = list(Finding.objects.filter(state="released").select_related("review", "release"))
    assert [finding.key for finding in released] == [
        "un-1718.arms_from_dprk.KP.RU",
        "un-1718.training_of_dprk.RU.KP",
    ]
    for finding in released:
        assert finding.review.person != finding.release.person
        assert finding.review.subject_sha256 == finding.release.subject_sha256
        assert {find_provision(regimes, key).status for key in finding.provision_ids} == {"sourced"}


def test_sample_report_is_published_once_and_verified_by_a_stranger(workspace, at):
    load()
    person = Finding.objects.filter(state="released").first().release.person
    report = publish_report(person=person, at=at)
    assert publish_report(person=person, at=at) == report
    assert Report.objects.count() == 1
    folder = workspace.reports / "1" / "bundle"
    head = f"{report.tree_size}:{report.root_hash}"
    good = verify_bundle(folder, head)
    assert good.returncode == 0, good.stdout + good.stderr
    assert good.stdout.splitlines()[-1].startswith("Nothing contradicts.")
    page = (folder / "report.de.html").read_text(encoding="utf-8")
    assert "eigene Bewertung" in page
    data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert {finding["key"] for finding in data["findings"]} == {
        "un-1718.arms_from_dprk.KP.RU",
        "un-1718.training_of_dprk.RU.KP",
    }
    for finding in data["findings"]:
        for sentence in finding["sentences"]["en"]:
            assert sentence["kind"] == "assessment" or sentence["footnotes"]
    assert [(entry["reference"], entry["caption"]) for entry in data["list_evidence"]] == [
        ("KPe.001", "KOREA MINING DEVELOPMENT TRADING CORPORATION"),
        ("KPi.002", "RI JE-SON"),
    ]
    assert data["listed"]["en"][0]["kind"] == "assessment"
    assert (
        "KPe.001, designated on 24 April 2009 (edition of 1 August 2026)" in data["listed"]["en"][1]["text"]
    )
    with zipfile.ZipFile(workspace.reports / "1" / "lagebild-report-1.zip") as archive:
        assert "verify.py" in {name.rsplit("/", 1)[-1] for name in archive.namelist()}
    (folder / "report.de.html").write_text(
        page.replace("eigene Bewertung", "eigene Wertung", 1), encoding="utf-8"
    )
    bad = verify_bundle(folder, head)
    assert bad.returncode == 1
    assert "report.de.html" in bad.stdout


def test_sample_older_report_is_verified_with_a_newer_head(workspace, at, analyst_of_sample):
    load()
    ada, ben = analyst_of_sample()
    first = publish_report(person=ben, at=at)
    finding = Finding.objects.get(key="un-1718.training_of_dprk.RU.KP")
    withdraw_finding(finding, person=ada, note={"en": "A source was corrected"}, at=at)
    second = publish_report(person=ben, at=at)
    assert (first.number, second.number) == (1, 2)
    newer = f"{second.tree_size}:{second.root_hash}"
    assert verify_bundle(workspace.reports / "1" / "bundle", newer).returncode == 0
    assert (
        verify_bundle(workspace.reports / "2" / "bundle", f"{first.tree_size}:{first.root_hash}").returncode
        == 1
    )


@pytest.fixture
def analyst_of_sample(django_user_model):
    """The two persons of the sample, once it is loaded."""
    return lambda: (
        django_user_model.objects.get(username="ada"),
        django_user_model.objects.get(username="ben"),
    )


def test_sample_finding_on_an_unverified_provision_cannot_be_released(at, analyst_of_sample):
    load()
    _ada, ben = analyst_of_sample()
    finding = Finding.objects.get(key="un-1718.troops_from_dprk.KP.RU")
    assert finding.state == "reviewed"
    with pytest.raises(RuleError, match="unverified"):
        release_finding(finding, person=ben, note={}, at=at)
    finding.refresh_from_db()
    assert finding.state == "reviewed"


def test_moves_same_person_unreviewed_and_stranger_are_refused(at, analyst_of_sample, django_user_model):
    record = action.read_record()
    action.load_inputs(record)
    run_stages()
    ada, ben = analyst_of_sample()
    finding = Finding.objects.get(key="un-1718.arms_from_dprk.KP.RU")
    with pytest.raises(RuleError, match="only a reviewed one"):
        release_finding(finding, person=ben, note={}, at=at)
    stranger = django_user_model.objects.create_user("stranger")
    with pytest.raises(RuleError, match="may not decide"):
        review_finding(finding, person=stranger, note={}, at=at)
    assert Finding.objects.get(pk=finding.pk).state == "proposed"
    review_finding(finding, person=ada, note={}, at=at)
    with pytest.raises(RuleError, match="same person cannot release"):
        release_finding(finding, person=ada, note={}, at=at)
    finding.refresh_from_db()
    finding.evidence.first().delete()
    with pytest.raises(RuleError, match="changed after its review"):
        release_finding(finding, person=ben, note={}, at=at)
    assert reject_finding(finding, person=ben, note={}, at=at).state == "rejected"


def test_erase_evidence_takes_release_and_report_back(workspace, at, analyst_of_sample):
    load()
    ada, ben = analyst_of_sample()
    publish_report(person=ben, at=at)
    finding = Finding.objects.get(key="un-1718.training_of_dprk.RU.KP")
    capture = finding.evidence.first().annotation.document.capture
    sha256 = capture.sha256
    erase_capture(capture, person=ada, reason={"en": "Publisher withdrew it"}, at=at)
    finding.refresh_from_db()
    assert finding.state in {"proposed", "withdrawn"}
    assert finding.release is None
    assert not list(workspace.root.rglob(f"*{sha256}*"))
    assert Report.objects.get(number=1).withdrawn_at == at
    result = verify_workspace()
    assert (result.damaged, result.orphans, len(result.erased)) == ([], [], 1)
