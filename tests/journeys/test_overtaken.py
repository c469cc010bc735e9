"""A page that was overtaken while somebody wrote: what happened is said across the page, not in a strip."""

from __future__ import annotations

from tests.journeys.conftest import both_screens
from tests.journeys.people import DESKTOP
from tests.views.sites import CARE, COLLEAGUE, READY

PROPOSAL = ("18: Investigation complete, no suspect identified", "None.", "All.", "Fine.", "None.")


@both_screens
def test_that_the_case_has_changed_is_said_in_lines_that_can_be_read(person, site, screen):
    officer = person(COLLEAGUE).open(f"{site.page_of(READY)}/propose-no-further-action")
    officer.propose(*PROPOSAL)
    page = site.browse(CARE).get(f"/victims/{site.first('victim', READY)}/view")
    assert page.fill(view="supports", words="I want it looked into.").submit().status == 200
    officer.press("Propose no further action")
    alert = officer.page.get_by_role("region", name="The case has changed since you opened this page")
    icon, words = (alert.locator(part).bounding_box() for part in (".moj-alert__icon", ".moj-alert__content"))
    assert icon["width"] == icon["height"] == 30
    assert words["width"] > (500 if screen[0] == DESKTOP else 220), "the words have the icon's column"
    assert words["x"] >= icon["x"] + icon["width"]
    paragraph = alert.locator("p").bounding_box()
    assert paragraph["height"] < (70 if screen[0] == DESKTOP else 160)


@both_screens
def test_that_somebody_may_not_do_this_is_said_in_lines_that_can_be_read(person, site, screen):
    officer = person(COLLEAGUE).open(f"{site.page_of(READY)}/sign-off")
    words = officer.page.locator(".moj-alert__content").bounding_box()
    assert words["width"] > (300 if screen[0] == DESKTOP else 220)
