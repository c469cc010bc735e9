"""The ten stories, for whoever tries the demonstration force; app.py leaves them out elsewhere."""

from __future__ import annotations

from flask import Blueprint, render_template

from insight.demo_stories import stories
from insight.people import demo_people
from models.session import db
from views.access import access
from views.clock import today
from workflow.services.sign_in import PUBLISHED_PASSWORD

blueprint = Blueprint("demo_stories", __name__)


@blueprint.get("/demo-stories")
@access(public=True)
def show():
    people = {number: f"{name}, {unit}" for _, name, number, unit in demo_people(db.session, today())}
    return render_template(
        "demo_stories/show.html", stories=stories(), people=people, password=PUBLISHED_PASSWORD
    )
