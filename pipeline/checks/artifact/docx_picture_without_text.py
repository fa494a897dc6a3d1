"""A picture of the Word file has no alternative text (WCAG 2.2, 1.1.1), so some readers never learn what it tells."""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.reading import docx_reader

MEDIA_TYPES = frozenset({media_type.WORD})


def check(artifact: Artifact) -> Findings:
    for number, text in enumerate(docx_reader.pictures(artifact.content), 1):
        if not text.strip():
            yield error(Place(artifact.name, detail=docx_reader.DOCUMENT), f"picture {number} has no alternative text",
                        why="who cannot see the picture never learns what it tells (WCAG 2.2, 1.1.1)",
                        fix="say in the brackets of ![…](…) what the picture tells")
