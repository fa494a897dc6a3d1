"""What the pages of press files share: the white around the trim, the crop marks in it, an ornament at the foot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.markup.xhtml import Writer
from pipeline.model.artifact import Design
from pipeline.model.tree import attribute, plain

#: White around the trim that holds bleed, marks and slug line; marks begin and end inside it.
SLUG_MM = 12.7
#: Between the bleed's edge and a mark or a line of text.
GAP_MM = 1.2
MARK_LENGTH_MM = 6.0
#: A quarter of a point, the thinnest line that a plate holds.
_HAIRLINE_MM = 0.0882

#: The drawing along the foot of a page or side.
_HILLS = "figures/hills.svg"


@dataclass(frozen=True)
class Mark:
    """A hairline beside the trim: its begin from the trim's left and upper edge, its length, upright or level."""

    left_mm: float
    top_mm: float
    length_mm: float
    is_upright: bool


def crop_marks(width_mm: float, height_mm: float, bleed_mm: float) -> Iterator[Mark]:
    """Yield the eight marks that tell where to cut, two at each corner, clear of the bleed."""
    near = bleed_mm + GAP_MM
    for y in (-near - MARK_LENGTH_MM, height_mm + near):
        yield from (Mark(x, y, MARK_LENGTH_MM, is_upright=True) for x in (0, width_mm))
    for x in (-near - MARK_LENGTH_MM, width_mm + near):
        yield from (Mark(x, y, MARK_LENGTH_MM, is_upright=False) for y in (0, height_mm))


def mark(each: Mark) -> str:
    """Return a mark as a box of the page."""
    if each.is_upright:
        return box("mark upright", each.left_mm, each.top_mm, 0, each.length_mm)
    return box("mark level", each.left_mm, each.top_mm, each.length_mm, 0)


def hills(design: Design, write: Writer) -> str:
    """Return the drawing along the foot, an ornament that tells nothing; a publication may have none."""
    drawn = plain([{"t": "Image", "c": [attribute(), [], [_HILLS, ""]]}])
    return f'<div class="hills">{write.blocks([drawn])}</div>' if _HILLS in design.figures else ""


def box(kind: str, left_mm: float, top_mm: float, width_mm: float, height_mm: float) -> str:
    """Return an empty box of a class at its place from the trim's corner; a measure of 0 is left to the style sheet."""
    place = f"left: {left_mm:.4f}mm; top: {top_mm:.4f}mm"
    measures = (("width", width_mm), ("height", height_mm))
    size = "".join(f"; {name}: {value:.4f}mm" for name, value in measures if value)
    return f'<div class="{kind}" style="{place}{size}"></div>'


def marks_drawing(width_mm: float, height_mm: float, marks: Iterable[Mark], colour: str) -> str:
    """Return the marks as an SVG that covers the page and the white around it, for pages that flow."""
    lines = "".join(
        f'M{each.left_mm + SLUG_MM:.4f} {each.top_mm + SLUG_MM:.4f}{"v" if each.is_upright else "h"}'
        f"{each.length_mm:.4f}" for each in marks)
    width, height = width_mm + 2 * SLUG_MM, height_mm + 2 * SLUG_MM
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
            f' viewBox="0 0 {width} {height}"><path d="{lines}" fill="none" stroke="{colour}"'
            f' stroke-width="{_HAIRLINE_MM}"/></svg>')
