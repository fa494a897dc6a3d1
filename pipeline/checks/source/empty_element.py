"""A box, a section, a link, an item, a heading, a note or a row of a table holds no words.

A frame with nothing in it looks like a slip of the printer, a link without words cannot be followed, and a screen
reader announces what is not there. Say what belongs there, or take it out. Words of a text message, words that are
kept for one product, and questions where a page gathers them stand elsewhere: a frame around them alone stays empty.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.model.finding import Finding, Findings, error
from pipeline.model.prose import Passage, passages, topics
from pipeline.model.publication import Source
from pipeline.model.risk_figure import fact_of_target
from pipeline.model.tree import Element, Elements, attributes, branches, div, plain_text, rewrite, table

#: Where each kind of element keeps what it says, and what it is called.
_NAMES = {"Div": (1, "box"), "Link": (1, "link"), "Header": (2, "heading"), "Note": (None, "note"),
          "BlockQuote": (None, "quotation")}
#: Boxes whose words no product shows where they stand, and the box whose words a page may gather.
_LEFT_OUT, _QUESTIONS, _PAGE = frozenset({"sms", "only"}), "ask-your-team", "questions"
#: Where such a box was.
_PLACE = "moved"
_MOVE = ("write words of its own into it, or take it out: messages and words for one product are left out of others,"
         " and questions are gathered on their page")


def check(source: Source) -> Findings:
    gathered = any(_PAGE in channel.all_parts() for channel in source.publication.channels)
    moved = _LEFT_OUT | {_QUESTIONS} if gathered else _LEFT_OUT
    shown = [replace(each, blocks=_without(moved, each.blocks)) for each in topics(source)]
    for passage in (*shown, *passages(source)[len(shown):]):
        for empty, what in (found for element in passage.branches if _PLACE not in _names(element)
                            for found in _empty(element)):
            yield _told(passage, empty, f"this {what}", "holds no words", "say what belongs there, or take it out",
                        "it would be printed, or heard, as a frame, a mark or a number with nothing in it",
                        is_moved=any(_PLACE in _names(each) for each in branches([empty])))
    for passage in shown:
        beyond = [each for each in passage.blocks if _PLACE not in _names(each)]
        for heading, below in pairwise([*beyond, None]):
            if heading and heading["t"] == "Header" and _ends_section(heading, below):
                yield _told(passage, heading, f"the section “{plain_text(heading['c'][2])}”", "is empty",
                            "write the section, or take the heading out", "a heading promises what does not come",
                            is_moved=any(each is heading and _PLACE in _names(behind)
                                         for each, behind in pairwise(passage.blocks)))


def _told(passage: Passage, empty: Element, what: str, how: str, fix: str, why: str, *, is_moved: bool) -> Finding:
    """Return what is told of an element that holds nothing, or nothing but words that stand elsewhere."""
    if is_moved:
        how, fix = "holds nothing that stays there", _MOVE
    elif empty["t"] == "Image":
        fix = "say in the brackets of ![…](…) what the picture tells"
    return error(passage.place_of(empty), f"{what} {how}", why=why, fix=fix)


def _without(moved: frozenset[str], blocks: Elements) -> Elements:
    """Return blocks with an empty place for each box whose words are shown elsewhere, if it has any."""
    def emptied(box: Element) -> Elements | None:
        return [div([], "", _PLACE)] if moved & set(_names(box)) and _says(box["c"][1]) else None

    return rewrite(blocks, emptied, ("Div",))


def _names(element: Element) -> list[str]:
    return attributes(element)[1]


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
