"""Proposing an ending, signing it off, returning, withdrawing, and lapsing."""

from __future__ import annotations

import json
from dataclasses import replace

import sqlalchemy as sa

from models import CaseEvent, Decision, DecisionEnded, SignOff, Victim
from vocabulary import DecisionEnding, DecisionKind, DutyKind, EventKind, State, Step
from workflow import machine
from workflow.case_file import CaseFile, ProposalAsked, SignOffAsked
from workflow.findings import Assessment
from workflow.ledger import sha256
from workflow.policy.pack import Authority
from workflow.refusals import FactNotAccepted
from workflow.requirements.sign_offs import authority_needed
from workflow.services import directing, owing
from workflow.services.opening import Opened
from workflow.services.particulars import InWords, Proposal
from workflow.services.sealing import Sealed, seal
from workflow.steps import PROPOSES


def ask_proposal(opened: Opened, particulars: Proposal) -> CaseFile:
    """Put what is proposed into the case file: the outcome, and digests of the four answers."""

    def digest(words: str) -> str | None:
        return sha256(words) if words.strip() else None

    return replace(
        opened.case,
        decision=None,
        proposal=ProposalAsked(
            particulars.outcome_code,
            digest(particulars.evidence),
            digest(particulars.lines),
            digest(particulars.victim),
            digest(particulars.risk),
        ),
    )


def propose(opened: Opened, step: Step, particulars: Proposal, target: State, assessment: Assessment) -> int:
    """Write the decision with its sealed evaluation; the case waits for sign-off."""
    kind = PROPOSES[step]
    needed = authority_needed(opened.case, kind, opened.policy)
    sealed = seal(opened.case, assessment)
    event = opened.event(
        EventKind.DECISION_PROPOSED,
        facts={
            "kind": kind,
            "outcome": particulars.outcome_code,
            "round": opened.row.round,
            "rests_on": opened.case.last_material_event_id,
            "rank_needed": needed.rank,
            "detective_needed": needed.detective,
            "sign_offs_needed": needed.sign_offs,
            "evaluation": sealed.hash,
        },
        detail={
            "evidence": particulars.evidence,
            "lines": particulars.lines,
            "victim": particulars.victim,
            "risk": particulars.risk,
        },
    )
    decision = write_decision(
        opened, kind, event, needed, sealed, needed.sign_offs, outcome_code=particulars.outcome_code
    )
    opened.row.current_decision_id = decision.id
    opened.row.state = target
    return event.id


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
        policy_version=opened.policy.version,
        evaluation=sealed.text,
        evaluation_hash=sealed.hash,
    )
    opened.session.add(decision)
    opened.session.flush()
    return decision


def ask_sign_off(opened: Opened, particulars: InWords) -> CaseFile:
    """Put who asks to sign, and what was proposed, into the case file."""
    answers = _answers(opened)
    return replace(
        opened.case,
        sign_off=SignOffAsked(opened.actor.id, opened.actor.rank, opened.actor.is_detective),
        proposal=ProposalAsked(opened.case.decision.outcome_code, *answers),
    )


def _answers(opened: Opened) -> list[str | None]:
    """The digests of the four answers as sealed at the proposal."""

    decision = opened.session.get_one(Decision, opened.case.decision.id)
    proposal = json.loads(decision.evaluation)["facts"]["proposal"]
    return [proposal[f"{name}_digest"] for name in ("evidence", "lines", "victim", "risk")]


def authorise(opened: Opened, step: Step, particulars: InWords, target: State, assessment: Assessment) -> int:
    """Give one sign-off. The last one needed moves the case on and starts the duty to tell each victim."""
    decision = opened.case.decision
    sealed = seal(opened.case, assessment)
    given = len(decision.sign_offs) + 1
    event = opened.event(
        EventKind.DECISION_SIGNED_OFF,
        facts={
            "decision": decision.id,
            "rank": opened.actor.rank,
            "detective": opened.actor.is_detective,
            "seen": opened.case.last_event_id,
            "given": given,
            "needed": decision.sign_offs_needed,
            "evaluation": sealed.hash,
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
            seen_event_id=opened.case.last_event_id,
            event_id=event.id,
            policy_version=opened.policy.version,
            evaluation=sealed.text,
            evaluation_hash=sealed.hash,
        )
    )
    opened.session.flush()
    if given >= decision.sign_offs_needed:
        opened.row.state = target
        owe_telling(opened, event, decision.id)
    return event.id


def owe_telling(opened: Opened, trigger: CaseEvent, decision_id: int) -> None:
    """Start the duty to tell each victim a decision and its reasons (Right 6)."""
    victims = opened.session.scalars(
        sa.select(Victim).where(Victim.investigation_id == opened.row.id).order_by(Victim.id)
    )
    for victim in victims:
        owing.owe(
            opened,
            DutyKind.TELL_DECISION,
            trigger,
            "Tell the victim the decision and its reasons",
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
    owing.excuse(opened, event, owing.running(opened, DutyKind.TELL_DECISION, decision_id=decision.id))
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
        owing.excuse(opened, event, owing.running(opened, DutyKind.TELL_DECISION, decision_id=decision_id))
    opened.submission_id = kept
