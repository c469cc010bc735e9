"""What the handbook says about resolutions out of court."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "resolution_is_checked": Explained(
        asks="What was given to a suspect out of court is recorded, and a sergeant who did not give it has "
        "looked at it: found right, or sent to the scrutiny panel.",
        why="A resolution is given on the street in minutes, and is recorded as it was given. Somebody else "
        "looks whether the crime allowed it, the suspect admitted it and the victim was asked.",
        met_example="A community resolution given on Saturday; checked by the sergeant on Monday and found "
        "right.",
        unmet_example="A caution is recorded, and nobody has looked at it.",
        how="Record what was given, if it is not. Then a sergeant opens the suspect and records the check.",
    ),
    "diversion_is_completed": Explained(
        asks="A diversion, or the deferred prosecution of a child, has been completed.",
        why="Outcomes 22 and 23 mean that something was done, not that it was agreed. One that fails brings "
        "the suspect back to be decided.",
        met_example="Six sessions were agreed until 3 June; the last was on 28 May, and completion is "
        "recorded.",
        unmet_example="Outcome 22 is proposed while the sessions still run.",
        how="When it ends, record on the suspect that it was completed, or that it failed.",
    ),
    "outcome_is_that_of_the_resolution": Explained(
        asks="An outcome that says that a resolution was given agrees with the kind of resolution recorded, "
        "and one that is for children with the suspect's age.",
        why="A community resolution counted as a caution, or the other way about, follows a person for "
        "years.",
        met_example="Outcome 8, and a community resolution is recorded.",
        unmet_example="Outcome 3, an adult caution, and a community resolution is recorded.",
        how="Choose the outcome of what was given. If the record is what is wrong, record the resolution as "
        "it was given.",
    ),
}
