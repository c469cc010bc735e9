"""What the handbook says about victims who withdraw."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "withdrawal_is_on_record": Explained(
        asks="Where an outcome says that the victim does not support it, there is a record of each victim's "
        "withdrawal: their own words, why, how they said it, who heard them and when. Of a victim who "
        "does not engage, however tried, there is none.",
        why="Withdrawals that nobody wrote down have ended cases in which the victim had said nothing of the "
        "kind.",
        met_example="Outcome 16; she said at her sister's on Monday that she is afraid of him, heard by "
        "PC Hale.",
        unmet_example="Outcome 16; the victim's view is recorded, and nothing says why or how.",
        how="Record the withdrawal from the victim's page. If it was heard earlier, say when, and by whom.",
    ),
    "withdrawal_is_evidenced": Explained(
        asks="In domestic abuse, stalking, sexual offences, hate crime and crimes against children each "
        "withdrawal is in a signed statement, on body-worn video or in a recorded account, and its "
        "reference is recorded. Elsewhere a text message or a call is enough.",
        why="What somebody says while the suspect listens, or through him, is not a withdrawal. A recording "
        "can be looked at again.",
        met_example="Body-worn video of PC Hale, reference BWV/4471/1410.",
        unmet_example="A text message in a case of stalking, and nothing else.",
        how="Take a statement or record what they say, by a way that is safe, and record the withdrawal "
        "again with the reference.",
    ),
    "barriers_were_offered_help": Explained(
        asks="Each withdrawal says which help was offered with what stood in the victim's way, and what they "
        "answered. A refusal is an answer.",
        why="Many withdraw for want of a lift to court, a screen in the courtroom or somewhere to live, "
        "and were never asked.",
        met_example="Offered a screen in court and a place at a refuge; she wants neither.",
        unmet_example="'Does not want to go to court', and nothing was offered.",
        how="Ask what stands in the way, offer what can be done about it, and record the withdrawal again "
        "with both.",
    ),
    "protection_was_considered": Explained(
        asks="Where there is risk, each withdrawal says what was considered to protect the victim once the "
        "case ends, and what was done.",
        why="The danger does not end with the case; it is often greatest just after somebody has spoken.",
        met_example="Locks changed, a marker on the address, a protection notice considered and served.",
        unmet_example="High-risk domestic abuse, and nothing about protection.",
        how="Consider what protects them, do it, and record the withdrawal again with what was done.",
    ),
    "evidence_led_route_was_decided": Explained(
        asks="Before an outcome that rests on a victim who does not support it, a supervisor of the force's "
        "rank has decided, with a reason, whether to go on without the victim's evidence; since the last "
        "withdrawal, and with no part in taking it.",
        why="Body-worn video, an emergency call or a witness can prove a case without the victim, and takes "
        "the burden off them.",
        met_example="A detective sergeant wrote why the call and the video do not prove who struck the blow.",
        unmet_example="The officer who took the withdrawal wrote that nothing can be done without her.",
        how="Ask a supervisor of the rank named to decide it, from the case's page.",
    ),
    "no_withdrawal_is_in_doubt": Explained(
        asks="No victim who was rung back by somebody outside the team said that the withdrawal was not "
        "their own decision. If one withdraws again after that, they are rung back again before it counts.",
        why="Some are talked out of it, by the suspect or by the police. Whoever did so cannot be the one "
        "who checks.",
        met_example="Rung back on Thursday by a victim care officer of another unit: 'Yes, I decided that.'",
        unmet_example="Rung back: 'Nobody asked me.'",
        how="Ask the victim again and record what they want. A new withdrawal is rung back once more.",
    ),
    "drawn_withdrawals_were_rung_back": Explained(
        asks="Before a case ends on a withdrawal, every victim whom the draw chose was rung back by somebody "
        "outside the team, by a safe way and after a risk check; or somebody of the force's rank outside "
        "the team recorded why nobody rings, or that they could not be reached.",
        why="A random share that the team can wait out checks nothing.",
        met_example="Rung back on Thursday; or: not rung, he answers her telephone, decided by a sergeant of "
        "another unit.",
        unmet_example="Drawn on Monday, signed on Tuesday, and nobody has rung.",
        how="Ask a victim care officer or supervisor of another unit to ring. It is on their first page.",
    ),
}
