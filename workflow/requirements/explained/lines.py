"""What the handbook says about lines of inquiry."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "lines_are_recorded": Explained(
        asks="At least one line of inquiry is recorded. If none is reasonable, a supervisor independent of "
        "the case has agreed to that and written why.",
        why="A crime without a single line was not investigated, or nobody can tell. Both look the same to "
        "the victim and to whoever reviews the case.",
        met_example="A line for the shop's CCTV and one for the shop assistant's account.",
        unmet_example="The crime was filed from the call alone: no line, and nobody agreed that none was "
        "reasonable.",
        how="Add the lines that are reasonable. If there is none, ask a supervisor who has done nothing else "
        "on the case to agree and to record why. Nobody agrees to that once a line is recorded, and it does "
        "not take away the minimum for the kind of crime.",
    ),
    "every_line_is_answered": Explained(
        asks="Every line that stands has a result, or a reason why it is not pursued, or is answered by a "
        "line of another crime that is itself answered.",
        why="All reasonable lines are to be pursued, whether they point towards a suspect or away. An open "
        "line is evidence that nobody has looked at.",
        met_example="CCTV viewed: nobody seen. House-to-house not pursued: no house looks on to the yard.",
        unmet_example="The forensic line is open: the laboratory has not answered, so the case waits.",
        how="Record what each line found, or why it is not pursued. Waiting for an answer is not an answer. "
        "A line that was wrong is replaced by a new one; it is never deleted.",
    ),
    "minimum_lines_are_answered": Explained(
        asks="For this kind of crime, and for what is known about it, a minimum set of lines is laid down. "
        "Each is recorded and has a result or a reason.",
        why="What should never be missed is the obvious: the camera "
        "over the door, the neighbour, the tracker in the phone.",
        met_example="A dwelling burglary with scene, CCTV and house-to-house all answered, one by a reason.",
        unmet_example="The same burglary without a line for CCTV.",
        how="Follow the link beside each missing line: it opens the form with the kind of line filled in. A "
        "line of the minimum may always be answered by a reason. That no line at all is reasonable waives "
        "none of them: an override by a senior officer does, for a named ground and until a day.",
    ),
}
