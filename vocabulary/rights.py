"""What starts a victim's right, what it is about, and why one was not given. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class Trigger(StrEnum):
    """Something that happened, of which victims are owed something by a time (Victims' Code).

    The first six happen by acts of their own; the others are recorded as developments of the case.
    """

    CRIME_REPORTED = "crime_reported"
    INVESTIGATION_OPENED = "investigation_opened"
    SUSPECT_INTERVIEWED = "suspect_interviewed"
    SUSPECT_CHARGED = "suspect_charged"
    RESOLUTION_GIVEN = "resolution_given"
    CPS_DECIDED_AGAINST = "cps_decided_against"
    CHARGE_STOPPED = "charge_stopped"
    ACCOUNT_ARRANGED = "account_arranged"
    SUSPECT_ARRESTED = "suspect_arrested"
    SUSPECT_RELEASED = "suspect_released"
    BAIL_PROPOSED = "bail_proposed"
    SUSPECT_BAILED = "suspect_bailed"
    BAIL_VARIATION_ASKED = "bail_variation_asked"
    BAIL_CHANGED = "bail_changed"
    UNDER_INVESTIGATION = "under_investigation"
    HEARING_LISTED = "hearing_listed"
    HEARING_TAKEN_OUT = "hearing_taken_out"
    COURT_BAIL_DECIDED = "court_bail_decided"
    EVIDENCE_NEEDED = "evidence_needed"
    COURT_RESULT = "court_result"
    COMPLAINT_RECEIVED = "complaint_received"
    # The CPS's pilot: a review may be asked for before a prosecution is stopped.
    CPS_INTENDS_TO_STOP = "cps_intends_to_stop"
    STOP_REVIEW_ASKED = "stop_review_asked"
    STOP_REVIEW_CONFIRMED = "stop_review_confirmed"
    STOP_REVIEW_OVERTURNED = "stop_review_overturned"


# Recorded by an act of their own, and never as a development.
BY_OTHER_ACTS = frozenset(
    {
        Trigger.CRIME_REPORTED,
        Trigger.INVESTIGATION_OPENED,
        Trigger.SUSPECT_INTERVIEWED,
        Trigger.SUSPECT_CHARGED,
        Trigger.RESOLUTION_GIVEN,
        Trigger.CPS_DECIDED_AGAINST,
    }
)
# About one suspect; and about what one victim did.
OF_A_SUSPECT = frozenset(
    {
        Trigger.SUSPECT_ARRESTED,
        Trigger.SUSPECT_RELEASED,
        Trigger.BAIL_PROPOSED,
        Trigger.SUSPECT_BAILED,
        Trigger.BAIL_VARIATION_ASKED,
        Trigger.BAIL_CHANGED,
        Trigger.UNDER_INVESTIGATION,
        Trigger.CPS_INTENDS_TO_STOP,
    }
)
# What a court did, or asks: victims are owed word of it from when the force was told.
OF_A_COURT = frozenset(
    {
        Trigger.HEARING_LISTED,
        Trigger.HEARING_TAKEN_OUT,
        Trigger.COURT_BAIL_DECIDED,
        Trigger.EVIDENCE_NEEDED,
        Trigger.COURT_RESULT,
    }
)
# What follows, where the pilot applies, from what the CPS intends.
OF_THE_PILOT = frozenset(
    {Trigger.STOP_REVIEW_ASKED, Trigger.STOP_REVIEW_CONFIRMED, Trigger.STOP_REVIEW_OVERTURNED}
)
OF_A_VICTIM = OF_THE_PILOT | {
    Trigger.COMPLAINT_RECEIVED,
    Trigger.ACCOUNT_ARRANGED,
    Trigger.EVIDENCE_NEEDED,
}


# A suspect comes out of custody, whatever is said of what follows.
OUT_OF_CUSTODY = frozenset({Trigger.SUSPECT_RELEASED, Trigger.SUSPECT_BAILED, Trigger.UNDER_INVESTIGATION})


class SignOfLeaving(StrEnum):
    """What makes it likely that a victim leaves the case. The policy says when each is one."""

    KIND_OF_CRIME = "kind_of_crime"
    SILENCE = "silence"
    DELAY = "delay"
    OFFICER_CHANGED = "officer_changed"
    BAIL_ENDED = "bail_ended"


class RightSubject(StrEnum):
    """What a right is about: each subject has a requirement of its own."""

    CONFIRMATION = "confirmation"
    INFORMATION = "information"
    INTERVIEWS = "interviews"
    UPDATES = "updates"
    ARREST = "arrest"
    BAIL = "bail"
    CHARGE = "charge"
    CPS = "cps"
    COURT = "court"
    COMPLAINT = "complaint"


class WhyNotGiven(StrEnum):
    """Why a right was not given, lawfully: a good reason is a field of its own (s.5 of the 2024 Act)."""

    GOOD_REASON = "good_reason"
    DECLINED = "declined"
    UNABLE_TO_CONTACT = "unable_to_contact"
