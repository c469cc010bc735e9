"""What the handbook says about the crime as a whole and the words of a proposal."""

from workflow.requirements.explained.entry import Explained

_BELONGS = (
    "Each outcome ends a crime in one way only. With formal action, such as a charge or an out-of-court "
    "resolution, the crime is closed; without it, no further action is taken, and more is asked. Choosing "
    "the wrong ending would let a crime past the wrong questions."
)

EXPLAINED = {
    "crime_is_classified": Explained(
        asks="The crime has an offence from the list, not 'not yet classified'.",
        why="Who may hold a crime, which lines it needs and who signs its end all follow from its class.",
        met_example="Recorded as residential burglary.",
        unmet_example="Imported from the published data as 'violence and sexual offences': it may be a rape.",
        how="Choose the kind of crime, then the offence. If it turns out to be another, classify it again.",
    ),
    "outcome_closes": Explained(
        asks="The outcome chosen is one that closes a crime.",
        why=_BELONGS,
        met_example="Closure is proposed with outcome 8, a community resolution.",
        unmet_example="Closure is proposed with outcome 18, no suspect identified.",
        how="Choose an outcome that closes a crime, or propose no further action instead.",
    ),
    "outcome_means_no_further_action": Explained(
        asks="The outcome chosen is one that means no further action.",
        why=_BELONGS,
        met_example="No further action is proposed with outcome 18, no suspect identified.",
        unmet_example="No further action is proposed with outcome 1, charged.",
        how="Choose an outcome that means no further action, or propose closure instead.",
    ),
    "rationale_is_complete": Explained(
        asks="Whoever proposes an end has answered four short questions: what evidence there is, what lines "
        "were followed, what the victim says, what risk remains.",
        why="The four answers are what the supervisor signs and what the victim is told. No length is asked: "
        "one true sentence is better than a page copied from another case.",
        met_example="'None that names anybody. Camera and both neighbours. She wants it left. No risk "
        "known.'",
        unmet_example="The evidence and the lines are described; what the victim says is left empty.",
        how="Answer each of the four in the form in which you propose. What you have typed is kept.",
    ),
}
