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
    AN_OVERRIDE_CHANGES,
    BY_FAIRLEAD,
    CASE_IS_FINISHED,
    CORRECTS_ANOTHERS_CONTACT,
    UNTELLS_A_FINISHED_CASE,
    Guard,
    happened,
    was_officer,
)
from models.guards_of_belonging import ON_BELONGING
from models.guards_of_cases import ON_INVESTIGATIONS
from models.guards_of_reviews import ON_REVIEWS
from models.guards_of_withdrawals import ON_WITHDRAWALS

NEVER_CHANGED = (
    "case_event",
    "event_detail",
    "decision",
    "sign_off",
    "decision_ended",
    "transfer_acceptance",
    "contact",
    "safe_contact",
    "victim_channel",
    "telling_exception",
    "telling_exception_agreed",
    "telling_exception_ended",
    "embargo",
    "embargo_ended",
    "read_log",
    "published_outcome",
    "cps_referral",
    "cps_reply",
    "cps_decision_considered",
    "interview",
    "letter",
    "letter_handed_over",
    "review_request",
    "review_request_step",
    "withdrawal",
    "withdrawal_taken_back",
    "evidence_led_decision",
    "call_back_agreed",
    "call_back",
    "statement_offer",
    "update_agreement",
    "hearing",
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
    "override",
    "acting_rank",
    "accreditation_held",
    "trainee_programme",
    "risk_that_remains",
    "cps_referral_suspect",
    "cps_action",
    "out_of_court_resolution",
    "named_reader",
    "break_glass",
    "direction",
    "letter_email",
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
            ("risk_that_remains", "INSERT"),
            ("risk_that_remains", "UPDATE"),
            ("out_of_court_resolution", "INSERT"),
            ("interview", "INSERT"),
        )
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
    Guard(
        "contact_corrects_its_own_victims",
        "contact",
        ("INSERT",),
        CORRECTS_ANOTHERS_CONTACT,
        "a contact corrects one with the same victim",
    ),
    Guard(
        "contact_keeps_a_finished_case_told",
        "contact",
        ("INSERT",),
        UNTELLS_A_FINISHED_CASE,
        "a finished case is reopened before the contact that told its decision is corrected",
        waits_for_case=True,
    ),
)

ON_OVERRIDES = (
    Guard(
        "override_has_its_event",
        "override",
        ("INSERT",),
        "NEW.ended_at IS NOT NULL OR NOT "
        + happened(
            "NEW.investigation_id",
            "e.id = NEW.event_id AND e.actor_id = NEW.granted_by_id AND e.kind = 'override_granted'",
        ),
        "an override rests on its own event",
    ),
    Guard(
        "override_is_granted_by_another",
        "override",
        ("INSERT",),
        f"""EXISTS (SELECT 1 FROM investigation i WHERE i.id = NEW.investigation_id
            AND (i.oic_id = NEW.granted_by_id OR {was_officer("i.id", "NEW.granted_by_id")}))""",
        "nobody grants an override on a case they investigate",
    ),
    Guard(
        "override_only_ends",
        "override",
        ("UPDATE",),
        AN_OVERRIDE_CHANGES,
        "an override is never changed, save that it ends",
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
        "transfer_acceptance_has_its_event",
        "transfer_acceptance",
        ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM decision d WHERE d.id = NEW.decision_id AND d.kind = 'transfer' AND "
        + happened(
            "d.investigation_id",
            "e.id = NEW.event_id AND e.actor_id = NEW.recorded_by_id AND e.kind = 'transfer_accepted'",
        )
        + ")",
        "an acceptance rests on its own event, on a transfer",
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
    Guard(
        "telling_exception_has_its_event",
        "telling_exception",
        ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM victim v"
        " WHERE v.id = NEW.victim_id AND v.investigation_id = NEW.investigation_id)"
        " OR NOT "
        + happened(
            "NEW.investigation_id",
            "e.id = NEW.event_id AND e.kind = 'telling_exception_recorded'"
            " AND e.actor_id = COALESCE(NEW.agreed_by_id, e.actor_id)",
        ),
        "why a victim was not told rests on its own event",
    ),
    Guard(
        "telling_exception_agreed_has_its_event",
        "telling_exception_agreed",
        ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM telling_exception x WHERE x.id = NEW.exception_id AND "
        + happened(
            "x.investigation_id",
            "e.id = NEW.event_id AND e.kind = 'telling_exception_agreed' AND e.actor_id = NEW.agreed_by_id",
        )
        + ")",
        "an agreement rests on its own event",
    ),
)

ON_READERS = (
    Guard(
        "break_glass_is_reviewed_once",
        "break_glass",
        ("UPDATE",),
        "OLD.reviewed_at IS NOT NULL OR NEW.person_id <> OLD.person_id OR NEW.opened_at <> OLD.opened_at"
        " OR NEW.until_at <> OLD.until_at OR NEW.reason <> OLD.reason"
        " OR NEW.investigation_id <> OLD.investigation_id",
        "that the glass was broken stays as it was, and is reviewed once",
    ),
    Guard(
        "named_reader_stays",
        "named_reader",
        ("UPDATE",),
        "NEW.person_id <> OLD.person_id OR NEW.investigation_id <> OLD.investigation_id"
        " OR NEW.named_by_id <> OLD.named_by_id OR NEW.from_at <> OLD.from_at",
        "who was named to read a case stays as it was",
    ),
)

ON_LETTERS = (
    Guard(
        "letter_email_only_ends",
        "letter_email",
        ("UPDATE",),
        "OLD.standing <> 'waiting' OR NEW.letter_id <> OLD.letter_id OR NEW.address <> OLD.address"
        " OR NEW.nonce <> OLD.nonce OR NEW.asked_at <> OLD.asked_at OR NEW.asked_by_id <> OLD.asked_by_id"
        " OR (OLD.claimed_at IS NOT NULL AND (NEW.claimed_at IS NULL OR NEW.claimed_at <> OLD.claimed_at))",
        "a letter goes by e-mail once, as it was asked",
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
    *ON_BELONGING,
    *ON_DECISIONS,
    *ON_OVERRIDES,
    *ON_READERS,
    *ON_LETTERS,
    *ON_REVIEWS,
    *ON_WITHDRAWALS,
)
