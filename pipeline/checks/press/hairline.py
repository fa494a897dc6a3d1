"""A line is thinner than a plate can hold: under 0.25 pt.

It breaks up, or vanishes; a line of width 0 is as thin as the machine can draw, which on a plate is next to nothing.
Strokes, their dashes, slivers that are filled, in any direction, and thin rings are measured at the size they are
drawn. A line under 0.5 pt in a tint is a warning: the dots of its screen are as wide as the line.
"""

from pipeline.model.finding import Findings, error, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

THINNEST_PT, THINNEST_TINT_PT = 0.25, 0.5
#: Less of every ink is a tint, which is printed as dots.
_SOLID = 0.7


def check(press: PressFile) -> Findings:
    thin: dict[tuple[int, float, str], Paint] = {}
    for paint in press.file.seen:
        least = THINNEST_TINT_PT if _is_tint(paint) else THINNEST_PT
        for what, width in (("line", paint.width_pt), ("line in dashes", paint.dash_pt)):
            if width < least:
                thin.setdefault((paint.page, width, what), paint)
    for (page, width, what), paint in sorted(thin.items()):
        where = press.file.where(page, paint.spot)
        if width < THINNEST_PT:
            yield error(press.place(page), f"a {what} of {width:g} pt, {where}",
                        why="a plate does not hold it: it breaks up or vanishes",
                        fix=f"draw it at {THINNEST_PT} pt or more")
        else:
            yield warning(press.place(page), f"a {what} of {width:g} pt in a tint, {where}",
                          why="the dots of a screen are as wide as the line: it is printed as a row of dots",
                          fix=f"draw it at {THINNEST_TINT_PT} pt or more, or in solid ink")


def _is_tint(paint: Paint) -> bool:
    return 0 < max(paint.tints, default=0.0) < _SOLID
