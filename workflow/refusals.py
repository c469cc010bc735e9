"""Refusals by name, each carrying what a page needs to say why and what to do."""

from __future__ import annotations

from vocabulary import State, Step


class Refusal(Exception):
    """Something a person asked for that Fairlead does not do now. `why` is a plain sentence."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class NotPermitted(Refusal):
    """The act is somebody else's; `why` says whose."""


class NotFound(Refusal):
    """There is no such record."""


class HiddenRecord(NotFound):
    """That there is such a record is not told to this person: the page says what `NotFound` says."""


class RecordRestricted(NotPermitted):
    """The case is read by others. What may be told of it is on its stub."""

    def __init__(self, investigation_id: int):
        super().__init__("This record is restricted. Its page says whom to contact.")
        self.investigation_id = investigation_id


# After "while the case is"; the others are called what they are.
STATES_IN_WORDS = {
    State.INVESTIGATING: "being investigated",
    State.AWAITING_CPS: "with the CPS",
    State.IN_PROSECUTION: "in prosecution",
    State.AWAITING_SIGN_OFF: "awaiting sign-off",
    State.AWAITING_VICTIM_UPDATE: "waiting for its victims to be told",
    State.NO_FURTHER_ACTION: "filed as no further action",
    State.DECIDED_BEFORE_FAIRLEAD: "as it was decided before Fairlead",
}


class StepNotOpen(Refusal):
    """The step does not lead anywhere from the state the case is in."""

    def __init__(self, step: Step, state: State):
        super().__init__(
            f"This cannot be done while the case is {STATES_IN_WORDS.get(state, state.value)}. "
            "Look at the case to see what comes next."
        )
        self.step = step
        self.state = state


class CaseHasMoved(Refusal):
    """Something material happened after the page was shown. The page shows what, and the form again."""

    def __init__(self, investigation_id: int, seen_event_id: int, last_event_id: int):
        super().__init__("The case has changed since you opened this page.")
        self.investigation_id = investigation_id
        self.seen_event_id = seen_event_id
        self.last_event_id = last_event_id


class WouldLapse(Refusal):
    """A proposal stands, and what is being recorded would make it lapse: say so first."""

    def __init__(self, decision_id: int):
        super().__init__(
            "A decision has been proposed on the case as it was. Recording this takes the decision back: "
            "it has to be proposed and signed off again."
        )
        self.decision_id = decision_id


class StillResponsible(Refusal):
    """Somebody answers for cases or holds a tray, which have to be handed over first (never 4).

    `cases` holds (id, reference) of the first of them.
    """

    def __init__(self, why: str, cases: tuple[tuple[int, str], ...] = ()):
        super().__init__(why)
        self.cases = cases


class FactNotAccepted(Refusal):
    """A fact that cannot be true or is not complete; `field` names the form's field."""

    def __init__(self, field: str, why: str):
        super().__init__(why)
        self.field = field


class AlreadyRecorded(Refusal):
    """The same form was sent twice; the first result stands."""

    def __init__(self, event_id: int):
        super().__init__("This was already recorded.")
        self.event_id = event_id
