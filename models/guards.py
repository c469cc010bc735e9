"""What the database refuses, whoever asks: the last line behind the five nevers (design §2).

Each guard is a table, the operations it watches, and a condition that must not hold. Who was officer in the
case, and what happened since a proposal, they read from the events. Other columns a plain UPDATE could
prepare, as Fairlead's own acts do (a line's answer, a risk flag): what such a change leaves behind, the
verification finds, which holds every such row against its events. models/triggers.py turns them into
triggers. A guard changes with a migration, even an empty one, because migrations are what puts triggers in
place.
"""

# ruff: noqa: S608 (a trigger's text takes no parameters; its pieces are constants)

from __future__ import annotations

from models.guard_conditions import (
    A_LINE_IS_UNANSWERED,
    A_VICTIM_IS_NOT_TOLD,
    ANY_FINISHED,
    BY_FAIRLEAD,
    CASE_IS_FINISHED,
    DECISION_STANDS,
    ENTERS_FINISHED,
    Guard,
    happened,
    was_officer,
)

NEVER_CHANGED = (
    "case_event",
    "event_detail",
    "decision",
    "sign_off",
    "decision_ended",
    "contact",
    "read_log",
    "published_outcome",
)
NEVER_REMOVED = (
    "investigation",
    "line_of_inquiry",
    "suspect",
    "victim",
    "duty",
    "stream",
    "person",
    "role_holding",
    "direction",
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
        "an investigation finishes only when every victim has been told this decision",
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

ON_WHAT_A_CASE_HOLDS = (
    *(
        Guard(
            f"{table}_closed_case_{operation.lower()}",
            table,
            (operation,),
            CASE_IS_FINISHED,
            "a finished case is reopened before this is added or changed",
            waits_for_case=True,
        )
        for table, operation in (
            ("line_of_inquiry", "INSERT"),
            ("line_of_inquiry", "UPDATE"),
            ("victim", "INSERT"),
            ("suspect", "INSERT"),
        )
    ),
    *(
        Guard(
            f"{table}_stays",
            table,
            ("UPDATE",),
            "NEW.investigation_id <> OLD.investigation_id",
            f"a {table} stays with its case",
        )
        for table in ("line_of_inquiry", "victim", "suspect", "duty", "direction")
    ),
    Guard(
        "line_of_inquiry_answers_a_finished_case",
        "line_of_inquiry",
        ("UPDATE",),
        f"""NEW.status NOT IN ('resulted', 'not_pursued') AND EXISTS (
            SELECT 1 FROM line_of_inquiry l JOIN investigation i ON i.id = l.investigation_id
            WHERE l.answered_on_line_id = NEW.id AND l.status = 'answered_elsewhere'
              AND i.state IN {BY_FAIRLEAD})""",
        "a finished case rests on this line",
    ),
)

ON_DECISIONS = (
    Guard(
        "decision_has_its_event",
        "decision",
        ("INSERT",),
        "NOT "
        + happened(
            "NEW.investigation_id",
            "e.id = NEW.event_id AND e.actor_id = NEW.proposed_by_id AND e.kind ="
            " CASE NEW.kind WHEN 'suspect_no_further_action' THEN 'suspect_decided'"
            " ELSE 'decision_proposed' END",
        ),
        "a decision rests on its own event",
    ),
    Guard(
        "sign_off_has_its_event",
        "sign_off",
        ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM decision d WHERE d.id = NEW.decision_id AND "
        + happened(
            "d.investigation_id",
            "e.id = NEW.event_id AND e.actor_id = NEW.signed_by_id AND e.kind = 'decision_signed_off'",
        )
        + ")",
        "a sign-off rests on its own event",
    ),
    Guard(
        "sign_off_is_independent",
        "sign_off",
        ("INSERT",),
        f"""EXISTS (
            SELECT 1 FROM decision d JOIN investigation i ON i.id = d.investigation_id
            WHERE d.id = NEW.decision_id AND (NEW.signed_by_id IN (d.proposed_by_id, i.oic_id)
              OR {was_officer("i.id", "NEW.signed_by_id")}))""",
        "nobody signs off a decision they proposed or a case they investigate",
    ),
)

GUARDS: tuple[Guard, ...] = (
    *(
        Guard(f"{table}_never_changed", table, ("UPDATE", "DELETE"), "1 = 1", f"{table} is never changed")
        for table in NEVER_CHANGED
    ),
    *(
        Guard(f"{table}_never_removed", table, ("DELETE",), "1 = 1", f"{table} is never removed")
        for table in NEVER_REMOVED
    ),
    *ON_INVESTIGATIONS,
    *ON_WHAT_A_CASE_HOLDS,
    *ON_DECISIONS,
)
