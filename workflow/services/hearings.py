"""When and where a hearing is, kept beside the development that it was listed (Right 8)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models import CaseEvent, Hearing
from vocabulary import Trigger
from workflow.duties import to_the_minute
from workflow.reading.hearings import hearings_to_come
from workflow.refusals import FactNotAccepted
from workflow.services.opening import Opened

NO_TIME_OR_PLACE = (
    "A hearing that is taken out has none. Leave it empty, or record that a hearing was listed."
)
NOT_TO_COME = "Choose a hearing of this case that was still to come then."
ONLY_OF_A_HEARING = "This is asked only of a hearing. Leave it empty."


@dataclass(frozen=True)
class Listed:
    """When and where a hearing is; of any other development, nothing.

    `instead_of_id`: one listed before, that moved; without a time and a place, one that was taken out.
    """

    takes_place_at: dt.datetime | None = None
    place: str = ""
    instead_of_id: int | None = None

    @property
    def facts(self) -> dict[str, object]:
        """What the event of a hearing says of it."""
        if self.takes_place_at is None and self.instead_of_id is None:
            return {}
        return {"takes_place_at": self.takes_place_at, "instead_of": self.instead_of_id}

    @property
    def detail(self) -> dict[str, str]:
        return {"place": self.place.strip()} if self.place.strip() else {}


NO_HEARING = Listed()


def refuse_what_is_no_hearing(
    opened: Opened, trigger: Trigger, listed: Listed, listed_at: dt.datetime
) -> None:
    """FactNotAccepted beside the field: a hearing without its time or place, or anything else with one."""
    if trigger is Trigger.HEARING_LISTED:
        _refuse_half_a_hearing(listed, listed_at)
    elif trigger is Trigger.HEARING_TAKEN_OUT:
        _refuse_what_is_said(
            NO_TIME_OR_PLACE, takes_place_at=listed.takes_place_at, place=listed.place.strip()
        )
        if listed.instead_of_id is None:
            raise FactNotAccepted("instead_of", "Choose the hearing that was taken out.")
    else:
        _refuse_what_is_said(
            ONLY_OF_A_HEARING,
            takes_place_at=listed.takes_place_at,
            place=listed.place.strip(),
            instead_of=listed.instead_of_id,
        )
    # One that was taken out this morning is not to come any more by noon.
    to_come = hearings_to_come(opened.session, opened.row.id, min(listed_at, opened.now))
    if listed.instead_of_id is not None and listed.instead_of_id not in {each.id for each in to_come}:
        raise FactNotAccepted("instead_of", NOT_TO_COME)


def _refuse_half_a_hearing(listed: Listed, listed_at: dt.datetime) -> None:
    if listed.takes_place_at is None:
        raise FactNotAccepted("takes_place_at", "Enter when the hearing takes place.")
    if listed.takes_place_at < to_the_minute(listed_at):
        raise FactNotAccepted("takes_place_at", "The hearing cannot take place before it was listed.")
    if not listed.place.strip():
        raise FactNotAccepted("place", "Enter where the hearing is.")


def _refuse_what_is_said(why: str, **fields: object) -> None:
    for field, said in fields.items():
        if said:
            raise FactNotAccepted(field, why)


def keep_hearing(opened: Opened, event: CaseEvent, listed: Listed) -> None:
    """The row that lists and pages read, of a hearing; of anything else, nothing."""
    if not listed.facts:
        return
    opened.session.add(
        Hearing(
            investigation_id=opened.row.id,
            takes_place_at=listed.takes_place_at,
            place=listed.place.strip() or None,
            supersedes_id=listed.instead_of_id,
            recorded_at=opened.now,
            recorded_by_id=opened.actor.id,
            event_id=event.id,
        )
    )
