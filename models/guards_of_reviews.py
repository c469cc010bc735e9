"""What the database refuses of a request for a review: a step twice, a reviewer with a part in it."""

# ruff: noqa: S608 (a trigger's text takes no parameters; its pieces are constants)

from __future__ import annotations

from models.guard_conditions import Guard, was_officer

ON_REVIEWS = (
    Guard(
        "review_request_step_is_done_once",
        "review_request_step",
        ("INSERT",),
        "NEW.kind <> 'reviewer_named' AND EXISTS (SELECT 1 FROM review_request_step s"
        " WHERE s.request_id = NEW.request_id AND s.kind = NEW.kind)",
        "what is done about a request is done once, and never again",
    ),
    Guard(
        "review_request_step_reviewer_is_independent",
        "review_request_step",
        ("INSERT",),
        f"""NEW.kind = 'reviewer_named' AND EXISTS (
            SELECT 1 FROM review_request r JOIN decision d ON d.id = r.decision_id
            JOIN investigation i ON i.id = d.investigation_id
            WHERE r.id = NEW.request_id AND (NEW.reviewer_id IN (d.proposed_by_id, i.oic_id)
              OR {was_officer("i.id", "NEW.reviewer_id")}
              OR EXISTS (SELECT 1 FROM sign_off s
                WHERE s.decision_id = d.id AND s.signed_by_id = NEW.reviewer_id)))""",
        "nobody reviews a decision they made or a case they investigated",
        rests_on=("review_request",),
    ),
    Guard(
        "review_request_step_is_decided_by_its_reviewer",
        "review_request_step",
        ("INSERT",),
        "NEW.kind = 'ended' AND NEW.result IN ('confirmed', 'overturned_charge', 'overturned_refer_to_cps',"
        " 'overturned_out_of_court', 'overturned_investigate', 'time_barred')"
        " AND EXISTS (SELECT 1 FROM review_request r WHERE r.id = NEW.request_id AND r.scheme = 'police')"
        " AND NEW.recorded_by_id <> COALESCE((SELECT s.reviewer_id FROM review_request_step s"
        " WHERE s.request_id = NEW.request_id AND s.kind = 'reviewer_named' ORDER BY s.id DESC LIMIT 1), -1)",
        "a review is decided by the reviewer who was named",
        rests_on=("review_request",),
    ),
)
