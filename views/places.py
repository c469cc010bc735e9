"""Place → address: the only table that knows which page mends what."""

from __future__ import annotations

from flask import url_for

from views.clock import policy
from vocabulary import AssessmentQuestion, Place

ENDPOINTS: dict[Place, tuple[str, str]] = {
    Place.CASE: ("investigations.show", ""),
    Place.CLASSIFY: ("investigations.classify", ""),
    Place.ALLOCATION: ("allocating.allocate", ""),
    Place.LINES: ("investigations.show", "lines"),
    Place.SUSPECTS: ("investigations.show", "suspects"),
    Place.VICTIMS: ("investigations.show", "victims"),
    Place.DECISION: ("investigations.show", "decisions"),
    Place.PROPOSE_CLOSURE: ("decisions.propose_closure", ""),
    Place.PROPOSE_NO_FURTHER_ACTION: ("decisions.propose_no_further_action", ""),
    Place.PROPOSE_NOT_INVESTIGATING: ("other_endings.propose_not_investigating", ""),
    Place.PROPOSE_CANCELLATION: ("other_endings.propose_cancellation", ""),
    Place.PROPOSE_TRANSFER: ("other_endings.propose_transfer", ""),
    Place.TRANSFER_ACCEPTED: ("other_endings.transfer_accepted", ""),
    Place.WHO_MAY_SIGN: ("decisions.who_may_sign", ""),
    Place.REVIEW: ("reviews.record", ""),
    Place.CPS_REPLY: ("cps.reply", ""),
    Place.CPS_DECISION: ("cps.considered", ""),
    Place.EARLY_ADVICE: ("cps.no_early_advice", ""),
    Place.EVIDENCE_LED: ("withdrawals.evidence_led", ""),
}


def address(place: Place, investigation_id: int) -> str:
    """The address of a place in one case."""
    endpoint, anchor = ENDPOINTS[place]
    return url_for(endpoint, investigation_id=investigation_id, _anchor=anchor or None)


def address_of_requirement(key: str) -> str:
    """The handbook's page about a requirement."""
    return url_for("handbook.requirement", requirement=key.replace("_", "-"))


# An item's kind is the record it is about and, where there are several pages, what is still to be done.
ITEM_PLACES = {
    "line": ("lines.result", "line_id"),
    "line_loss": ("line_facts.lost", "line_id"),
    "line_request": ("line_facts.request", "line_id"),
    "victim_death": ("deaths.record", "victim_id"),
    "suspect_remains": ("remaining.record", "suspect_id"),
    "victim_rights": ("rights.show", "victim_id"),
    "victim_contact": ("victims.contact", "victim_id"),
    "victim_needs": ("victims.needs", "victim_id"),
    "victim_support": ("victims.support", "victim_id"),
    "victim_view": ("victims.view", "victim_id"),
    "victim_withdrawal": ("withdrawals.record", "victim_id"),
    "victim_call_back": ("withdrawals.call_back", "victim_id"),
    "victim_statement": ("statements.offer", "victim_id"),
    "suspect_decision": ("suspects.decide", "suspect_id"),
    "suspect_told": ("suspects.told", "suspect_id"),
    "suspect_resolution": ("resolutions.give", "suspect_id"),
    "suspect_resolution_check": ("resolutions.check", "suspect_id"),
    "suspect_diversion": ("resolutions.end_diversion", "suspect_id"),
    "suspect_correct": ("corrections.suspect", "suspect_id"),
}


# A proposal's own questions are mended in the form below the refusal, where what was typed is kept.
QUESTIONS = ("#evidence", "#lines", "#victim", "#risk")


def address_of_item(kind: str, item_id: int, investigation_id: int) -> str | None:
    """Where one item of a finding is mended, or None when it is not a record."""
    if kind == "missing_line":
        category = policy().line_categories[item_id].key
        return url_for("lines.add", investigation_id=investigation_id, category=category)
    if kind == "suspect_line":
        return url_for("lines.add", investigation_id=investigation_id, suspect=item_id)
    if kind == "question":
        return QUESTIONS[item_id]
    if kind == "assessment":
        return f"#{list(AssessmentQuestion)[item_id].value}"
    if kind not in ITEM_PLACES:
        return None
    endpoint, argument = ITEM_PLACES[kind]
    return url_for(endpoint, **{argument: item_id})
