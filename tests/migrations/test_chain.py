"""The chain of migrations: one line of numbered files that stand on their own."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from commands.database import FOLDER, configuration

LONGEST = 32  # what Alembic's own table holds

FILES = sorted((FOLDER / "versions").glob("*.py"))
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def chain() -> ScriptDirectory:
    return ScriptDirectory.from_config(configuration())


def imported_by(source: str) -> set[str]:
    """Top-level names of everything a module imports."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or ".").split(".")[0])
    return names


def test_there_is_one_head(chain: ScriptDirectory):
    assert len(chain.get_heads()) == 1
    assert len(chain.get_bases()) == 1


def test_revisions_follow_each_other_in_the_order_of_their_numbers(chain: ScriptDirectory):
    upwards = [script.revision for script in reversed(list(chain.walk_revisions()))]
    assert [int(revision[:4]) for revision in upwards] == list(range(1, len(upwards) + 1))


@every_file
def test_a_file_is_named_as_its_revision(chain: ScriptDirectory, path: Path):
    script = chain.get_revision(path.stem)
    assert script.revision == path.stem
    assert Path(script.path) == path
    assert len(path.stem) <= LONGEST


@every_file
def test_no_migration_imports_application_code(path: Path):
    """The application moves on; a migration must still do in two years what it did when it was written."""
    outside = {"alembic", "sqlalchemy", *sys.stdlib_module_names}
    assert imported_by(path.read_text("utf-8")) - outside == set()


def test_an_import_of_application_code_would_be_seen():
    assert imported_by("def upgrade():\n    from models.base import Base") == {"models"}
    assert imported_by("import workflow.ledger as ledger") == {"workflow"}


@every_file
def test_every_migration_can_be_taken_back(path: Path):
    functions = {
        node.name: node
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert {"upgrade", "downgrade"} <= set(functions)
