"""A tint is so light that a plate does not hold it: under 3 percent of any ink.

Its dots are too small: they are left out in places, and what looks even on a screen is printed as blots, or not at all.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

_LEAST = 0.03
_FLAT = ("fill", "stroke", "text")


def check(press: PressFile) -> Findings:
    met: dict[tuple[int, tuple[float, ...]], Paint] = {}
    for paint in press.file.seen:
        inks = paint.tints
        if paint.kind in _FLAT and inks and 0 < max(inks) < _LEAST:
            met.setdefault((paint.page, inks), paint)
    for (page, inks), paint in sorted(met.items()):
        said = "/".join(f"{ink * 100:.3g}" for ink in inks)
        yield warning(press.place(page), f"a tint of {said} percent, {press.file.where(page, paint.spot)}",
                      why="dots so small are lost in places, and blots are left",
                      fix="take at least 3 percent of one ink, or leave the paper white")
