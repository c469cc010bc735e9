"""The five nevers of a case, asked of the tables in plain SQL: nothing here calls the application's rules.

Ranks are written out for the offences that these tests use: theft, burglary of a dwelling, rape.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

FINISHED = "('closed', 'no_further_action')"
NOT_MATERIAL = """('step_refused', 'needs_assessed', 'support_offered', 'contact_recorded', 'promise_kept',
    'suspect_told', 'decision_proposed', 'decision_signed_off', 'proposal_withdrawn', 'proposal_returned',
    'proposal_lapsed', 'case_closed', 'case_filed_no_further_action', 'published_label_changed',
    'note_added', 'responsibility_passed', 'victim_account_taken', 'direction_given', 'direction_done')"""
NOT_EVIDENTIAL = "('intelligence', 'media_appeal', 'safeguarding')"
INSPECTORS_OUTCOMES = "('5', '10', '11', '12', '13', '17', '21')"
EVENTS = """case_event e JOIN stream t ON t.id = e.stream_id AND t.kind = 'investigation'
    AND t.subject_id = i.id"""

LAST_MATERIAL = f"(SELECT max(e.id) FROM {EVENTS} WHERE e.kind NOT IN {NOT_MATERIAL})"
IS_RAPE = "i.offence_class = 'rape_and_serious_sexual'"
SENIORITY = """CASE s.rank_then WHEN 'police_staff' THEN 0 WHEN 'constable' THEN 1 WHEN 'sergeant' THEN 2
    ELSE 3 END"""
SIGNERS_WHO_COUNT = f"""(SELECT count(DISTINCT s.signed_by_id) FROM sign_off s WHERE s.decision_id = d.id
    AND {SENIORITY} >= CASE WHEN {IS_RAPE} OR d.outcome_code IN {INSPECTORS_OUTCOMES} THEN 3 ELSE 2 END
    AND (s.was_detective OR NOT {IS_RAPE})
    AND s.signed_by_id <> COALESCE(i.oic_id, 0)
    AND NOT EXISTS (SELECT 1 FROM decision p WHERE p.investigation_id = i.id
        AND p.kind <> 'suspect_no_further_action' AND p.proposed_by_id = s.signed_by_id)
    AND NOT EXISTS (SELECT 1 FROM {EVENTS} WHERE e.about_person_id = s.signed_by_id
        AND e.kind IN ('case_allocated', 'suspect_interviewed'))
    AND NOT EXISTS (SELECT 1 FROM {EVENTS} WHERE e.actor_id = s.signed_by_id
        AND e.kind IN ('suspect_interviewed', 'victim_view_recorded', 'victim_account_taken'))
    AND NOT EXISTS (SELECT 1 FROM line_of_inquiry l WHERE l.investigation_id = i.id
        AND l.answered_by_id = s.signed_by_id AND l.category NOT IN {NOT_EVIDENTIAL}))"""
SIGNERS_NEEDED = f"""CASE WHEN {IS_RAPE} AND d.kind = 'no_further_action' AND d.outcome_code IN ('14', '16')
    THEN 2 ELSE 1 END"""

# Each asks for cases of which it is true; there must be none.
NEVERS = {
    "finished with a line unanswered": f"""
        SELECT i.id FROM investigation i JOIN line_of_inquiry l ON l.investigation_id = i.id
        LEFT JOIN line_of_inquiry o ON o.id = l.answered_on_line_id
        WHERE i.state IN {FINISHED} AND (l.status = 'open'
            OR (l.status = 'answered_elsewhere' AND o.status NOT IN ('resulted', 'not_pursued')))""",
    "finished with no line and no agreed reason": f"""
        SELECT i.id FROM investigation i WHERE i.state IN {FINISHED}
        AND NOT EXISTS (SELECT 1 FROM line_of_inquiry l
            WHERE l.investigation_id = i.id AND l.status <> 'superseded')
        AND (i.no_lines_agreed_by_id IS NULL OR NOT EXISTS (SELECT 1 FROM {EVENTS}
            WHERE e.kind = 'no_lines_excused' AND e.actor_id = i.no_lines_agreed_by_id))""",
    "finished without a decision of this round": f"""
        SELECT i.id FROM investigation i WHERE i.state IN {FINISHED} AND NOT EXISTS (
            SELECT 1 FROM decision d JOIN decision_ended x ON x.decision_id = d.id
            WHERE d.id = i.current_decision_id AND d.investigation_id = i.id AND d.round = i.round
            AND x.ending = 'carried_out'
            AND d.kind = CASE i.state WHEN 'closed' THEN 'closure' ELSE 'no_further_action' END)""",
    "finished without enough independent people of the rank": f"""
        SELECT i.id FROM investigation i JOIN decision d ON d.id = i.current_decision_id
        WHERE i.state IN {FINISHED} AND {SIGNERS_WHO_COUNT} < {SIGNERS_NEEDED}""",
    "decided on other content than stands": f"""
        SELECT i.id FROM investigation i JOIN decision d ON d.id = i.current_decision_id
        WHERE i.state IN ('awaiting_sign_off', 'awaiting_victim_update', 'closed', 'no_further_action')
        AND d.proposed_at_event_id <> {LAST_MATERIAL}""",
    "finished with a victim not told": f"""
        SELECT i.id FROM investigation i JOIN victim v ON v.investigation_id = i.id
        WHERE i.state IN {FINISHED} AND NOT EXISTS (SELECT 1 FROM contact c
            WHERE c.victim_id = v.id AND c.decision_id = i.current_decision_id
            AND c.result = 'reached' AND c.told <> ''
            AND (c.channel IN ('in_person', 'through_advocate') OR NOT ({IS_RAPE} OR (c.channel = 'letter'
                AND EXISTS (SELECT 1 FROM investigation_flag f WHERE f.investigation_id = i.id
                    AND f.flag = 'domestic_abuse'))))
            AND c.happened_at >= (SELECT max(s.signed_at) FROM sign_off s
                WHERE s.decision_id = i.current_decision_id))""",
    "finished with no victim and no reason why": f"""
        SELECT i.id FROM investigation i WHERE i.state IN {FINISHED} AND i.no_victim_reason IS NULL
        AND NOT EXISTS (SELECT 1 FROM victim v WHERE v.investigation_id = i.id)""",
    "nobody is responsible": """
        SELECT i.id FROM investigation i LEFT JOIN person p ON p.id = i.responsible_id
        WHERE p.id IS NULL OR p.retired_at IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM role_holding h WHERE h.person_id = p.id AND h.until_on IS NULL
            AND h.role IN ('investigator', 'supervisor'))""",
    "waits for sign-off without a decision, or with enough sign-offs": """
        SELECT i.id FROM investigation i LEFT JOIN decision d ON d.id = i.current_decision_id
        WHERE i.state = 'awaiting_sign_off' AND (d.id IS NULL
            OR (SELECT count(*) FROM sign_off s WHERE s.decision_id = d.id) >= d.sign_offs_needed)""",
    "waits for telling with too few or too many sign-offs": """
        SELECT i.id FROM investigation i LEFT JOIN decision d ON d.id = i.current_decision_id
        WHERE i.state = 'awaiting_victim_update' AND (d.id IS NULL
            OR (SELECT count(*) FROM sign_off s WHERE s.decision_id = d.id) <> d.sign_offs_needed)""",
    "a victim is not owed a signed decision exactly once": """
        SELECT i.id FROM investigation i JOIN victim v ON v.investigation_id = i.id
        WHERE i.state = 'awaiting_victim_update' AND (SELECT count(*) FROM duty u WHERE u.victim_id = v.id
            AND u.kind = 'tell_decision' AND u.decision_id = i.current_decision_id
            AND u.status <> 'excused') <> 1""",
    "the case does not know its last events": f"""
        SELECT i.id FROM investigation i WHERE i.last_material_event_id <> {LAST_MATERIAL}
        OR i.last_event_id <> (SELECT max(e.id) FROM {EVENTS})""",
}

NEVER_CHANGED = ("case_event", "event_detail", "decision", "sign_off", "decision_ended", "contact")


def broken(session: Session) -> dict[str, list[int]]:
    """Which nevers do not hold, and the cases in which they do not."""
    found = {name: list(session.scalars(sa.text(query))) for name, query in NEVERS.items()}
    return {name: ids for name, ids in found.items() if ids}
