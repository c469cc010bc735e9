"""Contact with a victim: what was told, what was said, what was promised, and which decision it told."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Contact, Duty, Victim
from vocabulary import Act, Actor, ContactResult, DutyKind, DutyStatus, EventKind
from workflow.duties import is_discharged_by, to_the_minute
from workflow.refusals import FactNotAccepted
from workflow.services import owing, updates
from workflow.services.acts import lapse_if_standing
from workflow.services.contact_made import (
    ContactMade,
    rights_covered,
    says_what_others_said,
    told_with_reasons,
)
from workflow.services.late import counts_from
from workflow.services.opening import Opened
from workflow.services.times import refuse_impossible_time
from workflow.services.told import TOLD_ENDS, embargoes_at, when_decided, write_ending
from workflow.services.victims import open_for_victim
from workflow.telling import (
    CHANNELS_IN_WORDS,
    UNSAFE_IN_WORDS,
    channels_that_count,
    why_unsafe,
)


def record_contact(
    session: Session,
    actor: Actor,
    victim_id: int,
    contact: ContactMade,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record a contact; returns its id. Additive: never stale, never blocked by state.

    One that was not safe here is kept, marked, and looked at in the same shift; telling a decision by a way
    that does not count leaves it owed (practice P4, P20).
    """
    opened, victim = open_for_victim(session, actor, Act.RECORD_CONTACT, victim_id, now, submission_id)
    take_back_what_its_taker_signed(opened, contact, lapse_accepted)
    return write_contact(opened, victim, contact)


def take_back_what_its_taker_signed(opened: Opened, contact: ContactMade, accepted: bool) -> None:
    """Whoever takes an account is part of the case, so what stands on their signature stands no more.

    It could never be carried out, and nobody could take it back.
    """
    decision = opened.case.decision
    signed = decision.sign_offs if decision is not None else ()
    if contact.took_account and opened.actor.id in {each.person_id for each in signed}:
        lapse_if_standing(opened, accepted)


def write_contact(
    opened: Opened,
    victim: Victim,
    contact: ContactMade,
    corrects: int | None = None,
    why: str = "",
    first_recorded_at: dt.datetime | None = None,
) -> int:
    """The row, its event, and what it discharges and starts; `corrects`: the contact whose place it takes.

    `first_recorded_at`: when what it says was recorded, if not now.
    """
    decided_at = _refuse_what_cannot_be(opened, contact)
    covered = rights_covered(opened, victim, contact)
    row = _write(opened, victim, contact, corrects, why)
    if row.unsafe is not None:
        covered = []  # kept and marked; what it was to give is still owed
    counted_at = counts_from(opened, contact.happened_at, first_recorded_at)
    update = updates.update_given(opened, row)
    repeats = says_what_others_said(opened, row)
    event = opened.event(
        EventKind.CONTACT_RECORDED,
        facts={
            "victim": victim.id,
            "contact": row.id,
            "channel": contact.channel,
            "result": contact.result,
            "happened_at": contact.happened_at,
            "tells_decision": contact.tells_decision_id,
            "decided_at": decided_at,
            "promised_for": contact.promised_for,
            "supersedes": corrects,
            "counts": row.counts,
            "unsafe": row.unsafe,
            "left_message": contact.left_message,
            "told_of_review": contact.told_of_review,
            **({"repeats": True} if repeats else {}),
            **({"covers": [duty.id for duty in covered]} if covered else {}),
            **({"counted_at": counted_at} if counted_at != contact.happened_at else {}),
            **({"next_update": update.next_due} if update.next_due is not None else {}),
            **_what_must_not_be_told(opened, contact),
        },
        detail={
            "told": told_with_reasons(contact),
            "said": contact.said,
            "promised": contact.promised,
            "correction": why,
        },
    )
    if contact.tells_decision_id is not None and row.counts:
        _the_decision_is_told(opened, event, victim, contact, counted_at)
    owing.end(opened, event, [*covered, *update.met], at=contact.happened_at, counted_at=counted_at)
    updates.owe_next(opened, event, victim, contact.happened_at, update.next_due)
    if row.unsafe is not None:
        how = f"A victim was contacted {CHANNELS_IN_WORDS[contact.channel]}: {UNSAFE_IN_WORDS[row.unsafe]}"
        owing.owe(opened, DutyKind.UNSAFE_CONTACT, event, f"{how}. See that they are safe.")
    if repeats:
        what = "Several contacts say the same words: see whether the victim is told anything"
        owing.owe(opened, DutyKind.REPEATED_WORDS, event, what)
    _keep_promises(opened, victim, contact, row.id, counted_at)
    if contact.took_account:
        opened.event(EventKind.VICTIM_ACCOUNT_TAKEN, facts={"victim": victim.id, "contact": row.id})
    if contact.promised_for is not None:
        owing.owe(
            opened,
            DutyKind.PROMISE,
            event,
            contact.promised[:300],
            victim=victim,
            triggered_at=contact.happened_at,
            promised_for=contact.promised_for,
        )
    opened.session.flush()
    return row.id


