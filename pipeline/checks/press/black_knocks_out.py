"""Small black text, or black line art, is cut out of a solid colour instead of being printed over it.

Plates never meet exactly: each letter gets a white edge. Black ink alone, under 12 pt, on half a tone or more of any
other ink has to overprint, and so has a picture of one bit a pixel (a stencil), whose lines are as fine.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

_SMALL_PT, _BLACK, _SOLID = 12.0, 0.85, 0.5


def check(press: PressFile) -> Findings:
    met: dict[tuple[int, float], Paint] = {}
    for paint in press.file.seen:
        if paint.kind in ("text", "image") and paint.size_pt < _SMALL_PT and paint.inks and _knocks_out(paint):
            met.setdefault((paint.page, paint.size_pt), paint)
    for (page, size), paint in sorted(met.items()):
        what, parts = (f"black text of {size:g} pt", "letters") if size else ("black line art", "lines")
        yield warning(press.place(page), f"{what} knocks out of a colour, {press.file.where(page, paint.spot)}",
                      why=f"plates that do not meet exactly leave white edges round its {parts}",
                      fix="let black overprint (most programs do so for text in 100 percent black)")


def _knocks_out(paint: Paint) -> bool:
    *colours, black = paint.inks or (0.0, 0.0, 0.0, 0.0)
    return (not paint.overprints and black >= _BLACK and max(colours) == 0 and paint.ground is not None
            and max(*paint.ground[:3], *paint.ground[4:]) >= _SOLID)
