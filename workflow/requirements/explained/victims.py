"""What the handbook says about victims and what they are owed."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "victims_or_a_reason_are_recorded": Explained(
        asks="Every victim is recorded, or why there is no identifiable victim.",
        why="Rights begin with being recorded: a victim who is named only in the summary is told nothing.",
        met_example="Drugs found on a search: no victim, and why is recorded.",
        unmet_example="An assault with the injured person named in the summary and not among the victims.",
        how="Add each victim, or write why there is none.",
    ),
    "needs_are_assessed": Explained(
        asks="The needs of every person who is a victim have been assessed. A business has no needs to "
        "assess.",
        why="The assessment says who has enhanced rights, and so how soon they must be told things, and how "
        "it is safe to reach them.",
        met_example="Assessed on the day: prefers calls after six, no support needed, no enhanced rights.",
        unmet_example="Two victims, one assessed.",
        how="Ask each victim and record what they need, also when they need nothing.",
    ),
    "support_is_offered": Explained(
        asks="Every person who is a victim was offered a referral to support, and their answer is recorded.",
        why="Victims ask for help late or not at all. No, thank you, is an answer; silence is not.",
        met_example="Offered by telephone and declined.",
        unmet_example="Nothing is recorded about support.",
        how="Offer the referral and record whether it was accepted or declined.",
    ),
    "outcome_fits_the_victims": Explained(
        asks="Where an outcome rests on what the victim wants, every victim's view is recorded and agrees "
        "with it. One victim who supports further action is enough to rule out 14 and 16. A victim who does "
        "not engage, after attempts enough on different days and by ways that are safe, is not waited for.",
        why="'The victim does not support' must be the victim's answer, not ours. Not answering the "
        "telephone is not a withdrawal.",
        met_example="Outcome 16; both victims were asked, and neither supports further action.",
        unmet_example="Outcome 16; one victim was asked, and the other never rang back.",
        how="Ask each victim, record what they say in their own words, and choose the outcome that fits. "
        "Record every attempt that reaches nobody.",
    ),
    "every_victim_is_told_this_decision": Explained(
        asks="Every victim has been told this decision and its reasons, after it was signed off, by a way "
        "that is safe for them; or it is recorded that they do not want contact, could not be reached, "
        "cannot be told yet, or were told by another body. An earlier decision, or an attempt, does not "
        "count.",
        why="Being told, with reasons, is a right. No victim should learn how their case ended by asking, "
        "and none should be put in danger by how they learn it.",
        met_example="Signed off on Tuesday; reached by telephone on Wednesday and told what was decided and "
        "why.",
        unmet_example="Told in March that the case would be closed; it was reopened, and ends again now.",
        how="Contact each victim by a way that is safe for them, tell them what was decided and why, and "
        "tick that this contact told them the decision. Where that cannot be, record which exception "
        "holds, on the victim's pages.",
    ),
}
