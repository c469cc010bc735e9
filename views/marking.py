"""The protective marking that every page, print and file carries, by the policy pack."""

from __future__ import annotations

from flask import g, request

from views.access import declared_access
from views.clock import policy
from workflow.case_file import CaseFile


def note_kind(case: CaseFile) -> None:
    """Remember whether the case that this page is about is of a sensitive kind."""
    restricted = case.who_reads.restriction is not None
    g.is_sensitive = restricted or policy().protection.is_sensitive(case.offence_class, case.flags)


def marking() -> str:
    """Of the page in hand. A fault's page shows nobody."""
    declared = declared_access(request.endpoint)
    people = declared is not None and declared.reads_people and not g.get("bare")
    sensitive = people and (g.get("is_restricted", False) or g.get("is_sensitive", False))
    return policy().protection.marking(people=people, sensitive=sensitive)


def marking_of_a_file() -> str:
    """A list that leaves the house may hold any case: it is marked as the most sensitive of them."""
    return policy().protection.marking(people=True, sensitive=True)
