"""Finds the slot for who hands a product out in WeasyPrint's box tree, measures its sample lines and takes them out."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.slot import Box, LineForm, Rule, Slot
from pipeline.tools.typesetting.box_tree import children

_PT_PER_PX = 0.75


def take_out(document: Any) -> Slot:
    """Return the slot (class `imprint`), which holds two known and two ruled lines; afterwards it is drawn empty.

    Raises ValueError where no page holds a slot.
    """
    found = [(number, box) for number, page in enumerate(document.pages)
             for box in _of_class(page._page_box, "imprint")]
    if len(found) != 1:
        raise ValueError(f"{len(found)} places for an imprint instead of one")
    (number, box), = found
    slot = _measured(number, box)
    box.children = []
    return slot


def _measured(page: int, box: Any) -> Slot:
    first, second, third, fourth = _of_class(box, "field")
    known, ruled, rule = next(_texts(first)), next(_texts(third)), next(_of_class(third, "rule"))
    bottom = rule.border_box_y() + rule.border_height()
    return Slot(
        page=page,
        frame=_box(box),
        size=known.style["font_size"] * _PT_PER_PX,
        known=_form(first, second, known),
        ruled=_form(third, fourth, ruled),
        rule=Rule(bottom=(bottom - third.position_y) * _PT_PER_PX,
                  thickness=rule.border_bottom_width * _PT_PER_PX,
                  gap=(rule.border_box_x() - ruled.position_x - ruled.width) * _PT_PER_PX,
                  shortest=4 * known.style["font_size"] * _PT_PER_PX),
        logo=_box(next(_of_class(box, "imprint-logo"))),
        qr=_box(next(_of_class(box, "imprint-qr"))))


def _form(line: Any, following: Any, text: Any) -> LineForm:
    return LineForm((following.position_y - line.position_y) * _PT_PER_PX,
                    (text.position_y + text.baseline - line.position_y) * _PT_PER_PX)


def _box(box: Any) -> Box:
    return Box(*(edge * _PT_PER_PX for edge in (box.content_box_x(), box.content_box_y(), box.width, box.height)))


def _of_class(box: Any, name: str) -> Iterator[Any]:
    """Yield the outermost boxes of a class, in order."""
    for child in children(box):
        element = child.element
        if element is not None and name in (element.get("class") or "").split():
            yield child
        else:
            yield from _of_class(child, name)


def _texts(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    for child in children(box):
        if isinstance(child, boxes.TextBox):
            yield child
        else:
            yield from _texts(child)
