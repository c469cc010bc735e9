"""What the handbook says about who signs."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "signer_is_independent": Explained(
        asks="Whoever signs has done nothing on the case that makes it theirs: never its officer, did not "
        "propose this, took no account from victim or suspect, answered no evidential line, and has not "
        "signed this decision already.",
        why="Nobody checks their own work well. Supervising is not involvement: allocating, giving "
        "directions, reviewing and returning a proposal leave a supervisor free to sign.",
        met_example="The sergeant who allocated the crime and returned the first proposal signs the second.",
        unmet_example="The sergeant who interviewed the suspect signs.",
        how="Ask somebody on the page that lists who may sign. It says of the others why they may not.",
    ),
    "signer_has_the_authority": Explained(
        asks="Whoever signs holds the rank, and is a detective where that is asked, for this kind of crime, "
        "its risks and this outcome.",
        why="The more harm a wrong end could do, the more experience should stand behind it. Rank and "
        "detective are two questions: an inspector in uniform is not a detective inspector.",
        met_example="No further action in a theft, signed by a sergeant.",
        unmet_example="No further action in a rape, signed by a detective sergeant.",
        how="Ask somebody with the rank that is named. The authority table of this handbook shows all of it.",
    ),
    "decision_is_signed_off": Explained(
        asks="The decision has as many sign-offs as it needs, by people who are independent by everything "
        "done until now.",
        why="Somebody who was independent when they signed may have worked on the case since. It is counted "
        "again at the end.",
        met_example="One sign-off is needed, and a sergeant from another team gave it.",
        unmet_example="Two are needed and one is given.",
        how="Ask for the sign-offs that are left. If no decision stands, propose one first.",
    ),
    "decision_is_on_the_content_as_it_stands": Explained(
        asks="Nothing material was recorded after the decision was proposed.",
        why="A signature is for what the signer saw. New evidence after it needs a new look.",
        met_example="Since the proposal only the victims were contacted.",
        unmet_example="A witness came forward, and a line was added after the proposal.",
        how="Propose again on the case as it is now. What was decided before is kept beside it.",
    ),
}
