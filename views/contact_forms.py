"""What the forms about a contact share: what can be told, the contact as typed, what the banner says."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from forms.victims import NOTHING_DECIDED, ContactForm
from insight.review_requests import RightShown, show_rights
from insight.victims import ToTell, VictimShown
from models.session import db
from views.clock import now, policy
from views.labels import DECISIONS
from vocabulary import Channel, ContactResult, RightSubject
from workflow.case_file import CaseFile
from workflow.services import contacts
from workflow.telling import UNSAFE_IN_WORDS, channels_in_words, channels_that_count, hours_late, why_unsafe


def decisions_owed(to_tell: Sequence[ToTell]) -> list[tuple[str, str]]:
    """Decisions to choose from: those that a victim is still to be told."""
    pairs = []
    for telling in to_tell:
        outcome = policy().crime_outcome(telling.outcome_code) if telling.outcome_code else None
        words = (
            f"Outcome {outcome.code}: {outcome.title}" if outcome else f"No further action: {telling.suspect}"
        )
        pairs.append((str(telling.decision_id), f"{words}, and the reasons"))
    return pairs


def decision_choices(to_tell: Sequence[ToTell]) -> list[tuple[str, str]]:
    """The decisions that a contact may tell, or none."""
    pairs = decisions_owed(to_tell)
    return [*pairs, (NOTHING_DECIDED, "No decision" if pairs else "No: nothing is decided yet")]


def offer_rights(form: ContactForm, case: CaseFile, victim: VictimShown, *gave: tuple[int, str]) -> None:
    """What this victim is still owed, to tick; reasons are asked for only where one of them asks for any.

    `gave`: what the contact that is corrected gave. How often they are kept informed has a page of its own.
    """
    keys = {right.duty_id: right.key for right in case.victim(victim.id).rights} | victim.right_keys
    agreed = {key for key, right in policy().rights.items() if right.subject is RightSubject.UPDATES}
    running = [each for each in victim.rights if keys[each[0]] not in agreed]
    if len(running) < len(victim.rights):
        form.covers.description += " How often they are kept informed is agreed on the page Updates."
    form.covers.choices = [(str(duty_id), what) for duty_id, what in (*gave, *running)]
    offered = {keys.get(duty_id) for duty_id, _ in (*gave, *running)}
    asks = any(right.reasons for key, right in policy().rights.items() if key in offered)
    if not asks and not request.form.get("reasons"):
        del form.reasons


def decision_in_words(right: RightShown) -> str:
    """For example: 'Outcome 15, suspect identified …', 'No further action: Rowan Pike'."""
    if right.suspect is not None:
        return f"No further action: {right.suspect}"
    code = right.decided.outcome_code
    outcome = policy().crime_outcome(code) if code else None
    return f"Outcome {outcome.code}: {outcome.title}" if outcome else DECISIONS[right.decided.kind]


def ask_about_review(
    form: ContactForm, case: CaseFile, victim: VictimShown, *, told_before: bool = False
) -> list[RightShown]:
    """What whoever contacts this victim says of their right to review; the box to tick, where they have it.

    Of the decisions that they are owed, and of those that they were told without it. `told_before`: a contact
    that is corrected says that it told them.
    """
    owed = {telling.decision_id for telling in victim.to_tell}
    rights = [
        right
        for right in show_rights(db.session, case, policy()).get(victim.id, [])
        if right.decided.id in owed or (right.why_not is None and not right.told_of_right)
    ]
    having = [right for right in rights if right.why_not is None]
    if not having and not told_before:
        del form.told_of_review
    return rights


def made_of(form: ContactForm) -> contacts.ContactMade:
    """The contact as it was typed."""
    told = form.tells_decision.data
    return contacts.ContactMade(
        channel=Channel(form.channel.data),
        result=ContactResult(form.result.data),
        happened_at=form.happened_at.data,
        told=form.told.data or "",
        said=form.said.data or "",
        took_account=bool(form.took_account.data),
        left_message=bool(form.left_message.data),
        embargo_read="embargo_read" in form,
        told_of_review="told_of_review" in form and bool(form.told_of_review.data),
        tells_decision_id=None if told == NOTHING_DECIDED else int(told),
        covers=frozenset(int(duty) for duty in form.covers.data or ()),
        reasons=(form.reasons.data or "") if "reasons" in form else "",
        promised=form.promised.data or "",
        promised_for=form.promised_for.data,
        keeps_promises=frozenset(int(duty) for duty in form.keeps_promises.data or ()),
    )


def what_was_recorded(
    form: ContactForm, case: CaseFile, victim_id: int, said: str = "The contact is recorded."
) -> str:
    """Said once it is recorded: late, marked, or not a telling that counts."""
    words = [said]
    channels = {channel.value: channel for channel in Channel}
    if request.method != "POST" or form.channel.data not in channels or not form.happened_at.data:
        return said
    hours = hours_late(form.happened_at.data, now())
    if hours >= policy().setting("recorded_late_after_hours"):
        words.append(f"Recorded {hours} hours late; shown as such.")
    whom = case.victim(victim_id)
    tells = form.tells_decision.data not in (None, "", NOTHING_DECIDED)
    channel = channels[form.channel.data]
    unsafe = why_unsafe(case, whom, policy(), channel, tells=tells, left_message=bool(form.left_message.data))
    counting = channels_that_count(case, whom, policy())
    if unsafe is not None:
        words.append(f"It is marked, and a sergeant looks at it this shift: {UNSAFE_IN_WORDS[unsafe]}.")
    if tells and channel not in counting.channels:
        how = channels_in_words(counting.channels)
        words.append(f"The decision still has to be told {how}. {counting.rule}")
    return " ".join(words)


def is_safely_rung(case: CaseFile, victim: VictimShown) -> bool:
    """Is the telephone a way that counts for them? Whoever rings all the same records it."""
    whom = case.victim(victim.id)
    if victim.has_died or victim.to_ask_how_it_is_safe or whom.wants_no_contact:
        return False
    return Channel.PHONE in channels_that_count(case, whom, policy()).channels
