"""Who may have a decision reviewed, by which scheme, until when; when it is decided; who reviews it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.case_files import (
    DECISION,
    NOW,
    OIC,
    SOMEBODY,
    SUPERVISOR,
    a_case,
    a_contact,
    a_decision,
    a_suspect,
    a_victim,
    done,
    policy,
)
from tests.workflow.test_requirements_rights_to_review import BY_CPS, LET_GO, let_go
from vocabulary import (
    CpsReplyKind,
    DecisionEnding,
    DecisionKind,
    DutyKind,
    EventKind,
    ExceptionKind,
    Rank,
    ReviewScheme,
    SuspectDecision,
    VictimKind,
    VictimView,
)
from workflow import rights_to_review as rights
from workflow.case_file import CaseFile, Decided, TellingException
from workflow.duties import due
from workflow.reviewers import Reviewer, why_not_reviewer
from workflow.working_days import LONDON, is_working_day

POLICE, CPS = ReviewScheme.POLICE, ReviewScheme.CPS


def decided(case: CaseFile) -> Decided:
    return rights.decided_now(case)


def why(case: CaseFile, **changes: object) -> str | None:
    return rights.why_no_review(case, replace(decided(case), **changes), case.victims[0], policy())


def test_a_victim_of_a_suspect_who_was_interviewed_and_let_go_has_the_right():
    assert why(let_go()) is None


@pytest.mark.parametrize(
    "victim",
    [
        a_victim(kind=VictimKind.BUSINESS),
        a_victim(died_on=NOW.date(), bereaved_contact_named=True),
        a_victim(view=VictimView.SUPPORTS),
        a_victim(view=VictimView.UNABLE_TO_SUPPORT),
    ],
)
def test_every_victim_of_the_code_has_it(victim):
    assert why(let_go(victims=(victim,))) is None


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (let_go(suspects=()), "No suspect was identified"),
        (let_go(suspects=(replace(LET_GO, interviewed_at=None),)), "not interviewed under caution"),
        (let_go(suspects=(a_suspect(SuspectDecision.ELIMINATED),)), "No suspect was identified"),
        (
            let_go(suspects=(LET_GO, a_suspect(SuspectDecision.CHARGED, id=201))),
            "A suspect is charged",
        ),
        (let_go(victims=(a_victim(view=VictimView.DOES_NOT_SUPPORT),)), "do not support"),
    ],
)
def test_who_has_no_right_is_told_why(case, says):
    assert says in why(case)


@pytest.mark.parametrize("kind", sorted(rights.NOT_ABOUT))
def test_other_endings_are_not_reviewed(kind: DecisionKind):
    assert why(let_go(), kind=kind) == rights.NOT_ABOUT[kind]


def test_a_decision_that_was_taken_back_or_is_of_an_earlier_round_is_not_reviewed():
    assert why(let_go(), ending=DecisionEnding.LAPSED) == rights.STANDS_NO_MORE
    assert why(let_go(round=2)) == rights.STANDS_NO_MORE
    assert why(let_go(), ending=DecisionEnding.CARRIED_OUT) is None


def test_a_decision_about_one_suspect_stands_through_a_reopening_until_it_is_overtaken():
    one = {"kind": DecisionKind.SUSPECT_NO_FURTHER_ACTION, "suspect_id": LET_GO.id}
    assert why(let_go(round=2), **one) is None
    assert why(let_go(), **one, ending=DecisionEnding.LAPSED) == rights.STANDS_NO_MORE
    assert why(let_go(), **(one | {"suspect_id": 999})) == rights.NO_SUSPECT


def test_the_cps_reviews_what_it_alone_decided_whether_or_not_anybody_was_interviewed():
    unheard = replace(LET_GO, interviewed_at=None)
    case = let_go(replies=(BY_CPS,), suspects=(unheard,))
    assert rights.scheme_of(case, decided(case), policy()) is CPS
    assert why(case) is None
    both = let_go(replies=(BY_CPS,), suspects=(LET_GO, replace(LET_GO, id=201)))
    assert rights.scheme_of(both, decided(both), policy()) is POLICE
    later = replace(BY_CPS, id=2, kind=CpsReplyKind.ACTION_PLAN, ground=None)
    asked_again = let_go(replies=(BY_CPS, later))
    assert rights.scheme_of(asked_again, decided(asked_again), policy()) is POLICE
    ninth = let_go(decision=a_decision(outcome_code="9"))
    assert rights.scheme_of(ninth, decided(ninth), policy()) is CPS


def test_it_runs_from_when_they_were_first_told_by_us_or_by_another_body():
    first = NOW - dt.timedelta(hours=1)
    unheard = a_contact(id=402, happened_at=first - dt.timedelta(minutes=30), counts=False)
    victim = a_victim(contacts=(unheard, a_contact(), a_contact(id=401, happened_at=NOW)))
    case = let_go(victims=(victim,))
    assert rights.told_at(victim, decided(case)) == first
    at = NOW - dt.timedelta(minutes=5)
    by_cps = TellingException(1, ExceptionKind.TOLD_BY_ANOTHER_BODY, DECISION, 1, happened_at=at)
    assert rights.told_at(a_victim(exceptions=(by_cps,)), decided(case)) == at
    assert rights.told_at(a_victim(), decided(case)) is None


@pytest.mark.parametrize(
    ("told", "until"),
    [
        ("2026-03-15", "2026-06-15"),
        ("2026-11-30", "2027-02-28"),
        ("2027-11-30", "2028-02-29"),
        ("2027-01-31", "2027-04-30"),
        ("2026-12-01", "2027-03-01"),
        ("2026-10-10", "2027-01-10"),
    ],
)
def test_three_months_end_on_the_corresponding_date(told: str, until: str):
    at = dt.datetime.combine(dt.date.fromisoformat(told), dt.time(23, 30), LONDON)
    assert rights.ask_until(at, POLICE, policy()) == dt.date.fromisoformat(until)


def test_the_last_day_lasts_until_its_end_in_london():
    told = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    last = dt.datetime(2026, 6, 2, 23, 59, 59, tzinfo=LONDON)
    assert not rights.is_late(last, told, POLICE, policy())
    assert rights.is_late(last + dt.timedelta(seconds=1), told, POLICE, policy())
    assert not rights.is_late(last + dt.timedelta(days=900), None, POLICE, policy())


# Asked → acknowledged by, decided by: counted by hand over the bank holidays of England and Wales.
CLOCKS = {
    "an ordinary week": ("2026-03-02T09:00", "2026-03-16", "2026-04-15"),
    "Friday at four": ("2026-06-05T16:00", "2026-06-19", "2026-07-17"),
    "Saturday": ("2026-11-07T11:00", "2026-11-20", "2026-12-18"),
    "before Christmas": ("2026-12-18T16:00", "2027-01-06", "2027-02-03"),
    "New Year's Eve": ("2026-12-31T10:00", "2027-01-15", "2027-02-12"),
    "before Easter 2027": ("2027-03-22T10:00", "2027-04-07", "2027-05-06"),
    "before Easter 2028": ("2028-04-10T10:00", "2028-04-26", "2028-05-25"),
    "late August": ("2026-08-28T10:00", "2026-09-14", "2026-10-12"),
    "substitute days": ("2027-12-24T10:00", "2028-01-12", "2028-02-09"),
    "the clocks go forward": ("2026-03-20T10:00", "2026-04-07", "2026-05-06"),
    "the clocks go back": ("2026-10-20T10:00", "2026-11-03", "2026-12-01"),
}


@pytest.mark.parametrize("when", CLOCKS)
def test_a_request_is_acknowledged_in_ten_working_days_and_decided_in_thirty(when: str):
    asked, *days = CLOCKS[when]
    at = dt.datetime.fromisoformat(asked).replace(tzinfo=LONDON)
    for kind, day in zip((DutyKind.ACKNOWLEDGE_REVIEW, DutyKind.DECIDE_REVIEW), days, strict=True):
        for enhanced in (False, True):
            found = due(kind, at, enhanced=enhanced, policy=policy()).due_at.astimezone(LONDON)
            assert found == dt.datetime.combine(dt.date.fromisoformat(day), dt.time(23, 59, 59), LONDON)


@pytest.mark.parametrize(
    ("asked", "limit", "by"),
    [
        ("2026-03-02T09:00", "2026-04-20", "2026-04-02"),  # over Easter 2026
        ("2026-12-01T09:00", "2027-01-08", "2026-12-22"),  # over Christmas
        ("2026-03-05T09:00", "2026-03-10", "2026-03-06"),  # fewer than ten are left
        ("2026-03-05T09:00", "2026-03-05", "2026-03-05"),  # the last day
        ("2026-03-06T16:00", "2026-03-07", "2026-03-07"),  # a Saturday
        ("2026-03-05T09:00", "2026-03-04", None),  # it has passed
    ],
)
def test_a_time_limit_for_charging_brings_the_decision_forward(asked: str, limit: str, by: str | None):
    at = dt.datetime.fromisoformat(asked).replace(tzinfo=LONDON)
    found = rights.decide_before(at, dt.date.fromisoformat(limit), policy())
    assert (found and found.astimezone(LONDON).date().isoformat()) == by


MOMENTS = st.integers(0, 1_000 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 1, 1, tzinfo=dt.UTC).astimezone(LONDON) + dt.timedelta(minutes=minutes)
)


@given(MOMENTS, st.integers(0, 200))
def test_a_decision_is_never_due_after_the_last_day_for_charging_nor_before_it_was_asked(at, days):
    limit = at.date() + dt.timedelta(days=days)
    found = rights.decide_before(at, limit, policy()).astimezone(LONDON)
    assert at.replace(microsecond=0) <= found
    assert found.date() <= limit
    assert found.date() == limit or is_working_day(found.date())


# --- who reviews ---

PEOPLE = st.sampled_from((OIC, SUPERVISOR, SOMEBODY, 40))
RANKS = st.sampled_from(list(Rank))
INVOLVING = st.sampled_from(
    (
        EventKind.CASE_ALLOCATED,
        EventKind.SUSPECT_INTERVIEWED,
        EventKind.VICTIM_VIEW_RECORDED,
        EventKind.MENTOR_NAMED,
    )
)


@given(
    who=PEOPLE,
    rank=RANKS,
    detective=st.booleans(),
    supervises=st.booleans(),
    signed=RANKS,
    acts=st.lists(st.tuples(INVOLVING, PEOPLE), max_size=3),
)
def test_a_reviewer_is_never_of_equal_or_lower_rank_nor_part_of_the_case(
    who, rank, detective, supervises, signed, acts
):
    case = let_go(acts=tuple(done(kind, None, whom) for kind, whom in acts))
    made = replace(decided(case), signers=((SUPERVISOR, signed),))
    refused = why_not_reviewer(case, made, Reviewer(who, rank, detective, supervises), policy())
    has_a_part = who in (OIC, SUPERVISOR) or any(whom == who for _, whom in acts)
    may = supervises and not has_a_part and rank.seniority > signed.seniority
    assert (refused is None) is may, refused


def test_where_a_detective_signed_a_detective_reviews():
    case = let_go()
    made = replace(decided(case), detective_needed=True)
    assert "detective" in why_not_reviewer(
        case, made, Reviewer(SOMEBODY, Rank.CHIEF_INSPECTOR, False, True), policy()
    )


def test_above_the_highest_rank_there_is_nobody():
    case = let_go()
    made = replace(decided(case), signers=((SUPERVISOR, Rank.CHIEF_SUPERINTENDENT),))
    said = why_not_reviewer(case, made, Reviewer(SOMEBODY, Rank.CHIEF_SUPERINTENDENT, True, True), policy())
    assert "No rank that Fairlead knows" in said


def test_of_two_who_signed_the_higher_counts():
    case = let_go()
    made = replace(decided(case), signers=((SUPERVISOR, Rank.SERGEANT), (40, Rank.INSPECTOR)))
    inspector = Reviewer(SOMEBODY, Rank.INSPECTOR, False, True)
    assert "chief inspector" in why_not_reviewer(case, made, inspector, policy())
    assert why_not_reviewer(case, made, replace(inspector, rank=Rank.CHIEF_INSPECTOR), policy()) is None


def test_nothing_is_decided_before_enough_have_signed():
    assert rights.decided_now(a_case()) is None
    assert rights.decided_now(a_case(decision=a_decision(sign_offs=()))) is None
