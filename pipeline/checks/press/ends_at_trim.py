"""A line runs along the cut, or a small shape ends just there.

The cutter is off by up to a millimetre: half of such a line is gone on one sheet and whole on the next, and a bar that
is to run off the page leaves white at its end. What is longer than 2 mm there is measured on the plates
(bleed-not-inked).
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    for each in press.file.oddities:
        if each.kind == "runs along the trim":
            yield warning(press.place(each.page), f"a line runs along the {each.what} edge of the trim",
                          why="the cutter is off by up to a millimetre: on some sheets it is gone, on others doubled",
                          fix="move it 3 mm inwards, or make it as wide as reaches through the bleed")
        elif each.kind == "ends at the trim":
            yield warning(press.place(each.page), f"a small shape ends at the {each.what} edge of the trim",
                          why="the cutter is off by up to a millimetre and leaves a white gap",
                          fix="let it run on to the edge of the BleedBox, or keep it 3 mm inside")
