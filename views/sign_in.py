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

# One sentence for an unknown number, a wrong password and a locked account, so that nobody learns from it
# which numbers have accounts.
WRONG = (
    "The number or the password is not right, or the account is locked for a short time after too many "
    "wrong passwords. Check both, or wait and try again."
)
LOCKED = "After too many wrong passwords your account is locked for a short time. Wait, then try again."


def sign_in_limit() -> str:
    """How often one address may try a password."""
    return current_app.config["SIGN_IN_LIMIT"]


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
@limiter.limit(sign_in_limit, methods=["POST"])
def sign_in():
    form = SignInForm()
    if request.method == "POST" and form.validate():
        token = _try(form)
        if token is not None:
            return _signed_in(token, form.kept.data)
    is_demo = current_app.config["FAIRLEAD"].mode == "demo"
    return render_template(
        "sign_in/sign_in.html",
        form=form,
        demo=demo_people(db.session, today()) if is_demo else [],
        demo_password=service.PUBLISHED_PASSWORD if is_demo else None,
    ), 422 if form.errors else 200


def _why_not_this_password(typed: str) -> str | None:
    is_production = current_app.config["FAIRLEAD"].mode == "production"
    return service.why_not_this_password(typed, is_production=is_production)


def _try(form: SignInForm) -> str | None:
    """The new session's token, or None with the form saying why not."""
    why = _why_not_this_password(form.password.data)
    if why is not None:
        form.add_error("password", why)
        return None
    found = service.credentials_of(db.session, form.username.data)
    db.session.rollback()
    # An unknown account costs as much time as a known one.
    stored = found.password_hash if found else current_app.extensions["nobodys_hash"]
    right = right_password(stored, form.password.data)
    if found is not None and not found.is_locked(now()):
        try:
            if right:
                token = service.sign_in(db.session, found.person_id, now=now())
                db.session.commit()
                return token
            service.note_failed_sign_in(db.session, found.person_id, now=now())
            db.session.commit()
        except Refusal:  # locked since it was read
            db.session.rollback()
    form.form_errors.append(WRONG)
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
@limiter.limit(sign_in_limit, methods=["POST"])
def change_password():
    form = ChangePasswordForm()
    username, person_id, token = current_user.person.username, actor().id, current_user.token

    def act():
        why = _why_not_this_password(form.new.data)
        if why is not None:
            raise FactNotAccepted("new", why)
        _check_current(username, form.current.data)
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


def _check_current(username: str, typed: str) -> None:
    """A wrong guess counts here as it does at sign-in: an open session is no way round the lock."""
    found = service.credentials_of(db.session, username)
    db.session.rollback()
    if found is None:
        raise Refusal("This account is no longer in use.")
    right = right_password(found.password_hash, typed)
    if found.is_locked(now()):
        raise FactNotAccepted("current", LOCKED)
    if not right:
        now_locked = service.note_failed_sign_in(db.session, found.person_id, now=now())
        db.session.commit()
        raise FactNotAccepted("current", LOCKED if now_locked else "This is not your password now.")
