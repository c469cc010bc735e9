"""What the handbook says about the risk that remains when a suspect is released."""

from workflow.requirements.explained.entry import Explained

_HOW = (
    "Open the suspect's page 'Risk that remains' and answer: yes, no with the reason, or does not apply "
    "because. It can be answered again; the latest answer stands, and the earlier ones stay on the timeline."
)
_WHOM = (
    "In domestic abuse, stalking, sexual offences, child abuse and hate crime, before a suspect is released: "
)

EXPLAINED = {
    "protective_order_was_considered": Explained(
        asks=f"{_WHOM}which order that protects the victim was applied for, or why none was.",
        why="No further action ends the case, not the danger. An order can stand where a charge cannot.",
        met_example="A domestic violence protection notice was served the same night.",
        unmet_example="Nobody wrote whether a stalking protection order was thought of.",
        how=_HOW,
    ),
    "firearms_were_checked": Explained(
        asks=f"{_WHOM}whether they hold a firearms or shotgun certificate.",
        why="A weapon in the house changes what the victim has to fear, and who must be told.",
        met_example="Checked: he holds a shotgun certificate, and licensing was told.",
        unmet_example="Nothing is recorded about certificates.",
        how=_HOW,
    ),
    "children_were_referred": Explained(
        asks=f"{_WHOM}whether the children they have contact with were referred. Where a child is the "
        "victim, 'does not apply' is no answer.",
        why="A child who lives with the suspect does not become safe because the case ends.",
        met_example="His partner has a boy of nine: referred to children's social care.",
        unmet_example="The victim is a child, and the question was answered with 'does not apply'.",
        how=_HOW,
    ),
    "position_of_trust_was_reported": Explained(
        asks=f"{_WHOM}whether their work or volunteering puts others at risk, and whether it was reported; "
        "and, for somebody who works for the police, whether professional standards was told.",
        why="A caretaker at a school goes back to work tomorrow. Those who answer for children there, or for "
        "police officers, can act on less than a court needs.",
        met_example="School caretaker: the local authority designated officer was told. Not police.",
        unmet_example="The position of trust is answered, and whether he is a police officer is not.",
        how=_HOW,
    ),
    "other_allegations_were_looked_at": Explained(
        asks=f"{_WHOM}whether what else was alleged against the same person was looked at. Crimes here that "
        "name somebody of the same name and date of birth are listed.",
        why="Five cases that each fail alone may stand together, and show who is in danger next.",
        met_example="Two earlier allegations read; neither had been linked before.",
        unmet_example="'Does not apply' was answered, and two other crimes name the same man.",
        how=_HOW,
    ),
    "intelligence_was_submitted": Explained(
        asks=f"{_WHOM}whether what was learnt was submitted as intelligence.",
        why="The next officer at the door finds what was submitted, not what somebody remembers.",
        met_example="Submitted, with the names he uses online.",
        unmet_example="Nothing is recorded about intelligence.",
        how=_HOW,
    ),
    "suspect_welfare_was_considered": Explained(
        asks=f"{_WHOM}whether their own safety was thought of. Where it is about indecent images, there is a "
        "plan and they are told in person; a reason does not replace either.",
        why="People suspected of such offences kill themselves, most often in the days after police contact.",
        met_example="Told at home by two officers, his sister with him, with the number of a helpline.",
        unmet_example="Indecent images: the answer is that he will be rung.",
        how=_HOW,
    ),
}
