"""How every form page runs: show, check the shape, call one service, commit, redirect, or say why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import flash, redirect, render_template, request
from sqlalchemy.exc import IntegrityError

from forms.base import BaseForm
from insight.timeline import events_since
from models.session import db
from views.clock import our_words
from workflow.refusals import (
    AlreadyRecorded,
    CaseHasMoved,
    FactNotAccepted,
    HiddenRecord,
    RecordRestricted,
    Refusal,
    WouldLapse,
)
from workflow.services.steps import Refused

UNPROCESSABLE, CONFLICT = 422, 409


def run_form(
    form: BaseForm,
    act: Callable[[], object],
    *,
    done: Callable[[object], str],
    said: str,
    context: Callable[[], Mapping[str, object]],
    last_event_id: int = 0,
    template: str = "form_page.html",
    answer: Callable[[object], object] | None = None,
):
    """Run one form. `act` calls the service; `done` gives the address to go to; `said` is the banner.

    `context` is read again after a refusal, because the refusal rolled the transaction back. `answer` makes
    a page of what was done, shown this once instead of going on.
    """
    extra: dict[str, object] = {}
    status = 200
    _in_our_words(form)
    if request.method != "POST":
        form.seen.data = str(last_event_id)
    elif not form.validate():
        status = UNPROCESSABLE
    else:
        try:
            result = act()
        except AlreadyRecorded:
            db.session.rollback()
            return redirect(done(None), 303)
        except IntegrityError as fault:
            db.session.rollback()
            if "submission_id" not in str(fault.orig):
                raise
            return redirect(done(None), 303)
        except (RecordRestricted, HiddenRecord):
            # Restricted while the page was open: no more of the case is shown, the form's page included.
            raise
        except (FactNotAccepted, WouldLapse, CaseHasMoved, Refusal) as refusal:
            db.session.rollback()
            status, extra = _explain(form, refusal)
        else:
            db.session.commit()
            if answer is not None:
                return answer(result)
            if not isinstance(result, Refused):
                flash(our_words(said))
                return redirect(done(result), 303)
            status, extra = UNPROCESSABLE, {"refused": result.assessment}
            # The refusal is itself an event; the page now shows the case as it is after it.
            form.seen.data = str(result.event_id)
            form.submission.data = form.submission.default()
    return render_template(template, form=form, **extra, **context()), status


def _in_our_words(form: BaseForm) -> None:
    """The form's own words as the force says them."""
    form.title, form.button = our_words(form.title), our_words(form.button)
    for field in form:
        field.label.text = our_words(field.label.text)
        field.description = our_words(field.description or "")


def _explain(form: BaseForm, refusal: Refusal) -> tuple[int, dict[str, object]]:
    match refusal:
        case FactNotAccepted():
            form.add_error(refusal.field, our_words(refusal.why))
            return UNPROCESSABLE, {}
        case WouldLapse():
            return CONFLICT, {"would_lapse": refusal}
        case CaseHasMoved():
            since = events_since(db.session, refusal.investigation_id, refusal.seen_event_id)
            form.seen.data = str(refusal.last_event_id)
            return CONFLICT, {"has_moved": since}
        case _:
            form.form_errors.append(our_words(refusal.why))
            return UNPROCESSABLE, {}
