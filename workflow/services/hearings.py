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

ONLY_OF_A_HEARING = "This is asked only of a hearing. Leave it empty."


@dataclass(frozen=True)
class Listed:
    """When and where a hearing is; of any other development, nothing. `instead_of_id`: one that moved."""

    takes_place_at: dt.datetime | None = None
    place: str = ""
    instead_of_id: int | None = None

    @property
    def facts(self) -> dict[str, object]:
        """What the event of a hearing says of it."""
        if self.takes_place_at is None:
            return {}
        return {"takes_place_at": self.takes_place_at, "instead_of": self.instead_of_id}

    @property
    def detail(self) -> dict[str, str]:
        return {"place": self.place} if self.place else {}


NO_HEARING = Listed()


def refuse_what_is_no_hearing(
    opened: Opened, trigger: Trigger, listed: Listed, listed_at: dt.datetime
) -> None:
    """FactNotAccepted beside the field: a hearing without its time or place, or anything else with one."""
    if trigger is not Trigger.HEARING_LISTED:
        for field, said in (
            ("takes_place_at", listed.takes_place_at),
            ("place", listed.place.strip()),
            ("instead_of", listed.instead_of_id),
        ):
            if said:
                raise FactNotAccepted(field, ONLY_OF_A_HEARING)
        return
    if listed.takes_place_at is None:
        raise FactNotAccepted("takes_place_at", "Enter when the hearing takes place.")
    if listed.takes_place_at < to_the_minute(listed_at):
        raise FactNotAccepted("takes_place_at", "The hearing cannot take place before it was listed.")
    if not listed.place.strip():
        raise FactNotAccepted("place", "Enter where the hearing is.")
    to_come = hearings_to_come(opened.session, opened.row.id, opened.now)
    if listed.instead_of_id is not None and listed.instead_of_id not in {each.id for each in to_come}:
        raise FactNotAccepted("instead_of", "Choose a hearing of this case that is still to come.")


def keep_hearing(opened: Opened, event: CaseEvent, listed: Listed) -> None:
    """The row that lists and pages read, of a hearing; of anything else, nothing."""
    if listed.takes_place_at is None:
        return
    opened.session.add(
        Hearing(
            investigation_id=opened.row.id,
            takes_place_at=listed.takes_place_at,
            place=listed.place,
            supersedes_id=listed.instead_of_id,
            recorded_at=opened.now,
            recorded_by_id=opened.actor.id,
            event_id=event.id,
        )
    )
