"""The container does not open with its media type, so a reading system may not know that it is an e-book.

The Open Container Format (EPUB 3.3, section 4) asks that the first entry is `mimetype`, stored as it is, and
holds `application/epub+zip` and nothing more.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import epub_reader, markup_file

MEDIA_TYPES = frozenset({media_type.EPUB})


def check(artifact: Artifact) -> Findings:
    first = next(iter(epub_reader.entries(artifact.content)), None)
    if first is None:
        damaged = markup_file.damaged(artifact.content)
        yield artifact.fault("this entry is damaged, so its container does not open" if damaged else
                             "this is no zip container, or one that breaks off", damaged,
                             why="no reading system can open it", fix="ask for the whole file, or make it anew")
    elif (first.path, first.content, first.is_stored) != ("mimetype", media_type.EPUB.encode(), True):
        yield artifact.fault("the container does not open with its media type, stored as it is", first.path,
                             why="some reading systems then take the book for an unknown zip (EPUB 3.3, section 4)",
                             fix="pack `mimetype` first, without compression, with these words and no line's end")
