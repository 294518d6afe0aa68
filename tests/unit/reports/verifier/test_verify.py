import ast
import json
import os
import random
import zipfile
from pathlib import Path

import pytest
from tests.contract.released_report import make_record

from lagebild.reports.verifier import verify

SOURCE = Path(verify.__file__).read_text("utf-8")


def test_verifier_is_python_3_8_and_uses_the_standard_library_only() -> None:
    tree = ast.parse(SOURCE, feature_version=(3, 8))
    modules = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom):
            modules.add(str(node.module))
    assert modules == {
        "__future__",
        "argparse",
        "collections.abc",
        "dataclasses",
        "functools",
        "hashlib",
        "html",
        "html.parser",
        "json",
        "os",
        "pathlib",
        "re",
        "shutil",
        "subprocess",
        "sys",
        "tempfile",
        "typing",
        "zipfile",
    }
    newer = (
        ".removeprefix(",
        ".removesuffix(",
        "strict=",
        "slots=",
        "kw_only=",
        ".is_relative_to(",
    )
    assert [word for word in newer if f" {word}" in SOURCE or (word.startswith(".") and word in SOURCE)] == []


def test_text_of_page_leaves_out_scripts_and_tags() -> None:
    page = "<p>One&nbsp;<b>two</b><script>three()</script><style>p {}</style> f&uuml;nf</p>"
    assert verify.squeeze(verify.text_of_page(page)) == "Onetwofünf"


def test_squeeze_ignores_what_pages_break_lines_with() -> None:
    assert verify.squeeze("Ver\u00adant\u200bwor\u00a0tung\n ist") == "Verantwortungist"


def test_decode_takes_the_declared_encoding() -> None:
    assert verify.decode("<meta charset='iso-8859-1'>für".encode("iso-8859-1")).endswith("für")
    assert verify.decode("für".encode()) == "für"
    assert verify.decode("für".encode("cp1252")) == "für"
    assert verify.decode(b"<meta charset=no-such-code>x") == "<meta charset=no-such-code>x"


def test_time_of_openssl_is_read() -> None:
    assert verify._iso_of("Nov  2 20:55:56.123 2026 GMT") == "2026-11-02T20:55:56"
    assert verify._iso_of("Jan 21 00:05:06 2027 GMT") == "2027-01-21T00:05:06"


def test_link_in_a_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(verify.MalformedError, match="is a link"):
        verify.read_bundle(tmp_path)


def test_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MAX_ZIP_BYTES", 1000)
    with zipfile.ZipFile(tmp_path / "big.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 1001)
    with pytest.raises(verify.MalformedError, match="more than 1000 bytes"):
        verify.read_bundle(tmp_path / "big.zip")


def test_something_else_than_a_bundle_fails_clearly(tmp_path: Path) -> None:
    assert verify.verify_files({}, None).failures == ["FAILED head.txt: missing or empty"]
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(verify.MalformedError, match="neither a folder nor a zip"):
        verify.read_bundle(tmp_path / "x.pdf")


def test_no_damage_ends_in_a_traceback(tmp_path: Path) -> None:
    """Random changes of values in the JSON files: always a verdict, never an exception, never a pass."""
    info = make_record().publish(tmp_path / "bundle")
    honest = verify.read_bundle(tmp_path / "bundle")
    chance = random.Random(6962)  # noqa: S311 - no secret, a repeatable walk
    for name in ("report.json", "ledger.json", "logged.json", "manifest.json"):
        for _ in range(60):
            value = json.loads(honest[name])
            _spoil(value, chance)
            files = {**honest, name: verify.shown_json(value)}
            if files[name] == honest[name]:
                continue
            assert verify.verify_files(files, str(info.head)).failures


def _spoil(value: object, chance: random.Random) -> None:
    """Replace one value somewhere below by one of another kind, or remove it."""
    while True:
        keys: list[object] = list(value) if isinstance(value, dict) else list(range(len(value)))  # type: ignore[arg-type]  # dicts and lists only
        key = chance.choice(keys)
        below = value[key]  # type: ignore[index]  # as above
        if isinstance(below, dict | list) and below and chance.random() < 0.8:
            value = below
            continue
        if chance.random() < 0.3:
            del value[key]  # type: ignore[attr-defined]  # as above
        else:
            value[key] = chance.choice([None, -1, 1.5, "x", [], {}, True, "0" * 64, 10**30])  # type: ignore[index]  # as above
        return


def test_environment_of_the_reader_does_not_matter(tmp_path: Path) -> None:
    """A shell in another language and encoding still prints the verdict."""
    import subprocess
    import sys

    info = make_record().publish(tmp_path / "bundle")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "bundle" / "verify.py"), "--head", str(info.head)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert done.returncode == 0, done.stderr
    assert b"Nothing contradicts" in done.stdout
