"""What all tests share: the real material beside the project, and a Chromium where there is one."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# At a desk every run looks at new examples; in CI the same ones each time, so that a red run can be repeated.
# No test asserts a time: a busy machine is no fault of the code.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no real material: ../shared is not beside the project")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; skips where the machine has none."""
    for name in (os.environ.get("LAGEBILD_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    pytest.skip("no browser: install Debian's chromium or set LAGEBILD_CHROMIUM")
