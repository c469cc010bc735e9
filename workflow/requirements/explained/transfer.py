"""What the handbook says about transferring a crime to another force."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "other_force_is_named": Explained(
        asks="The force that the crime goes to is named, and it is written why the crime is theirs.",
        why="The victim is told both, and whoever receives the crime reads the reason first.",
        met_example="'To Otherton Police: the shop is in Otherton, two streets beyond our border.'",
        unmet_example="The force is named, and why the crime is theirs is left empty.",
        how="Write both in the form in which the transfer is proposed.",
    ),
    "prosecution_moves_with_the_case": Explained(
        asks="Where a suspect was charged before the crime goes to another force, it is written what becomes "
        "of the prosecution.",
        why="A court case that neither force answers for collapses, and the victim hears of it last.",
        met_example="'Otherton takes the prosecution on; the CPS was told on Monday, URN 42AB.'",
        unmet_example="A suspect stands charged, and the proposal says nothing of it.",
        how="Agree with the other force and the CPS who prosecutes, and write it in the proposal. Where the "
        "prosecution has ended, decide about the suspect again.",
    ),
    "transfer_is_accepted": Explained(
        asks="Somebody in the other force, named, has accepted the crime under a reference of theirs. It may "
        "be proposed before that, and is neither signed nor carried out.",
        why="A crime that one force has let go of and the other has not taken on belongs to nobody. Until it "
        "is accepted, the owner, the duties to victims and the lines stay where they are.",
        met_example="Accepted by Sergeant Blythe on Tuesday, as OTH/1182/26.",
        unmet_example="An e-mail was sent on Friday; nobody has answered.",
        how="Ring them. When they accept, record who did, their reference and when.",
    ),
}
