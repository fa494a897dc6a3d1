"""Markdown is read back as a content system shows it: marks and tags are no words, what became code is lost."""

from pathlib import Path

import pytest

from pipeline.model.artifact import Artifact
from pipeline.readback.readers import commonmark


@pytest.mark.parametrize(("text", "words"), [
    ("# A *b*\n\n1. c\n   - d\n\n> e [f](https://g.example)\n", "a b 1 c d e f"),
    ("a <b>c</b> <!-- d --> &amp; 5&nbsp;percent\n", "a c 5 percent"),
    ("a\n\n    became code\n\n<div>\nraw\n</div>\n\nb\n", "a b"),
    ("10^9^ and \\*d\\* 2\\. x\n", "10 9 and d 2 x"),
    ("a\\\nb  \nc\n", "a b c"),
])
def test_what_is_read_is_what_a_reader_sees(text: str, words: str) -> None:
    heard = commonmark.heard(Artifact(Path("x.md"), "x.md", "text/markdown", text.encode()))
    assert " ".join(each.word for each in heard) == words


def test_a_word_is_placed_by_the_heading_above_it() -> None:
    heard = commonmark.heard(Artifact(Path("x.md"), "x.md", "text/markdown", b"# One\n\na\n\n## Two\n\nb\n"))
    assert [each.where for each in heard] == ["below “One”", "below “One”", "below “Two”", "below “Two”"]
