"""What a letter to a victim is filled with, read from the case: for its preview, and when it is made."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import Investigation, Person, Victim
from vocabulary import LetterKind, VictimKind
from workflow.case_file import CaseFile
from workflow.letters import (
    LetterAsked,
    LetterText,
    address_lines,
    compose,
    in_words,
    london_day,
    why_no_letter,
)
from workflow.policy.entries import UNCLASSIFIED
from workflow.policy.letters import IS_A_PERSON, MAY_ASK_FOR_REVIEW
from workflow.policy.pack import Policy
from workflow.reading.decided import Decided, decided_on
from workflow.refusals import FactNotAccepted


def draft_letter(
    session: Session, case: CaseFile, victim_id: int, asked: LetterAsked, policy: Policy, now: dt.datetime
) -> LetterText:
    """The letter as it would be made now. Raises FactNotAccepted for what is still needed,
    or where this victim is not written to."""
    decision_id = asked.decision_id if asked.kind is LetterKind.DECISION else None
    why = why_no_letter(case, case.victim(victim_id), policy, decision_id)
    if why is not None:
        raise FactNotAccepted("kind", why)
    victim = session.get_one(Victim, victim_id)
    return compose(
        policy.letters.templates[asked.kind],
        policy.letters,
        _values(session, case, asked, policy) | {"addressee": _name(victim)},
        (*_names(victim), *address_lines(victim.address or "")),
        london_day(now),
        _holding(victim, asked),
    )


def _holding(victim: Victim, asked: LetterAsked) -> set[str]:
    """What paragraphs may wait for, and is so of this victim."""
    so = {MAY_ASK_FOR_REVIEW: asked.may_ask_for_review, IS_A_PERSON: victim.kind is VictimKind.PERSON}
    return {name for name, is_so in so.items() if is_so}


def _name(victim: Victim) -> str:
    return victim.contact_name if victim.kind is VictimKind.BUSINESS and victim.contact_name else victim.name


def _names(victim: Victim) -> list[str]:
    """The first lines of the address: at a business, whoever is to open it and where they are."""
    names = [_name(victim), victim.name] if _name(victim) != victim.name else [victim.name]
    return [" ".join(name.split()) for name in names]


def _values(session: Session, case: CaseFile, asked: LetterAsked, policy: Policy) -> dict[str, str]:
    row = session.get_one(Investigation, case.id)
    officer = session.get_one(Person, case.oic_id or case.responsible_id)
    offence = policy.offence(row.offence)
    is_known = offence is not None and offence.offence_class != UNCLASSIFIED
    values = {
        "force": policy.word("force_name"),
        "officer": officer.full_name,
        "reference": row.reference,
        "recorded_on": in_words(london_day(row.recorded_at)),
        "offence": offence.title if is_known else "",
        "words": asked.words,
    }
    if asked.kind is not LetterKind.DECISION:
        return values
    decision = decision_to_tell(session, case, asked.decision_id)
    return values | {
        "outcome": _outcome(decision, policy),
        "decided_on": in_words(london_day(decision.decided_at)),
    }


def decision_to_tell(session: Session, case: CaseFile, decision_id: int | None) -> Decided:
    """A decision that stands. Raises FactNotAccepted, beside the field, for any other."""
    for each in decided_on(session, case):
        if each.id == decision_id:
            return each
    raise FactNotAccepted("decision", "Choose a decision of this case that is signed off and stands.")


def _outcome(decision: Decided, policy: Policy) -> str:
    told_as = policy.letters.told_as
    return told_as.get(decision.kind.value) or told_as.get(decision.outcome_code or "", "")
