"""A character is shown that its font has no glyph for.

On paper a box or nothing at all stands in its place. Blanks need no glyph. Fonts of several bytes a character are
read by the table of codes that the file holds or names.
"""

from pipeline.model.finding import Findings, error, unexamined
from pipeline.model.press_file import PressFile

_MOST = 6


def check(press: PressFile) -> Findings:
    for font in press.file.fonts:
        if font.unknown_codes:
            yield unexamined(press.place(min(font.pages)), f"nobody has tried the glyphs of the font {font.name}: the"
                             f" table “{font.unknown_codes}” says which it shows, and is not on this machine",
                             why="one may be missing", fix="run: sudo apt-get install poppler-data", about=font.name)
        named = ", ".join(font.missing[:_MOST]) + (", …" if len(font.missing) > _MOST else "")
        for page in font.pages if font.missing else ():
            yield error(press.place(page), f"the font {font.name} has no glyph for {named}",
                        why="a box or nothing would be printed in its place",
                        fix="set these characters in a font that has them, and export with whole fonts")
