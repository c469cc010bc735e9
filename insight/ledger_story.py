"""What a case's events say its rows should hold.

Only what an event says is expected of a row: where an older event lacks a fact, the column is not judged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from insight.ledger_cps import NOT_WAITING, action_of, suspects_referred, waiting_of
from insight.ledger_duties import DutiesTold
from insight.ledger_events import TABLES, Columns, Happened
from insight.ledger_interviews import interviewed
from insight.ledger_letters import sent_by_email
from insight.ledger_overrides import override_ended, override_granted, risk_that_remains
from insight.ledger_telling import ToldOf
from insight.ledger_told import OF_ROWS
from insight.ledger_undecided import decision_overturned, diversion_ended
from vocabulary import (
    FINISHED_BY_FAIRLEAD,
    PROPOSAL_STANDS,
    DecisionEnding,
    EventKind,
    State,
)
from workflow.steps import STEPS

RESTRICTION = ("restriction", "restricted_by_id", "restriction_review_on")
FINISHES_AS = {rule.event: rule.to for rule in STEPS.values() if rule.to in FINISHED_BY_FAIRLEAD}
ENDED_BY = {
    EventKind.PROPOSAL_WITHDRAWN: DecisionEnding.WITHDRAWN,
    EventKind.PROPOSAL_RETURNED: DecisionEnding.RETURNED,
    EventKind.PROPOSAL_LAPSED: DecisionEnding.LAPSED,
    **dict.fromkeys(FINISHES_AS, DecisionEnding.CARRIED_OUT),
}
# Several steps may write the same event: from which state it was taken says which of them it was.
RULES_OF = {
    event: tuple(rule for rule in STEPS.values() if rule.event is event)
    for event in {rule.event for rule in STEPS.values()}
}


@dataclass
class CaseStory:
    """The case's own columns, and by table and row id those of what it holds."""

    id: int
    case: Columns = field(
        default_factory=lambda: {
            "round": 1,
            "oic_id": None,
            "current_decision_id": None,
            "no_lines_agreed_by_id": None,
            "no_lines_reason_digest": None,
            **NOT_WAITING,
            **dict.fromkeys(RESTRICTION),
        }
    )
    flags: frozenset[str] = frozenset()
    rows: dict[str, dict[int, Columns]] = field(
        default_factory=lambda: {name: {} for name in TABLES},
    )
    duties: DutiesTold = field(default_factory=DutiesTold)
    referred: set[tuple[int, int]] = field(default_factory=set)  # (referral, suspect)
    telling: ToldOf = field(default_factory=ToldOf)
    proposed_from: str | None = None

    def add(self, event: Happened) -> None:
        """Take the next event in."""
        self.case["last_event_id"], self.case["last_event_at"] = event.id, event.at
        if event.kind.material:
            self.case["last_material_event_id"] = event.id
        self._move(event)
        tell = TELL.get(event.kind)
        if tell is not None:
            tell(self, event)
        of_row = OF_ROWS.get(event.kind)
        if of_row is not None:
            table, name, tell_row = of_row
            tell_row(self.rows[table].setdefault(event.facts[name], {}), event)
        self.telling.add(event)
        self.duties.add(event, self.rows["victim"])

    def _move(self, event: Happened) -> None:
        """The state, as the table of steps has it."""
        state = self.case.get("state")
        rule = next((each for each in RULES_OF.get(event.kind, ()) if state in each.sources), None)
        if event.kind is EventKind.DECISION_SIGNED_OFF and event.facts["given"] < event.facts["needed"]:
            return
        if event.kind is EventKind.CPS_REPLIED and event.facts["still_waiting"]:
            return
        if rule is None or _is_of_a_suspect(event):
            return
        if rule.to in PROPOSAL_STANDS and state not in PROPOSAL_STANDS:
            self.proposed_from = state
        self.case["state"] = rule.to.value if rule.to is not None else self.proposed_from


