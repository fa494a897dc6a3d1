"""A box, a section, a link, an item, a heading, a note or a row of a table holds no words.

A frame with nothing in it looks like a slip of the printer, a link without words cannot be followed, and a screen
reader announces what is not there. Say what belongs there, or take it out.
"""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.model.finding import Findings, error
from pipeline.model.prose import passages, topics
from pipeline.model.publication import Source
from pipeline.model.risk_figure import fact_of_target
from pipeline.model.tree import Element, Elements, attributes, branches, plain_text, table

#: Where each kind of element keeps what it says, and what it is called.
_NAMES = {"Div": (1, "box"), "Link": (1, "link"), "Header": (2, "heading"), "Note": (None, "note"),
          "BlockQuote": (None, "quotation")}


def check(source: Source) -> Findings:
    for passage in passages(source):
        for element in passage.branches:
            for empty, what in _empty(element):
                yield error(passage.place_of(empty), f"this {what} holds no words",
                            why="it would be printed, or heard, as a frame, a mark or a number with nothing in it",
                            fix="say in the brackets of ![…](…) what the picture tells" if empty["t"] == "Image" else
                                "say what belongs there, or take it out")
    for passage in topics(source):
        for heading, below in pairwise([*passage.blocks, None]):
            if heading and heading["t"] == "Header" and _ends_section(heading, below):
                yield error(passage.place_of(heading), f"the section “{plain_text(heading['c'][2])}” is empty",
                            why="a heading promises what does not come",
                            fix="write the section, or take the heading out")


def _empty(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield what holds no words, the element itself or one of its parts, and what it is called."""
    kind, content = element["t"], element.get("c", [])
    if kind in _NAMES:
        index, name = _NAMES[kind]
        if not _says(content if index is None else content[index]):
            yield element, name
    items: list[Elements] = content if kind == "BulletList" else content[1] if kind == "OrderedList" else []
    if not all(map(_says, items)):
        yield element, "list, in one of its items,"
    if kind == "Table" and not (table(element)[2] and all(any(map(_says, row)) for row in table(element)[2])):
        yield element, "table, in one of its rows,"
    if kind == "Image" and fact_of_target(content[2][0]) is None and not plain_text(content[1]):
        yield element, "picture, for who cannot see it,"
    for term, meanings in content if kind == "DefinitionList" else ():
        if not _says(term) or not all(map(_says, meanings)):
            yield element, "term or its explanation"


def _says(content: Elements) -> bool:
    return bool(plain_text(content)) or any(each["t"] == "Image" for each in branches(content))


def _ends_section(heading: Element, below: Element | None) -> bool:
    """Tell whether nothing stands between a heading and the next of its level or above, or the topic's end."""
    if below is None:
        return bool(heading["c"][0] > 1)
    return below["t"] == "Header" and below["c"][0] <= heading["c"][0] and "title" not in attributes(below)[1]
