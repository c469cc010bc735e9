"""The demonstration force tells nothing that a detective would not believe, whatever hour it is loaded at."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from commands.demo_force.cases import everything, record_cases
from commands.demo_force.people import add_people
from insight.demo_stories import stories
from models import Contact, Investigation, LineOfInquiry, SafeContact, Suspect, TraineeProgramme
from models.session import make_engine
from tests.stores import sqlite_url

LOADED_AT = dt.datetime(2026, 11, 26, 3, 10, tzinfo=dt.UTC)
LONDON = ZoneInfo("Europe/London")
SPANS = re.compile(r"\b(weeks?|month|fortnight)\b(?! of)", re.IGNORECASE)


pytestmark = pytest.mark.long  # the whole force is told anew for them


@pytest.fixture(scope="module")
def force(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("believable")
    shutil.copy(migrated_sqlite, folder / "fairlead.sqlite")
    engine = make_engine(sqlite_url(folder))
    with Session(engine, autoflush=False) as session:
        record_cases(session, add_people(session, "nobody signs in", LOADED_AT), LOADED_AT, everything())
        yield session
    engine.dispose()


def test_no_victim_is_rung_and_no_suspect_interviewed_at_night(force: Session):
    hours = {
        (case, at.astimezone(LONDON).hour)
        for case, at in force.execute(
            sa.select(Investigation.reference, Contact.happened_at).join(
                Investigation, Investigation.id == Contact.investigation_id
            )
        )
    }
    assert [each for each in sorted(hours) if not 8 <= each[1] < 20] == []
    interviewed = force.scalars(sa.select(Suspect.interviewed_at).where(Suspect.interviewed_at.is_not(None)))
    assert [at for at in interviewed if not 7 <= at.astimezone(LONDON).hour < 22] == []


def test_whoever_gave_hours_at_which_it_is_safe_is_reached_in_them(force: Session):
    hours = force.execute(
        sa.select(Contact.happened_at, SafeContact.safe_times)
        .join(SafeContact, SafeContact.victim_id == Contact.victim_id)
        .where(SafeContact.safe_times == "Weekdays, 9 to 12")
    ).all()
    assert hours
    for at, _ in hours:
        local = at.astimezone(LONDON)
        assert (9 <= local.hour < 12, local.weekday() < 5) == (True, True)


def test_no_result_speaks_of_weeks_that_had_not_passed(force: Session):
    told = force.execute(
        sa.select(
            Investigation.reference,
            LineOfInquiry.result,
            LineOfInquiry.answered_at,
            Investigation.reported_at,
        ).join(Investigation, Investigation.id == LineOfInquiry.investigation_id)
    )
    early = [
        (reference, result)
        for reference, result, answered_at, reported_at in told
        if result and SPANS.search(result) and answered_at - reported_at < dt.timedelta(days=7)
    ]
    allowed = {"None found. The dog walker named by number 6 was away that week."}
    before = {"Two similar within a mile in the month. No common suspect named."}
    assert [each for each in early if each[1] not in allowed | before] == []


def test_a_score_that_the_story_speaks_of_is_on_the_case(force: Session):
    [score] = force.scalars(
        sa.select(LineOfInquiry.result)
        .join(Investigation, Investigation.id == LineOfInquiry.investigation_id)
        .where(Investigation.reference == "ANY/4720/26", LineOfInquiry.category == "intelligence")
    )
    assert "low" in score


def test_nobody_is_said_to_be_in_training_who_is_not(force: Session):
    training = force.scalar(sa.select(sa.func.count()).select_from(TraineeProgramme))
    words = " ".join(each.see for story in stories() for each in story.tries)
    assert training or "in training" not in words
