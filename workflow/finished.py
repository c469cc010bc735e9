"""What a finished case still takes: new information, contact with victims, safeguarding (design §2).

Everything else waits until it is reopened. Pages ask this before anybody types, and services under the lock.
"""

from __future__ import annotations

from vocabulary import FINISHED, Act, State

TAKEN_WHEN_FINISHED = frozenset(
    {
        Act.ADD_NOTE,
        Act.RECORD_NEW_INFORMATION,
        Act.CONSIDER_NEW_INFORMATION,
        # A charge is nobody's to refuse: it is new information, and reopens the case by itself.
        Act.CHARGE_SUSPECT,
        # What was owed when it was finished, and is still looked at or said to be done.
        Act.CHECK_RESOLUTION,
        Act.LOOK_AT_MARKED,
        Act.MARK_DIRECTION_DONE,
        Act.RECORD_SUSPECT_TOLD,
        # Safeguarding: it goes on record as new information, and the case rests on what it rested on.
        Act.RECORD_RISK,
        Act.RECORD_DEATH,
        # Contact with victims, and what they must not or could not be told.
        Act.RECORD_CONTACT,
        Act.RING_VICTIM,
        Act.RECORD_DEVELOPMENT,
        Act.EXCUSE_RIGHT,
        Act.WANT_RIGHT_AGAIN,
        Act.GIVE_GOOD_REASON,
        Act.CORRECT_CONTACT,
        Act.RECORD_SAFE_CONTACT,
        Act.MAKE_LETTER,
        Act.HAND_OVER_LETTER,
        Act.ASSESS_NEEDS,
        Act.REFER_TO_SUPPORT,
        Act.RECORD_NO_CONTACT,
        Act.RECORD_TOLD_ELSEWHERE,
        Act.AGREE_UNABLE_TO_CONTACT,
        Act.AGREE_NOT_TOLD_YET,
        Act.AGREE_EXCEPTION,
        Act.END_TELLING_EXCEPTION,
        Act.AGREE_CALL_BACK,
        Act.RECORD_CALL_BACK,
        Act.RECORD_STATEMENT_OFFER,
        Act.SET_EMBARGO,
        Act.END_EMBARGO,
        # The victim's right to review what was decided: the case keeps its state until it is overturned.
        Act.RECORD_REVIEW_REQUEST,
        Act.ACCEPT_LATE_REQUEST,
        Act.ACKNOWLEDGE_REQUEST,
        Act.NAME_REVIEWER,
        Act.PASS_REQUEST_ON,
        Act.DECIDE_REQUEST,
        Act.RECORD_REQUEST_ENDED,
        Act.RECORD_RESULT_TOLD,
        # Who reads it.
        Act.HIDE_DETAILS,
        Act.RESTRICT,
        Act.LIFT_RESTRICTION,
        Act.NAME_READER,
        Act.BREAK_GLASS,
        Act.REVIEW_BREAK_GLASS,
    }
)
REOPEN_FIRST = (
    "This case is finished. A supervisor of its unit can reopen it; then this can be recorded. Until then, "
    "whatever is new can be recorded as new information."
)
# What is only about a finished case, and what is said of any other.
ONLY_WHEN_FINISHED = {
    Act.RECORD_NEW_INFORMATION: "This case is not finished. Record what came as a line of inquiry, "
    "a contact, a risk or a note instead.",
    Act.CONSIDER_NEW_INFORMATION: "This case is not finished. If it has been reopened, what was new is "
    "being worked on.",
}


def why_not_in(state: State, act: Act) -> str | None:
    """Why a case that stands here does not take this act, finished or not; None when it does."""
    if state in FINISHED:
        return None if act in TAKEN_WHEN_FINISHED else REOPEN_FIRST
    return ONLY_WHEN_FINISHED.get(act)
