"""Proposing an ending, signing it off, returning, withdrawing, and lapsing."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from models import CaseEvent, Decision, DecisionEnded, SignOff, Victim
from vocabulary import DecisionEnding, DecisionKind, DutyKind, EventKind, Rank, State, Step
from workflow import machine
from workflow.case_file import CaseFile, SignOffAsked
from workflow.findings import Assessment
from workflow.policy.pack import Authority
from workflow.refusals import FactNotAccepted
from workflow.requirements.sign_offs import authority_needed
from workflow.services import directing, owing, proposed
from workflow.services.opening import Opened
from workflow.services.particulars import InWords, Proposed
from workflow.services.sealing import Sealed, seal
from workflow.services.suspects_told import owe_suspect_telling, suspects_to_tell
from workflow.services.told import to_tell
from workflow.steps import PROPOSES


def ask_proposal(opened: Opened, particulars: Proposed) -> CaseFile:
    """Put what is proposed into the case file: ids, enums, and of every answer its digest."""
    return replace(opened.case, decision=None, proposal=proposed.asked(opened, particulars))


def propose(opened: Opened, step: Step, particulars: Proposed, target: State, assessment: Assessment) -> int:
    """Write the decision with its sealed evaluation; the case waits for sign-off."""
    kind = PROPOSES[step]
    needed = authority_needed(opened.case, kind, opened.policy)
    second = proposed.second_look(opened, kind, needed)
    sign_offs_needed = needed.sign_offs + (second is not None)
    outcome = opened.case.proposal.outcome_code or None
    sealed = seal(opened.case, assessment)
    told = proposed.told(opened.case.proposal, particulars)
    event = opened.event(
        EventKind.DECISION_PROPOSED,
        facts={
            "kind": kind,
            "outcome": outcome,
            "round": opened.row.round,
            "rests_on": opened.case.last_material_event_id,
            "rank_needed": needed.rank,
            "detective_needed": needed.detective,
            "sign_offs_needed": sign_offs_needed,
            "evaluation": sealed.hash,
            **_who_else_signs(needed, second),
            **told.facts,
        },
        detail=told.words,
        about_person_id=told.about_person_id,
    )
    decision = write_decision(
        opened,
        kind,
        event,
        needed,
        sealed,
        sign_offs_needed,
        outcome_code=outcome,
        second_rank_needed=second,
    )
    opened.row.current_decision_id = decision.id
    opened.row.state = target
    return event.id


def _who_else_signs(needed: Authority, second: Rank | None) -> dict[str, object]:
    """Roles and the second look, as facts: said where there is something to say."""
    said = {"role_needed": needed.role, "role_instead": needed.role_instead, "second_rank_needed": second}
    return {name: value for name, value in said.items() if value is not None}


def write_decision(
    opened: Opened,
    kind: DecisionKind,
    event: CaseEvent,
    needed: Authority,
    sealed: Sealed,
    sign_offs_needed: int,
    *,
    outcome_code: str | None = None,
    suspect_id: int | None = None,
    second_rank_needed: Rank | None = None,
) -> Decision:
    """The row of a decision just proposed or made by the actor, on the case as it was read."""
    decision = Decision(
        investigation_id=opened.row.id,
        suspect_id=suspect_id,
        kind=kind,
        round=opened.row.round,
        outcome_code=outcome_code,
        proposed_from=opened.row.state,
        proposed_by_id=opened.actor.id,
        proposed_at=opened.now,
        proposed_at_event_id=opened.case.last_material_event_id,
        event_id=event.id,
        rank_needed=needed.rank,
        detective_needed=needed.detective,
        sign_offs_needed=sign_offs_needed,
        role_needed=needed.role,
        role_instead=needed.role_instead,
        second_rank_needed=second_rank_needed,
        policy_version=opened.policy.version,
        evaluation=sealed.text,
        evaluation_hash=sealed.hash,
    )
    opened.session.add(decision)
    opened.session.flush()
    return decision


def ask_sign_off(opened: Opened, particulars: InWords) -> CaseFile:
    """Put who asks to sign, and what was proposed, into the case file."""
    actor = opened.actor
    return replace(
        opened.case,
        sign_off=SignOffAsked(actor.id, actor.rank, actor.is_detective, actor.held_roles),
        proposal=proposed.as_sealed(opened),
    )


def authorise(opened: Opened, step: Step, particulars: InWords, target: State, assessment: Assessment) -> int:
    """Give one sign-off. The last one needed moves the case on and starts the duty to tell each victim."""
    decision = opened.case.decision
    sealed = seal(opened.case, assessment)
    given = len(decision.sign_offs) + 1
    is_last = given >= decision.sign_offs_needed
    to_tell = suspects_to_tell(opened) if is_last else []
    event = opened.event(
        EventKind.DECISION_SIGNED_OFF,
        facts={
            "decision": decision.id,
            "rank": opened.actor.rank,
            "detective": opened.actor.is_detective,
            "seen": opened.seen_event_id,
            "given": given,
            "needed": decision.sign_offs_needed,
            "evaluation": sealed.hash,
            **({"suspects_to_tell": to_tell} if to_tell else {}),
        },
        detail={"remarks": particulars.words},
    )
    opened.session.add(
        SignOff(
            decision_id=decision.id,
            signed_by_id=opened.actor.id,
            signed_at=opened.now,
            rank_then=opened.actor.rank,
            was_detective=opened.actor.is_detective,
            seen_event_id=opened.seen_event_id,
            event_id=event.id,
            policy_version=opened.policy.version,
            evaluation=sealed.text,
            evaluation_hash=sealed.hash,
        )
    )
    opened.session.flush()
    if is_last:
        opened.row.state = target
        owe_telling(opened, event, decision.id)
        if to_tell:
            owe_suspect_telling(opened, event, decision.id)
    return event.id


def owe_telling(opened: Opened, trigger: CaseEvent, decision_id: int) -> None:
    """Start the duty to tell each victim a decision and its reasons (Right 6).

    Not where they said that they do not want contact: that is an answer.
    """
    victims = opened.session.scalars(
        sa.select(Victim).where(Victim.investigation_id == opened.row.id).order_by(Victim.id)
    )
    what = to_tell(opened, decision_id)
    for victim in victims:
        if opened.case.victim(victim.id).wants_no_contact:
            continue
        owing.owe(
            opened,
            DutyKind.TELL_DECISION,
            trigger,
            what,
            victim=victim,
            decision_id=decision_id,
        )


def withdraw(opened: Opened, step: Step, particulars: InWords, target: State, assessment: None) -> int:
    """The proposal is taken back by the person or team that made it."""
    return _end_standing(
        opened, EventKind.PROPOSAL_WITHDRAWN, DecisionEnding.WITHDRAWN, target, {"reason": particulars.words}
    )


def return_for_work(opened: Opened, step: Step, particulars: InWords, target: State, assessment: None) -> int:
    """A supervisor sends the case back with directions. Directing is not involvement (practice P30)."""
    if not particulars.words.strip():
        raise FactNotAccepted("words", "Write what is to be done before this can be signed off.")
    directing.refuse_a_time_that_is_past(opened, particulars.due_at, "due_at")
    returned = _end_standing(
        opened,
        EventKind.PROPOSAL_RETURNED,
        DecisionEnding.RETURNED,
        target,
        {"directions": particulars.words},
    )
    officer_id = opened.row.oic_id or opened.row.responsible_id
    directing.give(opened, officer_id, particulars.words, particulars.due_at)
    return returned


def lapse(opened: Opened) -> None:
    """Take back the standing proposal because something material is being recorded; refreshes the case."""
    decision = opened.case.decision
    target = machine.move(
        opened.case.state, Step.LAPSE, decision=decision.kind, proposed_from=decision.proposed_from
    )
    # The act that makes it lapse keeps the submission id: a repeat of it must find the act.
    kept, opened.submission_id = opened.submission_id, None
    _end_standing(opened, EventKind.PROPOSAL_LAPSED, DecisionEnding.LAPSED, target, {})
    opened.submission_id = kept
    opened.case = replace(opened.case, state=target, decision=None)


def _end_standing(
    opened: Opened, kind: EventKind, ending: DecisionEnding, target: State, detail: dict[str, str]
) -> int:
    decision = opened.case.decision
    event = opened.event(kind, facts={"decision": decision.id}, detail=detail)
    opened.session.add(
        DecisionEnded(
            decision_id=decision.id,
            ending=ending,
            ended_at=opened.now,
            ended_by_id=opened.actor.id,
            event_id=event.id,
        )
    )
    owing.excuse(opened, event, owing.running_of(opened, decision.id))
    opened.row.current_decision_id = None
    opened.row.state = target
    opened.session.flush()
    return event.id


def overtake_signed_decision(opened: Opened, suspect_id: int) -> None:
    """A signed no further action of this suspect, if one stands, lapses: nobody is owed its telling now."""
    standing = opened.session.scalars(
        sa.select(Decision.id)
        .outerjoin(DecisionEnded, DecisionEnded.decision_id == Decision.id)
        .where(
            Decision.suspect_id == suspect_id,
            Decision.kind == DecisionKind.SUSPECT_NO_FURTHER_ACTION,
            DecisionEnded.decision_id.is_(None),
        )
        .order_by(Decision.id)
    ).all()
    kept, opened.submission_id = opened.submission_id, None
    for decision_id in standing:
        event = opened.event(
            EventKind.PROPOSAL_LAPSED, facts={"decision": decision_id, "suspect": suspect_id}
        )
        opened.session.add(
            DecisionEnded(
                decision_id=decision_id,
                ending=DecisionEnding.LAPSED,
                ended_at=opened.now,
                ended_by_id=opened.actor.id,
                event_id=event.id,
            )
        )
        owing.excuse(opened, event, owing.running_of(opened, decision_id))
    opened.submission_id = kept
