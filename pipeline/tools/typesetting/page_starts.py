"""Reads from WeasyPrint's box tree what begins on each page."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.pagination import PageStart, letters_of
from pipeline.tools.typesetting.box_tree import children


def page_starts(document: Any, part: str) -> tuple[PageStart, ...]:
    """Return what begins on each page: first the topmost block or part, then the parts that begin below it.

    A part is an element of class `part`; its `data-name` names the section. What merely goes on from the page before
    does not begin.
    """
    seen: set[Any] = set()
    found: list[PageStart] = []
    for number, page in enumerate(document.pages, 1):
        here: set[Any] = set()
        starts = list(_starts(page._page_box, part, number, "", seen, here))
        found += [start for index, start in enumerate(starts) if index == 0 or not start.letters]
        seen |= here
    return tuple(found)


def _starts(box: Any, part: str, number: int, section: str, seen: set[Any], here: set[Any]) -> Iterator[PageStart]:
    from weasyprint.formatting_structure import boxes

    element, inner = box.element, list(children(box))
    is_new = element is not None and element not in seen and element not in here
    if element is not None:
        here.add(element)
        if part in (element.get("class") or "").split():
            section = element.get("data-name", "")
            if is_new:
                yield PageStart(number, section)
    if section and inner and isinstance(inner[0], boxes.LineBox):
        letters = letters_of("".join(_words(inner[0])))
        if letters and element not in seen:
            yield PageStart(number, section, letters)
        return
    for child in inner:
        yield from _starts(child, part, number, section, seen, here)


def _words(box: Any) -> Iterator[str]:
    """Yield the text of a line, without the numbers of notes."""
    if box.element is not None and box.element.get("class") == "noteref":
        return
    yield getattr(box, "text", "")
    for child in getattr(box, "children", ()):
        yield from _words(child)
