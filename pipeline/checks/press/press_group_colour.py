"""Transparency is blended in a colour space that is not the press's own.

Everything inside a transparency group (ISO 32000-1, 11.6.6) is converted to the group's space before it is blended:
in RGB, and in an ICC space too, black text under transparency comes out in four inks. By way of a profile for CMYK,
which PDF/X-4 allows, that is a warning in a stranger's file.
"""

from pipeline.model.finding import Findings, error, warning
from pipeline.model.press_file import PressFile
from pipeline.model.press_terms import INK_SPACES


def check(press: PressFile) -> Findings:
    paints = press.file.paints
    foreign = {(paint.page, paint.space) for paint in paints if paint.kind == "group" and paint.space not in INK_SPACES}
    for page, space in sorted(foreign):
        say = warning if space in press.terms.spaces else error
        yield say(press.place(page), f"transparency is blended in {space}",
                    why="black text under it would come out in four inks",
                    fix="set the transparency blend space to CMYK (DeviceCMYK) where the file is made")
