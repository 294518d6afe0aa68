"""Every kind of page: nothing serious for axe-core, no sideways scrolling on a phone, no refused style or script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.conftest import log_in

from lagebild_site.models import Document, Finding, ListEdition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def list_addresses() -> list[str]:
    finding = Finding.objects.get(state="released")
    return [
        "/",
        "/record/?q=shells",
        "/record/erased/",
        f"/documents/{Document.objects.get().slug}/?at=93-142",
        "/entities/",
        "/entities/?q=nobody",
        "/entities/un-sc-KPi.001/",
        "/subjects/subject-un-sc-KPi.001/?state=DE",
        "/lists/",
        "/lists/un-sc/",
        "/lists/un-sc/changes/",
        "/lists/un-sc/problems/",
        "/provisions/",
        "/provisions/R1718-OP8(b)/",
        "/findings/",
        f"/findings/{finding.slug}/",
        f"/findings/{Finding.objects.get(state='withdrawn').slug}/",
        "/responses/",
        "/reports/",
        "/verify/",
        "/method/",
        "/login/",
        "/no-such-page/",
    ]


def list_desk_addresses() -> list[str]:
    slugs = Finding.objects.order_by("pk").values_list("slug", flat=True)
    held = ListEdition.objects.get(state="held_back")
    return [
        "/desk/",
        *(f"/desk/findings/{slug}/" for slug in slugs),
        f"/desk/editions/{held.pk}/",
        "/desk/joins/un-sc-KPi.001/gb-uksl-DPR1/",
    ]


def list_faults(page: Page, address: str, width: int) -> list[tuple[str, str, str]]:
    """What is wrong with the page that is shown: serious faults for axe-core, scrolling sideways, things cut off."""
    found = Axe().run(page, options=RULES).response["violations"]
    faults = [
        (address, fault["id"], fault["nodes"][0]["html"][:120])
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        faults.append((address, "scrolls sideways", str(width)))
    return faults


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("en", 1280, "light"), ("de", 360, "light"), ("de", 1280, "dark"), ("en", 360, "dark")],
)
def test_pages_are_accessible_fit_and_load_whole(served, browser, lang, width, scheme):
    visit = browser.new_context(locale=lang, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = visit.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    faults = []
    for address in list_addresses():
        page.goto(served + address)
        faults += list_faults(page, address, width)
    log_in(page, served, "ada")
    for address in list_desk_addresses():
        page.goto(served + address)
        faults += list_faults(page, address, width)
    assert faults == []
    assert [text for text in told if "404" not in text and "410" not in text] == []
    visit.close()


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("de", 360)])
def test_report_is_shown_with_its_styles_and_breaks_no_policy(published, browser, lang, width):
    page = browser.new_context(locale=lang, viewport={"width": width, "height": 800}).new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    faults = []
    for address in ("/reports/", "/reports/1/", f"/reports/1/files/report.{lang}.html"):
        page.goto(published + address)
        faults += list_faults(page, address, width)
    assert faults == []
    assert told == []
    assert page.locator("html").get_attribute("lang") == lang
    assert page.evaluate("document.styleSheets.length") > 0
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
    margin = page.evaluate("getComputedStyle(document.body).marginTop")
    assert margin != "8px", "the browser's own style shows that the report's was refused"


def test_fonts_are_served_by_the_site_itself(served, browser):
    page = browser.new_context(locale="en").new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(served)] == []
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
