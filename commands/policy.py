"""`flask --app app policy …`: check a pack, and ask when a duty would be due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from commands import CommandGroup
from models.session import db
from vocabulary import DutyKind
from workflow.duties import due as reckon
from workflow.duties import due_right
from workflow.policy.entries import SET_BY_A_PERSON
from workflow.policy.loader import DEFAULT, PolicyBook, load_book
from workflow.policy.validator import PackRefused
from workflow.refusals import Refusal
from workflow.services.adopting import adopt_policy
from workflow.working_days import future_holidays_known_until, why_too_few_holidays

policy_commands = CommandGroup("policy", help="The policy pack: check it, and ask it when a duty is due.")
LONDON = ZoneInfo("Europe/London")
# Every kind but a victim's right, which is asked about by its own key.
KINDS_OF_THEIR_OWN = [kind.value for kind in DutyKind if kind is not DutyKind.RIGHT]


class CannotBeReckoned(click.ClickException):
    """What was asked is no question about a duty; the message says what to write instead."""

    exit_code = 2


@policy_commands.command("check")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As on that day (today when none is given).")
def check(folder: Path | None, on: dt.datetime | None) -> None:
    """Check the pack in FOLDER (the one in use when none is given), and the bank holidays that are known.

    Fails where the pack is not sound, or where too few holidays to come are known to reckon with.
    """
    day = on.date() if on is not None else dt.datetime.now(LONDON).date()
    try:
        policy = PolicyBook(folder or DEFAULT).as_of(day)
    except PackRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(
        f"Policy pack {policy.name} {policy.version}: sound. {len(policy.offences)} offences in "
        f"{len(policy.offence_classes)} classes, {len(policy.crime_outcomes)} outcomes, "
        f"{len(policy.duty_rules)} duties, {len(policy.sources)} sources. Digest {policy.digest[:16]}."
    )
    too_few = why_too_few_holidays(day, policy.setting("holidays_known_months"))
    if too_few is not None:
        raise click.ClickException(too_few)
    click.echo(f"Bank holidays are known until {future_holidays_known_until()}.")


@policy_commands.command("adopt")
def adopt() -> None:
    """Say in the ledger that the pack in use is in force from now on: again whenever it changes."""
    now = dt.datetime.now(dt.UTC)
    policy = load_book().as_of(now.astimezone(LONDON).date())
    try:
        event_id = adopt_policy(db.session, policy, now=now)
    except Refusal as refusal:
        raise click.ClickException(refusal.why) from refusal
    db.session.commit()
    click.echo(
        f"Policy pack {policy.name} {policy.version} adopted, event {event_id}. Digest {policy.digest}."
    )


@policy_commands.command("due")
@click.argument("kind")
@click.option(
    "--trigger", required=True, metavar="ISO8601", help="When the trigger happened, with its offset."
)
@click.option("--enhanced", is_flag=True, help="The victim has enhanced rights.")
@click.option(
    "--promised-for",
    metavar="ISO8601",
    help="For a promise, an action, a chase or the end of an override: the time said.",
)
def due(kind: str, trigger: str, enhanced: bool, promised_for: str | None) -> None:
    """Print when a duty of KIND triggered at a time would be due, and by which rule."""
    if kind not in KINDS_OF_THEIR_OWN and kind not in _rights_of_today():
        kinds = ", ".join((*KINDS_OF_THEIR_OWN, *_rights_of_today()))
        raise CannotBeReckoned(f"{kind!r} is not a kind of duty. The kinds are {kinds}.")
    if kind in SET_BY_A_PERSON and promised_for is None:
        raise CannotBeReckoned("This is due when a person said: add --promised-for.")
    if kind not in SET_BY_A_PERSON and promised_for is not None:
        raise CannotBeReckoned("This is not due when a person said: leave out --promised-for.")
    triggered_at = _moment("The trigger", trigger)
    promised = _moment("The promise", promised_for) if promised_for is not None else None
    try:
        policy = load_book().as_of(triggered_at.astimezone(LONDON).date())
        if kind in KINDS_OF_THEIR_OWN:
            answer = reckon(
                DutyKind(kind), triggered_at, enhanced=enhanced, policy=policy, promised_for=promised
            )
        elif kind in policy.rights:
            answer = due_right(policy.rights[kind], triggered_at, enhanced=enhanced, policy=policy)
        else:
            raise CannotBeReckoned(f"{kind!r} was no right on that day.")
        london = answer.due_at.astimezone(LONDON)
    except (ValueError, OverflowError) as fault:
        raise CannotBeReckoned(f"The trigger {trigger!r} cannot be reckoned with: {fault}.") from fault
    day = f"{london:%A} {london.day} {london:%B %Y %H:%M:%S}"
    click.echo(f"Due {answer.due_at.isoformat()} (UTC), which is {day} in London.")
    click.echo(f"{answer.rule} Policy {policy.name} {answer.policy_version}.")


def _rights_of_today() -> list[str]:
    return list(load_book().as_of(dt.datetime.now(LONDON).date()).rights)


def _moment(what: str, text: str) -> dt.datetime:
    """The time written, with its offset. CannotBeReckoned says what to write instead."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise CannotBeReckoned(
            f"{what} {text!r} is not a time. Write it like 2026-11-20T16:00:00+00:00."
        ) from None
    if moment.utcoffset() is None:
        meant = moment.replace(tzinfo=LONDON).isoformat()
        raise CannotBeReckoned(f"{what} {text!r} has no time zone. If London time is meant, write {meant}.")
    return moment
