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
    DiversionResult,
    EventKind,
    ExceptionKind,
    Inquest,
    LineStatus,
    NotPursuedReason,
    Rank,
    RemainsAnswer,
    RemainsQuestion,
    ResolutionCheck,
    ResolutionKind,
    Role,
    State,
    SupportReferral,
    SuspectDecision,
    Unsafe,
    VictimKind,
    VictimView,
)
from workflow.case_file.rights import RightOwed
from workflow.case_file.telling import NOT_ASKED, SafeWays, TellingException
from workflow.case_file.withdrawals import StatementOffer, Withdrawal


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
    suspect_id: int | None = None
    added_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    result_received_at: dt.datetime | None = None
    loss_explained: bool = False
    request_justified: bool = False

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
class Remains:
    """What was answered to one question about the risk that remains."""

    question: RemainsQuestion
    answer: RemainsAnswer


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was given to a suspect out of court. What is not known is None.

    `was_child`: under 18 when it was given, by the date of birth recorded.
    """

    id: int
    kind: ResolutionKind
    given_by_id: int
    recorded_by_id: int
    conditions_given: bool = False
    admitted: bool | None = None
    victim_consulted: bool | None = None
    check_result: ResolutionCheck | None = None
    checked_by_id: int | None = None
    diversion_ends_on: dt.date | None = None
    diversion_result: DiversionResult | None = None
    was_child: bool | None = None

    @property
    def is_completed(self) -> bool:
        return self.diversion_result is DiversionResult.COMPLETED


@dataclass(frozen=True, slots=True)
class Suspect:
    """`decision` is None while undecided. `other_crimes`: those of a suspect of the same name and birth.

    `resolution`: the last one given, while that is what stands.
    """

    id: int
    decision: SuspectDecision | None
    decided_by_id: int | None
    interviewed_at: dt.datetime | None
    interviewed_by_id: int | None
    no_interview_reason_given: bool
    told_at: dt.datetime | None
    remains: tuple[Remains, ...] = ()
    other_crimes: int = 0
    no_early_advice_reason_given: bool = False
    death_is_proven: bool = False
    resolution: Resolution | None = None
    told_first: bool = False

    def answer_to(self, question: RemainsQuestion) -> RemainsAnswer | None:
        """What stands as answered; None where there is no answer."""
        return next((each.answer for each in self.remains if each.question is question), None)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact. `decision_id` names the decision it told, if any.

    `counts`: whether a decision could be told by this channel, as the record stood then; None on those
    recorded before Fairlead asked, which are judged as the record stands. `unsafe`: why it was marked.
    `told_of_review`: that they may have the decision reviewed.
    """

    id: int
    result: ContactResult
    happened_at: dt.datetime
    recorded_at: dt.datetime
    decision_id: int | None
    channel: Channel
    counts: bool | None = None
    unsafe: Unsafe | None = None
    told_of_review: bool = False

    def is_by(self, channels: frozenset[Channel]) -> bool:
        """Did it count then, or does it by the channels that count now?"""
        return self.channel in channels if self.counts is None else self.counts


@dataclass(frozen=True, slots=True)
class Victim:
    """A victim and what has been done for them, contacts oldest first.

    `exceptions`: those that have not been ended. `view_is_heard`: who heard what they want, and when.
    """

    id: int
    kind: VictimKind
    needs_assessed_at: dt.datetime | None
    is_enhanced: bool
    support_referral: SupportReferral | None
    view: VictimView | None
    contacts: tuple[Contact, ...] = ()
    died_on: dt.date | None = None
    bereaved_contact_named: bool = False
    coroner_told: bool = False
    inquest: Inquest | None = None
    ways: SafeWays = NOT_ASKED
    exceptions: tuple[TellingException, ...] = ()
    view_is_heard: bool = False
    details_hidden: bool = False
    rights: tuple[RightOwed, ...] = ()
    withdrawal: Withdrawal | None = None
    statement: StatementOffer | None = None

    @property
    def wants_no_contact(self) -> bool:
        """An answer, not a hole: they said so, and it stands."""
        return any(each.kind is ExceptionKind.DOES_NOT_WANT_CONTACT for each in self.exceptions)

    def tellings(self, decision_id: int) -> tuple[Contact, ...]:
        """The contacts that reached the victim and told this decision, by whatever channel."""
        return tuple(
            contact
            for contact in self.contacts
            if contact.decision_id == decision_id and contact.result is ContactResult.REACHED
        )

    def was_told(self, decision_id: int, channels: frozenset[Channel]) -> bool:
        """Was the victim reached and told this decision by one of these channels?"""
        return any(contact.is_by(channels) for contact in self.tellings(decision_id))


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A sign-off that was given, with the rank held then, and the last event its giver had seen."""

    person_id: int
    rank: Rank
    is_detective: bool
    signed_at: dt.datetime
    seen_event_id: int


@dataclass(frozen=True, slots=True)
class Decision:
    """The proposal that stands. `proposed_at_event_id` is the last material event it rests on.

    `role_needed`: one that whoever signs holds; `role_instead`: one whose holder signs whatever their rank.
    `second_rank_needed`: the last sign-off is a second look, by somebody of this rank.
    `transfer_accepted_at`: when the other force took the crime on.
    """

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
    role_needed: Role | None = None
    role_instead: Role | None = None
    second_rank_needed: Rank | None = None
    transfer_accepted_at: dt.datetime | None = None

    @property
    def waits_for_second_look(self) -> bool:
        """Is the sign-off that comes next the last of two, drawn by lot?"""
        return self.second_rank_needed is not None and len(self.sign_offs) == self.sign_offs_needed - 1


@dataclass(frozen=True, slots=True)
class Override:
    """That a requirement may go unmet. `officer_id` or `suspect_id`: of this one alone.

    `event_id` is the event that granted it. Whether it counts, workflow/requirements/overriding.py says.
    """

    event_id: int
    requirement: str
    ground: str
    granted_by_id: int
    rank: Rank
    granted_at: dt.datetime
    expires_at: dt.datetime
    officer_id: int | None = None
    suspect_id: int | None = None
    ended_at: dt.datetime | None = None

    def is_live(self, at: dt.datetime) -> bool:
        """Has it begun, and neither expired nor been ended?"""
        return self.ended_at is None and self.granted_at <= at < self.expires_at


@dataclass(frozen=True, slots=True)
class ActDone:
    """Somebody did something on this case (`about_person_id`: the officer allocated, and the like).

    `line_category` is that of the line of inquiry that was answered, `suspect_decision` what was decided
    about `suspect_id`, who may also have been charged.
    """

    kind: EventKind
    person_id: int | None
    about_person_id: int | None
    line_category: str | None = None
    suspect_decision: SuspectDecision | None = None
    suspect_id: int | None = None
