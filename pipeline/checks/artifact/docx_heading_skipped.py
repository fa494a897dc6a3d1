"""The headings of the Word file skip a level, or there is none: who goes from heading to heading loses the way.

Levels count by the outline level of their styles, as Word's navigation and screen readers do (WCAG 2.2, 1.3.1).
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.reading import docx_reader

MEDIA_TYPES = frozenset({media_type.WORD})


def check(artifact: Artifact) -> Findings:
    """Yield one finding for each heading that stands too deep, or one where there is no heading at all."""
    above, place = 0, Place(artifact.name, detail=docx_reader.DOCUMENT)
    for each in docx_reader.paragraphs(artifact.content):
        if each.level > above + 1:
            yield error(place, f"the heading “{each.text}” is of level {each.level}, the one before of level {above}",
                        why="who goes from heading to heading takes it for a part of something that is not there",
                        fix="give it the level below the heading that it belongs to")
        above = each.level or above
    if not above:
        yield error(place, "no paragraph is a heading", why="nobody can go from heading to heading",
                    fix="give headings a style with an outline level")
