"""The offer of a personal statement is owed from the first need of one, and comes before a charge (P21).

Nothing waits for it: a charge and a referral are recorded whatever is missing, and what is missing is owed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from models import CaseEvent, Duty, Victim
from vocabulary import DutyKind, VictimKind
from workflow.services import owing
from workflow.services.opening import Opened
from workflow.statements import is_prosecuted, never_offered

OFFER = "Offer the victim a personal statement"
OFFER_TO_BUSINESS = "Offer the business an impact statement"
BEFORE_A_CHARGE = "Sooner: it comes before the CPS is asked to charge, and before a charge."


@dataclass(frozen=True)
class OffersOwed:
    """Whom something that happened at `since` owes an offer, and which offers that were owed are due now."""

    opened: Opened
    since: dt.datetime
    at_once: bool
    to: Sequence[Victim] = ()
    sooner: Sequence[Duty] = field(default=())

    @property
    def facts(self) -> dict[str, object]:
        """What the event says of them."""
        if not self.to and not self.sooner:
            return {}
        return {
            "statements_to": [victim.id for victim in self.to],
            "statements_since": self.since,
            "statements_sooner": [duty.id for duty in self.sooner],
        }

    def owe(self, event: CaseEvent) -> None:
        for victim in self.to:
            duty = owing.owe(
                self.opened,
                DutyKind.OFFER_STATEMENT,
                event,
                OFFER,
                triggered_at=self.since,
                victim=victim,
                not_after=self.since if self.at_once else None,
            )
            if self.at_once:
                duty.rule = f"{duty.rule} {BEFORE_A_CHARGE}"
        for duty in self.sooner:
            duty.due_at = max(self.since, duty.triggered_at)
            duty.rule = f"{duty.rule} {BEFORE_A_CHARGE}"
        self.opened.session.flush()


def offers_owed(opened: Opened, since: dt.datetime, *, at_once: bool) -> OffersOwed:
    """To each who was never offered one. `at_once`: a charge, or the CPS asked: what runs is due then too."""
    to, sooner = [], []
    for whom in never_offered(opened.case):
        running = owing.running(opened, DutyKind.OFFER_STATEMENT, victim_id=whom.id)
        if not running:
            to.append(opened.session.get_one(Victim, whom.id))
        elif at_once:
            sooner += [duty for duty in running if duty.due_at > max(since, duty.triggered_at)]
    return OffersOwed(opened, since, at_once, to, sooner)


def offers_owed_to(opened: Opened, victim: Victim, since: dt.datetime) -> OffersOwed:
    """To somebody who is added after the need began."""
    at_once = is_prosecuted(opened.case)
    begun = at_once or any(suspect.interviewed_at is not None for suspect in opened.case.suspects)
    is_asked = begun and victim.kind is VictimKind.PERSON
    return OffersOwed(opened, since, at_once, [victim] if is_asked else [])
