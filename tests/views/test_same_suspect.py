"""The same person is a suspect on one crime twice only when somebody has seen that they are there."""

from __future__ import annotations

from tests.views.test_suspects import SUSPECT, add


def test_the_same_person_is_added_twice_only_once_that_is_seen(site):
    born = {"born_on-day": "27", "born_on-month": "3", "born_on-year": "1990"}
    assert add(site, **born).said == "The suspect is added."
    page = add(site, name="dale  firth", **born)
    assert page.status == 422
    assert page.errors == [
        "Dale Firth, born 27 March 1990, is recorded on this crime already. If this is another person, "
        "tick the box."
    ]
    assert page.form.value("why_suspected") == SUSPECT["why_suspected"]
    page = page.fill(is_another="y").submit()
    assert page.said == "The suspect is added."
    assert page.section("suspects").count("Born 27 March 1990.") == 2
    assert add(site, name="Dale Firth", **(born | {"born_on-year": "1991"})).said == "The suspect is added."
