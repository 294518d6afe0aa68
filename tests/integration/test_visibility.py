"""Every address of the site as stranger, analyst and second analyst: what each may see, and what nobody may."""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, reverse
from tests.integration import factories

from lagebild_site import urls
from lagebild_site.actions.erasure import erase_capture
from lagebild_site.models import CaptureProblem, Coverage, Finding, Report, TreeHead
from lagebild_site.queries.publication import write_content

pytestmark = pytest.mark.django_db

OPEN_TEXT = "Openword begins here. North Korea sent shells to Russia in October. Kim Example was seen there."
QUOTED_TEXT = (
    "Quotedword begins. Unquotedsecret follows. North Korea shipped rockets to Russia. Onlyquotetail ends."
)
LISTED = ("un-sc-KPi.999", "own-KPi.777")
"""An entity of a public list, and one of an internal list, which are joined."""

INTERNAL_TEXT = "Internalword begins here. North Korea gave mortars to Russia. Internaltail ends."
NEWS_TEXT = "Newsword begins here. North Korea moved howitzers to Russia."
ERASED_TEXT = "Erasedword begins here. North Korea sent erasedgoods to Russia."


@dataclass(frozen=True)
class World:
    """One thing in each hidden state beside one that is public."""

    slugs: dict[str, str]
    findings: dict[str, str]
    match_pk: int
    edition_pk: int
    hidden_edition_pk: int
    held_edition_pk: int


@pytest.fixture
def world(db, workspace, analyst, second_analyst, at) -> World:
    texts = {
        "open": (OPEN_TEXT, "full_text", "statement", ("DE",)),
        "quoted": (QUOTED_TEXT, "quote_only", "statement", ("JP",)),
        "internal": (INTERNAL_TEXT, "internal", "statement", ("KR",)),
        "news": (NEWS_TEXT, "full_text", "news", ("org:Paper",)),
        "erased": (ERASED_TEXT, "full_text", "statement", ("FR",)),
    }
    documents = {
        name: factories.make_document(
            text, may_show=may_show, kind=kind, issuers=issuers, title=f"Title{name}"
        )
        for name, (text, may_show, kind, issuers) in texts.items()
    }
    notes = {
        "open": factories.make_annotation(documents["open"], OPEN_TEXT, "North Korea sent shells to Russia"),
        "quoted": factories.make_annotation(
            documents["quoted"], QUOTED_TEXT, "North Korea shipped rockets to Russia"
        ),
        "internal": factories.make_annotation(
            documents["internal"], INTERNAL_TEXT, "North Korea gave mortars to Russia"
        ),
        "news": factories.make_annotation(
            documents["news"], NEWS_TEXT, "North Korea moved howitzers to Russia"
        ),
    }
    for note in notes.values():
        factories.make_response(
            note, state={"open": "DE", "quoted": "JP", "internal": "KR", "news": "NZ"}[_key(notes, note)]
        )
    persons = {"reviewer": analyst, "releaser": second_analyst}
    findings = {
        "released": factories.make_finding(
            [notes["open"], notes["quoted"], notes["internal"]], state="released", **persons
        ),
        "proposed": factories.make_finding([notes["news"]]),
        "reviewed": factories.make_finding([notes["news"]], state="reviewed", reviewer=analyst),
        "rejected": factories.make_finding([notes["news"]], state="rejected"),
        "withdrawn": factories.make_finding([notes["news"]], state="withdrawn", **persons),
    }
    factories.make_decision(
        "withdraw",
        second_analyst,
        subject=Finding.objects.get(state="withdrawn").key,
        note={"en": "The source took it back."},
    )
    match = factories.make_match(documents["open"], OPEN_TEXT, "Kim Example", entity_id="un-sc-KPi.999")
    version = factories.make_version("KPi.999", name="Kim Example")
    edition = factories.make_edition("2026-10-01", [version])
    hidden = factories.make_edition(
        "2026-10-02",
        [factories.make_version("KPi.777", name="Hiddenlisted Person", list_id="own")],
        may_show="internal",
        list_id="own",
        authority="GB",
    )
    held = factories.make_edition(
        "2026-10-03",
        [],
        may_show="internal",
        list_id="own",
        authority="GB",
        state="held_back",
        held_because=["Heldbacksecret: a column is gone."],
    )
    CaptureProblem.objects.create(
        capture=hidden.capture, code="x", message="Problemwithhiddenlist", severity="warning"
    )
    factories.make_join("un-sc-KPi.999", "own-KPi.777", reason="Joinedbysecret")
    CaptureProblem.objects.create(
        capture=documents["internal"].capture, code="x", message="Problemwithinternal", severity="warning"
    )
    Coverage.objects.create(
        source=factories.make_source("internal", name="Secretwatch"), state="AU", watched_from="2026-01-01"
    )
    report = Report.objects.create(
        number=7, made_at=at, tree_size=3, root_hash="a" * 64, content_sha256="b" * 64
    )
    report.findings.set([findings["released"]])
    bundle = workspace.reports / "7" / "bundle"
    bundle.mkdir(parents=True)
    (bundle / "report.json").write_text("{}", encoding="utf-8")
    (bundle / "report.en.html").write_text("<!doctype html><title>Report</title>", encoding="utf-8")
    Report.objects.create(
        number=8, made_at=at, tree_size=3, root_hash="c" * 64, content_sha256="d" * 64, withdrawn_at=at
    )
    TreeHead.objects.create(size=3, root_hash="a" * 64, at=at)
    slugs = {name: document.slug for name, document in documents.items()}
    erase_capture(
        documents["erased"].capture, person=analyst, reason={"en": "Asked to by the publisher."}, at=at
    )
    return World(
        slugs=slugs,
        findings={name: finding.slug for name, finding in findings.items()},
        match_pk=match.pk,
        edition_pk=edition.pk,
        hidden_edition_pk=hidden.pk,
        held_edition_pk=held.pk,
    )


