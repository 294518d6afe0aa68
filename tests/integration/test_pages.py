"""What the pages say: in both languages, with honest unknowns, in a constant number of queries."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.integration import factories

from lagebild.archive.merkle import verify_consistency
from lagebild_site import urls
from lagebild_site.actions.ledger import append_leaf, keep_tree_head
from lagebild_site.models import Coverage, LedgerEntry
from lagebild_site.queries.figure import describe_figures
from lagebild_site.queries.finding import describe_finding
from lagebild_site.queries.provision import get_regimes
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


def tell(notes, lang="en"):
    view = describe_finding(factories.make_finding(notes), Viewer(is_analyst=True), lang)
    return [(fact.text, fact.footnotes) for fact in view.facts]


def make_telling(**fields):
    """A document that tells of the same transfer, by its publisher, date and speaker."""
    names = ("speaker", "level", "factuality")
    kept = {name: fields.pop(name) for name in names if name in fields}
    document = factories.make_document(TEXT, **fields)
    kept.setdefault("speaker", [])
    return factories.make_annotation(document, TEXT, "North Korea sent shells to Russia", **kept)


def test_same_claim_of_many_is_one_sentence_that_names_them_by_date(db, workspace, settings):
    own = factories.make_source("full_text", name="Our notes", is_own=True)
    other = factories.make_source("full_text", name="Watch Office")
    notes = [
        make_telling(publisher="Sample Watch", date="2024-10-31"),
        make_telling(speaker=["person:Dr. Mara Beispiel"], date="2024-11-04"),
        make_telling(publisher="", source=own, date="2024-06-03"),
        make_telling(publisher="Sample Watch", date="2025-01"),
        make_telling(speaker=["GB"], level="quoted", publisher="", source=other, date="2024-12-16"),
        make_telling(publisher="Paper", date=""),
    ]
    [(text, footnotes)] = tell(notes)
    assert text == (
        "According to a text by Lagebild (3 June 2024), texts by Sample Watch (31 October 2024; January 2025), "
        "Dr. Mara Beispiel, "
        "the United Kingdom (as quoted in Watch Office, 16 December 2024) and a text by Paper (undated), "
        "there was a transfer of arms by North Korea to Russia (dated October 2024)."
    )
    assert footnotes == (1, 2, 3, 4, 5, 6)
    [(german, _)] = tell(notes, "de")
    assert german == (
        "Laut einem Text von Lagebild (3. Juni 2024), Texten von Sample Watch (31. Oktober 2024; Januar 2025), "
        "Dr. Mara Beispiel, "
        "dem Vereinigten Königreich (zitiert in: Watch Office, 16. Dezember 2024) und einem Text von Paper (undatiert) "
        "gab es eine Lieferung von Waffen durch Nordkorea an Russland (Zeitangabe: Oktober 2024)."
    )


def test_claims_of_another_factuality_stay_apart(db, workspace):
    notes = [make_telling(publisher="A"), make_telling(publisher="B", factuality="negated")]
    assert [footnotes for _, footnotes in tell(notes)] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("count", "tail"),
    [
        (8, "a text by P7 (7 May 2024) and a text by P8 (8 May 2024), there was"),
        (9, "a text by P6 (6 May 2024) and 3 further documents, there was"),
    ],
)
def test_more_than_eight_tellers_are_counted_and_keep_their_footnotes(db, workspace, count, tail):
    notes = [make_telling(publisher=f"P{n}", date=f"2024-05-0{n}") for n in range(1, count + 1)]
    [(text, footnotes)] = tell(notes)
    assert tail in text
    assert footnotes == tuple(range(1, count + 1))


def test_tellers_of_documents_already_named_are_all_named(db, workspace):
    document = factories.make_document(TEXT)
    words = TEXT.split()[:9]
    notes = [
        factories.make_annotation(document, TEXT, word, speaker=[f"person:S{n}"])
        for n, word in enumerate(words)
    ]
    [(text, _)] = tell(notes)
    assert text.startswith("According to S0, S1, S2, S3, S4, S5, S6, S7 and S8, there was")


def test_joint_speakers_stay_together_beside_others(db, workspace):
    notes = [make_telling(speaker=["JP", "FR"], date="2024-05-01"), make_telling(publisher="Paper")]
    [(text, _)] = tell(notes)
    assert text.startswith(
        "According to Japan and France jointly; and a text by Paper (16 December 2024), there was"
    )
    [(alone, _)] = tell(notes[:1])
    assert alone.startswith("According to Japan and France, there was")


def test_unknown_publisher_and_source_are_named_by_the_title(db, workspace):
    note = make_telling(
        publisher="", title="A very long title that goes on about the ports and the ships of many"
    )
    note.document.capture.source = None
    note.document.capture.save()
    [(text, _)] = tell([note])
    assert text.startswith(
        "According to the text “A very long title that goes on about the ports and the …” (16 December 2024), there was"
    )


def test_rules_that_the_same_ones_cite_stand_together(db, workspace):
    documents = [factories.make_document(TEXT, publisher=name, date="2024-05-01") for name in ("A", "B")]
    rules = {"The": "1718 (2006)", "ministers": "1874 (2009)", "met": "2270 (2016)"}
    notes = [
        factories.make_annotation(
            document,
            TEXT,
            word,
            layer="citation",
            speaker=[],
            norm={"scheme": "un-sc-resolution", "id": f"S/RES/{symbol}", "label": f"UNSCR {symbol}"},
        )
        for document in documents
        for word, symbol in rules.items()
        if document is documents[0] or symbol != "2270 (2016)"
    ]
    both = "a text by A (1 May 2024) and a text by B (1 May 2024)"
    assert tell(notes) == [
        (f"S/RES/1718 (2006) and S/RES/1874 (2009) are cited by {both}.", (1, 2, 4, 5)),
        ("S/RES/2270 (2016) is cited by a text by A (1 May 2024).", (3,)),
    ]
    assert tell(notes, "de")[1][0] == "Von einem Text von A (1. Mai 2024) wird S/RES/2270 (2016) angeführt."


def test_german_preposition_and_article_are_contracted(db, workspace):
    [(text, _)] = tell([make_telling(speaker=["MSMT"], factuality="reported")], "de")
    assert text.startswith("Laut Berichten, wiedergegeben vom MSMT, gab es eine Lieferung")


FIGURES_TEXT = (
    "Ten ministers said that North Korea sent 500 shells to Russia. About 900 rounds lay in the port. "
    "They spoke for 54 persons. Two ships left.\n\nAnother 70 guns were seen. "
)


def test_figures_of_a_finding_are_those_told_with_its_evidence(db, workspace):
    document = factories.make_document(FIGURES_TEXT)
    note = factories.make_annotation(document, FIGURES_TEXT, "North Korea sent 500 shells to Russia")
    units = {
        "Ten ministers": None,
        "500 shells": "rounds",
        "About 900 rounds": "rounds",
        "54 persons": "persons",
        "Two ships": "vessels",
        "70 guns": "pieces",
    }
    for exact, unit in units.items():
        number = {"Ten": 10.0, "Two": 2.0}.get(exact.split()[0]) or float(re.sub(r"\D", "", exact))
        norm = {"value": number, "low": None, "high": None, "qualifier": "exact", "unit": unit}
        norm |= {"counted": exact.split()[-1], "as_of": None}
        factories.make_annotation(document, FIGURES_TEXT, exact, layer="figure", norm=norm)
    quantities = describe_figures(factories.make_finding([note]), Viewer(is_analyst=True), "en")
    shown = [figure.exact for quantity in quantities for figure in quantity.figures]
    assert sorted(shown) == ["500 shells", "About 900 rounds"]


def test_bars_compare_figures_of_one_quantity_alone(db, workspace):
    text = (
        "North Korea sent 500 shells to Russia. North Korea sent 1000 shells. North Korea sent 90 missiles."
    )
    document = factories.make_document(text)
    told = {
        "500 shells": ("North Korea sent 500 shells to Russia", "rounds"),
        "1000 shells": ("North Korea sent 1000 shells", "rounds"),
        "90 missiles": ("North Korea sent 90 missiles", "missiles"),
    }
    notes = []
    for exact, (event, unit) in told.items():
        norm = {"value": float(exact.split()[0]), "low": None, "high": None, "qualifier": "exact"}
        norm |= {"unit": unit, "counted": exact.split()[1], "as_of": None}
        factories.make_annotation(document, text, exact, layer="figure", norm=norm)
        notes.append(factories.make_annotation(document, text, event))
    quantities = describe_figures(factories.make_finding(notes), Viewer(is_analyst=True), "en")
    bars = {figure.exact: figure.bar for quantity in quantities for figure in quantity.figures}
    assert bars == {"500 shells": 500, "1000 shells": 1000, "90 missiles": None}


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
    assert clients["ada"].post(review, {"note": "Read it.", "provision": "R1718-OP8(b)"}).status_code == 302
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
    ("overview", 15),
    ("record", 4),
    ("provisions", 1),
    ("findings", 2),
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
        document = factories.make_document(TEXT, publisher="")
        quotes = ("North Korea sent shells to Russia", "Russia in October 2024")
        notes += [factories.make_annotation(document, TEXT, exact, speaker=[]) for exact in quotes]
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


def test_review_form_narrows_provisions_and_takes_our_assessment(db, workspace, analyst, english):
    document = factories.make_document(TEXT)
    note = factories.make_annotation(document, TEXT, "North Korea sent shells to Russia")
    provisions = [p.id for regime in get_regimes() for p in regime.provisions]
    unverified = next(p.id for regime in get_regimes() for p in regime.provisions if p.status == "unverified")
    finding = factories.make_finding([note], provision_ids=["R1718-OP8(b)", unverified])
    assert unverified in provisions
    english.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    form = get(english, "desk_finding", finding.slug)
    assert form.count("Leave it out, or the finding cannot be released.") == 1
    address = reverse("move_finding", args=[finding.slug, "review"])
    assert english.post(address, {"assessment_en": "Likely."}).status_code == 409
    words = {"assessment_en": " Likely. ", "assessment_de": "Wahrscheinlich.", "provision": "R1718-OP8(b)"}
    assert english.post(address, words).status_code == 302
    finding.refresh_from_db()
    assert finding.provision_ids == ["R1718-OP8(b)"]
    assert finding.assessment == {"en": "Likely.", "de": "Wahrscheinlich."}
    assert {"kind": "assessment", "text": "Wahrscheinlich."} in finding.content["sentences"]["de"]


def test_withdrawal_needs_a_reason_and_takes_the_page_from_the_public(released, analyst, english):
    desk = Client(HTTP_ACCEPT_LANGUAGE="en")
    desk.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("move_finding", args=[released.slug, "withdraw"])
    assert desk.post(address, {"note": " "}).status_code == 409
    assert english.get(reverse("finding", args=[released.slug])).status_code == 200
    assert desk.post(address, {"note": "The source took it back."}).status_code == 302
    page = english.get(reverse("finding", args=[released.slug]))
    assert page.status_code == 410
    assert "The source took it back." in page.content.decode()
    assert "shells" not in page.content.decode()


def test_old_head_is_led_to_every_later_one_by_the_published_proof(db, workspace, english, at):
    heads = []
    for size in (2, 3, 5):
        while LedgerEntry.objects.count() < size:
            with transaction.atomic():
                append_leaf({"type": "decision", "n": LedgerEntry.objects.count()})
        heads.append(keep_tree_head(at))
    steps = english.get(reverse("consistency", args=[2])).json()
    assert [step["head"] for step in steps] == [str(head) for head in heads[1:]]
    old = bytes.fromhex(heads[0].root_hash)
    for head, step in zip(heads[1:], steps, strict=True):
        proof = [bytes.fromhex(part) for part in step["proof"]]
        new = bytes.fromhex(head.root_hash)
        sizes = {"old_size": 2, "new_size": head.size}
        assert verify_consistency(**sizes, old_root=old, new_root=new, proof=proof)
    assert english.get(reverse("consistency", args=[5])).json() == []
    for never in (0, 4, 10**30):
        assert english.get(reverse("consistency", args=[never])).status_code == 404


def test_document_without_a_publisher_names_its_source_and_what_reading_misses(
    db, workspace, english, german
):
    source = factories.make_source("full_text", name="Watch Office")
    document = factories.make_document(TEXT, publisher="", source=source)
    document.capture.reading_note = {"en": "Irony.", "de": "Ironie."}
    document.capture.save()
    page = get(english, "document", document.slug)
    assert "<span>Source: Watch Office</span>" in page
    assert "Publisher</dt>" not in page
    assert "What the machine is likely to miss here" in page
    assert "Irony." in page
    page = get(german, "document", document.slug)
    assert "Was der Maschine hier vermutlich entgeht" in page
    assert "Ironie." in page
    assert "Irony." not in page
