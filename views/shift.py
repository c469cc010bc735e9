"""What each role sees first, the lists it begins, and the auditor's ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from flask import Blueprint, redirect, render_template, url_for

from insight.auditing import AUDITED
from insight.listing import Asked, Block, ListedRow, Listing, begin, read_page
from insight.ringing import show_ringing
from insight.shift.signs import order_in_words
from insight.shift.whole import LISTINGS, show_shift
from insight.work_lists import Page
from models.session import db
from views.access import access, actor, case_reader
from views.clock import LONDON, now, policy, today
from views.home import page_number
from views.showing import with_the_same_question
from views.to_ring import narrowed
from views.way_back import TO_RING, way_back
from vocabulary import OPERATIONAL_ROLES, DutyKind, Role

blueprint = Blueprint("shift", __name__)

AUDITS = {listing.key: listing for listing in AUDITED}
# A list that has had a page of its own all along goes on there.
ELSEWHERE = {
    "not-allocated": ("home.cases", {"which": "to-allocate"}),
    "signing": ("home.cases", {"which": "to-sign"}),
    "directions": ("directions.listed", {"which": "my-directions"}),
    "directions-given": ("directions.listed", {"which": "directions-given"}),
}
# What is done about a row in one click: endpoint, its argument, the row's column for it, words.
CONTACT = ("victims.contact", "victim_id", "victim_id", "Record contact")
LINE = ("lines.result", "line_id", "item_id", "Answer the line")
DONE = ("directions.done", "direction_id", "item_id", "Mark as done")
NEEDS = ("victims.needs", "victim_id", "victim_id", "Assess their needs")
SUPPORT = ("victims.support", "victim_id", "victim_id", "Record the offer of support")
LOOK = ("embargoes.marked", "investigation_id", "case_id", "Look at it")
REVIEW = ("reviews.record", "investigation_id", "case_id", "Record a review")
CONSIDER = ("waiting.considered", "investigation_id", "case_id", "Consider it")
REVIEW_GLASS = ("glass.review", "break_glass_id", "item_id", "Review it")
WHO_MAY_SIGN = ("decisions.who_may_sign", "investigation_id", "case_id", "Who may sign this")
ACTS = {
    "evidence": LINE,
    "team-evidence": LINE,
    "directions": DONE,
    "directions-given": DONE,
    "promises": CONTACT,
    "broken-promises": CONTACT,
    "released": CONTACT,
    "hearings": CONTACT,
    "safe-to-ring": CONTACT,
    "ask-first": CONTACT,
    "not-interviewed": ("suspects.interview", "suspect_id", "item_id", "Record an interview"),
    "not-allocated": ("allocating.allocate", "investigation_id", "case_id", "Allocate"),
    "restrictions": ("restricting.restrict", "investigation_id", "case_id", "Look again"),
    "letters-not-sent": ("letters.show", "letter_id", "item_id", "Open the letter"),
    "signing": WHO_MAY_SIGN,
    "only-yours": WHO_MAY_SIGN,
    "second-sign-off": WHO_MAY_SIGN,
}
# Of lists in which many kinds of duty stand, by the kind.
ACTS_OF_DUTIES = {
    DutyKind.NEEDS_ASSESSMENT: NEEDS,
    DutyKind.SUPPORT_REFERRAL: SUPPORT,
    DutyKind.TELL_DECISION: CONTACT,
    DutyKind.RIGHT: CONTACT,
    DutyKind.TRY_AGAIN: CONTACT,
    DutyKind.LATER_CONTACT: CONTACT,
    DutyKind.NEXT_UPDATE: CONTACT,
    DutyKind.ASK_SAFE_CONTACT: ("telling.safe_contact", "victim_id", "victim_id", "Ask them"),
    DutyKind.TELL_LATER: CONTACT,
    DutyKind.AGREE_EXCEPTION: ("telling.agree", "victim_id", "victim_id", "Agree, or end it"),
    DutyKind.ACKNOWLEDGE_REVIEW: ("review_requests.acknowledge", "victim_id", "victim_id", "Acknowledge it"),
    DutyKind.DECIDE_REVIEW: ("review_requests.show", "victim_id", "victim_id", "Look at the request"),
    DutyKind.NAME_REVIEWER: ("review_requests.reviewer", "victim_id", "victim_id", "Name the reviewer"),
    DutyKind.CPS_REVIEW_CHASE: ("review_requests.ended", "victim_id", "victim_id", "Record the result"),
    DutyKind.PASS_REVIEW_ON: ("review_requests.pass_on", "victim_id", "victim_id", "Pass it on"),
    DutyKind.TELL_REVIEW_RESULT: ("review_requests.result_told", "victim_id", "victim_id", "Tell them"),
    DutyKind.CALL_BACK: ("withdrawals.call_back", "victim_id", "victim_id", "Ring them back"),
    DutyKind.OFFER_STATEMENT: ("statements.offer", "victim_id", "victim_id", "Record the offer"),
    DutyKind.WITHDRAWAL_IN_DOUBT: LOOK,
    DutyKind.UNSAFE_CONTACT: LOOK,
    DutyKind.REPEATED_WORDS: LOOK,
    DutyKind.SUSPECT_TOLD_FIRST: LOOK,
    DutyKind.FIRST_REVIEW: REVIEW,
    DutyKind.REVIEW: REVIEW,
    DutyKind.CONSIDER_REOPENING: CONSIDER,
    DutyKind.REVIEW_BREAK_GLASS: REVIEW_GLASS,
}
# What the person in a row is to it.
WHO = {
    "evidence": "Owner",
    "team-evidence": "Owner",
    "directions": "From",
    "directions-given": "To",
    "returned": "Returned by",
    "not-interviewed": "Officer in the case",
    "wanted": "Officer in the case",
    "signing": "Proposed by",
    "only-yours": "Proposed by",
    "second-sign-off": "Proposed by",
    "team-overdue": "Answers for it",
    "glass-to-review": "Broken by",
    "letters-not-sent": "Made by",
}


def asked() -> Asked:
    """Who asks, now, and which day it is in London."""
    begins, ends = (
        dt.datetime.combine(day, dt.time(), LONDON).astimezone(dt.UTC)
        for day in (today(), today() + dt.timedelta(days=1))
    )
    return Asked(actor(), policy(), now(), begins, ends)


def whole_list(key: str) -> str:
    """Where all of a list is."""
    endpoint, values = ELSEWHERE.get(key, ("shift.listed", {"which": key}))
    return url_for(
        "shift.audited" if key in AUDITS else endpoint, **({"which": key} if key in AUDITS else values)
    )


def act_on(key: str, row: ListedRow, following: ListedRow | None = None) -> tuple[str, str] | None:
    """(address, words) of what is done about a row, or None. `following`: the next row of the list."""
    act = ACTS_OF_DUTIES.get(row.kind) if row.kind else ACTS.get(key)
    if act is None:
        return None
    endpoint, argument, column, words = act
    more = {}
    if act is CONTACT:
        # What it is about is ticked already; from a list of people to ring, the next one follows.
        more = {"owed": row.item_id} | way_back(key, following)
    return url_for(endpoint, **{argument: getattr(row, column)}, **more), words


def ring_now(key: str, row: ListedRow, following: ListedRow | None = None) -> str | None:
    """The address by which one says that one rings the victim of this row, where they are safely rung."""
    if key != "safe-to-ring":
        return None
    return url_for("ringing.begin", victim_id=row.victim_id, owed=row.item_id, **way_back(key, following))


def _shown(rows: Iterable[ListedRow], **more: object) -> dict[str, object]:
    """What lists with these rows are shown with."""
    victims = {row.victim_id: row.victim for row in rows if row.victim_id is not None}
    ringing = show_ringing(db.session, victims, policy(), now())
    return {
        "now": now(),
        "act_on": act_on,
        "ring_now": ring_now,
        "ringing": ringing,
        "whole_list": whole_list,
        "who": WHO,
        **more,
    }


def _of_blocks(blocks: Sequence[Block]) -> Iterator[ListedRow]:
    return (row for block in blocks for row in block.rows)


@blueprint.get("/my-shift")
@case_reader
def mine():
    """Who investigates nothing starts elsewhere: an auditor at the ledger, whoever signs at what waits."""
    if not actor().holds(*OPERATIONAL_ROLES):
        return redirect(url_for("home.home"))
    shift = show_shift(db.session, asked())
    return render_template("home/shift.html", shift=shift, **_shown(_of_blocks(shift.blocks)))


def keys_of(listings: dict[str, Listing]) -> str:
    return ",".join(f"'{key}'" for key in listings)


@blueprint.get(f"/my-shift/<any({keys_of(LISTINGS)}):which>")
@case_reader
def listed(which: str):
    return _list(LISTINGS[which], "downloads.shift")


@blueprint.get("/auditing")
@access(Role.AUDITOR, reads_people=True)
def auditing():
    blocks = begin(db.session, AUDITED, asked())
    return render_template("home/auditing.html", blocks=blocks, **_shown(_of_blocks(blocks)))


@blueprint.get(f"/auditing/<any({keys_of(AUDITS)}):which>")
@access(Role.AUDITOR, reads_people=True)
def audited(which: str):
    return _list(AUDITS[which], "downloads.audited")


def _list(listing: Listing, download: str):
    if listing.key in TO_RING:
        return _whom_to_ring(listing, download)
    page = read_page(db.session, listing, asked(), page_number())
    file = url_for(download, which=listing.key)
    return render_template("home/listed.html", listing=listing, page=page, file=file, **_shown(page.rows))


def _whom_to_ring(listing: Listing, download: str):
    form, question, counts = narrowed(listing, asked())
    wrong = not form.validate()
    page = Page([], 1, 0) if wrong else read_page(db.session, listing, question, page_number())
    shown = render_template(
        "home/to_ring.html",
        listing=listing,
        page=page,
        form=form,
        counts=counts,
        order=order_in_words(question),
        file=with_the_same_question(url_for(download, which=listing.key)),
        **_shown(page.rows),
    )
    return shown, 422 if wrong else 200