def _key(notes: dict, wanted: object) -> str:
    return next(name for name, note in notes.items() if note is wanted)


def _log_in(user: User | None) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def stranger() -> Client:
    return _log_in(None)


@pytest.fixture
def first(analyst) -> Client:
    return _log_in(analyst)


@pytest.fixture
def second(second_analyst) -> Client:
    return _log_in(second_analyst)


def list_addresses(world: World) -> dict[str, list[str]]:
    """Every address by its name, with real things in each state."""
    documents = [reverse("document", args=[slug]) for slug in world.slugs.values()]
    findings = [reverse("finding", args=[slug]) for slug in world.findings.values()]
    words = ["Openword", "Unquotedsecret", "Internalword", "Newsword", "Erasedword", "mortars"]
    plain = (
        "overview record erasures lists download_entities provisions findings responses reports verify tree_head "
        "method desk login"
    )
    return {
        **{name: [reverse(name)] for name in plain.split()},
        "record": [reverse("record"), *(f"{reverse('record')}?q={word}" for word in words)],
        "document": [*documents, *(f"{address}?q=mortars&at=0-12" for address in documents)],
        "entities": [
            reverse("entities"),
            *(f"{reverse('entities')}?q={word}" for word in ("Kim", "Hiddenlisted")),
        ],
        "entity": [reverse("entity", args=[entity_id]) for entity_id in LISTED],
        "subject": [reverse("subject", args=[f"subject-{entity_id}"]) for entity_id in LISTED],
        **{
            name: [reverse(name, args=[list_id]) for list_id in ("un-sc", "own")]
            for name in ("list", "list_changes", "list_problems", "download_csv", "download_ftm")
        },
        "edition_changes": [
            reverse("edition_changes", args=[pk]) for pk in (world.edition_pk, world.hidden_edition_pk)
        ],
        "provision": [reverse("provision", args=["R1718-OP8(b)"])],
        "finding": findings,
        "report": [reverse("report", args=[number]) for number in (7, 8)],
        "report_file": [reverse("report_file", args=[7, "report.en.html"])],
        "method_page": [reverse("method_page", args=["findings"])],
        "desk_finding": [reverse("desk_finding", args=[slug]) for slug in world.findings.values()],
        "move_finding": [reverse("move_finding", args=[world.findings["proposed"], "review"])],
        "judge_match": [reverse("judge_match", args=[world.match_pk])],
        "held_edition": [reverse("held_edition", args=[world.held_edition_pk])],
        "accept_edition": [reverse("accept_edition", args=[world.held_edition_pk])],
        "join": [reverse("join", args=LISTED)],
        "judge_join": [reverse("judge_join", args=LISTED)],
        "consistency": [reverse("consistency", args=[size]) for size in (3, 2)],
        "logout": [reverse("logout")],
        "set_language": [reverse("set_language")],
    }


