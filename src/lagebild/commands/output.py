"""How every command speaks: progress and problems on stderr, results on stdout, exit codes in one place."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from lagebild.errors import ArchiveError, ConfigError, DocumentError, LagebildError, RuleError, SourceError
from lagebild.model.problem import Problem

DONE, LOST, WRONG_USE, REFUSED, DAMAGED = 0, 1, 2, 3, 4
"""Exit codes: done; done, but something was lost; wrong use; the material is refused; our own store is damaged."""

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
    console.print(f"[bold red]lagebild:[/] {message}", markup=True)
    raise typer.Exit(code)


def tell_problems(problems: Sequence[Problem], *, to_file: Path | None = None, shown: int = 20) -> None:
    """Print problems on stderr, at most `shown` of them, and write all as JSON lines where a file is named."""
    for problem in problems[:shown]:
        place = f"{problem.source} {problem.locator}".strip()
        console.print(f"{problem.severity}: {place}: {problem.message} [{problem.code}]", markup=False)
    if len(problems) > shown:
        rest = "all are in the problems file" if to_file else "name --problems FILE to have all"
        console.print(f"… and {len(problems) - shown} more problems ({rest})", markup=False)
    if to_file is not None:
        lines = "".join(json.dumps(problem.to_json(), ensure_ascii=False) + "\n" for problem in problems)
        to_file.write_text(lines, encoding="utf-8")


def finish(problems: Iterable[Problem]) -> None:
    """End with exit code 1 where an input, row or field was lost; else return."""
    if any(problem.lost_something for problem in problems):
        raise typer.Exit(LOST)


@contextmanager
def progress(description: str, total: int | None) -> Iterator["Ticker"]:
    """A progress bar on stderr; plain lines where stderr is no terminal. Yields what advances it."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        yield Ticker(
            bar=bar, task=bar.add_task(description, total=total), description=description, total=total
        )


class Ticker:
    """Advances one progress bar; where stderr is no terminal it says the stage once, at its end."""

    def __init__(self, *, bar: Progress, task: object, description: str, total: int | None) -> None:
        self._bar, self._task, self._description, self._total = bar, task, description, total
        self.count = 0

    def advance(self, count: int = 1) -> None:
        """Count further units of work as done."""
        self.count += count
        self._bar.advance(self._task, count)  # type: ignore[arg-type]  # rich's TaskID is a NewType of int
