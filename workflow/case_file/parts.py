"""What a case holds, as rules see it: lines, suspects, victims, contacts, decisions, acts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vocabulary import (
    Bearing,
    Channel,
    ContactResult,
    DecisionEnding,
    DecisionKind,
    EventKind,
    LineStatus,
    NotPursuedReason,
    Rank,
    State,
    SupportReferral,
    SuspectDecision,
    VictimKind,
    VictimView,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of inquiry. `answered_on_status` is the status, read live, of the line named elsewhere,
    and `answered_on_by_id` who answered that one.
    """

    id: int
    category: str
    status: LineStatus
    owner_id: int
    bearing: Bearing | None = None
    not_pursued_reason: NotPursuedReason | None = None
    answered_by_id: int | None = None
    answered_on_line_id: int | None = None
    answered_on_status: LineStatus | None = None
    answered_on_reference: str | None = None
    answered_on_by_id: int | None = None
    evidence_expires_at: dt.datetime | None = None

    @property
    def is_answered(self) -> bool:
        """A line answered on another crime is as open as the line it points at."""
        if self.status is LineStatus.ANSWERED_ELSEWHERE:
            return self.answered_on_status in (LineStatus.RESULTED, LineStatus.NOT_PURSUED)
        return self.status in (LineStatus.RESULTED, LineStatus.NOT_PURSUED)

    @property
    def counts(self) -> bool:
        """A superseded line is kept, but another stands in its place."""
        return self.status is not LineStatus.SUPERSEDED


@dataclass(frozen=True, slots=True)
class Suspect:
    """`decision` is None while undecided."""

    id: int
    decision: SuspectDecision | None
    decided_by_id: int | None
    interviewed_at: dt.datetime | None
    interviewed_by_id: int | None
    no_interview_reason_given: bool
    told_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact. `decision_id` names the decision it told, if any."""

    id: int
    result: ContactResult
    happened_at: dt.datetime
    recorded_at: dt.datetime
    decision_id: int | None
    channel: Channel


@dataclass(frozen=True, slots=True)
class Victim:
    """A victim and what has been done for them, contacts oldest first."""

    id: int
    kind: VictimKind
    needs_assessed_at: dt.datetime | None
    is_enhanced: bool
    support_referral: SupportReferral | None
    view: VictimView | None
    contacts: tuple[Contact, ...] = ()
    details_hidden: bool = False

    def tellings(self, decision_id: int) -> tuple[Contact, ...]:
        """The contacts that reached the victim and told this decision, by whatever channel."""
        return tuple(
            contact
            for contact in self.contacts
            if contact.decision_id == decision_id and contact.result is ContactResult.REACHED
        )

    def was_told(self, decision_id: int, channels: frozenset[Channel]) -> bool:
        """Was the victim reached and told this decision by one of these channels?"""
        return any(contact.channel in channels for contact in self.tellings(decision_id))


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A sign-off that was given, with the rank held then."""

    person_id: int
    rank: Rank
    is_detective: bool
    signed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """The proposal that stands. `proposed_at_event_id` is the last material event it rests on."""

    id: int
    kind: DecisionKind
    outcome_code: str
    round: int
    proposed_from: State
    proposed_by_id: int
    proposed_at: dt.datetime
    proposed_at_event_id: int
    rank_needed: Rank
    detective_needed: bool
    sign_offs_needed: int
    sign_offs: tuple[SignedBy, ...] = ()
    ending: DecisionEnding | None = None


@dataclass(frozen=True, slots=True)
class ActDone:
    """Somebody did something on this case (`about_person_id`: the officer allocated, and the like).

    `line_category` is that of the line of inquiry that was answered, `suspect_decision` what was decided.
    """

    kind: EventKind
    person_id: int | None
    about_person_id: int | None
    line_category: str | None = None
    suspect_decision: SuspectDecision | None = None
