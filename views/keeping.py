"""Keeping what was typed when a session has idled out: signed, tied to the person, never to the server."""

from __future__ import annotations

from flask import current_app, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException

from insight.people import session_owner
from models.session import db
from workflow.ledger import sha256

KEPT_SECONDS = 12 * 60 * 60
MOST = 60_000
# Fields that forms carry for themselves: nobody typed them.
OWN_FIELDS = ("submission", "seen", "kept")
# Of the form that changes a password; elsewhere a field of a password says so in its name.
PASSWORDS = ("current", "new", "again")


def what_was_typed() -> list[tuple[str, str]]:
    """The fields of this request's form, passwords and the page's own token left out; none if unreadable."""
    try:
        sent = list(request.form.lists())
    except HTTPException:
        return []
    return [
        (name, value)
        for name, values in sent
        for value in values
        if name and name != "csrf_token" and "password" not in name and name not in PASSWORDS
    ]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kept")


def keep_what_was_typed() -> str:
    """A signed copy of this POST for the person whose session ended; empty when there is nothing to keep."""
    token = session.get("_user_id")
    if request.method != "POST" or not token:
        return ""
    owner = session_owner(db.session, sha256(token))
    if owner is None:
        return ""
    fields = what_was_typed()
    if all(name in OWN_FIELDS for name, _ in fields):
        return ""
    kept = _signer().dumps({"owner": owner, "path": request.path, "fields": fields})
    return kept if len(kept) <= MOST else ""


def what_was_kept(kept: str, person_id: int) -> tuple[str, list[tuple[str, str]]] | None:
    """(path, fields) of a kept form, when it is genuine, fresh and this person's own."""
    try:
        value = _signer().loads(kept, max_age=KEPT_SECONDS)
    except BadSignature:
        return None
    if value["owner"] != person_id:
        return None
    return value["path"], [tuple(field) for field in value["fields"]]
