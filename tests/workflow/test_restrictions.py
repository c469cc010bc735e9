"""Who reads a restricted case, as pure rules; who restricts and who reviews, by the pack."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflow.case_files import OIC, SUPERVISOR, UNIT, a_case, a_decision, a_victim, policy, signed_by
from vocabulary import Actor, Rank, Restriction, Role, State
from workflow.case_file import CaseFile, WhoReads
from workflow.refusals import HiddenRecord, RecordRestricted
from workflow.restrictions import (
    Barred,
    Details,
    details_of,
    refuse_reading,
    why_not_break_glass,
    why_not_name_reader,
    why_not_read,
    why_not_restrict,
    why_not_review,
)

ME, ELSEWHERE = 77, UNIT + 1
DAY = dt.date(2027, 1, 1)


def somebody(
    role: Role = Role.INVESTIGATOR,
    unit: int = ELSEWHERE,
    rank: Rank = Rank.CONSTABLE,
    *,
    detective: bool = False,
    person_id: int = ME,
) -> Actor:
    return Actor(person_id, rank, detective, frozenset({(role, unit)}))


def restricted(kind: Restriction = Restriction.RESTRICTED, **readers: frozenset[int]) -> WhoReads:
    return WhoReads(kind, 999, DAY, **readers)


def case(kind: Restriction = Restriction.RESTRICTED, **changes: object) -> CaseFile:
    return a_case(**({"who_reads": restricted(kind)} | changes))


def test_everybody_reads_a_case_that_is_not_restricted():
    assert why_not_read(somebody(), a_case()) is None


@pytest.mark.parametrize("kind", Restriction)
@pytest.mark.parametrize(
    "who",
    [
        somebody(person_id=OIC),
        somebody(unit=UNIT),
        somebody(Role.SUPERVISOR, UNIT),
        somebody(Role.AUDITOR),
        somebody(person_id=999),
    ],
)
def test_those_of_the_case_read_it_and_so_do_auditors_and_whoever_restricted_it(who, kind):
    assert why_not_read(who, case(kind)) is None


@pytest.mark.parametrize(
    "who",
    [
        somebody(),
        somebody(Role.SUPERVISOR, rank=Rank.SUPERINTENDENT),
        somebody(Role.VICTIM_CARE_OFFICER, UNIT),
        somebody(Role.ADMINISTRATOR, UNIT),
    ],
)
def test_others_do_not_whatever_their_rank(who):
    assert why_not_read(who, case()) is Barred.STUB
    assert why_not_read(who, case(Restriction.COVERT)) is Barred.NOTHING


def test_whoever_answers_for_it_reads_it_though_another_is_officer_in_the_case():
    assert why_not_read(somebody(), case(responsible_id=ME)) is None


def test_a_named_reader_reads_a_covert_case_and_broken_glass_opens_none():
    named = case(who_reads=restricted(Restriction.COVERT, named=frozenset({ME})))
    assert why_not_read(somebody(), named) is None
    broken = case(who_reads=restricted(Restriction.COVERT, broke_glass=frozenset({ME})))
    assert why_not_read(somebody(), broken) is Barred.NOTHING
    assert why_not_read(somebody(), case(who_reads=restricted(broke_glass=frozenset({ME})))) is None


@pytest.mark.parametrize(
    ("rank", "is_detective", "reads"),
    [(Rank.SERGEANT, True, False), (Rank.INSPECTOR, False, False), (Rank.INSPECTOR, True, True)],
)
def test_a_waiting_proposal_is_read_by_the_rank_it_needs(rank, is_detective, reads):
    decision = a_decision(rank_needed=Rank.INSPECTOR, detective_needed=True, sign_offs=())
    waiting = {"state": State.AWAITING_SIGN_OFF, "decision": decision}
    who = somebody(Role.SUPERVISOR, rank=rank, detective=is_detective)
    assert (why_not_read(who, case(**waiting)) is None) is reads
    assert why_not_read(who, case(Restriction.COVERT, **waiting)) is Barred.NOTHING
    assert why_not_read(somebody(rank=rank, detective=True), case(**waiting)) is Barred.STUB


@pytest.mark.parametrize("which", ["role_needed", "role_instead"])
def test_a_waiting_proposal_is_read_by_whoever_holds_the_role_that_signs_it(which):
    decision = a_decision(sign_offs=(), **{which: Role.CRIME_REGISTRAR})
    waiting = {"state": State.AWAITING_SIGN_OFF, "decision": decision}
    registrar = somebody(Role.CRIME_REGISTRAR, rank=Rank.POLICE_STAFF)
    assert why_not_read(registrar, case(**waiting)) is None
    assert why_not_read(somebody(Role.CRIME_ASSESSOR), case(**waiting)) is Barred.STUB
    assert why_not_read(registrar, case()) is Barred.STUB
    assert why_not_read(registrar, case(Restriction.COVERT, **waiting)) is Barred.NOTHING


@pytest.mark.parametrize("kind", Restriction)
def test_whoever_signed_what_stands_still_reads_it(kind):
    signed = case(
        kind, state=State.AWAITING_VICTIM_UPDATE, decision=a_decision(sign_offs=(signed_by(SUPERVISOR),))
    )
    assert why_not_read(somebody(Role.SUPERVISOR, person_id=SUPERVISOR), signed) is None
    assert why_not_read(somebody(Role.SUPERVISOR), signed) is not None


def test_refusing_says_as_little_as_it_may():
    with pytest.raises(RecordRestricted):
        refuse_reading(somebody(), case())
    refuse_reading(somebody(), case(), stub_will_do=True)
    with pytest.raises(HiddenRecord, match="no such investigation"):
        refuse_reading(somebody(), case(Restriction.COVERT), stub_will_do=True)


@pytest.mark.parametrize(
    ("rank", "is_detective", "may"),
    [
        (Rank.SERGEANT, False, False),
        (Rank.SERGEANT, True, True),
        (Rank.INSPECTOR, False, True),
        (Rank.SUPERINTENDENT, False, True),
    ],
)
def test_an_inspector_or_a_detective_sergeant_restricts(rank, is_detective, may):
    who = somebody(Role.SUPERVISOR, rank=rank, detective=is_detective)
    assert (why_not_restrict(who, a_case(), policy()) is None) is may
    assert why_not_restrict(somebody(rank=Rank.INSPECTOR), a_case(), policy()).startswith("This is done")


def test_through_the_glass_nobody_says_who_reads():
    through = case(who_reads=restricted(broke_glass=frozenset({ME})))
    who = somebody(Role.SUPERVISOR, rank=Rank.SUPERINTENDENT)
    assert "breaking the glass" in why_not_restrict(who, through, policy())
    assert "breaking the glass" in why_not_name_reader(who, through, policy())


def test_the_glass_is_for_those_who_do_not_read_and_not_for_auditors():
    assert why_not_break_glass(somebody(), case()) is None
    assert "already" in why_not_break_glass(somebody(), a_case())
    assert why_not_break_glass(somebody(Role.ADMINISTRATOR), case()) is not None
    hidden = a_case(victims=(a_victim(details_hidden=True),))
    assert why_not_break_glass(somebody(), hidden) is None
    assert "already" in why_not_break_glass(somebody(unit=UNIT), hidden)


@pytest.mark.parametrize(
    ("who", "shown", "hidden"),
    [
        (somebody(person_id=OIC), Details.SHOWN, Details.SHOWN),
        (somebody(Role.VICTIM_CARE_OFFICER, UNIT), Details.SHOWN, Details.SHOWN),
        (somebody(Role.VICTIM_CARE_OFFICER), Details.SHOWN, Details.BEHIND_GLASS),
        (somebody(), Details.ON_THEIR_OWN_PAGE, Details.BEHIND_GLASS),
        (somebody(Role.AUDITOR, UNIT), Details.ON_THEIR_OWN_PAGE, Details.BEHIND_GLASS),
    ],
)
def test_how_somebody_gets_to_a_victims_details(who, shown, hidden):
    assert details_of(who, a_case(), a_victim()) is shown
    assert details_of(who, a_case(), a_victim(details_hidden=True)) is hidden


def test_broken_glass_puts_hidden_details_on_their_own_page():
    opened = a_case(who_reads=WhoReads(broke_glass=frozenset({ME})))
    assert details_of(somebody(), opened, a_victim(details_hidden=True)) is Details.ON_THEIR_OWN_PAGE


def test_a_review_is_an_inspectors_or_an_auditors_and_never_ones_own():
    inspector = somebody(Role.SUPERVISOR, rank=Rank.INSPECTOR)
    assert why_not_review(inspector, 5, policy()) is None
    assert why_not_review(somebody(Role.AUDITOR), 5, policy()) is None
    assert "Somebody else" in why_not_review(inspector, ME, policy())
    assert "Somebody else" in why_not_review(somebody(Role.AUDITOR), ME, policy())
    assert "auditor" in why_not_review(somebody(Role.SUPERVISOR, rank=Rank.SERGEANT), 5, policy())


def test_markings_follow_what_a_page_shows():
    protection = policy().protection
    assert protection.marking(people=False) == "OFFICIAL"
    assert protection.marking(people=True) == "OFFICIAL-SENSITIVE"
    assert protection.marking(people=True, sensitive=True) == "OFFICIAL-SENSITIVE"
    assert protection.is_sensitive("homicide", frozenset())
    assert not protection.is_sensitive("shop_theft", frozenset())