def read(client: Client, address: str) -> str:
    """All that a client is told at an address, its status and where it is sent included."""
    response = client.get(address)
    # The client closes a response by itself, a streamed one at its end; closing it again ends the test's connection.
    body = b"".join(response) if response.streaming else response.content
    return f"{response.status_code} {response.headers.get('Location', '')}\n{body.decode()}"


def read_everything(client: Client, world: World) -> str:
    """All that a client is told anywhere on the site by asking."""
    return "\n".join(
        read(client, address).replace("?q=", "?asked=").replace(f'value="{address.partition("?q=")[2]}"', "")
        if "?q=" not in address
        else _strip_question(read(client, address), address)
        for addresses in list_addresses(world).values()
        for address in addresses
    )


def _strip_question(page: str, address: str) -> str:
    """The page without the words that the reader typed, which it may repeat."""
    word = address.partition("?q=")[2].partition("&")[0]
    for echo in (f'value="{word}"', f"“{word}”", f"?q={word}", f"%3Fq%3D{word}", f"<title>{word}"):
        page = page.replace(echo, "")
    return page


def list_imports(path: Path) -> list[str]:
    """Names of the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    direct = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return direct + [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]


def test_no_view_reads_past_the_rule_of_visibility():
    package = Path(urls.__file__).parent
    reading = {path.name: list_imports(path) for path in sorted((package / "views").glob("*.py"))}
    assert any("lagebild_site.queries.visibility" in imports for imports in reading.values())
    assert [
        name for name, imports in reading.items() if any("lagebild_site.models" in i for i in imports)
    ] == []
    managers = [
        path.name for path in sorted((package / "views").glob("*.py")) if ".objects" in path.read_text()
    ]
    assert managers == []


def test_walk_knows_every_address(world):
    names = {pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}
    assert names == set(list_addresses(world))


HIDDEN_FROM_STRANGERS = [
    "Titleinternal",
    "Internaltail",
    "gave mortars",
    "Unquotedsecret",
    "Onlyquotetail",
    "Problemwithinternal",
    "Secretwatch",
    "Hiddenlisted",
    "Heldbacksecret",
    "Problemwithhiddenlist",
]
"""Each can be shown: an analyst sees it."""


def test_stranger_is_told_nothing_hidden_that_analysts_are_told(world, stranger, first, second):
    public, internal, other = (read_everything(client, world) for client in (stranger, first, second))
    assert [word for word in HIDDEN_FROM_STRANGERS if word not in internal] == []
    assert [word for word in HIDDEN_FROM_STRANGERS if word not in other] == []
    assert [word for word in HIDDEN_FROM_STRANGERS if word in public] == []


def test_erased_text_is_told_to_nobody(world, stranger, first, second):
    for client in (stranger, first, second):
        told = read_everything(client, world)
        assert "Erasedword" not in told
        assert "erasedgoods" not in told
        assert "Titleerased" not in told


def test_erasure_is_told_with_reason_and_date(world, stranger):
    page = read(stranger, reverse("erasures"))
    assert "Asked to by the publisher." in page
    assert "2 November 2026" in page


@pytest.mark.parametrize(
    ("name", "for_stranger", "for_analyst"),
    [
        ("open", 200, 200),
        ("quoted", 200, 200),
        ("internal", 404, 200),
        ("news", 200, 200),
        ("erased", 404, 404),
    ],
)
def test_document_status_per_person(world, stranger, first, second, name, for_stranger, for_analyst):
    address = reverse("document", args=[world.slugs[name]])
    assert [client.get(address).status_code for client in (stranger, first, second)] == [
        for_stranger,
        for_analyst,
        for_analyst,
    ]


@pytest.mark.parametrize("state", ["proposed", "reviewed", "rejected"])
def test_unreleased_finding_is_for_analysts_alone(world, stranger, first, second, state):
    address = reverse("finding", args=[world.findings[state]])
    assert [client.get(address).status_code for client in (first, second)] == [200, 200]
    assert stranger.get(address).status_code == 404


def test_withdrawn_finding_tells_strangers_that_when_by_whom_and_why_and_nothing_it_said(
    world, stranger, first
):
    address = reverse("finding", args=[world.findings["withdrawn"]])
    said = ("North Korea", "Russia", "howitzers", "Titlenews", "We take it to be plausible.", "R1718")
    full = first.get(address)
    assert [word for word in said if word not in full.content.decode()] == []
    assert "The source took it back." in full.content.decode()
    response = stranger.get(address)
    page = response.content.decode()
    assert response.status_code == 410
    assert "Withdrawn on 2 November 2026 by Ben Beispiel." in page
    assert "The source took it back." in page
    assert [word for word in said if word in page] == []


def test_released_finding_that_an_erasure_took_back_says_so(world, stranger, analyst, at):
    finding = Finding.objects.get(slug=world.findings["released"])
    capture = finding.evidence.first().annotation.document.capture
    address = reverse("finding", args=[finding.slug])
    assert stranger.get(address).status_code == 200
    erase_capture(capture, person=analyst, reason={"en": "A court ordered it."}, at=at)
    assert Finding.objects.get(pk=finding.pk).state == "proposed"
    response = stranger.get(address)
    assert response.status_code == 410
    assert "A court ordered it." in response.content.decode()
    assert "North Korea" not in response.content.decode()


def test_list_of_findings_names_a_withdrawn_one_by_its_day_alone(world, stranger):
    page = read(stranger, reverse("findings")).partition('id="withdrawn-t"')[2]
    assert f'<a href="{reverse("finding", args=[world.findings["withdrawn"]])}">' in page
    assert "Withdrawn on 2 November 2026</a>" in page
    assert "The source took it back." not in page
    assert world.findings["rejected"] not in page


def test_signed_sentence_is_told_strangers_without_a_teller_they_may_not_know_of(world, stranger, first):
    finding = Finding.objects.get(slug=world.findings["released"])
    hidden = finding.evidence.last().annotation
    assert hidden.document.slug == world.slugs["internal"]
    hidden.speaker = ["person:Hidden Teller"]
    hidden.save()
    finding.content = write_content(finding)
    finding.save()
    address = reverse("finding", args=[finding.slug])
    assert "According to Japan and Hidden Teller, there was a transfer of arms" in read(first, address)
    page = read(stranger, address)
    assert "According to Japan, there was a transfer of arms by North Korea to Russia" in page
    assert "Hidden Teller" not in page


def test_hidden_and_absent_pages_are_the_same_to_strangers(world, stranger):
    hidden = stranger.get(reverse("document", args=[world.slugs["internal"]])).content.decode()
    absent = stranger.get(reverse("document", args=["document-that-never-was"])).content.decode()
    assert hidden.replace(world.slugs["internal"], "X") == absent.replace("document-that-never-was", "X")


def test_quote_only_document_shows_the_released_quote_and_no_more(world, stranger):
    page = read(stranger, reverse("document", args=[world.slugs["quoted"]]))
    assert "North Korea shipped rockets to Russia" in page
    assert "Titlequoted" in page
    assert "Quotedword" not in page


def test_machine_reading_of_news_is_for_analysts_alone(world, stranger, first):
    address = reverse("document", args=[world.slugs["news"]])
    assert 'class="note layer-event"' in read(first, address)
    page = read(stranger, address)
    assert "North Korea moved howitzers to Russia" in page
    assert 'class="note layer-event"' not in page


def test_machine_reading_of_official_document_is_public_and_marked(world, stranger):
    page = read(stranger, reverse("document", args=[world.slugs["open"]]))
    assert 'class="note layer-event"' in page
    assert "Read by machine, not reviewed." in page


def test_unconfirmed_match_is_for_analysts_until_a_person_confirms_it(world, stranger, first):
    document, entity = (
        reverse("document", args=[world.slugs["open"]]),
        reverse("entity", args=["un-sc-KPi.999"]),
    )
    heading = "Listed names in this text"
    assert heading in read(first, document)
    assert heading not in read(stranger, document)
    assert world.slugs["open"] not in read(stranger, entity)
    first.post(reverse("judge_match", args=[world.match_pk]), {"verdict": "same", "note": "Same birth date."})
    assert heading in read(stranger, document)
    assert world.slugs["open"] in read(stranger, entity)


def test_response_told_in_hidden_reading_is_for_analysts_alone(world, stranger, first):
    address = reverse("responses")
    rows = {
        name: f'<th scope="row">{name}</th>' for name in ("Germany", "Japan", "South Korea", "New Zealand")
    }
    acted = {
        who: read(client, address).partition("</table>")[0] for who, client in (("s", stranger), ("a", first))
    }
    assert [name for name, row in rows.items() if row in acted["a"]] == list(rows)
    assert [name for name, row in rows.items() if row in acted["s"]] == ["Germany", "Japan"]


def test_search_finds_hidden_words_for_analysts_alone(world, stranger, first):
    for word, title in (("Unquotedsecret", "Titlequoted"), ("Internalword", "Titleinternal")):
        address = f"{reverse('record')}?q={word}"
        assert title in read(first, address)
        assert title not in read(stranger, address)
        assert "0 documents" in read(stranger, address)


def test_search_finds_quote_only_documents_by_title_for_strangers(world, stranger):
    assert reverse("document", args=[world.slugs["quoted"]]) in read(
        stranger, f"{reverse('record')}?q=Titlequoted"
    )


def test_counts_hold_only_what_the_viewer_may_see(world, stranger, first):
    count = '<dd><a href="/record/">{}</a></dd>'
    assert count.format(4) in read(first, reverse("overview"))
    assert count.format(3) in read(stranger, reverse("overview"))


def test_filters_do_not_name_a_state_that_only_a_hidden_document_has(world, stranger, first):
    option = '<option value="KR"'
    assert option in read(first, reverse("record"))
    assert option not in read(stranger, reverse("record"))


def test_desk_asks_strangers_to_log_in_and_refuses_who_has_no_permission(world, stranger):
    nobody = _log_in(User.objects.create_user("reader", password="a third long password"))
    for name in ("desk", "desk_finding", "held_edition", "join"):
        for address in list_addresses(world)[name]:
            assert stranger.get(address).headers["Location"] == f"{reverse('login')}?next={address}"
            assert nobody.get(address).status_code == 403


def test_forms_of_the_desk_refuse_strangers(world, stranger):
    for name in ("move_finding", "judge_match", "accept_edition", "judge_join"):
        for address in list_addresses(world)[name]:
            response = stranger.post(address, {"verdict": "same"})
            assert response.status_code == 302
            assert response.headers["Location"].startswith(reverse("login"))


def test_logged_in_person_without_permission_is_a_stranger(world):
    nobody = _log_in(User.objects.create_user("reader", password="a third long password"))
    told = read_everything(nobody, world)
    assert [word for word in HIDDEN_FROM_STRANGERS if word in told] == []


def test_withdrawn_report_is_for_analysts_alone(world, stranger, first):
    assert first.get(reverse("report", args=[8])).status_code == 200
    assert stranger.get(reverse("report", args=[8])).status_code == 404


def test_report_files_outside_the_report_are_not_served(world, stranger, workspace):
    (workspace.reports / "7" / "bundle" / "notes.md").write_text("draft", encoding="utf-8")
    assert read(stranger, reverse("report_file", args=[7, "report.en.html"])).endswith(
        "<title>Report</title>"
    )
    assert stranger.get(reverse("report_file", args=[7, "notes.md"])).status_code == 404


def test_tree_head_is_plain_text_for_programs(world, stranger):
    response = stranger.get(reverse("tree_head"))
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == f"3:{'a' * 64}\n"


def test_source_of_our_own_shows_its_reading_to_strangers(db, workspace, stranger):
    for is_own, shown in ((True, True), (False, False)):
        source = factories.make_source("full_text", name="Lagebild notes", is_own=is_own)
        document = factories.make_document(NEWS_TEXT, kind="news", issuers=("org:Paper",), source=source)
        factories.make_annotation(document, NEWS_TEXT, "North Korea moved howitzers to Russia")
        page = read(stranger, reverse("document", args=[document.slug]))
        assert ('class="note layer-event"' in page) is shown


def test_changes_against_a_hidden_edition_are_for_analysts_alone(db, workspace, stranger, first):
    factories.make_edition(
        "2026-08-01", [factories.make_version("KPi.555", name="Hidden Before")], may_show="internal"
    )
    factories.make_edition("2026-10-01", [factories.make_version("KPi.556", name="Shown After")])
    address = reverse("list_changes", args=["un-sc"])
    assert "Hidden Before" in read(first, address)
    page = read(stranger, address)
    assert "Hidden Before" not in page
    assert "This is the first edition held" in page
    assert '<span class="num">1</span> added' in read(first, reverse("lists"))
    assert '<span class="num">1</span> added' not in read(stranger, reverse("lists"))
