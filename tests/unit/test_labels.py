"""The labels that the code asks for are those that every language is asked to have."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.formats import reading_pdf
from pipeline.model.labels import PLACEHOLDERS, REQUIRED
from pipeline.model.manuscript import Manuscript
from tests import handout

PIPELINE = Path(__file__).parent.parent.parent / "pipeline"


def nodes() -> Iterator[ast.AST]:
    """Yield the syntax of every module but the list itself."""
    for path in sorted(PIPELINE.rglob("*.py")):
        if path.relative_to(PIPELINE) != Path("model/labels.py"):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def asked_for() -> Iterator[ast.expr]:
    """Yield what a module names between brackets after `labels`."""
    for node in nodes():
        if isinstance(node, ast.Subscript):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if owner == "labels":
                yield node.slice


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
