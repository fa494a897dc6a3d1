"""The labels that the code asks for are those that every language is asked to have."""

import ast
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.labels import PLACEHOLDERS, REQUIRED

PIPELINE = Path(__file__).parent.parent.parent / "pipeline"


def asked_for() -> Iterator[str]:
    """Yield each label that a module names between brackets after `labels`."""
    for path in sorted(PIPELINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                if owner == "labels":
                    yield str(node.slice.value)


def test_every_label_that_the_code_prints_is_required() -> None:
    named = set(asked_for())

    assert len(named) > 20
    assert named <= set(REQUIRED)


def test_every_label_with_a_placeholder_is_required_and_none_stands_twice() -> None:
    assert set(PLACEHOLDERS) <= set(REQUIRED)
    assert len(set(REQUIRED)) == len(REQUIRED)
