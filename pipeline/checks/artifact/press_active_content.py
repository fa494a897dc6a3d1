"""The file holds something that a program would run, send, play or unpack.

JavaScript, forms, actions on opening and embedded files have nothing to do on paper, change what a page shows, and
stop a print shop's mail filter. PDF/X-4 (ISO 15930-7) bans actions and JavaScript.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.tools.reading import pdf_file

MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each kind of thing."""
    if artifact.terms is None:
        return
    for what in pdf_file.read(artifact.content).active:
        yield error(Place(artifact.name), f"the file holds {what}",
                    why="paper runs nothing, and a shop's preflight or mail filter turns the file down",
                    fix="export for print, without interactive elements")
