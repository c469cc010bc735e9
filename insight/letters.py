"""Letters to victims as pages show them: each with who made it, how it was handed over, and its e-mails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from models import Letter, LetterEmail, LetterHandedOver
from vocabulary import Mailing
from workflow.letters import LetterText, read_back
from workflow.reading import note_read
from workflow.refusals import NotFound


@dataclass(frozen=True)
class LetterShown:
    """`emails`: each time that somebody asked to have it sent by e-mail, the last one first."""

    row: Letter
    made_by: str
    handed_over: LetterHandedOver | None
    handed_over_by: str
    emails: Sequence[LetterEmail]

    @property
    def text(self) -> LetterText:
        """The letter, read from the one text that was kept."""
        return read_back(self.row.text)

    @property
    def waits(self) -> bool:
        """Is it about to go by e-mail?"""
        return any(each.standing is Mailing.WAITING for each in self.emails)

    @property
    def not_sent(self) -> LetterEmail | None:
        """The e-mail that did not go, where nothing has happened to the letter since."""
        is_the_last = bool(self.emails) and self.emails[0].standing is Mailing.NOT_SENT
        return self.emails[0] if is_the_last and self.handed_over is None else None


def letters_of_case(session: Session, investigation_id: int) -> dict[int, list[LetterShown]]:
    """Every letter of a case by victim, the last one first."""
    found = defaultdict(list)
    for each in _shown(session, Letter.investigation_id == investigation_id):
        found[each.row.victim_id].append(each)
    return dict(found)


def show_letter(session: Session, letter_id: int) -> LetterShown:
    """Raises NotFound."""
    shown = _shown(session, Letter.id == letter_id)
    if not shown:
        raise NotFound("There is no such letter.")
    [letter] = shown
    note_read(session, "victim", [letter.row.victim_id])
    note_read(session, "investigation", [letter.row.investigation_id])
    return letter


def _shown(session: Session, which: sa.ColumnElement[bool]) -> list[LetterShown]:
    rows = session.execute(
        sa.select(Letter, LetterHandedOver)
        .outerjoin(LetterHandedOver, LetterHandedOver.letter_id == Letter.id)
        .where(which)
        .order_by(Letter.id.desc())
    ).all()
    emails = defaultdict(list)
    for each in session.scalars(
        sa.select(LetterEmail)
        .where(LetterEmail.letter_id.in_([letter.id for letter, _ in rows]))
        .order_by(LetterEmail.id.desc())
    ):
        emails[each.letter_id].append(each)
    known = names(
        session,
        {letter.made_by_id for letter, _ in rows} | {over.recorded_by_id for _, over in rows if over},
    )
    return [
        LetterShown(
            letter,
            known.get(letter.made_by_id, ""),
            over,
            known.get(over.recorded_by_id, "") if over else "",
            emails[letter.id],
        )
        for letter, over in rows
    ]
