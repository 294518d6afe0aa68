import re
from pathlib import Path

from lagebild.lists import eu_fsf
from lagebild.lists.account import load_field_rules
from lagebild.lists.eu_fsf.designation import MIXED_PROGRAMMES, UN_PROGRAMMES

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = (ROOT / "docs" / "sources" / "eu_fsf.md").read_text(encoding="utf-8")
LISTS = ROOT / "src" / "lagebild" / "lists"

CODE_LESS = {"eu-element-unknown", "eu-attribute-unknown"}
"""Codes that the accounts make of a prefix."""


def test_source_page_table_of_elements_is_the_readers_own() -> None:
    table = PAGE[PAGE.index("| Path below") :].strip().splitlines()[2:]
    expected = []
    for rule in load_field_rules("eu_fsf").values():
        path = rule.path.removeprefix("export").removeprefix("/") or "."
        expected.append(f"| `{path}` | {rule.kind} | {rule.state} | {rule.note} |")
    assert table == expected


def test_source_page_names_exactly_the_problem_codes_of_the_reader() -> None:
    section = PAGE[PAGE.index("## Problems") : PAGE.index("## Every element")]
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    own = "".join(path.read_text(encoding="utf-8") for path in sorted(LISTS.glob("eu_fsf/*.py")))
    shared = (LISTS / "xml.py").read_text(encoding="utf-8")
    draft = (LISTS / "draft.py").read_text(encoding="utf-8")
    used = {
        *re.findall(r'"(eu(?:-[a-z]+)+)"', own),
        *(f"eu-{code}" for code in re.findall(r'\.note\(\s*"([a-z]+(?:-[a-z]+)+)"', own + draft)),
        *(f"eu-{code}" for code in re.findall(r"\{draft\.prefix\}-([a-z]+(?:-[a-z]+)+)", own)),
        *(f"eu-{code}" for code in re.findall(r'"((?:reference|name)-missing)"', draft)),
        *re.findall(r'"(xml(?:-[a-z]+)+)"', shared),
    }
    assert documented == (used | CODE_LESS) - {eu_fsf.SOURCE.id}


def test_source_page_names_the_page_of_the_source_and_its_programmes() -> None:
    assert f"<{eu_fsf.SOURCE.homepage}>" in PAGE
    assert f"({', '.join(sorted(MIXED_PROGRAMMES))})" in PAGE
    assert f"({', '.join(sorted(UN_PROGRAMMES - {'UNLI'}))})" in PAGE
