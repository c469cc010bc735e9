"""What events say of letters: their words by a digest, how each was handed over, what became of an e-mail."""

from __future__ import annotations

from insight.ledger_events import Columns, Happened, Sealed, words
from vocabulary import EventKind, Mailing


def _made(row: Columns, event: Happened) -> None:
    facts = event.facts
    row.update(
        victim_id=facts["victim"],
        kind=facts["kind"],
        decision_id=facts["decision"],
        template_version=facts["template"],
        policy_version=facts["policy"],
        language=facts["language"],
        text=Sealed(facts["text"]),
        told=event.words("told") or words(""),
        made_at=event.at,
        made_by_id=event.by,
        **event.told(speaks_of_review="speaks_of_review"),
    )


def _handed_over(row: Columns, event: Happened) -> None:
    facts = event.facts
    row.update(
        letter_id=facts["letter"],
        how=facts["how"],
        handed_over_at=facts["handed_over_at"],
        contact_id=facts["contact"],
        recorded_at=event.at,
        recorded_by_id=event.by,
    )


def _email_asked(row: Columns, event: Happened) -> None:
    """When it was taken up no event says: nothing rests on it but that nobody takes it up again."""
    facts = event.facts
    row.update(
        letter_id=facts["letter"],
        address=Sealed(facts["address"]),
        embargo_read=facts["embargo_read"],
        asked_at=event.at,
        asked_by_id=event.by,
        standing=Mailing.WAITING.value,
        ended_at=None,
        why_not=None,
    )


def _not_sent(row: Columns, event: Happened) -> None:
    row.update(standing=Mailing.NOT_SENT.value, ended_at=event.at, why_not=event.facts["why"])


def sent_by_email(rows: dict[int, Columns], event: Happened) -> None:
    """A letter handed over by e-mail is sent; one on paper was no e-mail."""
    if event.facts["email"] is not None:
        rows[event.facts["email"]].update(standing=Mailing.SENT.value, ended_at=event.at)


OF_LETTER_ROWS = {
    EventKind.LETTER_MADE: ("letter", "letter", _made),
    EventKind.LETTER_HANDED_OVER: ("letter_handed_over", "handed_over", _handed_over),
    EventKind.LETTER_EMAIL_ASKED: ("letter_email", "email", _email_asked),
    EventKind.LETTER_NOT_SENT: ("letter_email", "email", _not_sent),
}
