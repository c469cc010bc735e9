"""What else ends with a victim's word that they do not want contact, and is owed once they take it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from models import CaseEvent, Duty, Victim
from vocabulary import OF_A_RIGHT, DutyKind, ExceptionKind
from workflow.case_file import TellingException
from workflow.services import owing, updates
from workflow.services.contact_events import contact_events
from workflow.services.ended_since import Ended, end_anew, ended_since, first_of
from workflow.services.graver import ASK_AGAIN, is_unasked_since
from workflow.services.opening import Opened

NOT_WANTED_ENDS = (
    *sorted(OF_A_RIGHT),
    DutyKind.NEXT_UPDATE,
    DutyKind.ASK_SAFE_CONTACT,
    DutyKind.OFFER_STATEMENT,
)


@dataclass(frozen=True)
class WantedAgain:
    """Duties that ended by it, each with what else has ended it since; and what is owed from now on.

    `asks`: how it is safe to reach them, which nobody could ask when the crime came to be of another kind.
    """

    opened: Opened
    given_back: Sequence[tuple[Duty, Ended | None]] = ()
    next_update: dt.datetime | None = None
    asks: bool = False

    @property
    def facts(self) -> dict[str, object]:
        return {
            "gives_back": [duty.id for duty, _ in self.given_back],
            **({"next_update": self.next_update} if self.next_update is not None else {}),
            **({"asks_safe_contact": True} if self.asks else {}),
        }

    def owe(self, event: CaseEvent, victim: Victim) -> None:
        """From when and until when each was owed before, unless something else has ended it."""
        for duty, ended in self.given_back:
            end_anew(duty, ended)
        updates.owe_next(self.opened, event, victim, self.opened.now, self.next_update)
        if self.asks:
            owing.owe(self.opened, DutyKind.ASK_SAFE_CONTACT, event, ASK_AGAIN, victim=victim)


def wanted_again(opened: Opened, victim_id: int, exception: TellingException) -> WantedAgain:
    """Nothing, where the exception that ends is another."""
    if exception.kind is not ExceptionKind.DOES_NOT_WANT_CONTACT:
        return WantedAgain(opened)
    contacts = contact_events(opened)
    given_back = [
        (duty, first_of(ended_since(opened, duty, contacts)))
        for duty in _excused_by(opened, victim_id, exception.event_id)
    ]
    runs = {duty.kind for duty, ended in given_back if ended is None}
    goes_on = DutyKind.NEXT_UPDATE in runs
    return WantedAgain(
        opened,
        given_back,
        None if goes_on else updates.next_after(opened, victim_id, opened.now),
        DutyKind.ASK_SAFE_CONTACT not in runs and is_unasked_since(opened, victim_id, exception.event_id),
    )


def _excused_by(opened: Opened, victim_id: int, event_id: int) -> Sequence[Duty]:
    return opened.session.scalars(
        sa.select(Duty)
        .where(
            Duty.victim_id == victim_id, Duty.kind.in_(NOT_WANTED_ENDS), Duty.ended_by_event_id == event_id
        )
        .order_by(Duty.id)
        .with_for_update()
    ).all()


def owed_if_wanted(opened: Opened) -> frozenset[DutyKind]:
    """The kinds of duties that are owed again if a victim, who does not want contact now, takes that back."""
    unwanted = [
        each.event_id
        for victim in opened.case.victims
        for each in victim.exceptions
        if each.kind is ExceptionKind.DOES_NOT_WANT_CONTACT
    ]
    return frozenset(
        opened.session.scalars(
            sa.select(Duty.kind).where(
                Duty.investigation_id == opened.row.id,
                Duty.kind.in_(NOT_WANTED_ENDS),
                Duty.ended_by_event_id.in_(unwanted),
            )
        )
    )
