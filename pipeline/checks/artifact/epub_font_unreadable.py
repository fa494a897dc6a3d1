"""A font in an e-book is none that a reading system can open, so its letters show in another one, or as empty boxes.

It is asked for the first bytes of each kind of font (OpenType 1.9, WOFF and WOFF 2); EPUBCheck 5.3 does not look.
What is obfuscated is passed over.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import epub_reader

MEDIA_TYPES = frozenset({media_type.EPUB})
_BEGINS = {(".ttf", ".otf", ".ttc"): (b"\0\1\0\0", b"OTTO", b"true", b"ttcf"), (".woff",): (b"wOFF",),
           (".woff2",): (b"wOF2",)}


def check(artifact: Artifact) -> Findings:
    hidden = epub_reader.encrypted(artifact.content)
    for entry in epub_reader.entries(artifact.content):
        begins = next((found for ends, found in _BEGINS.items() if entry.path.lower().endswith(ends)), ())
        if begins and entry.path not in hidden and not entry.content.startswith(begins):
            yield artifact.fault("this file is no font of the kind that its name says", entry.path,
                                 why="its letters show in another font, or as empty boxes",
                                 fix="put the font in its place, or name the file for what it is")
