"""Requirements about victims who withdraw: outcomes that rest on it rest on a record of it (practice P26).

Silence is not withdrawal: of a victim who does not engage, these ask nothing, and whoever signs looks at the
attempts. Whether to go on without a victim is decided in either case.
"""

from __future__ import annotations

from collections.abc import Callable

from vocabulary import CallBackResult, EventKind, EvidenceLed, Gate, Place, Role
from workflow.case_file import CaseFile, Victim, Withdrawal
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.policy.telling import EVIDENCE_LED, NO_CALL_BACK
from workflow.requirements.registry import requirement
from workflow.requirements.sign_offs import authority_in_words
from workflow.telling import is_not_engaging

ENDINGS = {Gate.CLOSURE, Gate.NO_FURTHER_ACTION}
LOOK_AT_THE_ATTEMPTS = "No victim engages: whoever signs looks at the attempts."


def _why_not_asked(case: CaseFile, policy: Policy) -> Finding | None:
    """That nothing here rests on a withdrawal; None when something does."""
    if case.outcome_code is None:
        return not_applicable("Asked when an outcome is chosen.")
    outcome = policy.crime_outcome(case.outcome_code)
    if outcome is None or outcome.victim_view != "does_not_support":
        return not_applicable("This outcome does not rest on a victim who does not support action.")
    return None if case.victims else not_applicable("No victim is recorded.")


def _each_who_withdrew(
    case: CaseFile,
    policy: Policy,
    is_there: Callable[[Withdrawal], bool],
    *,
    done: str,
    ask: str,
    item: str,
) -> Finding:
    """Is it there in each withdrawal that holds?"""
    not_asked = _why_not_asked(case, policy)
    if not_asked is not None:
        return not_asked
    held = [victim for victim in case.victims if victim.withdrawal is not None]
    left = [victim for victim in held if not is_there(victim.withdrawal)]
    if left:
        return unmet(ask, [(item, "victim_withdrawal", victim.id) for victim in left])
    if held:
        return met(done)
    if all(is_not_engaging(case, victim, policy) for victim in case.victims):
        return not_applicable(LOOK_AT_THE_ATTEMPTS)
    return not_applicable("Asked once a withdrawal is on record.")


