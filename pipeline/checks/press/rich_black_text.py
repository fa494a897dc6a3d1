"""Small text is black in several inks.

Four plates never meet exactly: text under 14 pt in rich black gets coloured edges. Text that is meant to be black
is black ink alone. Text in a colour, with little black in it, is not meant here.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile

SMALL_PT = 14.0


def check(press: PressFile) -> Findings:
    paints = press.file.seen
    found = {(paint.page, paint.inks) for paint in paints
             if paint.kind == "text" and paint.inks and paint.size_pt < SMALL_PT and paint.looks_black}
    for page, inks in sorted(found):
        said = "/".join(f"{ink * 100:.0f}" for ink in inks)
        yield error(press.place(page), f"small text in rich black {said}",
                    why="plates that do not meet exactly give its letters coloured edges",
                    fix=press.fix(ours="use the token black, which is black ink alone",
                                     anyones="set the text in black ink alone (0/0/0/100)"))
