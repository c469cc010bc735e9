"""start.py installs what is pinned, once, and again only when the list has changed or .venv is broken."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import frontend
import start
from tests.starting import (  # noqa: F401
    ROOT,
    WILLING,
    calls,
    copied,
    elsewhere,
    environment_with,
    posix,
    started,
    stopped,
)


@posix
def test_a_stamp_of_the_same_content_makes_installing_nothing_to_do(elsewhere: Path):  # noqa: F811
    environment_with(WILLING)
    (elsewhere / "list.txt").write_text("flask==3.1.3\n")
    start.install("list.txt")
    [_version, installed] = calls()
    assert installed.endswith("--require-hashes -r list.txt")
    start.install("list.txt")
    assert len(calls()) == 2


@posix
def test_a_changed_list_is_installed_again_into_the_same_environment(elsewhere: Path):  # noqa: F811
    environment_with(WILLING)
    (elsewhere / "list.txt").write_text("flask==3.1.3\n")
    start.install("list.txt")
    (elsewhere / "list.txt").write_text("flask==3.1.4\n")
    start.install("list.txt")
    assert [call for call in calls() if "install" in call] == [calls()[1]] * 2
    start.install("list.txt")
    assert len(calls()) == 4


@posix
def test_a_list_that_covers_another_saves_installing_that_one(elsewhere: Path):  # noqa: F811
    environment_with(WILLING)
    for name in ("all.txt", "some.txt"):
        (elsewhere / name).write_text(name)
    start.install("all.txt", "some.txt")
    start.install("some.txt")
    assert len(calls()) == 2


@posix
def test_an_installation_that_failed_leaves_no_stamp(elsewhere: Path):  # noqa: F811
    environment_with('#!/bin/sh\ncase "$*" in *install*) echo "No matching distribution"; exit 1;; esac\n')
    (elsewhere / "list.txt").write_text("flask==3.1.3\n")
    for _ in range(2):
        step, _why, what_to_do = stopped(start.install, "list.txt")
        assert (step, what_to_do) == ("Installing list.txt", start.NO_NETWORK)
    assert list(start.VENV.glob(".installed-*")) == []


@posix
@pytest.mark.parametrize(
    ("script", "mode"),
    [
        ("#!/bin/sh\nexit 1\n", 0o755),
        ("#!/nowhere/python3\n", 0o755),
        ("#!/bin/sh\n", 0o644),
        ("\x7fELF of another machine", 0o755),
    ],
    ids=["without pip", "its interpreter has gone", "may not be run", "made elsewhere"],
)
def test_a_broken_environment_has_no_pip(elsewhere: Path, script: str, mode: int):  # noqa: F811
    environment_with(script, mode)
    assert not start.has_pip()


@posix
def test_an_environment_whose_python_has_gone_has_no_pip(elsewhere: Path):  # noqa: F811
    assert not start.has_pip()
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.symlink_to(elsewhere / "python3.9")
    assert not start.has_pip()


@posix
def test_an_environment_that_works_has_pip(elsewhere: Path):  # noqa: F811
    environment_with(WILLING)
    assert start.has_pip()


# With a real pip, which needs no network here: the only package is a file beside the list.

WHEEL = "probe-1.0-py3-none-any.whl"
WHEEL_SAYS = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def write_wheel(folder: Path) -> str:
    """A package with one empty module; returns a list that asks for it and nothing else."""
    written = folder / WHEEL
    with zipfile.ZipFile(written, "w") as wheel:
        wheel.writestr("probe.py", "")
        wheel.writestr("probe-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: probe\nVersion: 1.0\n")
        wheel.writestr("probe-1.0.dist-info/WHEEL", WHEEL_SAYS)
        wheel.writestr("probe-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(written.read_bytes()).hexdigest()
    return f"--no-index\n--find-links .\nprobe==1.0 --hash=sha256:{digest}\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project with a list of one package, installed by start.py; with what that printed."""
    assert frontend.is_built(), "the front end is built before the tests"
    folder = copied(tmp_path_factory.mktemp("project"))
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "static", folder / "static")
    (folder / "requirements.txt").write_text(write_wheel(folder))
    ended = started(folder, "build")
    assert (ended.returncode, ended.stderr) == (0, "")
    return folder, ended.stdout


@pytest.fixture
def project(installed: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(installed[0], tmp_path / "project", symlinks=True))


def python_of(folder: Path) -> Path:
    return folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def has_probe(folder: Path) -> bool:
    asked = subprocess.run([python_of(folder), "-c", "import probe"], check=False, capture_output=True)
    return asked.returncode == 0


def change(listed: Path, old: str = "", new: str = "") -> None:
    """Write the list anew, which at least a comment makes another one."""
    listed.write_text(listed.read_text().replace(old, new) + "# newer\n")


def test_the_first_start_makes_the_environment_and_installs(installed: tuple[Path, str]):
    folder, said = installed
    first, second = said.splitlines()
    assert first.startswith("Making the environment .venv ")
    assert second.startswith("Installing requirements.txt ")
    assert has_probe(folder)
    assert not (folder / "instance").exists()


def test_the_second_start_installs_nothing(project: Path):
    ended = started(project, "build")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_a_changed_list_is_installed_once_and_the_environment_kept(project: Path):
    kept = project / ".venv" / "kept"
    kept.touch()
    change(project / "requirements.txt")
    [said] = started(project, "build").stdout.splitlines()
    assert said.startswith("Installing requirements.txt ")
    assert kept.exists()
    assert started(project, "build").stdout == ""


@pytest.mark.long
def test_an_environment_that_lost_its_pip_is_made_again(project: Path):
    for pip in list((project / ".venv").rglob("site-packages/pip")):
        shutil.rmtree(pip)
    change(project / "requirements.txt")
    first, second = started(project, "build").stdout.splitlines()
    assert first.startswith("Making the environment .venv ")
    assert second.startswith("Installing requirements.txt ")
    assert has_probe(project)


def test_a_package_that_is_not_the_one_tested_with_is_refused(project: Path):
    digest = hashlib.sha256((project / WHEEL).read_bytes()).hexdigest()
    change(project / "requirements.txt", digest, "0" * 64)
    subprocess.run([python_of(project), "-m", "pip", "uninstall", "-qy", "probe"], check=True)
    ended = started(project, "build")
    assert ended.returncode == 1
    assert ended.stderr.startswith("\nInstalling requirements.txt: this failed.")
    assert "DO NOT MATCH THE HASHES" in ended.stderr
    assert ended.stderr.endswith(f"What to do:\n  {start.ALTERED}\n")
    assert not has_probe(project)


def test_a_package_that_cannot_be_fetched_is_a_matter_of_the_network(project: Path):
    change(project / "requirements.txt", "probe==1.0", "probe==1.1")
    ended = started(project, "build")
    assert ended.returncode == 1
    assert ended.stderr.endswith(f"What to do:\n  {start.NO_NETWORK}\n")
