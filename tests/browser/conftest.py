"""A workspace with one released and one proposed finding, served to a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.integration import factories

from lagebild_site.actions.person import add_person
from lagebild_site.actions.report import get_last_releaser, publish_report
from lagebild_site.actions.sample import load_decisions, load_inputs, read_record
from lagebild_site.cli.stages import run_stages
from lagebild_site.models import CaptureProblem, Coverage, Finding, SubjectProblem
from lagebild_site.workspace import Workspace

PASSWORD = "a long enough password"
TEXT = (
    "Joint words of the ministers\n\n16 December 2024\n\nThe ministers met in an example town. "
    "North Korea sent shells to Russia in October 2024. They cited Resolution 1718.\n\n"
    "They asked everybody to look at the ports."
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for the journeys of a file; gone before tests of other files run."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for a mistake.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def empty_site(live_server, settings, tmp_path: Path) -> str:
    """The address of a site over an empty workspace."""
    root = tmp_path / "workspace"
    for name in ("archive", "reports"):
        (root / name).mkdir(parents=True)
    settings.WORKSPACE = Workspace(
        root=root, title="Lagebild", is_sample=True, allowed_hosts=("localhost",), base_url=""
    )
    return str(live_server.url)


@pytest.fixture
def served(empty_site: str) -> str:
    """The address of a site over a workspace with something to read; two persons can log in."""
    _fill()
    return empty_site


@pytest.fixture
def published(empty_site: str) -> str:
    """The address of a site over the sample record with its report."""
    record = read_record()
    load_inputs(record)
    run_stages()
    load_decisions(record)
    publish_report(person=get_last_releaser(), at=factories.AT)
    return empty_site


def log_in(page: Page, served: str, username: str) -> None:
    """Log a person of `served` in; the page then shows the desk."""
    page.goto(f"{served}/desk/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/desk/")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visit in English at desktop width."""
    visit = browser.new_context(locale="en", viewport={"width": 1280, "height": 900})
    yield visit
    visit.close()


def _fill() -> None:
    ada = add_person("ada", full_name="Ada Muster", password=PASSWORD)
    ben = add_person("ben", full_name="Ben Beispiel", password=PASSWORD)
    document = factories.make_document(TEXT, title="Joint words of the ministers")
    note = factories.make_annotation(document, TEXT, "North Korea sent shells to Russia in October 2024")
    factories.make_annotation(document, TEXT, "16 December 2024", layer="date", norm={"value": "2024-12-16"})
    factories.make_annotation(
        document, TEXT, "Resolution 1718", layer="citation", norm={}, citation_id="S/RES/1718 (2006)"
    )
    factories.make_response(note, state="JP")
    factories.make_finding([note], state="released", reviewer=ada, releaser=ben)
    factories.make_finding([note])
    factories.make_finding([note], state="reviewed", reviewer=ada)
    withdrawn = factories.make_finding([note], state="withdrawn", reviewer=ada, releaser=ben)
    factories.make_decision("withdraw", ben, subject=withdrawn.key, note={"en": "The source took it back."})
    versions = [
        factories.make_version("KPi.001", name="Kim Example", wording=word) for word in ("first", "second")
    ]
    factories.make_edition("2026-08-01", versions[:1])
    newest = factories.make_edition("2026-10-01", versions[1:])
    factories.make_edition("2026-10-02", [], state="held_back", held_because=["A column is gone."])
    other = factories.make_version("DPR1", name="KIM Example", list_id="gb-uksl")
    factories.make_edition("2026-09-01", [other], list_id="gb-uksl", authority="GB", dated_by="entries")
    factories.make_join("un-sc-KPi.001", "gb-uksl-DPR1")
    CaptureProblem.objects.create(
        capture=newest.capture, code="un-date", message="No date.", severity="warning", locator="/row[1]"
    )
    SubjectProblem.objects.create(
        code="join-conflict",
        locator="gb-uksl-DPR1, un-sc-KPi.001",
        message="They differ.",
        severity="warning",
    )
    Coverage.objects.create(source=factories.make_source("full_text"), state="NZ", watched_from="2026-01-01")


@pytest.fixture
def proposed(served: str) -> Finding:
    """The finding that waits for its review."""
    return Finding.objects.get(state="proposed")


@pytest.fixture
def persons(served: str) -> dict[str, User]:
    """The two analysts by their user names."""
    return {person.username: person for person in User.objects.all()}
