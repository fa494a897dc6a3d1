"""Something on a page is painted in a colour that the press does not have.

Fills, strokes, text, pictures, shadings and the spaces in which transparency is blended have to be DeviceCMYK or
DeviceGray, in nested forms, patterns and masks too. RGB and Lab would be converted by the shop's machine, out of our
hands: black text becomes four inks. PDF/X-4 allows ICC spaces; this house does not need them.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.tools import pdf_file

MEDIA_TYPES = frozenset({"application/pdf"})
_ALLOWED = frozenset({"DeviceCMYK", "DeviceGray"})


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each page, kind of paint and foreign colour space."""
    if artifact.press is None:
        return
    paints = pdf_file.read(artifact.content).paints
    foreign = {(paint.page, paint.kind, paint.space) for paint in paints if paint.space not in _ALLOWED}
    for page, kind, space in sorted(foreign):
        yield error(Place(artifact.name, detail=f"page {page}"), f"{kind} in {space}",
                    why="the shop's machine would choose the inks",
                    fix="use a token of styles/tokens.yaml; give every shape of a drawing a fill")
