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
from lagebild_site.actions.subject import judge_pair
from lagebild_site.actions.verification import verify_workspace
from lagebild_site.cli.stages import run_stages
from lagebild_site.models import (
    Capture,
    CaptureProblem,
    Coverage,
    Decision,
    Document,
    Finding,
    Judgement,
    LedgerEntry,
    ListEdition,
    ListingVersion,
    Match,
    Report,
    Response,
    Subject,
    SubjectMember,
    SubjectProblem,
)
from lagebild_site.queries.summary import count_record

pytestmark = pytest.mark.django_db(transaction=True)


def load() -> dict:
    """Take the sample through every stage, as the command does."""
    record = action.read_record()
    action.load_inputs(record)
    run_stages()
    action.join_lists()
    action.load_decisions(record)
    return record


def list_subjects() -> dict[str, tuple[str, ...]]:
    """The entities of each subject by its key."""
    rows = SubjectMember.objects.order_by("entity_id").values_list("subject__key", "entity_id")
    found: dict[str, tuple[str, ...]] = {}
    for key, entity_id in rows:
        found[key] = (*found.get(key, ()), entity_id)
    return found


def list_days(key: str) -> dict[str, tuple[str, ...]]:
    """Authority to the days on which it says that it designated a subject; empty where it does not say."""
    entities = SubjectMember.objects.filter(subject__key=key).values_list("entity_id", flat=True)
    rows = ListingVersion.objects.filter(entity_id__in=entities, is_last=True).order_by("designated_on")
    found: dict[str, tuple[str, ...]] = {}
    for authority, day in rows.values_list("authority", "designated_on"):
        found[authority] = (*found.get(authority, ()), *([day] if day else []))
    return found


