"""A victim liaison officer goes down the list of whom to ring: at most four clicks, then the next person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.journeys.people import DESKTOP, PHONE, PersonAtBrowser
from tests.views.conftest import seeded_sqlite  # noqa: F401
from tests.views.sites import ALLOCATED, AT_WORK, CARE, CHARGED, OFFICER, Site, copied_sqlite, open_site

MOST_CLICKS = 4
RINGS = re.compile("^I am ringing now")
# Every press of the mouse or the finger, kept from page to page. Typing, and Tab from box to box, is none.
COUNTS = """addEventListener('pointerdown', (it) => {
    if (it.isTrusted) sessionStorage.clicks = 1 + Number(sessionStorage.clicks || 0)
}, true)"""


class AtTheList(PersonAtBrowser):
    """Somebody whose clicks are counted, on the list of whom to ring."""

    def begin(self) -> AtTheList:
        self.open("/my-shift/safe-to-ring")
        self.page.evaluate("sessionStorage.clicks = 0")
        return self

    @property
    def clicks(self) -> int:
        return int(self.page.evaluate("sessionStorage.clicks"))

    def row(self, reference: str) -> Locator:
        return self.page.locator("main li", has=self.page.get_by_role("link", name=reference, exact=True))

    def ring(self, reference: str) -> AtTheList:
        """One click, and the form of the contact is there with the telephone chosen."""
        with self.page.expect_navigation():
            self.row(reference).get_by_role("button", name=RINGS).click()
        self.look()
        assert self.heading == "Record contact"
        assert self.page.get_by_label("Telephone", exact=True).is_checked()
        return self

    def go(self, link: Locator) -> AtTheList:
        with self.page.expect_navigation():
            link.click()
        self.look()
        return self

    def type_on(self, words: str) -> AtTheList:
        """Type into the box that has the cursor."""
        self.page.keyboard.type(words)
        return self

    def tab_to(self, label: str) -> AtTheList:
        """From box to box by the keyboard."""
        wanted = self.page.locator("main").get_by_label(label, exact=True).first
        for _ in range(40):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("it => it === document.activeElement"):
                return self
        raise AssertionError(f"no Tab leads to {label}")


def said_by(person: PersonAtBrowser) -> str:
    return person.page.locator("main").inner_text()


@pytest.fixture
def site(seeded_sqlite: Path, tmp_path: Path) -> Iterator[Site]:  # noqa: F811
    """The dozen cases, without a month of published crimes beside them."""
    with open_site(copied_sqlite(seeded_sqlite, tmp_path)) as opened:
        yield opened


@pytest.fixture
def care(browser: Browser, address: str) -> Iterator[AtTheList]:
    person = AtTheList(browser, address, CARE, size=DESKTOP, narrowed=PHONE)
    person.context.add_init_script(COUNTS)
    yield person
    person.leave()


@pytest.fixture
def officer(person: Callable[[str], PersonAtBrowser]) -> PersonAtBrowser:
    return person(OFFICER)


def test_whom_to_ring_and_then_the_next_person(site: Site, care: AtTheList, officer: PersonAtBrowser):
    assert care.heading == "My shift"
    listed = care.page.locator("section", has=care.page.locator("#safe-to-ring"))
    assert listed.get_by_role("button", name=RINGS).count() > 1

    # One is rung, told something and promised something: four clicks at most, and the next is at hand.
    care.begin()
    order = care.page.locator("main ul.fairlead-due > li").all()
    ids = [each.get_attribute("id") for each in order]
    mine = ids.index(care.row(AT_WORK).get_attribute("id"))
    care.ring(AT_WORK)
    assert "Mobile, any time before 9pm." in said_by(care)

    officer.open(f"/victims/{site.first('victim', AT_WORK)}/contact")
    assert "Ruth Bello is ringing this victim now" in said_by(officer)
    assert officer.page.get_by_role("button", name="Record the contact").is_visible()

    care.choose("Reached them")
    care.page.get_by_label("What were they told?", exact=True).click()
    care.type_on("The shop's film shows somebody at the gate.").tab_to("What did you promise next?")
    care.type_on("Ring again when it was looked at")
    for words in ("27", "11", "2026", "10:00"):
        care.page.keyboard.press("Tab")
        care.type_on(words)
    with care.page.expect_navigation():
        care.page.get_by_role("button", name="Record the contact").click()
    care.look()
    assert care.said.startswith("The contact is recorded."), care.errors
    assert 0 < care.clicks <= MOST_CLICKS
    assert care.path == "/my-shift/safe-to-ring"
    assert care.page.evaluate("location.hash") == f"#{ids[mine + 1]}"
    promised = site.ask(
        "SELECT what FROM duty WHERE kind = 'promise' AND status = 'running' ORDER BY id DESC"
    )
    assert promised[0] == ("Ring again when it was looked at",)
    officer.open(f"/victims/{site.first('victim', AT_WORK)}/contact")
    assert "is ringing" not in said_by(officer)

    # Another does not answer: three clicks, and they stay on the list.
    care.begin().ring(CHARGED).choose("Tried, and did not reach them").press("Record the contact")
    assert care.said.startswith("The contact is recorded."), care.errors
    assert 0 < care.clicks < MOST_CLICKS
    assert care.row(CHARGED).count() == 1

    # A promise that was broken is kept: the link ticks it.
    care.open("/my-shift")
    broken = care.page.locator("section", has=care.page.locator("#broken-promises"))
    promise = broken.locator("li", has_text="Ring her with what the camera shows")
    care.go(promise.get_by_role("link", name=re.compile("^Record contact")))
    assert care.page.get_by_label("Ring her with what the camera shows", exact=True).is_checked()
    care.choose("Reached them", "Telephone").answer({"What were they told?": "Nobody can be recognised."})
    care.press("Record the contact")
    assert care.said.startswith("The contact is recorded."), care.errors
    kept = "SELECT status FROM duty WHERE what = 'Ring her with what the camera shows'"
    assert site.one(kept) == "met_late"

    # A letter that was made and has not gone is on her first page, until it has.
    care.open("/my-shift")
    letters = care.page.locator("section", has=care.page.locator("#letters-not-sent"))
    letter = letters.locator("li", has_text="An update. Print it and post it")
    care.go(letter.get_by_role("link", name=re.compile("^Open the letter")))
    care.follow("Record that it was posted or given").choose("Gave it to them by hand").press("Record")
    assert care.said == "It is recorded, and is a contact with them.", care.errors
    assert care.open("/my-shift").page.locator("#letters-not-sent").count() == 0

    # A colleague rings somebody: seen before she would, and she may go on.
    officer.open(f"/victims/{site.first('victim', ALLOCATED)}/contact")
    with officer.page.expect_navigation():
        officer.page.get_by_role("button", name=RINGS).click()
    care.begin()
    assert "PC Joe Hale is ringing this victim now" in care.row(ALLOCATED).inner_text()
    care.ring(ALLOCATED)
    assert "You can go on" in said_by(care)
    care.page.get_by_role("button", name="I did not ring").click()
    care.page.wait_for_load_state()
    assert care.look().said == "It is recorded that you did not ring."
    assert care.path == "/my-shift/safe-to-ring"

    # Whoever said that the telephone is not safe is not offered to be rung.
    officer.open(f"/victims/{site.first('victim', CHARGED)}/safe-contact")
    for question, answer in (
        ("Which ways did they say are safe?", "In person"),
        ("Which ways are not safe?", "Telephone"),
        ("Which do they prefer?", "They did not say"),
    ):
        officer.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    officer.press("Record")
    assert care.begin().row(CHARGED).count() == 0
    care.open("/my-shift/ask-first")
    assert "Not safe: by telephone" in care.row(CHARGED).inner_text()
    care.go(care.row(CHARGED).get_by_role("link", name=re.compile("^Record contact")))
    assert "Not safe" in said_by(care)
    assert care.page.get_by_role("button", name=RINGS).count() == 0

    verified = site.app.test_cli_runner().invoke(args=["audit", "verify"])
    assert verified.exit_code == 0, verified.output
