"""`lagebild evaluate`: how well the reader agrees with people's annotations, with every error shown."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from lagebild.commands.output import REFUSED, WRONG_USE, stop
from lagebild.documents import read_document
from lagebild.errors import DocumentError
from lagebild.reading import RuleReader
from lagebild.reading.scoring import LAYERS, Score, score_document

EXAMPLE = "Example:  lagebild evaluate gold/*.json"


def _load(path: Path) -> dict[str, Any]:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        stop(f"{path} cannot be read as an annotated document: {error}", REFUSED)
    if not isinstance(gold, dict) or not isinstance(gold.get("text"), str):
        stop(
            f"{path} has no `text`: an annotated document is a JSON object with text, meta and layers",
            REFUSED,
        )
    return gold


def _render_row(name: str, score: Score) -> str:
    counts = f"{score.matched:>6} {score.missed:>6} {score.false:>6}"
    return f"{name:<14} {score.precision:>9.3f} {score.recall:>9.3f} {score.f1:>9.3f} {counts}"


def _score_file(path: Path, reader: RuleReader) -> tuple[str, dict[str, Score]]:
    """The language of one annotated document and its scores."""
    gold = _load(path)
    try:
        document, _ = read_document(gold["text"].encode(), name=f"{path.stem}.txt", url=gold.get("url"))
    except DocumentError as error:
        stop(f"{path}: {error}", REFUSED)
    return str(gold.get("lang")), score_document(gold, document, reader.annotate(document))


def _print_errors(name: str, scores: dict[str, Score]) -> None:
    for miss in (miss for score in scores.values() for miss in score.misses):
        typer.echo(f"{name} {miss.layer:<9} {miss.kind:<7} {miss.value}  “{miss.quote[:120]}”")


def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Annotated documents (JSON).", show_default=False)],
    show_errors: Annotated[  # noqa: FBT002 -- the form that typer reads
        bool, typer.Option("--errors/--no-errors", help="Show each miss and false hit.")
    ] = True,
) -> None:
    """Compare the reader with annotated documents: precision, recall, F1 per layer and language, and each error."""
    if missing := [str(path) for path in files if not path.is_file()]:
        stop(f"no such file: {', '.join(missing)}", WRONG_USE)
    totals: dict[str, dict[str, Score]] = {}
    reader = RuleReader()
    for path in files:
        lang, scores = _score_file(path, reader)
        for group in ("all", lang):
            for layer, score in scores.items():
                totals.setdefault(group, {}).setdefault(layer, Score()).add(score)
        if show_errors:
            _print_errors(path.stem, scores)
    for group, by_layer in totals.items():
        typer.echo(
            f"\n{group:<14} {'precision':>9} {'recall':>9} {'F1':>9} {'match':>6} {'missed':>6} {'false':>6}"
        )
        for layer in LAYERS:
            typer.echo(_render_row(layer, by_layer[layer]))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate", epilog=EXAMPLE)(evaluate)
