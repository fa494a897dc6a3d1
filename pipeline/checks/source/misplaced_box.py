"""A box to tick stands where no product can show one, or is ticked already.

`- [ ] words` is an item with a box to tick; all items of its list have one. A family ticks it, so the source leaves it
empty: `[x]` is refused, and so is a box in a numbered list or in the middle of a text.
"""

from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.prose import Passage, passages
from pipeline.model.publication import Source
from pipeline.model.tree import TICKED, Element, Elements, opens_with_box

_WHY = "what a list means to be ticked would be printed as any sign, or not at all"
_LINES = ("Para", "Plain")


def check(source: Source) -> Findings:
    for passage in passages(source):
        for element in passage.branches:
            if element["t"] == "BulletList":
                yield from _list(element["c"], passage)
            elif element["t"] in _LINES:
                for sign in _in_text(element["c"]):
                    yield error(passage.place_of(sign), "“[ ]” is no box to tick here", why=_WHY,
                                fix="write a list of lines “- [ ] words”")


def _list(items: list[Elements], passage: Passage) -> Findings:
    boxes = [opens_with_box(item) for item in items]
    for item, has_box in zip(items, boxes, strict=True):
        if has_box and item[0]["c"][0]["c"] == TICKED:
            yield error(passage.place_of(item[0]["c"][0]), "this box is ticked",
                        why="a family ticks it, not the source", fix="write [ ]")
    if any(boxes) and not all(boxes):
        bare = items[boxes.index(False)]
        yield error(passage.place_of(bare[0]) if bare else passage.place, "this item of a list to tick has no box",
                    why=_WHY, fix="write [ ] before each item of the list, or before none")


def _in_text(inlines: Elements) -> Iterator[Element]:
    for first, second, third in zip(inlines, inlines[1:], inlines[2:], strict=False):
        if first.get("c") == "[" and second["t"] == "Space" and str(third.get("c", "")).startswith("]"):
            yield first
