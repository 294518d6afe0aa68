"""Every script of `benchmarks/` and `evaluation/` still starts, runs to its end and prints what it promises.

Each is started as its docstring says, on input that is tiny and our own: the figures mean nothing here. A script
without a line in `STARTS` fails the first test.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.make_han_table import make_table, read_forms

ROOT = Path(__file__).resolve().parents[2]

STATEMENT = """Ministry for Foreign Affairs of Norland

5 May 2026

Statement on the transfer of shells

Norland condemns the transfer of 300 shells from Sudland to Ostland in violation of Security Council
resolution 1718 (2006).
"""

DOCUMENT = {
    "text": STATEMENT,
    "title": "Statement on the transfer of shells",
    "date": "2026-05-05",
    "kind": "statement",
    "publisher": "Ministry for Foreign Affairs of Norland",
    "lang": "en",
}

CITED = "resolution 1718 (2006)"

ANNOTATED = {
    "text": STATEMENT,
    "citations": [
        {
            "id": "S/RES/1718 (2006)",
            "start": STATEMENT.index(CITED),
            "end": STATEMENT.index(CITED) + len(CITED),
            "quote": CITED,
        }
    ],
}

STARTS = {
    "benchmarks.lists": (["--size", "20"], r"unchanged again: slowest \d+\.\d+ s of 1"),
    "benchmarks.screening": (["--size", "60", "--count", "5"], r"ratio to rapidfuzz: speed \d+\.\d\d"),
    "benchmarks.stages": (["--size", "20"], r"inclusion proofs .* ratio \d+\.\d\d"),
    "evaluation.documents.measure_recognition": (
        ["DIR/documents", "--framed", "html"],
        r"kind \d/1 .*lang 1/1",
    ),
    "evaluation.lists.evaluate_lists": (
        ["DIR", "--editions", "DIR/editions.tsv", "--pairs", "DIR/pairs.tsv"],
        r"right +2 +2\n.*bare no prevented: 0",
    ),
    "evaluation.reading.evaluate_reading": (["DIR/annotated.json"], r"citation +P 1\.000 +R 1\.000"),
    "evaluation.screening.measure": (["--invented", "60", "--count", "5"], r"found: exact +1\.000"),
}
"""By module: its arguments, and what its output must hold."""

EDITIONS = "list\tday\tfile\tdated by\nun-sc\t2026-08-01\tun-small.xml\tthe file\n"

PAIRS = """subject\tlist\treference\tauthority\tday\tstate\tkind\tearliest\tlatest\tconflict\tended\tentries\tseen
Joseph Kony\tun-sc\tCFi.009\tUNSC\t2026-08-02\tlisted\tstated\t2016-03-07\t2016-03-07\t\t\tCFi.009\tLISTED_ON
Joseph Kony\tun-sc\tCFi.009\tGB\t2026-08-02\tunheld\t\t\t\t\t\t\tno list held
"""

UNDER_A_FLOOR = {"evaluation.reading.evaluate_reading"}
"""Scripts that end with 1 where a rate is under its floor: one document is too few to reach all."""


def find_scripts() -> set[str]:
    """The modules of both folders that are made to be started."""
    files = [path for folder in ("benchmarks", "evaluation") for path in (ROOT / folder).rglob("*.py")]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in files
        if "__main__" in path.read_text(encoding="utf-8")
    }


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "one.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    small = ROOT / "tests" / "unit" / "lists" / "un-small.xml"
    (tmp_path / "un-small.xml").write_bytes(small.read_bytes())
    (tmp_path / "editions.tsv").write_text(EDITIONS, encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    (tmp_path / "annotated.json").write_text(json.dumps(ANNOTATED), encoding="utf-8")
    return tmp_path


def start(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start a module from the project's folder."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_every_script_has_a_start_here():
    assert find_scripts() == set(STARTS)


@pytest.mark.parametrize("module", sorted(STARTS))
def test_script_runs_to_its_end_on_a_tiny_input(module, folder):
    arguments, promised = STARTS[module]
    done = start(module, *(argument.replace("DIR", str(folder)) for argument in arguments))
    assert done.stderr == ""
    assert re.search(promised, done.stdout, re.DOTALL), done.stdout
    assert done.returncode in ({0, 1} if module in UNDER_A_FLOOR else {0})


def test_recognition_without_a_document_is_refused(tmp_path):
    done = start("evaluation.documents.measure_recognition", str(tmp_path))
    assert done.returncode == 2
    assert "no *.json there" in done.stderr


def test_han_table_takes_the_reading_of_the_traditional_form_only_where_korean_has_not_the_character():
    pinyin = {"韩": "han", "韓": "han", "丑": "chou", "醜": "chou"}
    table = make_table(
        hangul={"韓": "한", "韩": "위", "醜": "추", "丑": "축"},
        read_pinyin=lambda character: pinyin.get(character, ""),
        traditional=read_forms("韩\t韓\n丑\t醜 丑\n"),
        simplified=read_forms("韓\t韩\n醜\t丑\n"),
    )
    assert table.splitlines()[1:] == [
        "character\tkorean\tpinyin",
        "丑\t축\tchou",
        "醜\t추\tchou",
        "韓\t한\than",
        "韩\t한\than",
    ]
