"""What the database refuses of where a row belongs: it stays with its case, and names what is of that case.

Without them a victim who was told on another crime, or a chain that is put aside, would satisfy the other
guards, which go from the case to its rows and to its events.
"""

# ruff: noqa: S608 (a trigger's text takes no parameters; its pieces are constants)

from __future__ import annotations

from models.guard_conditions import Guard

STAYS = (
    "line_of_inquiry",
    "victim",
    "suspect",
    "duty",
    "risk_that_remains",
    "out_of_court_resolution",
    "direction",
    "cps_action",
    "letter_email",
)
# Table → the columns that name a row of another table, which has a case too.
NAMES = {
    "line_of_inquiry": {"suspect_id": "suspect"},
    "contact": {"victim_id": "victim", "decision_id": "decision"},
    "safe_contact": {"victim_id": "victim"},
    "telling_exception": {"victim_id": "victim", "decision_id": "decision"},
    "review_request": {"victim_id": "victim", "decision_id": "decision"},
    "review_request_step": {"request_id": "review_request"},
    "duty": {"victim_id": "victim", "decision_id": "decision", "direction_id": "direction"},
    "decision": {"suspect_id": "suspect"},
    "override": {"suspect_id": "suspect"},
    "risk_that_remains": {"suspect_id": "suspect"},
    "out_of_court_resolution": {"suspect_id": "suspect"},
    "interview": {"suspect_id": "suspect"},
    "cps_reply": {"referral_id": "cps_referral", "suspect_id": "suspect"},
    "cps_action": {"id": "line_of_inquiry", "reply_id": "cps_reply"},
    "cps_decision_considered": {"reply_id": "cps_reply"},
    "break_glass": {"duty_id": "duty"},
    "letter": {"victim_id": "victim", "decision_id": "decision"},
    "letter_handed_over": {"letter_id": "letter", "contact_id": "contact"},
    "letter_email": {"letter_id": "letter"},
    "withdrawal": {"victim_id": "victim"},
    "call_back": {"withdrawal_id": "withdrawal", "contact_id": "contact"},
    "statement_offer": {"victim_id": "victim"},
    "update_agreement": {"victim_id": "victim"},
    "hearing": {"supersedes_id": "hearing"},
}
MAY_CHANGE = (
    "line_of_inquiry",
    "duty",
    "risk_that_remains",
    "out_of_court_resolution",
    "cps_action",
    "break_glass",
)


def _is_of_another_case(column: str, table: str) -> str:
    return (
        f"(NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} o"
        f" WHERE o.id = NEW.{column} AND o.investigation_id = NEW.investigation_id))"
    )


ON_BELONGING = (
    *(
        Guard(
            f"{table}_stays",
            table,
            ("UPDATE",),
            "NEW.investigation_id <> OLD.investigation_id",
            f"a {table} stays with its case",
        )
        for table in STAYS
    ),
    *(
        Guard(
            f"{table}_names_its_own",
            table,
            ("INSERT", "UPDATE") if table in MAY_CHANGE else ("INSERT",),
            " OR ".join(_is_of_another_case(column, other) for column, other in names.items()),
            f"what a {table} names is of the same case",
            rests_on=tuple(sorted(set(names.values()))),
        )
        for table, names in NAMES.items()
    ),
    Guard(
        "cps_referral_suspect_names_its_own",
        "cps_referral_suspect",
        ("INSERT", "UPDATE"),
        "NOT EXISTS (SELECT 1 FROM cps_referral r JOIN suspect s ON s.investigation_id = r.investigation_id"
        " WHERE r.id = NEW.referral_id AND s.id = NEW.suspect_id)",
        "what a cps_referral_suspect names is of the same case",
    ),
    Guard(
        "duty_is_never_put_off",
        "duty",
        ("UPDATE",),
        # Enhanced rights make it earlier; when one falls due, the verification does not reckon again.
        "NEW.due_at > OLD.due_at",
        "what is owed by a time is never put off",
    ),
    Guard(
        "stream_stays",
        "stream",
        ("UPDATE",),
        "NEW.kind <> OLD.kind OR NEW.subject_id <> OLD.subject_id",
        "a chain stays with what it tells of",
    ),
)
