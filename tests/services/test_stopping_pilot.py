"""Where the CPS's pilot applies, a victim of rape may ask for a review before a prosecution is stopped."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making
from tests.making import Case, Force
from tests.services.prepared import LATER, NOW, duties_of
from vocabulary import DutyKind, Trigger
from workflow.policy.loader import DEFAULT, PolicyBook
from workflow.policy.validator import PackRefused
from workflow.refusals import FactNotAccepted
from workflow.services import charging, opening
from workflow.services.particulars import Charge
from workflow.services.rights import Development, record_development

MEANS_TO = Trigger.CPS_INTENDS_TO_STOP
ASKED = Trigger.STOP_REVIEW_ASKED
CONFIRMED, OVERTURNED = Trigger.STOP_REVIEW_CONFIRMED, Trigger.STOP_REVIEW_OVERTURNED
RIGHTS = {"cps_means_to_stop", "stop_review_passed_on", "stop_review_confirmed", "stop_review_overturned"}


def a_book(folder: Path, here_from: str) -> PolicyBook:
    copy = Path(shutil.copytree(DEFAULT, folder / "pack"))
    schemes = copy / "rights_to_review.toml"
    text = schemes.read_text(encoding="utf-8")
    schemes.write_text(text + f"here_from = {here_from}\n", encoding="utf-8")
    return PolicyBook(copy)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The force takes part from the day of these tests."""
    book = a_book(tmp_path, f"{NOW:%Y-%m-%d}")
    monkeypatch.setattr(opening, "load_book", lambda: book)


@pytest.fixture
def charged(session: Session, force: Force) -> Case:
    return a_charged(session, force)


def a_charged(session: Session, force: Force, offence: str = "rape") -> Case:
    case = making.an_investigation(session, force, offence=offence, no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    charging.record_charge(session, force.officer, case.id, Charge(suspect, NOW, "Rape"), now=NOW)
    return Case(case.id, case.kind, case.victims, suspect=suspect)


def happened(
    session: Session, force: Force, case: Case, trigger: Trigger, at: dt.datetime = LATER, **more: object
) -> int:
    values = {"suspect_id": case.suspect, "victim_id": case.victims[0]} | more
    what = Development(trigger, at, "As the CPS wrote.", **values)
    return record_development(session, force.officer, case.id, what, now=LATER)


def owed(session: Session, case: Case) -> set[str]:
    return {duty.right_key for duty in duties_of(session, case, DutyKind.RIGHT)} & RIGHTS


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("result", "right"), [(CONFIRMED, "stop_review_confirmed"), (OVERTURNED, "stop_review_overturned")]
)
def test_each_step_is_on_record_and_owed_to_the_victim(
    session: Session, force: Force, charged: Case, result: Trigger, right: str
):
    happened(session, force, charged, MEANS_TO)
    assert owed(session, charged) == {"cps_means_to_stop"}
    happened(session, force, charged, ASKED)
    assert owed(session, charged) == {"cps_means_to_stop", "stop_review_passed_on"}
    happened(session, force, charged, result)
    assert right in owed(session, charged)
    assert verify(session).is_sound


@pytest.mark.usefixtures("here")
def test_the_steps_follow_one_another(session: Session, force: Force, charged: Case):
    with pytest.raises(FactNotAccepted, match="that the CPS means to stop") as refused:
        happened(session, force, charged, ASKED)
    assert refused.value.field == "trigger"
    happened(session, force, charged, MEANS_TO)
    with pytest.raises(FactNotAccepted, match="that this victim asked"):
        happened(session, force, charged, CONFIRMED)


@pytest.mark.usefixtures("here")
def test_only_the_prosecution_of_somebody_charged_is_stopped(session: Session, force: Force):
    case = making.an_investigation(session, force, offence="rape", no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    with pytest.raises(FactNotAccepted, match="is charged") as refused:
        happened(session, force, Case(case.id, case.kind, case.victims, suspect=suspect), MEANS_TO)
    assert refused.value.field == "suspect"


@pytest.mark.usefixtures("here")
def test_other_crimes_are_not_of_the_pilot(session: Session, force: Force):
    case = a_charged(session, force, "robbery_personal")
    happened(session, force, case, MEANS_TO)
    assert owed(session, case) == set()
    with pytest.raises(FactNotAccepted, match="does not apply"):
        happened(session, force, case, ASKED)


def test_elsewhere_what_the_cps_means_to_do_is_a_fact_and_no_right(
    session: Session, force: Force, charged: Case
):
    happened(session, force, charged, MEANS_TO)
    assert owed(session, charged) == set()
    with pytest.raises(FactNotAccepted, match="does not apply"):
        happened(session, force, charged, ASKED)
    assert verify(session).is_sound


def test_before_its_first_day_here_it_does_not_apply(
    session: Session, force: Force, charged: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    book = a_book(tmp_path, "2026-06-01")
    monkeypatch.setattr(opening, "load_book", lambda: book)
    happened(session, force, charged, MEANS_TO)
    assert owed(session, charged) == set()


def test_a_day_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(PackRefused, match="here_from"):
        a_book(tmp_path, '"next year"')
