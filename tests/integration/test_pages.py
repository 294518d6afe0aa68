"""What the pages say: in both languages, with honest unknowns, in a constant number of queries."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from tests.integration import factories

from lagebild_site import urls
from lagebild_site.models import Coverage
from lagebild_site.queries.finding import describe_finding
from lagebild_site.queries.visibility import Viewer

pytestmark = pytest.mark.django_db

TEXT = "The ministers met. North Korea sent shells to Russia in October 2024. They cited Resolution 1718."


@pytest.fixture
def english() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def german() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="de")


@pytest.fixture
def released(db, workspace, analyst, second_analyst):
    document = factories.make_document(TEXT, title="Joint words")
    note = factories.make_annotation(document, TEXT, "North Korea sent shells to Russia in October 2024")
    return factories.make_finding([note], state="released", reviewer=analyst, releaser=second_analyst)


def get(client: Client, name: str, *args: object, query: str = "") -> str:
    return client.get(reverse(name, args=args) + query).content.decode()


def test_finding_attributes_its_fact_and_points_at_the_quote(released, english):
    view = describe_finding(released, Viewer(is_analyst=True), "en")
    assert [fact.text for fact in view.facts] == [
        "According to Japan, there was a transfer of arms by North Korea to Russia (dated October 2024)."
    ]
    assert view.facts[0].footnotes == (1,)
    assert view.quotes[0].exact == "North Korea sent shells to Russia in October 2024"
    assert view.quotes[0].document_url == f"/documents/{view.evidence[0].document.slug}/?at=19-68#q"
    page = get(english, "finding", released.slug)
    assert '<mark class="quoted">North Korea sent shells to Russia in October 2024</mark>' in page
    assert "Our own assessment" in page


def test_finding_is_told_in_german(released):
    view = describe_finding(released, Viewer(is_analyst=True), "de")
    assert view.headline == "Waffen aus der DVRK: Nordkorea und Russland, Oktober 2024"
    assert [fact.text for fact in view.facts] == [
        "Laut Japan gab es eine Lieferung von Waffen durch Nordkorea an Russland (Zeitangabe: Oktober 2024)."
    ]
    assert [own.text for own in view.assessments] == ["Wir halten es für plausibel."]


@pytest.mark.parametrize(
    ("factuality", "sentence"),
    [
        ("negated", "According to Japan, it is not true that there was a transfer of arms"),
        ("conditional", "In the words of Japan, a transfer of arms"),
        ("reported_planned", "According to reports passed on by Japan, a transfer of arms"),
        ("alleged", "In an allegation by Japan, there was a transfer of arms"),
    ],
)
def test_fact_never_says_more_than_its_speaker(db, workspace, factuality, sentence):
    document = factories.make_document(TEXT)
    note = factories.make_annotation(
        document, TEXT, "North Korea sent shells to Russia", factuality=factuality
    )
    view = describe_finding(factories.make_finding([note]), Viewer(is_analyst=True), "en")
    assert view.facts[0].text.startswith(sentence)


def test_signed_words_are_shown_even_where_the_wording_changed_since(released, english):
    released.content = {
        "incident": {"en": "Signed headline", "de": "Unterschriebene Überschrift"},
        "sentences": {
            lang: [{"kind": "fact", "text": "Signed words.", "footnotes": [1]}] for lang in ("en", "de")
        },
    }
    released.save()
    page = get(english, "finding", released.slug)
    assert "Signed headline" in page
    assert "Signed words." in page
    assert "According to Japan" not in page


def test_status_of_a_provision_stands_with_its_meaning_on_finding_and_provision_page(released, english):
    meaning = "Number and content were read in a named source"
    for page in (get(english, "finding", released.slug), get(english, "provision", "R1718-OP8(b)")):
        assert 'class="status status-sourced"' in page
        assert meaning in page


def test_document_marks_overlapping_readings_where_they_stand(db, workspace, english):
    document = factories.make_document(TEXT)
    factories.make_annotation(document, TEXT, "North Korea sent shells to Russia")
    factories.make_annotation(
        document, TEXT, "Russia in October 2024", layer="date", norm={"value": "2024-10"}
    )
    page = get(english, "document", document.slug)
    pieces = re.findall(r'<a class="note ([^"]+)" href="#n-[0-9a-f]+">([^<]+)</a>', page)
    assert pieces == [
        ("layer-event", "North Korea sent shells to "),
        ("layer-event layer-date", "Russia"),
        ("layer-date", " in October 2024"),
    ]


def test_layer_is_switched_off_by_the_form_alone(db, workspace, english):
    document = factories.make_document(TEXT)
    factories.make_annotation(document, TEXT, "North Korea sent shells to Russia")
    factories.make_annotation(document, TEXT, "October 2024", layer="date", norm={"value": "2024-10"})
    page = get(english, "document", document.slug, query="?layers=chosen&layer=date")
    assert 'class="note layer-date" href' in page
    assert 'class="note layer-event" href' not in page
    assert 'value="event">' in page


def test_text_is_escaped_and_whole(db, workspace, english):
    text = "First <script>alert(1)</script> & more.\n\nSecond paragraph\nwith two lines."
    document = factories.make_document(text)
    page = get(english, "document", document.slug)
    assert "<script>alert" not in page
    assert "First &lt;script&gt;alert(1)&lt;/script&gt; &amp; more." in page
    assert "Second paragraph<br>with two lines." in page


def test_undated_document_is_called_undated(db, workspace, english, german):
    document = factories.make_document(TEXT, date="")
    assert "the text gives no date" in get(english, "document", document.slug)
    assert "der Text nennt kein Datum" in get(german, "document", document.slug)
    assert "undatiert" in get(german, "record")


def test_question_page_tells_how_many_were_answered(db, workspace, english, german):
    document = factories.make_document(
        TEXT,
        kind="parliamentary_qa",
        is_question_page=True,
        office_holder="Mara Beispiel",
        party="Musterpartei",
        asker="Tobias T.",
        questions_received=504,
        questions_answered=496,
    )
    assert "496 of 504 answered" in get(english, "document", document.slug)
    page = get(german, "document", document.slug)
    assert "496 von 504 beantwortet" in page
    assert "Mara Beispiel, Musterpartei" in page
    assert "Tobias T." in page


def test_search_marks_hits_in_title_and_snippet(db, workspace, english):
    factories.make_document("A long text about howitzers and more.", title="On howitzer deliveries")
    page = get(english, "record", query="?q=howitzer")
    assert 'On <mark class="hit">howitzer</mark> deliveries' in page
    assert '<mark class="hit">howitzers</mark>' in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?kind=news", ["Paper"]),
        ("?state=FR", ["Ministry"]),
        ("?undated=1", ["Undated"]),
        ("?from=2024-11", ["Ministry"]),
        ("?to=2024-10", ["Paper"]),
        ("?lang=de", ["Undated"]),
    ],
)
def test_record_is_filtered(db, workspace, english, query, titles):
    factories.make_document("one", title="Ministry", issuers=("FR", "DE"), date="2024-11-05")
    factories.make_document("two", title="Paper", kind="news", issuers=(), date="2024-10-31")
    factories.make_document("three", title="Undated", lang="de", date="", issuers=())
    page = get(english, "record", query=query)
    assert [title for title in ("Ministry", "Paper", "Undated") if f">{title}</a>" in page] == titles


def test_entity_shows_what_changed_field_by_field(db, workspace, english):
    first = factories.make_version("KPi.001", name="Kim Example", wording="first")
    other = factories.make_version("KPi.001", name="Kim Example", wording="second")
    factories.make_edition("2026-08-01", [first])
    newer = factories.make_edition("2026-10-01", [other])
    page = get(english, "entity", "un-sc-KPi.001")
    assert "<del>Reason in its first wording.</del>" in page
    assert "<ins>Reason in its second wording.</ins>" in page
    assert '<bdi lang="ko" dir="ltr">윤호진</bdi>' in page
    changes = get(english, "list_changes", newer.pk)
    assert "<del>Reason in its first wording.</del>" in changes


def test_entity_that_left_the_list_is_called_gone(db, workspace, english, german):
    version = factories.make_version("KPi.002", name="Kim Gone")
    factories.make_edition("2026-08-01", [version])
    factories.make_edition("2026-10-01", [])
    assert "No longer on the list." in get(english, "entity", "un-sc-KPi.002")
    assert "Nicht mehr auf der Liste." in get(german, "entity", "un-sc-KPi.002")


def test_silent_state_is_told_by_what_was_watched_and_unwatched_by_nobody_looked(db, workspace, english):
    source = factories.make_source("full_text", name="Ministry news")
    Coverage.objects.create(
        source=source,
        state="NZ",
        watched_from="2024-01-01",
        watched_to="2024-12-31",
        gaps=["2024-03-01/2024-03-31"],
    )
    page = get(english, "responses")
    silent = page.partition('id="silent-t"')[2].partition("</section>")[0]
    unwatched = page.partition('id="unwatched-t"')[2].partition("</section>")[0]
    assert "New Zealand" in silent
    assert "Ministry news, 1 January 2024 – 31 December 2024; gap 1 March 2024 – 31 March 2024" in silent
    assert "New Zealand" not in unwatched
    assert "Japan" in unwatched


def test_language_is_switched_without_a_script(db, workspace, english):
    assert "Findings" in get(english, "findings")
    response = english.post(reverse("set_language"), {"language": "de", "next": reverse("findings")})
    assert response.headers["Location"] == reverse("findings")
    assert '<html lang="de">' in get(english, "findings")


def test_page_of_a_stranger_is_not_sent_twice(db, workspace, english):
    first = english.get(reverse("provisions"))
    again = english.get(reverse("provisions"), headers={"If-None-Match": first.headers["ETag"]})
    assert first.headers["Cache-Control"] == "no-cache"
    assert {"Accept-Language", "Cookie"} <= set(first.headers["Vary"].split(", "))
    assert (again.status_code, again.content) == (304, b"")


def test_page_of_an_analyst_is_kept_nowhere(db, workspace, analyst, client):
    client.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("record")).headers["Cache-Control"] == "private, no-store"


def test_policy_allows_no_inline_script_or_style_and_pages_hold_none(released, english):
    response = english.get(reverse("finding", args=[released.slug]))
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    page = response.content.decode()
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)


def test_sample_is_marked_on_every_page_and_error(db, workspace, english, settings):
    from dataclasses import replace

    settings.WORKSPACE = replace(workspace, is_sample=True)
    for address in ("/", "/record/", "/findings/", "/method/", "/login/", "/no-such-page/"):
        assert 'class="sample-strip"' in english.get(address).content.decode()


def test_same_person_cannot_release_what_they_reviewed(db, workspace, analyst, second_analyst):
    document = factories.make_document(TEXT)
    finding = factories.make_finding(
        [factories.make_annotation(document, TEXT, "North Korea sent shells to Russia")]
    )
    clients = {}
    for person in (analyst, second_analyst):
        clients[person.username] = Client(HTTP_ACCEPT_LANGUAGE="en")
        clients[person.username].force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    review, release = (reverse("move_finding", args=[finding.slug, move]) for move in ("review", "release"))
    assert clients["ada"].post(review, {"note": "Read it."}).status_code == 302
    refused = clients["ada"].post(release)
    assert refused.status_code == 409
    assert "Refused by our rules" in refused.content.decode()
    assert clients["ben"].post(release).status_code == 302
    finding.refresh_from_db()
    assert (finding.state, finding.review.person, finding.release.person) == (
        "released",
        analyst,
        second_analyst,
    )


QUERIES = [
    ("overview", 18),
    ("record", 4),
    ("entities", 1),
    ("lists", 4),
    ("provisions", 1),
    ("findings", 1),
    ("responses", 3),
]
"""Pages and how many queries each takes, however many rows it shows."""


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "count"), QUERIES)
def test_list_page_takes_the_same_queries_for_one_and_three_rows(
    db, workspace, analyst, second_analyst, english, django_assert_num_queries, rows, name, count
):
    for number in range(rows):
        document = factories.make_document(TEXT)
        note = factories.make_annotation(document, TEXT, "North Korea sent shells to Russia")
        factories.make_response(note, state=("JP", "DE", "FR")[number])
        factories.make_finding([note], state="released", reviewer=analyst, releaser=second_analyst)
        versions = [factories.make_version(f"KPi.{number}{step}", name=f"Name {number}") for step in (1, 2)]
        factories.make_edition("2026-08-01", versions[:1], list_id=f"list-{number}")
        factories.make_edition("2026-10-01", versions, list_id=f"list-{number}")
        Coverage.objects.create(
            source=factories.make_source("full_text"), state="NZ", watched_from="2026-01-01"
        )
    with django_assert_num_queries(count):
        assert english.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_finding_and_document_take_the_same_queries_for_one_and_three_pieces_of_evidence(
    db, workspace, analyst, second_analyst, english, django_assert_num_queries, rows
):
    notes = []
    for _ in range(rows):
        document = factories.make_document(TEXT)
        notes.append(factories.make_annotation(document, TEXT, "North Korea sent shells to Russia"))
    finding = factories.make_finding(notes, state="released", reviewer=analyst, releaser=second_analyst)
    with django_assert_num_queries(8):
        assert english.get(reverse("finding", args=[finding.slug])).status_code == 200
    with django_assert_num_queries(5):
        assert english.get(reverse("document", args=[document.slug])).status_code == 200


def test_every_text_has_its_german_and_the_compiled_file_agrees():
    folder = Path(urls.__file__).parent / "locale" / "de" / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as file:
        catalog = read_po(file, locale="de")
    with (folder / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    messages = [message for message in catalog if message.id]
    assert len(messages) > 400
    texts = [message for message in messages if isinstance(message.id, str) and not message.context]
    assert [message.id for message in messages if message.fuzzy or not all(message.string)] == []
    assert [message.id for message in texts if compiled.gettext(message.id) != message.string] == []
