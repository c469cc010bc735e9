"""The conditions that guards are made of: SQL over OLD and NEW, the same for both databases."""

# ruff: noqa: S608 (a trigger's text takes no parameters; its pieces are constants)

from __future__ import annotations

from dataclasses import dataclass

from vocabulary import FINISHED, FINISHED_BY_FAIRLEAD, EventKind


@dataclass(frozen=True)
class Guard:
    """Refuse `operations` on `table` with `message` when `condition` (SQL over OLD and NEW) holds.

    `waits_for_case`: on PostgreSQL, first wait for whoever holds the row's investigation, so that the
    condition is not read from a case that somebody is finishing at this moment. `rests_on`: other tables that
    the condition reads and older revisions do not have; there the guard is left out.
    """

    name: str
    table: str
    operations: tuple[str, ...]
    condition: str
    message: str
    waits_for_case: bool = False
    rests_on: tuple[str, ...] = ()


def listed(values: object) -> str:
    return "(" + ", ".join(sorted(f"'{value}'" for value in values)) + ")"


BY_FAIRLEAD = listed(FINISHED_BY_FAIRLEAD)
ANY_FINISHED = listed(FINISHED)
MATERIAL = listed(kind for kind in EventKind if kind.material)
ENTERS_FINISHED = f"NEW.state IN {BY_FAIRLEAD} AND OLD.state <> NEW.state"
CASE_IS_FINISHED = f"""EXISTS (
    SELECT 1 FROM investigation i WHERE i.id = NEW.investigation_id AND i.state IN {BY_FAIRLEAD})"""


def happened(case: str, what: str) -> str:
    """An event of this case of which `what` (over `e`) holds."""
    return f"""EXISTS (
        SELECT 1 FROM stream t JOIN case_event e ON e.stream_id = t.id
        WHERE t.kind = 'investigation' AND t.subject_id = {case} AND {what})"""


def was_officer(case: str, person: str) -> str:
    """Was this person ever its officer, or their mentor on it?"""
    kinds = listed(("case_allocated", "mentor_named"))
    return happened(case, f"e.kind IN {kinds} AND e.about_person_id = {person}")


DECISION_STANDS = f"""EXISTS (
    SELECT 1 FROM decision d
    WHERE d.id = NEW.current_decision_id AND d.investigation_id = NEW.id AND d.round = NEW.round
      AND ((NEW.state = 'closed' AND d.kind = 'closure')
        OR (NEW.state = 'no_further_action' AND d.kind IN ('no_further_action', 'not_investigated'))
        OR (NEW.state = 'cancelled' AND d.kind = 'cancellation')
        OR (NEW.state = 'transferred' AND d.kind = 'transfer'))
      AND d.proposed_at_event_id = NEW.last_material_event_id
      AND NOT {happened("NEW.id", f"e.id > d.proposed_at_event_id AND e.kind IN {MATERIAL}")}
      AND NOT EXISTS (SELECT 1 FROM decision_ended x WHERE x.decision_id = d.id AND x.ending <> 'carried_out')
      AND (SELECT count(*) FROM sign_off s
           WHERE s.decision_id = d.id AND s.signed_by_id <> d.proposed_by_id
             AND s.signed_by_id <> COALESCE(NEW.oic_id, -1)
             AND NOT {was_officer("NEW.id", "s.signed_by_id")}) >= d.sign_offs_needed)"""

# A decision not to investigate further is itself the authorised reason why there is no line. What is
# cancelled never was a crime of ours, and lines go with a crime that is transferred.
NOT_INVESTIGATED = """EXISTS (
    SELECT 1 FROM decision d WHERE d.id = NEW.current_decision_id AND d.kind = 'not_investigated')"""

A_LINE_IS_UNANSWERED = f"""(NEW.state IN ('closed', 'no_further_action') AND (
    EXISTS (SELECT 1 FROM line_of_inquiry l WHERE l.investigation_id = NEW.id AND l.status = 'open')
    OR (NOT {NOT_INVESTIGATED}
        AND (NEW.no_lines_agreed_by_id IS NULL OR NEW.no_lines_agreed_by_id = COALESCE(NEW.oic_id, -1)
          OR {was_officer("NEW.id", "NEW.no_lines_agreed_by_id")}
          OR EXISTS (SELECT 1 FROM decision d
            WHERE d.id = NEW.current_decision_id AND d.proposed_by_id = NEW.no_lines_agreed_by_id))
        AND NOT EXISTS (
        SELECT 1 FROM line_of_inquiry l WHERE l.investigation_id = NEW.id AND l.status <> 'superseded'))
    OR EXISTS (
        SELECT 1 FROM line_of_inquiry l JOIN line_of_inquiry other ON other.id = l.answered_on_line_id
        WHERE l.investigation_id = NEW.id AND l.status = 'answered_elsewhere'
          AND other.status NOT IN ('resulted', 'not_pursued'))))"""

