"""How every command speaks: progress and problems on stderr, results on stdout, exit codes in one place."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from lagebild.errors import ArchiveError, ConfigError, DocumentError, LagebildError, RuleError, SourceError
from lagebild.model.problem import Problem

DONE, LOST, WRONG_USE, REFUSED, DAMAGED = 0, 1, 2, 3, 4
"""Exit codes: done; done, but something was lost; wrong use; the material is refused; our own store is damaged."""

SHOWN_OF_A_KIND = 5
"""Lines printed of one kind of problem; more of the same tell nobody more."""

console = Console(stderr=True, highlight=False, soft_wrap=True)


def exit_code_of(error: LagebildError) -> int:
    """The exit code that an error that stopped a whole command ends with."""
    match error:
        case ArchiveError():
            return DAMAGED
        case ConfigError():
            return WRONG_USE
        case DocumentError() | SourceError() | RuleError():
            return REFUSED
        case _:
            return REFUSED


def stop(message: str, code: int) -> NoReturn:
    """Say why on stderr and end with the code."""
    console.print(Text.assemble(("lagebild:", "bold red"), f" {message}"))
    raise typer.Exit(code)


def make_refusal(path: str, error: Exception, *, code: str) -> Problem:
    """The problem that stands for an input that was refused whole; its name is not told again in the message."""
    name = path.rsplit("/", 1)[-1]
    message = str(error).removeprefix(path).removeprefix(name).lstrip(": ")
    return Problem(source=path, locator="", code=code, message=message, severity="error")


def tell_problems(problems: Sequence[Problem], *, to_file: Path | None = None, shown: int = 20) -> None:
    """Print what was lost, at most `shown` lines and a few of each kind, and count the rest and the notes.

    A file named gets all as JSON lines.
    """
    lost = [problem for problem in problems if problem.lost_something]
    told: Counter[str] = Counter()
    for problem in lost:
        if told.total() < shown and told[problem.code] < SHOWN_OF_A_KIND:
            told[problem.code] += 1
            console.print(
                f"{problem.severity}: {_tell_place(problem)}: {problem.message} [{problem.code}]",
                markup=False,
            )
    if rest := Counter(problem.code for problem in lost) - told:
        counts = ", ".join(f"{count} × {code}" for code, count in rest.most_common())
        console.print(f"… and {rest.total()} more: {counts}", markup=False)
    notes = Counter(problem.code for problem in problems if not problem.lost_something)
    if notes:
        counts = ", ".join(f"{count} × {code}" for code, count in notes.most_common())
        console.print(f"notes, nothing lost: {counts}", markup=False)
    if problems and to_file is None:
        console.print("(--problems FILE writes each with its place)", markup=False)
    if to_file is not None:
        lines = "".join(json.dumps(problem.to_json(), ensure_ascii=False) + "\n" for problem in problems)
        to_file.write_text(lines, encoding="utf-8")


def _tell_place(problem: Problem) -> str:
    """Source and locator; a locator that names the source itself, as in a set of files, stands alone."""
    if problem.locator.startswith(problem.source):
        return problem.locator
    return f"{problem.source} {problem.locator}".strip()


def finish(problems: Iterable[Problem]) -> None:
    """End with exit code 1 where an input, row or field was lost; else return."""
    if any(problem.lost_something for problem in problems):
        raise typer.Exit(LOST)


@contextmanager
def progress(description: str, total: int | None) -> Iterator["Ticker"]:
    """A progress bar on stderr; where that is no terminal, one line at the end. Yields what advances it."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        ticker = Ticker(bar=bar, task=bar.add_task(description, total=total))
        yield ticker
    if bar.disable and ticker.count:
        console.print(f"{description}: {ticker.count}", markup=False)


class Ticker:
    """Advances one progress bar."""

    def __init__(self, *, bar: Progress, task: TaskID) -> None:
        self._bar, self._task = bar, task
        self.count = 0

    def advance(self, count: int = 1) -> None:
        """Count further units of work as done."""
        self.count += count
        self._bar.advance(self._task, count)
