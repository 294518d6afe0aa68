import csv
import re
from pathlib import Path

from lagebild.lists import jp_mof
from lagebild.lists.account import load_field_rules

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = (ROOT / "docs" / "sources" / "jp_mof.md").read_text(encoding="utf-8")
LISTS = ROOT / "src" / "lagebild" / "lists"


def test_source_page_table_of_columns_is_the_readers_own() -> None:
    table = PAGE[PAGE.index("| Column") : PAGE.index("## Every sheet")].strip().splitlines()[2:]
    rules = load_field_rules("jp_mof").values()
    assert table == [f"| `{rule.path}` | {rule.state} | {rule.note} |" for rule in rules]


def test_source_page_table_of_sheets_is_the_readers_own() -> None:
    table = PAGE[PAGE.index("| Sheet") :].strip().splitlines()[2:]
    text = (LISTS / "jp_mof" / "regimes.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert table == [
        f"| {row['sheet']} | `{row['key']}` | {row['kind']} | {row['marked']} | {row['number']} |"
        for row in rows
    ]


def test_source_page_names_exactly_the_problem_codes_of_the_reader() -> None:
    section = PAGE[PAGE.index("## Problems") : PAGE.index("## Every column")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(LISTS.glob("jp_mof/*.py")))
    used = set(re.findall(r'"(jp(?:-[a-z]+)+)"', code)) - {jp_mof.SOURCE.id}
    used |= {f"jp-{name}" for name in re.findall(r'draft\.note\(\s*"([a-z-]+)"', code)}
    shared = {
        "jp-column-unknown",
        "jp-country-unknown",
        "jp-identifier-invalid",
        "jp-name-missing",
        "jp-reference-missing",
    }
    assert documented == used | shared


def test_source_page_names_the_publishers_page() -> None:
    assert f"<{jp_mof.SOURCE.homepage}>" in PAGE
