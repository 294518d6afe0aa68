import re
from pathlib import Path

import pytest

from lagebild.lists import ListReader, au_dfat, nz_russia
from lagebild.lists.account import load_field_rules

ROOT = Path(__file__).parent.parent.parent.parent
LISTS = ROOT / "src" / "lagebild" / "lists"
SHARED_CODES = (
    "column-unknown",
    "country-unknown",
    "identifier-invalid",
    "name-missing",
    "reference-missing",
)
"""Problems that the foundation notes for every table, without the reader's prefix."""

READERS = [("au_dfat", "au", au_dfat), ("nz_russia", "nz", nz_russia)]


def _page(name: str) -> str:
    return (ROOT / "docs" / "sources" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "prefix", "reader"), READERS)
def test_source_page_table_of_columns_is_the_readers_own(name: str, prefix: str, reader: ListReader) -> None:
    page = _page(name)
    rules = load_field_rules(name).values()
    assert page[page.index("| Column |") :].strip().splitlines()[2:] == [
        f"| `{rule.path}` | {rule.kind} | {rule.state} | {rule.note} |" for rule in rules
    ]
    assert (prefix, reader.SOURCE.id) in {("au", "au-dfat"), ("nz", "nz-russia")}


@pytest.mark.parametrize(("name", "prefix", "reader"), READERS)
def test_source_page_names_exactly_the_problem_codes_of_the_reader(
    name: str, prefix: str, reader: ListReader
) -> None:
    page = _page(name)
    section = page[page.index("## Problems") : page.index("## Every column")]
    documented = re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(LISTS.glob(f"{name}/*.py")))
    used = set(re.findall(rf'"({prefix}(?:-[a-z]+)+)"', code)) - {reader.SOURCE.id}
    used |= {f"{prefix}-{found}" for found in re.findall(r'draft\.note\(\s*"([a-z-]+)"', code)}
    assert documented == sorted(used | {f"{prefix}-{found}" for found in SHARED_CODES})


@pytest.mark.parametrize(("name", "prefix", "reader"), READERS)
def test_source_page_names_the_readers_ids_and_page(name: str, prefix: str, reader: ListReader) -> None:
    page = _page(name)
    assert f"<{reader.SOURCE.homepage}>" in page
    assert f"`{reader.SOURCE.id}-<" in page
    assert f"`{prefix.upper()}:<" in page
