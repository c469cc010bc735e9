"""`flask policy adopt`: the ledger says which pack is in force, once for each form of it."""

from __future__ import annotations

import json

from tests.commands.terminal import Terminal
from tests.making import NOW
from workflow.policy.loader import DEFAULT, PolicyBook
from workflow.services.opening import policy_at

EVENTS = (
    "SELECT e.kind, e.canonical FROM case_event e JOIN stream s ON s.id = e.stream_id WHERE s.kind = 'policy'"
)


def test_a_pack_is_adopted_once(terminal: Terminal):
    policy = policy_at(NOW)
    said = terminal.done("policy", "adopt")
    assert said.startswith(f"Policy pack {policy.name} {policy.version} adopted, event ")
    assert "adopted already" in terminal.refused("policy", "adopt")
    [(kind, canonical)] = terminal.ask(EVENTS)
    assert kind == "policy_adopted"
    facts = json.loads(canonical)["facts"]
    assert facts == {"name": policy.name, "version": policy.version, "digest": policy.digest}
    assert PolicyBook(DEFAULT).as_of(NOW.date()).digest == facts["digest"]
    assert "Sound: " in terminal.done("audit", "verify")