def verify_bundle(folder: Path, head: str) -> subprocess.CompletedProcess[str]:
    """Run the bundle's own verifier as a stranger would, outside this project's environment."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), "--head", head, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_sample_second_load_adds_nothing(at):
    record = load()
    first, subjects, leaves = (
        count_record(),
        list_subjects(),
        list(LedgerEntry.objects.values_list("leaf_hash")),
    )
    assert action.load_inputs(record) == 0
    run_stages()
    assert action.join_lists() is False
    assert action.load_decisions(record) == 0
    assert count_record() == first
    assert list_subjects() == subjects
    assert list(LedgerEntry.objects.values_list("leaf_hash")) == leaves
    assert (first.documents, first.editions, first.listings) == (20, 7, 71)
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
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "text/csv",
    }
    hard = Capture.objects.exclude(reading_note={}).count()
    assert hard * 3 >= Document.objects.count()
    states = set(Response.objects.values_list("state", flat=True))
    watched = set(Coverage.objects.values_list("state", flat=True))
    assert "DE" in states
    assert "NL" in watched
    assert "CN" not in states | watched
    assert Match.objects.filter(verdict="same").count() == 3
    assert Match.objects.filter(verdict="not_same").count() == 1


def test_sample_lists_are_extracts_of_these_days(at):
    load()
    rows = ListEdition.objects.order_by("list_id", "dated_on")
    assert list(
        rows.values_list("list_id", "dated_on", "dated_by", "entry_count", "is_extract", "state")
    ) == [
        ("eu-fsf", "2026-05-01", "list", 9, True, "in_force"),
        ("gb-uksl", "2025-08-11", "list", 12, True, "in_force"),
        ("jp-mof", "2026-03-05", "person", 16, True, "in_force"),
        ("un-sc", "2025-04-19", "list", 18, True, "in_force"),
        ("un-sc", "2026-08-01", "list", 21, True, "in_force"),
        ("us-ofac-sdn", "2021-04-25", "person", 11, True, "in_force"),
        ("us-ofac-sdn", "2022-11-23", "person", 13, True, "in_force"),
    ]
    assert set(
        Capture.objects.filter(edition__list_id="jp-mof").values_list("source__may_show", flat=True)
    ) == {"quote_only"}
    assert not CaptureProblem.objects.filter(capture__edition__isnull=False).exclude(severity="note").exists()


def test_sample_lists_tell_what_was_added_and_amended(at):
    load()
    edition = ListEdition.objects.get(list_id="us-ofac-sdn", dated_on="2022-11-23")
    assert edition.changes == {"added": ["US:33936", "US:37517"], "amended": ["US:27307"], "gone": []}
    newest = ListEdition.objects.get(list_id="un-sc", dated_on="2026-08-01")
    assert newest.changes["amended"] == ["UNSC:KPi.043"]


def test_sample_subjects_are_joined_by_numbers_and_by_persons(at):
    load()
    assert list_subjects() == {
        "subject-eu-fsf-EU.4132.93": (
            "eu-fsf-EU.4132.93",
            "jp-mof-dprk-1718-entities-47",
            "jp-mof-dprk-coordinated-entities-1",
        ),
        "subject-eu-fsf-EU.4167.18": (
            "eu-fsf-EU.4167.18",
            "jp-mof-dprk-1718-persons-33",
            "un-sc-KPi.033",
        ),
        "subject-eu-fsf-EU.4187.20": (
            "eu-fsf-EU.4187.20",
            "gb-uksl-DPR0157",
            "jp-mof-dprk-1695-7",
            "jp-mof-dprk-1718-entities-1",
            "un-sc-KPe.001",
            "us-ofac-sdn-9345",
        ),
        "subject-eu-fsf-EU.4198.83": (
            "eu-fsf-EU.4198.83",
            "jp-mof-dprk-1718-entities-22",
            "jp-mof-dprk-coordinated-entities-11",
            "us-ofac-sdn-17067",
        ),
        "subject-eu-fsf-EU.4199.48": (
            "eu-fsf-EU.4199.48",
            "gb-uksl-DPR0131",
            "jp-mof-dprk-1718-entities-23",
            "jp-mof-dprk-coordinated-entities-2",
            "un-sc-KPe.023",
            "us-ofac-sdn-16085",
        ),
    }
    assert Judgement.objects.exclude(decision=None).count() == 7
    left = SubjectProblem.objects.filter(code="join-conflict")
    assert left.count() == 3
    assert all("us-ofac-sdn-15603" in problem.locator for problem in left)


@pytest.mark.parametrize(
    ("key", "days"),
    [
        (
            "subject-eu-fsf-EU.4187.20",
            {
                "UNSC": ("2009-04-24",),
                "GB": ("2009-04-24",),
                "JP": ("2006-09-19", "2009-05-22"),
                "EU": (),
                "US": (),
            },
        ),
        (
            "subject-eu-fsf-EU.4199.48",
            {
                "UNSC": ("2016-03-02",),
                "GB": ("2016-03-02",),
                "JP": ("2013-08-30", "2016-03-11"),
                "EU": (),
                "US": (),
            },
        ),
        ("subject-eu-fsf-EU.4167.18", {"UNSC": ("2016-11-30",), "JP": ("2016-12-09",), "EU": ()}),
    ],
)
def test_sample_subject_was_designated_on_these_days(at, key, days):
    load()
    assert list_days(key) == days


def test_sample_entries_of_the_union_are_bounded_by_their_oldest_act(at):
    load()
    for reference, day in (("EU.4187.20", "2009-05-13"), ("EU.4167.18", "2016-12-09")):
        dates = ListingVersion.objects.get(reference=reference).entry["listing"]["dates"]
        assert {date["kind"] for date in dates} == {"legal_act_on"}
        assert min(date["value"] for date in dates) == day


def test_sample_names_stand_in_several_scripts(at):
    load()
    names = ListingVersion.objects.get(entity_id="jp-mof-dprk-1718-entities-31").entry["names"]
    assert {"偵察総局", "レコネッサンス・ジェネラル・ビューロー", "RECONNAISSANCE GENERAL BUREAU", "RGB"} <= {
        name["value"] for name in names
    }


def test_sample_never_says_that_somebody_is_not_on_an_extract(at, client):
    load()
    address = "/subjects/subject-eu-fsf-EU.4167.18/?on=2023-01-01"
    client.cookies["django_language"] = "en"
    shown = client.get(address).content.decode()
    ListEdition.objects.update(is_extract=False)  # as if each held the whole list
    assert "not on the list of" in client.get(address).content.decode()
    assert "not on the list of" not in shown
    assert "an extract is held, which says nothing of who is not on it" in shown


@pytest.mark.parametrize("stop_at", [1, 3, 7])
def test_sample_stopped_between_judgements_goes_on_where_it_was(at, monkeypatch, stop_at):
    record = action.read_record()
    action.load_inputs(record)
    run_stages()
    calls = []

    def stop(*args, **kwargs):
        calls.append(args)
        if len(calls) == stop_at:
            raise KeyboardInterrupt
        return judge_pair(*args, **kwargs)

    monkeypatch.setattr(action, "judge_pair", stop)
    with pytest.raises(KeyboardInterrupt):
        action.load_decisions(record)
    monkeypatch.undo()
    load()
    assert Judgement.objects.exclude(decision=None).count() == 7
    assert Decision.objects.filter(kind="join_subject").count() == 7
    assert Subject.objects.count() == 5
    assert verify_workspace().damaged == []


def test_sample_stopped_before_joining_joins_at_the_next_start(at):
    record = action.read_record()
    action.load_inputs(record)
    assert not Subject.objects.exists()
    assert action.join_lists() is True
    assert Subject.objects.count() == 4


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
