"""Where a printed page begins is marked at the outermost block that begins with its words, or not at all."""

from itertools import pairwise

import pytest

from pipeline.model import tree
from pipeline.model.manuscript import Manuscript, Section
from pipeline.model.pagination import PageStart, is_page_break, page_breaks, with_page_breaks
from tests import ebook

NOTE = {"t": "Note", "c": [tree.para(tree.words("Said below."))]}
BLOCKS = [
    tree.para(tree.words("The first words.")),
    tree.div([tree.header(2, tree.words("In a box"), "", "box-title"), tree.para(tree.words("Boxed words."))], "",
             "key-points"),
    tree.bullet_list([[tree.plain(tree.words("One item"))], [tree.plain(tree.words("Another item"))]]),
    tree.definition_list([(tree.words("cell"), [tree.para(tree.words("A part."))]),
                          (tree.words("donor"), [tree.para(tree.words("A giver."))])]),
    tree.para([*tree.words("Noted"), NOTE, {"t": "Space"}, *tree.words("words.")]),
]


def marked(*starts):
    """Return the section's blocks once the pages are marked."""
    edition = ebook.manuscript_and_design()[0].edition
    section = Section("here", "topic", tree.words("Title"), BLOCKS)
    (result,) = with_page_breaks(Manuscript(edition, (section,)), starts).sections
    return result


def before(blocks):
    """Return what follows each mark among blocks, as words."""
    return [tree.plain_text(after) for mark, after in pairwise(blocks)
            if mark["t"] == "Plain" and mark["c"] and all(map(is_page_break, mark["c"]))]


@pytest.mark.parametrize(("letters", "follows"), [
    ("", "The first words."), ("thefirst", "The first words."), ("inabox", "In a box\nBoxed words."),
    ("oneitem", "One itemAnother item"), ("notedwords", "Noted"),
])
def test_a_page_begins_before_the_outermost_block(letters, follows):
    found = before(marked(PageStart(4, "here", letters)).blocks)
    assert [each.replace("\n", "") for each in found] == [found[0].replace("\n", "")]
    assert found[0].replace("\n", "").startswith(follows.replace("\n", ""))


def test_a_page_begins_inside_a_list_a_box_and_at_a_term():
    section = marked(PageStart(4, "here", "boxedwords"), PageStart(5, "here", "anotheritem"),
                     PageStart(6, "here", "donor"))
    assert page_breaks(section) == [4, 5, 6]
    box, items, terms = section.blocks[1:4]
    assert before(box["c"][1]) == ["Boxed words."]
    assert before(items["c"][1]) == ["Another item"]
    assert is_page_break(terms["c"][1][0][0])


def test_the_first_start_that_the_manuscript_has_decides():
    section = marked(PageStart(4, "elsewhere"), PageStart(4, "here", "unknownwords"), PageStart(4, "here"),
                     PageStart(5, "elsewhere"))
    assert page_breaks(section) == [4]


def test_nothing_but_the_marks_is_added():
    section = marked(PageStart(4, "here"), PageStart(5, "here", "oneitem"), PageStart(6, "here", "donor"))
    assert tree.plain_text(section.blocks).split() == tree.plain_text(BLOCKS).split()
