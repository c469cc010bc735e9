"""Another offence for a crime that is classified: raising it is recorded, lowering it passes a gate (P17)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from vocabulary import Act, Actor, EventKind, Gate
from workflow.case_file import LowerClassAsked, SignOffAsked
from workflow.findings import Assessment
from workflow.permissions import why_not
from workflow.policy.entries import UNCLASSIFIED, Offence
from workflow.policy.gravity import lowers_class
from workflow.refusals import FactNotAccepted, NotPermitted, Refusal
from workflow.requirements import assess
from workflow.services.acts import lapse_if_standing, open_act
from workflow.services.finishing import agree_on_lines_again
from workflow.services.graver import event_of_another_kind
from workflow.services.opening import Opened
from workflow.services.reviews import asks_for_a_first_review, owe_first_review
from workflow.services.steps import Refused, record_refusal

NOT_CLASSIFIED = "This crime is not classified yet: classify it instead."


def reclassify(
    session: Session,
    actor: Actor,
    investigation_id: int,
    offence_key: str,
    reason: str,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int | Refused:
    """Give a classified crime another offence. Returns the event's id, or Refused with all findings.

    Who must sign, which lines are asked and how victims are told follow the new class from this moment.
    """
    opened = open_act(
        session,
        actor,
        Act.RECLASSIFY,
        investigation_id,
        now,
        submission_id=submission_id,
        seen_event_id=seen_event_id,
    )
    offence = _another_offence(opened, offence_key)
    is_lower = lowers_class(
        opened.policy, opened.case.offence_class, offence.offence_class, opened.case.flags
    )
    why = why_not(actor, Act.LOWER_CLASS if is_lower else Act.CLASSIFY, opened.case)
    if why is not None:
        raise NotPermitted(f"This class is less grave than the present one. {why}" if is_lower else why)
    if is_lower:
        assessment = _asked_to_lower(opened, offence, reason)
        if not assessment.is_passed:
            return Refused(assessment, record_refusal(opened, Act.RECLASSIFY, assessment))
    elif not reason.strip():
        raise FactNotAccepted("reason", "Write what showed that it is this offence.")
    lapse_if_standing(opened, lapse_accepted)
    return _give_class(opened, offence, reason, is_lower)


def _another_offence(opened: Opened, offence_key: str) -> Offence:
    if opened.row.offence_class == UNCLASSIFIED:
        raise Refusal(NOT_CLASSIFIED)
    offence = opened.policy.offence(offence_key)
    if offence is None or offence.offence_class == UNCLASSIFIED:
        raise FactNotAccepted("offence", "Choose the offence this crime is.")
    if offence.key == opened.row.offence:
        raise FactNotAccepted("offence", "The crime has this offence already. Choose another.")
    return offence


def _asked_to_lower(opened: Opened, offence: Offence, reason: str) -> Assessment:
    actor = opened.actor
    asked = replace(
        opened.case,
        lower_class=LowerClassAsked(offence.offence_class, bool(reason.strip())),
        sign_off=SignOffAsked(actor.id, actor.rank, actor.is_detective),
    )
    return assess(Gate.DOWNGRADE, asked, opened.policy)


def _give_class(opened: Opened, offence: Offence, reason: str, is_lower: bool) -> int:
    """That no line of inquiry is reasonable was agreed of another class, so that is asked again."""
    row = opened.row
    facts = {
        "from": row.offence,
        "from_class": row.offence_class,
        "offence": offence.key,
        "class": offence.offence_class,
        "lowered": is_lower,
    }
    if is_lower:
        facts |= {
            "rank": opened.actor.rank,
            "detective": opened.actor.is_detective,
            "policy": opened.policy.version,
        }
    row.offence, row.offence_class = offence.key, offence.offence_class
    agree_on_lines_again(row)
    opened.session.flush()
    if asks_for_a_first_review(opened):
        facts["first_review"] = True
    flags = opened.case.flags
    event = event_of_another_kind(
        opened,
        EventKind.CRIME_CLASSIFIED,
        (opened.case.offence_class, flags),
        (offence.offence_class, flags),
        facts=facts,
        detail={"reason": reason},
    )
    if "first_review" in facts:
        owe_first_review(opened, event)
    return event.id
