"""A font is in the file, but its program cannot be opened.

An empty or broken program is as good as none: the shop's machine stops, or sets the text in another font. Each font
that a page shows text in is opened as TrueType, OpenType, CFF or Type 1.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    for font in press.file.fonts:
        for page in font.pages if font.damage else ():
            yield error(press.place(page), f"the font {font.name} cannot be opened: {font.damage}",
                        why="the shop's machine would stop, or set the text in another font",
                        fix="install that font anew where the file is made, and export it again")
