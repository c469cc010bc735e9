"""The rows of a pack about victims' rights: what starts each, by when it is due, what must be given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vocabulary import RightSubject, RiskFlag, Role, Trigger
from workflow.policy.entries import Concerns, Limit
from workflow.policy.matching import WHOM, concerns
from workflow.policy.tables import Tables
from workflow.policy.validator import FLAG, TEXT, WHOLE, PackRefused, at_least_one, one_of

FILE = "rights.toml"
UNITS = ("working_days", "hours")


@dataclass(frozen=True)
class Right:
    """One right. `number`: of the Victims' Code. `gives`: what the victim is told or asked.

    `reasons`: whoever gives it writes the reasons. `written`: only in writing, or a paper given by hand.
    """

    key: str
    number: int
    title: str
    subject: RightSubject
    trigger: Trigger
    limit: Limit
    gives: str
    reasons: bool
    written: bool
    businesses: bool
    owed_by: Role
    source: str
    concerns: Concerns

    def is_started_by(
        self, trigger: Trigger, offence_class: str, flags: frozenset[RiskFlag], business: bool
    ) -> bool:
        """Is it owed to a person, or to a business, of such a crime because of this?"""
        concerns = self.concerns.case(offence_class, flags)
        return self.trigger is trigger and concerns and (self.businesses or not business)


def rights(tables: Tables, classes: Collection[str]) -> Iterator[Right]:
    """Every right in force on the day, in the order of the file."""
    fields = {
        "number": WHOLE,
        "title": TEXT,
        "subject": TEXT,
        "trigger": TEXT,
        "unit": TEXT,
        "standard": WHOLE,
        "enhanced": WHOLE,
        "gives": TEXT,
        "reasons": FLAG,
        "written": FLAG,
        "businesses": FLAG,
        "owed_by": TEXT,
        "source": TEXT,
        **WHOM,
    }
    for key, whole, found in tables.entries(FILE, "right", fields):
        for name in ("number", "standard", "enhanced"):
            at_least_one(FILE, f"{whole}.{name}", found[name])
        if found["enhanced"] > found["standard"]:
            raise PackRefused(FILE, f"{whole}.enhanced", "must not be longer than standard")
        yield Right(
            key,
            found["number"],
            found["title"],
            one_of(FILE, f"{whole}.subject", found["subject"], RightSubject),
            one_of(FILE, f"{whole}.trigger", found["trigger"], Trigger),
            Limit(one_of(FILE, f"{whole}.unit", found["unit"], UNITS), found["standard"], found["enhanced"]),
            found["gives"],
            found["reasons"],
            found["written"],
            found["businesses"],
            one_of(FILE, f"{whole}.owed_by", found["owed_by"], Role),
            tables.source(FILE, whole, found["source"]),
            concerns(FILE, whole, found, classes, ()),
        )
