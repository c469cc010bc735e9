"""Risk up and down: adding is never refused, taking away is somebody else's, and both are on record."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Investigation
from tests import making
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    Cases,
    detail_of,
    facts_of,
    kinds_since,
    last_event_of,
    state_of,
)
from vocabulary import Accreditation, EventKind, Rank, RiskFlag, Role, State, Step
from workflow.reading import read_case
from workflow.refusals import (
    AlreadyRecorded,
    CaseHasMoved,
    FactNotAccepted,
    NotPermitted,
    Refusal,
    WouldLapse,
)
from workflow.services import no_lines
from workflow.services.crimes import classify
from workflow.services.opening import policy_at
from workflow.services.particulars import ToOfficer
from workflow.services.risk import lower_risk, record_risk
from workflow.services.steps import Refused

ABUSE, WEAPON, CHILD = RiskFlag.DOMESTIC_ABUSE, RiskFlag.WEAPON, RiskFlag.CHILD_VICTIM


def flags_of(session: Session, case: Case) -> frozenset[RiskFlag]:
    return read_case(session, case.id, LATER).flags


def add(session: Session, force: Force, case: Case, *flags: RiskFlag, who: str = "officer", **more) -> int:
    reason = more.pop("reason", "The neighbour says he lives there.")
    return record_risk(session, getattr(force, who), case.id, flags, reason, now=LATER, **more)


def take_away(
    session: Session, force: Force, case: Case, *flags: RiskFlag, who: str = "inspector", **more
) -> int | Refused:
    reason = more.pop("reason", "It was another house.")
    return lower_risk(session, getattr(force, who), case.id, flags, reason, now=LATER, **more)


def why_not(refused: object) -> dict[str, str]:
    assert isinstance(refused, Refused)
    return {found.key: found.finding.why for found in refused.assessment.still_needed}


def test_a_risk_is_recorded_with_what_it_rests_on(session: Session, force: Force, cases: Cases):
    before = policy_at(LATER).minimum_lines("theft", flags_of(session, cases.investigated), False)
    add(session, force, cases.investigated, ABUSE, WEAPON)
    assert flags_of(session, cases.investigated) == {ABUSE, WEAPON}
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.RISK_RECORDED
    assert facts_of(event) == {
        "flags": ["domestic_abuse", "weapon"],
        "first_review": True,
        "asks_safe_contact": list(cases.investigated.victims),
    }
    assert detail_of(session, event) == {"reason": "The neighbour says he lives there."}
    assert set(policy_at(LATER).minimum_lines("theft", {ABUSE}, False)) > set(before)


def test_that_no_line_is_reasonable_was_agreed_without_the_risk_and_is_asked_again(
    session: Session, force: Force
):
    case = making.an_investigation(session, force)
    no_lines.agree_no_lines(session, force.sergeant, case.id, "A photograph only.", now=LATER)
    add(session, force, case, ABUSE)
    assert read_case(session, case.id, LATER).no_lines_agreed_by_id is None
    verified = verify(session)
    assert verified.is_sound, verified.fault


def test_what_is_recorded_already_stays_and_only_what_is_new_is_told(
    session: Session, force: Force, cases: Cases
):
    add(session, force, cases.recorded, ABUSE)
    add(session, force, cases.recorded, ABUSE, WEAPON)
    assert facts_of(last_event_of(session, cases.recorded.id)) == {"flags": ["weapon"]}
    for flags in ((ABUSE,), ()):
        with pytest.raises(FactNotAccepted) as refused:
            add(session, force, cases.recorded, *flags)
        assert refused.value.field == "flags"


def test_a_risk_without_a_reason_is_refused_beside_the_field(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        add(session, force, cases.investigated, ABUSE, reason=" ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize("name", ["recorded", "allocated", "investigated", "proposed", "signed", "told"])
def test_a_risk_is_added_in_every_unfinished_state(session: Session, force: Force, cases: Cases, name: str):
    add(session, force, getattr(cases, name), ABUSE, lapse_accepted=True)
    assert ABUSE in flags_of(session, getattr(cases, name))


def test_a_risk_is_lowered_once_the_case_is_reopened(session: Session, force: Force, cases: Cases):
    add(session, force, cases.closed, ABUSE)
    with pytest.raises(Refusal, match="finished"):
        take_away(session, force, cases.closed, ABUSE)


def test_who_adds_a_risk(session: Session, force: Force, cases: Cases):
    for number, who in enumerate(("officer", "colleague", "sergeant", "inspector")):
        add(session, force, cases.investigated, list(RiskFlag)[number], who=who)
    for who in ("other_officer", "other_sergeant", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            add(session, force, cases.investigated, RiskFlag.INJURY, who=who)


@pytest.mark.parametrize("name", ["proposed", "signed"])
def test_a_proposal_lapses_once_that_is_accepted(session: Session, force: Force, cases: Cases, name: str):
    case = getattr(cases, name)
    before = making.last_event(session, case.id)
    with pytest.raises(WouldLapse):
        add(session, force, case, ABUSE)
    add(session, force, case, ABUSE, lapse_accepted=True)
    assert kinds_since(session, case, before) == [EventKind.PROPOSAL_LAPSED, EventKind.RISK_RECORDED]
    assert state_of(session, case) is State.INVESTIGATING


def test_a_risk_sent_twice_is_recorded_once(session: Session, force: Force, cases: Cases):
    add(session, force, cases.signed, ABUSE, lapse_accepted=True, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        add(session, force, cases.signed, ABUSE, lapse_accepted=True, submission_id="one")


def test_a_risk_is_taken_away_and_the_timeline_keeps_it(session: Session, force: Force, cases: Cases):
    add(session, force, cases.investigated, ABUSE, WEAPON)
    take_away(session, force, cases.investigated, ABUSE)
    assert flags_of(session, cases.investigated) == {WEAPON}
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.RISK_LOWERED
    assert facts_of(event) == {
        "flags": ["domestic_abuse"],
        "rank": "inspector",
        "detective": False,
        "policy": policy_at(LATER).version,
    }
    assert detail_of(session, event) == {"reason": "It was another house."}


@pytest.mark.parametrize(
    ("offence", "flag", "too_low", "enough"),
    [
        ("theft_other", WEAPON, None, "sergeant"),
        ("theft_other", RiskFlag.HIGH_RISK, "sergeant", "inspector"),
        ("theft_other", ABUSE, "other_sergeant", "inspector"),
        ("theft_other", CHILD, "inspector", "detective_inspector"),
        ("rape", WEAPON, "inspector", "detective_inspector"),
    ],
)
def test_who_takes_a_risk_away_follows_the_risk_and_the_crime(
    session: Session, force: Force, offence: str, flag: RiskFlag, too_low: str | None, enough: str
):
    case = making.an_investigation(session, force, offence=offence, flags=frozenset({flag}))
    if too_low:
        found = why_not(take_away(session, force, case, flag, who=too_low))
        assert list(found) == ["who_lowers_risk_has_the_authority"]
        assert flags_of(session, case) == {flag}
        assert last_event_of(session, case.id).kind is EventKind.STEP_REFUSED
    assert isinstance(take_away(session, force, case, flag, who=enough), int)
    assert flags_of(session, case) == frozenset()


@pytest.mark.parametrize("is_still_officer", [True, False])
def test_neither_the_officer_in_the_case_nor_whoever_was_before_takes_a_risk_away(
    session: Session, force: Force, is_still_officer: bool
):
    both = ((Role.INVESTIGATOR, force.unit), (Role.SUPERVISOR, force.unit))
    acting = making.a_person(session, "acting", Rank.INSPECTOR, *both)
    case = making.a_crime(session, force, flags=frozenset({WEAPON}))
    making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(acting.id))
    if not is_still_officer:
        session.get_one(Investigation, case.id).oic_id = force.officer.id
        session.flush()
    found = why_not(lower_risk(session, acting, case.id, {WEAPON}, "It was a toy.", now=LATER))
    assert list(found) == ["risk_is_lowered_by_somebody_else"]


def test_a_reason_is_asked_for(session: Session, force: Force, cases: Cases):
    add(session, force, cases.investigated, WEAPON)
    found = why_not(take_away(session, force, cases.investigated, WEAPON, reason=" "))
    assert list(found) == ["why_risk_is_lowered_is_written"]


def test_who_is_no_supervisor_takes_nothing_away(session: Session, force: Force, cases: Cases):
    add(session, force, cases.investigated, WEAPON)
    for who in ("officer", "colleague", "victim_care_officer", "auditor"):
        with pytest.raises(NotPermitted):
            take_away(session, force, cases.investigated, WEAPON, who=who)


def test_what_is_not_there_is_not_taken_away(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        take_away(session, force, cases.investigated, WEAPON)
    assert refused.value.field == "flags"


def test_a_page_shown_before_the_case_moved_takes_nothing_away(session: Session, force: Force, cases: Cases):
    add(session, force, cases.investigated, WEAPON)
    seen = making.last_event(session, cases.investigated.id)
    making.add_line(session, force, cases.investigated)
    with pytest.raises(CaseHasMoved):
        take_away(session, force, cases.investigated, WEAPON, seen_event_id=seen)


def test_taking_a_risk_away_lapses_a_proposal_once_accepted(session: Session, force: Force):
    case = making.signed_off(session, force, flags=frozenset({WEAPON}))
    with pytest.raises(WouldLapse):
        take_away(session, force, case, WEAPON)
    take_away(session, force, case, WEAPON, lapse_accepted=True)
    assert state_of(session, case) is State.INVESTIGATING


def test_a_refusal_leaves_a_standing_proposal_standing(session: Session, force: Force):
    case = making.signed_off(session, force, flags=frozenset({WEAPON}))
    assert why_not(take_away(session, force, case, WEAPON, reason=" ", lapse_accepted=True))
    assert state_of(session, case) is State.AWAITING_VICTIM_UPDATE


def test_a_risk_given_with_the_class_needs_its_reason(session: Session, force: Force):
    case = making.a_crime(session, force, offence="unclassified_violence_or_sexual")
    with pytest.raises(FactNotAccepted) as refused:
        classify(session, force.sergeant, case.id, "assault_common", now=LATER, flags={ABUSE})
    assert refused.value.field == "reason"


def test_flags_given_with_the_class_decide_who_may_hold_the_crime(session: Session, force: Force):
    unaccredited = making.a_person(
        session,
        "pip1",
        Rank.CONSTABLE,
        (Role.INVESTIGATOR, force.unit),
        accreditation=Accreditation.PIP1,
    )
    case = making.a_crime(session, force, offence="unclassified_violence_or_sexual")
    before = making.last_event(session, case.id)
    classify(
        session,
        force.sergeant,
        case.id,
        "assault_common",
        now=LATER,
        flags={ABUSE, RiskFlag.HIGH_RISK},
        risk_reason="The log names her husband.",
    )
    assert kinds_since(session, case, before) == [EventKind.CRIME_CLASSIFIED, EventKind.RISK_RECORDED]
    assert flags_of(session, case) == {ABUSE, RiskFlag.HIGH_RISK}
    refused = making.attempt(
        session, force.sergeant, case, Step.ALLOCATE, ToOfficer(unaccredited.id), now=LATER
    )
    assert list(why_not(refused)) == ["officer_is_accredited"]
