"""What starts a victim's right, and why one was not given, in the words of pages and lists. Pure."""

from __future__ import annotations

from vocabulary import Trigger, WhyNotGiven

TRIGGERS_IN_WORDS = {
    Trigger.SUSPECT_ARRESTED: "A suspect was arrested",
    Trigger.BAIL_PROPOSED: "Bail is proposed",
    Trigger.SUSPECT_BAILED: "A suspect was released on bail",
    Trigger.BAIL_VARIATION_ASKED: "A suspect asks for other bail conditions",
    Trigger.BAIL_CHANGED: "Bail was changed or ended",
    Trigger.UNDER_INVESTIGATION: "A suspect was released under investigation",
    Trigger.SUSPECT_RELEASED: "A suspect was released without charge",
    Trigger.ACCOUNT_ARRANGED: "A victim's account is to be taken",
    Trigger.CHARGE_STOPPED: "The CPS stopped a charge, or changed it much",
    Trigger.CPS_INTENDS_TO_STOP: "The CPS intends to stop a prosecution",
    Trigger.STOP_REVIEW_ASKED: "A victim asks for a review before it is stopped",
    Trigger.STOP_REVIEW_CONFIRMED: "Review before stopping: decision confirmed",
    Trigger.STOP_REVIEW_OVERTURNED: "Review before stopping: decision overturned",
    Trigger.HEARING_LISTED: "A hearing was listed",
    Trigger.HEARING_TAKEN_OUT: "A hearing was taken out of the list, with none in its place",
    Trigger.COURT_BAIL_DECIDED: "The court decided on bail",
    Trigger.EVIDENCE_NEEDED: "It is known whether a victim gives evidence",
    Trigger.COURT_RESULT: "The court's result",
    Trigger.COMPLAINT_RECEIVED: "A victim complains about their rights",
    Trigger.CRIME_REPORTED: "The crime was reported",
    Trigger.INVESTIGATION_OPENED: "The investigation was started",
    Trigger.SUSPECT_INTERVIEWED: "A suspect was interviewed",
    Trigger.SUSPECT_CHARGED: "A suspect was charged",
    Trigger.RESOLUTION_GIVEN: "A resolution out of court was given",
    Trigger.CPS_DECIDED_AGAINST: "The CPS decided against a charge",
}
WHY_NOT_IN_WORDS = {
    WhyNotGiven.GOOD_REASON: "a good reason is recorded",
    WhyNotGiven.DECLINED: "the victim did not want it",
    WhyNotGiven.UNABLE_TO_CONTACT: "the victim cannot be reached",
}
