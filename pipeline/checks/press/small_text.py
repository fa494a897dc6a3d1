"""Text is too small to print: under 5 pt, or under 7 pt where it is light on a dark ground.

Small letters fill in or break up; light ones are cut out of several plates at once and close where these do not meet.
Text with less than 30 percent of ink in all is taken for light: on paper nobody could read it.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

SMALLEST_PT, SMALLEST_REVERSED_PT = 5.0, 7.0
_LIGHT = 0.3


def check(press: PressFile) -> Findings:
    small: dict[tuple[int, float, bool], Paint] = {}
    for paint in press.file.seen:
        is_light = bool(paint.tints) and sum(paint.tints) < _LIGHT
        if paint.kind == "text" and 0 < paint.size_pt < (SMALLEST_REVERSED_PT if is_light else SMALLEST_PT):
            small.setdefault((paint.page, paint.size_pt, is_light), paint)
    for (page, size, is_light), paint in sorted(small.items()):
        kind, least = ("light text", SMALLEST_REVERSED_PT) if is_light else ("text", SMALLEST_PT)
        yield error(press.place(page),
                    f"{kind} of {size:g} pt, {press.file.where(page, paint.spot)}",
                    why="its letters fill in or break up on the press", fix=f"set it in {least:g} pt or more")
