"""What to watch is data that holds together, and data that does not is refused with its place."""

import re

import pytest

from lagebild.errors import ConfigError
from lagebild.sources import WatchedSource, load_sources
from lagebild.sources.table import parse_sources

PAGE = """
- {id: press, title: Press, is: statements, speaks: DE, url: "https://press.example.org/", every_hours: 24}
"""
LIST = """
- id: xx-list
  title: List of XX
  is: list
  speaks: XX
  list: xx-list
  default: true
  files: {list.xml: "https://lists.example.org/list.xml"}
  every_hours: 24
"""


def get(source_id: str) -> WatchedSource:
    return next(source for source in load_sources() if source.id == source_id)


def test_sources_are_ungraded_until_a_person_graded_them() -> None:
    assert {source.reliability for source in load_sources()} == {"F"}


def test_un_list_is_watched_daily_in_full() -> None:
    found = get("un-sc-consolidated")
    assert (found.type, found.speaks, found.every_hours, found.may_show) == ("list", "UNSC", 24, "full_text")
    assert found.url == "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
    assert (found.list_id, found.reader_id, found.is_default) == ("un-sc", "un-sc", True)
    assert found.files == {"consolidated.xml": found.url}


def test_source_without_a_rule_is_shown_by_quotes_only() -> None:
    assert get("jp-mofa").may_show == "quote_only"
    assert (get("jp-mofa").list_id, get("jp-mofa").files, get("jp-mofa").is_default) == (None, {}, False)


def test_every_authority_has_the_readers_that_there_are() -> None:
    found = [(source.reader_id, source.speaks) for source in load_sources() if source.type == "list"]
    assert found == [
        ("un-sc", "UNSC"),
        ("us-ofac-sdn-advanced", "US"),
        ("us-ofac-sdn-xml", "US"),
        ("us-ofac-sdn-csv", "US"),
        ("us-ofac-cons-advanced", "US"),
        ("us-ofac-cons-xml", "US"),
        ("us-ofac-cons-csv", "US"),
        ("eu-fsf", "EU"),
        ("gb-uksl", "GB"),
        ("gb-ofsi", "GB"),
        ("ch-seco", "CH"),
        ("ca-sema", "CA"),
        ("au-dfat", "AU"),
        ("jp-mof", "JP"),
        ("nz-russia", "NZ"),
        ("kr-announcements", "KR"),
        ("opensanctions-ftm", None),
        ("opensanctions-simple", None),
    ]


def test_one_form_of_each_list_is_fetched_without_being_named() -> None:
    assert [source.id for source in load_sources() if source.is_default] == [
        "un-sc-consolidated",
        "us-ofac-sdn-advanced",
        "us-ofac-cons-advanced",
        "eu-fsf",
        "gb-uksl",
        "ch-seco",
        "ca-sema",
        "au-dfat-list",
        "jp-mof",
        "nz-russia",
    ]


def test_forms_of_one_list_share_its_id() -> None:
    forms = ("us-ofac-sdn-advanced", "us-ofac-sdn-xml", "us-ofac-sdn-csv")
    assert {get(form).list_id for form in forms} == {"us-ofac-sdn"}
    assert get("us-ofac-cons-csv").list_id == "us-ofac-cons"
    assert get("eu-fsf").list_id == "eu-fsf"
    assert get("jp-mofa").list_id is None


def test_files_that_belong_together_keep_their_order() -> None:
    assert list(get("us-ofac-sdn-csv").files) == ["sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"]
    assert get("us-ofac-sdn-csv").url == get("us-ofac-sdn-csv").files["sdn.csv"]


def test_list_whose_file_moves_names_its_page_and_link() -> None:
    found = get("jp-mof")
    assert found.page == found.url
    assert found.files == {}
    assert found.link is not None
    assert re.search(found.link, "./shisantouketsu20260305.xlsx")
    assert not re.search(found.link, "./shisantouketsu20260305.pdf")


def test_list_without_a_known_file_is_never_fetched() -> None:
    found = get("kr-announcements")
    assert (found.files, found.page, found.is_default) == ({}, None, False)


