"""Reads WeasyPrint's box tree: what it laid out where, since content that does not fit is dropped without a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.model.layout import PanelFit

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
    """Return the text that each panel shows, in the order of the tree; lines and blocks are parted by a space."""
    texts: dict[str, str] = {}
    for page in document.pages:
        for box in _panels(page._page_box, panel):
            pieces: list[str] = []
            _gather(box, pieces)
            texts[box.element.get("data-name", "")] = "".join(pieces)
    return texts


@dataclass(frozen=True)
class _Mark:
    """A run of text, a picture or a rule: its edges in px, the source place it came from, whether it is pinned."""

    left: float
    top: float
    right: float
    bottom: float
    at: str
    is_pinned: bool


def _fit(panel: Any, page: int, pinned: frozenset[str]) -> PanelFit:
    """Measure against the panel's content box, which ends where pinned content begins."""
    left, top = panel.content_box_x(), panel.content_box_y()
    right, bottom = left + panel.width, top + panel.height
    marks = list(_marks(panel, pinned, "", is_pinned=False))
    floor = min([bottom, *(mark.top for mark in marks if mark.is_pinned)])
    free = [mark for mark in marks if not mark.is_pinned]
    beyond = [(max(mark.bottom - floor, mark.right - right, left - mark.left, top - mark.top), mark) for mark in free]
    worst = max((reach for reach, _ in beyond), default=-panel.height) * _MM_PER_PX
    last = max((mark.bottom for mark in free), default=top)
    at = next((mark.at for reach, mark in beyond if reach * _MM_PER_PX > _TOLERANCE_MM),
              free[-1].at if free else "")
    is_over = worst > _TOLERANCE_MM
    return PanelFit(
        name=panel.element.get("data-name", ""), page=page, at=at,
        overflow_mm=round(worst, 1) if is_over else 0.0,
        slack_mm=0.0 if is_over else round(max(0.0, (floor - last) * _MM_PER_PX), 1))


def _marks(box: Any, pinned: frozenset[str], at: str, *, is_pinned: bool) -> Iterator[_Mark]:
    """Yield all text, pictures and rules below a box, each with the nearest source place above it or before it."""
    from weasyprint.formatting_structure import boxes

    for child in map(_real, getattr(box, "children", ())):
        at = (child.element.get("data-at") if child.element is not None else "") or at
        stays = is_pinned or bool(pinned & _classes(child))
        if isinstance(child, (boxes.TextBox, boxes.ReplacedBox)) or child.border_bottom_width:
            yield _Mark(child.position_x, child.position_y, child.position_x + child.border_width(),
                        child.position_y + child.border_height(), at, stays)
        for mark in _marks(child, pinned, at, is_pinned=stays):
            at = mark.at
            yield mark


def _gather(box: Any, pieces: list[str]) -> None:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        pieces.append(box.text)
    elif isinstance(box, (boxes.LineBox, boxes.BlockLevelBox)):
        pieces.append(" ")
    for child in map(_real, getattr(box, "children", ())):
        _gather(child, pieces)


def _panels(box: Any, panel: str) -> Iterator[Any]:
    """Yield the outermost boxes of that class: the anonymous boxes inside share their element."""
    for child in map(_real, getattr(box, "children", ())):
        if panel in _classes(child):
            yield child
        else:
            yield from _panels(child, panel)


def _real(box: Any) -> Any:
    """Return the box that an absolute placeholder stands for."""
    return getattr(box, "_box", box)


def _classes(box: Any) -> frozenset[str]:
    element = getattr(box, "element", None)
    return frozenset((element.get("class") or "").split()) if element is not None else frozenset()
