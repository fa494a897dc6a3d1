"""Small text is in a colour of three inks or more.

Plates that shift by a tenth of a millimetre blur it, or close its letters. Under 12 pt two inks are the most that hold.
Inks of its own count as those of the press do. Text that the eye takes for black is told by rich-black-text.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

_SMALL_PT, _MOST_INKS, _TRACE = 12.0, 2, 0.03


def check(press: PressFile) -> Findings:
    met: dict[tuple[int, tuple[float, ...]], Paint] = {}
    for paint in press.file.seen:
        inks = paint.tints
        if (paint.kind == "text" and inks and 0 < paint.size_pt < _SMALL_PT and not paint.looks_black
                and sum(ink >= _TRACE for ink in inks) > _MOST_INKS):
            met.setdefault((paint.page, inks), paint)
    for (page, colour), paint in sorted(met.items()):
        said = "/".join(f"{ink * 100:.0f}" for ink in colour)
        yield warning(press.place(page),
                      f"text of {paint.size_pt:g} pt in {said}, {press.file.where(page, paint.spot)}",
                      why="plates that do not meet exactly blur small letters of more than two inks",
                      fix="set it in black, in one or two inks, or in 12 pt and more")
