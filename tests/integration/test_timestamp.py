"""A third party stamps a report's head, and the bundle proves it with openssl."""

import shutil
import subprocess
import sys

import pytest
from django.contrib.auth.models import User
from tests.contract.time_stamper import TimeStamper

from lagebild.archive.timestamp import TimestampError
from lagebild_site.actions import sample
from lagebild_site.actions.report import BUNDLE_NAME, name_zip, publish_report
from lagebild_site.actions.timestamp import keep_reply, write_request
from lagebild_site.actions.verification import verify_workspace
from lagebild_site.cli.stages import run_stages

pytestmark = pytest.mark.django_db(transaction=True)


def test_stamped_report_proves_when_it_was_logged(workspace, at, tmp_path):
    assert shutil.which("openssl"), "openssl belongs to every machine that runs these tests"
    record = sample.read_record()
    sample.load_inputs(record)
    run_stages()
    sample.load_decisions(record)
    report = publish_report(person=User.objects.get(username="ben"), at=at)
    stamper, stranger = TimeStamper.set_up(tmp_path / "tsa"), TimeStamper.set_up(tmp_path / "other")
    write_request(report, tmp_path / "head.tsq")
    reply = stamper.reply((tmp_path / "head.tsq").read_bytes())
    with pytest.raises(TimestampError):
        keep_reply(report, reply, roots_pem=stranger.authority.read_bytes())
    keep_reply(report, reply, roots_pem=stamper.authority.read_bytes())

    folder = workspace.reports / "1"
    head = f"{report.tree_size}:{report.root_hash}"
    for bundle in (folder / BUNDLE_NAME, folder / name_zip(1)):
        command = [sys.executable, "-I", str(folder / BUNDLE_NAME / "verify.py"), "--head", head]
        done = subprocess.run(
            [*command, "--tsa-ca", str(stamper.authority), str(bundle)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        assert "proved      3 logged before" in done.stdout
        assert "not proved  3" not in done.stdout
    assert verify_workspace().damaged == []
