"""An anchor outside the database says how long each chain was, whatever its owner does inside it."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger, ledger_anchor
from insight.ledger_anchor import Anchors, anchor_faults, new_anchor
from insight.ledger_rows import Fault
from tests import making
from tests.insight.filled import Filled, behind_its_back, session_on_it  # noqa: F401
from tests.insight.test_audit_command import audited, run  # noqa: F401
from tests.stores import Store
from vocabulary import Step


def anchored(session: Session, *earlier: str) -> list[str]:
    """The lines of a file of anchors, with one more at its end."""
    anchors = Anchors()
    assert list(anchor_faults(session, anchors, earlier)) == []
    return [*earlier, *new_anchor(session, anchors, making.NOW)]


def fault_of(session: Session, lines: list[str]) -> Fault | None:
    return next(anchor_faults(session, Anchors(), lines), None)


def cut_off_the_last_event(session: Session, case: int) -> int:
    """As an owner who knows how: the guards dropped and put back, every head set to what is left."""
    stream = "(SELECT id FROM stream WHERE kind = 'investigation' AND subject_id = :case)"
    last = session.scalar(sa.text("SELECT last_event_id FROM investigation WHERE id = :case"), {"case": case})
    with behind_its_back(session) as change:
        change("DELETE FROM event_detail WHERE event_id = :last", last=last)
        change("DELETE FROM case_event WHERE id = :last", last=last)
        change(
            "UPDATE stream SET length = length - 1, (last_event_id, head_hash) = (SELECT e.id, e.hash"
            f" FROM case_event e WHERE e.stream_id = stream.id ORDER BY e.id DESC LIMIT 1)"
            f" WHERE id = {stream}",
            case=case,
        )
        change(
            "UPDATE investigation SET last_event_id = (SELECT last_event_id FROM stream WHERE kind ="
            " 'investigation' AND subject_id = :case) WHERE id = :case",
            case=case,
        )
    return last


def refused_last(session: Session, filled: Filled) -> int:
    """A case whose last event is a refusal, which no row points at."""
    making.attempt(session, filled.force.officer, filled.open, Step.PROPOSE_CLOSURE, making.proposal("8"))
    return filled.open.id


def test_an_end_that_no_row_points_at_is_missed_by_the_database_and_found_by_the_anchor(
    session: Session, filled: Filled
):
    case = refused_last(session, filled)
    lines = anchored(session)
    assert fault_of(session, lines) is None
    cut = cut_off_the_last_event(session, case)
    assert ledger.verify(session).is_sound
    fault = fault_of(session, lines)
    assert (fault.table, fault.id) == ("stream", f"investigation:{case}")
    assert fault.what.startswith(f"it ended in event {cut}, number ")
    assert fault.what.endswith("and that event is gone")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("domestic", "investigation {case}: its current_decision_id is {decision}, and its events say None."),
        ("filed", "investigation {case}: its state is no_further_action, and its events say awaiting_victim"),
        ("ready", "contact {contact}: no event of its case tells of it."),
        ("reopened", "investigation {case}: its round is 2, and its events say 1."),
    ],
)
def test_an_end_that_a_row_points_at_is_found_inside_the_database(
    session: Session, filled: Filled, name: str, said: str
):
    case = getattr(filled, name)
    contact = session.scalar(
        sa.text("SELECT max(id) FROM contact WHERE investigation_id = :case"), {"case": case.id}
    )
    cut_off_the_last_event(session, case.id)
    expected = said.format(case=case.id, decision=case.decision, contact=contact)
    assert str(ledger.verify(session).fault).startswith(expected)


def test_a_chain_written_anew_is_found_by_the_anchor(session: Session, filled: Filled):
    lines = anchored(session)
    with behind_its_back(session) as change:
        change("UPDATE case_event SET hash = 'x' WHERE id = (SELECT max(id) FROM case_event)")
    assert "is another than when it was anchored" in fault_of(session, lines).what


def test_growth_is_no_fault_and_the_next_anchors_hold_only_what_grew(session: Session, filled: Filled):
    first = anchored(session)
    second = anchored(session, *first)
    refused_last(session, filled)
    third = anchored(session, *second)
    assert fault_of(session, third) is None
    assert len(first) == 2 + session.scalar(sa.text("SELECT count(*) FROM stream"))
    grown = third[len(second) :]
    assert len(grown) == 3
    assert f'"stream":"investigation:{filled.open.id}"' in grown[1]


def test_what_a_slower_writer_put_below_an_anchor_is_in_the_next(session: Session, filled: Filled):
    """The anchor after next still holds a stream that grew under a number the last anchor had passed."""
    first = anchored(session)
    case = refused_last(session, filled)
    second = anchored(session, *first)
    third = anchored(session, *second)
    assert any(f'"stream":"investigation:{case}"' in line for line in third[len(second) :])


@pytest.mark.parametrize("size", [1, 2])
def test_however_it_is_cut_into_batches(
    session: Session, filled: Filled, monkeypatch: pytest.MonkeyPatch, size: int
):
    whole = anchored(session)
    monkeypatch.setattr(ledger_anchor, "BATCH", size)
    assert anchored(session) == whole
    case = refused_last(session, filled)
    lines = anchored(session, *whole)
    cut_off_the_last_event(session, case)
    assert fault_of(session, lines).id == f"investigation:{case}"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [lines[0].replace("2026", "2025"), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [*lines[:-1], lines[-1][:20]],
        lambda lines: [*lines, "[]\n"],
        lambda lines: [*lines, "5\n"],
        lambda lines: [*lines, "\n"],
    ],
)
def test_a_file_that_was_changed_is_said_to_be_so(session: Session, spoil):
    fault = fault_of(session, spoil(anchored(session)))
    assert fault is not None
    assert fault.table == "anchor file, line"


def test_the_commands_anchor_compare_and_name_the_chain(audited: Store, tmp_path: Path):  # noqa: F811
    file = tmp_path / "anchors.jsonl"
    code, said = run(audited.url, "anchor", str(file))
    assert (code, said.startswith(f"Anchored in {file}. Digest of the file: ")) == (0, True)
    assert run(audited.url, "anchor", str(file))[0] == 0
    code, said = run(audited.url, "verify", "--anchor", str(file))
    assert code == 0
    assert said.endswith(f"As anchored 2 times in {file}.\n")
    written = file.read_bytes()
    with audited.session() as session:
        person = "(SELECT id FROM stream WHERE kind = 'person' ORDER BY id LIMIT 1)"
        with behind_its_back(session) as change:
            change(f"UPDATE stream SET subject_id = subject_id + 1000 WHERE id = {person}")
        session.commit()
    for arguments in (("verify", "--anchor", str(file)), ("anchor", str(file))):
        code, said = run(audited.url, *arguments)
        assert (code, said.startswith("Not sound. ")) == (1, True)
    assert file.read_bytes() == written


def test_a_file_that_is_not_there_is_no_anchor(audited: Store, tmp_path: Path):  # noqa: F811
    code, said = run(audited.url, "verify", "--anchor", str(tmp_path / "none.jsonl"))
    assert code == 2
    assert "does not exist" in said
