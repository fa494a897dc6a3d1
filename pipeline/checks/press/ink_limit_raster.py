"""More ink than the paper takes up, on the plates as they would be made.

Ghostscript draws each page in its four inks, with overprint and transparency worked out and pictures pixel by pixel;
where the inks of a pixel add up to more than the limit, the sheet does not dry. What lies beyond the bleed, as marks in
all inks do, is cut off and not counted. Less than 1 mm² of such pixels is left alone: a few of a photograph do no harm.
A page that cannot be drawn is told here too.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile
from pipeline.tools.press.plates import inked

DEPTH = "full"
_LEAST_MM2 = 1.0


def check(press: PressFile) -> Findings:
    ink = inked(press.artifact.content, press.file.pages, press.terms)
    for each in ink.pages:
        if each.heavy_mm2 >= _LEAST_MM2:
            yield error(press.place(each.page.number),
                        f"{each.heavy_mm2:.0f} mm² hold more than {press.terms.ink_limit_percent} percent of ink, "
                        f"the first of them {each.page.where(each.heavy_spot)}",
                        why="the sheet would not dry",
                        fix="lighten the picture or the colours that overlap there; separate for a lower limit")
    if ink.complaint:
        yield error(press.place(), f"the pages cannot be drawn: {ink.complaint}",
                    why="what Ghostscript cannot draw, a shop's machine may not plate", fix="make the file anew")
