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
    REFER_TO_CPS = "refer_to_cps"
    RECORD_CPS_REPLY = "record_cps_reply"
    RECORD_CHARGE = "record_charge"
    RESUME_INVESTIGATION = "resume_investigation"
    PROPOSE_CLOSURE = "propose_closure"
    PROPOSE_NO_FURTHER_ACTION = "propose_no_further_action"
    PROPOSE_NOT_INVESTIGATING = "propose_not_investigating"
    PROPOSE_CANCELLATION = "propose_cancellation"
    PROPOSE_TRANSFER = "propose_transfer"
    WITHDRAW_PROPOSAL = "withdraw_proposal"
    RETURN_FOR_WORK = "return_for_work"
    AUTHORISE = "authorise"
    LAPSE = "lapse"
    CLOSE = "close"
    FILE_NO_FURTHER_ACTION = "file_no_further_action"
    CANCEL = "cancel"
    TRANSFER = "transfer"
    REOPEN = "reopen"


class Gate(StrEnum):
    """A set of requirements that stands before a step or an act. No other gate exists."""

    ALLOCATION = "allocation"
    CLOSURE = "closure"
    NO_FURTHER_ACTION = "no_further_action"
    FINAL = "final"
    SUSPECT_NO_FURTHER_ACTION = "suspect_no_further_action"
    DOWNGRADE = "downgrade"
    NOT_INVESTIGATED = "not_investigated"
    CANCELLATION = "cancellation"
    TRANSFER = "transfer"


class Act(StrEnum):
    """What a person may do to a case besides taking a step."""

    RECORD_CRIME = "record_crime"
    CLASSIFY = "classify"
    RECLASSIFY = "reclassify"
    LOWER_CLASS = "lower_class"
    REALLOCATE = "reallocate"
    TRANSFER_UNIT = "transfer_unit"
    RECORD_RISK = "record_risk"
    LOWER_RISK = "lower_risk"
    ADD_LINE = "add_line"
    RESULT_LINE = "result_line"
    EXCUSE_NO_LINES = "excuse_no_lines"
    ADD_SUSPECT = "add_suspect"
    RECORD_SUSPECT_FACT = "record_suspect_fact"
    CHARGE_SUSPECT = "charge_suspect"
    RECORD_SUSPECT_TOLD = "record_suspect_told"
    DECIDE_SUSPECT = "decide_suspect"
    CORRECT_SUSPECT = "correct_suspect"
    CHECK_RESOLUTION = "check_resolution"
    ADD_VICTIM = "add_victim"
    RECORD_CONTACT = "record_contact"
    RECORD_VIEW = "record_view"
    CORRECT_CONTACT = "correct_contact"
    ADD_NOTE = "add_note"
    RECORD_TRANSFER_ACCEPTANCE = "record_transfer_acceptance"
    ASSESS_NEEDS = "assess_needs"
    REFER_TO_SUPPORT = "refer_to_support"
    GRANT_OVERRIDE = "grant_override"
    END_OVERRIDE = "end_override"
    RECORD_REPLY_OF_CPS = "record_reply_of_cps"
    CONSIDER_CPS_DECISION = "consider_cps_decision"
    RECORD_NO_EARLY_ADVICE = "record_no_early_advice"
    START_WAITING = "start_waiting"
    END_WAITING = "end_waiting"
    RECORD_NEW_INFORMATION = "record_new_information"
    CONSIDER_NEW_INFORMATION = "consider_new_information"
    ADMINISTER_PEOPLE = "administer_people"
    RECORD_RISK_THAT_REMAINS = "record_risk_that_remains"
    RECORD_RESULT_RECEIVED = "record_result_received"
    EXPLAIN_LOSS = "explain_loss"
    JUSTIFY_REQUEST = "justify_request"
    RECORD_DEATH = "record_death"
    RECORD_REVIEW = "record_review"
    # since 0010_telling
    RECORD_SAFE_CONTACT = "record_safe_contact"
    RECORD_NO_CONTACT = "record_no_contact"
    RECORD_TOLD_ELSEWHERE = "record_told_elsewhere"
    AGREE_UNABLE_TO_CONTACT = "agree_unable_to_contact"
    AGREE_NOT_TOLD_YET = "agree_not_told_yet"
    AGREE_EXCEPTION = "agree_exception"
    # since 0018_rights
    RECORD_DEVELOPMENT = "record_development"
    EXCUSE_RIGHT = "excuse_right"
    GIVE_GOOD_REASON = "give_good_reason"
    END_TELLING_EXCEPTION = "end_telling_exception"
    # since 0021_withdrawals
    RECORD_WITHDRAWAL = "record_withdrawal"
    DECIDE_EVIDENCE_LED = "decide_evidence_led"
    AGREE_CALL_BACK = "agree_call_back"
    RECORD_CALL_BACK = "record_call_back"
    RECORD_STATEMENT_OFFER = "record_statement_offer"
    SET_EMBARGO = "set_embargo"
    END_EMBARGO = "end_embargo"
    LOOK_AT_MARKED = "look_at_marked"
    RESTRICT = "restrict"
    LIFT_RESTRICTION = "lift_restriction"
    NAME_READER = "name_reader"
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    HIDE_DETAILS = "hide_details"
    ADD_DIRECTION = "add_direction"
    MARK_DIRECTION_DONE = "mark_direction_done"
    NAME_MENTOR = "name_mentor"
    # since 0019_letters
    MAKE_LETTER = "make_letter"
    HAND_OVER_LETTER = "hand_over_letter"
    # since 0020_reviews_asked
    RECORD_REVIEW_REQUEST = "record_review_request"
    ACCEPT_LATE_REQUEST = "accept_late_request"
    ACKNOWLEDGE_REQUEST = "acknowledge_request"
    NAME_REVIEWER = "name_reviewer"
    PASS_REQUEST_ON = "pass_request_on"
    DECIDE_REQUEST = "decide_request"
    RECORD_REQUEST_ENDED = "record_request_ended"
    RECORD_RESULT_TOLD = "record_result_told"
    # since 0022_updates_agreed
    AGREE_UPDATES = "agree_updates"
    WANT_RIGHT_AGAIN = "want_right_again"
    # since 0025_ringing
    RING_VICTIM = "ring_victim"
