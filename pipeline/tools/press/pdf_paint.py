"""Follows the content streams of a PDF and tells every way they put ink on a page.

Forms, tiles, soft masks, drawn glyphs and the looks of annotations are content streams too; each is followed from
where it is used, to any depth. One that draws itself, or never ends, is a damage.
"""

from dataclasses import dataclass
from typing import Any

from pipeline.model.limits import PDF_STEPS, PICTURE_PIXELS
from pipeline.model.printed import Box, Ink, Oddity, Paint, Picture, PrintedFont, Shading
from pipeline.tools.press import pdf_looks
from pipeline.tools.press.pdf_found import Stream, Tracer
from pipeline.tools.press.pdf_ground import Grounds
from pipeline.tools.press.pdf_layers import Layers
from pipeline.tools.press.pdf_run import Run
from pipeline.tools.press.pdf_state import State
from pipeline.tools.reading.salvage import Salvage


@dataclass(frozen=True)
class Sheet:
    """A page to follow: its number, its object, its resources, the points of a unit, what is kept, where it is cut."""

    number: int
    page: Any
    resources: Any
    unit: float
    kept: Box | None
    trim: Box | None


@dataclass(frozen=True)
class Traced:
    """What pages are painted with, each once, sorted; `reads` is where the text of a page runs, in degrees."""

    paints: tuple[Paint, ...]
    pictures: tuple[Picture, ...]
    shadings: tuple[Shading, ...]
    fonts: tuple[PrintedFont, ...]
    oddities: tuple[Oddity, ...]
    inks: tuple[Ink, ...]
    reads: dict[int, int]


def trace(sheets: list[Sheet], layers: Layers, salvage: Salvage) -> Traced:
    """Return what pages are painted with."""
    tracer = Tracer(layers, salvage, PDF_STEPS, PICTURE_PIXELS)
    for sheet in sheets:
        _follow_page(tracer, sheet)
    reads = {page: max(sorted(lengths), key=lengths.__getitem__) for page, lengths in tracer.reads.items() if lengths}
    inks = sorted(Ink(name, page, space, values) for (name, space, values), page in tracer.inks.items())
    return Traced(tuple(sorted(tracer.paints)), tuple(sorted(tracer.pictures)), tuple(sorted(tracer.shadings)),
                  tuple(tracer.tried_fonts()), tuple(sorted(tracer.oddities)), tuple(inks), reads)


def _follow_page(tracer: Tracer, sheet: Sheet) -> None:
    number, page, resources = sheet.number, sheet.page, sheet.resources
    tracer.reads[number], tracer.grounds, tracer.kept, tracer.trim = {}, Grounds(), sheet.kept, sheet.trim
    matrix = (sheet.unit, 0.0, 0.0, sheet.unit, 0.0, 0.0)
    start = State(matrix=matrix, base=matrix)
    tracer.salvage.read("the blending space", lambda: tracer.add_group(page, number), None, number)
    streams = pdf_looks.streams(tracer, page, number, resources, start)
    tracer.ahead += [Run(tracer, each) for each in (*streams, Stream(page, resources, start, number))]
    while tracer.ahead and tracer.steps_left > 0:  # the last first, in the order in which a press paints
        run = tracer.ahead[-1]
        if not run.go_on():
            tracer.ahead.remove(run)
    tracer.ahead.clear()
    if tracer.steps_left <= 0:
        tracer.salvage.note(number, f"the drawing was not followed beyond {PDF_STEPS:,} steps")
