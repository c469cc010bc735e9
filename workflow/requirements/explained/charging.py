"""What the handbook says about the time that is left to charge."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "time_to_charge_is_left": Explained(
        asks="Where the offence has a time limit for charging and a suspect stands, it is pointed out when "
        "few days are left, to whoever proposes no further action and to whoever signs it. It stands in "
        "nobody's way, and the decision record keeps it.",
        why="A victim may ask for a review, and a review that overturns the decision after the last day for "
        "charging changes nothing.",
        met_example="Common assault of 3 November: a summary charge can be brought until 3 May.",
        unmet_example="Stalking whose last act was on 4 June, decided on 22 November: 12 days are left.",
        how="Finish what a charge needs first, or decide at once, tell the victims the same day and say "
        "until when a review can help them.",
    ),
}
