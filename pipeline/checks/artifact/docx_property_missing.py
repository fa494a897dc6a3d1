"""The Word file does not say what it is: its title, its publisher, its language, what it is about.

A screen reader says the title when the file is opened (WCAG 2.2, 2.4.2); a search shows the properties alone.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import docx_reader

MEDIA_TYPES = frozenset({media_type.WORD})
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_NEEDED = ("title", "creator", "description", "language")


def check(artifact: Artifact) -> Findings:
    core = docx_reader.tree(artifact.content, docx_reader.CORE)
    stated = {name: (core.findtext(f"{_DUBLIN_CORE}{name}") or "").strip() for name in _NEEDED}
    for name in (name for name, value in stated.items() if not value):
        yield artifact.fault(f"the property “{name}” is empty", docx_reader.CORE,
                             why="nobody learns what this file is without reading it",
                             fix="write it among the properties of the file")
