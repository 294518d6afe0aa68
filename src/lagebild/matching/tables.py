"""Reads the tab-separated tables that lie beside the modules of this package."""

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one table in `data/`, by column name; lines that start with `#` are comments."""
    text = files("lagebild.matching").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
