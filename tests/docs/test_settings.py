"""The page of settings and the code tell the same keys and variables."""

import re
from pathlib import Path

from lagebild_site.workspace import DATABASE_VARIABLE, KNOWN_KEYS, WORKSPACE_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")


def test_settings_page_lists_every_key():
    keys, variables = PAGE.split("| Environment variable")
    assert set(re.findall(r"^\| `(\w+)`", keys, re.MULTILINE)) == set(KNOWN_KEYS)
    named = set(re.findall(r"^\| `(\w+)`", variables, re.MULTILINE))
    assert {WORKSPACE_VARIABLE, DATABASE_VARIABLE} <= named
    scripts = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "scripts").iterdir() if path.is_file()
    )
    scripts += (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    for name in named - {WORKSPACE_VARIABLE, DATABASE_VARIABLE}:
        assert name in scripts, name
