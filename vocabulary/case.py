"""What a crime, its lines, suspects, victims, duties and decisions can be. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class Origin(StrEnum):
    """How the crime came to Fairlead."""

    FORCE = "force"
    PUBLISHED_DATA = "published_data"


class ReportedHow(StrEnum):
    """The channel by which the crime was reported."""

    EMERGENCY_CALL = "emergency_call"
    NON_EMERGENCY_CALL = "non_emergency_call"
    ONLINE = "online"
    FRONT_COUNTER = "front_counter"
    OFFICER = "officer"
    ANOTHER_AGENCY = "another_agency"
    PUBLISHED_DATA = "published_data"


class DatePrecision(StrEnum):
    """Published crimes carry a month only; their days are its first and last."""

    EXACT = "exact"
    MONTH = "month"


class RiskFlag(StrEnum):
    """A fact about a crime that changes who must sign it or which lines it needs."""

    DOMESTIC_ABUSE = "domestic_abuse"
    HATE_CRIME = "hate_crime"
    STALKING = "stalking"
    CHILD_VICTIM = "child_victim"
    VULNERABLE_VICTIM = "vulnerable_victim"
    REPEAT_VICTIM = "repeat_victim"
    HIGH_RISK = "high_risk"
    STRANGULATION = "strangulation"
    INJURY = "injury"
    WEAPON = "weapon"
    TRACKABLE_ITEM_TAKEN = "trackable_item_taken"


class LineStatus(StrEnum):
    """A line is answered by a result, by a reason, or by a line of another crime."""

    OPEN = "open"
    RESULTED = "resulted"
    NOT_PURSUED = "not_pursued"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    SUPERSEDED = "superseded"


class Bearing(StrEnum):
    """Where a result points (CPIA Code: towards or away from the suspect)."""

    TOWARDS = "towards"
    AWAY = "away"
    NEUTRAL = "neutral"


class NotPursuedReason(StrEnum):
    """Why a line was not pursued."""

    DISPROPORTIONATE = "disproportionate"
    NOT_POSSIBLE = "not_possible"
    NOT_RELEVANT = "not_relevant"


class SuspectDecision(StrEnum):
    """What was decided about one suspect. No row (None in the database) means undecided."""

    CHARGED = "charged"
    OUT_OF_COURT_RESOLUTION = "out_of_court_resolution"
    NO_FURTHER_ACTION = "no_further_action"
    ELIMINATED = "eliminated"
    DECEASED = "deceased"
    WANTED = "wanted"


class ResolutionKind(StrEnum):
    """A resolution out of court, as it was given to one suspect (practice P12)."""

    COMMUNITY_RESOLUTION = "community_resolution"
    YOUTH_CAUTION = "youth_caution"
    YOUTH_CONDITIONAL_CAUTION = "youth_conditional_caution"
    SIMPLE_CAUTION = "simple_caution"
    CONDITIONAL_CAUTION = "conditional_caution"
    PENALTY_NOTICE = "penalty_notice"
    CANNABIS_OR_KHAT_WARNING = "cannabis_or_khat_warning"
    DIVERSION = "diversion"
    DEFERRED_PROSECUTION = "deferred_prosecution"


class ResolutionCheck(StrEnum):
    """What the sergeant who looked at a resolution afterwards found."""

    RIGHT = "right"
    TO_SCRUTINY = "to_scrutiny"


class DiversionResult(StrEnum):
    """How a diversion or a deferred prosecution ended. While it runs it has none."""

    COMPLETED = "completed"
    FAILED = "failed"


class VictimKind(StrEnum):
    """A person owed the rights of the Victims' Code, or a business with a named contact."""

    PERSON = "person"
    BUSINESS = "business"


class VictimView(StrEnum):
    """What the victim wants, in answer to being asked. Silence is not an answer (practice P11)."""

    SUPPORTS = "supports"
    DOES_NOT_SUPPORT = "does_not_support"
    UNABLE_TO_SUPPORT = "unable_to_support"


