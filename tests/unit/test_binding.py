"""A paragraph does not end in a line of fewer than four letters, and is otherwise left as it was."""

import pytest

from pipeline.markup.binding import bind_ends
from pipeline.model import tree


@pytest.mark.parametrize(("inlines", "bound"), [
    (tree.words("if you want to."), "if you want\u00a0to."),
    (tree.words("read it all tonight."), "read it all tonight."),
    ([*tree.words("of every"), {"t": "Space"}, tree.span(tree.words("100 so")), {"t": "Str", "c": "."}],
     "of every 100\u00a0so."),
    ([*tree.words("ask"), {"t": "Space"}, {"t": "Emph", "c": tree.words("us")}], "ask\u00a0us"),
    (tree.words("No."), "No."),
])
def test_a_short_last_word_is_bound_to_the_one_before(inlines: tree.Elements, bound: str) -> None:
    paragraph = tree.para(inlines)
    before = tree.plain_text(paragraph)
    assert tree.plain_text(bind_ends([paragraph])) == bound
    assert tree.plain_text(paragraph) == before
