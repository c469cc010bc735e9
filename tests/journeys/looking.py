"""What is looked at on every page that a journey passes: accessibility, width, faults, other hosts.

Axe looks once at pages of the same tags: the form of a line is the same form for every line. Contrast, which
is most of its work, is measured where a page has words inside elements that no page before had.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.pages import tags_of

AXE = Axe()
ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# Of a page that was looked at on a desk: what may be otherwise where there is less room.
RULES_OF_ROOM = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
SOUND: set[tuple[int, str]] = set()  # the width, and the tags of each page found without fault at it
READABLE: set[str] = set()  # the elements around words whose colours were found without fault
# By class, from the words outwards: what gives words their colour and their background.
AROUND_WORDS = """() => {
    const has_words = (it) => [...it.childNodes].some((each) => each.nodeType === 3 && each.data.trim())
    const alone = (it) => `${it.tagName}.${it.className}${it.getAttribute('style') ?? ''}${it.disabled ?? ''}`
    const around = (it) => it === document.body ? '' : `${alone(it)} ${around(it.parentElement)}`
    return [...new Set([...document.body.querySelectorAll('*')].filter(has_words).map(around))]
}"""
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)
# A page answered with 4xx is a page like any other, but Chromium writes it into the console as a fault.
ANSWERED_WITH_4XX = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


def _is_of_the_design_system(rule: str, node: dict) -> bool:
    """GOV.UK Frontend's own script marks radios that open more questions with aria-expanded, knowingly."""
    return rule == "aria-allowed-attr" and 'class="govuk-radios__input"' in node["html"]


def accessibility_faults(page: Page, rules: dict = ALL_RULES) -> list[str]:
    """What axe finds on this page, a line each."""
    seen = page.viewport_size["width"], tags_of(page.content())
    if seen in SOUND:
        return []
    around_words = set(page.evaluate(AROUND_WORDS))
    contrast = {"color-contrast": {"enabled": not around_words <= READABLE}} if rules is ALL_RULES else {}
    options = {"runOnly": rules, "rules": contrast, "resultTypes": ["violations"], "selectors": False}
    found = AXE.run(page, options=options).response["violations"]
    faults = [
        f"{each['id']} ({each['impact']}): {node['html'][:200]}"
        for each in found
        for node in each["nodes"]
        if not _is_of_the_design_system(each["id"], node)
    ]
    if not faults and rules is ALL_RULES:
        SOUND.add(seen)
        READABLE.update(around_words)
    return faults


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways; nothing when it does not."""
    return page.evaluate(
        """() => {
            const root = document.documentElement
            if (root.scrollWidth <= root.clientWidth) return []
            const inside = (it) => it.closest('.fairlead-scroll, .govuk-visually-hidden')
            const everything = [...document.body.querySelectorAll('*')]
            return [`${root.scrollWidth} of ${root.clientWidth} pixels`].concat(everything
                .filter((it) => it.getBoundingClientRect().right > root.clientWidth && !inside(it))
                .map((it) => it.outerHTML.slice(0, 150)))
        }"""
    )


class Watch:
    """Notes what the pages of one context report and ask for, and where."""

    def __init__(self, context: BrowserContext, address: str):
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        context.on("request", self._request)
        context.on("requestfailed", lambda request: self.faults.append(f"{request.url}: {request.failure}"))

    def _console(self, message) -> None:
        if message.type in ("error", "warning") and not ANSWERED_WITH_4XX.match(message.text):
            self.faults.append(message.text)

    def _request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and parts.netloc != self.host:
            self.faults.append(f"asked {request.url}")


def as_a_page_with_scripts(page: Page, other: Page) -> Page:
    """The same page, as it stands, opened in `other`: axe needs scripts, which `page` has switched off."""
    body = SCRIPTS.sub("", page.content())
    address = page.url.split("#")[0]
    other.route(address, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    other.goto(address)
    other.unroute(address)
    return other
