"""Published reports and the files that belong to them."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lagebild_site.models import Report
from lagebild_site.queries.visibility import Viewer, visible_reports

BUNDLE = "bundle"
"""The unpacked package in a report's folder."""

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".zip": "application/zip",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".pdf": "application/pdf",
}
"""Kinds of files that a report may consist of; others are not served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """One file of a report for download."""

    name: str
    path: Path
    size_bytes: int
    media_type: str


def list_reports(viewer: Viewer) -> list[Report]:
    """Reports from the newest."""
    return list(visible_reports(viewer).prefetch_related("findings__incident"))


def get_report(viewer: Viewer, number: int) -> Report | None:
    """One report by its number, or None where the viewer may not see it."""
    return visible_reports(viewer).filter(number=number).first()


def list_report_files(report: Report) -> list[ReportFile]:
    """The files of a report for readers: its pages, its data, the package for verifying; empty where they are gone."""
    folder = settings.WORKSPACE.reports / str(report.number)
    pages = sorted((folder / BUNDLE).glob("report.*"))
    packages = sorted(folder.glob("*.zip"))
    files = (path for path in (*pages, *packages) if path.is_file() and path.suffix in MEDIA_TYPES)
    return [
        ReportFile(
            name=path.name, path=path, size_bytes=path.stat().st_size, media_type=MEDIA_TYPES[path.suffix]
        )
        for path in files
    ]
