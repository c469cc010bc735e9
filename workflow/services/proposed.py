"""What is proposed, whichever ending: as the gate sees it, as its event keeps it, and as it was sealed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from models import CaseEvent, Decision, Investigation, Person, Stream
from models.base import folded
from vocabulary import AssessmentQuestion, DecisionKind, Rank, State, StreamKind
from workflow.case_file import CancellationAsked, NotInvestigatingAsked, ProposalAsked, TransferAsked
from workflow.ledger import sha256
from workflow.policy.pack import Authority
from workflow.reading import read_case, unnoted
from workflow.refusals import FactNotAccepted
from workflow.requirements.not_investigated import answers_from_facts
from workflow.restrictions import Barred, why_not_read
from workflow.sampling import is_drawn
from workflow.services.opening import Opened
from workflow.services.particulars import Cancelling, NotInvestigating, Proposal, Proposed, Transferring

# The kinds of decision of which some are drawn for a second look, and the number that says how many.
HOW_MANY_ARE_DRAWN = {
    DecisionKind.NOT_INVESTIGATED: "not_investigated_second_look_percent",
    DecisionKind.NO_FURTHER_ACTION: "no_further_action_second_look_percent",
}


@dataclass(frozen=True)
class Told:
    """What the event of a proposal says besides what every decision has."""

    words: dict[str, str]
    facts: dict[str, object] = field(default_factory=dict)
    about_person_id: int | None = None


def _digest(words: str) -> str | None:
    return sha256(words) if words.strip() else None


def asked(opened: Opened, particulars: Proposed) -> ProposalAsked:
    """What the gate looks at. Raises FactNotAccepted for what cannot be."""
    match particulars:
        case Proposal():
            return ProposalAsked(
                particulars.outcome_code,
                _digest(particulars.evidence),
                _digest(particulars.lines),
                _digest(particulars.victim),
                _digest(particulars.risk),
            )
        case NotInvestigating():
            return ProposalAsked(
                particulars.outcome_code, not_investigating=_not_investigating(opened, particulars)
            )
        case Cancelling():
            other = _find_crime(opened, particulars.other_reference)
            return ProposalAsked(
                "",
                cancellation=CancellationAsked(
                    particulars.ground,
                    _digest(particulars.information),
                    _digest(particulars.provider),
                    other,
                    other is not None and _stays(opened, other),
                    particulars.information_kind or None,
                ),
            )
        case Transferring():
            return ProposalAsked(
                "",
                transfer=TransferAsked(
                    _digest(particulars.force),
                    _digest(particulars.reason),
                    _digest(particulars.prosecution),
                ),
            )


def _not_investigating(opened: Opened, particulars: NotInvestigating) -> NotInvestigatingAsked:
    """What is recorded answers for itself, whatever was ticked."""
    taken_by = particulars.call_taken_by_id
    if taken_by is not None and opened.session.get(Person, taken_by) is None:
        raise FactNotAccepted("call_taken_by", "Choose who took the report from the list.")
    known = answers_from_facts(opened.case).keys()
    yes = frozenset(particulars.yes) | known
    return NotInvestigatingAsked(
        yes,
        frozenset(particulars.no) - yes,
        _digest(particulars.reason),
        _digest(particulars.why_not_allocated),
        taken_by,
    )


def _find_crime(opened: Opened, reference: str) -> int | None:
    """The crime with this reference, in whichever letters it is typed.

    That there is a covert one is told to nobody who does not read it.
    """
    found = opened.session.scalar(
        sa.select(Investigation.id).where(Investigation.reference_search == folded(reference))
    )
    if found is None:
        return None
    with unnoted(opened.session):
        barred = why_not_read(opened.actor, read_case(opened.session, found, opened.now))
    return None if barred is Barred.NOTHING else found


def _stays(opened: Opened, other_id: int) -> bool:
    """Is the other crime neither cancelled nor about to be? Two duplicates must not cancel each other."""
    about_to_be = sa.exists().where(
        Decision.id == Investigation.current_decision_id, Decision.kind == DecisionKind.CANCELLATION
    )
    return (
        opened.session.scalar(
            sa.select(sa.true()).where(
                Investigation.id == other_id, Investigation.state != State.CANCELLED, ~about_to_be
            )
        )
        is not None
    )


def told(proposal: ProposalAsked, particulars: Proposed) -> Told:
    """The words with the event, and the facts that its page and the register read."""
    match particulars:
        case Proposal():
            return Told(
                {
                    "evidence": particulars.evidence,
                    "lines": particulars.lines,
                    "victim": particulars.victim,
                    "risk": particulars.risk,
                }
            )
        case NotInvestigating():
            answered = proposal.not_investigating
            return Told(
                {"reason": particulars.reason, "why_not_allocated": particulars.why_not_allocated},
                {"yes": answered.yes, "no": answered.no},
                answered.call_taken_by_id,
            )
        case Cancelling():
            return Told(
                {"information": particulars.information, "provider": particulars.provider},
                {
                    "ground": proposal.cancellation.ground,
                    "other_crime": proposal.cancellation.other_crime_id,
                    "information_kind": proposal.cancellation.information_kind,
                },
            )
        case Transferring():
            words = {"force": particulars.force, "reason": particulars.reason}
            if particulars.prosecution.strip():
                words["prosecution"] = particulars.prosecution
            return Told(words)


def as_sealed(opened: Opened) -> ProposalAsked:
    """What was proposed, as it was sealed then; what facts answer by now, and whether another crime stays,
    are looked at again.
    """
    decision = opened.session.get_one(Decision, opened.case.decision.id)
    sealed = json.loads(decision.evaluation)["facts"]["proposal"]
    kept = ProposalAsked(
        sealed["outcome_code"],
        *(sealed[f"{name}_digest"] for name in ("evidence", "lines", "victim", "risk")),
    )
    # Proposals sealed before there were other endings do not speak of them.
    if sealed.get("not_investigating"):
        answers = sealed["not_investigating"]
        # Enhanced rights, for one, may be recorded between the proposal and the sign-off.
        yes = frozenset(map(AssessmentQuestion, answers["yes"])) | answers_from_facts(opened.case).keys()
        no = frozenset(map(AssessmentQuestion, answers["no"])) - yes
        return replace(kept, not_investigating=NotInvestigatingAsked(**(answers | {"yes": yes, "no": no})))
    if sealed.get("cancellation"):
        cancellation = CancellationAsked(**sealed["cancellation"])
        other = cancellation.other_crime_id
        stays = other is not None and _stays(opened, other)
        return replace(kept, cancellation=replace(cancellation, other_crime_stays=stays))
    if sealed.get("transfer"):
        return replace(kept, transfer=TransferAsked(**sealed["transfer"]))
    return kept


def second_look(opened: Opened, kind: DecisionKind, first: Authority) -> Rank | None:
    """The rank that signs after the first, for a case that is drawn; None for every other, and where whoever
    signs first is of that rank anyhow.

    Drawn by the event that recorded the crime and by the round, so that proposing again draws the same.
    """
    needed = opened.policy.second_look(kind, opened.case.offence_class, opened.case.flags)
    if needed is None or first.rank.seniority >= needed.rank.seniority:
        return None
    percent = opened.policy.setting(HOW_MANY_ARE_DRAWN[kind])
    if not is_drawn(f"{_first_hash(opened)}:{opened.row.round}", percent):
        return None
    return needed.rank


def _first_hash(opened: Opened) -> str:
    return opened.session.scalars(
        sa.select(CaseEvent.hash)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(Stream.kind == StreamKind.INVESTIGATION, Stream.subject_id == opened.row.id)
        .order_by(CaseEvent.sequence)
        .limit(1)
    ).one()
