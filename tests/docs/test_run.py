"""`./run` on machines that lack something says what, and what to install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

OLD = '#!/bin/sh\ncase "$2" in *version_info*) exit 1;; esac\nexit 0\n'
WITHOUT_VENV = """#!/bin/sh
case "$2" in
    *ensurepip*) exit 1;;
    *'python%d.%d'*) echo python3.12;;
esac
exit 0
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what `./run` needs before anything is installed."""
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("run", "scripts", "requirements"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    return root


def start(checkout: Path, python: str) -> subprocess.CompletedProcess[str]:
    """Start `./run --no-serve` with a Python that is a shell script of ours."""
    fake = checkout / "python-of-ours"
    fake.write_text(python, encoding="ascii")
    fake.chmod(0o755)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LAGEBILD_")}
    command = [str(checkout / "run"), "--no-serve"]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment | {"PYTHON": str(fake)}
    )


def test_run_without_a_fitting_python_says_which(checkout):
    done = start(checkout, OLD)
    assert done.returncode == 2
    assert "no Python 3.11, 3.12 or 3.13 was found" in done.stderr
    assert not (checkout / ".venv").exists()


def test_run_without_the_venv_module_says_what_to_install(checkout):
    done = start(checkout, WITHOUT_VENV)
    assert done.returncode == 2
    assert "apt install python3.12-venv" in done.stderr
    assert not (checkout / ".venv").exists()
