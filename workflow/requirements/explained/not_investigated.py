"""What the handbook says about not investigating a crime further."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "crime_may_be_left_uninvestigated": Explained(
        asks="The crime is not of a kind that is always investigated, and no risk is recorded on it that "
        "means the same: domestic abuse, stalking, hate, a child, a vulnerable victim, injury, a weapon.",
        why="Where somebody may be hurt next, that little is known today is a reason to begin, not to stop.",
        met_example="A bicycle taken from a shed at night; nobody saw it, and nothing is known about risk.",
        unmet_example="Burglary of a dwelling. It is always investigated, whatever is known.",
        how="Allocate the crime to an officer. If the kind of crime or the risk is recorded wrongly, have "
        "that put right first; taking a risk away asks for reasons and a rank of its own.",
    ),
    "crime_was_not_reopened": Explained(
        asks="The crime was never finished and reopened.",
        why="A crime is reopened because something new is known. To decide without looking that it is not "
        "worth looking at would undo the reopening.",
        met_example="Recorded today and never finished before.",
        unmet_example="Filed in spring, reopened today because a neighbour found a recording.",
        how="Allocate the crime and follow what is new. If nothing comes of it, propose no further action.",
    ),
    "six_questions_are_answered": Explained(
        asks="Each of six questions is answered with yes or no: whether there is a suspect, video, anything "
        "for forensics, a witness, something that can be traced; and whether the victim is vulnerable or a "
        "repeat victim, or it is one of a series.",
        why="They are the facts by which crimes like this one are solved. What is recorded on the crime "
        "answers for itself, and cannot be answered with no.",
        met_example="All six are answered with no.",
        unmet_example="Five are answered; whether there is video is left open, because nobody has asked.",
        how="Answer each in the form in which it is proposed. Where you do not know, find out first.",
    ),
    "why_it_is_not_investigated_is_written": Explained(
        asks="Why the crime is not investigated further is written; and where one of the six questions is "
        "answered with yes, also why it is not allocated all the same.",
        why="The victim is told the reason. A yes that leads nowhere needs a better one than that there is "
        "much to do.",
        met_example="'Taken between Friday and Monday from an open yard; no camera, no witness, no number.'",
        unmet_example="There is a witness, and why that does not lead to an officer is left empty.",
        how="Write both in the form in which it is proposed, or allocate the crime.",
    ),
    "outcome_is_one_for_not_investigating": Explained(
        asks="The outcome is one of those for a crime that is not investigated: without a suspect, 18; with "
        "one, those that the force allows.",
        why="What is counted as 'no suspect identified' should be that, and nothing else.",
        met_example="No suspect is recorded, and the outcome is 18.",
        unmet_example="No suspect is recorded, and outcome 16 is chosen: the victim does not support it.",
        how="Choose one of the outcomes that the page names.",
    ),
    "signer_neither_took_nor_recorded_the_report": Explained(
        asks="Whoever signs neither took the report from the caller nor recorded the crime.",
        why="Who spoke to the victim and judged the crime as it came in should not also be the one who says "
        "that nothing more is done about it.",
        met_example="A colleague took the call and recorded it; the crime assessor reads it the next day.",
        unmet_example="The crime assessor helped out on the telephones and recorded this crime.",
        how="Ask another crime assessor. The page that lists who may sign says who can.",
    ),
}
