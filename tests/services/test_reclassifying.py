"""Another offence for a crime: raised at once, lowered by whoever may, and what follows from the class."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making
from tests.making import Case, Force
from tests.services.prepared import LATER, Cases, detail_of, facts_of, last_event_of, row_of, state_of
from vocabulary import Accreditation, EventKind, Rank, RiskFlag, Role, State, Step
from workflow.refusals import (
    AlreadyRecorded,
    CaseHasMoved,
    FactNotAccepted,
    NotPermitted,
    Refusal,
    WouldLapse,
)
from workflow.services import no_lines
from workflow.services.particulars import ToOfficer
from workflow.services.reclassifying import reclassify
from workflow.services.steps import Refused

WHY = "The footage shows no weapon."


def give(
    session: Session, force: Force, case: Case, offence: str, who: str = "officer", reason: str = WHY, **more
) -> int | Refused:
    return reclassify(session, getattr(force, who), case.id, offence, reason, now=LATER, **more)


def why_not(refused: object) -> list[str]:
    assert isinstance(refused, Refused)
    return [found.key for found in refused.assessment.still_needed]


def a_rape(session: Session, force: Force) -> Case:
    return making.an_investigation(session, force, offence="rape", no_suspect_reason="")


def test_a_graver_class_is_recorded_at_once_by_the_officer(session: Session, force: Force, cases: Cases):
    give(session, force, cases.investigated, "robbery_personal")
    row, event = row_of(session, cases.investigated), last_event_of(session, cases.investigated.id)
    assert (row.offence, row.offence_class) == ("robbery_personal", "robbery")
    assert (event.kind, facts_of(event)) == (
        EventKind.CRIME_CLASSIFIED,
        {
            "from": "theft_other",
            "from_class": "theft",
            "offence": "robbery_personal",
            "class": "robbery",
            "lowered": False,
            "rights": [[cases.investigated.victims[0], right] for right in ("information", "how_often")],
            "rights_since": LATER.isoformat(timespec="microseconds"),
        },
    )
    assert detail_of(session, event) == {"reason": WHY}
    assert verify(session).is_sound


def test_another_offence_of_the_same_class_is_no_lowering(session: Session, force: Force):
    case = a_rape(session, force)
    give(session, force, case, "attempted_rape")
    assert row_of(session, case).offence == "attempted_rape"


def test_a_rape_is_lowered_by_a_detective_inspector_alone(session: Session, force: Force):
    case = a_rape(session, force)
    with pytest.raises(NotPermitted, match="less grave"):
        give(session, force, case, "assault_common")
    for who in ("sergeant", "inspector", "other_sergeant"):
        refused = give(session, force, case, "assault_common", who)
        assert why_not(refused) == ["who_lowers_risk_has_the_authority"]
        event = last_event_of(session, case.id)
        assert (event.kind, facts_of(event)["step"]) == (EventKind.STEP_REFUSED, "reclassify")
    assert row_of(session, case).offence == "rape"
    give(session, force, case, "assault_common", "detective_inspector")
    assert row_of(session, case).offence_class == "assault"
    facts = facts_of(last_event_of(session, case.id))
    assert (facts["lowered"], facts["rank"], facts["detective"]) == (True, "inspector", True)
    assert verify(session).is_sound


def test_risks_recorded_decide_too_who_lowers_a_class(session: Session, force: Force):
    case = making.an_investigation(
        session, force, offence="robbery_personal", flags=frozenset({RiskFlag.HIGH_RISK})
    )
    assert why_not(give(session, force, case, "theft_other", "sergeant"))
    assert isinstance(give(session, force, case, "theft_other", "inspector"), int)


def test_whoever_held_the_case_does_not_make_it_lighter(session: Session, force: Force):
    both = ((Role.INVESTIGATOR, force.unit), (Role.SUPERVISOR, force.unit))
    acting = making.a_person(session, "acting", Rank.INSPECTOR, *both)
    case = making.a_crime(session, force, offence="robbery_personal")
    making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(acting.id))
    refused = reclassify(session, acting, case.id, "theft_other", WHY, now=LATER)
    assert why_not(refused) == ["risk_is_lowered_by_somebody_else"]


def test_a_reason_is_asked_for_either_way(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        give(session, force, cases.investigated, "robbery_personal", reason=" ")
    assert refused.value.field == "reason"
    refused = give(session, force, cases.investigated, "shoplifting", "sergeant", " ")
    assert why_not(refused) == ["why_risk_is_lowered_is_written"]


@pytest.mark.parametrize("offence", ["no_such_offence", "theft_other", "unclassified_violence_or_sexual"])
def test_only_another_offence_of_the_list_is_taken(
    session: Session, force: Force, cases: Cases, offence: str
):
    with pytest.raises(FactNotAccepted) as refused:
        give(session, force, cases.investigated, offence)
    assert refused.value.field == "offence"


def test_a_crime_not_classified_is_classified_and_a_finished_one_reopened(
    session: Session, force: Force, cases: Cases
):
    case = making.a_crime(session, force, offence="unclassified_violence_or_sexual")
    with pytest.raises(Refusal, match="classify it instead"):
        give(session, force, case, "rape")
    with pytest.raises(Refusal, match="finished"):
        give(session, force, cases.filed, "rape")


def test_who_may_not(session: Session, force: Force, cases: Cases):
    for who in ("other_officer", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            give(session, force, cases.investigated, "robbery_personal", who)
    # A supervisor of another unit may be asked to lower a class, and raises none here.
    with pytest.raises(NotPermitted):
        give(session, force, cases.investigated, "robbery_personal", "other_sergeant")


def test_who_must_sign_and_which_lines_are_asked_follow_the_new_class(session: Session, force: Force):
    case = making.a_case_ready_to_propose(session, force)
    give(session, force, case, "robbery_personal")
    refused = making.attempt(
        session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), LATER
    )
    assert "minimum_lines_are_answered" in why_not(refused)
    give(session, force, case, "rape")
    making.answer_the_minimum(session, force, case, LATER)
    case = Case(case.id, case.kind, case.victims)
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), LATER)
    refused = making.attempt(session, force.inspector, case, Step.AUTHORISE, now=LATER)
    assert why_not(refused) == ["signer_has_the_authority"]


def test_who_may_hold_it_follows_the_new_class(session: Session, force: Force):
    pip1 = making.a_person(
        session, "pip1", Rank.CONSTABLE, (Role.INVESTIGATOR, force.unit), accreditation=Accreditation.PIP1
    )
    case = making.a_crime(session, force)
    give(session, force, case, "rape")
    refused = making.attempt(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(pip1.id), now=LATER)
    assert why_not(refused) == ["officer_is_accredited"]


def test_that_no_line_is_reasonable_is_asked_again(session: Session, force: Force):
    case = making.an_investigation(session, force)
    no_lines.agree_no_lines(session, force.sergeant, case.id, "A photograph only.", now=LATER)
    give(session, force, case, "robbery_personal")
    assert row_of(session, case).no_lines_agreed_by_id is None
    assert verify(session).is_sound


@pytest.mark.parametrize("name", ["proposed", "signed", "told"])
def test_a_proposal_lapses_once_that_is_accepted(session: Session, force: Force, cases: Cases, name: str):
    case = getattr(cases, name)
    with pytest.raises(WouldLapse):
        give(session, force, case, "robbery_personal")
    give(session, force, case, "robbery_personal", lapse_accepted=True)
    assert state_of(session, case) is State.INVESTIGATING


def test_a_refused_lowering_leaves_a_proposal_standing(session: Session, force: Force, cases: Cases):
    assert why_not(give(session, force, cases.signed, "shoplifting", "sergeant", " ", lapse_accepted=True))
    assert state_of(session, cases.signed) is State.AWAITING_VICTIM_UPDATE


def test_a_stale_page_and_a_repeat_change_nothing(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    seen = making.last_event(session, case.id)
    making.add_line(session, force, case)
    with pytest.raises(CaseHasMoved):
        give(session, force, case, "robbery_personal", seen_event_id=seen)
    give(session, force, case, "robbery_personal", submission_id="one")
    with pytest.raises(AlreadyRecorded):
        give(session, force, case, "robbery_personal", submission_id="one")
