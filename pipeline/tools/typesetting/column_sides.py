"""Measures in WeasyPrint's box tree to which side the words of each column of a table stand."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.layout import TableSides
from pipeline.tools.typesetting.box_tree import children

#: What rounding moves a line by, in px; a line that fills its cell nearly stands to no side.
_TOLERANCE_PX = 1.0
#: Lists keep their marks at the left, whatever side a column stands to.
_LISTS = frozenset({"ul", "ol"})
#: By column, the sides to which lines stand.
_Found = dict[int, set[str]]


def table_sides(document: Any) -> tuple[TableSides, ...]:
    """Return each table in columns, on whatever pages it stands; a column whose lines all fill it stands to no side."""
    from weasyprint.formatting_structure.boxes import TableBox

    found: dict[Any, _Found] = {}
    for page in document.pages:
        for table in _below(page._page_box, TableBox):
            if table.element.get("data-table"):
                _measure(table, found.setdefault(table.element, {}))
    return tuple(TableSides(_head(table), tuple(map(_side, _columns(sides)))) for table, sides in found.items())


def _columns(sides: _Found) -> list[set[str]]:
    return [sides.get(column, set()) for column in range(max(sides, default=-1) + 1)]


def _side(sides: set[str]) -> str:
    return "mixed" if len(sides) > 1 else "".join(sides)


def _head(table: Any) -> str:
    return " ".join(" ".join(text for each in table.iterfind("thead/tr/th") for text in each.itertext()).split())


def _measure(table: Any, found: _Found) -> None:
    from weasyprint.formatting_structure.boxes import TableCellBox

    for cell in _below(table, TableCellBox):
        for line, frame in _lines(cell, cell):
            left = frame.content_box_x()
            before, behind = line.position_x - left, left + frame.width - line.position_x - line.width
            if before + behind > 2 * _TOLERANCE_PX:
                found.setdefault(cell.grid_x, set()).add(_stands(before, behind))


def _stands(before: float, behind: float) -> str:
    if abs(before - behind) < _TOLERANCE_PX:
        return "center"
    return "left" if before < _TOLERANCE_PX else "right" if behind < _TOLERANCE_PX else "indented"


def _below(box: Any, kind: type) -> Iterator[Any]:
    """Yield the outermost boxes of a kind."""
    for child in children(box):
        if isinstance(child, kind):
            yield child
        else:
            yield from _below(child, kind)


def _lines(box: Any, frame: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each line with the box that it stands in: the cell, or where that has sides, one of these."""
    from weasyprint.formatting_structure.boxes import FlexContainerBox, LineBox

    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox):
            yield child, frame
        elif child.element_tag not in _LISTS:
            yield from _lines(child, child if isinstance(box, FlexContainerBox) else frame)
