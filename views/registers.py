"""Registers: what is looked at across the whole force."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, render_template

from insight import registers
from models.session import db
from views.access import case_reader
from views.clock import LONDON, policy, today
from views.home import page_number

blueprint = Blueprint("registers", __name__, url_prefix="/registers")


@blueprint.get("/cancellations")
@case_reader
def cancellations():
    begins, ends = registers.quarter_of(today())
    since, until = (dt.datetime.combine(day, dt.time(), LONDON) for day in (begins, ends))
    return render_template(
        "registers/cancellations.html",
        page=registers.cancellations(db.session, page_number()),
        units=registers.by_unit(db.session, since, until),
        begins=begins,
        last=ends - dt.timedelta(days=1),
        policy=policy(),
    )
