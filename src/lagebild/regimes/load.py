"""Regime files (YAML) → frozen records; every fault of every file is told at once.

The format is described in docs/reference/regimes.md. Nothing here knows a particular regime.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from lagebild.errors import ConfigError
from lagebild.model.provision import Regime
from lagebild.regimes.build import build_regime
from lagebild.regimes.faults import Faults
from lagebild.regimes.links import check_links

DATA_FOLDER = Path(__file__).parent / "data"
"""The regime files that come with the software."""


class _PlainLoader(yaml.SafeLoader):
    """YAML in which days and words stay text: `2006-10-14` is no date object, `NO` is Norway, not false.

    A key that stands twice in one mapping is an error instead of the last one winning.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """The mapping, refused if a key stands twice."""
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = repr(self.construct_object(key_node, deep=True))
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


_TEXT_TAGS = frozenset({"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"})
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _TEXT_TAGS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver(  # true and false alone stay what they say: `single_act` needs them
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf")
)


def load_regimes(folder: Path | None = None) -> tuple[Regime, ...]:
    """The regimes of all `*.yaml` files in a folder, sorted by file name.

    Args:
        folder: Where the files lie; None takes those that come with the software.

    Returns:
        Checked regimes: every link has a target, every row a status, no rule is older than its act.

    Raises:
        ConfigError: A file is missing, is no YAML, or has faults; the message lists all faults of all files,
            each with file and key.
    """
    files = _list_files(folder or DATA_FOLDER)
    faults = Faults()
    regimes = [_load_one(file, faults) for file in files]
    loaded = [(file, regime) for file, regime in zip(files, regimes, strict=True) if regime is not None]
    for file, regime in loaded:
        check_links(regime, faults.at(file.name))
    _check_ids_across(loaded, faults)
    faults.raise_if_any()
    return tuple(regime for _, regime in loaded)


def regime_sha256(folder: Path | None = None) -> str:
    """SHA-256 over names and bytes of the regime files, hex: the state of the rules a finding was made under.

    Computed over lines `SHA-256 of the file, two spaces, file name`, sorted by file name, as `sha256sum`
    prints them.
    """
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in _list_files(folder or DATA_FOLDER)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _list_files(folder: Path) -> Sequence[Path]:
    files = sorted(folder.glob("*.yaml"), key=lambda file: file.name)
    if not files:
        raise ConfigError(f"no regime files (*.yaml) in {folder}; name a folder that holds at least one")
    return files


def _load_one(file: Path, faults: Faults) -> Regime | None:
    at_file = faults.at(file.name)
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506 - derived from SafeLoader
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        at_file.add(f"is no readable YAML file: {' '.join(str(error).split())}")
        return None
    return build_regime(raw, at_file)


def _check_ids_across(loaded: Sequence[tuple[Path, Regime]], faults: Faults) -> None:
    """Regime and provision ids are keys of findings, so they are unique over all files."""
    owners: dict[str, str] = {}
    for file, regime in loaded:
        for key in (regime.id, *(provision.id for provision in regime.provisions)):
            if owners.setdefault(key, file.name) != file.name:
                faults.at(file.name).at(key).add(f"the id is already used in {owners[key]}")
