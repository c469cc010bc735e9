"""What the handbook says about telling victims of their right to a review."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "victims_are_told_of_the_right_to_review": Explained(
        asks="Each victim who may ask for the decision to be reviewed was told so, with the decision or "
        "after it. It is only pointed out where the CPS decided, which tells them itself. It is not asked "
        "of a victim who does not want contact, or for whom another exception to telling stands.",
        why="A right that nobody was told of is no right, and it ends three months after the decision was "
        "told.",
        met_example="Rung on Tuesday: told that he will not be prosecuted, why, and that she may ask for a "
        "review until 24 February.",
        unmet_example="Told the decision and its reasons; nothing on the contact says that she was told of "
        "the right to review.",
        how="Tell the victim that they may ask, how, and until when; tick it on the contact, or on another "
        "one when the decision was told already.",
    ),
}
