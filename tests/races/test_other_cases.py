"""What reaches a case from outside it: an import, and a line of another crime that answers one of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import RoleHolding
from tests import making
from tests.making import Case, Force
from tests.published_files import NO_SUSPECT, OPEN, crime_id, street, write_street
from tests.races.at_work import Scene, set_up
from tests.races.overlapping import Act, all_at_once, one_waits
from tests.services.importing import take
from tests.stores import Store
from vocabulary import Bearing, DecisionKind, State, Step
from workflow.refusals import FactNotAccepted, StepNotOpen, StillResponsible
from workflow.services import lines, people
from workflow.services.particulars import ToOfficer
from workflow.services.steps import Refused, Taken


def a_published_crime(session: Session, force: Force, folder: Path) -> Case:
    """A crime that came in as under investigation: each test's folder names its own."""
    take(session, force.unit, write_street(folder / "2021-07-street.csv", street(folder.name, OPEN)))
    query = "SELECT id FROM investigation WHERE published_crime_id = :crime"
    return Case(
        session.connection()
        .exec_driver_sql(query.replace(":crime", f"'{crime_id(folder.name)}'"))
        .scalar_one()
    )


def published_as_decided(scene: Scene, folder: Path) -> Act:
    """A newer file that says the crime was decided."""
    newer = write_street(folder / "2021-08-street.csv", street(folder.name, NO_SUSPECT))
    return lambda session: take(session, scene.force.unit, newer)


@pytest.fixture
def published(one_store: Store, tmp_path: Path) -> Scene:
    return set_up(one_store, lambda session, force: a_published_crime(session, force, tmp_path))


def allocate(scene: Scene) -> Act:
    return scene.step(scene.force.sergeant, Step.ALLOCATE, ToOfficer(scene.force.officer.id))


def test_an_import_that_waited_for_somebody_acting_leaves_their_case_alone(published: Scene, tmp_path: Path):
    taken, _ = one_waits(published.store, allocate(published), published_as_decided(published, tmp_path))
    assert isinstance(taken, Taken)
    assert published.state is State.ALLOCATED
    query = "SELECT published_label, published_label_differs FROM investigation WHERE id = :case"
    assert published.ask(query) == [(NO_SUSPECT, True)]


def test_somebody_who_waited_for_an_import_finds_the_crime_decided(published: Scene, tmp_path: Path):
    _, late = one_waits(published.store, published_as_decided(published, tmp_path), allocate(published))
    assert isinstance(late, StepNotOpen)
    assert published.state is State.DECIDED_BEFORE_FAIRLEAD
    assert published.ask("SELECT status FROM duty WHERE investigation_id = :case") == [("excused",)]


def test_one_file_imported_twice_at_once_is_imported_once(published: Scene, tmp_path: Path):
    new = write_street(
        tmp_path / "2021-09-street.csv", *(street(f"{tmp_path.name} {n}", OPEN) for n in range(20))
    )
    tallies = all_at_once(published.store, *[lambda s: take(s, published.force.unit, new)] * 2)
    assert sorted(tally.created for tally in tallies) == [0, 20]


class Pair:
    """A case ready to be filed, one line of which rests on a line of another case."""

    def __init__(self, store: Store) -> None:
        self.scene = set_up(store, self.make)

    def make(self, session: Session, force: Force) -> Case:
        other = making.an_investigation(session, force)
        self.shared = making.add_line(session, force, other)
        lines.result_line(session, force.officer, self.shared, "Seen there.", Bearing.AWAY, now=making.NOW)
        case = making.a_case_ready_to_propose(session, force)
        own = making.add_line(session, force, case)
        lines.answer_on_another_crime(
            session, force.officer, own, self.reference(session, other), self.shared, "", now=making.NOW
        )
        making.take(
            session, force.officer, case, making.PROPOSE[DecisionKind.NO_FURTHER_ACTION], making.proposal()
        )
        case = making.proposed_on(session, case)
        making.sign_off(session, force, case)
        making.tell(session, force, case)
        return case

    def reference(self, session: Session, case: Case) -> str:
        return (
            session.connection()
            .exec_driver_sql(f"SELECT reference FROM investigation WHERE id = {case.id}")
            .scalar_one()
        )

    def supersede(self, session: Session) -> int:
        officer = self.scene.force.officer
        return lines.supersede_line(
            session,
            officer,
            self.shared,
            "cctv",
            "Look again.",
            officer.id,
            now=making.NOW,
            why="Wrong shop.",
        )


def test_a_line_that_a_case_being_filed_rests_on_is_kept(one_store: Store):
    pair = Pair(one_store)
    filed, refused = one_waits(
        one_store, pair.scene.step(pair.scene.force.officer, Step.FILE_NO_FURTHER_ACTION), pair.supersede
    )
    assert isinstance(filed, Taken)
    assert isinstance(refused, FactNotAccepted)
    assert "is finished and rests on this line" in refused.why


def test_a_filing_that_waited_for_the_line_it_rests_on_to_be_superseded_is_refused(one_store: Store):
    pair = Pair(one_store)
    _, refused = one_waits(
        one_store, pair.supersede, pair.scene.step(pair.scene.force.officer, Step.FILE_NO_FURTHER_ACTION)
    )
    assert isinstance(refused, Refused)
    assert [found.key for found in refused.assessment.still_needed] == ["every_line_is_answered"]
    assert pair.scene.state is State.AWAITING_VICTIM_UPDATE


@pytest.fixture
def in_the_tray(one_store: Store) -> Scene:
    return set_up(one_store, making.a_crime)


def leaves(scene: Scene) -> Act:
    """The officer's role ends tomorrow."""

    def end(session: Session) -> int:
        holding = session.scalar(
            sa.select(RoleHolding.id).where(RoleHolding.person_id == scene.force.officer.id)
        )
        tomorrow = making.NOW.date() + dt.timedelta(days=1)
        return people.end_role(session, None, holding, tomorrow, now=making.NOW)

    return end


def test_whoever_waited_for_an_allocation_to_leave_finds_the_crime(in_the_tray: Scene):
    taken, late = one_waits(in_the_tray.store, allocate(in_the_tray), leaves(in_the_tray))
    assert isinstance(taken, Taken)
    assert isinstance(late, StillResponsible)
    assert [case_id for case_id, _ in late.cases] == [in_the_tray.case.id]
