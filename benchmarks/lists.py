"""How fast sanctions lists are taken into a workspace, each file beside the plainest reading of its bytes.

    python benchmarks/lists.py FILE|DIR…      real files; those of one edition in one folder are packed as one
    python benchmarks/lists.py                generated lists of 2,000 entries

Everything from nothing in one process: a new workspace, every file parsed, accounted for, written, compared with the
edition before, logged, and the entries joined into subjects. Prints one line per edition (entries, seconds to read,
seconds to take, the peer's seconds and the ratio), the sum, peak memory, and how long the unchanged files take again.
The peer does no more than parse: lxml for XML, csv for CSV, calamine for workbooks.
"""

import argparse
import csv
import io
import json
import resource
import sys
import tempfile
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from lagebild.errors import LagebildError
from lagebild.lists import recognise_list
from lagebild.lists.package import locate_file, read_file_names
from lagebild.lists.sets import group_files
from lagebild_site.cli.opening import set_up_django
from lagebild_site.workspace import create_workspace

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.stages import make_list

NOT_LISTS = {".tsv", ".md"}
GENERATED = 2_000
UNKNOWN_URL = "https://publisher.invalid/"
"""As if fetched: a file named by hand would have to be given its day, where it does not say it."""


def parse_plainly(content: bytes, name: str) -> None:
    """What the format's own library does with the bytes, and no more."""
    if content.startswith(b"PK") and name.endswith(".zip"):
        for file_name in read_file_names(content):
            place = locate_file(content, file_name)
            parse_plainly(content[slice(*place)] if place else b"", file_name)
    elif content.startswith(b"PK"):
        parse_workbook(content)
    elif content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        etree.fromstring(content)
    elif content.lstrip().startswith(b"{"):
        for line in content.splitlines():
            json.loads(line)
    else:
        list(csv.reader(io.StringIO(content.decode("utf-8", errors="replace"))))


def parse_workbook(content: bytes) -> None:
    """A workbook's cells by calamine; an OpenDocument file that it cannot read, by lxml."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in workbook.sheet_names:
            workbook.get_sheet_by_name(sheet).to_python()
    except CalamineError:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "content.xml" in archive.namelist():
                etree.fromstring(archive.read("content.xml"))


def find_files(names: list[str]) -> dict[str, bytes]:
    """Path to bytes of every file named, folders with all that is under them."""
    paths = [
        path
        for name in names
        for path in (sorted(Path(name).rglob("*")) if Path(name).is_dir() else [Path(name)])
    ]
    return {str(path): path.read_bytes() for path in paths if path.is_file() and path.suffix not in NOT_LISTS}


def seconds(started: float) -> float:
    """Seconds since."""
    return time.perf_counter() - started


def measure(editions: list[tuple[str, bytes]]) -> None:
    """Take every edition into a new workspace and print what it took."""
    from lagebild_site.actions.capture import Origin, take_list  # noqa: PLC0415  - Django's app loading
    from lagebild_site.actions.subject import join_subjects  # noqa: PLC0415  - Django's app loading

    at = datetime(2026, 11, 1, tzinfo=UTC)
    total, entries = time.perf_counter(), 0
    peers = 0.0
    taken: list[tuple[str, bytes]] = []
    for name, content in editions:
        started = time.perf_counter()
        parse_plainly(content, name)
        peer = seconds(started)
        peers += peer
        started = time.perf_counter()
        try:
            reader = recognise_list(content, name=Path(name).name)
            edition = take_list(
                content, Origin(name=Path(name).name, captured_at=at, url=UNKNOWN_URL)
            ).edition
        except LagebildError as error:
            print(f"{Path(name).name:<34} refused after {seconds(started):.2f} s: {str(error)[:80]}")
            continue
        took = seconds(started)
        taken.append((name, content))
        count = edition.entry_count if edition else 0
        entries += count
        list_id = reader.SOURCE.id if reader else "-"
        print(
            f"{Path(name).name:<34} {list_id:<16} {count:>7,} entries {took:>7.2f} s"
            f"   parser alone {peer:.2f} s   ratio {took / max(peer, 1e-6):.1f}"
        )
    started = time.perf_counter()
    joined = join_subjects()
    print(
        f"joined {joined.entity_count:,} entries into {joined.subject_count:,} subjects in {seconds(started):.2f} s"
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    whole = seconds(total) - peers
    print(
        f"all: {len(taken)} editions, {entries:,} entries in {whole:.1f} s ({entries / whole:,.0f} entries/s), "
        f"peak {memory} MB; ratio to parsers alone {whole / max(peers, 1e-6):.1f}"
    )
    again = []
    for name, content in taken:
        started = time.perf_counter()
        take_list(content, Origin(name=Path(name).name, captured_at=at, url=UNKNOWN_URL))
        again.append(seconds(started))
    print(f"unchanged again: slowest {max(again, default=0):.3f} s of {len(again)}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", metavar="FILE|DIR")
    parser.add_argument("--size", type=int, default=GENERATED, help="entries of the generated list")
    arguments = parser.parse_args()
    contents = find_files(arguments.files) if arguments.files else {"un.xml": make_list(arguments.size)}
    with tempfile.TemporaryDirectory() as folder:
        set_up_django(create_workspace(Path(folder) / "record", title="Measurement"))
        measure(group_files(contents))


if __name__ == "__main__":
    main()
