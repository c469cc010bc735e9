"""What the handbook says about victims' rights."""

from workflow.requirements.explained.entry import Explained

HOW = (
    "Record the contact that gave it and tick what it covers; or, on the victim's page 'Rights', record that "
    "they declined, or the good reason why not."
)


def _right(asks: str, why: str, met_example: str, unmet_example: str, how: str = HOW) -> Explained:
    asked = f"{asks} What is not due yet only warns; what is overdue without a reason stands in the way."
    return Explained(asked, why, met_example, unmet_example, how)


EXPLAINED = {
    "reports_are_confirmed_in_writing": _right(
        "Each victim has their report confirmed in writing, in a way that is safe for them.",
        "The crime number and the officer's name are what a victim needs for everything that follows.",
        "A letter on the second day, with crime number, offence and how to reach the officer.",
        "Six working days after the report nothing is in writing, and nothing says why.",
    ),
    "victims_are_informed": _right(
        "Where the kind of crime asks it, each victim was told where support and information are found.",
        "Nobody knows in the week after a burglary or an assault what help there is.",
        "Told on the telephone of Victim Support, the doctor's letter and restorative justice.",
        "Nobody told her, and the time for it is past.",
    ),
    "accounts_are_planned": _right(
        "Before an account was taken it was planned with the victim: few interviews, no meeting with the "
        "suspect, a supporter of their choice, an intermediary where one may help.",
        "A second interview that the first could have saved does harm.",
        "Planned the day before; her sister sits beside her.",
        "The interview was arranged for Monday, and nobody spoke with her about it.",
    ),
    "updates_are_agreed": _right(
        "Each victim was asked how often, and in which way, they want to hear.",
        "The Code sets no interval. A promise that was asked for is kept more often than a rule.",
        "Every three weeks by text message, and at once when anything happens.",
        "Ten working days into the investigation nobody has asked him.",
        "Ask them, and record what was agreed on the victim's page 'Updates'. After every contact the next "
        "one is owed, until they change it or the case is finished.",
    ),
    "arrests_are_told": _right(
        "Each victim knows of every arrest and interview under caution.",
        "Who learns of an arrest from a neighbour stops believing the police.",
        "Told of the arrest the same evening.",
        "The suspect was interviewed nine working days ago; she does not know.",
    ),
    "release_and_bail_are_told": _right(
        "Each victim knows of release, bail and its conditions, with the reasons, and was asked for their "
        "views where bail was proposed or is to be changed.",
        "It is in the hours after a release that victims come to harm.",
        "Rang her before he left custody; she knows the conditions.",
        "He was bailed two days ago on conditions to stay away from her, and she was not told.",
    ),
    "charges_and_resolutions_are_told": _right(
        "Each victim knows of a charge or a resolution out of court, and what comes next.",
        "What happens next is the first thing that anybody asks.",
        "Told of the charge on the day, with the date of the first hearing.",
        "A caution was given three weeks ago; the shop still rings to ask.",
    ),
    "decisions_of_the_cps_are_told": _right(
        "Each victim knows that the CPS decided against a charge, with the reasons.",
        "The CPS's own scheme of review has ten working days: who is told late loses it.",
        "Told the day after, with the reasons and the CPS's leaflet.",
        "The CPS replied a fortnight ago.",
    ),
    "courts_are_told": _right(
        "Each victim knows of hearings, of bail by the court, whether they give evidence, and the result.",
        "A hearing that the victim heard of afterwards cannot be held again for them.",
        "The listing came at noon; she was told by two.",
        "The trial ended on Monday, and nobody has rung him.",
    ),
    "complaints_are_answered": _right(
        "A complaint about these rights is acknowledged or answered.",
        "An unanswered complaint about not being told is the same fault twice.",
        "Acknowledged by letter on the fourth day.",
        "The complaint of the third of May lies in the tray.",
    ),
}
