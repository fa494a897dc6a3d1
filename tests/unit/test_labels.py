"""The labels that the code asks for are those that every language is asked to have."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from pipeline import checks
from pipeline.formats import reading_pdf
from pipeline.model.labels import PLACEHOLDERS, REQUIRED
from pipeline.model.manuscript import Manuscript
from pipeline.model.publication import Source
from pipeline.stages import load
from tests import handout
from tests.conftest import pipeline

PIPELINE = Path(__file__).parent.parent.parent / "pipeline"


@lru_cache(maxsize=1)
def nodes() -> tuple[ast.AST, ...]:
    """Return the syntax of every module but the list itself."""
    modules = (path for path in sorted(PIPELINE.rglob("*.py")) if path.relative_to(PIPELINE) != Path("model/labels.py"))
    return tuple(node for path in modules for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def asked_for() -> Iterator[ast.expr]:
    """Yield what a module names between brackets after `labels`, or asks `labels.words` for."""
    for node in nodes():
        if isinstance(node, ast.Subscript) and _name(node.value) == "labels":
            yield node.slice
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("labels.words"):
            yield node.args[0]


def _name(owner: ast.expr) -> str:
    return owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")


@lru_cache(maxsize=1)
def begun() -> tuple[str, ...]:
    """Return what the labels begin with whose names are put together."""
    joined = [each.values[0] for each in asked_for() if isinstance(each, ast.JoinedStr)]
    return tuple(str(each.value) for each in joined if isinstance(each, ast.Constant))


def test_every_label_that_the_code_prints_is_required() -> None:
    named = {str(each.value) for each in asked_for() if isinstance(each, ast.Constant)}

    assert len(named) > 20
    assert named <= set(REQUIRED)


def test_every_label_that_is_required_is_printed() -> None:
    strings = {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    assert "contact-" in begun()
    assert [each for each in REQUIRED if each not in strings and not each.startswith(begun())] == []


def test_every_label_with_a_placeholder_is_required_and_none_stands_twice() -> None:
    assert set(PLACEHOLDERS) <= set(REQUIRED)
    assert len(set(REQUIRED)) == len(REQUIRED)


@pytest.mark.parametrize(("label", "content"), [
    ("Page {page} of {pages}", '"Page " counter(page) " of " counter(pages) ""'),
    ("Of {pages} pages, “{page}”", '"Of " counter(pages) " pages, “" counter(page) "”"'),
])
def test_a_label_may_name_the_page_and_their_number_in_either_order(label: str, content: str) -> None:
    manuscripts, design = handout.handouts()
    edition = manuscripts[handout.LETTER].edition
    changed = replace(edition, language=replace(edition.language, labels={**edition.language.labels, "page": label}))
    assert f"@bottom-right {{ content: {content} }}" in "".join(reading_pdf.css(Manuscript(changed, ()), design))


#: How a label may be mistaken, `NAME` for the name that the build fills in; the first stands for a whole run.
SLIPS = (
    "{NAME:}",
    "{NAME} {NAME}", "", "{nobody}", "{{NAME}}", "{NAME!r}", "{NAME.y}", "{NAME[0]}", "{NAME:>9}", "{0}", "{}",
    "{NAME} {{x}}", "{NAME} }", "{NAME} {", "{NAME", "NAME}", "{ NAME }", "{NAME{NAME}}", "{{{NAME}}}", "{name}")


def with_slip(root: Path, slip: str) -> set[str]:
    """Write labels that hold a slip where the build fills something in, and return their names."""
    path = root / "source/en/labels.yaml"
    labels = {name: slip.replace("NAME", name) if set("{}") & set(slip) else says
              for name, says in yaml.safe_load(path.read_text("utf-8")).items()}
    for name, (first, *others) in PLACEHOLDERS.items():
        labels[name] = " ".join(["say", slip.replace("NAME", first), *(f"{{{each}}}" for each in others)])
    path.write_text(yaml.safe_dump(labels, width=1000), "utf-8")
    return set(labels) if set("{}") & set(slip) else set(PLACEHOLDERS)


def told(root: Path) -> set[str]:
    """Return the names of the labels of which the rule tells, each at its line."""
    tree = load.read_tree(root)
    source = Source(tree, load.build_publication(tree, root / "build"))
    lines = (root / "source/en/labels.yaml").read_text("utf-8").split("\n")
    return {lines[each.place.line - 1].partition(":")[0]
            for each in checks.examine("source", source)
            if each.check == "wrong-placeholder"}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_label_that_the_build_cannot_fill_in_is_told_at_its_line(slip: str, minimal: Path) -> None:
    assert told(minimal) == set()
    mistaken = with_slip(minimal, slip)
    assert told(minimal) == mistaken


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build", "check", "review", "confirm --list", "facts remission", "list products"])
def test_no_command_breaks_on_such_a_label(command: str, minimal: Path) -> None:
    with_slip(minimal, SLIPS[0])
    assert pipeline(minimal, *command.split()).code in (0, 1, 2)
