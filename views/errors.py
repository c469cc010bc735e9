"""Exceptions → pages. Each says what happened and what to do."""

from __future__ import annotations

import sqlite3

from flask import Flask, current_app, g, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from forms.restricting import BreakGlassForm
from insight.restricted import show_stub
from models.session import db
from views.access import actor, declared_access
from views.clock import our_words, policy
from views.keeping import keep_what_was_typed, what_was_typed
from vocabulary import Act
from workflow.permissions import why_not
from workflow.refusals import CaseHasMoved, NotFound, NotPermitted, RecordRestricted, Refusal

SAYS_SO = (400, 401, 403, 404, 409, 413, 429, 500, 503)
KEEPS = (400, 403, 404, 409)  # what was typed is on the page
OF_ANOTHER_SIGN_IN = "This page was open too long or in another sign-in."


def register(app: Flask) -> None:
    """One handler a kind of fault."""
    app.register_error_handler(NotFound, lambda fault: _page(404, fault.why))
    app.register_error_handler(RecordRestricted, _restricted)
    app.register_error_handler(NotPermitted, lambda fault: _page(403, fault.why))
    app.register_error_handler(CaseHasMoved, lambda fault: _page(409, fault.why))
    app.register_error_handler(Refusal, lambda fault: _page(409, fault.why))
    app.register_error_handler(CSRFError, _of_another_sign_in)
    app.register_error_handler(OperationalError, _database_busy)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def _page(code: int, why: str | None = None, *, keeps: bool = True, again: str | None = None):
    """`again`: the button that sends what was typed once more, where that may help."""
    db.session.rollback()
    g.bare = code >= 500
    typed = what_was_typed() if keeps and code in KEEPS else []
    address = request.full_path.rstrip("?")
    why = our_words(why) if why else None
    return render_template(f"errors/{code}.html", why=why, typed=typed, address=address, again=again), code


def _restricted(fault: RecordRestricted):
    """The stub: whose it is and whom to contact. From the safeguarding card one button breaks the glass."""
    db.session.rollback()
    return render_template(
        "errors/restricted.html",
        stub=show_stub(db.session, fault.investigation_id),
        typed=what_was_typed(),
        address=request.full_path.rstrip("?"),
        again=None,
        at_a_door=request.endpoint == "investigations.safeguarding",
        may_break=why_not(actor(), Act.BREAK_GLASS) is None,
        hours=policy().setting("break_glass_hours"),
        form=None,
        glass=BreakGlassForm(formdata=None),
    ), 403


def _of_another_sign_in(_fault: CSRFError):
    """The token is not of this session: somebody may have signed in again in another tab. Nothing is lost.

    What another site sent is not shown, and never offered to be sent again.
    """
    declared = declared_access(request.endpoint)
    of_ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    keeps = of_ours and declared is not None and not declared.public
    if keeps and what_was_typed() and current_user.is_authenticated:
        return _page(400, f"{OF_ANOTHER_SIGN_IN} Nothing has been recorded yet.", again="Send it again")
    return _page(400, f"{OF_ANOTHER_SIGN_IN} Go back, reload the page, and send it again.", keeps=keeps)


def _http(fault: HTTPException):
    code = fault.code if fault.code in SAYS_SO else (405 if fault.code == 405 else None)
    if code == 405:
        return _page(404)
    if code is None:
        return fault
    if code == 401:
        db.session.rollback()
        from forms.sign_in import SignInForm

        form = SignInForm(formdata=None)
        form.kept.data = keep_what_was_typed()
        # An address that only takes forms cannot be opened afterwards.
        opens = request.url_rule is not None and "GET" in request.url_rule.methods
        return render_template("errors/401.html", form=form, next=request.path if opens else None), 401
    if code == 403 and "roles_needed" in g:
        return _page(403, _roles_in_words(g.roles_needed))
    return _page(code)


def _roles_in_words(roles) -> str:
    words = sorted(current_app.jinja_env.globals["role_label"](role).lower() for role in roles)
    listed = words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]
    return f"This page is for people who hold the role of {listed}. Your roles today do not include it."


def _database_busy(fault: OperationalError):
    """A lock was not had in time: nothing was written, and what was typed is on the page.

    SQLite's other operational errors (a table that is missing, say) are faults; PostgreSQL's are a lock
    or a connection that was not had.
    """
    if isinstance(fault.orig, sqlite3.OperationalError) and "locked" not in str(fault.orig):
        return _fault(fault)
    db.session.rollback()
    current_app.logger.warning("database busy: %s", type(fault.orig).__name__)
    return busy_page()


def busy_page():
    """Asks the database nothing, and keeps what was typed."""
    g.bare = True
    return render_template("errors/503.html", typed=what_was_typed(), address=request.path), 503


def _fault(fault: Exception):
    db.session.rollback()
    g.bare = True
    current_app.logger.exception("fault on %s %s", request.method, request.endpoint)
    if current_app.testing or current_app.debug:
        raise fault
    return render_template("errors/500.html", why=None), 500
