"""Reads WeasyPrint's box tree: what it laid out where, since content that does not fit is dropped without a word."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.model.layout import PanelFit, PlacedPicture

_MM_PER_PX = 25.4 / 96
#: Rounding of the layout, far below what a print shop can cut or fold.
_TOLERANCE_MM = 0.1


def measure_panels(document: Any, panel: str, pinned: frozenset[str]) -> tuple[PanelFit, ...]:
    """Return how the content of each element of class `panel` fits its box; its `data-name` names it.

    Elements of the classes `pinned` stand at the panel's foot by style: the rest has to end above them.
    """
    return tuple(
        _fit(box, number, pinned)
        for number, page in enumerate(document.pages, 1)
        for box in _panels(page._page_box, panel))


def texts_by_panel(document: Any, panel: str) -> dict[str, str]:
    """Return the text that each panel shows, on all its pages; lines, blocks and numbers of notes stand apart."""
    texts: dict[str, str] = {}
    for page in document.pages:
        for box in _panels(page._page_box, panel):
            pieces: list[str] = []
            _gather(box, pieces)
            name = box.element.get("data-name", "")
            texts[name] = texts.get(name, "") + "".join(pieces)
    return texts


def overfull_pages(document: Any, panel: str, safe_mm: float) -> tuple[PanelFit, ...]:
    """Return each page, without a name, on which something leaves its frame; pages of panels are not meant.

    What flows has to stay between the page's margins; what runs along them (titles, page numbers) within the safe
    margin, or outside the trim.
    """
    pages = [(number, page._page_box) for number, page in enumerate(document.pages, 1)]
    worst = ((number, max(_beyond(box, safe_mm / _MM_PER_PX), key=lambda each: each[:2], default=(0.0, "", "")))
             for number, box in pages if not any(_panels(box, panel)))
    return tuple(PanelFit("", number, round(reach * _MM_PER_PX, 1), 0.0, at, word)
                 for number, (reach, at, word) in worst if reach * _MM_PER_PX > _TOLERANCE_MM)


def empty_share(page: Any) -> float:
    """Return which share of a page, between its margins, is empty below all that flows into it."""
    flow, top = page._page_box.children[0], page._page_box.content_box_y()
    last = max((mark.bottom for mark in _marks(flow, frozenset(), "", is_pinned=False)), default=top)
    return max(0.0, 1.0 - float((last - top) / page._page_box.height))


def wide_tables(document: Any) -> set[int]:
    """Return the numbers of the tables (`data-table`) that reach beyond the block that holds them."""
    return {number for page in document.pages for number in _wide(page._page_box, page._page_box)}


def torn_tables(document: Any) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    """Return the numbers of the tables that stand on more than one page, and of each its rows that do, by their own."""
    pages: Counter[tuple[int, int]] = Counter()
    for page in document.pages:
        pages.update(set(_tables_and_rows(page._page_box, None)))
    torn = [each for each, count in pages.items() if count > 1]
    return (frozenset(table for table, row in torn if row < 0),
            frozenset((table, row) for table, row in torn if row >= 0))


def _tables_and_rows(box: Any, table: Any) -> Iterator[tuple[int, int]]:
    """Yield the number of each table below a box with -1, then with the number of each row but those of its head."""
    from weasyprint.formatting_structure.boxes import TableBox, TableRowBox

    for child in children(box):
        if isinstance(child, TableBox) and child.element.get("data-table"):
            yield int(child.element.get("data-table")), -1
            yield from _tables_and_rows(child, child.element)
        elif isinstance(child, TableRowBox) and table is not None:
            yield int(table.get("data-table")), list(table.iter("tr")).index(child.element)
        elif not getattr(child, "is_header", False):
            yield from _tables_and_rows(child, table)


def _wide(box: Any, holder: Any) -> Iterator[int]:
    """Yield the number of each such table below a box; `holder` is the nearest block that is none of a table's own."""
    from weasyprint.formatting_structure.boxes import TableBox

    for child in children(box):
        number = child.element.get("data-table") if isinstance(child, TableBox) else None
        if number:
            room = holder.content_box_x() + holder.width
            reach = max((mark.right for mark in _marks(child, frozenset(), "", is_pinned=False)), default=0.0)
            if max(reach, child.position_x + child.border_width()) - room > _TOLERANCE_MM / _MM_PER_PX:
                yield int(number)
        else:
            yield from _wide(child, holder if getattr(child, "is_table_wrapper", False) else child)


def placed_pictures(document: Any) -> tuple[PlacedPicture, ...]:
    """Return each picture made of pixels (an element with `data-picture`) at the size that its page shows."""
    return tuple(
        PlacedPicture(box.element.get("data-picture"), number, _ppi(box))
        for number, page in enumerate(document.pages, 1)
        for box in _pictures(page._page_box))


