"""Anybody writes to any victim, hands a letter over, has it sent; and the post goes, or does not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests import making
from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from vocabulary import HandedOver, LetterKind, Mailing, NotSent
from workflow.ledger import sha256
from workflow.letters import LetterAsked
from workflow.reading.letters import draft_letter
from workflow.refusals import FactNotAccepted
from workflow.services import letters, letters_by_email, victims
from workflow.services.opening import policy_at

KINDS = st.sampled_from(LetterKind)
SAID = st.sampled_from(("The film has come.", "The film has come.", " "))
HOW = st.sampled_from(HandedOver)
REACHED_BY_POST = replace(making.A_PERSON, email="amina@example.org", address="7 Mill Lane, Anytown")
POST = st.sampled_from(("goes", "goes", "is taken up", *NotSent))


class WritingLetters(GoingOn):
    """The rules about letters."""

    @rule(which=CASE, who=PEOPLE)
    def add_somebody_with_an_address(self, which: int, who: str) -> None:
        case_id, actor = self.file(which).id, self.who(who)
        more = {"now": self.now, "lapse_accepted": True}
        self.act(lambda s: victims.add_victim(s, actor, case_id, REACHED_BY_POST, **more))

    @rule(which=CASE, who=PEOPLE, n=st.integers(0, 3), kind=KINDS, words=SAID)
    def write_a_letter(self, which: int, who: str, n: int, kind: LetterKind, words: str) -> None:
        case, actor = self.file(which), self.who(who)
        if not case.victims:
            return
        victim = case.victims[n % len(case.victims)].id
        asked = LetterAsked(kind, words, case.decision.id if case.decision else None)
        try:
            text = draft_letter(self.session, case, victim, asked, policy_at(self.now), self.now).as_text()
        except FactNotAccepted:
            text = ""
        said = (victim, asked, sha256(text))
        self.act(lambda s: letters.make_letter(s, actor, *said, now=self.now))

    @rule(who=PEOPLE, n=st.integers(0, 5), how=HOW)
    def hand_a_letter_over(self, who: str, n: int, how: HandedOver) -> None:
        letter = self._one_of("letter", n)
        if letter is not None:
            said = (letter, how, self.now)
            self.act(lambda s: letters.hand_over_letter(s, self.who(who), *said, now=self.now))

    @rule(who=PEOPLE, n=st.integers(0, 5))
    def have_a_letter_sent(self, who: str, n: int) -> None:
        letter = self._one_of("letter", n)
        if letter is not None:
            self.act(lambda s: letters_by_email.ask_to_email(s, self.who(who), letter, now=self.now))

    @rule(n=st.integers(0, 5), post=POST)
    def the_post_goes(self, n: int, post: str) -> None:
        waiting = [
            row["id"] for row in self.record["letter_email"].values() if row["standing"] == Mailing.WAITING
        ]
        if not waiting:
            return
        email = sorted(waiting)[n % len(waiting)]
        if isinstance(post, NotSent):
            self.act(lambda s: letters_by_email.record_not_sent(s, email, post, now=self.now))
            return
        self.act(lambda s: letters_by_email.take_up(s, email, now=self.now))
        if post == "goes":
            self.act(lambda s: letters_by_email.record_sent(s, email, now=self.now))

    def _one_of(self, table: str, n: int) -> int | None:
        held = sorted(row["id"] for row in self.record[table].values())
        return held[-1 - n % len(held)] if held else None
