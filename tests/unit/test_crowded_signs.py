"""A paragraph of thousands of signs is told at its line before anybody reads it; prose with many marks is not."""

from pathlib import Path

import pytest

from pipeline import sound
from pipeline.model.limits import PARAGRAPH_SIGNS
from tests.conftest import MINIMAL

TOPIC, GLOSSARY = "source/en/topics/waiting.md", "source/en/glossary.yaml"


def told(root: Path) -> list[tuple[str, str]]:
    return [(str(each.place), each.check) for each in sound.read_source(root)[1] if each.check == "crowded-signs"]


@pytest.mark.parametrize("signs", [
    "*", "**a ", "_a ", "[", "a] ", "[a](", "`a ", "<a ", "<!-- ", "$a ", "\\", "\\*", "~a ", "^[a ", "[^a] ", "&amp; ",
    "![", "[a]{", "> ", "> [\n", "2. *\n", "|"])
def test_a_paragraph_of_signs_is_told_at_its_line(signs: str, minimal: Path) -> None:
    text = (MINIMAL / TOPIC).read_text("utf-8").rstrip("\n")
    lines = text.count("\n") + 1
    crowd = f"Words {signs * (PARAGRAPH_SIGNS + 1)}\nend."
    (minimal / TOPIC).write_text(f"{text}\n\nBefore.\n\n{crowd}\n\nAfter.\n", "utf-8")
    assert told(minimal)[:1] == [(f"{TOPIC}:{lines + 4}:1", "crowded-signs")]


def test_an_explanation_of_signs_is_told_with_its_place(minimal: Path) -> None:
    text = (MINIMAL / GLOSSARY).read_text("utf-8")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "definition:" in each)
    first = text.splitlines()[line - 1]
    (minimal / GLOSSARY).write_text(text.replace(first, f"{first} {'*a ' * (PARAGRAPH_SIGNS + 1)}", 1), "utf-8")
    assert [place.rsplit(":", 1)[0] for place, _ in told(minimal)] == [f"{GLOSSARY}:{line}"]


def test_a_long_table_and_a_long_list_full_of_marks_are_read(minimal: Path) -> None:
    mark = "**ask** *your* [team](https://example.org/a_b) "
    table = "::: table\nCaption\n\n| a | b |\n|---|---|\n" + f"| {mark * 2} | {mark} |\n" * 400 + ":::\n"
    text = (MINIMAL / TOPIC).read_text("utf-8")
    (minimal / TOPIC).write_text(f"{text}\n\n{table}\n" + f"- {mark * 3}\n" * 300, "utf-8")
    assert told(minimal) == []
