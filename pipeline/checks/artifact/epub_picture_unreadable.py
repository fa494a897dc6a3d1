"""A picture of an e-book breaks off behind its first bytes, or is damaged: a reader sees half of it, or none.

Each JPEG, PNG, GIF and WebP is opened to its end, moving ones in each of their frames; EPUBCheck 5.3 reads the first
bytes alone. One that no page, style sheet or shelf shows is a remark. One that takes more memory than a photograph
does, and what comes behind a thousand million pixels, is not opened, which is told. What is encrypted is passed over.
"""

from collections.abc import Iterator
from posixpath import basename
from urllib.parse import unquote_to_bytes
from xml.sax.saxutils import escape

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Findings, Place, note, unexamined, warning
from pipeline.model.limits import PHOTO_MEMORY, PICTURE_PIXELS
from pipeline.tools.pictures import images, whole_picture
from pipeline.tools.reading import epub_reader
from pipeline.tools.reading.epub_reader import Entry

MEDIA_TYPES = frozenset({media_type.EPUB})
_MOST_PIXELS = PHOTO_MEMORY // images.BYTES_A_PIXEL
_FAULT = "this picture breaks off, or is damaged"


def check(artifact: Artifact) -> Findings:
    left, unopened = float(PICTURE_PIXELS), list[str]()
    for entry in _pictures(artifact.content):
        size = whole_picture.size(entry.content)
        if size and size.pixels > _MOST_PIXELS:
            yield warning(Place(artifact.name, detail=entry.path), "a phone has no memory for this picture's pixels",
                          why="readers see an empty frame; nobody here has looked whether it is whole",
                          fix="make it smaller: 4,000 pixels a side are more than any screen shows")
        elif size and size.pixels * size.frames > left:
            unopened.append(entry.path)
        else:
            left -= size.pixels * size.frames if size else 0
            if not (size and whole_picture.is_whole(entry.content)):
                yield _told(artifact, entry.path)
    if unopened:
        yield unexamined(Place(artifact.name, detail=unopened[0]), "nobody has looked whether this picture is whole"
                         + (f", and {len(unopened) - 1:,} more" if unopened[1:] else ""),
                         why=f"those before it have {PICTURE_PIXELS:,} pixels, and a machine has other things to do",
                         fix="look through the pages before the book is handed in", about="pixels")


def _pictures(content: bytes) -> Iterator[Entry]:
    hidden = epub_reader.encrypted(content)
    yield from (each for each in epub_reader.entries(content)
                if whole_picture.is_one(each.content) and each.path not in hidden)


def _told(artifact: Artifact, path: str) -> Finding:
    if path in epub_reader.covers(artifact.content) or _is_named(artifact.content, path):
        return artifact.fault(_FAULT, path, why="readers see a part of it, or an empty frame",
                              fix="put a whole picture in its place")
    return note(Place(artifact.name, detail=path), f"{_FAULT}; no page of the book shows it",
                why="it takes up room, and nobody sees it", fix="take it out of the book")


def _is_named(content: bytes, path: str) -> bool:
    """Tell whether a page, a style sheet or a program of the book names a file."""
    name = escape(basename(path)).encode()
    return any(name in entry.content or name in unquote_to_bytes(entry.content)
               for entry in epub_reader.entries(content) if entry.is_text and not entry.path.endswith(".opf"))
