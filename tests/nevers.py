"""The five nevers of a case, asked of the tables in plain SQL: nothing here calls the application's rules."""
# Ranks are written out for the offences that these tests use: theft, burglary of a dwelling, rape.

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

FINISHED = "('closed', 'no_further_action', 'cancelled', 'transferred')"
WITH_LINES_ANSWERED = "('closed', 'no_further_action')"
THOSE_NOT_MATERIAL = (
    "step_refused",
    "needs_assessed",
    "support_offered",
    "contact_recorded",
    "promise_kept",
    "suspect_told",
    "decision_proposed",
    "decision_signed_off",
    "proposal_withdrawn",
    "proposal_returned",
    "proposal_lapsed",
    "case_closed",
    "case_filed_no_further_action",
    "published_label_changed",
    "note_added",
    "responsibility_passed",
    "victim_account_taken",
    "case_cancelled",
    "case_transferred",
    "transfer_accepted",
    "case_reviewed",
    "waiting_started",
    "waiting_ended",
    "new_information_received",
    "new_information_considered",
    "contact_corrected",
    "resolution_checked",
    "safe_contact_recorded",
    "telling_exception_recorded",
    "telling_exception_agreed",
    "development_recorded",
    "right_excused",
    "telling_exception_ended",
    "embargo_set",
    "embargo_ended",
    "marked_looked_at",
    "case_restricted",
    "restriction_lifted",
    "reader_named",
    "reader_ended",
    "glass_broken",
    "glass_reviewed",
    "details_hidden",
    "details_shown",
    "direction_given",
    "direction_done",
    "suspect_interview_joined",
    "letter_made",
    "letter_email_asked",
    "letter_not_sent",
    "letter_handed_over",
    "review_requested",
    "late_request_accepted",
    "request_acknowledged",
    "reviewer_named",
    "request_passed_on",
    "request_ended",
    "review_result_told",
    "call_back_agreed",
    "call_back_made",
    "statement_offered",
    "risk_recorded_since",
    "victim_death_learnt",
    "updates_agreed",
    "right_wanted_again",
    "ringing_begun",
    "ringing_ended",
)
NOT_MATERIAL = "('" + "', '".join(THOSE_NOT_MATERIAL) + "')"
NOT_EVIDENTIAL = "('intelligence', 'media_appeal', 'safeguarding')"
INSPECTORS_OUTCOMES = "('5', '10', '11', '12', '13', '17', '21')"
EVENTS = """case_event e JOIN stream t ON t.id = e.stream_id AND t.kind = 'investigation'
    AND t.subject_id = i.id"""

# A risk that was known when the case was finished: not one recorded on it since.
KNOWN_THEN = f"""NOT EXISTS (SELECT 1 FROM {EVENTS} WHERE e.kind = 'risk_recorded_since'
    AND e.canonical LIKE '%"' || f.flag || '"%'
    AND e.id > (SELECT max(z.event_id) FROM decision_ended z WHERE z.decision_id = i.current_decision_id))"""
LAST_MATERIAL = f"(SELECT max(e.id) FROM {EVENTS} WHERE e.kind NOT IN {NOT_MATERIAL})"
IS_RAPE = "i.offence_class = 'rape_and_serious_sexual'"
SENIORITY = """CASE s.rank_then WHEN 'police_staff' THEN 0 WHEN 'constable' THEN 1 WHEN 'sergeant' THEN 2
    ELSE 3 END"""
STANDING = """CASE {}.rank WHEN 'police_staff' THEN 0 WHEN 'constable' THEN 1 WHEN 'sergeant' THEN 2
    ELSE 3 END"""
HOLDS = "EXISTS (SELECT 1 FROM role_holding h WHERE h.person_id = s.signed_by_id AND h.role = '{}')"
HAS_THE_AUTHORITY = f"""CASE d.kind
    WHEN 'not_investigated' THEN {HOLDS.format("crime_assessor")}
        OR (d.sign_offs_needed = 2 AND {SENIORITY} >= 3)
    WHEN 'cancellation' THEN {HOLDS.format("crime_registrar")}
        OR ({SENIORITY} >= 3 AND NOT ({IS_RAPE} OR i.offence_class = 'unclassified'))
    WHEN 'transfer' THEN {SENIORITY} >= 3
    ELSE {SENIORITY} >= CASE WHEN {IS_RAPE} OR d.outcome_code IN {INSPECTORS_OUTCOMES} THEN 3 ELSE 2 END
        AND (s.was_detective OR NOT {IS_RAPE}) END"""
