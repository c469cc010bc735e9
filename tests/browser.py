"""The Chromium that browser tests drive: the machine's own, never one that a test downloads."""

from __future__ import annotations

import os
import shutil

NAMED_BY = "FAIRLEAD_CHROMIUM"
USUAL_NAMES = ("chromium", "chromium-browser", "google-chrome")
NOT_FOUND = f"no Chromium found; install it (Debian: apt-get install chromium) or set {NAMED_BY}"


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome, or None."""
    if NAMED_BY in os.environ:
        return shutil.which(os.environ[NAMED_BY])
    return next(filter(None, map(shutil.which, USUAL_NAMES)), None)


def launch_arguments() -> list[str]:
    """Arguments for a browser that is quiet, asks nothing of the network, and starts as root on CI."""
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return arguments
