"""How well documents are recognised: each field against the record's own metadata, each miss printed.

Run from the project's folder: `python -m evaluation.documents.measure_recognition FOLDER [--framed text|html]`.

FOLDER holds one JSON file per document with `text`, `title`, `date`, `kind`, `publisher`, `lang`. A value that the
text itself does not show (a title or a publisher that stands only on the page it came from) must come out as None,
not as something else. With `--framed`, publisher, title and date are put before the text as a site shows them;
printed papers, which bear them, stay as they are.
"""

import argparse
import datetime as dt
import html
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lagebild.documents import read_document

FIELDS = ("title", "date", "kind", "publisher", "lang")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print misses, then the share that is right per field; 2 where the folder holds no document."""
    parser = argparse.ArgumentParser(description="Measure how well documents are recognised.")
    parser.add_argument("folder", type=Path, help="one JSON file per document")
    parser.add_argument("--framed", choices=("text", "html"), default="", help="put the page around the text")
    chosen = parser.parse_args(arguments)
    records = [
        json.loads(path.read_text(encoding="utf-8")) | {"file": path.name}
        for path in sorted(chosen.folder.glob("*.json"))
    ]
    if not records:
        parser.error(f"{chosen.folder}: no *.json there; name a folder with one JSON file per document")
    right = dict.fromkeys(FIELDS, 0)
    for record in records:
        content, name = _frame(record, chosen.framed)
        document, _ = read_document(content, name=name)
        found = document.to_json()
        print(
            f"     {record['file']} issuers {','.join(document.issuers)} | {record['kind']} {record['title'][:70]}"
        )
        for field in FIELDS:
            if _agrees(field, found[field], record):
                right[field] += 1
            else:
                print(f"MISS {record['file']} {field}: {found[field]!r}, record has {record[field]!r}")
    print(" ".join(f"{field} {right[field]}/{len(records)}" for field in FIELDS))
    return 0


def _frame(record: dict[str, Any], frame: str) -> tuple[bytes, str]:
    text, file = record["text"], record["file"]
    if not frame or "Drucksache" in text[:200]:
        return text.encode(), file
    day = dt.date.fromisoformat(record["date"]) if record["date"].count("-") == 2 else None  # noqa: PLR2004  # a count that this rule alone uses
    shown = f"{day:%B} {day.day}, {day.year}" if day else ""
    record["text"] = f"{record['publisher']}\n\n{shown}\n\n{record['title']}\n\n{text}"
    if frame == "text":
        return record["text"].encode(), file
    body = "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n\n"))
    page = (
        f"<!doctype html><html><head><title>{html.escape(record['title'])} - Site</title></head><body><header>"
        f"{record['publisher']}</header><nav><a href=/>Home</a></nav><main><h1>{html.escape(record['title'])}</h1>"
        f"<time>{shown}</time>{body}</main><footer>Privacy</footer></body></html>"
    )
    return page.encode(), file + ".html"


def _agrees(field: str, found: str | None, record: dict[str, Any]) -> bool:
    expected = record[field]
    if field == "title":
        shown = _fold(expected)[:60] in _fold(record["text"])
        return found is None if not shown else found is not None and (_fold(found)[:60] in _fold(expected))
    if field == "publisher":
        return found == expected or (found is None and _fold(expected) not in _fold(record["text"]))
    if field == "date":
        return found == expected or (found is None and not _shows_date(record))
    return bool(found == expected)


def _shows_date(record: dict[str, Any]) -> bool:
    year, _, day = (*record["date"].split("-"), "", "")[:3]
    return bool(day) and bool(
        re.search(rf"\b0?{int(day)}\b[^\n]{{0,20}}{year}", record["text"][:600] + record["text"][-300:])
    )


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


if __name__ == "__main__":
    sys.exit(main())
