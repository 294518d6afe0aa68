"""Run every check that this machine allows, and name at the end what was left out."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from postgresql import find_server_binaries, run_server

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
COUNTS = re.compile(r"(\d+) (passed|failed|skipped|errors?)\b")


@dataclass
class Tally:
    """What was run, what failed, and what could not be run."""

    failed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    tests: dict[str, int] = field(default_factory=lambda: {"passed": 0, "failed": 0, "skipped": 0})


def run_step(tally: Tally, name: str, *command: str, env: dict[str, str] | None = None) -> str:
    """Run one check, show its output as it comes, and note whether it failed; returns the output."""
    print(f"\n── {name} " + "─" * max(1, 76 - len(name)), flush=True)
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | (env or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    for line in process.stdout or ():
        sys.stdout.write(line)
        sys.stdout.flush()
        lines.append(line)
    if process.wait() != 0:
        tally.failed.append(name)
    print(f"   {time.monotonic() - started:.0f} s", flush=True)
    return "".join(lines)


def run_pytest(tally: Tally, name: str, *arguments: str, env: dict[str, str] | None = None) -> None:
    """Run one part of the tests and add its counts and the reasons of what it skipped."""
    output = run_step(tally, name, str(BIN / "python"), "-m", "pytest", "-q", "-rs", *arguments, env=env)
    closing = next((line for line in reversed(output.splitlines()) if COUNTS.search(line)), "")
    for count, word in COUNTS.findall(closing):
        key = "failed" if word.startswith("error") else word
        tally.tests[key] += int(count)
    for line in output.splitlines():
        if line.startswith("SKIPPED"):
            reason = line.rsplit(": ", 1)[-1] if ": " in line else line
            if reason not in tally.left_out:
                tally.left_out.append(reason)


@contextmanager
def postgresql_url(tally: Tally) -> Iterator[str | None]:
    """A PostgreSQL server for the length of the tests, or None with the reason noted."""
    if url := os.environ.get("LAGEBILD_TEST_DATABASE_URL"):
        yield url
        return
    if find_server_binaries() is None:
        tally.left_out.append(
            "integration on PostgreSQL: no server binaries (Debian: apt install postgresql)"
        )
        yield None
        return
    with run_server() as url:
        yield url


def run_everything(tally: Tally) -> None:
    """Lint, types, import contracts and all tests, the integration tests on both databases."""
    python = str(BIN / "python")
    run_step(tally, "lint", str(BIN / "ruff"), "check", ".")
    run_step(tally, "format", str(BIN / "ruff"), "format", "--check", ".")
    run_step(tally, "import contracts", str(BIN / "lint-imports"))
    run_step(tally, "types", python, "-m", "mypy")
    run_pytest(
        tally,
        "tests",
        "-n",
        "2",
        "--dist",
        "loadfile",
        "--ignore=tests/integration",
        "--ignore=tests/browser",
        "tests",
    )
    run_pytest(tally, "integration on SQLite", "-n", "2", "tests/integration")
    with postgresql_url(tally) as url:
        if url:
            run_pytest(
                tally,
                "integration on PostgreSQL",
                "-n",
                "2",
                "--ignore=tests/integration/test_commands.py",  # these make workspaces of the embedded default
                "tests/integration",
                env={"LAGEBILD_DATABASE_URL": url},
            )
    run_pytest(tally, "browser", "-n", "2", "tests/browser")


def main() -> int:
    """Run all, or with arguments only pytest with these; 1 where anything failed or, in CI, was left out."""
    tally = Tally()
    if len(sys.argv) > 1:
        run_pytest(tally, "tests", *sys.argv[1:])
    else:
        run_everything(tally)
    print()
    for name in tally.failed:
        print(f"FAILED: {name}")
    for reason in tally.left_out:
        print(f"left out: {reason}")
    print(f"{tally.tests['passed']} passed, {tally.tests['failed']} failed, {tally.tests['skipped']} skipped")
    if tally.left_out and os.environ.get("LAGEBILD_NOTHING_LEFT_OUT"):
        print("FAILED: here nothing may be left out", file=sys.stderr)
        return 1
    return 1 if tally.failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
