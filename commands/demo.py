"""`flask --app app demo load`: a small force to try Fairlead with, made by calling the services."""

from __future__ import annotations

import datetime as dt

import click
from flask import current_app

from commands import CommandGroup
from commands.demo_force.cases import everything, record_cases
from commands.demo_force.people import PASSWORD, add_people
from insight.people import anybody
from models.session import db

demo_commands = CommandGroup("demo", help="A small invented force.")


@demo_commands.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when people are already there.")
def load(if_empty: bool) -> None:
    """Load the demonstration force. Refused outside demo mode, and when anybody is there already."""
    if current_app.config["FAIRLEAD"].mode != "demo":
        raise click.ClickException("The demonstration force is loaded only with FAIRLEAD_MODE=demo.")
    if anybody(db.session):
        if if_empty:
            click.echo("The database already holds people: nothing was loaded.")
            return
        raise click.ClickException(
            "The database already holds people. Load the demonstration into an empty one."
        )
    now = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    hashed = current_app.extensions["password_hasher"].hash(PASSWORD)
    force = add_people(db.session, hashed, now)
    made = record_cases(db.session, force, now, everything())
    db.session.commit()
    click.echo(f"Loaded {len(force.people)} people and {made} cases.")
