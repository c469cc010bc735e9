"""Events written before a fact was kept are sound: what they do not say is not judged."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger
from tests import making
from tests.insight.filled import Filled, behind_its_back, session_on_it  # noqa: F401
from vocabulary import Bearing
from workflow.ledger import FIRST_HASH, canonical_json, sha256
from workflow.services import charging, lines, no_lines, suspect_decisions
from workflow.services.particulars import Charge

# Facts that were added to a kind of event after the first records were made.
ADDED_SINCE = {
    "crime_recorded": ("no_victim_reason", "no_suspect_reason"),
    "case_reopened": ("responsible",),
    "line_added": ("evidence_expires_at",),
    "line_superseded": ("answer_kept",),
    "victim_added": ("owed_from",),
    "contact_recorded": ("promised_for",),
    "person_added": ("accreditation",),
}


def as_older(session: Session) -> None:
    """Write every chain anew as it would have been: without those facts, and promises kept by the contact."""
    with behind_its_back(session) as change:
        change(
            "UPDATE duty SET ended_by_event_id = (SELECT max(e.id) FROM case_event e JOIN case_event kept"
            " ON kept.stream_id = e.stream_id WHERE kept.id = duty.ended_by_event_id AND e.id < kept.id"
            " AND e.kind = 'contact_recorded') WHERE kind = 'promise' AND status <> 'running'"
        )
        change("DELETE FROM case_event WHERE kind = 'promise_kept'")
        rows = session.execute(sa.text("SELECT id, stream_id, kind, canonical FROM case_event ORDER BY id"))
        heads: dict[int, tuple[int, str]] = {}
        for event in rows.all():
            length, previous = heads.get(event.stream_id, (0, FIRST_HASH))
            canonical = json.loads(event.canonical) | {"sequence": length + 1, "previous": previous}
            for name in ADDED_SINCE.get(event.kind, ()):
                del canonical["facts"][name]
            text = canonical_json(canonical)
            change(
                "UPDATE case_event SET canonical = :text, sequence = :sequence, previous_hash = :previous,"
                " hash = :hash WHERE id = :id",
                text=text,
                sequence=length + 1,
                previous=previous,
                hash=sha256(text),
                id=event.id,
            )
            heads[event.stream_id] = (length + 1, sha256(text))
        for stream_id, (length, head) in heads.items():
            change(
                "UPDATE stream SET length = :length, head_hash = :head WHERE id = :id",
                length=length,
                head=head,
                id=stream_id,
            )


def test_older_events_are_sound(session: Session):
    as_older(session)
    assert ledger.verify(session).fault is None


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE victim SET view = 'supports' WHERE view IS NOT NULL", "its view is supports"),
        ("UPDATE duty SET status = 'met', ended_at = due_at WHERE status = 'running'", "its status is met"),
        ("DELETE FROM investigation_flag", "its flag domestic_abuse is missing"),
    ],
)
def test_what_older_events_do_say_is_judged(session: Session, filled: Filled, statement: str, said: str):
    as_older(session)
    session.execute(sa.text(statement))
    assert said in ledger.verify(session).fault.what


def test_what_is_superseded_overtaken_or_agreed_anew_is_sound(session: Session, filled: Filled):
    force = filled.force
    case = making.an_investigation(session, force, no_suspect_reason="")
    no_lines.agree_no_lines(session, force.inspector, case.id, "Nothing to see.", now=making.NOW)
    suspect = making.add_suspect(session, force, case)
    line = making.add_line(session, force, case)
    lines.result_line(session, force.officer, line, "A face.", Bearing.TOWARDS, now=making.NOW)
    other = lines.supersede_line(
        session, force.officer, line, "cctv", "Again.", force.officer.id, now=making.NOW, why="Wrong camera."
    )
    lines.supersede_line(
        session, force.officer, other, "cctv", "More.", force.officer.id, now=making.NOW, why="Wrong day."
    )
    suspect_decisions.decide_no_further_action(
        session, force.inspector, suspect, "Too little.", "He lives abroad.", now=making.NOW
    )
    charge = Charge(suspect, making.NOW, "Theft")
    charging.record_charge(session, force.officer, case.id, charge, now=making.NOW)
    assert ledger.verify(session).fault is None
    as_older(session)
    assert ledger.verify(session).fault is None
