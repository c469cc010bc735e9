"""What the database refuses of a case as a whole: how it starts, finishes and is reopened."""

from __future__ import annotations

from models.guard_conditions import (
    A_LINE_IS_UNANSWERED,
    A_TRANSFER_IS_NOT_ACCEPTED,
    A_VICTIM_IS_NOT_TOLD,
    ANY_FINISHED,
    BY_FAIRLEAD,
    DECISION_STANDS,
    ENTERS_FINISHED,
    Guard,
    happened,
)

ON_INVESTIGATIONS = (
    Guard(
        "investigation_starts_open",
        "investigation",
        ("INSERT",),
        "NEW.state NOT IN ('recorded', 'decided_before_fairlead')"
        " OR (NEW.state = 'decided_before_fairlead' AND NEW.origin <> 'published_data')",
        "an investigation starts as recorded",
    ),
    Guard(
        "investigation_keeps_its_origin",
        "investigation",
        ("UPDATE",),
        "NEW.origin <> OLD.origin"
        " OR COALESCE(NEW.published_crime_id, '') <> COALESCE(OLD.published_crime_id, '')",
        "where an investigation came from never changes",
    ),
    Guard(
        "investigation_finishes_after_telling",
        "investigation",
        ("UPDATE",),
        f"{ENTERS_FINISHED} AND OLD.state <> 'awaiting_victim_update'",
        "an investigation finishes only after sign-off and telling",
    ),
    Guard(
        "investigation_finishes_signed_off",
        "investigation",
        ("UPDATE",),
        f"{ENTERS_FINISHED} AND NOT {DECISION_STANDS}",
        "an investigation finishes only on a decision signed off by people independent of it",
    ),
    Guard(
        "investigation_finishes_answered",
        "investigation",
        ("UPDATE",),
        f"{ENTERS_FINISHED} AND {A_LINE_IS_UNANSWERED}",
        "an investigation finishes only when every line of inquiry is answered",
    ),
    Guard(
        "investigation_finishes_told",
        "investigation",
        ("UPDATE",),
        f"{ENTERS_FINISHED} AND {A_VICTIM_IS_NOT_TOLD}",
        "an investigation finishes only when every victim has been told this decision or why not is agreed",
        rests_on=("telling_exception_agreed",),
    ),
    Guard(
        "investigation_transfers_accepted",
        "investigation",
        ("UPDATE",),
        # Asked last: what else is missing, the other guards say.
        f"{ENTERS_FINISHED} AND OLD.state = 'awaiting_victim_update' AND {DECISION_STANDS}"
        f" AND {A_TRANSFER_IS_NOT_ACCEPTED}",
        "an investigation is transferred only when the other force has accepted it",
        rests_on=("transfer_acceptance",),
    ),
    Guard(
        "investigation_reopens_as_recorded",
        "investigation",
        ("UPDATE",),
        f"OLD.state IN {ANY_FINISHED} AND NEW.state <> OLD.state"
        " AND (NEW.state <> 'recorded' OR NEW.round <> OLD.round + 1)",
        "a finished investigation changes only by being reopened",
    ),
    Guard(
        "investigation_round_grows",
        "investigation",
        ("UPDATE",),
        f"NEW.round <> OLD.round AND NOT (OLD.state IN {ANY_FINISHED} AND NEW.state = 'recorded')",
        "the round of an investigation grows only by being reopened",
    ),
    Guard(
        "investigation_rests_on_its_decision",
        "investigation",
        ("UPDATE",),
        f"OLD.state IN {BY_FAIRLEAD} AND NEW.state = OLD.state AND ("
        " COALESCE(NEW.current_decision_id, -1) <> COALESCE(OLD.current_decision_id, -1)"
        " OR COALESCE(NEW.no_lines_agreed_by_id, -1) <> COALESCE(OLD.no_lines_agreed_by_id, -1))",
        "a finished investigation keeps what it was finished on",
    ),
    Guard(
        "investigation_decided_before_is_imported",
        "investigation",
        ("UPDATE",),
        # A published crime that nobody here has touched follows what is published about it.
        "NEW.state = 'decided_before_fairlead' AND OLD.state <> NEW.state"
        " AND NOT (OLD.state = 'recorded' AND OLD.origin = 'published_data' AND NEW.round = 1"
        f" AND NEW.oic_id IS NULL AND NOT {happened('NEW.id', 'e.actor_id IS NOT NULL')})",
        "only an untouched published crime was decided before Fairlead",
    ),
)
