"""Transparency is blended in a colour space that is not the press's own.

Everything inside a transparency group (ISO 32000-1, 11.6.6) is converted to the group's space before it is blended:
in RGB, and in an ICC space too, black text under transparency comes out in four inks.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.model.press_terms import INK_SPACES
from pipeline.tools.reading import pdf_file

MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each page and foreign blending space."""
    if artifact.terms is None:
        return
    paints = pdf_file.read(artifact.content).paints
    foreign = {(paint.page, paint.space) for paint in paints if paint.kind == "group" and paint.space not in INK_SPACES}
    for page, space in sorted(foreign):
        yield error(Place(artifact.name, page=page), f"transparency is blended in {space}",
                    why="black text under it would come out in four inks",
                    fix="set the transparency blend space to CMYK (DeviceCMYK) where the file is made")
