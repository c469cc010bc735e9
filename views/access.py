"""Who may reach each endpoint. An endpoint that declares nothing is refused to everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user

from insight.people import SignedInPerson, signed_in_person
from models.session import db
from views.clock import now, today
from vocabulary import READING_ROLES, Actor, Role
from workflow.ledger import sha256

login = LoginManager()
OPEN_BEFORE_A_PASSWORD_IS_CHOSEN = ("sign_in.change_password", "sign_in.sign_out")


@dataclass(frozen=True)
class Access:
    """`roles` None: anybody signed in. `public`: nobody need be. `reads_people`: noted in the read log.

    `safeguards`: shown even when the read log is down; the reading waits in a file (practice P29).
    """

    roles: frozenset[Role] | None = None
    public: bool = False
    reads_people: bool = False
    safeguards: bool = False


def access(
    *roles: Role,
    public: bool = False,
    signed_in: bool = False,
    reads_people: bool = False,
    safeguards: bool = False,
) -> Callable:
    """Declare who may reach a view."""
    if not (roles or public or signed_in):
        raise ValueError("say which roles, or public, or signed_in")

    def declare(view: Callable) -> Callable:
        view.access = Access(frozenset(roles) or None, public, reads_people, safeguards)
        return view

    return declare


def case_reader(view: Callable) -> Callable:
    """Read by every operational role and auditors, force-wide, and logged (practice P3)."""
    return access(*READING_ROLES, reads_people=True)(view)


class SignedInUser(UserMixin):
    """Flask-Login's view of the person; its id is the session's token."""

    def __init__(self, person: SignedInPerson, token: str):
        self.person = person
        self.token = token

    def get_id(self) -> str:
        return self.token


@login.user_loader
def load_user(token: str) -> SignedInUser | None:
    idle = dt.timedelta(minutes=current_app.config["FAIRLEAD"].idle_minutes)
    person = signed_in_person(db.session, sha256(token), now(), idle, today())
    return SignedInUser(person, token) if person else None


def actor() -> Actor:
    """Who acts in this request. Only inside views that are not public."""
    return current_user.person.actor


def declared_access(endpoint: str | None) -> Access | None:
    """What an endpoint declares, or None."""
    view = current_app.view_functions.get(endpoint or "")
    if endpoint == "static":
        return Access(public=True)
    return getattr(view, "access", None)


def refuse_nameless_fields() -> None:
    """A part of a form without a name is from no page, and what reads forms next stumbles over it."""
    if None in request.form:
        abort(400)


def check_access():
    """Before each request: undeclared is refused, then not signed in, then somebody
    else's password, then the wrong role."""
    if request.routing_exception is not None:
        return None
    declared = declared_access(request.endpoint)
    if declared is None:
        current_app.logger.error("endpoint %s declares no access", request.endpoint)
        abort(403)
    if declared.public:
        return None
    if not current_user.is_authenticated:
        if request.method == "GET" and "_user_id" not in session:
            return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?")))
        abort(401)
    if current_user.person.must_change_password and request.endpoint not in OPEN_BEFORE_A_PASSWORD_IS_CHOSEN:
        return redirect(url_for("sign_in.change_password"), 303)
    if declared.roles is not None and not actor().holds(*declared.roles):
        g.roles_needed = declared.roles
        abort(403)
    return None
