"""Examines any file as a print shop would, whoever made it; nothing in it ends in anything but findings."""

from pathlib import Path

from pipeline import checks
from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.failure import ToolFailed
from pipeline.model.finding import Finding, Place, by_cause, error
from pipeline.model.limits import BOOK_FILES, PREFLIGHT
from pipeline.model.press_terms import PressTerms
from pipeline.tools.keeping import isolated
from pipeline.tools.reading import markup_file

_ZIP = b"PK\x03\x04"


def preflight(path: Path, terms: PressTerms) -> list[Finding]:
    """Return what the checks of full depth find in a file that is held against terms.

    A validator that is not installed is told by a note.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        return [_unreadable(path, f"the file cannot be read: {fault.strerror}", "name a file that is there")]
    artifact = Artifact(path, str(path), media_type_of(content), content, held_against=terms)
    try:
        return isolated.call(_examine, artifact, PREFLIGHT)
    except ToolFailed as fault:
        return [_unreadable(path, f"the file cannot be examined: {fault}", "make the file anew")]


def media_type_of(content: bytes) -> str:
    """Return what a file is by its first bytes; a PDF may begin with up to 1024 others (ISO 32000-1, annex H.3.4.1)."""
    if b"%PDF-" in content[:1024]:
        return media_type.PDF
    is_office = b"[Content_Types].xml" in content[:1024]  # Word and its like are zip files, too (ECMA-376, part 2)
    return media_type.EPUB if content.startswith(_ZIP) and not is_office else media_type.UNKNOWN


def _examine(artifact: Artifact) -> list[Finding]:
    count = len(markup_file.directory(artifact.content)) if artifact.media_type == media_type.EPUB else 0
    if count > BOOK_FILES:
        message = f"the book holds {count:,} files; at most {BOOK_FILES:,} are examined"
        return [_unreadable(artifact.path, message, "make it of fewer, larger files, or part it into volumes")]
    found = checks.examine("artifact", artifact, "full")
    return by_cause(found) if artifact.media_type == media_type.EPUB else found  # a PDF's pages are grouped already


def _unreadable(path: Path, message: str, fix: str) -> Finding:
    found = error(Place(str(path)), message, why="what cannot be opened cannot be printed", fix=fix)
    return found.of("unreadable-file")