def _write(opened: Opened, victim: Victim, contact: ContactMade, corrects: int | None, why: str) -> Contact:
    """The row, with whether a decision could be told this way as the record stands now."""
    whom = opened.case.victim(victim.id)
    row = Contact(
        investigation_id=opened.row.id,
        victim_id=victim.id,
        channel=contact.channel,
        result=contact.result,
        happened_at=contact.happened_at,
        recorded_at=opened.now,
        recorded_by_id=opened.actor.id,
        told=told_with_reasons(contact),
        said=contact.said,
        decision_id=contact.tells_decision_id,
        supersedes_id=corrects,
        correction_reason=why or None,
        told_of_review=contact.told_of_review,
        counts=contact.channel in channels_that_count(opened.case, whom, opened.policy).channels,
        unsafe=why_unsafe(
            opened.case,
            whom,
            opened.policy,
            contact.channel,
            tells=contact.tells_decision_id is not None,
            left_message=contact.left_message,
        ),
    )
    opened.session.add(row)
    opened.session.flush()
    return row


def _what_must_not_be_told(opened: Opened, contact: ContactMade) -> dict[str, object]:
    """The embargoes that stood when it happened, and whether they were read; nothing when there was none."""
    standing = embargoes_at(opened, contact.happened_at)
    if not standing:
        return {}
    return {"embargoes": [each.id for each in standing], "embargo_read": contact.embargo_read}


def _the_decision_is_told(
    opened: Opened, event: CaseEvent, victim: Victim, contact: ContactMade, counted_at: dt.datetime
) -> None:
    """What was owed because of it ends; so does what stood in for telling it."""
    for kind in TOLD_ENDS:
        duties = owing.running(opened, kind, victim_id=victim.id, decision_id=contact.tells_decision_id)
        owing.end(opened, event, duties, at=contact.happened_at, counted_at=counted_at)
    for exception in opened.case.victim(victim.id).exceptions:
        if exception.decision_id == contact.tells_decision_id:
            write_ending(opened, victim.id, exception, owes=[], words="")


def _refuse_what_cannot_be(opened: Opened, contact: ContactMade) -> dt.datetime | None:
    """Raise FactNotAccepted for what cannot be true; returns when the decision told was signed off."""
    refuse_impossible_time(opened, "happened_at", contact.happened_at, "The contact")
    reached = contact.result is ContactResult.REACHED
    if reached and not contact.told.strip():
        raise FactNotAccepted("told", "Write what the victim was told.")
    if contact.took_account and not reached:
        raise FactNotAccepted("took_account", "No account is taken from a victim who was not reached.")
    if contact.told_of_review and not reached:
        raise FactNotAccepted("told_of_review", "A victim who was not reached was told of no right.")
    if contact.keeps_promises and not reached:
        raise FactNotAccepted(
            "keeps_promises", "A promise is kept when the victim is reached: an attempt does not keep it."
        )
    if bool(contact.promised.strip()) != (contact.promised_for is not None):
        field_name = "promised_for" if contact.promised.strip() else "promised"
        raise FactNotAccepted(field_name, "A promise needs both what was promised and by when.")
    if contact.promised_for is not None and contact.promised_for <= contact.happened_at:
        raise FactNotAccepted("promised_for", "The promise must be for a time after the contact.")
    if contact.tells_decision_id is None:
        return None
    if not reached:
        raise FactNotAccepted("tells_decision", "A victim who was not reached has not been told.")
    signed_at = when_decided(opened, contact.tells_decision_id, "tells_decision")
    if contact.happened_at < to_the_minute(signed_at):
        raise FactNotAccepted(
            "happened_at", "The victim cannot have been told a decision before it was signed off."
        )
    return signed_at


def _keep_promises(
    opened: Opened, victim: Victim, contact: ContactMade, contact_id: int, counted_at: dt.datetime
) -> None:
    """Each promise kept is an event of its own, on the timeline beside the one that made it."""
    if not contact.keeps_promises:
        return
    promises = opened.session.scalars(
        sa.select(Duty)
        .where(
            Duty.id.in_(contact.keeps_promises),
            Duty.victim_id == victim.id,
            Duty.kind == DutyKind.PROMISE,
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.id)
        .with_for_update()
    ).all()
    if len(promises) != len(contact.keeps_promises):
        raise FactNotAccepted("keeps_promises", "Choose promises that are still to be kept.")
    for promise in promises:
        if not is_discharged_by(promise.triggered_at, contact.happened_at):
            continue
        event = opened.event(
            EventKind.PROMISE_KEPT,
            facts={
                "victim": victim.id,
                "duty": promise.id,
                "contact": contact_id,
                "kept_at": contact.happened_at,
                **({"counted_at": counted_at} if counted_at != contact.happened_at else {}),
            },
        )
        owing.end(opened, event, [promise], at=contact.happened_at, counted_at=counted_at)
