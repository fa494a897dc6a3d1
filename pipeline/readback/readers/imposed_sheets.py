"""Reads back imposed sheets: two pages side by side, in the order of the folded booklet."""

from collections.abc import Iterator

from pipeline.model.alignment import Phrase
from pipeline.model.artifact import Artifact
from pipeline.model.imposition import saddle_stitch
from pipeline.model.parity import Heard
from pipeline.readback.readers import pdf
from pipeline.readback.running_titles import Page
from pipeline.tools.reading import pdf_text


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words of each page."""
    return pdf.words_on(artifact, _pages(artifact))


def furniture(artifact: Artifact) -> dict[str, list[Phrase]]:
    """Return by page what it may show beside the text."""
    return pdf.furniture_of(artifact, _pages(artifact))


def _pages(artifact: Artifact) -> list[Page]:
    by_number, sides, written = {}, pdf_text.pages(artifact.content), artifact.manuscript
    stitched = saddle_stitch(
        2 * len(sides), paper_mm=0, room_mm=0, flip="short-edge",
        is_right_to_left=written is not None and written.edition.language.writing.is_right_to_left)
    for number, (stitch, side) in enumerate(zip(stitched, sides, strict=True), 1):
        for own, is_right in ((stitch.left, False), (stitch.right, True)):
            lines = tuple(line for line in side.lines if (line.left + line.right > side.width) == is_right)
            by_number[own] = Page(f"side {number}, {'right' if is_right else 'left'}", lines)
    return [by_number[number] for number in sorted(by_number)]
