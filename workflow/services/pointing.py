"""What rests on a line: lines of other crimes that were answered by pointing at it."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation, LineOfInquiry
from models.base import folded
from vocabulary import FINISHED, Actor, LineStatus
from workflow.case_file import CaseFile
from workflow.reading import lock_cases, note_read, read_case, unnoted
from workflow.reading.readers import told_reference
from workflow.refusals import FactNotAccepted
from workflow.restrictions import Barred, why_not_read

NO_OTHER_CRIME = "Enter the reference of another crime in Fairlead."


def _pointing_at(line: LineOfInquiry) -> sa.ColumnElement[bool]:
    return sa.and_(
        LineOfInquiry.answered_on_line_id == line.id, LineOfInquiry.status == LineStatus.ANSWERED_ELSEWHERE
    )


def that_could_answer(investigation_id: int, category: str | None) -> sa.Select[tuple[LineOfInquiry]]:
    """The lines of another crime that one could point at; of one kind, or with None of any."""
    query = sa.select(LineOfInquiry).where(
        LineOfInquiry.investigation_id == investigation_id,
        LineOfInquiry.status.in_((LineStatus.OPEN, LineStatus.RESULTED, LineStatus.NOT_PURSUED)),
    )
    if category is not None:
        query = query.where(LineOfInquiry.category == category)
    return query.order_by(LineOfInquiry.id)


def refuse_pointing_at_what_is_not_read(actor: Actor, other: CaseFile) -> None:
    """A line rests on no line that the person may not read; of a covert crime they are told nothing."""
    match why_not_read(actor, other):
        case Barred.NOTHING:
            raise FactNotAccepted("other_reference", NO_OTHER_CRIME)
        case Barred.STUB:
            raise FactNotAccepted(
                "other_reference",
                "That crime is restricted. Ask somebody who reads it to answer the line.",
            )


def lines_to_choose_from(
    session: Session, actor: Actor, line_id: int, other_reference: str, now: dt.datetime
) -> list[tuple[int, str]]:
    """(id, objective) of the lines of another crime, of this line's kind, that could answer it.

    None of a crime that the person does not read: what is sent is then refused with the reason.
    """
    line = session.get(LineOfInquiry, line_id)
    other = session.scalar(
        sa.select(Investigation.id).where(Investigation.reference_search == folded(other_reference))
    )
    if line is None or other is None or other == line.investigation_id:
        return []
    with unnoted(session):
        if why_not_read(actor, read_case(session, other, now)) is not None:
            return []
    note_read(session, "investigation", [other])
    return [(each.id, each.objective) for each in session.scalars(that_could_answer(other, line.category))]


def lock_what_rests_on(session: Session, line: LineOfInquiry, now: dt.datetime) -> None:
    """Lock the line's case and those that point at it, in id order: one may be finishing at this moment."""
    pointing = session.scalars(sa.select(LineOfInquiry.investigation_id).where(_pointing_at(line)))
    lock_cases(session, {line.investigation_id, *pointing}, now)


def refuse_if_a_finished_case_rests_on(session: Session, line: LineOfInquiry) -> None:
    """A finished case keeps its answers: without this one, it would be finished with a line unanswered."""
    references = session.scalars(
        sa.select(told_reference(Investigation))
        .join(LineOfInquiry, LineOfInquiry.investigation_id == Investigation.id)
        .where(_pointing_at(line), Investigation.state.in_(FINISHED))
        .order_by(Investigation.reference)
    ).all()
    if references:
        named = ", ".join(dict.fromkeys(each or "Another case" for each in references))
        raise FactNotAccepted(
            "line",
            f"{named} is finished and rests on this line. Add another line instead, "
            "or ask a supervisor to reopen that case first.",
        )


def line_that_answers(
    session: Session, line: LineOfInquiry, other_case: Investigation, other_line_id: int | None
) -> LineOfInquiry:
    """The line of the other crime that answers this one: the one named, or the only one of its kind."""
    query = that_could_answer(other_case.id, line.category if other_line_id is None else None)
    if other_line_id is not None:
        query = query.where(LineOfInquiry.id == other_line_id)
    found = session.scalars(query).all()
    if not found:
        raise FactNotAccepted(
            "other_reference", f"{other_case.reference} has no line of this kind that could answer this one."
        )
    if len(found) > 1:
        raise FactNotAccepted("other_line", f"{other_case.reference} has several such lines: choose one.")
    return found[0]
