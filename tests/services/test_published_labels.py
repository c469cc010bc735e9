"""Which label a published crime carries, and what happens to the case when it changes."""

from __future__ import annotations

from itertools import count as numbers
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Duty, Investigation
from tests.published_files import (
    NO_SUSPECT,
    OPEN,
    SILENT,
    UNABLE,
    outcome,
    street,
    write_outcomes,
    write_street,
)
from tests.services.importing import NOW, add_person, add_unit, crime, facts, take
from vocabulary import Actor, DutyStatus, EventKind, Rank, State, StreamKind
from workflow import recording
from workflow.services import importing

CHANGED = EventKind.PUBLISHED_LABEL_CHANGED
CAUTION = "Offender given a caution"


class Publisher:
    """Publishes one file after another, each under a new name, and imports it at once."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session, self.folder, self.names = session, folder, numbers(1)
        self.person_id = add_person(session)
        self.unit_id = add_unit(session, self.person_id)

    def streets(self, *labels: str) -> int:
        """One row a label, all for the same crime; how many rows updated something."""
        path = self.folder / f"{next(self.names)}-street.csv"
        lines = [street("a", label) for label in labels]
        # A crime that differs makes each file new, also when its labels are not.
        return take(self.session, self.unit_id, write_street(path, *lines, street(path.name))).updated

    def outcomes(self, *labels: str, month: str = "2021-07") -> int:
        path = self.folder / f"{next(self.names)}-outcomes.csv"
        lines = [outcome("a", label, month=month) for label in labels]
        return take(self.session, self.unit_id, write_outcomes(path, *lines)).updated

    def act(self) -> None:
        """Somebody does something on the case."""
        actor = Actor(self.person_id, Rank.SERGEANT, False, frozenset())
        recording.append(
            self.session, StreamKind.INVESTIGATION, self.row.id, EventKind.LINE_ADDED, actor=actor, now=NOW
        )

    @property
    def row(self) -> Investigation:
        return crime(self.session, "a")

    @property
    def label(self) -> str | None:
        return self.row.published_label

    @property
    def changes(self) -> list[tuple[str | None, str | None]]:
        return [(said["from"], said["to"]) for said in facts(self.session, self.row.id, CHANGED)]


@pytest.fixture
def publisher(session: Session, tmp_path: Path) -> Publisher:
    return Publisher(session, tmp_path)


def test_a_new_label_is_an_event_that_names_its_file(publisher: Publisher) -> None:
    publisher.streets(OPEN)
    assert publisher.streets(NO_SUSPECT) == 1
    row = publisher.row
    assert row.published_label == NO_SUSPECT
    assert facts(publisher.session, row.id, CHANGED) == [
        {
            "from": OPEN,
            "to": NO_SUSPECT,
            "file": "2-street.csv",
            "file_kind": "street",
            "acted_on": False,
            "state": State.DECIDED_BEFORE_FAIRLEAD,
        }
    ]
    assert row.last_material_event_id < row.last_event_id


def test_the_same_label_again_is_nothing(publisher: Publisher) -> None:
    publisher.streets(NO_SUSPECT)
    assert publisher.streets(NO_SUSPECT) == 0
    assert publisher.changes == []


def duties(publisher: Publisher) -> list[DutyStatus]:
    query = sa.select(Duty.status).where(Duty.investigation_id == publisher.row.id).order_by(Duty.id)
    return list(publisher.session.scalars(query))


def test_an_untouched_crime_decided_since_leaves_the_tray_and_its_duty_is_excused(
    publisher: Publisher,
) -> None:
    publisher.streets(OPEN)
    publisher.streets(NO_SUSPECT)
    assert (publisher.row.state, publisher.row.published_label_differs) == (
        State.DECIDED_BEFORE_FAIRLEAD,
        False,
    )
    assert duties(publisher) == [DutyStatus.EXCUSED]


def test_a_crime_decided_before_waits_for_a_person_to_reopen_it(publisher: Publisher) -> None:
    publisher.streets(NO_SUSPECT)
    publisher.streets(OPEN)
    assert (publisher.row.state, publisher.label) == (State.DECIDED_BEFORE_FAIRLEAD, OPEN)
    assert duties(publisher) == []
    assert not publisher.row.published_label_differs


def test_a_street_label_that_an_outcome_said_first_is_the_street_files_from_then_on(
    publisher: Publisher,
) -> None:
    publisher.streets(SILENT)
    publisher.outcomes(CAUTION)
    publisher.streets(CAUTION)
    publisher.outcomes(NO_SUSPECT, month="2022-01")
    assert publisher.label == CAUTION


def test_what_somebody_acted_on_is_shown_to_differ(publisher: Publisher) -> None:
    publisher.streets(OPEN)
    publisher.act()
    assert publisher.streets(OPEN) == 0
    assert not publisher.row.published_label_differs
    assert publisher.streets(UNABLE) == 1
    assert (publisher.row.state, publisher.label) == (State.RECORDED, UNABLE)
    assert publisher.row.published_label_differs
    assert facts(publisher.session, publisher.row.id, CHANGED)[0]["acted_on"] is True
    assert publisher.streets(UNABLE) == 0


def test_a_case_that_has_moved_was_acted_on(publisher: Publisher) -> None:
    publisher.streets(OPEN)
    publisher.row.state = State.INVESTIGATING
    publisher.session.flush()
    publisher.streets(UNABLE)
    assert (publisher.row.state, publisher.row.published_label_differs) == (State.INVESTIGATING, True)


def test_what_was_done_on_another_case_is_no_act_on_this_one(publisher: Publisher) -> None:
    publisher.streets(OPEN)
    publisher.act()
    other = crime(publisher.session, "1-street.csv")
    path = write_street(publisher.folder / "x.csv", street("1-street.csv", UNABLE))
    take(publisher.session, publisher.unit_id, path)
    publisher.session.refresh(other)
    assert (other.published_label, other.published_label_differs) == (UNABLE, False)


@pytest.mark.parametrize("silent", [SILENT, ""])
def test_where_the_street_says_nothing_the_outcome_speaks(publisher: Publisher, silent: str) -> None:
    publisher.streets(silent)
    assert publisher.outcomes(CAUTION) == 1
    assert publisher.changes == [(silent or None, CAUTION)]
    assert publisher.row.state is State.DECIDED_BEFORE_FAIRLEAD
    # A later street file that still says nothing takes nothing back.
    assert publisher.streets(silent) == 0
    assert publisher.label == CAUTION


@pytest.mark.parametrize("spoken", [OPEN, NO_SUSPECT])
def test_where_the_street_speaks_outcomes_are_history_only(publisher: Publisher, spoken: str) -> None:
    publisher.streets(spoken)
    assert publisher.outcomes(CAUTION, UNABLE) == 2
    assert (publisher.label, publisher.changes) == (spoken, [])
    # Until a newer street file falls silent: then the history speaks.
    publisher.streets(SILENT)
    assert publisher.label == UNABLE


@pytest.mark.parametrize("batch", [1, 1_000])
def test_the_latest_month_speaks_and_in_it_the_last_row(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(importing, "BATCH", batch)
    publisher.streets(SILENT)
    publisher.outcomes(UNABLE, NO_SUSPECT, CAUTION, month="2021-09")
    assert publisher.changes == [(SILENT, CAUTION)]
    publisher.outcomes(NO_SUSPECT, month="2021-08")
    assert publisher.label == CAUTION
    publisher.outcomes(NO_SUSPECT, month="2021-10")
    assert publisher.changes == [(SILENT, CAUTION), (CAUTION, NO_SUSPECT)]


def test_an_outcome_dated_before_its_crime_is_kept(publisher: Publisher) -> None:
    publisher.streets(SILENT)
    assert publisher.outcomes(CAUTION, month="2020-01") == 1
    assert publisher.label == CAUTION


def test_a_street_file_speaks_over_an_outcome_that_spoke(publisher: Publisher) -> None:
    publisher.streets(SILENT)
    publisher.outcomes(CAUTION)
    publisher.streets(CAUTION)
    publisher.streets(UNABLE)
    publisher.outcomes(NO_SUSPECT, month="2022-01")
    assert (publisher.label, publisher.changes[-1]) == (UNABLE, (CAUTION, UNABLE))


def test_labels_that_look_alike_stay_apart(publisher: Publisher) -> None:
    labels = [f"{what} is not in the public interest" for what in ("Formal action", "Further investigation")]
    labels.append("Further action is not in the public interest")
    for label in labels:
        publisher.streets(label)
    assert [to for _, to in publisher.changes] == labels[1:]
    assert publisher.label == labels[-1]
