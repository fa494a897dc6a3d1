"""A content system shows each element as it is meant: CommonMark alone, signs of the text escaped, nothing dropped."""

from pathlib import Path
from textwrap import dedent

import pytest

from pipeline.formats import markdown
from pipeline.model import tree
from pipeline.model.artifact import Artifact
from pipeline.model.manuscript import Manuscript, Section, with_numbered_notes
from pipeline.readback import told
from pipeline.readback.readers import commonmark
from pipeline.tools.words import pandoc
from tests import real_source


def manuscript(text: str, title: str = "Title") -> Manuscript:
    """Return an edition of one section that holds a text."""
    edition = real_source.manuscript("jmml-handout-markdown").edition
    return Manuscript(edition, with_numbered_notes(
        (Section("here", "topic", tree.words(title), pandoc.read_markdown(dedent(text))),)))


def written(text: str) -> str:
    return markdown.render(manuscript(text), real_source.design()).content.decode().removeprefix("# Title\n\n")


@pytest.mark.parametrize(("text", "shown"), [
    ("Say *this* and **that**.", "Say *this* and **that**.\n"),
    ("## Below\n\n### Deep", "## Below\n\n### Deep\n"),
    ("- a\n  - b\n    - c\n- d", "- a\n  - b\n    - c\n- d\n"),
    ("4. a\n5. b", "4.  a\n5.  b\n"),
    ("See [the page](https://x.example/a_b) and [above](#here).", "See [the page](https://x.example/a_b) and above.\n"),
    ("10^9^/L and H~2~O and the 2^nd^ visit", "10^9/L and H2O and the 2nd visit\n"),
    ("5\u00a0percent", "5\u00a0percent\n"),
    ("::: key-points\n### Key points\n\n- a\n:::", "> **Key points**\n>\n> - a\n"),
    ("[word]{term=x} of [50 percent]{fact=y}", "word of 50 percent\n"),
    ("::: table\nDays\n\n| When | What |\n|---|---|\n| Day 1 | **rest** |\n:::",
     "Days\n\n**When: Day 1**\n\n- What: **rest**\n"),
    ("a\\\nb", "a\\\nb\n"),
])
def test_each_element_has_one_form(text: str, shown: str) -> None:
    assert written(text) == shown


def test_a_note_is_numbered_and_stands_at_the_end() -> None:
    assert written("One.[^a] Two.[^b] One again.[^a]\n\n[^a]: First.\n\n[^b]: Second.") == (
        "One. \\[Note 1\\] Two. \\[Note 2\\] One again. \\[Note 1\\]\n\n# Notes\n\nNote 1:\n\nFirst.\n\n"
        "Note 2:\n\nSecond.\n")


@pytest.mark.parametrize("text", [
    "2\\. is no list, \\# no heading, \\- no item, \\*no\\* emphasis and snake_case_word no link",
    "\\<b> is no tag, \\&amp; no sign, a \\` no code, \\[a](b) no link, \\![x](y) no picture",
    "- \\1. one\n- \\> two\n- \\+ three", "\\===\n\n\\---", "a \\| b \\~ c ^ d",
])
def test_signs_that_mean_something_in_markdown_stay_signs(text: str) -> None:
    made = manuscript(text)
    heard = [each.word for each in commonmark.heard(_file(made))]
    assert heard == [word for each in told.sentences(made) for word in each.words]


def test_a_picture_is_said_in_words_and_a_drawing_of_a_fact_by_its_caption() -> None:
    made = markdown.render(real_source.manuscript("jmml-handout-markdown"), real_source.design()).content.decode()
    made = made.replace("\u00a0", " ")
    assert "![" not in made
    assert "\\[Picture: An adult and a child sit side by side" in made
    assert "Long-term remission after a transplant: up to 50 of every 100 children" in made
    assert not any(sign in made for sign in "●◐○")


def test_an_element_without_a_form_is_refused_and_never_dropped() -> None:
    with pytest.raises(ValueError, match="no form for a block of type CodeBlock"):
        written("```\ncode\n```")
    with pytest.raises(ValueError, match="no form for an inline of type Code"):
        written("some `code` here")


def _file(made: Manuscript) -> Artifact:
    content = markdown.render(made, real_source.design()).content
    return Artifact(Path("x.md"), "x.md", "text/markdown", content, made)
