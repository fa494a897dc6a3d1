"""A font is named in the file but its glyphs are not in it.

The shop's machine would set the text in another font, with other widths and perhaps without some letters.
PDF/X-4 (ISO 15930-7) wants every font embedded (how: ISO 32000-1, 9.9).
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.tools.reading import pdf_file

MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each font that is missing."""
    if artifact.terms is None:
        return
    for font in pdf_file.read(artifact.content).fonts:
        if not font.is_embedded:
            yield error(Place(artifact.name), f"the font {font.name} is not embedded",
                        why="the shop would set the text in another font",
                        fix=artifact.fix(ours="use a face of styles/tokens.yaml; the typesetter embeds these",
                                         anyones="embed all fonts on export (PDF/X-4 does), or set the text in a font"
                                                 " whose licence allows it"))
