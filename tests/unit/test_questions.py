"""The questions of a topic reach their own part wherever they stand, with all that stands among them."""

from pathlib import Path

import pytest

from tests.conftest import Edit, pipeline
from tests.laws.test_constructs import constructs

IN_A_BOX = "::: call-your-team\nCall them.\n\n::: ask-your-team\n- May we sing?\n:::\n:::\n"
WITH_A_BOX = "::: ask-your-team\n- May we sing?\n\n::: call-your-team\nCall them at night.\n:::\n\n### Rest\n\n" \
             "> Soon.\n>\n> — A mother\n\n::: ask-your-team\n- May we rest?\n:::\n:::\n"


@pytest.mark.slow
@pytest.mark.parametrize(("boxes", "asked"), [
    (IN_A_BOX, ["[ ] May we sing?"]),
    (WITH_A_BOX, ["[ ] May we sing?", "| Call your care team", "| Call them at night.", "Rest", "A mother",
                  "[ ] May we rest?"])])
def test_questions_in_a_box_and_boxes_among_questions_are_printed(
    boxes: str, asked: list[str], tmp_path: Path, edit: Edit
) -> None:
    root = constructs(tmp_path / "project")
    edit(root / "source/en/topics/waiting.md", "### Lists\n", f"{boxes}\n### Lists\n")
    built = pipeline(root, "build", "--only", "*.txt", "--only", "*.html", "--only", "*.md", "--only", "*.docx")
    assert (built.code, built.last) == (0, "8 files built, 0 up to date"), built.err
    text = (root / "build/en/handout.txt").read_text("utf-8").split("Bring this page to your visits.")[1]
    places = [text.find(each) for each in asked]
    assert -1 not in places
    assert places == sorted(places)
