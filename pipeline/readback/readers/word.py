"""Reads a Word file back, paragraph by paragraph."""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, as_heard
from pipeline.readback.counted import Counted, figure, is_of_fact, units
from pipeline.readback.sides import Sides, common
from pipeline.tools.reading import docx_reader

_SIDES = {"": "left", "start": "left", "end": "right"}
_DESCRIPTION = "{http://purl.org/dc/elements/1.1/}description"


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words by the heading above them; running words and what fields do are none."""
    for paragraph in docx_reader.paragraphs(artifact.content):
        yield from as_heard(paragraph.text, f"below “{paragraph.heading}”")


def counted(content: bytes) -> Iterator[Counted]:
    """Yield each drawing of a fact by the paths of its SVG."""
    for drawing in docx_reader.drawings(content):
        if is_of_fact(drawing):
            yield Counted(docx_reader.DOCUMENT, figure(list(units(drawing))))


def sides(content: bytes) -> Iterator[Sides]:
    """Yield to which side the columns of each table stand, as the paragraphs of its cells say."""
    for rows in docx_reader.tables(content):
        yield common([[[_SIDES.get(side, side) for side in cell] for cell in row] for row in rows])


def description(content: bytes) -> str:
    """Return what the properties say of the document."""
    return docx_reader.tree(content, docx_reader.CORE).findtext(_DESCRIPTION) or ""
