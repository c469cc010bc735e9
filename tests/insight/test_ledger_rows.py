"""Rows that repeat what events say: a change by hand is found where no trigger could have refused it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger
from models import triggers
from tests.insight.filled import Filled, behind_its_back, session_on_it  # noqa: F401

# Plain SQL that no trigger refuses, because Fairlead itself makes such changes; and where it is found.
UNGUARDED = {
    "an earlier event as the last": ("open", "last_event_id = last_event_id - 1", "last_event_id is"),
    "a material event hidden": (
        "ready",
        "last_material_event_id = last_material_event_id - 1",
        "last_material_event_id is",
    ),
    "the officer taken off": ("ready", "oic_id = NULL", "oic_id is None, and its events say"),
    "another officer": ("closed", "oic_id = responsible_id + 1", "oic_id is"),
    "the decision put aside": ("ready", "current_decision_id = NULL", "current_decision_id is None"),
    "another decision in its place": ("ready", "current_decision_id = 1", "current_decision_id is 1"),
    "a reason for no lines": (
        "filed_after_reopening",
        "no_lines_agreed_by_id = responsible_id, no_lines_reason_digest = 'd'",
        "no_lines_agreed_by_id is",
    ),
    "finished without an event": (
        "ready",
        "state = 'no_further_action'",
        "its state is no_further_action, and its events say awaiting_victim_update",
    ),
}


@pytest.mark.parametrize("what", UNGUARDED)
def test_a_case_changed_by_plain_sql_is_found(session: Session, filled: Filled, what: str):
    name, change, said = UNGUARDED[what]
    case = {"filed_after_reopening": filled.reopened}.get(name) or getattr(filled, name)
    session.execute(sa.text(f"UPDATE investigation SET {change} WHERE id = :case"), {"case": case.id})
    fault = ledger.verify(session).fault
    assert (fault.table, fault.id) == ("investigation", case.id)
    assert said in fault.what


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("closed", "state = 'recorded'", "its state is recorded, and its events say closed"),
        ("closed", "state = 'no_further_action'", "its state is no_further_action"),
        ("open", "round = 2", "round is 2, and its events say 1"),
        ("open", "state = 'decided_before_fairlead'", "its state is decided_before_fairlead"),
        ("closed", "current_decision_id = NULL", "current_decision_id is None"),
    ],
)
def test_a_case_changed_without_the_guards_is_found(
    session: Session, filled: Filled, name: str, change: str, said: str
):
    case = getattr(filled, name)
    with behind_its_back(session) as execute:
        execute(f"UPDATE investigation SET {change} WHERE id = :case", case=case.id)
    fault = ledger.verify(session).fault
    assert (fault.table, fault.id) == ("investigation", case.id)
    assert said in fault.what


ON_PARTS = {
    "a line answered by hand": (
        "UPDATE line_of_inquiry SET status = 'resulted', bearing = 'neutral', result = 'r',"
        " answered_at = added_at, answered_by_id = added_by_id WHERE id = :line",
        "line_of_inquiry",
        "its status is resulted, and its case's events say open",
    ),
    "a line removed": (
        "DELETE FROM line_of_inquiry WHERE id = :line",
        "line_of_inquiry",
        "it is missing, and its case's events tell of it",
    ),
    "a line moved to another case": (
        "UPDATE line_of_inquiry SET investigation_id = :closed WHERE id = :line",
        "line_of_inquiry",
        "",
    ),
    "a victim removed": (
        "DELETE FROM victim WHERE id = :victim",
        "victim",
        "it is missing, and its case's events tell of it",
    ),
    "a victim made a business": (
        "UPDATE victim SET kind = 'business' WHERE id = :victim",
        "victim",
        "its kind is business, and its case's events say person",
    ),
    "a victim told by hand": (
        "INSERT INTO contact (investigation_id, victim_id, channel, result, happened_at, recorded_at,"
        " recorded_by_id, told, said, decision_id) SELECT investigation_id, victim_id, channel, result,"
        " happened_at, recorded_at, recorded_by_id, told, said, decision_id FROM contact"
        " WHERE decision_id IS NOT NULL LIMIT 1",
        "contact",
        "no event of its case tells of it",
    ),
    "a telling removed": (
        "DELETE FROM contact WHERE decision_id IS NOT NULL",
        "contact",
        "it is missing, and its case's events tell of it",
    ),
    "a suspect let off": (
        "UPDATE suspect SET decision = 'eliminated' WHERE decision = 'out_of_court_resolution'",
        "suspect",
        "its decision is eliminated, and its case's events say out_of_court_resolution",
    ),
    "a lapse forgotten": (
        "DELETE FROM decision_ended WHERE ending = 'lapsed'",
        "decision_ended",
        "it is missing, and its case's events tell of it",
    ),
    "a lapse called carried out": (
        "UPDATE decision_ended SET ending = 'carried_out' WHERE ending = 'lapsed'",
        "decision_ended",
        "its ending is carried_out, and its case's events say lapsed",
    ),
}


@pytest.mark.parametrize("what", ON_PARTS)
def test_a_change_to_what_a_case_holds_is_found(session: Session, filled: Filled, what: str):
    statement, table, said = ON_PARTS[what]
    values = {"line": filled.open.lines[0], "victim": filled.open.victims[0], "closed": filled.closed.id}
    with behind_its_back(session) as execute:
        execute(statement, **{name: value for name, value in values.items() if f":{name}" in statement})
    fault = ledger.verify(session).fault
    assert fault.table == table
    assert said in fault.what


ON_DECISIONS = {
    "kind": "'closure'",
    "outcome_code": "'21'",
    "round": "2",
    "proposed_at_event_id": "1",
    "rank_needed": "'constable'",
    "detective_needed": "CAST(1 AS {boolean})",
    "sign_offs_needed": "2",
    "evaluation": "evaluation || ' '",
    "evaluation_hash": "'x'",
    "proposed_by_id": "proposed_by_id + 1",
    "investigation_id": "investigation_id + 1",
}


@pytest.mark.parametrize("column", ON_DECISIONS)
def test_a_change_to_a_decision_is_found(session: Session, filled: Filled, column: str):
    decision = filled.ready.decision
    boolean = "boolean" if filled.store.dialect == "postgresql" else "integer"
    with behind_its_back(session) as execute:
        value = ON_DECISIONS[column].format(boolean=boolean)
        execute(f"UPDATE decision SET {column} = {value} WHERE id = :id", id=decision)
    assert_found(session, "decision", decision)


@pytest.mark.parametrize("table", ["decision", "sign_off"])
def test_an_evaluation_rewritten_with_its_hash_is_not_the_one_its_event_names(
    session: Session, filled: Filled, table: str
):
    key = "id" if table == "decision" else "decision_id"
    empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    with behind_its_back(session) as execute:
        execute(
            f"UPDATE {table} SET evaluation = '{{}}', evaluation_hash = '{empty}' WHERE {key} = :id",
            id=filled.ready.decision,
        )
    assert ledger.verify(session).fault.what.startswith(f"its evaluation_hash is {empty}")


ON_SIGN_OFFS = {
    "signed_by_id": "signed_by_id + 1",
    "rank_then": "'superintendent'",
    "was_detective": "CAST(1 AS {boolean})",
    "seen_event_id": "1",
    "evaluation": "evaluation || ' '",
    "decision_id": "(SELECT min(id) FROM decision WHERE kind = 'suspect_no_further_action')",
}


@pytest.mark.parametrize("column", ON_SIGN_OFFS)
def test_a_change_to_a_sign_off_is_found(session: Session, filled: Filled, column: str):
    query = sa.text("SELECT id FROM sign_off WHERE decision_id = :id")
    sign_off = session.scalar(query, {"id": filled.ready.decision})
    boolean = "boolean" if filled.store.dialect == "postgresql" else "integer"
    with behind_its_back(session) as execute:
        value = ON_SIGN_OFFS[column].format(boolean=boolean)
        execute(f"UPDATE sign_off SET {column} = {value} WHERE id = :id", id=sign_off)
    assert_found(session, "sign_off", sign_off)


@pytest.mark.parametrize("table", ["decision", "sign_off"])
def test_a_decision_or_sign_off_removed_is_found_by_its_event(session: Session, filled: Filled, table: str):
    column = "id" if table == "decision" else "decision_id"
    with behind_its_back(session) as execute:
        execute(f"DELETE FROM {table} WHERE {column} = :id", id=filled.closed.decision)
    fault = ledger.verify(session).fault
    assert fault.table == "case_event"
    assert fault.what == f"its row in {table} is missing"


def assert_found(session: Session, table: str, row_id: int) -> None:
    fault = ledger.verify(session).fault
    assert (fault.table, fault.id) == (table, row_id)


@pytest.mark.parametrize(
    "name", ["guard_sign_off_never_changed_update", "guard_investigation_starts_open_insert"]
)
def test_a_guard_that_is_gone_is_found(session: Session, name: str):
    connection = session.connection()
    table = "sign_off" if "sign_off" in name else "investigation"
    on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
    connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
    assert str(ledger.verify(session).fault) == f"trigger {name}: it is missing or switched off."


def test_a_guard_switched_off_is_found(session: Session, filled: Filled):
    if filled.store.dialect == "sqlite":
        pytest.skip("SQLite cannot switch a trigger off without dropping it")
    session.execute(sa.text("ALTER TABLE contact DISABLE TRIGGER guard_contact_never_changed_delete"))
    assert ledger.verify(session).fault.id == "guard_contact_never_changed_delete"


def test_a_guard_that_refuses_nothing_any_more_is_found(session: Session):
    connection = session.connection()
    name = "guard_sign_off_is_independent_insert"
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE INSERT ON sign_off BEGIN SELECT 1; END")
    else:
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NEW; END $$"
        )
    assert str(ledger.verify(session).fault) == f"trigger {name}: it is not what Fairlead put there."


def test_a_guard_of_the_same_name_on_another_table_is_no_guard(session: Session):
    connection = session.connection()
    name = "guard_sign_off_never_changed_update"
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE UPDATE ON unit BEGIN SELECT 1; END")
    else:
        connection.exec_driver_sql(f"DROP TRIGGER {name} ON sign_off")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    assert str(ledger.verify(session).fault) == f"trigger {name}: it is not what Fairlead put there."


def test_the_way_in_that_these_tests_use_leaves_no_fault_of_its_own(session: Session):
    with behind_its_back(session):
        pass
    assert ledger.verify(session).is_sound
    connection = session.connection()
    assert triggers.names_present(connection) == triggers.names_expected(connection)
