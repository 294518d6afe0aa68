"""`NOTICE` says where everything comes from that is data or a font and lies in the packages."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
DATA = (".tsv", ".woff2", ".yaml")


def find_data() -> set[Path]:
    """Data files of both packages; folders whose own licence or record tells their origin stand for their files."""
    told = [ROOT / "src/lagebild/regimes/data", ROOT / "src/lagebild_site/sample"]
    files = {path for path in (ROOT / "src").rglob("*") if path.suffix in DATA}
    return {path for path in files if not any(folder in path.parents for folder in told)}


def test_every_data_table_is_named():
    tables = [path for path in find_data() if path.suffix != ".woff2"]
    shared = {name for name, count in Counter(path.name for path in tables).items() if count > 1}
    names = {f"{path.parent.name}/{path.name}" if path.name in shared else path.name for path in tables}
    assert {"han.tsv", "un_sc/fields.tsv"} <= names
    assert {name for name in names if name not in NOTICE} == set()


def test_every_font_family_is_named_and_carries_its_licence():
    families = {path.parent for path in find_data() if path.suffix == ".woff2"}
    assert families
    for family in families:
        assert family.name.replace("-", " ").title() in NOTICE
        assert "SIL Open Font License, Version 1.1" in (family / "LICENSE").read_text(encoding="utf-8")


def test_every_path_that_it_names_is_there():
    paths = set(re.findall(r"(?:src|docs|scripts|LICENSES)/[\w./-]*\w", NOTICE))
    assert len(paths) > 10
    assert {path for path in paths if not (ROOT / path).exists()} == set()
