"""Every file keeps to the house's habits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from app import create_app
from settings import Mode, Settings
from tests.house.reading import ROOT, sources

LONGEST = 300
NEVER = ("util", "helper", "manager", "common", "misc")
TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.html")
)
BASES = {"base.html"}
# Pieces that other templates take in, rather than pages.
PIECES = ("components/", "events/")


@pytest.fixture(scope="module")
def jinja():
    """The application's own templates, set up as it sets them up."""
    return create_app(Settings(mode=Mode.TEST, database_url="sqlite://", secret_key="x" * 40)).jinja_env


def written(template: str) -> str:
    return (ROOT / "templates" / template).read_text(encoding="utf-8")


def test_no_file_is_longer_than_can_be_read_at_once():
    lengths = {
        source.path: source.text.count("\n")
        for source in sources()
        if not source.path.startswith("migrations/versions/")
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_names_say_what_a_file_is_about():
    named = [source.path for source in sources()] + [f"templates/{name}" for name in TEMPLATES]
    vague = [path for path in named if any(word in part for part in Path(path).parts for word in NEVER)]
    assert vague == []


def test_every_file_says_what_it_is_for():
    silent = []
    for source in sources():
        first = source.tree.body[0] if source.tree.body else None
        text = getattr(getattr(first, "value", None), "value", None)
        if first is not None and not (isinstance(text, str) and text.strip()):
            silent.append(source.path)
    assert [path for path in silent if not path.startswith("migrations/")] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_compiles_and_what_it_names_exists(template, jinja):
    tree = jinja.parse(written(template))
    jinja.get_template(template)
    named = tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include))
    names = [node.template.value for node in named if isinstance(node.template, nodes.Const)]
    assert all(jinja.get_template(name).root_render_func for name in names)


@pytest.mark.parametrize("template", [name for name in TEMPLATES if not name.startswith(PIECES)])
def test_a_page_extends_another(template, jinja):
    extends = list(jinja.parse(written(template)).find_all(nodes.Extends))
    assert extends or template in BASES


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_uses_every_macro_it_imports(template, jinja):
    text = written(template)
    for imported in jinja.parse(text).find_all(nodes.FromImport):
        for name in imported.names:
            used = name[1] if isinstance(name, tuple) else name
            rest = re.sub(r"\{%-?\s*from\b.*?%\}", "", text, flags=re.S)
            assert re.search(rf"\b{used}\b", rest), f"{used} is imported and not used"


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_has_no_script_and_no_style_of_its_own(template):
    text = written(template)
    assert not re.search(r"\sstyle\s*=|<style", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_is_shown_without_escaping(template):
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", written(template))
