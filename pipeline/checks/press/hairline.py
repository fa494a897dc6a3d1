"""A line is thinner than a plate can hold: under 0.25 pt.

It breaks up, or vanishes; a line of width 0 is as thin as the machine can draw, which on a plate is next to nothing.
Strokes, and fills whose shape is a thin rectangle, are measured at the size they are drawn.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

THINNEST_PT = 0.25


def check(press: PressFile) -> Findings:
    thin: dict[tuple[int, float], Paint] = {}
    for paint in press.file.paints:
        if paint.width_pt < THINNEST_PT:
            thin.setdefault((paint.page, paint.width_pt), paint)
    for (page, width), paint in sorted(thin.items()):
        yield error(press.place(page),
                    f"a line of {width:g} pt, {press.file.where(page, paint.spot)}",
                    why="a plate does not hold it: it breaks up or vanishes",
                    fix=f"draw it at {THINNEST_PT} pt or more")