@requirement(
    gates=ENDINGS,
    title="Each victim's withdrawal is on record",
    source="force.withdrawals",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def withdrawal_is_on_record(case: CaseFile, policy: Policy) -> Finding:
    not_asked = _why_not_asked(case, policy)
    if not_asked is not None:
        return not_asked
    left: list[Victim] = []
    silent = 0
    for victim in case.victims:
        if victim.withdrawal is None and is_not_engaging(case, victim, policy):
            silent += 1
        elif victim.withdrawal is None:
            left.append(victim)
    if left:
        return unmet(
            f"Outcome {case.outcome_code} rests on a withdrawal. Record it: the victim's own words, why, "
            "how they said it, and who heard them.",
            [("No withdrawal on record", "victim_withdrawal", victim.id) for victim in left],
        )
    if silent == len(case.victims):
        return not_applicable(LOOK_AT_THE_ATTEMPTS)
    rest = f" {silent} do not engage: whoever signs looks at the attempts." if silent else ""
    return met(f"{len(case.victims) - silent} of {len(case.victims)} on record.{rest}")


@requirement(
    gates=ENDINGS,
    title="Each withdrawal is in a statement, on body-worn video or recorded",
    source="force.own-words",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def withdrawal_is_evidenced(case: CaseFile, policy: Policy) -> Finding:
    """Where practice asks it (P26); elsewhere a text message or a call is enough."""
    if not policy.asks_own_words(case.offence_class, case.flags):
        return not_applicable("Not asked of this kind of crime.")
    return _each_who_withdrew(
        case,
        policy,
        lambda withdrawal: withdrawal.has_account,
        done="Each names the statement, the video or the recording that holds it.",
        ask="In this kind of crime a withdrawal is in a signed statement, on body-worn video or in a "
        "recorded account. Take one, and record its reference.",
        item="No statement, video or recording",
    )


@requirement(
    gates=ENDINGS,
    title="Whoever withdrew was offered help with what stood in the way",
    source="force.withdrawals",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def barriers_were_offered_help(case: CaseFile, policy: Policy) -> Finding:
    return _each_who_withdrew(
        case,
        policy,
        lambda withdrawal: withdrawal.help_offered,
        done="What was offered, and what they said to it, is recorded.",
        ask="Nothing says which help was offered with what stood in the victim's way, or what they "
        "answered. Offer it, and record the withdrawal again with both.",
        item="No help offered",
    )


@requirement(
    gates=ENDINGS,
    title="What protects whoever withdrew was considered",
    source="force.withdrawals",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def protection_was_considered(case: CaseFile, policy: Policy) -> Finding:
    if not policy.asks_protection(case.offence_class, case.flags):
        return not_applicable("No risk is recorded that asks for it, nor is it asked of this kind of crime.")
    return _each_who_withdrew(
        case,
        policy,
        lambda withdrawal: withdrawal.protection_considered,
        done="What was considered, and done, is recorded.",
        ask="Nothing says what was considered to protect the victim once the case ends. Consider it, and "
        "record the withdrawal again with what was done.",
        item="No protective measures considered",
    )


@requirement(
    gates=ENDINGS,
    title="A supervisor decided whether to go on without the victim",
    source="force.withdrawals",
    owner=Role.SUPERVISOR,
    fix=Place.EVIDENCE_LED,
)
def evidence_led_route_was_decided(case: CaseFile, policy: Policy) -> Finding:
    """Since the last withdrawal, and by somebody who neither investigates nor took it."""
    not_asked = _why_not_asked(case, policy)
    if not_asked is not None:
        return not_asked
    who = authority_in_words(policy.agreeing(EVIDENCE_LED, case.offence_class, case.flags))
    decided = case.evidence_led
    if decided is None:
        return unmet(f"Nobody has decided whether to go on without the victim. Ask {who} to decide it.")
    withdrawn = [victim.withdrawal.event_id for victim in case.victims if victim.withdrawal is not None]
    if decided.event_id < max(withdrawn, default=0):
        return unmet(f"It was decided before the last withdrawal was recorded. Ask {who} to decide it again.")
    part = took_part(case, decided.decided_by_id)
    if part is not None:
        return unmet(f"It does not count: whoever decided it {part}. Ask {who} with no such part.")
    if decided.decided is EvidenceLed.GO_ON:
        return unmet(
            f"It was decided to go on without the victim, so outcome {case.outcome_code} cannot be used. "
            f"Follow what was decided, or ask {who} to decide it again on what has come since."
        )
    return met("Considered, and decided by a supervisor with the reason.")


def took_part(case: CaseFile, person_id: int) -> str | None:
    """Why this person does not decide whether to go on without a victim here; None when they may."""
    if case.oic_id == person_id:
        return "is the officer in the case"
    for done in case.acts:
        took = person_id in (done.person_id, done.about_person_id)
        if took and done.kind is EventKind.VICTIM_VIEW_RECORDED:
            return "took what the victim wants"
    return None


@requirement(
    gates=ENDINGS | {Gate.FINAL},
    title="No withdrawal is in doubt",
    source="force.withdrawals",
    owner=Role.SUPERVISOR,
    fix=Place.VICTIMS,
)
def no_withdrawal_is_in_doubt(case: CaseFile, policy: Policy) -> Finding:
    """A victim who was rung back, and says that it was not their own decision, has not withdrawn."""
    not_asked = _why_not_asked(case, policy)
    if not_asked is not None:
        return not_asked
    held = [victim for victim in case.victims if victim.withdrawal is not None]
    if not held:
        return not_applicable("No withdrawal is on record.")
    left = [victim for victim in held if victim.withdrawal.is_in_doubt]
    if not left:
        return met("No victim says that it was not their own decision.")
    return unmet(
        "A victim who was rung back said that it was not their own decision. Ask them again and record "
        "what they say. If they withdraw once more, they are rung back once more before it counts.",
        [(_why_in_doubt(victim.withdrawal), "victim_view", victim.id) for victim in left],
    )


@requirement(
    gates={Gate.FINAL},
    title="Whoever was drawn to be rung back about a withdrawal was rung back",
    source="force.withdrawals",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def drawn_withdrawals_were_rung_back(case: CaseFile, policy: Policy) -> Finding:
    """Asked at the end alone: nothing that is decided before it waits for another unit."""
    not_asked = _why_not_asked(case, policy)
    if not_asked is not None:
        return not_asked
    drawn = [victim for victim in case.victims if victim.withdrawal and victim.withdrawal.is_drawn]
    if not drawn:
        return not_applicable("No withdrawal was drawn to be rung back.")
    left = [victim for victim in drawn if victim.withdrawal.waits_since is not None]
    if not left:
        return met("Rung back by somebody outside the team, or why not is recorded.")
    who = authority_in_words(policy.agreeing(NO_CALL_BACK, case.offence_class, case.flags))
    return unmet(
        "A withdrawal was drawn by lot to be rung back, and nobody has. A victim care officer or supervisor "
        f"of another unit rings, by a safe way. Where nobody should ring, or they are not reached, {who} of "
        "another unit records why.",
        [("Not rung back", "victim_call_back", victim.id) for victim in left],
    )


def _why_in_doubt(withdrawal: Withdrawal) -> str:
    if withdrawal.called_back is CallBackResult.NOT_OWN_DECISION:
        return "Not their own decision, as they said when rung back"
    return "Withdrawn again, and not rung back since"
