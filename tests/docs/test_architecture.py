"""The layers in docs/architecture.md are those that the build checks."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("lagebild", "lagebild_site")


def _get_contract(package: str) -> dict[str, list[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    found: dict[str, list[str]] = next(c for c in contracts if c.get("containers") == [package])
    return found


def _read_layers(package: str) -> list[str]:
    block = re.search(rf"```layers {package}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert block is not None
    return block[1].splitlines()


@pytest.mark.parametrize("package", PACKAGES)
def test_layers_on_the_page_are_those_of_the_import_contract(package: str) -> None:
    assert _read_layers(package) == _get_contract(package)["layers"]


@pytest.mark.parametrize("package", PACKAGES)
def test_layers_that_are_not_optional_are_in_the_source(package: str) -> None:
    names = [name for line in _read_layers(package) for name in line.split(" | ") if not name.startswith("(")]
    folder = ROOT / "src" / package

    assert [
        name for name in names if not ((folder / name).is_dir() or (folder / f"{name}.py").is_file())
    ] == []


def test_names_outside_the_site_s_contract_are_told_on_the_page() -> None:
    ignored = _get_contract("lagebild_site")["exhaustive_ignores"]
    outside = PAGE.partition("Outside this list")[2].partition("\n\n")[0]

    assert sorted(re.findall(r"`([a-z]+)`", outside)) == sorted(ignored)


def test_each_layer_of_the_library_is_explained() -> None:
    layers = [name for line in _read_layers("lagebild") for name in line.split(" | ")]

    assert re.findall(r"^\| `([a-z]+)` \|", PAGE, flags=re.MULTILINE) == layers
