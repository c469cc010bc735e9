"""Rows of what is asked before a suspect is released, and what the database refuses of them."""

from __future__ import annotations

from collections.abc import Callable

from models import RiskThatRemains
from tests.models.rows import NOW, Rows
from vocabulary import Inquest, LineStatus, RemainsAnswer, RemainsQuestion

DAY = NOW.date()


def remains(rows: Rows, case: int, suspect: int, **changes: object) -> int:
    values = {
        "investigation_id": case,
        "suspect_id": suspect,
        "question": RemainsQuestion.FIREARMS,
        "answer": RemainsAnswer.YES,
        "answered_at": NOW,
        "answered_by_id": rows.person(),
    }
    return rows.add(RiskThatRemains(**(values | changes)))


def answered(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        case = rows.investigation()
        remains(rows, case, rows.suspect(case), **changes)

    return add


def answered_twice(rows: Rows) -> None:
    case = rows.investigation()
    suspect = rows.suspect(case)
    for _ in "ab":
        remains(rows, case, suspect)


def _line(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.line(rows.investigation(), LineStatus.OPEN, **changes)


def _victim(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.victim(rows.investigation(), **changes)


REMAINING_CHECKS: dict[str, list[Callable[[Rows], object]]] = {
    "ck_risk_that_remains_order_is_named": [
        answered(order_kind="dvpn"),
        answered(question=RemainsQuestion.PROTECTIVE_ORDER),
        answered(
            question=RemainsQuestion.PROTECTIVE_ORDER, answer=RemainsAnswer.NO, reason="r", order_kind="dvpn"
        ),
    ],
    "ck_risk_that_remains_reason_is_given": [
        answered(answer=RemainsAnswer.NO),
        answered(answer=RemainsAnswer.NOT_APPLICABLE),
    ],
    "ck_line_of_inquiry_request_is_whole": [
        _line(necessity="n"),
        _line(necessity="n", scope="s"),
        _line(necessity="n", consent="c"),
    ],
    "ck_victim_death_is_whole": [
        _victim(died_on=DAY),
        _victim(inquest=Inquest.OPEN),
        _victim(bereaved_contact="b"),
        _victim(coroner_told_on=DAY),
    ],
}
