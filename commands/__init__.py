"""`flask` command groups, as thin as views."""

from __future__ import annotations

from flask import Flask


def register_commands(app: Flask) -> None:
    """Add every group to the application's command line."""
    from commands.audit import audit_commands
    from commands.database import database_commands
    from commands.demo import demo_commands
    from commands.importing import import_commands
    from commands.people import people_commands
    from commands.policy import policy_commands

    for group in (
        audit_commands,
        database_commands,
        demo_commands,
        import_commands,
        people_commands,
        policy_commands,
    ):
        app.cli.add_command(group)
