"""Letters that were made and have not gone: on the first page of whoever made one, and of victim care."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from insight.listing import Asked, Listing, of_case
from models import DecisionEnded, Investigation, Letter, LetterEmail, LetterHandedOver, Victim
from vocabulary import DecisionEnding, LetterKind, Mailing, NotSent, Role
from workflow.letters import LETTERS_IN_WORDS, NOT_SENT_IN_WORDS
from workflow.policy.pack import Policy

AGAIN, SINCE = aliased(Letter), aliased(LetterEmail)
POST_OR_SEND = "Print it and post it, or send it by e-mail."
# What is done about a letter that did not go by e-mail.
WHAT_TO_DO = {
    NotSent.NO_LONGER_SAFE: "Ask them how it is safe to reach them; print it and post it if that is.",
    NotSent.DECISION_TAKEN_BACK: "Do not send it. Write to them when it is decided anew.",
    NotSent.ADDRESS_REFUSED: "Ask them for their address, or print it and post it.",
    NotSent.MESSAGE_REFUSED: "Send it again, or print it and post it.",
    NotSent.INTERRUPTED: "If it has not arrived, send it again, or print it and post it.",
}


def not_sent(asked: Asked) -> sa.Select:
    """The last letter of each kind to a victim, where nobody handed it over and no e-mail waits to go.

    Of the days that the policy names, by ix_letter_made_at. What was taken back since is not to go at all.
    """
    days = dt.timedelta(days=asked.policy.setting("letters_not_sent_days"))
    is_not_gone = _none(LetterHandedOver.letter_id == Letter.id)
    does_not_wait = _none(LetterEmail.letter_id == Letter.id, LetterEmail.standing == Mailing.WAITING)
    is_the_last = _none(AGAIN.victim_id == Letter.victim_id, AGAIN.kind == Letter.kind, AGAIN.id > Letter.id)
    still_stands = _none(
        DecisionEnded.decision_id == Letter.decision_id, DecisionEnded.ending != DecisionEnding.CARRIED_OUT
    )
    tried_last = (
        sa.select(sa.cast(SINCE.why_not, sa.Text))
        .where(SINCE.letter_id == Letter.id)
        .order_by(-SINCE.id)  # reckoned, so that no planner walks all e-mails by their ids
        .limit(1)
        .scalar_subquery()
    )
    return (
        of_case(
            item_id=Letter.id,
            what=sa.cast(Letter.kind, sa.Text) + " " + sa.func.coalesce(tried_last, ""),
            at=Letter.made_at,
            person_id=Letter.made_by_id,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
        )
        .join_from(Letter, Investigation, Investigation.id == Letter.investigation_id)
        .join(Victim, Victim.id == Letter.victim_id)
        .where(
            Letter.made_at > asked.now - days,
            _theirs(asked),
            Victim.died_on.is_(None),
            is_not_gone,
            does_not_wait,
            is_the_last,
            still_stands,
        )
        .order_by(Letter.made_at, Letter.id)
    )


def _none(*of: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Asked of each letter by index: for NOT EXISTS a planner may read the whole of the other table."""
    return sa.select(sa.literal(1)).where(*of).correlate(Letter).limit(1).scalar_subquery().is_(None)


def _theirs(asked: Asked) -> sa.ColumnElement[bool]:
    """What one made oneself; for who cares for victims, what anybody made on their units' crimes."""
    units = {unit for role, unit in asked.actor.roles if role is Role.VICTIM_CARE_OFFICER}
    return sa.or_(Letter.made_by_id == asked.actor.id, Investigation.unit_id.in_(units))


def in_words(what: str, _: Policy) -> str:
    """For example: 'An update. Not sent: the mail server refused it. Send it again, or …'"""
    kind, _, why = what.partition(" ")
    letter = LETTERS_IN_WORDS[LetterKind(kind)]
    if not why:
        return f"{letter}. {POST_OR_SEND}"
    return f"{letter}. Not sent: {NOT_SENT_IN_WORDS[NotSent(why)]}. {WHAT_TO_DO[NotSent(why)]}"


LETTERS_NOT_SENT = Listing(
    "letters-not-sent",
    "Letters made, and not sent",
    "Every letter that was made lately has gone, or is about to go by e-mail.",
    "since",
    not_sent,
    say=in_words,
)