def test_source_without_a_file_is_read_from_its_row() -> None:
    (source,) = parse_sources(LIST, name="own.yaml")
    assert source == WatchedSource(
        id="xx-list",
        title="List of XX",
        type="list",
        speaks="XX",
        url="https://lists.example.org/list.xml",
        every_hours=24,
        reliability="F",
        may_show="quote_only",
        list_id="xx-list",
        reader_id="xx-list",
        is_default=True,
        files={"list.xml": "https://lists.example.org/list.xml"},
        page=None,
        link=None,
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (PAGE.replace("id: press", "id: Press!"), "entry 1 (Press!): id: 'Press!' is no short name"),
        (PAGE.replace("id: press, ", ""), "entry 1: id: is missing"),
        (PAGE.replace("title: Press, ", ""), "entry 1 (press): title: is missing"),
        (PAGE.replace("title: Press", "title: ' '"), "entry 1 (press): title: ' ' is no text"),
        (PAGE.replace("is: statements", "is: list_"), "is: 'list_' is none of list, statements, questions"),
        (PAGE.replace("speaks: DE", "speaks: NO"), "speaks: False is no state or body; write it in quotes"),
        (PAGE.replace("speaks: DE, ", ""), "speaks: is missing; write null where it speaks for nobody"),
        (PAGE.replace("speaks: DE", "speaks: de"), "speaks: 'de' is no state or body"),
        (PAGE.replace("every_hours: 24", "every_hours: 0"), "every_hours: 0 is no number of hours from 1"),
        (PAGE.replace("every_hours: 24", "every_hours: true"), "every_hours: True is no number"),
        (PAGE.replace("every_hours: 24", "every_hours: 24, colour: red"), "colour: is no key that is known"),
        (PAGE.replace("every_hours: 24", "every_hours: 24, may_show: all"), "may_show: 'all' is none of"),
        (PAGE.replace("every_hours: 24", "every_hours: 24, reliability: G"), "reliability: 'G' is none of"),
        (PAGE.replace("every_hours: 24", "every_hours: 24, list: un-sc"), "list: only a list has it"),
        (PAGE.replace("every_hours: 24", "every_hours: 24, every_hours: 12"), "'every_hours' stands twice"),
        (PAGE.replace("https:", "http:"), "url: 'http://press.example.org/' is no https address"),
        (PAGE.replace("press.example", "me:pw@press.example"), "is no https address"),
        (PAGE.replace("press.example.org", "press .example.org"), "is no https address"),
        (PAGE.replace("//press.example.org/", "///press"), "is no https address"),
        (PAGE.replace("example.org/", "example.org/#top"), "is no https address"),
        (PAGE.replace("example.org/", "example.org:x/"), "is no https address"),
        (PAGE.replace(', url: "https://press.example.org/"', ""), "entry 1 (press): url: is missing"),
        (PAGE + PAGE, "entry 2 (press): id: 'press' stands twice"),
        (LIST.replace("  list: xx-list\n", ""), "list: is missing: the id of the list"),
        (LIST.replace("list: xx-list\n", "list: 7\n"), "list: 7 is no short name"),
        (LIST.replace("default: true", "default: yes please"), "default: 'yes please' is neither true nor false"),
        (LIST.replace("list.xml:", "../list.xml:"), "files: '../list.xml' is no file name"),
        (LIST.replace("https:", "ftp:"), "files: 'ftp://lists.example.org/list.xml' is no https address"),
        (LIST.replace('{list.xml: "https://lists.example.org/list.xml"}', "[a]"), "files: is no mapping"),
        (LIST + '  url: "https://lists.example.org/"\n', "url: stands beside files or page, which give it"),
        (LIST + '  page: "https://lists.example.org/"\n', "page: stands beside files"),
        (LIST + "  link: x\n", "link: stands without a page"),
        (
            LIST.replace("files: {list.xml: ", "page: ").replace("}", ""),
            "link: is missing: what the file's link on the page looks like",
        ),
        (
            LIST.replace("files: {list.xml: ", "link: '('\n  page: ").replace("}", ""),
            "link: '(' is no regular expression",
        ),
        (
            LIST.replace('files: {list.xml: "https://lists.example.org/list.xml"}', 'url: "https://x.example.org/"'),
            "default: true, but it names no files and no page",
        ),
        (LIST + LIST.replace("id: xx-list", "id: xx-b"), "default: XX's list xx-list is fetched as xx-list"),
        ("- just text", "entry 1: is no mapping"),
        ("key: value", "is no list of sources"),
        ("- {id: [", "is no YAML"),
    ],
)  # fmt: skip
def test_row_that_cannot_be_is_refused_by_file_entry_and_key(row: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_sources(row, name="own.yaml")
    assert says in str(caught.value)
    assert str(caught.value).startswith("own.yaml: ")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_sources(
            PAGE.replace("is: statements", "is: x").replace("https:", "http:") + "- 7\n", name="own.yaml"
        )
    assert str(caught.value).splitlines() == [
        "own.yaml: entry 1 (press): is: 'x' is none of list, statements, questions",
        "own.yaml: entry 1 (press): url: 'http://press.example.org/' is no https address",
        "own.yaml: entry 2: is no mapping",
    ]


def test_two_lists_of_one_authority_may_both_be_fetched() -> None:
    other = LIST.replace("xx-list", "xx-other")
    assert [source.is_default for source in parse_sources(LIST + other, name="own.yaml")] == [True, True]
    form = LIST.replace("id: xx-list", "id: xx-csv").replace("default: true", "reader: xx-csv")
    found = parse_sources(LIST + form, name="own.yaml")
    assert [(source.list_id, source.reader_id, source.is_default) for source in found] == [
        ("xx-list", "xx-list", True),
        ("xx-list", "xx-csv", False),
    ]
