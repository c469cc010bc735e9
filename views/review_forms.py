"""What the pages about a victim's request for a review share: which requests wait, and the form about one."""

from __future__ import annotations

from collections.abc import Callable

from flask import request, url_for

from insight.review_requests import RequestShown, RightShown, show_rights
from insight.victims import show_victim
from models.session import db
from views.access import actor
from views.case_pages import Cannot, find_case
from views.clock import LONDON, now, policy
from views.contact_forms import decision_in_words
from views.labels_of_reviews import REVIEW_RESULTS
from views.victims import victim_form
from vocabulary import Act, ReviewDone
from workflow.case_file import CaseFile

NOTHING_WAITS = Cannot("No request of this victim waits for this.", is_somebody_elses=False)


def rights_of(victim_id: int) -> tuple[CaseFile, list[RightShown]]:
    """The case, and each decision of it with this victim's right."""
    case = find_case(show_victim(db.session, victim_id).investigation_id)
    return case, show_rights(db.session, case, policy()).get(victim_id, [])


def waiting_of(
    victim_id: int, which: Callable[[RequestShown], bool]
) -> list[tuple[RightShown, RequestShown]]:
    """This victim's requests that wait for something, each with the right that it is about."""
    _, rights = rights_of(victim_id)
    return [(right, each) for right in rights for each in right.requests if which(each)]


def _choices(waiting: list[tuple[RightShown, RequestShown]]) -> list[tuple[str, str]]:
    return [
        (
            str(each.row.id),
            f"Of {each.row.asked_at.astimezone(LONDON):%-d %B %Y}: {decision_in_words(right)}",
        )
        for right, each in waiting
    ]


def _what_to_read(each: RequestShown) -> str:
    """Before anybody acts on a request: what was asked; of one that was decided, the result that is told."""
    ended = each.done.get(ReviewDone.ENDED)
    return f"{REVIEW_RESULTS[ended.result]}. {ended.words}" if ended is not None else each.row.words


def page_of(form, victim_id: int, act: Callable[[], object], said: str, asks: Act, cannot: Cannot | None):
    """A form about one victim that leads back to their right to review, sent or not."""
    right_to_review = url_for("review_requests.show", victim_id=victim_id)
    return victim_form(
        form,
        show_victim(db.session, victim_id),
        act,
        said,
        asks,
        cannot=cannot,
        done=lambda _: right_to_review,
        back=right_to_review,
    )


def of_request(
    form,
    victim_id: int,
    which: Callable[[RequestShown], bool],
    act: Callable[..., object],
    said: str,
    asks: Act,
    *,
    typed: Callable[[], tuple],
    time: str | None = None,
    lapses: bool = False,
):
    """A form about one request that waits; one alone is chosen. `time`: a field that begins as now."""
    waiting = waiting_of(victim_id, which)
    form.request.choices = _choices(waiting)
    form.request.beside = [{"hint": {"text": _what_to_read(each)}} for _, each in waiting]
    if request.method == "GET":
        if time is not None:
            form[time].process(None, now())
        if len(waiting) == 1:
            form.request.data = str(waiting[0][1].row.id)
    more = {"lapse_accepted": bool(form.lapse_accepted.data)} if lapses else {}
    return page_of(
        form,
        victim_id,
        lambda: act(
            db.session,
            actor(),
            victim_id,
            int(form.request.data),
            *typed(),
            now=now(),
            submission_id=form.submission_id(),
            **more,
        ),
        said,
        asks,
        None if waiting else NOTHING_WAITS,
    )
