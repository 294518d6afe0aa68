"""`verify` names what was changed behind the record's back, row by row."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from lagebild.errors import RuleError
from lagebild_site.actions import sample
from lagebild_site.actions.finding import release_finding, reopen_finding, review_finding
from lagebild_site.actions.report import BUNDLE_NAME, publish_report
from lagebild_site.actions.verification import verify_workspace
from lagebild_site.cli.stages import run_stages
from lagebild_site.models import (
    Annotation,
    Capture,
    Decision,
    Document,
    Finding,
    FindingEvidence,
    LedgerEntry,
    ListingVersion,
    Match,
    Source,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded(workspace, at):
    """The sample record, taken through every stage and published."""
    record = sample.read_record()
    sample.load_inputs(record)
    run_stages()
    sample.load_decisions(record)
    publish_report(person=User.objects.get(username="ben"), at=at)
    assert verify_workspace().damaged == []
    return workspace


def first(model):
    return model.objects.order_by("pk").first()


def change_capture_url():
    Capture.objects.filter(pk=first(Capture).pk).update(url="https://elsewhere.example.org/")
    return "(url)"


def change_capture_time():
    capture = first(Capture)
    Capture.objects.filter(pk=capture.pk).update(captured_at=capture.captured_at - timedelta(days=9))
    return "(captured_at)"


def change_capture_source():
    Capture.objects.filter(pk=first(Capture).pk).update(
        source=Source.objects.exclude(pk=first(Capture).source_id).first()
    )
    return "nobody decided that it comes from"


def mark_as_erased():
    Capture.objects.filter(pk=first(Capture).pk).update(erased_at=first(Capture).captured_at)
    return "marked as erased without a decision"


def change_leaf_kind():
    LedgerEntry.objects.filter(index=0).update(kind="text")
    return "filed under another kind"


def change_decider():
    decision = first(Decision)
    Decision.objects.filter(pk=decision.pk).update(person=User.objects.exclude(pk=decision.person_id).first())
    return "(person)"


def change_reason():
    Decision.objects.filter(pk=first(Decision).pk).update(
        note={"en": first(Decision).note["en"], "de": "anders"}
    )
    return "(note)"


def release_by_hand():
    Finding.objects.filter(state="reviewed").update(state="released")
    return "nobody took the decision 'release'"


def change_provision():
    Finding.objects.filter(state="released").update(provision_ids=["R1718-OP8(d)"])
    return "does not say what the review of leaf"


def change_assessment():
    finding = Finding.objects.filter(state="released").first()
    finding.content["sentences"]["en"][-1]["text"] = "We know it."
    finding.save()
    return "does not say what the review of leaf"


def remove_evidence():
    FindingEvidence.objects.filter(finding__state="released").first().delete()
    return "un-1718."


def change_label():
    Annotation.objects.filter(pk=first(Annotation).pk).update(label="Atlantis")
    return "(label)"


def change_norm():
    note = Annotation.objects.filter(layer="event").first()
    Annotation.objects.filter(pk=note.pk).update(norm=note.norm | {"actor": ["XX"]})
    return "(norm)"


def remove_annotations():
    Annotation.objects.filter(layer="date").delete()
    return "annotations are gone"


def change_title():
    Document.objects.filter(pk=first(Document).pk).update(title="Another title")
    return "(title)"


def change_caption():
    ListingVersion.objects.filter(reference="KPe.001").update(caption="SOMEBODY ELSE")
    return "filed under other facts"


def change_entry():
    version = ListingVersion.objects.filter(reference="KPe.001").first()
    version.entry["entity"]["caption"] = "SOMEBODY ELSE"
    version.save()
    return "does not say what its bytes give"


def change_verdict():
    Match.objects.filter(verdict="not_same").update(verdict="same")
    return "a verdict that nobody gave"


CHANGES = [
    value
    for name, value in sorted(globals().items())
    if name.startswith(("change_", "remove_", "release_by", "mark_"))
]


def test_every_changed_row_is_named(loaded):
    assert len(CHANGES) == 18
    silent = []
    for change in CHANGES:
        with transaction.atomic():
            expected = change()
            if not any(expected in line for line in verify_workspace().damaged):
                silent.append(change.__name__)
            transaction.set_rollback(True)
    assert silent == []
    assert verify_workspace().damaged == []


def test_changed_page_of_a_report_is_named(loaded):
    page = loaded.reports / "1" / BUNDLE_NAME / "report.en.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert any(
        line.startswith("report 1: ") and "report.en.html" in line for line in verify_workspace().damaged
    )


def test_removed_decision_row_is_named(loaded):
    decision = Decision.objects.filter(kind="reject_match").get()
    Match.objects.filter(judgement=decision).update(judgement=None, verdict="")
    decision.delete()
    assert any("covers a row that is gone" in line for line in verify_workspace().damaged)


def test_reopened_finding_can_be_narrowed_and_released(loaded, at):
    ada, ben = User.objects.get(username="ada"), User.objects.get(username="ben")
    finding = Finding.objects.get(key="un-1718.troops_from_dprk.KP.RU")
    finding = reopen_finding(finding, person=ben, note={"en": "Rests on an unverified paragraph"}, at=at)
    assert (finding.state, finding.review, finding.content) == ("proposed", None, {})
    finding = review_finding(finding, person=ada, note={}, at=at, provision_ids=["R1718-OP8(c)"])
    assert release_finding(finding, person=ben, note={}, at=at).state == "released"
    assert verify_workspace().damaged == []


def test_finding_on_an_internal_source_is_not_released(workspace, at):
    record = sample.read_record()
    sample.load_inputs(record)
    run_stages()
    ada, ben = User.objects.get(username="ada"), User.objects.get(username="ben")
    finding = Finding.objects.get(key="un-1718.arms_from_dprk.KP.RU")
    review_finding(finding, person=ada, note={}, at=at)
    source = finding.evidence.first().annotation.document.capture.source
    Source.objects.filter(pk=source.pk).update(may_show="internal")
    with pytest.raises(RuleError, match="internal"):
        release_finding(finding, person=ben, note={}, at=at)
