"""Small text is filled with a pattern or a gradient.

Its letters are made of pieces of the pattern, and their edges of its gaps. From 14 pt on they hold.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

_SMALL_PT = 14.0


def check(press: PressFile) -> Findings:
    met: dict[tuple[int, float], Paint] = {}
    for paint in press.file.seen:
        if paint.kind == "text" and paint.space == "Pattern" and 0 < paint.size_pt < _SMALL_PT:
            met.setdefault((paint.page, paint.size_pt), paint)
    for (page, size), paint in sorted(met.items()):
        yield warning(press.place(page), f"text of {size:g} pt is filled with a pattern,"
                                         f" {press.file.where(page, paint.spot)}",
                      why="its letters fall to pieces", fix="fill it with one flat colour")
