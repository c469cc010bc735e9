"""Files that the `audit` commands cannot write or read: a sentence, and nothing lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.commands.terminal import Terminal
from workflow.services.read_log import keep_read_waiting

NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def test_an_anchor_in_a_folder_that_is_not_there(terminal: Terminal, tmp_path: Path):
    said = terminal.refused("audit", "anchor", tmp_path / "none" / "anchors.jsonl")
    assert said.endswith("cannot be written and kept: No such file or directory. Nothing counts as anchored.")


def test_a_reading_that_was_broken_off_is_named_and_keeps_the_others(terminal: Terminal):
    waiting = terminal.app.config["FAIRLEAD"].reads_waiting
    keep_read_waiting(waiting, 1, "investigations.safeguarding", {"victim": [1]}, now=NOW)
    with waiting.open("a", encoding="utf-8") as file:
        file.write('{"at": "2026-11-24T12')
    said = terminal.refused("audit", "log-waiting-reads")
    taken = waiting.with_suffix(".taken")
    assert said.startswith(f"Line 2 of {taken} is not a reading.")
    assert len(taken.read_text(encoding="utf-8").splitlines()) == 2
    assert terminal.ask("SELECT count(*) FROM read_log") == [(0,)]
