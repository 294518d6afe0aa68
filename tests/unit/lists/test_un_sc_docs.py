import re
from pathlib import Path

from lagebild.lists import un_sc
from lagebild.lists.account import load_field_rules
from lagebild.sources import load_sources

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = (ROOT / "docs" / "sources" / "un_sc.md").read_text(encoding="utf-8")
LISTS = ROOT / "src" / "lagebild" / "lists"


def test_source_page_table_of_elements_is_the_readers_own() -> None:
    table = PAGE[PAGE.index("| Path below") :].strip().splitlines()[2:]
    expected = []
    for rule in load_field_rules("un_sc").values():
        path = rule.path.removeprefix("CONSOLIDATED_LIST").removeprefix("/") or "."
        expected.append(f"| `{path}` | {rule.kind} | {rule.state} | {rule.note} |")
    assert table == expected


def test_source_page_names_exactly_the_problem_codes_of_the_reader() -> None:
    section = PAGE[PAGE.index("## Problems") : PAGE.index("## Every element")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (*sorted((LISTS / "un_sc").glob("*.py")), LISTS / "xml.py")
    )
    used = set(re.findall(r'"((?:un|xml)(?:-[a-z]+)+)"', code)) - {un_sc.SOURCE.id}
    assert documented == used | {"un-element-unknown", "un-attribute-unknown"}


def test_source_page_names_the_addresses_of_the_source() -> None:
    addresses = [
        url for source in load_sources() if source.list_id == "un-sc" for url in source.files.values()
    ]
    assert addresses
    assert all(f"<{address}>" in PAGE for address in addresses)
    assert f"<{un_sc.SOURCE.homepage}>" in PAGE
