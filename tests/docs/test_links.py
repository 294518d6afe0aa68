"""Links between the project's pages lead somewhere, and each method page exists in both languages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
METHOD = ROOT / "docs" / "method"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_links_only_to_files_that_exist(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith(("http://", "https://", "mailto:"))]

    assert [target for target in local if not (page.parent / target).exists()] == []


def _read_headings(path: Path) -> list[str]:
    return re.findall(r"^(#+) ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("german", sorted(METHOD.glob("*.de.md")), ids=lambda page: page.name)
def test_method_page_has_the_same_sections_in_english(german: Path) -> None:
    english = german.with_name(german.name.replace(".de.md", ".en.md"))

    assert english.is_file()
    assert _read_headings(english) == _read_headings(german)


def test_method_pages_link_within_their_language() -> None:
    for page in METHOD.glob("*.md"):
        lang = page.name.split(".")[1]
        others = [
            t
            for t in re.findall(r"\]\(([a-z-]+\.(?:de|en)\.md)", page.read_text(encoding="utf-8"))
            if f".{lang}." not in t
        ]
        assert others == [], page.name
