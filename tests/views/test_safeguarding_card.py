"""The safeguarding card is shown even when nobody can write down that it was read; nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.views.sites import ABUSE, AUDITOR, OFFICER, copied_sqlite, open_site

BROKEN = "CREATE TRIGGER broken BEFORE INSERT ON read_log BEGIN SELECT RAISE(ABORT, 'disk full'); END"


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    return tmp_path / "waits" / "reads.jsonl"


@pytest.fixture
def site(seeded_sqlite: Path, tmp_path: Path, waiting: Path):
    """A site whose read log can be broken."""
    with open_site(copied_sqlite(seeded_sqlite, tmp_path), reads_waiting=waiting) as opened:
        yield opened


def write(site, statement: str) -> None:
    with site.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def card(site) -> str:
    return f"{site.page_of(ABUSE)}/safeguarding"


def names(site) -> list[str]:
    return [
        row[0] for row in site.ask("SELECT name FROM victim WHERE investigation_id = :c", c=site.case(ABUSE))
    ]


def test_the_card_says_who_is_at_risk_and_how_to_reach_them(site):
    page = site.browse(OFFICER).get(site.page_of(ABUSE)).follow("Safeguarding card")
    assert page.heading == "Safeguarding card"
    assert "Domestic abuse" in page.words
    assert all(name in page.words for name in names(site))
    assert site.ask("SELECT count(*) FROM read_log WHERE endpoint = 'investigations.safeguarding'") == [(1,)]


def test_while_the_read_log_is_down_only_the_card_is_shown_and_its_reading_waits(site, waiting):
    browser = site.browse(AUDITOR)
    write(site, BROKEN)
    refused = browser.get(site.page_of(ABUSE))
    assert refused.status == 503
    assert not any(name in refused.text for name in names(site))
    assert not waiting.exists()
    page = browser.get(card(site))
    assert page.status == 200
    assert all(name in page.words for name in names(site))
    [line] = waiting.read_text().splitlines()
    assert json.loads(line)["person"] == site.person(AUDITOR)
    assert waiting.stat().st_mode & 0o077 == 0


def test_where_the_reading_cannot_be_kept_either_nothing_is_shown(site, waiting):
    browser = site.browse(AUDITOR)
    write(site, BROKEN)
    waiting.parent.write_text("a file where a folder should be")
    page = browser.get(card(site))
    assert page.status == 503
    assert not any(name in page.text for name in names(site))


def test_readings_that_wait_are_logged_once_with_the_time_they_happened(site, waiting):
    browser, command = site.browse(AUDITOR), site.app.test_cli_runner()
    before = site.one("SELECT count(*) FROM read_log")
    write(site, BROKEN)
    browser.get(card(site))
    browser.get(card(site))
    still = command.invoke(args=["audit", "log-waiting-reads"])
    assert still.exit_code == 1
    assert "The read log still cannot be written" in still.output
    write(site, "DROP TRIGGER broken")
    assert command.invoke(args=["audit", "log-waiting-reads"]).output == "2 readings logged.\n"
    assert command.invoke(args=["audit", "log-waiting-reads"]).output == "No reading waits.\n"
    written = site.ask("SELECT person_id, endpoint, read_at, subjects FROM read_log ORDER BY id")[before:]
    assert len(written) == 2
    for person, endpoint, at, subjects in written:
        assert (person, endpoint) == (site.person(AUDITOR), "investigations.safeguarding")
        assert str(at).startswith("2026-11-24 12:00")
        assert site.case(ABUSE) in json.loads(subjects)["investigation"]
