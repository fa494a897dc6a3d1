"""The file is encrypted, even if it opens without a password.

A print shop's machine may not open it, or may not be allowed to print it. PDF/X-4 (ISO 15930-7) bans encryption.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.tools.reading import pdf_file

MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for an encrypted file."""
    if artifact.terms is not None and pdf_file.read(artifact.content).is_encrypted:
        yield error(Place(artifact.name), "the file is encrypted", why="the shop's machine may refuse to plate it",
                    fix="save it without password and restrictions")