SIGNERS_WHO_COUNT = f"""(SELECT count(DISTINCT s.signed_by_id) FROM sign_off s WHERE s.decision_id = d.id
    AND {HAS_THE_AUTHORITY}
    AND NOT (d.kind = 'not_investigated' AND EXISTS (SELECT 1 FROM {EVENTS}
        WHERE e.actor_id = s.signed_by_id AND e.kind = 'crime_recorded'))
    AND s.signed_by_id <> COALESCE(i.oic_id, 0)
    AND NOT EXISTS (SELECT 1 FROM decision p WHERE p.investigation_id = i.id
        AND p.kind <> 'suspect_no_further_action' AND p.proposed_by_id = s.signed_by_id)
    AND NOT EXISTS (SELECT 1 FROM {EVENTS} WHERE e.about_person_id = s.signed_by_id
        AND e.kind IN ('case_allocated', 'suspect_interviewed', 'suspect_interview_joined', 'mentor_named',
            'resolution_given', 'victim_view_recorded', 'decision_proposed'))
    AND NOT EXISTS (SELECT 1 FROM {EVENTS} WHERE e.actor_id = s.signed_by_id
        AND e.kind IN ('suspect_interviewed', 'victim_view_recorded', 'victim_account_taken',
            'suspect_recorded_in_error'))
    AND NOT EXISTS (SELECT 1 FROM line_of_inquiry l WHERE l.investigation_id = i.id
        AND l.answered_by_id = s.signed_by_id AND l.category NOT IN {NOT_EVIDENTIAL}))"""
SIGNERS_NEEDED = f"""CASE WHEN d.kind = 'not_investigated' THEN d.sign_offs_needed
    WHEN {IS_RAPE} AND d.kind = 'no_further_action' AND d.outcome_code IN ('14', '16')
    THEN 2 WHEN d.second_rank_needed IS NOT NULL THEN 2 ELSE 1 END"""

# Why a victim may be final untold: as recorded, and by people who have no part in the case.
IS_RECORDED = f"""telling_exception x WHERE x.victim_id = v.id
    AND (x.decision_id = i.current_decision_id OR x.decision_id IS NULL)
    AND EXISTS (SELECT 1 FROM {EVENTS} WHERE e.id = x.event_id AND e.kind = 'telling_exception_recorded')"""
MAY_AGREE = f"""(p.rank NOT IN ('constable', 'police_staff') AND p.id <> COALESCE(i.oic_id, 0)
    AND NOT EXISTS (SELECT 1 FROM {EVENTS} WHERE e.kind = 'case_allocated' AND e.about_person_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM decision d
        WHERE d.id = i.current_decision_id AND d.proposed_by_id = p.id))"""
IS_EXCEPTED = f"""{IS_RECORDED}
    AND (EXISTS (SELECT 1 FROM person p WHERE p.id = x.agreed_by_id AND {MAY_AGREE})
        OR (x.agreed_by_id IS NULL AND EXISTS (SELECT 1 FROM telling_exception_agreed g
            JOIN person p ON p.id = g.agreed_by_id WHERE g.exception_id = x.id AND {MAY_AGREE}))
        OR (x.kind = 'does_not_want_contact' AND EXISTS (SELECT 1 FROM sign_off s
            WHERE s.decision_id = i.current_decision_id AND s.seen_event_id >= x.event_id)))
    AND (x.kind <> 'not_told_yet' OR EXISTS (SELECT 1 FROM person p WHERE p.id = x.agreed_by_id
        AND p.rank = 'inspector' AND (p.is_detective OR NOT ({IS_RAPE}))))"""
STOOD_AT_THE_END = f"""EXISTS (SELECT 1 FROM {IS_EXCEPTED} AND NOT EXISTS (
    SELECT 1 FROM telling_exception_ended n JOIN decision_ended z ON z.decision_id = i.current_decision_id
    WHERE n.exception_id = x.id AND n.event_id < z.event_id))"""
STANDS_NOW = f"""EXISTS (SELECT 1 FROM {IS_RECORDED} AND NOT EXISTS (
    SELECT 1 FROM telling_exception_ended n WHERE n.exception_id = x.id))"""
DUTIES_TO_TELL = """(SELECT count(*) FROM duty u WHERE u.victim_id = v.id AND u.kind = 'tell_decision'
    AND u.decision_id = i.current_decision_id AND u.status <> 'excused'
    AND NOT EXISTS (SELECT 1 FROM telling_exception m JOIN telling_exception_ended n ON n.exception_id = m.id
        WHERE m.event_id = u.ended_by_event_id))"""
IS_TOLD = """EXISTS (SELECT 1 FROM contact c WHERE c.victim_id = v.id
    AND c.decision_id = i.current_decision_id AND c.result = 'reached' AND c.counts IS NOT FALSE
    AND NOT EXISTS (SELECT 1 FROM contact x WHERE x.supersedes_id = c.id))"""

