"""Letters to victims: written, read as they will be, made; printed, handed over or sent by e-mail."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request, url_for

from forms.base import BaseForm
from forms.letters import EmailLetterForm, HandOverForm, ReadFirst, WriteLetterForm
from insight.letters import LetterShown, letters_of_case, show_letter
from insight.review_requests import show_rights
from insight.telling import show_telling
from insight.victims import show_victim
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, around_a_form, case_heading, find_case, run_case_form
from views.clock import now, policy
from views.labels import HANDED_OVER, LETTERS
from views.letter_pdf import CannotBeShown, letter_pdf
from views.marking import marking
from views.victim_details import details_by_victim
from views.victims import about_victim
from vocabulary import Act, Channel, HandedOver, LetterKind, ReviewScheme
from workflow.case_file import CaseFile
from workflow.ledger import sha256
from workflow.letters import LetterAsked, LetterText, in_words, london_day, why_no_letter, why_not_by
from workflow.reading.decided import decided_on
from workflow.reading.letters import draft_letter
from workflow.refusals import FactNotAccepted
from workflow.restrictions import Details, why_not_write_over
from workflow.services.letters import SEEN, hand_over_letter, make_letter
from workflow.services.letters_by_email import ask_to_email

blueprint = Blueprint("letters", __name__)

NO_MAIL_SERVER = "Fairlead sends no e-mail here: no mail server is set. Print the letter and post it."


@blueprint.route("/victims/<int:victim_id>/letters", methods=["GET", "POST"])
@case_reader
def write(victim_id: int):
    """Sent once, the letter is shown as it will be; sent again from there, it is made."""
    victim = show_victim(db.session, victim_id)
    case = find_case(victim.investigation_id)
    form = _form_for(case)
    seen: list[LetterText] = []
    cannot = _why_not_write(case, victim_id)

    def context() -> dict:
        return {
            **about_victim(case, victim_id, Act.MAKE_LETTER, cannot),
            "letters": letters_of_case(db.session, case.id).get(victim_id, []),
            "preview": seen[0] if seen else None,
            "as_typed": _as_typed(form, seen[0]) if seen else [],
        }

    if request.method == "POST" and "make" not in request.form:
        status = 200 if form.validate() and _look(form, case, victim_id, seen, cannot) else 422
        shown = around_a_form(case, Act.MAKE_LETTER, "victims", context())
        return render_template("letters/write.html", form=form, **shown), status

    def make() -> int:
        asked = _asked(form, case, victim_id)
        try:
            return make_letter(
                db.session,
                actor(),
                victim_id,
                asked,
                form.as_seen.data or "",
                now=now(),
                submission_id=form.submission_id(),
            )
        except FactNotAccepted as refusal:
            if refusal.field == SEEN:
                seen.append(draft_letter(db.session, case, victim_id, asked, policy(), now()))
            raise

    return run_case_form(
        form,
        case,
        make,
        said="The letter is made. Print it, or send it by e-mail.",
        anchor="victims",
        done=lambda made: (
            url_for("letters.show", letter_id=made)
            if isinstance(made, int)
            else url_for("letters.write", victim_id=victim_id)
        ),
        context=context,
        asks=Act.MAKE_LETTER,
        template="letters/write.html",
    )


def _form_for(case: CaseFile) -> WriteLetterForm:
    form = WriteLetterForm()
    decided = decided_on(db.session, case)
    told_as = policy().letters.told_as
    form.decision.choices = [
        (
            str(each.id),
            f"{in_words(london_day(each.decided_at))}: "
            f"{told_as.get(each.kind.value) or told_as.get(each.outcome_code or '', '')}",
        )
        for each in decided
    ]
    form.kind.choices = [
        (kind.value, words) for kind, words in LETTERS.items() if decided or kind is not LetterKind.DECISION
    ]
    return _ask_what_must_not_be_told(form, case)


def _ask_what_must_not_be_told(form: ReadFirst, case: CaseFile):
    if not show_telling(db.session, case.id, now()).embargoes:
        del form.embargo_read
    return form


def _why_not_write(case: CaseFile, victim_id: int) -> Cannot | None:
    """Before anybody types: who may not, and who is not written to (practice P20)."""
    whom = case.victim(victim_id)
    hidden = why_not_write_over(actor(), case, whom)
    if hidden is not None:
        return Cannot(hidden, is_somebody_elses=True)
    why = why_no_letter(case, whom, policy())
    return Cannot(why, is_somebody_elses=False) if why is not None else None


def _asked(form: WriteLetterForm, case: CaseFile, victim_id: int) -> LetterAsked:
    kind = LetterKind(form.kind.data)
    takes_words = policy().letters.templates[kind].takes_words
    decision_id = int(form.decision.data) if kind is LetterKind.DECISION and form.decision.data else None
    return LetterAsked(
        kind,
        (form.words.data or "") if takes_words else "",
        decision_id,
        may_ask_for_review=_may_ask_us(case, victim_id, decision_id),
    )


def _may_ask_us(case: CaseFile, victim_id: int, decision_id: int | None) -> bool:
    """The right to ask the force, and not the CPS."""
    return any(
        right.decided.id == decision_id and right.why_not is None and right.scheme is ReviewScheme.POLICE
        for right in show_rights(db.session, case, policy()).get(victim_id, [])
    )


def _look(
    form: WriteLetterForm, case: CaseFile, victim_id: int, seen: list[LetterText], cannot: Cannot | None
) -> bool:
    """Fill the letter as it would be made, or put what is still needed beside its field."""
    if cannot is not None:
        form.add_error("kind", cannot.why)
        return False
    try:
        seen.append(draft_letter(db.session, case, victim_id, _asked(form, case, victim_id), policy(), now()))
    except FactNotAccepted as refusal:
        form.add_error(refusal.field, refusal.why)
        return False
    return True


def _as_typed(form: BaseForm, letter: LetterText) -> list[tuple[str, str]]:
    """What the button that makes the letter sends: what was typed, and which text was read."""
    names = ("submission", "kind", "decision", "words", "embargo_read")
    typed = [(name, form[name].data) for name in names if name in form]
    sent = [(name, "y" if value is True else str(value)) for name, value in typed if value]
    return [*sent, ("as_seen", sha256(letter.as_text()))]


def _letter_page(letter_id: int) -> tuple[LetterShown, CaseFile, dict]:
    """(The letter, its case, what its pages show.)"""
    shown = show_letter(db.session, letter_id)
    case = find_case(shown.row.investigation_id)
    reference, _ = case_heading(case.id)
    how = details_by_victim(case)[shown.row.victim_id]
    return (
        shown,
        case,
        {
            "shown": shown,
            "case": case,
            "reference": reference,
            "victim": show_victim(db.session, shown.row.victim_id),
            "how": how,
            "why_not_on_paper": why_not_by(
                case, case.victim(shown.row.victim_id), policy(), Channel.LETTER, shown.row.decision_id
            ),
        },
    )


@blueprint.get("/letters/<int:letter_id>")
@case_reader
def show(letter_id: int):
    """It holds the address: who does not see that does not see it."""
    _, _, context = _letter_page(letter_id)
    status = 403 if context["how"] is Details.BEHIND_GLASS else 200
    return render_template("letters/show.html", **context), status


@blueprint.get("/letters/<int:letter_id>/pdf")
@case_reader
def pdf(letter_id: int):
    shown, _, context = _letter_page(letter_id)
    if context["how"] is Details.BEHIND_GLASS:
        return render_template("letters/show.html", **context), 403
    marked = marking()
    try:
        made = letter_pdf(shown.text, marked)
    except CannotBeShown:
        return render_template("letters/cannot_be_shown.html", letter_id=letter_id), 200
    answer = Response(made, content_type="application/pdf")
    # The name of the file says nothing of what is in it.
    answer.headers["X-Protective-Marking"] = marked
    answer.headers["Content-Disposition"] = f'attachment; filename="letter-{letter_id}-{marked}.pdf"'
    return answer


@blueprint.route("/letters/<int:letter_id>/handed-over", methods=["GET", "POST"])
@case_reader
def hand_over(letter_id: int):
    shown, case, _ = _letter_page(letter_id)
    form = _ask_what_must_not_be_told(HandOverForm(), case)
    if request.method == "GET":
        form.happened_at.process(None, now())
    return _about_letter(
        form,
        case,
        shown,
        lambda: hand_over_letter(
            db.session,
            actor(),
            letter_id,
            HandedOver(form.how.data),
            form.happened_at.data,
            now=now(),
            embargo_read="embargo_read" in form,
            submission_id=form.submission_id(),
        ),
        said="It is recorded, and is a contact with them.",
        cannot=_has_gone(shown),
    )


def _has_gone(shown: LetterShown) -> Cannot | None:
    if shown.handed_over is not None:
        how = HANDED_OVER[shown.handed_over.how]
        return Cannot(f"This letter was {how} already. For another copy, make another.", False)
    if shown.waits:
        return Cannot("This letter waits to be sent by e-mail.", is_somebody_elses=False)
    return None


@blueprint.route("/letters/<int:letter_id>/email", methods=["GET", "POST"])
@case_reader
def email(letter_id: int):
    shown, case, context = _letter_page(letter_id)
    form = _ask_what_must_not_be_told(EmailLetterForm(), case)
    return _about_letter(
        form,
        case,
        shown,
        lambda: ask_to_email(
            db.session,
            actor(),
            letter_id,
            now=now(),
            embargo_read="embargo_read" in form,
            submission_id=form.submission_id(),
        ),
        said="It waits to be sent by e-mail. Once it has gone, it is recorded as a contact with them.",
        cannot=_has_gone(shown) or _why_not_email(case, shown, context["victim"].email),
    )


def _why_not_email(case: CaseFile, shown: LetterShown, address: str | None) -> Cannot | None:
    if not current_app.config["FAIRLEAD"].sends_mail:
        return Cannot(NO_MAIL_SERVER, is_somebody_elses=False)
    if not (address or "").strip():
        return Cannot("No e-mail address is recorded for them. Print the letter and post it.", False)
    whom = case.victim(shown.row.victim_id)
    why = why_not_by(case, whom, policy(), Channel.EMAIL, shown.row.decision_id)
    return Cannot(why, is_somebody_elses=False) if why is not None else None


def _about_letter(form: BaseForm, case: CaseFile, shown: LetterShown, act, said: str, cannot: Cannot | None):
    """A form about one letter, under what anybody who is about to reach its victim must know."""
    return run_case_form(
        form,
        case,
        act,
        said=said,
        anchor="victims",
        done=lambda _: url_for("letters.show", letter_id=shown.row.id),
        context=lambda: about_victim(case, shown.row.victim_id, Act.HAND_OVER_LETTER, cannot),
        asks=Act.HAND_OVER_LETTER,
        template="victims/act.html",
    )
