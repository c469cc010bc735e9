"""What the handbook says about reviews and the officer's skill."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "supervisor_has_reviewed": Explained(
        asks="In serious, sexual and domestic crimes and their like, a supervisor who never was the officer "
        "in the case has reviewed it since it was opened, or opened again.",
        why="A second pair of eyes finds the camera over the road while it still records. At the end it can "
        "only be regretted.",
        met_example="Reviewed after two days, with directions, and again after three weeks.",
        unmet_example="A stalking that nobody but its officer has looked at.",
        how="Ask a supervisor to read the case, to record a review and to write directions. It leaves them "
        "free to sign.",
    ),
    "officer_held_the_accreditation": Explained(
        asks="The officer in the case holds the level that the crime needs as it is known now. This is "
        "advice and stands in nobody's way.",
        why="A common assault that turned out to be stalking was investigated as a common assault.",
        met_example="A robbery needs PIP2, and its officer holds it.",
        unmet_example="Stalking was recorded as a risk in its third week; its officer holds PIP1.",
        how="Look at what was done with that in mind, or ask somebody with the level to look.",
    ),
}
