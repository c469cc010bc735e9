"""Who may sign: independent of the case by everything they did on it, and of the rank that is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflow.case_files import (
    OIC,
    SECOND_SUPERVISOR,
    SOMEBODY,
    SUPERVISOR,
    Example,
    a_case,
    a_decision,
    a_line,
    a_sign_off,
    a_suspect,
    done,
    policy,
    signed_by,
)
from vocabulary import DecisionKind, EventKind, Gate, LineStatus, Outcome, Rank, RiskFlag, SuspectDecision
from workflow.case_file import SuspectDecisionAsked
from workflow.requirements import REGISTRY, assess
from workflow.requirements.sign_offs import authority_in_words, authority_needed, involvement

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
UNSIGNED = a_decision(sign_offs=())


def signing(who=None, **changes: object):
    return a_case(**{"decision": UNSIGNED, "sign_off": who or a_sign_off(), **changes})


def signed(*given, **changes: object):
    return a_case(decision=a_decision(sign_offs=given, **changes))


EXAMPLES = [
    Example("signer_is_independent", "did nothing on the case", signing(), MET),
    Example(
        "signer_is_independent",
        "the officer in the case",
        signing(a_sign_off(OIC)),
        UNMET,
        "officer in the case",
    ),
    Example(
        "signer_is_independent",
        "already signed it once",
        signing(decision=a_decision(sign_offs_needed=2)),
        UNMET,
        "already signed",
    ),
    Example("signer_is_independent", "nobody signs yet", a_case(), NOT_APPLICABLE),
    Example("signer_has_the_authority", "the rank asked", signing(), MET, "sergeant"),
    Example(
        "signer_has_the_authority", "below it", signing(a_sign_off(rank=Rank.CONSTABLE)), UNMET, "a sergeant"
    ),
    Example(
        "signer_has_the_authority",
        "the rank, but no detective",
        signing(a_sign_off(rank=Rank.INSPECTOR), offence_class="child_abuse"),
        UNMET,
        "not recorded as a detective",
    ),
    Example("signer_has_the_authority", "nobody signs yet", a_case(), NOT_APPLICABLE, "Will be signed by"),
    Example("decision_is_signed_off", "one of one", signed(signed_by()), MET, "1 of 1"),
    Example("decision_is_signed_off", "none of one", signed(), UNMET, "0 of 1"),
    Example("decision_is_signed_off", "one of two", signed(signed_by(), sign_offs_needed=2), UNMET, "1 of 2"),
    Example(
        "decision_is_signed_off",
        "by the proposer",
        signed(signed_by(SOMEBODY), proposed_by_id=SOMEBODY),
        UNMET,
    ),
    Example("decision_is_signed_off", "nothing is decided", a_case(), UNMET, "No decision stands"),
    Example("decision_is_on_the_content_as_it_stands", "nothing happened since", signed(), MET),
    Example("decision_is_on_the_content_as_it_stands", "nothing is proposed", a_case(), NOT_APPLICABLE),
    Example(
        "decision_is_on_the_content_as_it_stands",
        "a line was added since",
        a_case(decision=a_decision(), last_material_event_id=901),
        UNMET,
        "Propose it again",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def answered(by: int, **changes: object):
    return a_case(lines=(a_line(answered_by_id=by, **changes),))


# Practice P30: every way of being part of a case.
INVOLVED = {
    "is the officer in the case": a_case(oic_id=SOMEBODY),
    "was the officer in the case before": a_case(
        acts=(done(EventKind.CASE_ALLOCATED, SUPERVISOR, SOMEBODY),)
    ),
    "proposed a decision": a_case(acts=(done(EventKind.DECISION_PROPOSED, SOMEBODY),)),
    "proposed an earlier decision that was returned": a_case(
        acts=(done(EventKind.DECISION_PROPOSED, SOMEBODY), done(EventKind.PROPOSAL_RETURNED, SUPERVISOR)),
    ),
    "interviewed the suspect": a_case(acts=(done(EventKind.SUSPECT_INTERVIEWED, OIC, SOMEBODY),)),
    "wrote down the suspect's account": a_case(acts=(done(EventKind.SUSPECT_INTERVIEWED, SOMEBODY, OIC),)),
    "took what the victim wants": a_case(acts=(done(EventKind.VICTIM_VIEW_RECORDED, SOMEBODY),)),
    "took the victim's account in a contact": a_case(acts=(done(EventKind.VICTIM_ACCOUNT_TAKEN, SOMEBODY),)),
    "gave an evidential line its result": answered(SOMEBODY),
    "took the victim's account": answered(SOMEBODY, category="victim_account"),
    "said why an evidential line is not pursued": answered(
        SOMEBODY, status=LineStatus.NOT_PURSUED, bearing=None
    ),
    "answered the line of another crime that answers this one": a_case(
        lines=(
            a_line(
                status=LineStatus.ANSWERED_ELSEWHERE,
                bearing=None,
                answered_on_status=LineStatus.RESULTED,
                answered_on_by_id=SOMEBODY,
            ),
        )
    ),
    "eliminated a suspect": a_case(suspects=(a_suspect(SuspectDecision.ELIMINATED, decided_by_id=SOMEBODY),)),
    "answered a line that was superseded since": answered(
        SOMEBODY, status=LineStatus.SUPERSEDED, bearing=None
    ),
}
# Supervision is not involvement.
NOT_INVOLVED = {
    "gave the crime to an officer": a_case(acts=(done(EventKind.CASE_ALLOCATED, SOMEBODY, OIC),)),
    "holds the tray the crime lies in": a_case(oic_id=None, responsible_id=SOMEBODY),
    "agreed that no line is reasonable": a_case(
        lines=(), no_lines_agreed_by_id=SOMEBODY, acts=(done(EventKind.NO_LINES_EXCUSED, SOMEBODY),)
    ),
    "returned a proposal with directions": a_case(acts=(done(EventKind.PROPOSAL_RETURNED, SOMEBODY),)),
    "decided no further action for a suspect": a_case(
        suspects=(a_suspect(SuspectDecision.NO_FURTHER_ACTION, decided_by_id=SOMEBODY),),
        acts=(done(EventKind.SUSPECT_DECIDED, SOMEBODY),),
    ),
    "rang the victim": a_case(acts=(done(EventKind.CONTACT_RECORDED, SOMEBODY),)),
    "added a line": a_case(acts=(done(EventKind.LINE_ADDED, SOMEBODY),)),
    "classified the crime": a_case(acts=(done(EventKind.CRIME_CLASSIFIED, SOMEBODY),)),
    "gave a line that is not evidential its result": answered(SOMEBODY, category="intelligence"),
    "owns a line that somebody else answered": a_case(lines=(a_line(owner_id=SOMEBODY),)),
    "signed before": a_case(acts=(done(EventKind.DECISION_SIGNED_OFF, SOMEBODY),)),
}


@pytest.mark.parametrize("way", INVOLVED)
def test_somebody_is_part_of_a_case_who(way):
    assert involvement(INVOLVED[way], SOMEBODY, policy()) is not None
    assert involvement(INVOLVED[way], SECOND_SUPERVISOR, policy()) is None
    asked = replace(INVOLVED[way], decision=UNSIGNED, sign_off=a_sign_off(SOMEBODY))
    assert REGISTRY["signer_is_independent"].rule(asked, policy()).outcome is UNMET


@pytest.mark.parametrize("way", NOT_INVOLVED)
def test_supervision_is_not_involvement_who(way):
    assert involvement(NOT_INVOLVED[way], SOMEBODY, policy()) is None


@pytest.mark.parametrize("way", INVOLVED)
def test_a_sign_off_does_not_count_at_the_end_when_its_giver_became_part_of_the_case(way):
    case = replace(INVOLVED[way], decision=a_decision(sign_offs=(signed_by(SOMEBODY),)))
    assert REGISTRY["decision_is_signed_off"].rule(case, policy()).outcome is UNMET


CLOSURE, NFA, SUSPECT = (
    DecisionKind.CLOSURE,
    DecisionKind.NO_FURTHER_ACTION,
    DecisionKind.SUSPECT_NO_FURTHER_ACTION,
)
SERGEANT, INSPECTOR = (Rank.SERGEANT, False, 1), (Rank.INSPECTOR, False, 1)
DETECTIVE, TWO_DETECTIVES = (Rank.INSPECTOR, True, 1), (Rank.INSPECTOR, True, 2)
DA, HIGH = RiskFlag.DOMESTIC_ABUSE, RiskFlag.HIGH_RISK


@pytest.mark.parametrize(
    ("kind", "offence_class", "flags", "outcome", "expected"),
    [
        (NFA, "shop_theft", (), "18", SERGEANT),
        (CLOSURE, "shop_theft", (), "8", SERGEANT),
        (NFA, "assault", (DA,), "15", SERGEANT),
        (NFA, "assault", (DA, HIGH), "15", INSPECTOR),
        (CLOSURE, "assault", (DA, HIGH), "1", SERGEANT),
        (SUSPECT, "assault", (HIGH,), "", INSPECTOR),
        (NFA, "assault", (RiskFlag.STRANGULATION,), "15", INSPECTOR),
        (NFA, "assault", (DA,), "14", INSPECTOR),
        (NFA, "assault", (DA,), "16", INSPECTOR),
        (NFA, "assault", (), "16", SERGEANT),
        (NFA, "stalking_and_harassment", (), "15", INSPECTOR),
        (NFA, "theft", (), "10", INSPECTOR),
        (NFA, "theft", (), "21", INSPECTOR),
        (NFA, "child_abuse", (), "15", DETECTIVE),
        (CLOSURE, "child_abuse", (), "1", DETECTIVE),
        (NFA, "indecent_images", (), "15", DETECTIVE),
        (NFA, "rape_and_serious_sexual", (), "15", DETECTIVE),
        (NFA, "rape_and_serious_sexual", (), "16", TWO_DETECTIVES),
        (SUSPECT, "rape_and_serious_sexual", (), "", DETECTIVE),
    ],
)
def test_rank_detective_and_number_follow_from_the_case(kind, offence_class, flags, outcome, expected):
    case = a_case(
        offence_class=offence_class,
        flags=frozenset(flags),
        decision=a_decision(kind=kind, outcome_code=outcome),
    )
    needed = authority_needed(case, kind, policy())
    assert (needed.rank, needed.detective, needed.sign_offs) == expected


@pytest.mark.parametrize("rank", Rank)
@pytest.mark.parametrize("is_detective", [False, True])
def test_a_detective_inspector_is_an_inspector_who_is_a_detective(rank, is_detective):
    case = signing(a_sign_off(SUPERVISOR, rank, is_detective), offence_class="indecent_images")
    enough = is_detective and rank.seniority >= Rank.INSPECTOR.seniority
    finding = REGISTRY["signer_has_the_authority"].rule(case, policy())
    assert finding.outcome is (MET if enough else UNMET)


def test_no_further_action_for_a_suspect_asks_the_authority_of_that_decision():
    asked = a_case(
        flags=frozenset({HIGH}),
        suspects=(a_suspect(),),
        suspect_decision=SuspectDecisionAsked(200, True),
        sign_off=a_sign_off(),
        gate=Gate.SUSPECT_NO_FURTHER_ACTION,
    )
    assert REGISTRY["signer_has_the_authority"].rule(asked, policy()).outcome is UNMET


def test_each_ending_says_who_signs_that_ending_and_not_the_other():
    case = a_case(flags=frozenset({HIGH}))
    said = {
        gate: next(
            found.finding.why
            for found in assess(gate, case, policy()).findings
            if found.key == "signer_has_the_authority"
        )
        for gate in (Gate.CLOSURE, Gate.NO_FURTHER_ACTION)
    }
    assert "a sergeant or above" in said[Gate.CLOSURE]
    assert "an inspector or above" in said[Gate.NO_FURTHER_ACTION]


@pytest.mark.parametrize(("decision", "rank"), [("wanted", Rank.INSPECTOR), (None, Rank.SERGEANT)])
def test_outcome_15_while_a_suspect_is_wanted_is_agreed_by_an_inspector(decision, rank):
    case = a_case(
        suspects=(a_suspect(decision and SuspectDecision(decision)),), decision=a_decision(outcome_code="15")
    )
    assert authority_needed(case, NFA, policy()).rank is rank


@pytest.mark.parametrize(
    ("rank", "detective", "sign_offs", "words"),
    [
        (Rank.SERGEANT, False, 1, "a sergeant or above"),
        (Rank.INSPECTOR, False, 1, "an inspector or above"),
        (Rank.INSPECTOR, True, 2, "2 people, each a detective inspector or above"),
    ],
)
def test_authority_in_words(rank, detective, sign_offs, words):
    row = authority_needed(a_case(), NFA, policy())
    assert authority_in_words(replace(row, rank=rank, detective=detective, sign_offs=sign_offs)) == words


def test_telling_the_victim_after_signing_does_not_undo_the_sign_off():
    later = (done(EventKind.CONTACT_RECORDED, SUPERVISOR),)
    assert (
        REGISTRY["decision_is_signed_off"].rule(a_case(decision=a_decision(), acts=later), policy()).outcome
        is MET
    )
