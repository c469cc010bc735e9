"""Says at the end of a test run what ran, what did not and why, and where the minutes went.

With several processes (pytest-xdist) the first one finds the PostgreSQL server, hands it to the others,
and counts their results. FAIRLEAD_TEST_REPORT names a file to write the same to, as JSON.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests import browser, databases

REPORT = "FAIRLEAD_TEST_REPORT"
ALL = "--all"
OF_EACH_DATABASE = ("tests/models/", "tests/migrations/", "tests/races/")
PARTS = {"postgres": "PostgreSQL", "browser": "Browser"}
# A test that uses one of these belongs to the part, whether or not it is marked so.
FIXTURES = {
    **dict.fromkeys(("postgres_server", "postgres", "own_postgres"), "postgres"),
    **dict.fromkeys(("browser", "context", "page"), "browser"),
}


class WhatRan:
    """Counts results by part and by folder, in the process that the run was started in."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.handed_over: dict[str, str] | None = getattr(config, "workerinput", {}).get("postgres")
        self.is_first_process = not hasattr(config, "workerinput")
        # Who names tests means them, however long they are.
        names_none = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.keyword
        self.leaves_out = getattr(config, "workerinput", {}).get(
            "leaves_out", names_none and not config.getoption(ALL)
        )
        self.left_out = 0
        self.server: databases.Server | None = None
        self.no_server = ""
        self.counts: dict[str, Counter[str]] = {part: Counter() for part in PARTS}
        self.folders: dict[str, Counter[str]] = defaultdict(Counter)

    def postgres(self) -> databases.Server | None:
        """The server, looked for once and only when a test wants it; None with the reason in no_server."""
        if self.server is None and not self.no_server:
            if self.handed_over is not None:
                self.no_server = self.handed_over["no_server"]
                if not self.no_server:
                    self.server = databases.Server(self.handed_over["url"], self.handed_over["where"])
                return self.server
            try:
                self.server = databases.find_server()
            except databases.NoServer as reason:
                self.no_server = str(reason)
        return self.server

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node) -> None:
        """Before xdist starts a process: hand it the server, so that all use the same one."""
        server = self.postgres()
        node.workerinput["leaves_out"] = self.leaves_out
        node.workerinput["postgres"] = {
            "url": server.url if server else "",
            "where": server.where if server else "",
            "no_server": self.no_server,
        }

    @pytest.hookimpl(tryfirst=True)  # before -m chooses by marker
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for part in {FIXTURES[name] for name in getattr(item, "fixturenames", ()) if name in FIXTURES}:
                item.add_marker(part)
            parts = {marker.name for marker in item.iter_markers()} & PARTS.keys()
            item.user_properties.extend(("part", part) for part in parts)
        if self.leaves_out:
            long = set(_long(items))
            items[:] = [item for item in items if item not in long]
            self.left_out = len(long)
            self.config.hook.pytest_deselected(items=list(long))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error) -> None:
        """What a process of xdist left out; all leave out the same."""
        self.left_out = getattr(node, "workeroutput", {}).get("left_out", self.left_out)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not self.is_first_process:
            return
        *folder, _file = report.nodeid.split("::")[0].split("/")
        spent = self.folders[folder[1] if len(folder) > 1 else "tests"]
        spent["milliseconds"] += round(report.duration * 1000)
        # A test ends in its call; or in its setup, when that skips or fails and no call follows.
        if report.when == "call" or (report.when == "setup" and not report.passed):
            spent["tests"] += 1
            for kind, part in report.user_properties:
                if kind == "part":
                    self.counts[part]["skipped" if report.skipped else "ran"] += 1

    def _where(self, part: str) -> str:
        if part == "browser":
            return browser.find_chromium() or ""
        return self.server.where if self.server else ""

    def _why_not(self, part: str) -> str:
        if self._where(part):
            return "its tests were skipped"
        return browser.NOT_FOUND if part == "browser" else self.no_server

    def _line(self, part: str, name: str) -> str:
        ran, skipped = self.counts[part]["ran"], self.counts[part]["skipped"]
        if ran:
            also = f", {skipped} skipped" if skipped else ""
            return f"{name}: ran on {self._where(part)} ({ran} tests{also})"
        if skipped:
            return f"{name}: NOT RUN - {self._why_not(part)} ({skipped} tests)"
        return f"{name}: no test of this run needs it"

    @pytest.hookimpl(wrapper=True, tryfirst=True)  # so that what it writes comes after all else
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter):
        result = yield
        minutes = ", ".join(
            f"{folder} {spent['milliseconds'] / 60_000:.1f} ({spent['tests']} tests)"
            for folder, spent in sorted(self.folders.items())
        )
        terminalreporter.section("what ran")
        terminalreporter.line(f"Minutes by folder: {minutes or 'none'}")
        for part, name in PARTS.items():
            terminalreporter.line(self._line(part, name))
        if self.left_out:
            terminalreporter.line(
                f"Left out: {self.left_out} tests, long or on PostgreSQL; `start.py test {ALL}` runs them"
            )
        return result

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["left_out"] = self.left_out
        if not self.is_first_process or not os.environ.get(REPORT):
            return
        parts = {
            part: {"ran": self.counts[part]["ran"], "skipped": self.counts[part]["skipped"],
                   "where": self._where(part)}
            for part in PARTS
        }  # fmt: skip
        report = {
            "exit_status": int(exitstatus),
            "parts": parts,
            "left_out": self.left_out,
            "folders": self.folders,
        }
        Path(os.environ[REPORT]).write_text(json.dumps(report, indent=2) + "\n")

    def pytest_unconfigure(self) -> None:
        if self.is_first_process and self.server:
            self.server.stop()


def _long(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """What a usual run leaves out: what is marked so, and on PostgreSQL all but the first test of a file.

    All of them run on SQLite. Guards, migrations and locks are of each database's own, so theirs all run; so
    does what is for PostgreSQL alone.
    """
    seen = set()
    for item in items:
        test, _, case = item.nodeid.partition("[")
        file, is_a_twin = test.partition("::")[0], "postgresql" in case.rstrip("]").split("-")
        mark = item.get_closest_marker("long")
        if mark is not None and (is_a_twin or "postgresql" not in mark.args):
            yield item
        elif is_a_twin and not file.startswith(OF_EACH_DATABASE):
            if file in seen:
                yield item
            seen.add(file)
