"""What the handbook says about personal statements."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "personal_statement_was_offered": Explained(
        asks="Where the CPS was asked to charge or somebody was charged, each victim who is a person was "
        "offered a personal statement, and what they answered is recorded; or there is a day on which it is "
        "offered. At no further action it is only shown. It is owed from when a suspect is interviewed, and "
        "due at once when the CPS is asked to charge or somebody is charged; neither waits for it. "
        "Businesses, and whoever does not want contact, are not asked.",
        why="A court hears what the crime did to somebody only if they were offered to say it in time.",
        met_example="Offered on Monday; she accepts, and wants it read to the court.",
        unmet_example="Charged, and nobody has spoken of a statement.",
        how="Offer it and record how the offer stands, from the victim's page. Where it is too early, "
        "give the day on which it is offered again.",
    ),
}
