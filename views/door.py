"""The one door before every page about a case: who may not read it gets its stub, or learns nothing.

It looks at the address alone, so that no page can forget it: every argument of an address is either about a
case, and then listed here, or about none; a test walks them all. Services ask the same again under the lock.
"""

from __future__ import annotations

from flask import g, request
from flask_login import current_user

from insight.readable import read_as
from insight.restricted import NO_SUCH_GLASS, restricted_case_of
from models.session import db
from views.access import actor, declared_access
from views.clock import now
from workflow.reading import read_case, unnoted
from workflow.refusals import HiddenRecord, RecordRestricted
from workflow.restrictions import NO_SUCH_CASE, Barred, why_not_read

# Argument of an address → what is said where there is no such record, and of a covert case's too.
ABOUT_A_CASE = {
    "investigation_id": NO_SUCH_CASE,
    "victim_id": "There is no such victim.",
    "suspect_id": "There is no such suspect.",
    "line_id": "There is no such line of inquiry.",
    "contact_id": "There is no such contact.",
    "letter_id": "There is no such letter.",
    "direction_id": "There is no such direction.",
    "override_id": "There is no such override.",
    "named_reader_id": "There is no such named reader.",
    "break_glass_id": NO_SUCH_GLASS,
}
# Named together with an `investigation_id`, or about no case at all.
ABOUT_NO_CASE = {
    "decision_id",
    "person_id",
    "role_holding_id",
    "acting_rank_id",
    "accreditation_held_id",
    "trainee_programme_id",
    "unit_id",
    "requirement",
    "which",
    "filename",
}
# Pages for those who do not read the case: of a covert one there are none for them either.
ON_A_STUB = {"restricting.break_glass", "glass.review"}


def note_reader() -> None:
    """Before any page: lists and searches show what this person may read."""
    declared = declared_access(request.endpoint)
    if declared is not None and not declared.public and current_user.is_authenticated:
        read_as(db.session, actor(), now())


def check_reading() -> None:
    """Refuse the pages of a restricted case to whoever does not read it."""
    declared = declared_access(request.endpoint)
    if declared is None or declared.public or not current_user.is_authenticated:
        return
    for argument, row_id in (request.view_args or {}).items():
        if argument in ABOUT_A_CASE:
            _check(argument, row_id)


def _check(argument: str, row_id: int) -> None:
    case_id = restricted_case_of(db.session, argument, row_id)
    if case_id is None:
        return
    g.is_restricted = True
    with unnoted(db.session):
        barred = why_not_read(actor(), read_case(db.session, case_id, now()))
    if barred is Barred.NOTHING:
        raise HiddenRecord(ABOUT_A_CASE[argument])
    if barred is Barred.STUB and request.endpoint not in ON_A_STUB:
        raise RecordRestricted(case_id)
