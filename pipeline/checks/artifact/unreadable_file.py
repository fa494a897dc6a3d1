"""The file cannot be opened: it is empty, broken, locked with a password, or neither a PDF nor an EPUB.

Nothing more is examined then. A file that opens but is damaged inside is told by damaged-file.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.failure import ToolFailed
from pipeline.model.finding import Findings
from pipeline.tools.reading import pdf_file

IS_GATE = True
MEDIA_TYPES = frozenset({media_type.PDF, media_type.UNKNOWN})


def check(artifact: Artifact) -> Findings:
    fault = _fault(artifact) if artifact.terms is not None else ""
    if fault:
        yield artifact.fault(fault, why="what cannot be opened cannot be printed",
                             fix="ask whoever made it for a whole PDF without a password")


def _fault(artifact: Artifact) -> str:
    if not artifact.content:
        return "the file is empty"
    if artifact.media_type == media_type.UNKNOWN:
        return "this is neither a PDF nor an EPUB"
    try:
        pdf_file.read(artifact.content)
    except ToolFailed as fault:
        return f"the file cannot be opened: {fault}"
    return ""
