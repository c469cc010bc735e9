"""Victims: who they are, what they need, the offer of support, and what they want."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.search import find_reference
from models import Person, Suspect, Victim
from models.base import folded
from tests import making
from tests.making import Force
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    last_event_of,
    row_of,
)
from vocabulary import (
    DutyKind,
    DutyStatus,
    EventKind,
    Rank,
    SupportReferral,
    VictimKind,
    VictimView,
)
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted, Refusal
from workflow.services import needs, people, suspects, victims
from workflow.services.victims import VictimToAdd

A_SHOP = VictimToAdd(VictimKind.BUSINESS, "Ferry Lane Cycles", contact_name="Joy Mensah")


def add(session: Session, force: Force, cases: Cases, victim: VictimToAdd, who: str = "officer") -> int:
    return victims.add_victim(session, getattr(force, who), cases.investigated.id, victim, now=LATER)


def row(session: Session, victim: int) -> Victim:
    return session.get_one(Victim, victim, populate_existing=True)


@pytest.mark.parametrize("who", ["officer", "victim_care_officer", "other_officer"])
def test_a_person_is_added_and_owed_care_from_now(session: Session, force: Force, cases: Cases, who: str):
    added = add(session, force, cases, VictimToAdd(VictimKind.PERSON, "Søren  Ó Dálaigh"), who)
    assert row(session, added).name_search == "søren o dalaigh"
    event = last_event_of(session, cases.investigated.id)
    assert (event.kind, facts_of(event)) == (
        EventKind.VICTIM_ADDED,
        {
            "victim": added,
            "kind": "person",
            "owed_from": LATER.isoformat(timespec="microseconds"),
            "rights": [[added, "written_confirmation"]],
            "rights_since": LATER.isoformat(timespec="microseconds"),
        },
    )
    for kind in (DutyKind.NEEDS_ASSESSMENT, DutyKind.SUPPORT_REFERRAL):
        (duty,) = [duty for duty in duties_of(session, cases.investigated, kind) if duty.victim_id == added]
        assert duty.triggered_at == LATER


@pytest.mark.parametrize("name", ["한" * 60, "ß" * 120], ids=["Hangul", "sharp s"])
def test_a_name_that_folding_makes_longer_is_kept_whole(
    session: Session, force: Force, cases: Cases, name: str
):
    added = add(session, force, cases, VictimToAdd(VictimKind.PERSON, name))
    assert (row(session, added).name, row(session, added).name_search) == (name, folded(name))
    assert len(folded(name)) > len(name)
    suspect = suspects.add_suspect(
        session,
        force.officer,
        cases.investigated.id,
        suspects.SuspectToAdd(name, "Seen nearby.", "Theft"),
        now=LATER,
    )
    assert session.get_one(Suspect, suspect).name_search == folded(name)
    person = people.add_person(
        session, None, people.PersonToAdd("longest", name, Rank.CONSTABLE, "x"), now=LATER
    )
    assert session.get_one(Person, person).name_search == folded(name)


def test_a_reference_that_folding_makes_longer_is_kept_whole(session: Session, force: Force):
    reference = "한" * 40
    case = making.a_crime(session, force, reference=reference)
    assert find_reference(session, reference) == case.id


def test_care_for_a_victim_named_in_the_report_is_owed_from_the_report(session: Session, cases: Cases):
    (duty,) = duties_of(session, cases.investigated, DutyKind.NEEDS_ASSESSMENT)
    assert duty.triggered_at == making.REPORTED


def test_a_business_has_a_contact_and_no_needs(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        add(session, force, cases, VictimToAdd(VictimKind.BUSINESS, "Ferry Lane Cycles"))
    assert refused.value.field == "contact_name"
    added = add(session, force, cases, A_SHOP)
    assert not [
        duty
        for duty in duties_of(session, cases.investigated, DutyKind.NEEDS_ASSESSMENT)
        if duty.victim_id == added
    ]


ACTS = {
    "assess needs": lambda s, who, victim: needs.assess_needs(
        s, who, victim, needs.Assessed("None."), now=LATER
    ),
    "offer support": lambda s, who, victim: victims.record_support_offer(
        s, who, victim, SupportReferral.DECLINED, "No.", now=LATER
    ),
    "record the view": lambda s, who, victim: victims.record_view(
        s, who, victim, VictimView.SUPPORTS, "Go on.", now=LATER
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_anybody_operational_cares_and_nobody_else(session: Session, force: Force, cases: Cases, act):
    (victim,) = cases.investigated.victims
    for who in ("other_officer", "other_sergeant", "victim_care_officer"):
        act(session, getattr(force, who), victim)
    for who in ("auditor", "administrator"):
        with pytest.raises(NotPermitted):
            act(session, getattr(force, who), victim)
    with pytest.raises(NotFound):
        act(session, force.officer, 999_999)


def test_an_assessment_ends_its_duty(session: Session, force: Force, cases: Cases):
    (victim,) = cases.investigated.victims
    event_id = needs.assess_needs(
        session, force.officer, victim, needs.Assessed("An interpreter.", making.VULNERABLE), now=LATER
    )
    assessed = row(session, victim)
    assert (assessed.needs, assessed.needs_assessed_at, assessed.is_enhanced) == (
        "An interpreter.",
        LATER,
        True,
    )
    (duty,) = duties_of(session, cases.investigated, DutyKind.NEEDS_ASSESSMENT, status=None)
    assert (duty.status, duty.ended_at, duty.ended_by_event_id) == (DutyStatus.MET, LATER, event_id)
    event = last_event_of(session, cases.investigated.id)
    facts = facts_of(event)
    assert facts.pop("policy")
    assert facts == {
        "victim": victim,
        "enhanced": True,
        "categories": ["vulnerable"],
        "by_age": [],
        "shortened": {},
    }
    assert detail_of(session, event) == {"needs": "An interpreter."}


def test_an_assessment_after_its_time_is_met_late(session: Session, force: Force, cases: Cases):
    (victim,) = cases.investigated.victims
    (duty,) = duties_of(session, cases.investigated, DutyKind.NEEDS_ASSESSMENT)
    late = duty.due_at + (LATER - NOW)
    needs.assess_needs(session, force.officer, victim, needs.Assessed("None."), now=late)
    assert duty.status is DutyStatus.MET_LATE


def test_an_assessment_says_something(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        needs.assess_needs(
            session, force.officer, cases.investigated.victims[0], needs.Assessed(" "), now=LATER
        )
    assert refused.value.field == "needs"


@pytest.mark.parametrize("answer", list(SupportReferral))
def test_either_answer_to_the_offer_of_support_is_an_answer(
    session: Session, force: Force, cases: Cases, answer: SupportReferral
):
    (victim,) = cases.investigated.victims
    victims.record_support_offer(session, force.victim_care_officer, victim, answer, "Said so.", now=LATER)
    assert (row(session, victim).support_referral, row(session, victim).support_offered_at) == (answer, LATER)
    assert duties_of(session, cases.investigated, DutyKind.SUPPORT_REFERRAL) == []
    assert last_event_of(session, cases.investigated.id).kind is EventKind.SUPPORT_OFFERED


def test_a_view_is_in_the_victims_own_words(session: Session, force: Force, cases: Cases):
    (victim,) = cases.investigated.victims
    with pytest.raises(FactNotAccepted) as refused:
        victims.record_view(session, force.officer, victim, VictimView.SUPPORTS, "", now=LATER)
    assert refused.value.field == "words"
    victims.record_view(session, force.officer, victim, VictimView.DOES_NOT_SUPPORT, "Let it be.", now=LATER)
    assert (row(session, victim).view, row(session, victim).view_recorded_at) == (
        VictimView.DOES_NOT_SUPPORT,
        LATER,
    )
    event = last_event_of(session, cases.investigated.id)
    heard_at = LATER.isoformat(timespec="microseconds")
    assert facts_of(event) == {"victim": victim, "view": "does_not_support", "heard_at": heard_at}
    assert event.about_person_id == force.officer.id
    assert detail_of(session, event) == {"words": "Let it be."}


def test_a_view_taken_after_the_end_needs_a_reopening(session: Session, force: Force, cases: Cases):
    with pytest.raises(Refusal, match="This case is finished"):
        ACTS["record the view"](session, force.officer, cases.filed.victims[0])


@pytest.mark.parametrize("of", ["victim", "suspect"])
def test_why_there_is_none_is_written_and_only_where_there_is_none(
    session: Session, force: Force, cases: Cases, of: str
):
    record = {"victim": victims.record_no_victim, "suspect": suspects.record_no_suspect}[of]
    case = making.an_investigation(session, force, victims=(), no_suspect_reason="")
    with pytest.raises(FactNotAccepted) as refused:
        record(session, force.officer, case.id, " ", now=LATER)
    assert refused.value.field == "reason"
    record(session, force.officer, case.id, "Nobody can be named.", now=LATER)
    assert getattr(row_of(session, case), f"no_{of}_reason") == "Nobody can be named."
    event = last_event_of(session, case.id)
    assert event.kind == f"no_{of}_recorded"
    assert detail_of(session, event) == {"reason": "Nobody can be named."}
    with pytest.raises(FactNotAccepted):
        record(session, force.officer, cases.ready_to_close.id, "None.", now=LATER)
