"""Ink reaches the edge of the trim but does not go on into the bleed.

A cutter is off by a millimetre: where colour ends at the trim, a white line is left. Ghostscript draws the page; where
the pixels just inside the trim hold ink, the outer rim of the bleed has to hold ink too, there or within the width of
the bleed to either side (a slanting edge moves on). Less than 2 mm in a row is left alone. A page without a bleed is
told by press-boxes, one that cannot be drawn by ink-limit-raster.
"""

from itertools import groupby

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile
from pipeline.tools.press.plates import Edge, inked

DEPTH = "full"
_LEAST_MM = 2.0


def check(press: PressFile) -> Findings:
    for each in inked(press.artifact.content, press.file.pages, press.terms).pages:
        for edge in each.edges:
            white_mm = _white_mm(edge, round(press.terms.bleed_mm / edge.mm_per_px))
            if white_mm:
                yield error(press.place(each.page.number),
                            f"{white_mm:.0f} mm of the {edge.name} edge are inked up to the trim, not into the bleed",
                            why="the cutter is off by a millimetre and leaves a white line",
                            fix="let the colour run on to the edge of the BleedBox")


def _white_mm(edge: Edge, reach: int) -> float:
    """Return how much of an edge is inked inside but white at the rim, and for `reach` pixels to either side."""
    is_white = [ink and not any(edge.rim[max(0, place - reach):place + reach + 1])
                for place, ink in enumerate(edge.inside)]
    lengths = [len(list(run)) * edge.mm_per_px for white, run in groupby(is_white) if white]
    return sum(length for length in lengths if length >= _LEAST_MM)