Tell = Callable[[CaseStory, Happened], None]


def _is_of_a_suspect(event: Happened) -> bool:
    """A signed decision on one suspect that was overtaken: the crime's own stands where it stood."""
    return event.kind is EventKind.PROPOSAL_LAPSED and "suspect" in event.facts


def _recorded(story: CaseStory, event: Happened) -> None:
    story.case["state"] = event.facts.get("state", State.RECORDED.value)
    story.case |= event.told(
        offence="offence", offence_class="class", unit_id="unit", responsible_id="responsible"
    )
    story.case |= event.told(reported_at="reported_at", published_label="label")
    story.case |= {"recorded_by_id": event.by, "recorded_at": event.at}
    story.case |= {name: event.words(name) for name in ("place", "summary") if name in event.detail}
    story.flags = frozenset(event.facts.get("flags", ()))
    for name in ("no_victim_reason", "no_suspect_reason"):
        # Older events do not say whether a reason was given with the crime.
        if event.kind is EventKind.CRIME_IMPORTED or name in event.facts:
            story.case[name] = event.words(name)


def _label_changed(story: CaseStory, event: Happened) -> None:
    story.case |= event.told(state="state", published_label="to")


def _classified(story: CaseStory, event: Happened) -> None:
    story.case |= event.told(offence="offence", offence_class="class")
    _lines_to_agree_again(story, event)


def _transferred(story: CaseStory, event: Happened) -> None:
    story.case |= event.told(unit_id="unit", responsible_id="responsible") | {"oic_id": None}
    for line in event.facts["lines"]:
        story.rows["line_of_inquiry"][line]["owner_id"] = event.facts["responsible"]
    for direction in event.facts.get("directions", ()):
        story.rows["direction"][direction]["to_person_id"] = event.facts["responsible"]


def _allocated(story: CaseStory, event: Happened) -> None:
    story.case["oic_id"] = story.case["responsible_id"] = event.about
    for line in event.facts.get("lines", ()):
        story.rows["line_of_inquiry"][line]["owner_id"] = event.about
    for direction in event.facts.get("directions", ()):
        story.rows["direction"][direction]["to_person_id"] = event.about


def _risk_recorded(story: CaseStory, event: Happened) -> None:
    story.flags |= frozenset(event.facts["flags"])
    _lines_to_agree_again(story, event)


def _risk_recorded_since(story: CaseStory, event: Happened) -> None:
    story.flags |= frozenset(event.facts["flags"])


def _risk_lowered(story: CaseStory, event: Happened) -> None:
    story.flags -= frozenset(event.facts["flags"])


def _reopened(story: CaseStory, event: Happened) -> None:
    story.case["round"] += 1
    story.case["oic_id"] = story.case["current_decision_id"] = None
    _lines_to_agree_again(story, event)
    story.case.pop("responsible_id", None)
    story.case |= event.told(responsible_id="responsible")


def _passed(story: CaseStory, event: Happened) -> None:
    story.case["responsible_id"] = event.facts["responsible"]


def _reason(column: str) -> Tell:
    def tell(story: CaseStory, event: Happened) -> None:
        story.case[column] = event.words("reason")

    return tell


def _lines_to_agree_again(story: CaseStory, event: Happened) -> None:
    story.case["no_lines_agreed_by_id"] = story.case["no_lines_reason_digest"] = None


def _no_lines(story: CaseStory, event: Happened) -> None:
    story.case["no_lines_agreed_by_id"] = event.by
    story.case["no_lines_reason_digest"] = event.words("reason").digest


def _proposed(story: CaseStory, event: Happened) -> None:
    story.case["current_decision_id"] = event.decision


def _proposal_ended(story: CaseStory, event: Happened) -> None:
    story.rows["decision_ended"][event.facts["decision"]] = {"ending": ENDED_BY[event.kind].value}
    if event.kind in FINISHES_AS:
        story.case |= NOT_WAITING
    if event.kind not in FINISHES_AS and not _is_of_a_suspect(event):
        story.case["current_decision_id"] = None


