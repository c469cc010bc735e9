"""What the handbook says about the CPS."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "no_referral_waits": Explained(
        asks="Nothing that was referred to the CPS still waits for its reply.",
        why="A case that is ended while a prosecutor reads it is ended on half of what will be known, and "
        "the victim is told twice.",
        met_example="Referred on 3 November; the CPS sent an action plan on the 20th, which is recorded.",
        unmet_example="Two suspects were referred, and the CPS has replied about one of them.",
        how="Ask the CPS for its reply, and record it on the case.",
    ),
    "cps_decision_is_considered": Explained(
        asks="Where the CPS decided no further action, a supervisor has recorded that the decision came and "
        "whether to appeal against it, with the reason.",
        why="The merits are the CPS's. That somebody read the decision and thought about an appeal before "
        "its time ran out is the force's.",
        met_example="'Received on Friday. No appeal: both actions came back negative, as the lawyer says.'",
        unmet_example="The decision is recorded; nothing says that a supervisor has read it.",
        how="Ask a supervisor who is not the officer in the case to record whether to appeal.",
    ),
    "outcome_fits_the_cps_decision": Explained(
        asks="After the CPS decided no further action, the outcome is the one that says so: 9 where a "
        "prosecution is not in the public interest, 15 or 16 where the evidence falls short. Outcome 9 "
        "rests on a decision of the CPS that is recorded.",
        why="Another outcome would say that the police decided what the CPS decided.",
        met_example="The CPS wrote 'evidential'; the victim supports a prosecution; outcome 15.",
        unmet_example="The CPS wrote 'not in the public interest', and outcome 21 is chosen.",
        how="Record the CPS's reply, and choose the outcome that gives its ground.",
    ),
    "every_cps_action_is_answered": Explained(
        asks="Each action that the CPS asked for in a plan is answered, by a result or by a reason why not.",
        why="The prosecutor said what is missing. A case ended with one of the actions open was not ended on "
        "its evidence.",
        met_example="Four actions: three have results, and one is not pursued because the footage is gone.",
        unmet_example="The plan asked for the taxi firm's records by 12 November; nobody has answered.",
        how="Answer the lines of inquiry that the plan began. If the plan is recorded without its actions, "
        "record it again with them.",
    ),
    "early_advice_was_sought": Explained(
        asks="In rape, serious sexual and child sexual crime, before no further action: the CPS was asked "
        "about each suspect, or it is recorded why it was not.",
        why="A prosecutor who sees the case early says what would make it. Asked never, the case ends on "
        "what the police thought that a prosecutor would think.",
        met_example="Early advice was asked for in June, about both suspects.",
        unmet_example="No referral names the second suspect, and nothing says why.",
        how="Refer the case to the CPS for early advice, or record why that is not done for this suspect.",
    ),
}
