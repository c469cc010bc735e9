"""What the handbook says about taking a recorded risk away, and giving a crime a less grave class."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "why_risk_is_lowered_is_written": Explained(
        asks="Before a recorded risk is taken away, or a crime is given a less grave class, it is written "
        "what has changed, or what showed that it was never so.",
        why="Risk and class decide who may hold a crime, who signs it and how its victim is told. Lowered "
        "without a reason, all three grow weaker and nobody can see why.",
        met_example="'The suspect named as her husband is a stranger of the same name; checked with her.'",
        unmet_example="High risk is unticked, and the reason is left empty.",
        how="Write the reason in the form in which the risk or the class is lowered.",
    ),
    "risk_is_lowered_by_somebody_else": Explained(
        asks="Whoever takes a risk away, or gives a crime a less grave class, is not, and never was, the "
        "officer in the case.",
        why="Both make a case lighter for whoever holds it. It is looked at by somebody who gains nothing by "
        "it, and a case is not given away to make it lighter.",
        met_example="The officer asks; an inspector of the unit reads the case and lowers the risk.",
        unmet_example="A sergeant who held the case until last week takes the risk away.",
        how="Ask another supervisor to look at it.",
    ),
    "who_lowers_risk_has_the_authority": Explained(
        asks="Whoever takes a risk away, or gives a crime a less grave class, has the rank, and is a "
        "detective where the table asks for one.",
        why="It is as grave as what is taken away: a detective inspector decides that a child is not the "
        "victim, or that a rape is an assault.",
        met_example="An inspector takes away 'high risk' from a domestic assault.",
        unmet_example="A sergeant makes a rape an assault.",
        how="Ask somebody of the rank that the page names.",
    ),
}
