"""What the database refuses about the CPS and about waiting: an example of each constraint."""

from __future__ import annotations

from collections.abc import Callable

from models import CpsDecisionConsidered, CpsReply
from tests.models.filled import fill_cps
from tests.models.rows import NOW, Rows
from vocabulary import CpsGround, CpsReplyKind, EventKind, WaitingOn


def reply(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        case = rows.investigation()
        if changes.get("suspect_id"):
            changes["suspect_id"] = rows.suspect(case)
        values = {
            "investigation_id": case,
            "round": 1,
            "kind": CpsReplyKind.EARLY_ADVICE,
            "words": "W",
            "replied_at": NOW,
            "recorded_at": NOW,
            "recorded_by_id": rows.person(),
        }
        rows.add(CpsReply(**(values | changes)))

    return add


def considered_twice(rows: Rows) -> None:
    ready = rows.ready()
    fill_cps(rows, ready, rows.suspect(ready.id), rows.event(ready.id, EventKind.NOTE_ADDED))
    row = rows.session.query(CpsDecisionConsidered).one()
    again = {"investigation_id": ready.id, "reply_id": row.reply_id, "appealed": True, "reason": "Again"}
    rows.add(CpsDecisionConsidered(**again, considered_at=NOW, considered_by_id=ready.signer))


NFA = CpsReplyKind.NO_FURTHER_ACTION
CHECKS_OF_CPS: dict[str, list[Callable[[Rows], object]]] = {
    "ck_cps_reply_suspect_is_named": [
        reply(kind=NFA, ground=CpsGround.NOT_SAID),
        reply(kind=CpsReplyKind.CHARGE),
        reply(suspect_id=1),
    ],
    "ck_cps_reply_ground_is_named": [reply(kind=NFA, suspect_id=1), reply(ground=CpsGround.EVIDENTIAL)],
    "ck_investigation_waiting_is_whole": [
        lambda rows: rows.investigation(waiting_on=WaitingOn.COURT),
        lambda rows: rows.investigation(waiting_on=WaitingOn.COURT, waiting_since_at=NOW, chase_by_at=NOW),
        lambda rows: rows.investigation(waiting_since_at=NOW),
        lambda rows: rows.investigation(chaser_id=rows.person()),
    ],
}
UNIQUE_OF_CPS: dict[str, Callable[[Rows], object]] = {"cps_decision_considered (reply_id)": considered_twice}
