"""What the golden tests share: the finished products, and how they are held against what was accepted."""

from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
Golden = Callable[[str, str], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that compares a text with the golden file of a name, or writes it with --accept-golden."""
    def compare(name: str, text: str) -> None:
        path = HERE / name
        if request.config.getoption("--accept-golden"):
            path.write_text(text, encoding="utf-8")
        accepted = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert text.splitlines() == accepted.splitlines(), f"{name} differs; if it is right: make golden"

    return compare
