"""A workspace: one folder with its settings, database, archive and reports."""

import os
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lagebild.errors import ConfigError

CONFIG_NAME = "lagebild.toml"
WORKSPACE_VARIABLE = "LAGEBILD_WORKSPACE"
DATABASE_VARIABLE = "LAGEBILD_DATABASE_URL"

CONFIG_TEXT = """\
# Settings of this Lagebild workspace. Every key is optional; docs/reference/settings.md tells them.
title = "{title}"
sample = {sample}
allowed_hosts = ["127.0.0.1", "localhost", "[::1]"]
"""

KNOWN_KEYS = {"title": str, "sample": bool, "allowed_hosts": list, "base_url": str}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One folder that holds a record.

    Attributes:
        root: The folder.
        title: What the site is called.
        is_sample: Whether every page, export and bundle must say "sample record".
        allowed_hosts: Host names that the site answers to.
        base_url: Where the site is published, without a slash at the end; empty where it is not.
    """

    root: Path
    title: str
    is_sample: bool
    allowed_hosts: tuple[str, ...]
    base_url: str

    @property
    def archive(self) -> Path:
        """The folder of payloads by their hash."""
        return self.root / "archive"

    @property
    def database(self) -> Path:
        """The SQLite file of the embedded default."""
        return self.root / "lagebild.sqlite3"

    @property
    def reports(self) -> Path:
        """The folder of published reports and bundles."""
        return self.root / "reports"

    @property
    def secret_key(self) -> str:
        """The key that signs sessions; made with the workspace and readable by its owner alone."""
        path = self.root / "secret.key"
        try:
            return path.read_text(encoding="ascii").strip()
        except OSError as error:
            raise ConfigError(
                f"{path} cannot be read ({error.strerror}): restore it, or write 50 random characters into it."
            ) from error


def create_workspace(root: Path, *, title: str, is_sample: bool = False) -> Workspace:
    """Make the folder of a new workspace with its settings and key; the database is made by migration.

    Raises:
        ConfigError: The folder is a workspace already, holds something else, or cannot be written.
    """
    if (root / CONFIG_NAME).exists():
        raise ConfigError(
            f"{root} is a workspace already ({CONFIG_NAME} is there). Use it with --workspace {root}."
        )
    try:
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise ConfigError(
                f"{root} exists and is not an empty folder. Name a new folder, or empty this one."
            )
        root.mkdir(parents=True, exist_ok=True)
        for name in ("archive", "reports"):
            (root / name).mkdir(exist_ok=True)
        key = root / "secret.key"
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(48) + "\n", encoding="ascii")
        escaped = title.replace("\\", "\\\\").replace('"', '\\"')
        # The settings come last: a folder without them is no workspace, so a stop half-way leaves none.
        text = CONFIG_TEXT.format(title=escaped, sample=str(is_sample).lower())
        (root / CONFIG_NAME).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"{root} cannot be made a workspace: {error.strerror}. Choose a folder that you may write to."
        ) from error
    return load_workspace(root)


def find_workspace(start: Path) -> Workspace:
    """The workspace that a folder lies in, looking upwards; `LAGEBILD_WORKSPACE` wins.

    Raises:
        ConfigError: No workspace is found, or its settings are wrong.
    """
    named = os.environ.get(WORKSPACE_VARIABLE)
    if named:
        return load_workspace(Path(named))
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).exists():
            return load_workspace(folder)
    raise ConfigError(
        f"{start} is not in a workspace: no {CONFIG_NAME} here or above. "
        "Make one with `lagebild init DIR`, or name one with --workspace DIR."
    )


def load_workspace(root: Path) -> Workspace:
    """The workspace of a folder, its settings checked.

    Raises:
        ConfigError: The folder is no workspace, or its settings are wrong; all faults are told at once.
    """
    path = root / CONFIG_NAME
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(
            f"{root} is not a workspace: it has no {CONFIG_NAME}. Make one with `lagebild init {root}`."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}. Mend it, or restore it from a copy.") from error
    faults = find_setting_faults(settings)
    if faults:
        raise ConfigError(f"{path}: " + "; ".join(faults) + ".")
    return Workspace(
        root=root.resolve(),
        title=settings.get("title", "Lagebild"),
        is_sample=settings.get("sample", False),
        allowed_hosts=tuple(settings.get("allowed_hosts", ("127.0.0.1", "localhost", "[::1]"))),
        base_url=settings.get("base_url", "").rstrip("/"),
    )


def find_setting_faults(settings: dict[str, Any]) -> list[str]:
    """Every fault in a workspace's settings, in words."""
    faults = [
        f"unknown key {key!r} (known: {', '.join(sorted(KNOWN_KEYS))})"
        for key in settings
        if key not in KNOWN_KEYS
    ]
    faults += [
        f"{key} must be {kind.__name__}, not {settings[key]!r}"
        for key, kind in KNOWN_KEYS.items()
        if key in settings and not isinstance(settings[key], kind)
    ]
    return faults
