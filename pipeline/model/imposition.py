"""Saddle stitch: which two pages stand side by side on each side of a sheet, so that the folded stack reads in order.

Sheets are nested, so an inner one reaches further out at the open edge by the thickness of the paper around it
(creep). Its pages move towards the fold by as much, so that all outer margins look alike once the edge is trimmed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Flip = Literal["short-edge", "long-edge"]
PAGES_A_SHEET = 4
#: The sheets that office printers take, lying on their side: width and height in millimetres, the smallest first.
_OFFICE_SHEETS_MM = ((279.4, 215.9), (297.0, 210.0), (420.0, 297.0), (431.8, 279.4))


def office_sheet_mm(page_mm: tuple[float, float]) -> tuple[float, float] | None:
    """Return the smallest sheet that takes two pages side by side; None where none does."""
    width, height = page_mm
    return next((sheet for sheet in _OFFICE_SHEETS_MM if 2 * width <= sheet[0] and height <= sheet[1]), None)


@dataclass(frozen=True)
class SheetSide:
    """One side of a sheet: the two page numbers, 1 the first, and how far each moves towards the fold.

    A back side is turned by 180 degrees where the printer turns sheets over the long edge.
    """

    left: int
    right: int
    creep_mm: float
    rotation_degrees: int


def saddle_stitch(
    pages: int, *, paper_mm: float, room_mm: float, flip: Flip, is_right_to_left: bool = False
) -> Iterator[SheetSide]:
    """Yield front and back of each sheet, the outermost first.

    `room_mm` is what lies between the text and the safe margin at the fold: no page moves further than that. What is
    read from the right is bound there: the first page lies on the left.
    Raises ValueError for a number of pages that leaves a sheet half empty.
    """
    if pages % PAGES_A_SHEET:
        raise ValueError(f"{pages} pages do not fill sheets of {PAGES_A_SHEET}")
    turned = 180 if flip == "long-edge" else 0
    for sheet in range(pages // PAGES_A_SHEET):
        first, last = 2 * sheet + 1, pages - 2 * sheet
        creep = min(sheet * paper_mm, room_mm)
        for (left, right), rotation in (((last, first), 0), ((first + 1, last - 1), turned)):
            yield SheetSide(*((right, left) if is_right_to_left else (left, right)), creep, rotation)
