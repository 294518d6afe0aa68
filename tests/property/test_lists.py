import contextlib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.errors import DocumentError, SourceError
from lagebild.lists import compare_editions, recognise_list, un_sc
from lagebild.lists.dates import parse_partial_date

SMALL = (Path(__file__).parent.parent / "unit" / "lists" / "un-small.xml").read_bytes()
ENTRIES = un_sc.parse(SMALL, source="small").entries

TAGS = st.sampled_from(
    [
        "FIRST_NAME",
        "REFERENCE_NUMBER",
        "LISTED_ON",
        "NATIONALITY",
        "VALUE",
        "INDIVIDUAL_ALIAS",
        "ALIAS_NAME",
        "QUALITY",
        "INDIVIDUAL_DATE_OF_BIRTH",
        "TYPE_OF_DATE",
        "DATE",
        "INDIVIDUAL_DOCUMENT",
        "NUMBER",
        "COUNTRY",
        "UNHEARD_OF",
    ]
)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&"), max_size=12)
NODES = st.recursive(
    TEXT,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)
    ),
)


@given(st.binary(max_size=400))
def test_parse_any_bytes_end_in_a_list_or_in_our_own_errors(content: bytes) -> None:
    recognise_list(content, name="any")
    with contextlib.suppress(DocumentError, SourceError):
        un_sc.parse(content, source="any")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(NODES, max_size=8))
def test_parse_any_entry_is_read_or_reported_and_always_accounted(nodes: list[str]) -> None:
    text = (
        '<CONSOLIDATED_LIST dateGenerated="2026-08-01"><INDIVIDUALS>'
        "<INDIVIDUAL><FIRST_NAME>A</FIRST_NAME><REFERENCE_NUMBER>X.1</REFERENCE_NUMBER></INDIVIDUAL>"
        f"<INDIVIDUAL>{''.join(nodes)}</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
    )
    try:
        parsed = un_sc.parse(text.encode(), source="made")
    except DocumentError:
        return
    assert parsed.accounted["CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL"].total == 2
    assert len(parsed.entries) == 2 or any(problem.severity == "error" for problem in parsed.problems)
    elements = sum(account.total for path, account in parsed.accounted.items() if "/@" not in path)
    assert elements == text.count("</")


@given(
    st.permutations(range(len(ENTRIES))), st.permutations(range(len(ENTRIES))), st.integers(0, len(ENTRIES))
)
def test_compare_editions_does_not_depend_on_order_and_mirrors(
    left: list[int], right: list[int], kept: int
) -> None:
    old = [ENTRIES[index] for index in left if index < kept]
    new = [ENTRIES[index] for index in right if index >= kept // 2]
    changes = compare_editions(old, new)
    assert changes == compare_editions(
        sorted(old, key=lambda e: e.listing.id), sorted(new, key=lambda e: e.listing.id)
    )
    back = {change.listing_id for change in compare_editions(new, old) if change.kind == "gone"}
    assert back == {change.listing_id for change in changes if change.kind == "added"}


@given(st.dates())
def test_parse_partial_date_of_an_iso_day_is_that_day(day: object) -> None:
    assert parse_partial_date(str(day)) == str(day)
