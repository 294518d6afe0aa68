"""Have a third party stamp the tree head of a report: the request, and the reply kept with the bundle."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from lagebild.archive.timestamp import check_reply, make_request
from lagebild.errors import RuleError
from lagebild.model.ledger import TreeHead as HeadRecord
from lagebild.reports import extend_bundle, write_zip
from lagebild_site.actions.report import BUNDLE_NAME, name_zip
from lagebild_site.models import Report, TreeHead


def get_report(number: int) -> Report:
    """The published report of a number.

    Raises:
        RuleError: There is none, or it was withdrawn.
    """
    report = Report.objects.filter(number=number, withdrawn_at=None).first()
    if report is None:
        known = ", ".join(
            str(n) for n in Report.objects.filter(withdrawn_at=None).values_list("number", flat=True)
        )
        raise RuleError(f"no report {number} is published (published: {known or 'none'}).")
    return report


def write_request(report: Report, path: Path) -> None:
    """Write the RFC 3161 request for the report's head."""
    path.write_bytes(make_request(HeadRecord(size=report.tree_size, root_hash=report.root_hash, at=None)))


@transaction.atomic
def keep_reply(report: Report, reply: bytes, *, roots_pem: bytes) -> datetime:
    """Check a reply and keep it with the head and in the bundle; returns when it was stamped.

    Raises:
        TimestampError: The reply stamps something else, or is signed by somebody who is not trusted.
    """
    head = HeadRecord(size=report.tree_size, root_hash=report.root_hash, at=None)
    stamped_at = check_reply(reply, head, roots_pem=roots_pem)
    TreeHead.objects.filter(size=report.tree_size).update(timestamp_reply=reply)
    folder = settings.WORKSPACE.reports / str(report.number)
    extend_bundle(folder / BUNDLE_NAME, reply=reply)
    write_zip(folder / BUNDLE_NAME, folder / name_zip(report.number))
    return stamped_at
