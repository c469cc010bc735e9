"""Risk that remains: one question of each kind, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from forms.base import LONG, MaterialForm, one_of, one_of_many, words

ANSWERS = [("yes", "Yes"), ("no", "No"), ("not_applicable", "Does not apply")]
REASON = "_reason"


def _answer(label: str, hint: str = ""):
    return one_of(label, ANSWERS, needed=None, hint=hint)


def _reason(about: str):
    hint = "Needed for no and for does not apply."
    return words(f"Reason, or what was done: {about}", longest=LONG, hint=hint)


class RiskThatRemainsForm(MaterialForm):
    title = "Risk that remains"
    button = "Record the answers"

    protective_order = _answer("Was a protective order applied for?")
    order_kind = one_of_many("Which order?", needed=None)
    protective_order_reason = _reason("protective order")
    firearms = _answer("Was it checked whether they hold a firearms or shotgun certificate?")
    firearms_reason = _reason("firearms")
    children = _answer("Were the children they have contact with referred to children's social care?")
    children_reason = _reason("children")
    position_of_trust = _answer(
        "Was their position of trust reported?",
        hint="Work or volunteering with children or adults at risk: the local authority designated officer "
        "(LADO), or the employer.",
    )
    position_of_trust_reason = _reason("position of trust")
    police_suspect = _answer("If they work for the police: was professional standards told?")
    police_suspect_reason = _reason("professional standards")
    other_allegations = _answer("Were other allegations against this person looked at?")
    other_allegations_reason = _reason("other allegations")
    intelligence = _answer("Was intelligence submitted?")
    intelligence_reason = _reason("intelligence")
    welfare = _answer("Is there a plan for the suspect's own welfare?")
    welfare_reason = _reason("welfare")
    told_in_person = _answer("Will they be told in person, with the welfare plan?")
    told_in_person_reason = _reason("told in person")

    def keep_questions(self, questions: Iterable[str]) -> None:
        """Leave out the questions that are not asked."""
        kept = set(questions)
        for name in [each.removesuffix(REASON) for each in self._fields if each.endswith(REASON)]:
            if name not in kept:
                del self[name], self[name + REASON]
                if name == "protective_order":
                    del self["order_kind"]

    def answered(self) -> list[str]:
        """The questions that have an answer."""
        names = [name.removesuffix(REASON) for name in self._fields if name.endswith(REASON)]
        return [name for name in names if self[name].data]

    def validate(self, extra_validators=None) -> bool:
        sound = super().validate(extra_validators)
        for name in self.answered():
            if self[name].data != "yes" and not self[name + REASON].data:
                why = "Write why not." if self[name].data == "no" else "Write why it does not apply."
                self.add_error(name + REASON, why)
                sound = False
        if "order_kind" in self and self.protective_order.data == "yes" and not self.order_kind.data:
            self.add_error("order_kind", "Choose which order was applied for.")
            sound = False
        return sound
