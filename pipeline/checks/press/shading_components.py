"""A gradient's functions give another number of inks than its colour space has.

Such a shading (ISO 32000-1, 8.7.4.5) is drawn by guesswork, left out, or stops the shop's machine; three components
in a space of four is what a gradient made for screens becomes when only its space is changed.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    for each in press.file.shadings:
        if each.given != (each.components,):
            given = " and ".join(map(str, each.given))
            yield error(press.place(each.page),
                        f"a gradient gives {given} components, {each.space} has {each.components}",
                        why="each machine draws it in its own way, or stops",
                        fix="draw the gradient anew in CMYK, or use a flat tint")
