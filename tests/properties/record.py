"""The whole record as it is at one moment, so that two moments can be compared."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests.nevers import NEVER_CHANGED, broken

TABLES = (
    *NEVER_CHANGED,
    "investigation",
    "investigation_flag",
    "line_of_inquiry",
    "suspect",
    "victim",
    "cps_referral_suspect",
    "cps_action",
    "duty",
    "direction",
    "stream",
    "unit",
    "role_holding",
    "named_reader",
    "break_glass",
    "override",
    "risk_that_remains",
    "out_of_court_resolution",
    "letter_email",
)
# What a refusal moves besides adding its own event.
MOVED_BY_ANY_EVENT = ("last_event_id", "last_event_at", "length", "head_hash")

Rows = dict[tuple, dict]


def read(session: Session) -> dict[str, Rows]:
    """Every row of every table that an act could change, by its first column or columns."""
    record = {}
    for table in TABLES:
        found = session.execute(sa.text(f"SELECT * FROM {table}")).mappings().all()
        keys = 2 if table in ("investigation_flag", "cps_referral_suspect", "victim_channel") else 1
        record[table] = {tuple(row.values())[:keys]: dict(row) for row in found}
    return record


def check_nothing_was_rewritten(before: dict[str, Rows], after: dict[str, Rows]) -> None:
    """The fifth never: what was written once is there as it was."""
    for table in NEVER_CHANGED:
        assert before[table].items() <= after[table].items(), f"{table} was changed"


def check_only_the_refusal_was_written(before: dict[str, Rows], after: dict[str, Rows]) -> None:
    """A refused step leaves its event, and nothing else is other than it was."""
    new = [after["case_event"][key] for key in after["case_event"].keys() - before["case_event"].keys()]
    assert [event["kind"] for event in new] == ["step_refused"]
    for table in TABLES:
        if table not in ("case_event", "event_detail"):
            assert _still(before[table]) == _still(after[table]), f"a refusal changed {table}"


def _still(rows: Rows) -> Rows:
    return {
        key: {name: value for name, value in row.items() if name not in MOVED_BY_ANY_EVENT}
        for key, row in rows.items()
    }


def check_holds(session: Session) -> None:
    """The nevers and the chains."""
    assert broken(session) == {}
    verified = verify(session)
    assert verified.is_sound, verified.fault
