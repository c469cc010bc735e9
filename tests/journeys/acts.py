"""What the journeys do again and again on a case, each as a person does it, through the pages."""

from __future__ import annotations

import re

from tests.journeys.people import PersonAtBrowser
from tests.views.sites import Site


def an_imported_crime(site: Site, offence: str) -> str:
    """The address of the first published crime of this kind that is under investigation."""
    found = site.one(
        "SELECT min(id) FROM investigation WHERE origin = 'published_data' AND state = 'recorded' "
        "AND offence = :offence",
        offence=offence,
    )
    assert found, f"no imported crime of {offence}"
    return f"/investigations/{found}"


def case_number(case: str) -> int:
    return int(case.rsplit("/", 1)[1])


def refused_for(person: PersonAtBrowser, *titles: str) -> None:
    """Refused, with exactly these things missing: each with its rule, a reason, and a link that mends it."""
    missing = person.still_needed
    assert sorted(missing) == sorted(titles), f"refused for {sorted(missing)}"
    for title, finding in missing.items():
        assert finding.locator(".govuk-hint").inner_text().strip(), f"{title} does not say its rule"
        assert finding.locator("a", has_text="Mend this").get_attribute("href"), f"{title} is not mended"
        assert len(finding.locator("p").first.inner_text()) > 10, f"{title} does not say why"


def add_victim(person: PersonAtBrowser, case: str, name: str) -> None:
    person.open(f"{case}/victims/add").choose("A person")
    person.answer({"Name": name, "Telephone number": "01632 960555"}).press("Add the victim")
    assert person.said == "The victim is added."


def care_for(person: PersonAtBrowser, victim: int) -> None:
    """Needs and support, by a victim care officer."""
    person.open(f"/victims/{victim}/needs").answer({"What do they need?": "Said they need nothing now."})
    person.press("Record the assessment")
    person.open(f"/victims/{victim}/support").choose("Declined").press("Record the answer")
    assert person.said == "The answer is recorded."


def ask_view(person: PersonAtBrowser, victim: int) -> None:
    person.open(f"/victims/{victim}/view").choose("Supports further action")
    person.answer({"In their own words": "I want to see it dealt with."}).press("Record")


def add_line(person: PersonAtBrowser, case: str, kind: str) -> None:
    person.open(f"{case}/lines/add").answer(
        {"Kind of line": kind, "What is it meant to find out?": f"{kind}: who did it?"}
    )
    person.press("Add the line")


def answer_line(person: PersonAtBrowser, line: int) -> None:
    person.open(f"/lines/{line}/result").answer({"What did it find?": "Followed to its end: nothing more."})
    person.choose("Neither").press("Record the result")
    assert person.said == "The result is recorded."


def open_lines(site: Site, case: str) -> list[int]:
    return [
        row[0]
        for row in site.ask(
            "SELECT id FROM line_of_inquiry WHERE investigation_id = :case AND status = 'open' ORDER BY id",
            case=case_number(case),
        )
    ]


def add_missing_lines(person: PersonAtBrowser, case: str) -> None:
    """Follow each link by which the case page asks for a line of the minimum set."""
    asked = re.compile(r"^Add (?!a (line|victim|suspect|note))")
    while (link := person.open(case).page.locator("main").get_by_role("link", name=asked)).count():
        person.follow(link.first.inner_text())
        person.answer({"What is it meant to find out?": "What can this tell us?"}).press("Add the line")


def own_up(person: PersonAtBrowser) -> None:
    """Of each line that the refusal on this page says was lost, write why."""
    links = person.still_needed["Lost evidence is owned up to"].locator("ul a").all()
    addresses = [link.get_attribute("href") for link in links]
    assert addresses, "the refusal does not say what was lost"
    for address in addresses:
        person.open(address)
        person.answer({"Why was it lost, or how was it secured in time?": "Reported after it was wiped."})
        person.press("Record why")
        assert person.said == "It is recorded why. That it was lost stays on record."


def resolve(site: Site, person: PersonAtBrowser, suspect: int, given: str) -> None:
    """Give a suspect a resolution out of court."""
    person.open(f"/suspects/{suspect}/out-of-court-resolution")
    fill_moment(site, person, "Given").choose(given)
    person.answer({"Conditions, or what was agreed": "An apology, in person."})
    for question in ("Did the suspect admit it?", "Was the victim asked first?"):
        person.page.get_by_role("group", name=question).get_by_label("Yes", exact=True).check()
    person.press("Record the resolution")
    assert person.said == "The resolution is recorded. A sergeant is to check it."


def add_suspect(site: Site, person: PersonAtBrowser, case: str, name: str) -> int:
    """Add and interview a suspect; returns their id."""
    person.open(f"{case}/suspects/add").answer(
        {"Name": name, "Offences considered": "As recorded", "Why are they suspected?": "Named by a witness."}
    )
    person.press("Add the suspect")
    suspect = site.one("SELECT max(id) FROM suspect WHERE investigation_id = :case", case=case_number(case))
    person.open(f"/suspects/{suspect}/interview")
    fill_moment(site, person).choose("Not needed: an adult, and nothing suggests that they are vulnerable")
    person.answer({"How was it recorded?": "Audio and video", "Legal advice": "The suspect declined it"})
    person.answer({"The account given": "Was there; says it was an accident."})
    person.press("Record the interview")
    assert person.said == "The interview is recorded."
    return suspect


def fill_moment(site: Site, person: PersonAtBrowser, named: str | None = None) -> PersonAtBrowser:
    """The four boxes of the page's only moment, or of the one with this name: now."""
    now = site.now  # London keeps UTC in November
    when = {"Day": now.day, "Month": now.month, "Year": now.year, "Time": f"{now:%H:%M}"}
    main = person.page.locator("main")
    moment = main if named is None else main.get_by_role("group", name=named, exact=True)
    for label, words in when.items():
        moment.get_by_label(label, exact=True).fill(str(words))
    return person


def tell_victim(
    person: PersonAtBrowser, victim: int, decision: str, *, reached: bool = True, right: bool = False
) -> None:
    """`right`: they have a right to review, and are told of it."""
    person.open(f"/victims/{victim}/contact")
    person.choose("Reached them" if reached else "Tried, and did not reach them", "Telephone")
    person.choose(decision if reached else "No decision")
    if reached:
        person.answer(
            {"What were they told?": "What was decided, and why.", "What did they say?": "Understood."}
        )
    if right:
        person.choose("I told them of the right to review")
    person.press("Record the contact")
    assert person.said == "The contact is recorded."
