"""What the handbook says about suspects."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "suspects_or_a_reason_are_recorded": Explained(
        asks="Every suspect is recorded, or why there is none.",
        why="A name that stands only in the summary is never interviewed, never told and never decided.",
        met_example="No suspect; recorded: 'nobody saw it, and no camera looks on to the road'.",
        unmet_example="No suspect is recorded, and nothing says why.",
        how="Add each suspect, or write why there is none.",
    ),
    "every_suspect_is_decided": Explained(
        asks="For every suspect it is recorded what was decided: charged, out-of-court resolution, no "
        "further action, eliminated, has died, or wanted.",
        why="A crime ends only when each person suspected of it has been decided in their own right. A "
        "wanted suspect counts as decided here, and stays wanted.",
        met_example="Two suspects: one charged, one eliminated by his employer's records.",
        unmet_example="Two suspects: one charged; nothing is recorded about the other.",
        how="Open each suspect who is not decided and record what was decided and why.",
    ),
    "outcome_fits_the_suspects": Explained(
        asks="What the outcome says about suspects agrees with what is recorded about each of them.",
        why="'No suspect identified' over a suspect who was named hides a decision that nobody signed.",
        met_example="Outcome 18, no suspect identified; the only person suspected was eliminated.",
        unmet_example="Outcome 18, and a suspect who was told no further action. That is not elimination.",
        how="Choose the outcome that fits, or correct what was decided about the suspect, if that is what is "
        "wrong. Eliminate a suspect only on evidence that they did not do it.",
    ),
    "proof_of_death_is_recorded": Explained(
        asks="Before a crime ends because the suspect has died, it is recorded what proves the death.",
        why="A death heard of is not a death proven, and nobody looks for a person who is thought dead.",
        met_example="Has died; proof: 'death certificate seen, coroner's reference 2026/118'.",
        unmet_example="Has died; nothing says how that is known.",
        how="Open the suspect, record again that they have died, and write what proves it.",
    ),
    "every_suspect_is_told": Explained(
        asks="Every suspect who was interviewed, and then eliminated or given no further action, has been "
        "told.",
        why="They know that they are suspected. The order matters: victims hear first, so that nobody learns "
        "from the suspect how their own case ended.",
        met_example="The victim was told on Monday at 10am, the suspect on Monday at 3pm.",
        unmet_example="Interviewed in June and eliminated in July; nobody has told him.",
        how="Tell the victims first. Then tell each suspect, and record when.",
    ),
    "suspect_account_was_sought": Explained(
        asks="Before no further action is decided for a suspect, they were interviewed under caution, or it "
        "is recorded why not.",
        why="A suspect's account is a reasonable line of inquiry: it may end the case, or make it.",
        met_example="Not interviewed; recorded: 'in hospital until spring, and the footage clears him'.",
        unmet_example="No interview is recorded, and no reason.",
        how="Record the interview on the suspect, or write in the decision why there was none.",
    ),
    "suspect_decision_has_reasons": Explained(
        asks="Why no further action is right for this suspect is written.",
        why="The reason is what the victim is told, and what a review reads first.",
        met_example="'Identification failed and nothing else places him there; the CPS was asked and "
        "agrees.'",
        unmet_example="No further action is chosen, and the reason is left empty.",
        how="Write the reason in the form in which no further action is decided.",
    ),
}
