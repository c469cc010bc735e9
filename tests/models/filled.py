"""A row in every table that must never be changed or removed."""

from __future__ import annotations

from models import (
    AccreditationHeld,
    ActingRank,
    CpsAction,
    CpsDecisionConsidered,
    CpsReferral,
    CpsReferralSuspect,
    CpsReply,
    EventDetail,
    NamedReader,
    OutOfCourtResolution,
    PublishedOutcome,
    ReadLogEntry,
    RoleHolding,
    TraineeProgramme,
    TransferAcceptance,
)
from tests.models.filled_telling import fill_telling
from tests.models.interview_rows import an_interview
from tests.models.letter_rows import fill_letters
from tests.models.overriding import an_override
from tests.models.remaining_rows import remains
from tests.models.restricted_rows import broken_glass
from tests.models.review_rows import fill_reviews
from tests.models.rows import NOW, ReadyCase, Rows
from tests.models.withdrawal_rows import fill_withdrawals
from vocabulary import (
    CpsAsked,
    CpsGround,
    CpsReplyKind,
    DecisionEnding,
    DecisionKind,
    EventKind,
    Programme,
    Rank,
    ResolutionKind,
    Role,
)


def fill_cps(rows: Rows, ready: ReadyCase, suspect: int, event: int) -> None:
    """A suspect was referred; the CPS sent a plan, then decided; a supervisor read it."""
    by = {"investigation_id": ready.id, "round": 1, "words": "W", "recorded_at": NOW}
    by |= {"recorded_by_id": ready.officer}
    asked = CpsAsked.FULL_CODE_CHARGE
    referral = rows.add(CpsReferral(**by, asked=asked, reference="R", referred_at=NOW))
    rows.add(CpsReferralSuspect(referral_id=referral, suspect_id=suspect))
    by |= {"referral_id": referral, "replied_at": NOW}
    plan = rows.add(CpsReply(**by, kind=CpsReplyKind.ACTION_PLAN))
    rows.add(
        CpsAction(
            id=rows.line(ready.id), investigation_id=ready.id, reply_id=plan, event_id=event, due_at=NOW
        )
    )
    nfa, ground = CpsReplyKind.NO_FURTHER_ACTION, CpsGround.EVIDENTIAL
    decided = rows.add(CpsReply(**by, kind=nfa, ground=ground, suspect_id=suspect))
    rows.add(
        CpsDecisionConsidered(
            investigation_id=ready.id,
            reply_id=decided,
            appealed=False,
            reason="Why",
            considered_at=NOW,
            considered_by_id=ready.signer,
        )
    )


def resolution(rows: Rows, case: int, **changes: object) -> int:
    """A suspect of the case, and what they were given out of court."""
    values = {
        "investigation_id": case,
        "suspect_id": rows.suspect(case),
        "kind": ResolutionKind.COMMUNITY_RESOLUTION,
        "given_at": NOW,
        "given_by_id": rows.person(),
        "recorded_at": NOW,
        "recorded_by_id": rows.person(),
    }
    return rows.add(OutOfCourtResolution(**(values | changes)))


def fill(rows: Rows) -> ReadyCase:
    """Fill those tables by way of a case that could be finished."""
    ready = rows.ready()
    event = rows.event(ready.id, EventKind.STEP_REFUSED)
    rows.add(EventDetail(event_id=event, nonce="n", detail="{}"))
    rows.ended(ready.id, ready.decision, DecisionEnding.RETURNED, EventKind.PROPOSAL_RETURNED)
    rows.add(ReadLogEntry(read_at=NOW, person_id=ready.signer, endpoint="case", subjects="{}"))
    rows.add(PublishedOutcome(investigation_id=ready.id, month="2026-01", label="L", repeat=1, line_number=2))
    rows.add(
        RoleHolding(person_id=ready.signer, unit_id=rows.unit_id, role=Role.SUPERVISOR, from_on=NOW.date())
    )
    today, person = NOW.date(), ready.signer
    rows.add(ActingRank(person_id=person, rank=Rank.SUPERINTENDENT, is_detective=True, from_on=today))
    rows.add(AccreditationHeld(person_id=person, level=2, from_on=today))
    rows.add(
        TraineeProgramme(person_id=person, programme=Programme.PIP2, mentor_id=ready.officer, from_on=today)
    )
    rows.suspect(ready.id)
    remains(rows, ready.id, rows.suspect(ready.id))
    fill_cps(rows, ready, rows.suspect(ready.id), event)
    resolution(rows, ready.id)
    rows.duty(ready.id, event)
    duty = rows.duty(ready.id, event)
    rows.add(
        NamedReader(investigation_id=ready.id, person_id=ready.signer, from_at=NOW, named_by_id=ready.officer)
    )
    broken_glass(rows, ready.id, ready.signer, duty_id=duty)
    return ready


def fill_every_table(rows: Rows) -> ReadyCase:
    """With rows, too, that an older database could not hold, so that no migration takes them down."""
    ready = fill(rows)
    transfer = rows.ready(DecisionKind.TRANSFER)
    event = rows.event(transfer.id, EventKind.TRANSFER_ACCEPTED, transfer.proposer)
    rows.add(
        TransferAcceptance(
            decision_id=transfer.decision, accepted_at=NOW, recorded_by_id=transfer.proposer, event_id=event
        )
    )
    rows.direction(ready.id)
    an_override(rows, ready.id)
    an_interview(rows, ready.id)
    fill_telling(rows, ready)
    fill_letters(rows, ready)
    fill_reviews(rows, ready)
    fill_withdrawals(rows, ready)
    return ready
