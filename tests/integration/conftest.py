"""A workspace and the three fixed persons of every integration test."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from lagebild_site.actions.person import add_person
from lagebild_site.workspace import Workspace

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def workspace(settings, tmp_path: Path) -> Workspace:
    """An empty workspace of this test alone."""
    made = Workspace(
        root=tmp_path / "workspace",
        title="Lagebild",
        is_sample=False,
        allowed_hosts=("testserver",),
        base_url="",
    )
    for folder in (made.archive, made.reports):
        folder.mkdir(parents=True)
    settings.WORKSPACE = made
    return made


@pytest.fixture
def at() -> datetime:
    """The time at which everything in a test happens."""
    return AT


@pytest.fixture
def analyst(db) -> User:
    """The first analyst, who may review."""
    return add_person("ada", full_name="Ada Muster", password="a long enough password")


@pytest.fixture
def second_analyst(db) -> User:
    """The second analyst, who may release what the first reviewed."""
    return add_person("ben", full_name="Ben Beispiel", password="another long password")
