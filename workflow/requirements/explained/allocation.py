"""What the handbook says about giving a crime to an officer."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "officer_can_take_it": Explained(
        asks="The person chosen is still with the force, and holds the role of investigator in the unit that "
        "holds the crime, today.",
        why="A crime given to somebody who has left, or who works elsewhere, is a crime that nobody works "
        "on. Nothing shows it until the victim rings.",
        met_example="A burglary of the north unit is given to a constable who is an investigator there.",
        unmet_example="It is given to a constable whose role in the north unit ended last week.",
        how="Choose an investigator of the crime's unit. If the right officer works elsewhere, an "
        "administrator gives them the role in this unit first.",
    ),
    "officer_is_accredited": Explained(
        asks="The officer in the case holds the accreditation that this kind of crime needs. For some kinds "
        "a lower one is refused; for the others it is pointed out, and you may go on.",
        why="Rape, child abuse and stalking go wrong when they are given to somebody who was never trained "
        "for them. The rule is about the officer in the case, never about whoever holds a new crime first.",
        met_example="A robbery needs PIP2, and the detective chosen holds PIP2.",
        unmet_example="A rape needs PIP2, and the constable chosen holds PIP1.",
        how="Choose an officer with the accreditation that is named. Where it is a warning only, "
        "you may go on: that you saw it is kept.",
    ),
}