A_TRANSFER_IS_NOT_ACCEPTED = """(NEW.state = 'transferred' AND NOT EXISTS (
    SELECT 1 FROM transfer_acceptance a WHERE a.decision_id = NEW.current_decision_id))"""


def _agrees(person: str) -> str:
    """Neither was officer in the case nor proposed the decision."""
    return f"""({person} <> COALESCE(NEW.oic_id, -1) AND NOT {was_officer("NEW.id", person)}
        AND NOT EXISTS (SELECT 1 FROM decision d
            WHERE d.id = NEW.current_decision_id AND d.proposed_by_id = {person}))"""


# Somebody independent agreed, or had seen it when they signed the decision off. Services look at the date of
# review.
AN_EXCEPTION_STANDS = f"""EXISTS (
    SELECT 1 FROM telling_exception x
    WHERE x.victim_id = v.id AND (x.decision_id = NEW.current_decision_id OR x.decision_id IS NULL)
      AND NOT EXISTS (SELECT 1 FROM telling_exception_ended n WHERE n.exception_id = x.id)
      AND ({_agrees("x.agreed_by_id")} OR (x.agreed_by_id IS NULL AND (
        EXISTS (SELECT 1 FROM telling_exception_agreed g
            WHERE g.exception_id = x.id AND {_agrees("g.agreed_by_id")})
        OR EXISTS (SELECT 1 FROM sign_off s
            WHERE s.decision_id = NEW.current_decision_id AND s.seen_event_id >= x.event_id)))))"""

# What was recorded before Fairlead asked whether a channel counts is not judged by it.
A_VICTIM_IS_NOT_TOLD = f"""EXISTS (
    SELECT 1 FROM victim v WHERE v.investigation_id = NEW.id AND NOT EXISTS (
        SELECT 1 FROM contact c
        WHERE c.victim_id = v.id AND c.decision_id = NEW.current_decision_id AND c.result = 'reached'
          AND c.counts IS NOT FALSE
          AND NOT EXISTS (SELECT 1 FROM contact x WHERE x.supersedes_id = c.id))
      AND NOT {AN_EXCEPTION_STANDS})"""

OF_AN_OVERRIDE = (
    "id",
    "investigation_id",
    "requirement",
    "ground",
    "granted_by_id",
    "rank_then",
    "was_detective",
    "granted_at",
    "expires_at",
    "event_id",
    "policy_version",
)
AN_OVERRIDE_CHANGES = " OR ".join(
    (
        *(f"NEW.{column} <> OLD.{column}" for column in OF_AN_OVERRIDE),
        "COALESCE(NEW.officer_id, -1) <> COALESCE(OLD.officer_id, -1)",
        "COALESCE(NEW.suspect_id, -1) <> COALESCE(OLD.suspect_id, -1)",
        "OLD.ended_at IS NOT NULL",
        "NEW.ended_at IS NULL",
    )
)

CORRECTS_ANOTHERS_CONTACT = """NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM contact c WHERE c.id = NEW.supersedes_id AND c.victim_id = NEW.victim_id)"""

# The contact that is corrected told the decision on which the case was finished, and nothing else would.
UNTELLS_A_FINISHED_CASE = f"""EXISTS (
    SELECT 1 FROM contact c JOIN investigation i ON i.id = c.investigation_id
    WHERE c.id = NEW.supersedes_id AND i.state IN {BY_FAIRLEAD} AND c.decision_id = i.current_decision_id
      AND c.counts IS NOT FALSE
      AND (COALESCE(NEW.decision_id, -1) <> i.current_decision_id OR NEW.counts IS FALSE)
      AND NOT EXISTS (
        SELECT 1 FROM contact o
        WHERE o.victim_id = c.victim_id AND o.decision_id = i.current_decision_id AND o.id <> c.id
          AND o.result = 'reached' AND o.counts IS NOT FALSE
          AND NOT EXISTS (SELECT 1 FROM contact x WHERE x.supersedes_id = o.id)))"""
