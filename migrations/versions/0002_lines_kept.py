"""a superseded line keeps its answer; and the guards of this time

Guards change with a migration: where an investigation came from never changes, only an untouched published
crime was decided before Fairlead, and who agreed that no line is reasonable was never the officer in the case.
"""

from __future__ import annotations

from alembic import op

revision = "0002_lines_kept"
down_revision = "0001_first_tables"

ANSWERS = {
    "ck_line_of_inquiry_result_points_somewhere": "(status = 'resulted') = (bearing IS NOT NULL)",
    "ck_line_of_inquiry_not_pursued_has_reason": "(status = 'not_pursued') = (not_pursued_reason IS NOT NULL)",
    "ck_line_of_inquiry_answered_elsewhere_names_line": (
        "(status = 'answered_elsewhere') = (answered_on_line_id IS NOT NULL)"
    ),
}


def upgrade() -> None:
    with op.batch_alter_table("line_of_inquiry") as batch:
        for name, condition in ANSWERS.items():
            batch.drop_constraint(op.f(name), type_="check")
            batch.create_check_constraint(op.f(name), f"status = 'superseded' OR {condition}")


def downgrade() -> None:
    op.execute(
        "UPDATE line_of_inquiry SET bearing = NULL, not_pursued_reason = NULL, answered_on_line_id = NULL"
        " WHERE status = 'superseded'"
    )
    with op.batch_alter_table("line_of_inquiry") as batch:
        for name, condition in ANSWERS.items():
            batch.drop_constraint(op.f(name), type_="check")
            batch.create_check_constraint(op.f(name), condition)
