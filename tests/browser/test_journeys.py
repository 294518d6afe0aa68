"""What people come for, in a real Chromium: to read, to search, to decide; also by keyboard and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import log_in

from lagebild_site.models import Finding

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def open_desk(browser: Browser, served: str, username: str) -> Page:
    page = browser.new_context(locale="en").new_page()
    log_in(page, served, username)
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
    return page


def test_reader_gets_from_a_finding_to_its_quote_in_the_document(served, context):
    page = open_page(context, served)
    page.get_by_role("link", name=re.compile("^Arms from the DPRK")).first.click()
    expect(page.locator(".fact")).to_have_count(1)
    page.locator(".fact .ref").click()
    expect(page.locator("mark.quoted")).to_have_text("North Korea sent shells to Russia in October 2024")
    page.get_by_text("Who says it, and how far").click()
    page.get_by_role("link", name="In the document").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Joint words of the ministers")
    quoted = page.locator(".source-text .quoted")
    assert "".join(quoted.all_inner_texts()) == "North Korea sent shells to Russia in October 2024"
    expect(quoted.first).to_be_in_viewport()


def test_reader_searches_and_sees_the_hit(served, context):
    page = open_page(context, served)
    page.get_by_label("Search the record").fill("shell")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".result-count")).to_contain_text("1 document")
    expect(page.locator(".snippet mark")).to_have_text("shells")


@pytest.mark.parametrize("has_script", [True, False])
def test_reader_switches_the_language(served, browser, has_script):
    page = browser.new_context(locale="en", java_script_enabled=has_script).new_page()
    page.goto(f"{served}/findings/")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Befunde")
    assert page.url == f"{served}/findings/"
    expect(page.locator("html")).to_have_attribute("lang", "de")


@pytest.mark.parametrize("has_script", [True, False])
def test_reader_switches_a_layer_off(served, browser, has_script):
    page = browser.new_context(locale="en", java_script_enabled=has_script).new_page()
    page.goto(f"{served}/record/")
    page.locator(".results a").first.click()
    date = page.locator(".source-text .layer-date")
    expect(date).to_have_text("16 December 2024")
    page.get_by_role("checkbox", name="Date").uncheck()
    if not has_script:
        page.get_by_role("button", name="Apply").click()
    expect(date).to_have_count(0)
    expect(page.locator(".source-text .layer-event")).not_to_have_count(0)


def test_two_persons_review_and_release(served, browser, context, proposed):
    ada = open_desk(browser, served, "ada")
    public = f"{served}/findings/{proposed.slug}/"
    assert open_page(context, public).title().startswith("Nothing here")
    ada.goto(f"{served}/desk/findings/{proposed.slug}/")
    ada.get_by_label("English").fill("We take it to be likely.")
    ada.get_by_label("German").fill("Wir halten es für wahrscheinlich.")
    ada.get_by_label("Reason").fill("The quote says so.")
    ada.get_by_role("button", name="Review").click()
    expect(ada.get_by_role("status")).to_have_text("Your decision is recorded.")
    ada.get_by_role("button", name="Release").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text("Refused by our rules")
    ben = open_desk(browser, served, "ben")
    ben.goto(f"{served}/desk/findings/{proposed.slug}/")
    ben.get_by_role("button", name="Release").click()
    expect(ben.get_by_role("link", name="The public page")).to_be_visible()
    shown = open_page(context, public)
    expect(shown.locator(".fact")).to_have_count(1)
    expect(shown.locator(".assessment")).to_contain_text("We take it to be likely.")
    assert Finding.objects.get(pk=proposed.pk).state == "released"


def test_withdrawn_finding_says_only_that_and_why(served, browser, context):
    released = Finding.objects.get(state="released")
    public = f"{served}/findings/{released.slug}/"
    expect(open_page(context, public).locator(".fact")).to_have_count(1)
    ada = open_desk(browser, served, "ada")
    ada.goto(f"{served}/desk/findings/{released.slug}/")
    ada.get_by_label("Reason, public").fill("The quote was misread.")
    ada.get_by_role("button", name="Withdraw this finding").click()
    expect(ada.get_by_role("status")).to_have_text("Your decision is recorded.")
    page = open_page(context, public)
    expect(page.get_by_role("heading", level=1)).to_have_text("This finding was withdrawn")
    expect(page.locator("main")).to_contain_text("The quote was misread.")
    expect(page.locator("main")).not_to_contain_text("North Korea")


def test_keyboard_alone_reaches_the_text_and_a_reading(served, context):
    page = open_page(context, f"{served}/record/?q=shells")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.results') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Joint words of the ministers")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.source-text .layer-event')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".note-entry:target")).to_be_in_viewport()


@pytest.mark.parametrize("has_script", [True, False])
def test_reader_gets_from_a_name_to_who_lists_it_since_when(served, browser, has_script):
    page = browser.new_context(locale="en", java_script_enabled=has_script).new_page()
    page.goto(f"{served}/entities/")
    page.get_by_label("Name, number or reference").fill("example kim")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".found > li")).to_have_count(1)
    page.locator(".found h2 a").click()
    expect(page.locator(".since-line")).to_contain_text("Listed since 16")
    page.get_by_role("link", name="Who lists it since when").click()
    expect(page.locator(".coordination tbody tr")).to_have_count(2)
    page.get_by_label("A state that acts through others").select_option("Germany")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".coordination tbody tr")).to_have_count(3)
    expect(page.locator(".coordination tbody tr").last).to_contain_text(
        "Bound through the UN Security Council"
    )


def test_reader_compares_two_editions_of_a_list_without_scripts(served, browser):
    page = browser.new_context(locale="en", java_script_enabled=False).new_page()
    page.goto(f"{served}/lists/")
    page.get_by_role("link", name="UN Security Council").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "United Nations Security Council Consolidated List"
    )
    page.get_by_role("link", name="Compare editions").click()
    page.get_by_role("button", name="Compare").click()
    page.get_by_text("1 field").click()
    expect(page.locator("ins")).to_contain_text("Reason in its second wording.")


def test_analyst_accepts_an_edition_and_judges_two_entries(served, browser):
    ada = open_desk(browser, served, "ada")
    ada.get_by_role("link", name="Side by side").click()
    expect(ada.locator(".pair thead th")).to_have_count(2)
    ada.get_by_label("Reason").fill("Their birth dates differ.")
    ada.get_by_role("button", name="Different").click()
    expect(ada.get_by_role("status")).to_have_text(
        "Your decision is recorded, and the subjects are joined anew."
    )
    ada.goto(f"{served}/desk/")
    ada.get_by_role("link", name=re.compile("Consolidated List, 2 October 2026")).click()
    ada.get_by_label("Reason").fill("The publisher announced it.")
    ada.get_by_role("button", name="Accept this edition").click()
    expect(ada.get_by_role("status")).to_have_text("The edition is in force; your decision is recorded.")
