"""start.py: what it says when something is wrong, and that it does nothing twice.

Everything happens in a temporary folder; the project's own .venv and instance/ are left alone.
"""

from __future__ import annotations

import ast
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import start
from tests.starting import ROOT, copied, elsewhere, environment_with, posix, started, stopped  # noqa: F401

START = ROOT / "start.py"


def failing_step(said: str, code: int = 1) -> tuple[str, str, str]:
    """A real step that prints this and fails."""
    return stopped(start.run, "Trying", [sys.executable, "-c", f"print({said!r}); raise SystemExit({code})"])


# What is typed


@pytest.mark.parametrize(
    "arguments", [("serve",), ("--port", "80"), ("lint", "app.py"), ("build", "x"), ("",)]
)
def test_what_is_not_known_prints_the_usage_and_does_nothing(tmp_path: Path, arguments: tuple[str, ...]):
    ended = started(copied(tmp_path), *arguments)
    assert (ended.returncode, ended.stderr) == (2, "")
    assert "python3 start.py test [ARGS...]" in ended.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frontend.py", "start.py"]


@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_asking_for_help_is_no_failure(tmp_path: Path, asked: str):
    ended = started(copied(tmp_path), asked)
    assert ended.returncode == 0
    assert ended.stdout == start.__doc__ + "\n"


# An old Python


def test_an_old_python_is_named_before_anything_it_lacks_is_asked_for(tmp_path: Path):
    shutil.copy(START, tmp_path)  # and not frontend.py: importing it would fail
    old = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
        "runpy.run_path('start.py', run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", old], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.9: start it with a newer one" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_old_python_can_read_the_file_as_far_as_its_message():
    tree = ast.parse(START.read_text("utf-8"), feature_version=(3, 7))
    first = [type(node).__name__ for node in tree.body[:3]]
    assert first == ["Expr", "Import", "If"]
    assert ast.unparse(tree.body[1]) == "import sys"
    assert "version_info" in ast.unparse(tree.body[2].test)


# The port


@pytest.mark.parametrize("asked", ["http", "0", "65536", "-1", "", "80 80", "5000.0"])
def test_a_port_that_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, asked: str):
    monkeypatch.setenv("PORT", asked)
    assert stopped(start.free_port) == (
        "Choosing the port",
        f"  PORT is {asked!r}.",
        "Set PORT to a number from 1 to 65535.",
    )


def test_a_port_that_is_used_is_named_with_where_fairlead_may_be_running(monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        step, why, what_to_do = stopped(start.free_port)
    assert step == "Choosing the port"
    assert why == f"  Port {port} cannot be used: Address already in use."
    assert f"open http://127.0.0.1:{port}" in what_to_do
    assert "PORT=5001" in what_to_do


def test_a_free_port_is_taken_as_asked_and_left_free(monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))
    assert start.free_port() == start.free_port() == port


def test_a_used_port_is_said_before_anything_is_installed(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        ended = started(copied(tmp_path), PORT=str(other.getsockname()[1]))
    assert ended.returncode == 1
    assert ended.stderr.startswith("\nChoosing the port: this failed.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frontend.py", "start.py"]


# A step


def test_a_step_says_its_name_and_time_on_one_line(capfd: pytest.CaptureFixture):
    start.run("Trying", [sys.executable, "-c", "print('much')"])
    out, err = capfd.readouterr()
    assert out.startswith("Trying ")
    assert out.endswith(" s\n")
    assert (out.count("\n"), err) == (1, "")


def test_a_step_that_fails_shows_its_last_lines_only(capfd: pytest.CaptureFixture):
    step, why, what_to_do = failing_step("\n".join(f"line {number}" for number in range(1, 41)))
    assert step == "Trying"
    assert why.splitlines() == [f"  line {number}" for number in range(26, 41)]
    assert what_to_do == start.OTHERWISE
    assert "Trying  failed after " in capfd.readouterr().out


def test_a_step_that_fails_without_a_word_says_how_it_ended():
    assert failing_step("", 7)[1] == "  it said nothing and ended with 7"


def test_a_step_that_cannot_be_started_is_said_so(tmp_path: Path, capfd: pytest.CaptureFixture):
    step, why, what_to_do = stopped(start.run, "Trying", [str(tmp_path / "nothing")])
    assert (step, what_to_do) == ("Trying", start.OTHERWISE)
    assert why == f"  {tmp_path / 'nothing'} cannot be started: No such file or directory."


SAID = {  # what programs really print
    "ensurepip is not\navailable.  On Debian/Ubuntu systems, you need to install": start.NO_VENV,
    "/usr/bin/python3: No module named ensurepip": start.NO_VENV,
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": start.ALTERED,
    "npm error code EINTEGRITY": start.ALTERED,
    "ERROR: No matching distribution found for flask==3.1.3": start.NO_NETWORK,
    "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='pypi.org')": start.NO_NETWORK,
    "npm error network request to https://registry.npmjs.org/sass failed, reason: getaddrinfo ENOTFOUND": (
        start.NO_NETWORK
    ),
    "npm error code EAI_AGAIN": start.NO_NETWORK,
    "npm error code ECONNREFUSED": start.NO_NETWORK,
    "npm error code ETIMEDOUT": start.NO_NETWORK,
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": start.NO_SPACE,
    "npm error nospc ENOSPC: no space left on device, write": start.NO_SPACE,
    "Error: [Errno 13] Permission denied: '/srv/fairlead/.venv'": start.NOT_ALLOWED,
    "npm error Error: EACCES: permission denied, mkdir '/srv/fairlead/node_modules'": start.NOT_ALLOWED,
    "Error: The database did not do this: database is locked. Nothing of it was kept.": (
        "Another program has the database open. Stop it, then run this again."
    ),
    "Error: Command '['/srv/.venv/bin/python3', '-m', 'ensurepip']' returned non-zero exit status 1.": (
        start.OTHERWISE
    ),
}


@pytest.mark.parametrize(("said", "advice"), SAID.items())
def test_the_advice_fits_what_the_step_said(said: str, advice: str):
    assert failing_step(f"before\n{said}\nafter")[2] == advice


def test_every_sign_is_one_that_a_program_prints():
    assert [sign for sign in start.WHAT_TO_DO if not any(sign in said for said in SAID)] == []


# The server


@posix
def test_a_server_that_ends_by_itself_is_a_failure(elsewhere: Path):  # noqa: F811
    kept = signal.getsignal(signal.SIGTERM)
    environment_with("#!/bin/sh\nexit 3\n")
    try:
        step, why, what_to_do = stopped(start.serve, 1, "demo")
    finally:
        signal.signal(signal.SIGTERM, kept)
    assert (step, what_to_do) == ("Serving", start.OTHERWISE)
    assert why == "  The server ended with 3; its own words are above."
