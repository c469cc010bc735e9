"""`flask --app app people …`: the first administrator of a new installation."""

from __future__ import annotations

import datetime as dt

import click
from flask import current_app
from flask.cli import AppGroup

from models.session import db
from vocabulary import Rank, Role
from workflow.refusals import Refusal
from workflow.services.people import PersonToAdd, add_person, add_unit, find_unit, give_role
from workflow.services.sign_in import why_not_this_password

people_commands = AppGroup("people", help="Accounts that must exist before anybody can sign in.")
SHORTEST = 12


@people_commands.command("add-administrator")
@click.option("--username", prompt="Staff number", help="Collar or staff number to sign in with.")
@click.option("--name", "full_name", prompt="Full name")
@click.option(
    "--unit", "unit_code", default="HQ", show_default=True, help="Unit; made when it does not exist."
)
@click.password_option(help="Asked for when left out; at least 12 characters.")
def add_administrator(username: str, full_name: str, unit_code: str, password: str) -> None:
    """Add somebody who may administer people and units."""
    if len(password) < SHORTEST:
        raise click.ClickException(f"The password must have {SHORTEST} characters or more.")
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
    click.echo(f"{full_name} can now sign in as {username.strip().lower()}.")
