"""A mentor named for the officer who has the crime already."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from vocabulary import Act, Actor
from workflow.refusals import Refusal
from workflow.services import allocating
from workflow.services.acts import open_act
from workflow.services.particulars import ToOfficer


def name_mentor(
    session: Session,
    actor: Actor,
    investigation_id: int,
    mentor_id: int,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int | None:
    """Name who stands beside the officer in the case; returns the event's id.

    By the rules of allocating. Material: the mentor may not sign from now on.
    """
    opened = open_act(
        session,
        actor,
        Act.NAME_MENTOR,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    if opened.row.oic_id is None:
        raise Refusal("Nobody has this crime yet. Name the mentor when you allocate it.")
    beside = ToOfficer(opened.row.oic_id, mentor_id=mentor_id)
    asked = allocating.ask(opened, beside)
    opened.case = replace(opened.case, allocation=asked.allocation)
    return allocating.name_mentor(opened, beside)
