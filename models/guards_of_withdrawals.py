"""What the database refuses of withdrawals, offers, agreements, hearings: each rests on its own event."""

# ruff: noqa: S608 (a trigger's text takes no parameters; its pieces are constants)

from __future__ import annotations

from models.guard_conditions import Guard, happened

# Table → the kind of its event, the column that names whoever did it, what the refusal calls it.
OF_A_CASE = {
    "withdrawal": ("withdrawal_recorded", "recorded_by_id", "a withdrawal"),
    "evidence_led_decision": ("evidence_led_decided", "decided_by_id", "whether to go on without the victim"),
    "call_back": ("call_back_made", "recorded_by_id", "a call-back"),
    "statement_offer": ("statement_offered", "recorded_by_id", "the offer of a statement"),
    "update_agreement": ("updates_agreed", "recorded_by_id", "how often a victim is kept informed"),
    "hearing": ("development_recorded", "recorded_by_id", "when and where a hearing is"),
}
OF_A_WITHDRAWAL = {
    "withdrawal_taken_back": ("victim_view_recorded", "recorded_by_id", "that a withdrawal is taken back"),
    "call_back_agreed": ("call_back_agreed", "agreed_by_id", "that somebody is rung back all the same"),
}


def _event(kind: str, person: str) -> str:
    return f"e.id = NEW.event_id AND e.kind = '{kind}' AND e.actor_id = NEW.{person}"


ON_WITHDRAWALS = (
    *(
        Guard(
            f"{table}_has_its_event",
            table,
            ("INSERT",),
            f"NOT {happened('NEW.investigation_id', _event(kind, person))}",
            f"{what} rests on its own event",
        )
        for table, (kind, person, what) in OF_A_CASE.items()
    ),
    *(
        Guard(
            f"{table}_has_its_event",
            table,
            ("INSERT",),
            "NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.id = NEW.withdrawal_id AND "
            f"{happened('w.investigation_id', _event(kind, person))})",
            f"{what} rests on its own event",
            rests_on=("withdrawal",),
        )
        for table, (kind, person, what) in OF_A_WITHDRAWAL.items()
    ),
)
