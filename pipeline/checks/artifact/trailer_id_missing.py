"""The trailer holds no file identifier, so two versions of a file cannot be told apart by machine.

PDF/X-4 (ISO 15930-7) wants the ID of ISO 32000-1, 14.4: two byte strings, neither of them empty.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.tools.reading import pdf_file

MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding where the identifier is missing."""
    if artifact.terms is None:
        return
    ids = pdf_file.read(artifact.content).ids
    if len(ids) != 2 or not all(ids):
        yield error(Place(artifact.name), "the trailer has no file identifier",
                    why="a shop's workflow takes a corrected file for the one it already has",
                    fix="write the file again with a program that sets the trailer's ID")
