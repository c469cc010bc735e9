"""Why a victim has enhanced rights, as the form and the pages about them say it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from forms.victims import NeedsForm
from insight.victims import VictimShown
from views.clock import policy
from vocabulary import VictimKind
from workflow.case_file import CaseFile
from workflow.policy.enhanced import Category


def categories_of(keys: Sequence[str] | None) -> list[tuple[Category, str]]:
    """Each with how far its source may be trusted, in the policy's order; one that has ended is left out."""
    held = policy()
    return [
        (each, held.sources[each.source].confidence)
        for key, each in held.enhanced.categories.items()
        if key in (keys or ())
    ]


def offer_categories(form: NeedsForm, victim: VictimShown, case: CaseFile) -> None:
    """What was chosen before; of somebody not assessed yet, what the kind of crime proposes, ticked."""
    held = policy().enhanced
    form.categories.choices = [(key, f"{each.title}: {each.test}") for key, each in held.categories.items()]
    proposed = held.proposed(case.offence_class, case.flags)
    titles = [f"{held.categories[key].title}. {rule}" for key, rule in proposed.items()]
    if titles:
        form.categories.description += f" Proposed here: {' '.join(titles)}"
    if victim.kind is VictimKind.BUSINESS:
        del form.born_on
    if request.method == "GET":
        chosen = victim.categories if victim.needs_are_assessed else [*(victim.categories or ()), *proposed]
        form.categories.data = [key for key in held.categories if key in (chosen or ())]
        form.reason.data = victim.discretion_reason
        if "born_on" in form:
            form.born_on.process(None, victim.born_on)
