"""The file states other widths for a font's glyphs than the font has.

Letters are placed by the stated widths and drawn by the font: they overlap, or stand apart. Some programs round in
their own way: up to a thousandth of an em is no fault (ISO 19005-2, 6.2.11.5, says the same), up to ten are a warning.
"""

from pipeline.model.finding import Findings, error, warning
from pipeline.model.press_file import PressFile

_SEEN = 10


def check(press: PressFile) -> Findings:
    for font in press.file.fonts:
        if not font.misfits:
            continue
        letter, stated, own = max(font.misfits, key=lambda each: abs(each[1] - each[2]))
        say = error if abs(stated - own) > _SEEN else warning
        for page in font.pages:
            yield say(press.place(page), f"the font {font.name} is stated with other widths than its own: {letter} with"
                                         f" {stated:.0f} thousandths of its size, not {own:.0f}",
                      why="letters would overlap, or stand apart",
                      fix="install that font anew where the file is made, and export it again")
