"""The kinds of event a stream holds. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class StreamKind(StrEnum):
    """Each stream of events has its own hash chain."""

    INVESTIGATION = "investigation"
    PERSON = "person"
    OFFENDER = "offender"
    POLICY = "policy"
    FORCE = "force"


class EventKind(StrEnum):
    """One thing that happened, in the past tense."""

    # investigation
    CRIME_RECORDED = "crime_recorded"
    CRIME_IMPORTED = "crime_imported"
    PUBLISHED_LABEL_CHANGED = "published_label_changed"
    CRIME_CLASSIFIED = "crime_classified"
    STEP_REFUSED = "step_refused"
    CASE_ALLOCATED = "case_allocated"
    INVESTIGATION_STARTED = "investigation_started"
    LINE_ADDED = "line_added"
    LINE_RESULTED = "line_resulted"
    LINE_NOT_PURSUED = "line_not_pursued"
    LINE_ANSWERED_ELSEWHERE = "line_answered_elsewhere"
    LINE_SUPERSEDED = "line_superseded"
    NO_LINES_EXCUSED = "no_lines_excused"
    NO_SUSPECT_RECORDED = "no_suspect_recorded"
    SUSPECT_ADDED = "suspect_added"
    SUSPECT_INTERVIEWED = "suspect_interviewed"
    SUSPECT_DECIDED = "suspect_decided"
    SUSPECT_TOLD = "suspect_told"
    CHARGE_RECORDED = "charge_recorded"
    INVESTIGATION_RESUMED = "investigation_resumed"
    NO_VICTIM_RECORDED = "no_victim_recorded"
    VICTIM_ADDED = "victim_added"
    VICTIM_VIEW_RECORDED = "victim_view_recorded"
    NEEDS_ASSESSED = "needs_assessed"
    SUPPORT_OFFERED = "support_offered"
    CONTACT_RECORDED = "contact_recorded"
    PROMISE_KEPT = "promise_kept"
    DECISION_PROPOSED = "decision_proposed"
    PROPOSAL_WITHDRAWN = "proposal_withdrawn"
    PROPOSAL_RETURNED = "proposal_returned"
    PROPOSAL_LAPSED = "proposal_lapsed"
    DECISION_SIGNED_OFF = "decision_signed_off"
    CASE_CLOSED = "case_closed"
    CASE_FILED_NO_FURTHER_ACTION = "case_filed_no_further_action"
    CASE_REOPENED = "case_reopened"
    # person
    PERSON_ADDED = "person_added"
    PASSWORD_CHANGED = "password_changed"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    ROLE_GIVEN = "role_given"
    ROLE_ENDED = "role_ended"
    # policy and force
    POLICY_ADOPTED = "policy_adopted"
    UNIT_ADDED = "unit_added"
    TRAY_HOLDER_SET = "tray_holder_set"
    # since the second revision: in the order in which the database learnt them
    RISK_RECORDED = "risk_recorded"
    RISK_LOWERED = "risk_lowered"
    NOTE_ADDED = "note_added"
    RESPONSIBILITY_PASSED = "responsibility_passed"
    PERSON_CHANGED = "person_changed"
    PERSON_RETIRED = "person_retired"
    PASSWORD_RESET = "password_reset"
    UNIT_RENAMED = "unit_renamed"
    VICTIM_ACCOUNT_TAKEN = "victim_account_taken"
    # since revision 0007
    CASE_CANCELLED = "case_cancelled"
    CASE_TRANSFERRED = "case_transferred"
    TRANSFER_ACCEPTED = "transfer_accepted"
    # since revision 0008
    REFERRED_TO_CPS = "referred_to_cps"
    CPS_REPLIED = "cps_replied"
    CPS_DECISION_CONSIDERED = "cps_decision_considered"
    EARLY_ADVICE_NOT_SOUGHT = "early_advice_not_sought"
    WAITING_STARTED = "waiting_started"
    WAITING_ENDED = "waiting_ended"
    NEW_INFORMATION_RECEIVED = "new_information_received"
    NEW_INFORMATION_CONSIDERED = "new_information_considered"
    # since revision 0009
    UNIT_TRANSFERRED = "unit_transferred"
    RESOLUTION_GIVEN = "resolution_given"
    RESOLUTION_CHECKED = "resolution_checked"
    DIVERSION_ENDED = "diversion_ended"
    CONTACT_CORRECTED = "contact_corrected"
    SUSPECT_CORRECTED = "suspect_corrected"
    SUSPECT_RECORDED_IN_ERROR = "suspect_recorded_in_error"
    # since revision 0010
    SAFE_CONTACT_RECORDED = "safe_contact_recorded"
    TELLING_EXCEPTION_RECORDED = "telling_exception_recorded"
    TELLING_EXCEPTION_ENDED = "telling_exception_ended"
    EMBARGO_SET = "embargo_set"
    EMBARGO_ENDED = "embargo_ended"
    MARKED_LOOKED_AT = "marked_looked_at"
    # since revision 0011
    OVERRIDE_GRANTED = "override_granted"
    OVERRIDE_ENDED = "override_ended"
    MENTOR_NAMED = "mentor_named"
    ACTING_RANK_GIVEN = "acting_rank_given"
    ACTING_RANK_ENDED = "acting_rank_ended"
    ACCREDITATION_GIVEN = "accreditation_given"
    ACCREDITATION_ENDED = "accreditation_ended"
    TRAINING_BEGUN = "training_begun"
    TRAINING_ENDED = "training_ended"
    # since revision 0012
    CASE_RESTRICTED = "case_restricted"
    RESTRICTION_LIFTED = "restriction_lifted"
    READER_NAMED = "reader_named"
    READER_ENDED = "reader_ended"
    GLASS_BROKEN = "glass_broken"
    GLASS_REVIEWED = "glass_reviewed"
    DETAILS_HIDDEN = "details_hidden"
    DETAILS_SHOWN = "details_shown"
    # since revision 0013
    RISK_THAT_REMAINS_RECORDED = "risk_that_remains_recorded"
    LINE_RESULT_RECEIVED = "line_result_received"
    LINE_LOSS_EXPLAINED = "line_loss_explained"
    LINE_REQUEST_JUSTIFIED = "line_request_justified"
    VICTIM_DEATH_RECORDED = "victim_death_recorded"
    CASE_REVIEWED = "case_reviewed"
    # since revision 0014
    DIRECTION_GIVEN = "direction_given"
    DIRECTION_DONE = "direction_done"
    # since revision 0015
    SUSPECT_INTERVIEW_JOINED = "suspect_interview_joined"
    # since revision 0017
    TELLING_EXCEPTION_AGREED = "telling_exception_agreed"
    # since revision 0018
    DEVELOPMENT_RECORDED = "development_recorded"
    RIGHT_EXCUSED = "right_excused"
    # since revision 0019
    LETTER_MADE = "letter_made"
    LETTER_EMAIL_ASKED = "letter_email_asked"
    LETTER_NOT_SENT = "letter_not_sent"
    LETTER_HANDED_OVER = "letter_handed_over"
    # since revision 0020
    REVIEW_REQUESTED = "review_requested"
    LATE_REQUEST_ACCEPTED = "late_request_accepted"
    REQUEST_ACKNOWLEDGED = "request_acknowledged"
    REVIEWER_NAMED = "reviewer_named"
    REQUEST_PASSED_ON = "request_passed_on"
    REQUEST_ENDED = "request_ended"
    REVIEW_RESULT_TOLD = "review_result_told"
    SUSPECT_DECISION_OVERTURNED = "suspect_decision_overturned"
    # since revision 0021
    WITHDRAWAL_RECORDED = "withdrawal_recorded"
    EVIDENCE_LED_DECIDED = "evidence_led_decided"
    CALL_BACK_AGREED = "call_back_agreed"
    CALL_BACK_MADE = "call_back_made"
    STATEMENT_OFFERED = "statement_offered"
    # since revision 0024: recorded on a finished case, which rests on its decision as it was made
    RISK_RECORDED_SINCE = "risk_recorded_since"
    VICTIM_DEATH_LEARNT = "victim_death_learnt"
    # since revision 0022
    UPDATES_AGREED = "updates_agreed"
    RIGHT_WANTED_AGAIN = "right_wanted_again"
    # since revision 0025
    RINGING_BEGUN = "ringing_begun"
    RINGING_ENDED = "ringing_ended"

    @property
    def material(self) -> bool:
        """Could it change what a decision rests on? A material event makes a standing decision lapse."""
        return self in _MATERIAL


_MATERIAL = frozenset(
    {
        EventKind.CRIME_RECORDED,
        EventKind.CRIME_IMPORTED,
        EventKind.CRIME_CLASSIFIED,
        EventKind.RISK_RECORDED,
        EventKind.RISK_LOWERED,
        EventKind.CASE_ALLOCATED,
        EventKind.INVESTIGATION_STARTED,
        EventKind.LINE_ADDED,
        EventKind.LINE_RESULTED,
        EventKind.LINE_NOT_PURSUED,
        EventKind.LINE_ANSWERED_ELSEWHERE,
        EventKind.LINE_SUPERSEDED,
        EventKind.NO_LINES_EXCUSED,
        EventKind.NO_SUSPECT_RECORDED,
        EventKind.SUSPECT_ADDED,
        EventKind.SUSPECT_INTERVIEWED,
        EventKind.SUSPECT_DECIDED,
        EventKind.CHARGE_RECORDED,
        EventKind.INVESTIGATION_RESUMED,
        EventKind.NO_VICTIM_RECORDED,
        EventKind.VICTIM_ADDED,
        EventKind.VICTIM_VIEW_RECORDED,
        EventKind.WITHDRAWAL_RECORDED,
        EventKind.EVIDENCE_LED_DECIDED,
        EventKind.CASE_REOPENED,
        EventKind.OVERRIDE_GRANTED,
        EventKind.OVERRIDE_ENDED,
        EventKind.MENTOR_NAMED,
        EventKind.RISK_THAT_REMAINS_RECORDED,
        EventKind.LINE_RESULT_RECEIVED,
        EventKind.LINE_LOSS_EXPLAINED,
        EventKind.LINE_REQUEST_JUSTIFIED,
        EventKind.VICTIM_DEATH_RECORDED,
        EventKind.REFERRED_TO_CPS,
        EventKind.CPS_REPLIED,
        EventKind.CPS_DECISION_CONSIDERED,
        EventKind.EARLY_ADVICE_NOT_SOUGHT,
        EventKind.UNIT_TRANSFERRED,
        EventKind.RESOLUTION_GIVEN,
        EventKind.DIVERSION_ENDED,
        EventKind.SUSPECT_CORRECTED,
        EventKind.SUSPECT_RECORDED_IN_ERROR,
        EventKind.SUSPECT_DECISION_OVERTURNED,
    },
)
