"""`flask db upgrade`, `downgrade` and `check`: up, down, and what cannot be done, in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from alembic.script import ScriptDirectory

from commands.database import configuration
from models import Base, triggers
from models.session import make_engine
from tests.commands.terminal import Terminal

HEAD = ScriptDirectory.from_config(configuration()).get_current_head()
ALL_TABLES = {*Base.metadata.tables, "alembic_version"}


ADD = ("people", "add-administrator", "--username", "9001", "--name", "Nadia Haq", "--password", "x" * 12)


def guards(terminal: Terminal, which: Callable = triggers.names_present) -> set[str]:
    engine = make_engine(terminal.url)
    with engine.connect() as connection:
        found = which(connection)
    engine.dispose()
    return found


def test_upgrading_a_fresh_database_makes_every_table_and_guard(fresh: Terminal):
    assert fresh.done("db", "upgrade") == "The database is up to date.\n"
    assert fresh.tables() == ALL_TABLES
    assert guards(fresh) == guards(fresh, triggers.names_expected)
    assert fresh.ask("SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_upgrading_a_second_time_changes_nothing(terminal: Terminal):
    terminal.done(*ADD)
    before = terminal.ask("SELECT * FROM person"), guards(terminal)
    assert terminal.done("db", "upgrade") == "The database is up to date.\n"
    assert (terminal.ask("SELECT * FROM person"), guards(terminal)) == before


def test_upgrading_to_a_revision_that_does_not_exist_is_refused_by_its_name(fresh: Terminal):
    said = fresh.refused("db", "upgrade", "9999_later")
    assert (
        said == "The tables cannot be changed or compared: Can't locate revision identified by '9999_later'."
    )
    assert not ALL_TABLES & fresh.tables()


def test_a_database_of_a_newer_fairlead_is_refused_by_the_revision_it_is_at(terminal: Terminal):
    engine = make_engine(terminal.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_later'")
    engine.dispose()
    for command in (("db", "upgrade"), ("db", "check"), ("db", "downgrade", "base")):
        assert "'9999_later'" in terminal.refused(*command)
    assert terminal.tables() == ALL_TABLES


def test_downgrading_to_the_base_takes_every_table_away_and_upgrading_brings_them_back(terminal: Terminal):
    assert terminal.done("db", "downgrade", "base") == "The database was taken back to base.\n"
    assert terminal.tables() == {"alembic_version"}
    assert guards(terminal) == set()
    terminal.done("db", "upgrade")
    assert terminal.tables() == ALL_TABLES


def test_downgrading_further_than_there_are_revisions_is_refused_and_changes_nothing(terminal: Terminal):
    assert "didn't produce 50 migrations" in terminal.refused("db", "downgrade", "--", "-50")
    assert "'nonsense'" in terminal.refused("db", "downgrade", "nonsense")
    assert terminal.tables() == ALL_TABLES


def test_downgrading_without_saying_how_far_is_refused(fresh: Terminal):
    result = fresh.type("db", "downgrade")
    assert result.exit_code == 2
    assert "Missing argument 'REVISION'" in result.stderr


def test_a_migrated_database_agrees_with_the_models(terminal: Terminal):
    assert terminal.done("db", "check") == "The database is as the models are.\n"


def test_a_column_that_the_models_do_not_know_is_found_by_the_check(terminal: Terminal):
    engine = make_engine(terminal.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE unit ADD COLUMN forgotten text")
    engine.dispose()
    assert "forgotten" in terminal.refused("db", "check")


def test_the_check_of_a_database_without_tables_says_that_it_is_not_up_to_date(fresh: Terminal):
    assert "not up to date" in fresh.refused("db", "check")
