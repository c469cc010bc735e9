"""The states of an investigation, its steps, and the gates before them. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an investigation stands (design §2)."""

    RECORDED = "recorded"
    ALLOCATED = "allocated"
    INVESTIGATING = "investigating"
    AWAITING_CPS = "awaiting_cps"
    IN_PROSECUTION = "in_prosecution"
    AWAITING_SIGN_OFF = "awaiting_sign_off"
    AWAITING_VICTIM_UPDATE = "awaiting_victim_update"
    CLOSED = "closed"
    NO_FURTHER_ACTION = "no_further_action"
    CANCELLED = "cancelled"
    TRANSFERRED = "transferred"
    DECIDED_BEFORE_FAIRLEAD = "decided_before_fairlead"


FINISHED_BY_FAIRLEAD = frozenset(
    {State.CLOSED, State.NO_FURTHER_ACTION, State.CANCELLED, State.TRANSFERRED},
)
FINISHED = FINISHED_BY_FAIRLEAD | {State.DECIDED_BEFORE_FAIRLEAD}
WORK_IS_OPEN = frozenset({State.RECORDED, State.ALLOCATED, State.INVESTIGATING})
PROPOSAL_STANDS = frozenset({State.AWAITING_SIGN_OFF, State.AWAITING_VICTIM_UPDATE})


class Step(StrEnum):
    """A move of the investigation's state machine that a person takes."""

    ALLOCATE = "allocate"
    START_INVESTIGATION = "start_investigation"
    RECORD_CHARGE = "record_charge"
    RESUME_INVESTIGATION = "resume_investigation"
    PROPOSE_CLOSURE = "propose_closure"
    PROPOSE_NO_FURTHER_ACTION = "propose_no_further_action"
    WITHDRAW_PROPOSAL = "withdraw_proposal"
    RETURN_FOR_WORK = "return_for_work"
    AUTHORISE = "authorise"
    LAPSE = "lapse"
    CLOSE = "close"
    FILE_NO_FURTHER_ACTION = "file_no_further_action"
    REOPEN = "reopen"


class Gate(StrEnum):
    """A set of requirements that stands before a step or an act. No other gate exists."""

    ALLOCATION = "allocation"
    CLOSURE = "closure"
    NO_FURTHER_ACTION = "no_further_action"
    FINAL = "final"
    SUSPECT_NO_FURTHER_ACTION = "suspect_no_further_action"
    DOWNGRADE = "downgrade"


class Act(StrEnum):
    """What a person may do to a case besides taking a step."""

    RECORD_CRIME = "record_crime"
    CLASSIFY = "classify"
    REALLOCATE = "reallocate"
    RECORD_RISK = "record_risk"
    LOWER_RISK = "lower_risk"
    ADD_LINE = "add_line"
    RESULT_LINE = "result_line"
    EXCUSE_NO_LINES = "excuse_no_lines"
    ADD_SUSPECT = "add_suspect"
    RECORD_SUSPECT_FACT = "record_suspect_fact"
    DECIDE_SUSPECT = "decide_suspect"
    ADD_VICTIM = "add_victim"
    RECORD_CONTACT = "record_contact"
    ADD_NOTE = "add_note"
    ASSESS_NEEDS = "assess_needs"
    REFER_TO_SUPPORT = "refer_to_support"
    ADMINISTER_PEOPLE = "administer_people"
    ADD_DIRECTION = "add_direction"
    MARK_DIRECTION_DONE = "mark_direction_done"
