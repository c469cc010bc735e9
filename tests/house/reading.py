"""Reading Fairlead's own source: which files there are, and what each imports and calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".venv", "node_modules", "instance", "static", "test-results"}


@dataclass(frozen=True)
class Source:
    """One Python file. `path` is relative, with forward slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def imports(self) -> Iterator[tuple[int, str]]:
        """(line, dotted name) of everything imported, wherever in the file it is imported."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield node.lineno, alias.name
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield node.lineno, f"{'.' * node.level}{node.module or ''}.{alias.name}"

    @property
    def calls(self) -> Iterator[tuple[int, str]]:
        """(line, dotted name) of everything called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, ast.unparse(node.func)

    @property
    def assigned(self) -> Iterator[tuple[int, str]]:
        """(line, target) of everything assigned to, also by setattr with a plain name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr" and len(node.args) > 1:
                yield node.lineno, f"setattr.{getattr(node.args[1], 'value', '')}"
            targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
            if not isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                continue
            for target in targets:
                for each in target.elts if isinstance(target, ast.Tuple) else [target]:
                    yield node.lineno, ast.unparse(each)


@lru_cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the project, tests and migrations included."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        relative = path.relative_to(ROOT)
        if relative.parts[0] in NOT_OURS or relative.parts[0].startswith("."):
            continue
        found.append(Source(relative.as_posix(), path.read_text(encoding="utf-8")))
    return tuple(found)


def ours() -> frozenset[str]:
    """The top names that are Fairlead's own packages and modules."""
    return frozenset(source.path.split("/")[0].removesuffix(".py") for source in sources())
