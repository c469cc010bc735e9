"""The register of broken glass, and its reviews."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for

from forms.restricting import ReviewGlassForm
from insight.restricted import broken_glass as read_register
from insight.restricted import show_glass
from models.session import db
from views.access import access, actor
from views.acting import run_form
from views.case_pages import Cannot
from views.clock import now, policy
from views.home import page_number
from vocabulary import Act, GlassFinding, Role
from workflow.permissions import why_not
from workflow.restrictions import why_not_review
from workflow.services.break_glass import review_break_glass

blueprint = Blueprint("glass", __name__, url_prefix="/registers")


@blueprint.get("/break-glass")
@access(Role.SUPERVISOR, Role.AUDITOR, reads_people=True)
def break_glass():
    page = read_register(db.session, page_number())
    return render_template("glass/break_glass.html", page=page, now=now())


@blueprint.route("/break-glass/<int:break_glass_id>", methods=["GET", "POST"])
@access(Role.SUPERVISOR, Role.AUDITOR, reads_people=True)
def review(break_glass_id: int):
    """Who may not review it is told who may, and sees neither the words nor what was read."""
    form = ReviewGlassForm()

    def shown() -> dict:
        glass = show_glass(db.session, break_glass_id)
        why = why_not(actor(), Act.REVIEW_BREAK_GLASS) or why_not_review(
            actor(), glass.row.person_id, policy()
        )
        if why is None and glass.row.reviewed_at is not None:
            cannot = Cannot("This has been reviewed already.", is_somebody_elses=False)
        else:
            cannot = Cannot(why, is_somebody_elses=True) if why else None
        return {
            "glass": glass,
            "cannot": cannot,
            "may_look": why is None,
            "investigation_id": glass.row.investigation_id,
            "back": url_for("glass.break_glass"),
        }

    shown()  # that there is none is said before anything typed is checked
    return run_form(
        form,
        lambda: review_break_glass(
            db.session,
            actor(),
            break_glass_id,
            GlassFinding(form.finding.data),
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        done=lambda _: url_for("glass.break_glass"),
        said="The review is recorded.",
        context=shown,
        template="glass/review.html",
    )
