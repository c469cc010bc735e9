"""What still stands of what happened on a case: whoever becomes its victim later is owed word of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vocabulary import OF_A_SUSPECT, CpsReplyKind, State, SuspectDecision, Trigger
from workflow.case_file import CaseFile

# Each is where a suspect is from then on: what stood before it stands no more.
WHERE_A_SUSPECT_IS = frozenset(
    {
        Trigger.SUSPECT_ARRESTED,
        Trigger.SUSPECT_RELEASED,
        Trigger.SUSPECT_BAILED,
        Trigger.UNDER_INVESTIGATION,
    }
)
AFTER_CHARGE = (
    Trigger.CHARGE_STOPPED,
    Trigger.HEARING_LISTED,
    Trigger.COURT_BAIL_DECIDED,
    Trigger.COURT_RESULT,
)
BY_DECISION = {
    SuspectDecision.CHARGED: Trigger.SUSPECT_CHARGED,
    SuspectDecision.OUT_OF_COURT_RESOLUTION: Trigger.RESOLUTION_GIVEN,
}


@dataclass(frozen=True)
class Developed:
    """A development of the case, in the order of its events."""

    event_id: int
    trigger: Trigger
    suspect_id: int | None


@dataclass(frozen=True)
class Standing:
    """Something that victims are owed word of. `since_event_id`: no event before it started a right to it."""

    trigger: Trigger
    since_event_id: int


def what_stands(
    case: CaseFile, developed: Sequence[Developed], round_event_id: int, decided: Mapping[Trigger, int]
) -> list[Standing]:
    """One of each trigger. `developed`: of this round, which `round_event_id` began (0: the first).

    `decided`: by which event something was decided last, in whichever round: it stands through a reopening.

    What has passed, such as an interview, is told when it happens and to nobody later.
    """
    found: dict[Trigger, int] = {Trigger.CRIME_REPORTED: 0}
    if case.state in (State.INVESTIGATING, State.AWAITING_CPS, State.IN_PROSECUTION):
        found[Trigger.INVESTIGATION_OPENED] = round_event_id
    for trigger in _decided(case):
        found[trigger] = decided.get(trigger, 0)
    for suspect in case.suspects:
        mine = [each for each in developed if each.suspect_id == suspect.id]
        for each in _of_suspect(mine) if suspect.decision is None else ():
            found[each.trigger] = max(each.event_id, found.get(each.trigger, 0))
    for each in _of_court(developed):
        found[each.trigger] = each.event_id
    return [Standing(trigger, event_id) for trigger, event_id in found.items()]


def _of_suspect(developed: Sequence[Developed]) -> list[Developed]:
    """Where one suspect is, and what was asked and changed about it since."""
    standing: list[Developed] = []
    for each in developed:
        if each.trigger not in OF_A_SUSPECT:
            continue
        if each.trigger in WHERE_A_SUSPECT_IS:
            standing = []
        if each.trigger is Trigger.BAIL_CHANGED:
            standing = [was for was in standing if was.trigger is not Trigger.BAIL_VARIATION_ASKED]
        standing.append(each)
    return standing


def _of_court(developed: Sequence[Developed]) -> list[Developed]:
    """What the court and the CPS did since; its result ends what was ahead."""
    standing: list[Developed] = []
    for each in developed:
        if each.trigger is Trigger.COURT_RESULT:
            standing = []
        if each.trigger in AFTER_CHARGE:
            standing.append(each)
    return standing


def _decided(case: CaseFile) -> Iterator[Trigger]:
    """Charged, resolved out of court, or the last word of the CPS about somebody was against a charge."""
    yield from (BY_DECISION[each.decision] for each in case.suspects if each.decision in BY_DECISION)
    replies = {reply.suspect_id: reply for reply in case.replies if reply.round == case.round}
    for suspect_id, reply in replies.items():
        about = [each for each in case.suspects if suspect_id in (None, each.id)]
        stands = all(each.decision is not SuspectDecision.CHARGED for each in about)
        if reply.kind is CpsReplyKind.NO_FURTHER_ACTION and stands:
            yield Trigger.CPS_DECIDED_AGAINST
