"""Sign in, sign out, change password."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user, login_user, logout_user

from forms.sign_in import ChangePasswordForm, SignInForm
from insight.people import demo_people, signed_in_person
from models.session import db
from views.access import SignedInUser, access, actor
from views.acting import run_form
from views.clock import now, today
from views.keeping import what_was_kept
from workflow.ledger import sha256
from workflow.refusals import FactNotAccepted, Refusal
from workflow.services import sign_in as service

blueprint = Blueprint("sign_in", __name__)
# Each process counts for itself; the lock on the account, in the database, counts for all.
limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="fixed-window")

WRONG = "The number or the password is not right."


def hasher() -> PasswordHasher:
    """The application's password hasher."""
    return current_app.extensions["password_hasher"]


def right_password(stored: str, typed: str) -> bool:
    """Slow on purpose, so never inside a transaction."""
    try:
        return hasher().verify(stored, typed)
    except (VerifyMismatchError, InvalidHashError):
        return False


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access(public=True)
@limiter.limit(lambda: current_app.config["SIGN_IN_LIMIT"], methods=["POST"])
def sign_in():
    form = SignInForm()
    if request.method == "POST" and form.validate():
        token = _try(form)
        if token is not None:
            return _signed_in(token, form.kept.data)
    demo = demo_people(db.session, today()) if current_app.config["FAIRLEAD"].mode == "demo" else []
    status = 422 if form.errors else 200
    return render_template("sign_in/sign_in.html", form=form, demo=demo), status


def _try(form: SignInForm) -> str | None:
    """The new session's token, or None with the form saying why not."""
    found = service.credentials_of(db.session, form.username.data)
    db.session.rollback()
    locked = found is not None and found.locked_until_at is not None and found.locked_until_at > now()
    # An unknown account costs as much time as a known one.
    stored = found.password_hash if found else current_app.extensions["nobodys_hash"]
    right = right_password(stored, form.password.data)
    if found is None:
        form.form_errors.append(WRONG)
    elif locked:
        form.form_errors.append(
            "This account is locked for a short time after too many wrong passwords. Wait, then try again."
        )
    elif right:
        token = service.sign_in(db.session, found.person_id, now=now())
        db.session.commit()
        return token
    else:
        now_locked = service.note_failed_sign_in(db.session, found.person_id, now=now())
        db.session.commit()
        form.form_errors.append(
            "Too many wrong passwords. The account is locked for a short time: wait, then try again."
            if now_locked
            else WRONG
        )
    return None


def _signed_in(token: str, kept: str | None):
    session.clear()
    g.pop("csrf_token", None)  # belongs to the session just left; the next page needs one of its own
    idle = current_app.permanent_session_lifetime
    person = signed_in_person(db.session, sha256(token), now(), idle, today())
    login_user(SignedInUser(person, token))
    was_kept = what_was_kept(kept, person.actor.id) if kept else None
    if was_kept is not None:
        path, fields = was_kept
        return render_template("sign_in/send_again.html", path=path, fields=fields)
    return redirect(_safe_next() or url_for("home.home"), 303)


def _safe_next() -> str | None:
    """Only a path on this site. A browser would drop a tab or a new line, and read what is left."""
    target = request.args.get("next", "")
    inside = target.startswith("/") and not target.startswith("//")
    return target if inside and "\\" not in target and target.isprintable() else None


@blueprint.post("/sign-out")
@access(signed_in=True)
def sign_out():
    service.sign_out(db.session, current_user.token, now=now())
    db.session.commit()
    logout_user()
    session.clear()
    flash("You are signed out.")
    return redirect(url_for("sign_in.sign_in"), 303)


@blueprint.route("/change-password", methods=["GET", "POST"])
@access(signed_in=True)
def change_password():
    form = ChangePasswordForm()
    username, person_id, token = current_user.person.username, actor().id, current_user.token

    def act():
        stored = service.credentials_of(db.session, username)
        db.session.rollback()
        if stored is None:
            raise Refusal("This account is no longer in use.")
        if not right_password(stored.password_hash, form.current.data):
            raise FactNotAccepted("current", "This is not your password now.")
        fresh = hasher().hash(form.new.data)
        return service.change_password(db.session, person_id, fresh, token, now=now())

    return run_form(
        form,
        act,
        done=lambda _: url_for("home.home"),
        said="Your password is changed. Other sign-ins of yours have been ended.",
        # Whoever must change it has nowhere to go back to.
        context=lambda: {} if current_user.person.must_change_password else {"back": url_for("home.home")},
        template="sign_in/change_password.html",
    )
