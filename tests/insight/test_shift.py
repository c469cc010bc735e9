"""First pages: what is on whose, in which order, and in how many queries."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.auditing import AUDITED
from insight.listing import Asked, Block, begin
from insight.shift.whole import Shift, listings_of, show_shift
from tests import making
from tests.making import NOW, Case, Force
from tests.making_directions import direct
from tests.making_interviews import interview
from vocabulary import Actor, Channel, RiskFlag, Role, State, Step, SuspectDecision
from workflow.services import accounts, contacts, needs, suspect_decisions, telling_exceptions, victims
from workflow.services.opening import policy_at
from workflow.services.particulars import InWords
from workflow.services.safe_contacts import SafeContactSaid, record_safe_contact

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
ABUSE = frozenset({RiskFlag.DOMESTIC_ABUSE, RiskFlag.HIGH_RISK})


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


def asked(actor: Actor, now: dt.datetime = NOW) -> Asked:
    begins = now.replace(hour=0, minute=0)
    return Asked(actor, policy_at(now), now, begins, begins + DAY)


def shift(session: Session, actor: Actor, now: dt.datetime = NOW) -> Shift:
    return show_shift(session, asked(actor, now))


def block(session: Session, actor: Actor, key: str, now: dt.datetime = NOW) -> Block:
    return next(each for each in shift(session, actor, now).blocks if each.listing.key == key)


def cases_in(session: Session, actor: Actor, key: str, now: dt.datetime = NOW) -> list[int]:
    found = block(session, actor, key, now)
    assert found.total == len(found.rows)
    return [row.case_id for row in found.rows]


def test_an_officer_sees_what_is_due_today_and_overdue_on_their_own_cases(session, force):
    case = making.an_allocated_case(session, force)
    making.an_allocated_case(session, force, victims=(), no_victim_reason="Nobody.")
    assert cases_in(session, force.officer, "due") == []
    assert cases_in(session, force.officer, "due", NOW + DAY) == [case.id]
    assert cases_in(session, force.officer, "due", NOW + 3 * DAY) == [case.id, case.id]
    assert cases_in(session, force.colleague, "due", NOW + 3 * DAY) == []


def test_evidence_is_on_its_owners_page_for_two_days_before_it_is_lost(session, force):
    case = making.an_investigation(session, force)
    making.add_line(session, force, case, evidence_expires_at=NOW + 3 * DAY)
    making.add_line(session, force, case, "personal_video")
    key = ("evidence", "team-evidence")
    assert cases_in(session, force.officer, key[0], NOW) == []
    assert cases_in(session, force.officer, key[0], NOW + DAY + HOUR) == [case.id]
    assert cases_in(session, force.sergeant, key[1], NOW + 2 * DAY) == []
    later_that_day = NOW + 3 * DAY + 2 * HOUR
    assert cases_in(session, force.officer, key[0], later_that_day) == [case.id]
    assert cases_in(session, force.sergeant, key[1], later_that_day) == [case.id]
    assert cases_in(session, force.officer, key[0], NOW + 4 * DAY) == []
    assert cases_in(session, force.other_sergeant, key[1], later_that_day) == []


def test_a_direction_is_on_both_pages_while_it_is_open(session, force):
    case = making.an_investigation(session, force)
    direct(session, force, case)
    assert cases_in(session, force.officer, "directions") == [case.id]
    assert cases_in(session, force.sergeant, "directions-given") == [case.id]
    assert cases_in(session, force.inspector, "directions-given") == []


def test_what_came_back_stays_until_it_is_proposed_again(session, force):
    case = making.a_case_awaiting_sign_off(session, force)
    assert cases_in(session, force.officer, "returned") == []
    making.take(session, force.sergeant, case, Step.RETURN_FOR_WORK, InWords("Ask number 14."))
    (row,) = block(session, force.officer, "returned").rows
    assert (row.case_id, row.what) == (case.id, "No further action was proposed")
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    assert cases_in(session, force.officer, "returned") == []


def test_a_refusal_is_shown_once_for_a_case_and_for_a_week(session, force):
    case = making.an_investigation(session, force)
    for _ in range(2):
        making.attempt(session, force.officer, case, Step.PROPOSE_CLOSURE, making.proposal("8"))
    (row,) = block(session, force.officer, "refused").rows
    assert (row.case_id, row.what) == (case.id, "Propose closure")
    assert cases_in(session, force.officer, "refused", NOW + 8 * DAY) == []
    assert cases_in(session, force.colleague, "refused") == []


def promise(session: Session, force: Force, case: Case, **more: object) -> None:
    call = making.telling(
        case, promised="I will ring", promised_for=NOW + HOUR, tells_decision_id=None, **more
    )
    contacts.record_contact(session, force.officer, case.victims[0], call, now=NOW)


def test_a_promise_is_on_the_officers_page_and_on_victim_cares_once_it_is_broken(session, force):
    case = making.an_investigation(session, force)
    promise(session, force, case)
    assert cases_in(session, force.officer, "promises") == [case.id]
    assert cases_in(session, force.victim_care_officer, "broken-promises") == []
    assert cases_in(session, force.victim_care_officer, "broken-promises", NOW + 2 * HOUR) == [case.id]


def test_cases_are_counted_by_where_they_stand(session, force):
    making.an_investigation(session, force)
    making.an_investigation(session, force)
    making.a_case_awaiting_sign_off(session, force)
    making.a_finished_case(session, force)
    found = shift(session, force.officer).mine
    assert found == [(State.INVESTIGATING, 2), (State.AWAITING_SIGN_OFF, 1)]


def test_a_sergeant_sees_what_is_not_allocated(session, force):
    case = making.a_crime(session, force)
    making.an_allocated_case(session, force)
    assert cases_in(session, force.sergeant, "not-allocated") == [case.id]


def test_a_high_risk_suspect_is_shown_after_a_day_without_an_interview(session, force):
    case = making.an_investigation(session, force, flags=ABUSE, no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    plain = making.an_investigation(
        session, force, flags=frozenset({RiskFlag.DOMESTIC_ABUSE}), no_suspect_reason=""
    )
    making.add_suspect(session, force, plain)
    late = NOW + DAY + HOUR
    assert cases_in(session, force.sergeant, "not-interviewed", NOW + DAY - HOUR) == []
    assert cases_in(session, force.sergeant, "not-interviewed", late) == [case.id]
    interview(session, force.officer, suspect, late)
    assert cases_in(session, force.sergeant, "not-interviewed", late) == []


def test_a_sergeant_sees_what_they_can_sign_the_oldest_first(session, force):
    first = making.a_case_awaiting_sign_off(session, force)
    second = making.a_case_awaiting_sign_off(session, force, now=NOW + HOUR)
    assert cases_in(session, force.sergeant, "signing", NOW + DAY) == [first.id, second.id]


def test_an_inspector_sees_what_no_sergeant_can_sign_and_what_waits_for_a_second(session, force):
    making.a_case_awaiting_sign_off(session, force)
    case = making.a_case_for_two_signers(session, force)
    first, second = force.second_detective_inspector, force.detective_inspector
    assert cases_in(session, first, "only-yours") == [case.id]
    assert cases_in(session, first, "second-sign-off") == []
    making.take(session, first, case, Step.AUTHORISE, InWords("Agreed."))
    assert cases_in(session, second, "second-sign-off") == [case.id]
    assert cases_in(session, first, "second-sign-off") == []
    waiting = shift(session, force.inspector).waiting
    assert sorted((rank, detective, number) for _, rank, detective, number in waiting) == [
        ("inspector", True, 1),
        ("sergeant", False, 1),
    ]


def test_the_wanted_are_listed_by_harm(session, force):
    cases = [
        making.an_investigation(session, force, flags=flags, no_suspect_reason="")
        for flags in (frozenset(), frozenset({RiskFlag.WEAPON}), ABUSE)
    ]
    for case in cases:
        suspect_decisions.record_suspect_decision(
            session,
            force.officer,
            making.add_suspect(session, force, case),
            SuspectDecision.WANTED,
            "Not found.",
            now=NOW,
        )
    assert cases_in(session, force.inspector, "wanted") == [case.id for case in reversed(cases)]


def test_what_is_overdue_is_counted_by_officer_for_a_sergeant_and_by_unit_for_an_inspector(session, force):
    making.an_allocated_case(session, force)
    late = NOW + 3 * DAY
    by_officer = block(session, force.sergeant, "team-overdue", late)
    assert [number for _, number in by_officer.groups] == [by_officer.total]
    assert by_officer.groups[0][0].startswith("PC Person officer")
    by_unit = block(session, force.inspector, "team-overdue", late)
    assert by_unit.groups[0][0].startswith("Unit ")


def test_victim_care_sees_the_safe_first_by_enhanced_rights_and_what_not_to_send(session, force):
    safe = victims.VictimToAdd(making.A_PERSON.kind, "Ama Owusu", safe_contact="Her sister, after 6pm")
    plain = making.a_crime(session, force, victims=(safe,))
    abuse = making.a_crime(session, force, victims=(safe,), flags=ABUSE, now=NOW + HOUR)
    unsafe = making.a_crime(session, force)
    needs.assess_needs(
        session, force.officer, abuse.victims[0], needs.Assessed("Many.", making.VULNERABLE), now=NOW + HOUR
    )
    # What was first said is no answer where the policy asks first.
    first = cases_in(session, force.victim_care_officer, "ask-first")
    assert abuse.id in first
    assert abuse.id not in cases_in(session, force.victim_care_officer, "safe-to-ring")
    rung = SafeContactSaid(frozenset({Channel.PHONE}), frozenset())
    record_safe_contact(session, force.officer, abuse.victims[0], rung, now=NOW + HOUR)
    rows = block(session, force.victim_care_officer, "safe-to-ring", NOW + HOUR).rows
    # Each once, whatever else is owed to them.
    assert [row.case_id for row in rows] == [abuse.id, plain.id]
    assert rows[1].what.endswith("(and 2 more)")
    assert rows[0].safe_contact == "By telephone. Her sister, after 6pm"
    assert [row.not_by for row in rows] == ["", ""]
    assert set(cases_in(session, force.victim_care_officer, "ask-first")) == {unsafe.id}


def test_whoever_is_not_safely_rung_is_asked_first_whatever_was_said_at_first(session, force):
    said = victims.VictimToAdd(
        making.A_PERSON.kind, "Ama Owusu", phone="07700 900123", safe_contact="Ring me"
    )
    case = making.a_crime(session, force, victims=(said,))

    def numbers_shown(now):
        return {
            key: {row.phone for row in block(session, force.victim_care_officer, key, now).rows}
            for key in ("safe-to-ring", "ask-first")
        }

    assert numbers_shown(NOW) == {"safe-to-ring": {"07700 900123"}, "ask-first": set()}
    unsafe = SafeContactSaid(frozenset({Channel.LETTER}), frozenset({Channel.PHONE}))
    record_safe_contact(session, force.officer, case.victims[0], unsafe, now=NOW)
    assert numbers_shown(NOW) == {"safe-to-ring": set(), "ask-first": {""}}
    [row, *_] = block(session, force.victim_care_officer, "ask-first", NOW).rows
    assert row.safe_contact == "By letter. Not safe: by telephone. Ring me"
    safe = SafeContactSaid(frozenset({Channel.PHONE}), frozenset())
    record_safe_contact(session, force.officer, case.victims[0], safe, now=NOW + HOUR)
    assert numbers_shown(NOW + HOUR) == {"safe-to-ring": {"07700 900123"}, "ask-first": set()}


def test_who_wants_no_contact_is_on_neither_list(session, force):
    said = victims.VictimToAdd(making.A_PERSON.kind, "Ama Owusu", safe_contact="Ring me")
    case = making.a_crime(session, force, victims=(said,))
    assert case.id in cases_in(session, force.victim_care_officer, "safe-to-ring")
    telling_exceptions.record_no_contact(
        session, force.officer, case.victims[0], "Leave me alone.", force.officer.id, NOW, now=NOW
    )
    for key in ("safe-to-ring", "ask-first"):
        assert case.id not in cases_in(session, force.victim_care_officer, key)


def test_victim_care_sees_other_crimes_with_a_victim_of_the_same_name(session, force):
    her = victims.VictimToAdd(making.A_PERSON.kind, "José Núñez")
    again = victims.VictimToAdd(making.A_PERSON.kind, "jose nunez")
    other = victims.VictimToAdd(making.A_PERSON.kind, "Somebody Else")
    first = making.a_crime(session, force, victims=(her,))
    second = making.a_crime(session, force, victims=(again,))
    making.a_crime(session, force, victims=(other,))
    assert set(cases_in(session, force.victim_care_officer, "same-name")) == {first.id, second.id}


def test_somebody_with_several_roles_sees_each_list_once(session, force):
    both = Actor(
        force.officer.id,
        force.officer.rank,
        False,
        frozenset({(role, force.unit) for role in (Role.INVESTIGATOR, Role.VICTIM_CARE_OFFICER)}),
    )
    keys = [listing.key for listing in listings_of(both)]
    assert len(keys) == len(set(keys))
    assert {"due", "safe-to-ring", "directions"} <= set(keys)


def test_auditors_see_refusals_what_did_not_stand_late_contacts_and_administration(session, force):
    case = making.an_investigation(session, force)
    making.attempt(session, force.officer, case, Step.PROPOSE_CLOSURE, making.proposal("8"))
    back = making.a_case_awaiting_sign_off(session, force)
    making.take(session, force.sergeant, back, Step.RETURN_FOR_WORK, InWords("Again."))
    for hours in (23, 26):
        call = making.telling(case, channel=Channel.PHONE, tells_decision_id=None)
        contacts.record_contact(
            session, force.officer, case.victims[0], call, now=NOW + dt.timedelta(hours=hours)
        )
    accounts.reset_password(session, force.administrator, force.officer.id, "y", "In person.", now=NOW)
    found = {each.listing.key: each for each in begin(session, AUDITED, asked(force.auditor, NOW + 2 * DAY))}
    assert [row.case_id for row in found["refusals"].rows] == [case.id]
    assert found["refusals"].rows[0].what.startswith("Propose closure: ")
    assert [(row.case_id, row.what) for row in found["overturned"].rows] == [
        (back.id, "Returned with directions")
    ]
    assert [(row.case_id, row.what) for row in found["recorded-late"].rows] == [(case.id, "By telephone")]
    (reset,) = [row for row in found["administration"].rows if row.what == "Password reset"]
    assert (reset.person_id, reset.about_id) == (force.administrator.id, force.officer.id)
    later = begin(session, AUDITED, asked(force.auditor, NOW + 40 * DAY))
    assert [each.total for each in later] == [0] * len(AUDITED)