class Channel(StrEnum):
    """How contact was made or tried."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    THROUGH_ADVOCATE = "through_advocate"


class ContactResult(StrEnum):
    """Whether the victim was reached."""

    REACHED = "reached"
    ATTEMPTED = "attempted"


class SupportReferral(StrEnum):
    """The victim's answer when a referral to support services was offered (Right 4)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class DutyKind(StrEnum):
    """Something owed to somebody by a time."""

    ALLOCATE = "allocate"
    NEEDS_ASSESSMENT = "needs_assessment"
    SUPPORT_REFERRAL = "support_referral"
    PROMISE = "promise"
    TELL_DECISION = "tell_decision"
    # since revision 0008
    CPS_REPLY_CHASE = "cps_reply_chase"
    CPS_ACTION = "cps_action"
    CHASE = "chase"
    CONSIDER_REOPENING = "consider_reopening"
    # since revision 0009
    CHECK_RESOLUTION = "check_resolution"
    # since revision 0010
    UNSAFE_CONTACT = "unsafe_contact"
    TRY_AGAIN = "try_again"
    TELL_LATER = "tell_later"
    TELL_SUSPECT = "tell_suspect"
    SUSPECT_TOLD_FIRST = "suspect_told_first"
    # since revision 0011
    OVERRIDE_EXPIRES = "override_expires"
    # since revision 0012
    REVIEW_BREAK_GLASS = "review_break_glass"
    # since revision 0013
    FIRST_REVIEW = "first_review"
    REVIEW = "review"
    # since revision 0014
    DIRECTION = "direction"
    # since revision 0015
    INTERVIEW_WITHOUT_ADULT = "interview_without_adult"
    REVIEW_RESTRICTION = "review_restriction"
    # since revision 0017
    AGREE_EXCEPTION = "agree_exception"
    # since revision 0018: which right, the duty says; the pack has its limit
    RIGHT = "right"
    REPEATED_WORDS = "repeated_words"
    # since revision 0020
    ACKNOWLEDGE_REVIEW = "acknowledge_review"
    DECIDE_REVIEW = "decide_review"
    PASS_REVIEW_ON = "pass_review_on"
    TELL_REVIEW_RESULT = "tell_review_result"
    # since revision 0021
    CALL_BACK = "call_back"
    WITHDRAWAL_IN_DOUBT = "withdrawal_in_doubt"
    OFFER_STATEMENT = "offer_statement"
    # since 0024_reviews_and_safeguarding
    NAME_REVIEWER = "name_reviewer"
    CPS_REVIEW_CHASE = "cps_review_chase"
    # since revision 0022: the last is of one right, as RIGHT is
    NEXT_UPDATE = "next_update"
    ASK_SAFE_CONTACT = "ask_safe_contact"
    LATER_CONTACT = "later_contact"


# What a victim has a right to; and what of it is left to give once somebody who cannot be reached can be.
OF_A_RIGHT = frozenset({DutyKind.RIGHT, DutyKind.LATER_CONTACT})
# What was recorded, kept and marked, for a supervisor of the unit to look at (practice P4).
MARKED = frozenset(
    {
        DutyKind.UNSAFE_CONTACT,
        DutyKind.SUSPECT_TOLD_FIRST,
        DutyKind.INTERVIEW_WITHOUT_ADULT,
        DutyKind.REPEATED_WORDS,
        DutyKind.WITHDRAWAL_IN_DOUBT,
    }
)


class DutyStatus(StrEnum):
    """A running duty past its due time is overdue; that is read from the clock, never stored."""

    RUNNING = "running"
    MET = "met"
    MET_LATE = "met_late"
    EXCUSED = "excused"


class DecisionKind(StrEnum):
    """What a decision would do."""

    CLOSURE = "closure"
    NO_FURTHER_ACTION = "no_further_action"
    SUSPECT_NO_FURTHER_ACTION = "suspect_no_further_action"
    NOT_INVESTIGATED = "not_investigated"
    CANCELLATION = "cancellation"
    TRANSFER = "transfer"


class AssessmentQuestion(StrEnum):
    """What is asked before a crime is not investigated further (practice P10). Stored in what was sealed."""

    SUSPECT = "suspect"
    VIDEO = "video"
    FORENSICS = "forensics"
    WITNESS = "witness"
    TRACEABLE = "traceable"
    VULNERABLE_OR_SERIES = "vulnerable_or_series"


class DecisionEnding(StrEnum):
    """How a proposal stopped standing. A standing decision has none."""

    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    LAPSED = "lapsed"
    CARRIED_OUT = "carried_out"


class Outcome(StrEnum):
    """A finding's outcome."""

    MET = "met"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"


class Place(StrEnum):
    """Where something can be mended; views/places.py turns each into an address."""

    CASE = "case"
    CLASSIFY = "classify"
    ALLOCATION = "allocation"
    LINES = "lines"
    SUSPECTS = "suspects"
    VICTIMS = "victims"
    DECISION = "decision"
    PROPOSE_CLOSURE = "propose_closure"
    PROPOSE_NO_FURTHER_ACTION = "propose_no_further_action"
    PROPOSE_NOT_INVESTIGATING = "propose_not_investigating"
    PROPOSE_CANCELLATION = "propose_cancellation"
    PROPOSE_TRANSFER = "propose_transfer"
    TRANSFER_ACCEPTED = "transfer_accepted"
    WHO_MAY_SIGN = "who_may_sign"
    REVIEW = "review"
    CPS_REPLY = "cps_reply"
    CPS_DECISION = "cps_decision"
    EARLY_ADVICE = "early_advice"
    EVIDENCE_LED = "evidence_led"
