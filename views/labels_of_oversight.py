"""What pages and files call the figures of oversight, and exactly what each of them counts."""

from __future__ import annotations

from vocabulary import CountedAs, Figure
from workflow.policy.pack import Policy

FIGURES = {
    Figure.OWED: "Owed",
    Figure.HAD_TO_BE_MET: "Had to be met by now",
    Figure.MET_IN_TIME: "Met in time",
    Figure.LATE: "Met late",
    Figure.RECORDED_LATE: "Recorded late",
    Figure.OVERDUE: "Overdue now",
    Figure.RUNNING: "Still running",
    Figure.EXCUSED: "Excused",
    Figure.DECLINED: "The victim declined",
    Figure.GOOD_REASON: "Good reason",
    Figure.NOT_REACHED: "Could not be reached",
    Figure.NOT_SAFE_YET: "Not safe to tell yet",
    Figure.NO_LONGER_OWED: "No longer owed",
    Figure.EXCUSED_AFTER_DUE: "Excused after it was due",
    Figure.HAD_TO_BE_TOLD: "Had to be told by now",
    Figure.TOLD_IN_TIME: "Told in time",
    Figure.TRIED_IN_TIME: "First tried in time",
}
COUNTED_AS = {
    CountedAs.MET_IN_TIME: "Met in time",
    CountedAs.MET_LATE: "Met late",
    CountedAs.RECORDED_LATE: "Met late, because it was recorded late",
    CountedAs.OVERDUE: "Overdue",
    CountedAs.RUNNING: "Still running",
    CountedAs.DECLINED: "Excused: the victim declined",
    CountedAs.GOOD_REASON: "Excused: a good reason",
    CountedAs.NOT_REACHED: "Excused: the victim could not be reached",
    CountedAs.NOT_SAFE_YET: "Excused: not safe to tell yet",
    CountedAs.NO_LONGER_OWED: "Excused: no longer owed",
}
FIGURES_DEFINED = {
    Figure.OWED: "Every duty to a victim that falls due in the months shown: the sum of had to be met by "
    "now, excused and still running. Two victims of one crime are owed twice.",
    Figure.HAD_TO_BE_MET: "The sum of met in time, met late and overdue now. What is excused and what is "
    "still running is not in it.",
    Figure.MET_IN_TIME: "Done by the time it was due. What is recorded {hours} hours or more after it "
    "happened counts from when it was recorded. The rate is of those that had to be met by now; of "
    "promises it is the kept-promise rate.",
    Figure.LATE: "Done, but later than it was due. Recorded late is part of it.",
    Figure.RECORDED_LATE: "Of those met late: said to have happened in time, late only because "
    "it was recorded {hours} hours or more afterwards.",
    Figure.OVERDUE: "Neither done nor excused, and due before the moment of counting.",
    Figure.RUNNING: "Neither done nor excused, and not due yet at the moment of counting.",
    Figure.EXCUSED: "Ended without being done: the sum of the victim declined, good reason, could not be "
    "reached, not safe to tell yet and no longer owed.",
    Figure.DECLINED: "The victim did not want this, or does not want contact. An offer of support that "
    "was declined was made, and is met.",
    Figure.GOOD_REASON: "A supervisor with no part in the case recorded a good reason (section 5 of the "
    "Victims and Prisoners Act 2024).",
    Figure.NOT_REACHED: "A supervisor agreed, after the attempts that the policy asks for, that the victim "
    "could not be reached. Trying again to tell a decision is a duty of its own.",
    Figure.NOT_SAFE_YET: "A supervisor agreed that to tell the victim now would be unsafe, or harm an "
    "operation. Looking again is a duty of its own.",
    Figure.NO_LONGER_OWED: "What it was owed for ended or was taken back: a proposal was returned, "
    "withdrawn or lapsed, a case was transferred, a contact was corrected, a request was ended.",
    Figure.EXCUSED_AFTER_DUE: "Of those excused: they were overdue when they were excused.",
    Figure.HAD_TO_BE_TOLD: "Of those that had to be met by now: the victim's rights to be told, the "
    "decision, trying again, and the result of a review. Only reaching the victim meets these.",
    Figure.TOLD_IN_TIME: "Of those that had to be told by now: met in time.",
    Figure.TRIED_IN_TIME: "Of those that had to be told by now: told in time, or somebody reached or tried "
    "to reach the victim after it began and by the time it was due, recorded within {hours} hours. An "
    "attempt meets nothing, so this is shown apart from told in time.",
}
# What holds of every figure: (what, how).
OF_EVERY_FIGURE = (
    (
        "Month",
        "The month in which a duty falls due, in London, whether the clocks are in summer or winter time; "
        "not that in which it began or was done. A month that is not over holds what was done early, and "
        "not yet what falls due later, so that its rates may still fall.",
    ),
    (
        "Unit",
        "The unit that holds the crime at the moment of counting, whichever held it when the duty fell "
        "due. A crime that moves takes all its duties with it, so that the same month counted later may "
        "differ by unit.",
    ),
    (
        "Restricted cases",
        "They count like all others. The list behind a figure shows those that you may read, and says how "
        "many more there are. Covert cases count only for whoever may read them.",
    ),
    (
        "Rates",
        "To the nearest whole per cent; 100% only of all, 0% only of none. Where there is nothing to be a "
        "share of, no rate is shown. A rate on fewer than {few} is marked “few”: one duty changes it by "
        "much.",
    ),
    (
        "Moment of counting",
        "What is recorded later changes the figures of months that are over too. Keep the file together "
        "with what is published from it: each of its rows says when it was counted.",
    ),
)


def definitions(policy: Policy) -> list[tuple[str, str]]:
    """(Figure, what it counts), then what holds of every figure, with the force's numbers of today."""
    numbers = {
        "hours": policy.setting("recorded_late_after_hours"),
        "few": policy.setting("few_duties"),
    }
    own = [(FIGURES[figure], words) for figure, words in FIGURES_DEFINED.items()]
    return [(name, words.format(**numbers)) for name, words in (*own, *OF_EVERY_FIGURE)]