def _of_rows(table: str, tell: Callable[[dict[int, Columns], Happened], None]) -> Tell:
    """Told to all of the case's rows in a table, for an event that speaks of several."""
    return lambda story, event: tell(story.rows[table], event)


def _referred(story: CaseStory, event: Happened) -> None:
    story.referred |= suspects_referred(event)


def _line_added(story: CaseStory, event: Happened) -> None:
    action = action_of(event)
    if action is not None:
        story.rows["cps_action"][event.facts["line"]] = action


def _no_early_advice(story: CaseStory, event: Happened) -> None:
    for suspect in event.facts["suspects"]:
        story.rows["suspect"][suspect]["no_early_advice_reason"] = event.words("reason")


def _waiting_started(story: CaseStory, event: Happened) -> None:
    story.case |= waiting_of(event)


def _waiting_ended(story: CaseStory, event: Happened) -> None:
    story.case |= NOT_WAITING


def _restricted(story: CaseStory, event: Happened) -> None:
    story.case |= event.told(restriction="restriction", restriction_review_on="review_on")
    story.case["restricted_by_id"] = event.by


def _restriction_lifted(story: CaseStory, event: Happened) -> None:
    story.case |= dict.fromkeys(RESTRICTION)


TELL: dict[EventKind, Tell] = {
    EventKind.CRIME_RECORDED: _recorded,
    EventKind.CRIME_IMPORTED: _recorded,
    EventKind.PUBLISHED_LABEL_CHANGED: _label_changed,
    EventKind.CRIME_CLASSIFIED: _classified,
    EventKind.CASE_ALLOCATED: _allocated,
    EventKind.UNIT_TRANSFERRED: _transferred,
    EventKind.CASE_REOPENED: _reopened,
    EventKind.RESPONSIBILITY_PASSED: _passed,
    EventKind.RISK_RECORDED: _risk_recorded,
    EventKind.RISK_RECORDED_SINCE: _risk_recorded_since,
    EventKind.RISK_LOWERED: _risk_lowered,
    EventKind.NO_VICTIM_RECORDED: _reason("no_victim_reason"),
    EventKind.NO_SUSPECT_RECORDED: _reason("no_suspect_reason"),
    EventKind.NO_LINES_EXCUSED: _no_lines,
    EventKind.SUSPECT_ADDED: _lines_to_agree_again,
    EventKind.SUSPECT_RECORDED_IN_ERROR: _lines_to_agree_again,
    EventKind.DECISION_PROPOSED: _proposed,
    EventKind.OVERRIDE_GRANTED: _of_rows("override", override_granted),
    EventKind.OVERRIDE_ENDED: _of_rows("override", override_ended),
    EventKind.RISK_THAT_REMAINS_RECORDED: _of_rows("risk_that_remains", risk_that_remains),
    EventKind.SUSPECT_INTERVIEWED: _of_rows("interview", interviewed),
    EventKind.LETTER_HANDED_OVER: _of_rows("letter_email", sent_by_email),
    EventKind.DIVERSION_ENDED: _of_rows("suspect", diversion_ended),
    EventKind.SUSPECT_DECISION_OVERTURNED: _of_rows("suspect", decision_overturned),
    EventKind.REFERRED_TO_CPS: _referred,
    EventKind.LINE_ADDED: _line_added,
    EventKind.EARLY_ADVICE_NOT_SOUGHT: _no_early_advice,
    EventKind.WAITING_STARTED: _waiting_started,
    EventKind.WAITING_ENDED: _waiting_ended,
    EventKind.CASE_RESTRICTED: _restricted,
    EventKind.RESTRICTION_LIFTED: _restriction_lifted,
    **dict.fromkeys(ENDED_BY, _proposal_ended),
}
