"""Rows: typed SQLAlchemy classes, a file per noun. No row holds policy; nothing here imports workflow."""

from models.base import Base
from models.decisions import Decision, DecisionEnded, SignOff
from models.directions import Direction
from models.duties import Duty
from models.events import CaseEvent, EventDetail, Stream
from models.investigation import Investigation, InvestigationFlag, PublishedFile, PublishedOutcome
from models.lines_of_inquiry import LineOfInquiry
from models.people import Person, RoleHolding, SignInSession, Unit
from models.reads import ReadLogEntry
from models.suspects import Suspect
from models.victims import Contact, Victim

__all__ = [
    "Base",
    "CaseEvent",
    "Contact",
    "Decision",
    "DecisionEnded",
    "Direction",
    "Duty",
    "EventDetail",
    "Investigation",
    "InvestigationFlag",
    "LineOfInquiry",
    "Person",
    "PublishedFile",
    "PublishedOutcome",
    "ReadLogEntry",
    "RoleHolding",
    "SignInSession",
    "SignOff",
    "Stream",
    "Suspect",
    "Unit",
    "Victim",
]
