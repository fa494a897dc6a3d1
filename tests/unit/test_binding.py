"""No paragraph ends in a line of one short word, no line in the one letter of “e-”; the rest is left as it was."""

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
    (tree.words("You can read this guide in any order that you like, a little at a time."),
     "You can read this guide in any order that you like, a little at a\u00a0time."),
    (tree.words("Ask the doctor how much time you have, before you talk about a transplant."),
     "Ask the doctor how much time you have, before you talk about a transplant."),
    (tree.words("by e-mail one-on-one, at 1-800-955-4572"), "by e\u2011mail one-on-one, at 1-800-955-4572"),
])
def test_a_short_last_word_is_bound_to_the_one_before(inlines: tree.Elements, bound: str) -> None:
    paragraph = tree.para(inlines)
    before = tree.plain_text(paragraph)
    assert tree.plain_text(bind_ends([paragraph])) == bound
    assert tree.plain_text(paragraph) == before