# Each asks for cases of which it is true; there must be none.
NEVERS = {
    "finished with a line unanswered": f"""
        SELECT i.id FROM investigation i JOIN line_of_inquiry l ON l.investigation_id = i.id
        LEFT JOIN line_of_inquiry o ON o.id = l.answered_on_line_id
        WHERE i.state IN {WITH_LINES_ANSWERED} AND (l.status = 'open'
            OR (l.status = 'answered_elsewhere' AND o.status NOT IN ('resulted', 'not_pursued')))""",
    "finished with no line and no agreed reason": f"""
        SELECT i.id FROM investigation i WHERE i.state IN {WITH_LINES_ANSWERED}
        AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.id = i.current_decision_id
            AND d.kind = 'not_investigated')
        AND NOT EXISTS (SELECT 1 FROM line_of_inquiry l
            WHERE l.investigation_id = i.id AND l.status <> 'superseded')
        AND (i.no_lines_agreed_by_id IS NULL OR NOT EXISTS (SELECT 1 FROM {EVENTS}
            WHERE e.kind = 'no_lines_excused' AND e.actor_id = i.no_lines_agreed_by_id))""",
    "finished without a decision of this round": f"""
        SELECT i.id FROM investigation i WHERE i.state IN {FINISHED} AND NOT EXISTS (
            SELECT 1 FROM decision d JOIN decision_ended x ON x.decision_id = d.id
            WHERE d.id = i.current_decision_id AND d.investigation_id = i.id AND d.round = i.round
            AND x.ending = 'carried_out'
            AND (i.state, d.kind) IN (('closed', 'closure'), ('no_further_action', 'no_further_action'),
                ('no_further_action', 'not_investigated'), ('cancelled', 'cancellation'),
                ('transferred', 'transfer')))""",
    "transferred, and nobody elsewhere accepted it": """
        SELECT i.id FROM investigation i WHERE i.state = 'transferred' AND NOT EXISTS (
            SELECT 1 FROM transfer_acceptance a WHERE a.decision_id = i.current_decision_id)""",
    "left uninvestigated though it was reopened, or is of a kind that never is": f"""
        SELECT i.id FROM investigation i JOIN decision d ON d.id = i.current_decision_id
        WHERE d.kind = 'not_investigated' AND (i.round > 1
            OR i.offence_class IN ('residential_burglary', 'unclassified') OR {IS_RAPE}
            OR EXISTS (SELECT 1 FROM investigation_flag f WHERE f.investigation_id = i.id
                AND f.flag IN ('domestic_abuse', 'child_victim', 'weapon') AND {KNOWN_THEN}))""",
    "finished without enough independent people of the rank": f"""
        SELECT i.id FROM investigation i JOIN decision d ON d.id = i.current_decision_id
        WHERE i.state IN {FINISHED} AND {SIGNERS_WHO_COUNT} < {SIGNERS_NEEDED}""",
    "decided on other content than stands": f"""
        SELECT i.id FROM investigation i JOIN decision d ON d.id = i.current_decision_id
        WHERE (i.state IN {FINISHED} OR i.state IN ('awaiting_sign_off', 'awaiting_victim_update'))
        AND d.proposed_at_event_id <> {LAST_MATERIAL}""",
    "finished with a victim not told": f"""
        SELECT i.id FROM investigation i JOIN victim v ON v.investigation_id = i.id
        WHERE i.state IN {FINISHED} AND NOT {STOOD_AT_THE_END} AND NOT EXISTS (SELECT 1 FROM contact c
            WHERE c.victim_id = v.id AND c.decision_id = i.current_decision_id
            AND c.result = 'reached' AND c.told <> '' AND c.counts IS NOT FALSE
            AND NOT EXISTS (SELECT 1 FROM contact x WHERE x.supersedes_id = c.id)
            AND (c.channel IN ('in_person', 'through_advocate') OR NOT ({IS_RAPE} OR (c.channel = 'letter'
                AND EXISTS (SELECT 1 FROM investigation_flag f WHERE f.investigation_id = i.id
                    AND f.flag = 'domestic_abuse' AND {KNOWN_THEN}))))
            AND c.happened_at >= (SELECT max(s.signed_at) FROM sign_off s
                WHERE s.decision_id = i.current_decision_id))""",
    "finished with no victim and no reason why": f"""
        SELECT i.id FROM investigation i WHERE i.state IN {FINISHED} AND i.no_victim_reason IS NULL
        AND NOT EXISTS (SELECT 1 FROM victim v WHERE v.investigation_id = i.id)""",
    "reviewed by somebody of no higher rank than whoever signed, or with a part in it": f"""
        SELECT i.id FROM investigation i JOIN review_request q ON q.investigation_id = i.id
        JOIN review_request_step z ON z.request_id = q.id JOIN person p ON p.id = z.recorded_by_id
        JOIN decision d ON d.id = q.decision_id JOIN person m ON m.id = d.proposed_by_id
        WHERE q.scheme = 'police' AND z.kind = 'ended' AND (z.result IN ('confirmed', 'time_barred')
            OR z.result LIKE 'overturned%') AND (p.id = d.proposed_by_id
            OR (d.kind = 'suspect_no_further_action' AND {STANDING.format("m")} >= {STANDING.format("p")})
            OR EXISTS (SELECT 1 FROM sign_off s WHERE s.decision_id = d.id
                AND (s.signed_by_id = p.id OR {SENIORITY} >= {STANDING.format("p")}))
            OR EXISTS (SELECT 1 FROM {EVENTS} WHERE e.id < z.event_id AND e.about_person_id = p.id
                AND e.kind IN ('case_allocated', 'suspect_interviewed', 'suspect_interview_joined',
                    'mentor_named', 'victim_view_recorded'))
            OR NOT EXISTS (SELECT 1 FROM review_request_step n WHERE n.request_id = q.id
                AND n.kind = 'reviewer_named' AND n.reviewer_id = p.id))""",
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
    "a victim is not owed a signed decision exactly once, save by an exception": f"""
        SELECT i.id FROM investigation i JOIN victim v ON v.investigation_id = i.id
        WHERE i.state = 'awaiting_victim_update' AND {DUTIES_TO_TELL} <> 1
        AND NOT ({DUTIES_TO_TELL} = 0 AND ({STANDS_NOW} OR {IS_TOLD}))""",
    "a victim was rung back by somebody of the team": """
        SELECT i.id FROM investigation i JOIN call_back b ON b.investigation_id = i.id
        JOIN withdrawal w ON w.id = b.withdrawal_id
        WHERE b.recorded_by_id IN (w.heard_by_id, w.recorded_by_id) OR EXISTS (SELECT 1 FROM role_holding h
            WHERE h.person_id = b.recorded_by_id AND h.unit_id = w.unit_id
            AND h.role IN ('investigator', 'supervisor', 'victim_care_officer'))""",
    "a victim who withdrew and was drawn is not owed a call-back": """
        SELECT i.id FROM investigation i JOIN withdrawal w ON w.investigation_id = i.id
        WHERE EXISTS (SELECT 1 FROM withdrawal d WHERE d.victim_id = w.victim_id AND d.is_drawn IS TRUE)
        AND NOT EXISTS (SELECT 1 FROM withdrawal n WHERE n.victim_id = w.victim_id AND n.id > w.id)
        AND NOT EXISTS (SELECT 1 FROM withdrawal_taken_back t WHERE t.withdrawal_id = w.id)
        AND NOT EXISTS (SELECT 1 FROM call_back b JOIN withdrawal e ON e.id = b.withdrawal_id
            WHERE e.victim_id = w.victim_id)
        AND NOT EXISTS (SELECT 1 FROM duty u WHERE u.victim_id = w.victim_id AND u.kind = 'call_back'
            AND u.status = 'running')""",
    "ended on a withdrawal that was drawn, and nobody rang back": f"""
        SELECT i.id FROM investigation i JOIN decision d ON d.id = i.current_decision_id
        WHERE i.state IN {FINISHED} AND d.outcome_code IN ('14', '16') AND EXISTS (SELECT 1 FROM duty u
            WHERE u.investigation_id = i.id AND u.kind = 'call_back' AND u.status = 'running')""",
    "cancelled while a suspect stands charged": """
        SELECT i.id FROM investigation i JOIN suspect u ON u.investigation_id = i.id
        WHERE i.state = 'cancelled' AND u.decision = 'charged' AND u.recorded_in_error_at IS NULL""",
    "the case does not know its last events": f"""
        SELECT i.id FROM investigation i WHERE i.last_material_event_id <> {LAST_MATERIAL}
        OR i.last_event_id <> (SELECT max(e.id) FROM {EVENTS})""",
}

NEVER_CHANGED = (
    "case_event",
    "event_detail",
    "decision",
    "sign_off",
    "decision_ended",
    "transfer_acceptance",
    "contact",
    "cps_referral",
    "cps_reply",
    "cps_decision_considered",
    "safe_contact",
    "victim_channel",
    "telling_exception",
    "telling_exception_agreed",
    "telling_exception_ended",
    "embargo",
    "embargo_ended",
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


def broken(session: Session) -> dict[str, list[int]]:
    """Which nevers do not hold, and the cases in which they do not."""
    found = {name: list(session.scalars(sa.text(query))) for name, query in NEVERS.items()}
    return {name: ids for name, ids in found.items() if ids}
