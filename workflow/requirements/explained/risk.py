"""What the handbook says about taking a recorded risk away."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "why_risk_is_lowered_is_written": Explained(
        asks="Before a recorded risk is taken away, it is written what has changed, or what showed that the "
        "risk was never there.",
        why="A risk decides who may hold a crime, who signs it and how its victim is told. Taken away "
        "without a reason, all three grow weaker and nobody can see why.",
        met_example="'The suspect named as her husband is a stranger of the same name; checked with her.'",
        unmet_example="High risk is unticked, and the reason is left empty.",
        how="Write the reason in the form in which the risk is lowered.",
    ),
    "risk_is_lowered_by_somebody_else": Explained(
        asks="Whoever takes a risk away is not, and never was, the officer in the case.",
        why="Lowering a risk makes a case lighter for whoever holds it. It is looked at by somebody who "
        "gains nothing by it, and a case is not given away to lower its risk.",
        met_example="The officer asks; an inspector of the unit reads the case and lowers the risk.",
        unmet_example="A sergeant who held the case until last week takes the risk away.",
        how="Ask another supervisor to look at the risk.",
    ),
    "who_lowers_risk_has_the_authority": Explained(
        asks="Whoever takes a risk away has the rank, and is a detective where the table asks for one.",
        why="It is as grave as the risk: a detective inspector decides that a child is not the victim.",
        met_example="An inspector takes away 'high risk' from a domestic assault.",
        unmet_example="A sergeant takes away 'strangulation'.",
        how="Ask somebody of the rank that the page names.",
    ),
}
