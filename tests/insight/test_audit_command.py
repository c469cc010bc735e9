"""`flask --app app audit verify` says in one sentence whether the record is as it was written."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from commands.audit import audit_commands
from settings import Settings
from tests import making
from tests.insight.filled import behind_its_back
from tests.stores import Store


def run(url: str, *arguments: str) -> tuple[int, str]:
    """What `audit verify` (or another of its commands) prints on this database, and its exit code."""
    app = Flask("audited")
    app.config["FAIRLEAD"] = Settings.from_environment({"FAIRLEAD_MODE": "test", "DATABASE_URL": url})
    app.cli.add_command(audit_commands)
    result = app.test_cli_runner().invoke(args=["audit", *(arguments or ("verify",))])
    return result.exit_code, result.output


@pytest.fixture
def audited(own_store: Store) -> Store:
    """A store with one finished case, committed."""
    with own_store.session() as session:
        making.a_finished_case(session, making.a_force(session))
        session.commit()
    return own_store


def test_an_empty_record_is_sound(own_store: Store):
    assert run(own_store.url) == (0, "Sound: 0 events in 0 streams, 0 decisions.\n")


def test_a_sound_record_is_counted(audited: Store):
    with audited.session() as session:
        events = session.scalar(sa.text("SELECT count(*) FROM case_event"))
        streams = session.scalar(sa.text("SELECT count(*) FROM stream"))
    assert run(audited.url) == (0, f"Sound: {events} events in {streams} streams, 1 decisions.\n")


def test_one_changed_letter_is_found_and_named(audited: Store):
    with audited.session() as session:
        with behind_its_back(session) as change:
            change("UPDATE event_detail SET detail = replace(detail, 'garden', 'Garden')")
        changed = session.scalar(sa.text("SELECT event_id FROM event_detail WHERE detail LIKE '%Garden%'"))
        session.commit()
    code, said = run(audited.url)
    assert code == 1
    assert said == f"Not sound. case_event {changed}: its detail is not what the chain holds the digest of.\n"


def test_a_database_without_tables_is_said_to_be_so(tmp_path):
    code, said = run(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert code == 1
    assert "run `flask --app app db upgrade` first" in said
