"""`python3 start.py` ends well when it is asked to stop, and says so when the server fails."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# A shell starts what runs in its background with Ctrl+C ignored, and that is handed down.
HEARS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
SERVE = f"{HEARS_CTRL_C}; import start, sys; sys.exit(start.serve(int(sys.argv[1]), 'test'))"

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the server in /proc")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def serving(migrated_sqlite: Path) -> Iterator[tuple[subprocess.Popen, int]]:
    """What `start.py` does last, and the process of the server that it started, once it answers."""
    environment = {**os.environ, "FAIRLEAD_MODE": "test", "DATABASE_URL": f"sqlite:///{migrated_sqlite}"}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(free_port())],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for line in process.stdout:
        if "Ctrl+C stops it" in line:
            break
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    yield process, int(children[0])
    process.kill()
    process.communicate()


@pytest.mark.parametrize("asked", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_a_server_that_is_asked_to_stop_has_not_failed(serving: tuple[subprocess.Popen, int], asked: int):
    process, server = serving
    os.kill(server, asked)
    said, _ = process.communicate(timeout=30)
    assert (process.returncode, said.strip().splitlines()[-1]) == (0, "Stopped.")
    assert "failed" not in said


def test_a_server_that_is_killed_has_failed_and_it_is_said(serving: tuple[subprocess.Popen, int]):
    process, server = serving
    os.kill(server, signal.SIGKILL)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Serving: this failed." in said
