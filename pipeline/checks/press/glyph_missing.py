"""A character is shown that its font has no glyph for.

On paper a box or nothing at all stands in its place. Blanks need no glyph.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile

_MOST = 6


def check(press: PressFile) -> Findings:
    for font in press.file.fonts:
        named = ", ".join(font.missing[:_MOST]) + (", …" if len(font.missing) > _MOST else "")
        for page in font.pages if font.missing else ():
            yield error(press.place(page), f"the font {font.name} has no glyph for {named}",
                        why="a box or nothing would be printed in its place",
                        fix="set these characters in a font that has them, and export with whole fonts")
