"""What the handbook says about the order of telling, and about the victim's own words."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "exceptions_are_seen_by_whoever_signs": Explained(
        asks="Victims who said that they do not want contact are named to whoever signs the decision.",
        why="A decision may be final for them without their being told, because whoever signs stands for "
        "that. What was recorded after the sign-off counts only once somebody independent agrees.",
        met_example="No victim asked not to be contacted.",
        unmet_example="One of two victims does not want contact: the sergeant sees it before signing.",
        how="Nothing has to be done. If it is not so, record on the victim's page that it holds no more.",
    ),
    "victims_are_told_before_suspects": Explained(
        asks="Each suspect was told after every victim had been told, or somebody had tried to tell them. "
        "It is shown and never stands in the way: a release, or the end of bail, does not wait.",
        why="A suspect who knows first can reach a victim who does not know yet.",
        met_example="Both victims rung on Monday, one reached; the suspect told on Tuesday.",
        unmet_example="Bail ended on Friday in custody and the suspect was told; the victims on Monday.",
        how="Write why the suspect was told first when you record it. A supervisor of the unit looks at it.",
    ),
    "what_the_victim_wants_is_heard": Explained(
        asks="Where an outcome says that the victim does not support it, in domestic abuse, stalking, sexual "
        "offences, hate crime and crimes against children, each victim's own words are recorded, with "
        "who heard them and when. Of a victim who does not engage, however tried, there are no words.",
        why="'Does not want to prosecute', typed by somebody who did not hear it, has ended cases that "
        "nobody had asked the victim about.",
        met_example="Outcome 16; her words, heard by PC Hale at her sister's at 14:10 on Monday.",
        unmet_example="Outcome 16 after 31 hours: no words of hers, no record of who heard them.",
        how="Speak to the victim by a way that is safe, and record what they want in their own words, who "
        "heard them and when.",
    ),
}
