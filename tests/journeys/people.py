"""One person at a browser: opens, follows, answers, presses; every page that they reach is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Browser, Locator, Page

from commands.demo_force.people import PASSWORD
from tests.journeys import looking

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class PersonAtBrowser:
    """With a number, signed in through the sign-in page. With `scripts` off, pages have no JavaScript.

    `narrowed`: every page is looked at once more on a screen of this size.
    """

    def __init__(
        self,
        browser: Browser,
        address: str,
        number: str | None = None,
        *,
        size: Mapping[str, int] = DESKTOP,
        scripts: bool = True,
        looks: bool = True,
        narrowed: Mapping[str, int] | None = None,
    ):
        self.looks, self.size, self.narrowed = looks, dict(size), narrowed
        self.seen: list[str] = []
        options = {"base_url": address, "viewport": dict(size)}
        self.context = browser.new_context(java_script_enabled=scripts, **options)
        self.context.set_default_timeout(10_000)
        self.watch = looking.Watch(self.context, address)
        self.page = self.context.new_page()
        self.copies: Page | None = None if scripts else browser.new_context(**options).new_page()
        if number is not None:
            self.open("/sign-in").answer({"Collar or staff number": number, "Password": PASSWORD})
            self.press("Sign in")

    # --- moving ---

    def open(self, path: str) -> PersonAtBrowser:
        self.page.goto(path)
        return self.look()

    def follow(self, words: str) -> PersonAtBrowser:
        """Follow a link of the main part by its words."""
        link = self._main.get_by_role("link", name=words, exact=True).or_(
            self._main.get_by_role("button", name=words, exact=True)
        )
        return self._go_where(link.first)

    def mend(self, title: str) -> PersonAtBrowser:
        """Follow the link by which a refusal says where this is mended."""
        return self._go_where(self.still_needed[title].locator("a", has_text="Mend this"))

    def _go_where(self, link: Locator) -> PersonAtBrowser:
        """Press a link. What opens beside a form is gone on with here: the form is opened again later."""
        if link.get_attribute("target") == "_blank":
            with self.context.expect_page() as beside:
                link.click()
            beside.value.wait_for_load_state()  # closed before that, its request would be one that failed
            path = beside.value.url
            beside.value.close()
            return self.open(path)
        link.click()
        self.page.wait_for_load_state()
        return self.look()

    def press(self, words: str) -> PersonAtBrowser:
        """Send the form by its button."""
        with self.page.expect_navigation():
            self._main.get_by_role("button", name=words, exact=True).click()
        return self.look()

    # --- filling in ---

    def answer(self, answers: Mapping[str, str]) -> PersonAtBrowser:
        """Type into, or choose in, what has this label."""
        for label, words in answers.items():
            field = self._main.get_by_label(label, exact=True)
            if field.evaluate("it => it.tagName") == "SELECT":
                field.select_option(label=words)
            else:
                field.fill(words)
        return self

    def choose(self, *labels: str) -> PersonAtBrowser:
        """Tick these radios or boxes."""
        for label in labels:
            self._main.get_by_label(label, exact=True).check()
        return self

    def propose(self, outcome: str, evidence: str, lines: str, victim: str, risk: str) -> PersonAtBrowser:
        return self.answer(
            {
                "Outcome": outcome,
                "What evidence is there?": evidence,
                "What lines were followed?": lines,
                "What does the victim say?": victim,
                "What risk remains?": risk,
            }
        )

    # --- reading ---

    @property
    def path(self) -> str:
        """Where they are, without the host and the part of the page."""
        return self.page.evaluate("location.pathname")

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def said(self) -> str:
        """The banner that says what was done; empty when there is none."""
        banner = self.page.locator(".govuk-notification-banner__heading")
        return banner.inner_text() if banner.count() else ""

    @property
    def state(self) -> str:
        """Where the case stands, on its page."""
        return self._main.locator(".govuk-tag").first.inner_text()

    @property
    def still_needed(self) -> dict[str, Locator]:
        """What a refusal says stands in the way, by title. Each must say its rule and link to a mend."""
        refusal = self.page.locator("#still-needed.fairlead-refused")
        found = {}
        for each in refusal.locator(".fairlead-finding--unmet").all():
            heading = each.locator("h2, h3, h4").inner_text()
            if "Still needed" in heading:
                found[heading.removesuffix("Still needed").strip()] = each
        return found

    @property
    def errors(self) -> list[str]:
        return self.page.locator(".govuk-error-summary__list li").all_inner_texts()

    # --- looking ---

    def look(self) -> PersonAtBrowser:
        """Every page must be one that everybody can use, on this screen."""
        where = f"{self.page.url} ({self.heading})"
        self.seen.append(where)
        faults = list(self.watch.faults)
        if self.looks:
            faults += self._faults_here()
        if self.narrowed is not None:
            self.page.set_viewport_size(self.narrowed)
            faults += self._faults_here(looking.RULES_OF_ROOM)
            self.page.set_viewport_size(self.size)
        assert not faults, f"{where}: " + "\n  ".join(faults)
        return self

    def _faults_here(self, rules: dict = looking.ALL_RULES) -> list[str]:
        faults, page = looking.too_wide(self.page), self.page
        if self.copies is not None:
            page = looking.as_a_page_with_scripts(self.page, self.copies)
        return faults + looking.accessibility_faults(page, rules)

    def leave(self) -> None:
        if self.copies is not None:
            self.copies.context.close()
        self.context.close()

    @property
    def _main(self) -> Locator:
        return self.page.locator("main")
