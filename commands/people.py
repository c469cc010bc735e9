"""`flask --app app people …`: the first administrator of a new installation."""

from __future__ import annotations

import datetime as dt

import click
from flask import current_app

from commands import CommandGroup
from forms.base import LINE, LONGEST_PASSWORD, holds_unreadable
from forms.sign_in import LONGEST_NUMBER, SHORTEST_PASSWORD
from models.session import db
from vocabulary import Rank, Role
from workflow.refusals import Refusal
from workflow.services.people import PersonToAdd, add_person, add_unit, find_unit, give_role
from workflow.services.sign_in import why_not_this_password

people_commands = CommandGroup("people", help="Accounts that must exist before anybody can sign in.")
LONGEST_CODE = 20


@people_commands.command("add-administrator")
@click.option("--username", prompt="Staff number", help="Collar or staff number to sign in with.")
@click.option("--name", "full_name", prompt="Full name")
@click.option(
    "--unit", "unit_code", default="HQ", show_default=True, help="Unit; made when it does not exist."
)
@click.password_option(help=f"Asked for when left out; at least {SHORTEST_PASSWORD} characters.")
def add_administrator(username: str, full_name: str, unit_code: str, password: str) -> None:
    """Add somebody who may administer people and units."""
    username = _line("staff number", username, LONGEST_NUMBER)
    full_name = _line("name", full_name, LINE)
    unit_code = _line("unit", unit_code, LONGEST_CODE)
    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(f"The password must have {SHORTEST_PASSWORD} characters or more.")
    _refuse_unkept("password", password, LONGEST_PASSWORD)
    is_production = current_app.config["FAIRLEAD"].mode == "production"
    if (why := why_not_this_password(password, is_production=is_production)) is not None:
        raise click.ClickException(why)
    hashed = current_app.extensions["password_hasher"].hash(password)
    now = dt.datetime.now(dt.UTC)
    try:
        unit_id = find_unit(db.session, unit_code) or add_unit(
            db.session, None, unit_code, "Headquarters" if unit_code == "HQ" else unit_code, now=now
        )
        person_id = add_person(
            db.session, None, PersonToAdd(username, full_name, Rank.POLICE_STAFF, hashed), now=now
        )
        give_role(db.session, None, person_id, unit_id, Role.ADMINISTRATOR, now.date(), now=now)
    except Refusal as refusal:
        raise click.ClickException(refusal.why) from refusal
    db.session.commit()
    click.echo(f"{full_name} can now sign in as {username.lower()}.")


def _line(what: str, typed: str, longest: int) -> str:
    """One line without its outer spaces, or the reason why it is none."""
    text = typed.strip()
    if not text:
        raise click.ClickException(f"The {what} must not be empty.")
    _refuse_unkept(what, text, longest)
    return text


def _refuse_unkept(what: str, text: str, longest: int) -> None:
    """Refuse what the sign-in page would not take either: nobody could sign in with it."""
    if len(text) > longest:
        raise click.ClickException(f"The {what} must have {longest} characters or fewer.")
    if holds_unreadable(text) or any(character in text for character in "\t\n"):
        raise click.ClickException(f"The {what} holds a character that cannot be kept. Type it again.")
