"""Every act and every step is tried by the walks (tests/properties): what nobody tries, nobody has seen hold.

An act is found in the services that open it; each of their functions that a page could call must be called
somewhere in the walks.
"""

from __future__ import annotations

import ast

import pytest

from tests.house.reading import Source, sources
from vocabulary import Act, Step

# What the walks leave out, and why.
ACTS_NOT_WALKED = {
    Act.ADMINISTER_PEOPLE: "people and units stay as they are while cases walk; tests/services and "
    "tests/races end roles, retire people and pass trays on",
}
STEPS_NOT_WALKED = {
    Step.LAPSE: "nobody takes it: it happens within the acts that take a proposal back, which are walked",
}


def of(folder: str) -> list[Source]:
    return [source for source in sources() if source.path.startswith(folder)]


def attributes(node: ast.AST, owner: str) -> set[str]:
    """The members of an enum that are named within."""
    return {
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == owner
    }


def functions(source: Source) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in source.tree.body if isinstance(node, ast.FunctionDef)}


def names_in(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def opened_by(source: Source) -> dict[str, set[str]]:
    """Public function → the acts that it, or a function of its file that it uses, names."""
    held = functions(source)
    found = {}
    for name, node in held.items():
        if name.startswith("_") or [arg.arg for arg in node.args.args][:1] != ["session"]:
            continue
        parts, seen = [node], {name}
        while parts:
            part = parts.pop()
            found.setdefault(name, set()).update(attributes(part, "Act"))
            new = (names_in(part) & held.keys()) - seen
            seen |= new
            parts += [held[each] for each in new]
    return {name: acts for name, acts in found.items() if acts}


def services_of() -> dict[Act, set[str]]:
    """Act → the service functions that open it."""
    found: dict[Act, set[str]] = {act: set() for act in Act}
    for source in of("workflow/services/"):
        for name, acts in opened_by(source).items():
            for act in acts:
                found[Act[act]].add(name)
    return found


def used_in_walks() -> set[str]:
    """Names that the walks use, whether they call them there or choose between them; imports do not count."""
    names = set()
    for source in of("tests/properties/"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.Name):
                names.add(node.id)
    return names


def left_out_by(comprehension: ast.ListComp, source: Source) -> set[str]:
    """The steps that its conditions name, there or in a constant of the same file."""
    asked = [test for each in comprehension.generators for test in each.ifs]
    names = {name for test in asked for name in names_in(test)}
    constants = [
        node.value
        for node in source.tree.body
        if isinstance(node, ast.Assign) and names & {ast.unparse(target) for target in node.targets}
    ]
    return {name for node in (*asked, *constants) for name in attributes(node, "Step")}


def steps_in_walks() -> set[str]:
    """Steps taken by name, and with the comprehension over all of them, all but those it leaves out."""
    named = set()
    for source in of("tests/properties/"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("step", "take_step"):
                named |= {name for argument in node.args for name in attributes(argument, "Step")}
            is_every = isinstance(node, ast.ListComp) and ast.unparse(node.generators[0].iter) == "Step"
            if is_every:
                named |= {step.name for step in Step} - left_out_by(node, source)
    return named


SERVICES = services_of()


@pytest.mark.parametrize("act", [act for act in Act if act not in ACTS_NOT_WALKED])
def test_every_service_of_an_act_is_called_in_the_walks(act: Act):
    assert SERVICES[act], f"no service opens {act}"
    assert SERVICES[act] - used_in_walks() == set()


def test_every_step_is_taken_in_the_walks():
    walked = steps_in_walks()
    # Facts, each recorded by a service of its own.
    for service, step in (("record_charge", Step.RECORD_CHARGE), ("record_reply", Step.RECORD_CPS_REPLY)):
        if service in used_in_walks():
            walked.add(step.name)
    assert {step.name for step in Step} - walked == {step.name for step in STEPS_NOT_WALKED}


def test_what_is_left_out_is_left_out_for_a_reason_that_still_holds():
    assert all(why.strip() for why in (*ACTS_NOT_WALKED.values(), *STEPS_NOT_WALKED.values()))
    for act in ACTS_NOT_WALKED:
        assert SERVICES[act] - used_in_walks(), f"{act} is walked by now: take it off the list"


def test_a_service_that_no_walk_calls_would_be_seen():
    text = "def seen(session, actor):\n    _open(session)\n\ndef _open(session):\n    Act.ADD_NOTE\n"
    assert opened_by(Source("workflow/services/new.py", text)) == {"seen": {"ADD_NOTE"}}