def _pictures(box: Any) -> Iterator[Any]:
    for child in children(box):
        if getattr(child, "replacement", None) and child.element.get("data-picture"):
            yield child
        yield from _pictures(child)


def _ppi(box: Any) -> int:
    """Return the pixels to the inch along the side that is stretched most."""
    pixels, px = (box.replacement.width, box.replacement.height), (box.width, box.height)
    return int(min(count * 96 / size for count, size in zip(pixels, px, strict=True) if size) + 0.5)


@dataclass(frozen=True)
class _Mark:
    """A run of text, a picture or a rule: its edges in px, its source place, whether it is pinned, its longest word."""

    left: float
    top: float
    right: float
    bottom: float
    at: str
    is_pinned: bool
    word: str = ""


def _beyond(page: Any, safe_px: float) -> Iterator[tuple[float, str, str]]:
    """Yield how far each mark of a page reaches beyond its frame, in px, its place, the word that is too wide."""
    flow, *along = page.children
    left, top = page.content_box_x(), page.content_box_y()
    frame = (left, top, left + page.width, top + page.height)
    yield from (_reach(mark, frame) for mark in _marks(flow, frozenset(), "", is_pinned=False))
    right, bottom = page.margin_width(), page.margin_height()
    frame = (safe_px, safe_px, right - safe_px, bottom - safe_px)
    yield from (_reach(mark, frame) for box in along
                for mark in _marks(box, frozenset(), "", is_pinned=False) if mark.top < bottom)


def _reach(mark: _Mark, frame: tuple[float, float, float, float]) -> tuple[float, str, str]:
    left, top, right, bottom = frame
    across, down = max(left - mark.left, mark.right - right), max(top - mark.top, mark.bottom - bottom)
    return max(across, down), mark.at, mark.word if across > down else ""


def _fit(panel: Any, page: int, pinned: frozenset[str]) -> PanelFit:
    """Measure against the panel's content box, which ends where pinned content begins."""
    left, top = panel.content_box_x(), panel.content_box_y()
    right, bottom = left + panel.width, top + panel.height
    marks = list(_marks(panel, pinned, "", is_pinned=False))
    floor = min([bottom, *(mark.top for mark in marks if mark.is_pinned)])
    free = [mark for mark in marks if not mark.is_pinned]
    beyond = [_reach(mark, (left, top, right, floor)) for mark in free]
    worst, _, word = max(beyond, key=lambda each: each[0], default=(-panel.height, "", ""))
    worst *= _MM_PER_PX
    last = max((mark.bottom for mark in free), default=top)
    at = next((at for reach, at, of in beyond if reach * _MM_PER_PX > _TOLERANCE_MM and bool(of) == bool(word)),
              free[-1].at if free else "")
    is_over = worst > _TOLERANCE_MM
    return PanelFit(
        name=panel.element.get("data-name", ""), page=page, at=at,
        overflow_mm=round(worst, 1) if is_over else 0.0,
        slack_mm=0.0 if is_over else round(max(0.0, (floor - last) * _MM_PER_PX), 1), word=word if is_over else "")


def _marks(box: Any, pinned: frozenset[str], at: str, *, is_pinned: bool) -> Iterator[_Mark]:
    """Yield all text, pictures and rules below a box, each with the nearest source place above it or before it."""
    from weasyprint.formatting_structure import boxes

    for child in children(box):
        at = (child.element.get("data-at") if child.element is not None else "") or at
        stays = is_pinned or bool(pinned & _classes(child))
        if isinstance(child, (boxes.TextBox, boxes.ReplacedBox)) or child.border_bottom_width:
            yield _Mark(child.position_x, child.position_y, child.position_x + child.border_width(),
                        child.position_y + child.border_height(), at, stays,
                        max(getattr(child, "text", "").split(), key=len, default=""))
        for mark in _marks(child, pinned, at, is_pinned=stays):
            at = mark.at
            yield mark


def _gather(box: Any, pieces: list[str]) -> None:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        pieces.append(box.text)
    elif isinstance(box, (boxes.LineBox, boxes.BlockLevelBox)) or "noteref" in _classes(box):
        pieces.append(" ")
    for child in children(box):
        _gather(child, pieces)


def _panels(box: Any, panel: str) -> Iterator[Any]:
    """Yield the outermost boxes of that class: the anonymous boxes inside share their element."""
    for child in children(box):
        if panel in _classes(child):
            yield child
        else:
            yield from _panels(child, panel)


def children(box: Any) -> Iterator[Any]:
    """Return the boxes inside a box, each absolute one where its placeholder stands."""
    return (getattr(each, "_box", each) for each in getattr(box, "children", ()))


def _classes(box: Any) -> frozenset[str]:
    element = getattr(box, "element", None)
    return frozenset((element.get("class") or "").split()) if element is not None else frozenset()
