"""What the handbook says about cancelling a recorded crime."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "ground_for_cancelling_is_named": Explained(
        asks="Cancelling rests on one of the grounds in the list: another force's area, additional "
        "information that can be verified, a duplicate or part of another crime, recorded in error, "
        "self-defence.",
        why="A recorded crime stays recorded unless it is shown that there was none or that it belongs "
        "elsewhere. There is no ground for a crime that is hard to prove.",
        met_example="The same theft was reported twice, by the owner and by the tenant.",
        unmet_example="No ground is chosen: the victim has stopped answering the telephone.",
        how="Choose the ground. If none of them is true, the crime stays; propose another ending when the "
        "work is done.",
    ),
    "information_that_shows_it_is_written": Explained(
        asks="What verifiable information shows that the ground is true is written, and who provided it.",
        why="A decision that a crime never happened is only as good as what it rests on. What somebody is "
        "like, their health or their past, shows nothing about what was done to them.",
        met_example="'The hotel's key log and two receptionists place him abroad; Kay Ross, manager.'",
        unmet_example="'She has mental-health problems.'",
        how="Write what it is, where it can be checked and who gave it. If there is nothing of that kind, "
        "investigate. Choose its kind from the list; if none fits, there is nothing of that kind.",
    ),
    "forensic_window_is_shut_or_used": Explained(
        asks="Before a rape is cancelled, the line that only a body can answer is answered, or recorded as "
        "not pursued with the reason; or the days in which it could be answered are over.",
        why="If the cancelling turns out to be wrong, what the body held is gone and nobody can ask again.",
        met_example="The examination took place on the first evening, and what it found is recorded.",
        unmet_example="The examination was never offered, and the window is open for 31 more hours.",
        how="Offer the examination through the referral centre and record what came of it, or why it was not "
        "pursued. A senior detective who has no part in the case can override this for a named ground.",
    ),
    "other_crime_is_there": Explained(
        asks="Where the crime is a duplicate or part of another, that other crime is recorded here, is not "
        "this one, and is not being cancelled itself.",
        why="The victim must be left with a crime that somebody works on. Two duplicates that are cancelled "
        "into each other are both gone.",
        met_example="ANY/4471/26, allocated and being investigated.",
        unmet_example="A reference that nobody can find, mistyped by one number.",
        how="Copy the reference from the page of the crime that stays.",
    ),
    "no_evidence_is_lost_meanwhile": Explained(
        asks="Whether a line of inquiry is open whose evidence will soon be lost. This is pointed out and "
        "recorded; it does not stop anybody.",
        why="Proposing an end does not stop the camera from recording over itself. If the proposal is "
        "refused, what was lost meanwhile is lost for good.",
        met_example="One line is open, and its evidence keeps.",
        unmet_example="The forensic window of a rape closes in 31 hours while the proposal waits.",
        how="Answer what cannot wait before, or while, the decision is made.",
    ),
    "no_suspect_stands_charged": Explained(
        asks="No suspect of a crime that is to be cancelled stands charged with it.",
        why="To cancel a crime says that it did not happen, or is another one. Nobody is prosecuted for "
        "that.",
        met_example="The charge was stopped; the suspect was eliminated by an inspector.",
        unmet_example="Charged in March, work resumed in April, and now a duplicate is said to be found.",
        how="Record how the prosecution ended and decide about the suspect again. Where it goes on under the "
        "other crime, record the charge there.",
    ),
}
