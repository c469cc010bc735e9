"""The force with its ten stories, at an address; and what people do on the stories' cases again and again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from commands.demo_force.cases import A_DOZEN, STORIES
from tests.journeys.acts import open_lines
from tests.journeys.people import DESKTOP, PersonAtBrowser
from tests.journeys.serving import serving
from tests.views.sites import Site, copied_sqlite, open_site, seed

# The second story's case is one of the dozen.
TOLD = (*STORIES, *(each for each in A_DOZEN if each[1].__name__ == "domestic_abuse"))


class Telling:
    """People at browsers, each signed in once."""

    def __init__(self, browser: Browser, address: str, site: Site):
        self.browser, self.address, self.site = browser, address, site
        self.at: dict[str, PersonAtBrowser] = {}

    def who(self, number: str) -> PersonAtBrowser:
        if number not in self.at:
            self.at[number] = PersonAtBrowser(self.browser, self.address, number, size=DESKTOP)
        return self.at[number]

    def case(self, reference: str) -> str:
        return self.site.page_of(reference)

    def line(self, reference: str, category: str, which: int = -1) -> int:
        """One of a case's lines of a kind: the last one, unless another is asked for."""
        found = self.site.ask(
            "SELECT id FROM line_of_inquiry WHERE investigation_id = :case AND category = :kind ORDER BY id",
            case=self.site.case(reference),
            kind=category,
        )
        return found[which][0]

    def suspect(self, reference: str, name: str) -> int:
        return self.site.one(
            "SELECT id FROM suspect WHERE investigation_id = :case AND name = :name",
            case=self.site.case(reference),
            name=name,
        )

    def answer(self, number: str, line: int, found: str) -> None:
        person = self.who(number).open(f"/lines/{line}/result")
        person.answer({"What did it find?": found}).choose("Neither").press("Record the result")
        assert person.said == "The result is recorded."

    def answer_all(self, number: str, reference: str, found: str) -> None:
        for line in open_lines(self.site, self.case(reference)):
            self.answer(number, line, found)

    def propose(self, number: str, reference: str, outcome: str) -> PersonAtBrowser:
        person = self.who(number).open(f"{self.case(reference)}/propose-no-further-action")
        person.propose(
            outcome,
            "What is written on the lines.",
            "Each is answered, or says why not.",
            "Asked, and written in their own words.",
            "Looked at for everybody named here.",
        )
        return person.press("Propose no further action")

    def whys(self, person: PersonAtBrowser) -> str:
        """Everything that the refusal on this page says."""
        return person.page.locator("#still-needed.fairlead-refused").inner_text()


def seed_stories(migrated: Path, folder: Path) -> Path:
    """A SQLite file with the stories as they begin."""
    url = copied_sqlite(migrated, folder)
    seed(url, TOLD)
    return folder / "fairlead.sqlite"


@contextmanager
def stories_at(browser: Browser, seeded: Path, folder: Path) -> Iterator[Telling]:
    with open_site(copied_sqlite(seeded, folder)) as site, serving(site) as address:
        telling = Telling(browser, address, site)
        try:
            yield telling
        finally:
            for each in telling.at.values():
                each.leave()
