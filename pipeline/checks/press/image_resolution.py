"""A picture has too few pixels for the size at which it is placed.

Offset screens at 150 lines an inch want 250 pixels an inch or more: fewer are a warning, under 150 the squares are
seen, which is an error. Line art (one bit a pixel) has no greys to hide its steps: 1200, and under 600 an error.
A picture one pixel wide or high is a tint or a ramp and has no detail to lose. What cuts a finer picture out (a mask)
is told where its edges are hard: a shadow that is blurred needs few pixels.
"""

from pipeline.model.finding import Findings, error, warning
from pipeline.model.press_file import PressFile

#: Kind of picture -> pixels an inch that are wanted, and below which they are seen.
_WANTED = {"picture": (250, 150), "line art": (1200, 600), "mask": (250, 150)}


def check(press: PressFile) -> Findings:
    for each in press.file.pictures:
        kind = "mask" if each.is_mask else "line art" if each.bits == 1 else "picture"
        wanted, least = _WANTED[kind]
        is_tint = min(each.width_px, each.height_px) <= 1
        if each.ppi < wanted and not is_tint:
            say = error if each.ppi < least else warning
            yield say(press.place(each.page),
                      f"{kind} of {each.width_px} × {each.height_px} pixels at {each.ppi:.0f} an inch, "
                      f"{wanted} are wanted, {press.file.where(each.page, each.spot)}",
                      why="its pixels are seen as steps or blur", fix="place it smaller, or take one with more pixels")
