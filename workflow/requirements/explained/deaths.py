"""What the handbook says about a victim who has died."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "bereaved_contact_is_named": Explained(
        asks="Where a victim has died, a bereaved relative or the family liaison officer is named.",
        why="The victim's rights are the family's now. Without a name they read of it in the newspaper.",
        met_example="Her brother, through the family liaison officer.",
        unmet_example="The victim died in hospital in May, and nobody of the family is named.",
        how="Open the victim's page 'Has died' and name who is told in their place.",
    ),
    "coroner_was_told": Explained(
        asks="Where a victim has died, the coroner was told, or it is recorded that no inquest is expected.",
        why="What this case found may be what the coroner needs; and while an inquest is open, a detective "
        "inspector decides its end.",
        met_example="Coroner's officer told on 4 May; the inquest was opened on 6 May.",
        unmet_example="An inquest is open, and nothing says that the coroner knows of this case.",
        how="Tell the coroner's officer, and record the day on the victim's page 'Has died'.",
    ),
}
