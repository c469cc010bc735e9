"""start.py in a folder of its own, so that the project's own .venv and instance/ are left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).resolve().parent.parent
PIP_CALLS = "calls"
# Stands in for the Python of a .venv: notes what it is asked to do, and says that it did it.
WILLING = f"""#!/bin/sh
echo "$@" >> "$(dirname "$0")/{PIP_CALLS}"
"""
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """start.py works in an empty folder."""
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


def environment_with(script: str, mode: int = 0o755) -> Path:
    """A .venv whose Python is this script."""
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.write_text(script)
    start.PYTHON.chmod(mode)
    return start.PYTHON


def calls() -> list[str]:
    file = start.PYTHON.parent / PIP_CALLS
    return file.read_text().splitlines() if file.exists() else []


def stopped(act: Callable, *arguments: object) -> tuple[str, str, str]:
    """The step that failed, why, and what to do, as an act that ends start.py says them."""
    with pytest.raises(SystemExit) as ended:
        act(*arguments)
    message = ended.value.code
    assert isinstance(message, str), "a text ends the program with 1"
    step, rest = message.strip().split(": this failed.\n\nWhy:\n")
    why, what_to_do = rest.split("\n\nWhat to do:\n")
    return step, why, what_to_do.strip()


def copied(folder: Path) -> Path:
    for name in ("start.py", "frontend.py"):
        shutil.copy(ROOT / name, folder)
    return folder


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "start.py", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
