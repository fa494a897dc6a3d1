"""A page, a style sheet or a list of an e-book holds bytes that are no UTF-8: letters show wrong, or nothing does.

EPUB asks for UTF-8 or, in XML, UTF-16; EPUBCheck 5.3 reads other bytes as empty signs and lets them pass.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import epub_reader

MEDIA_TYPES = frozenset({media_type.EPUB})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def check(artifact: Artifact) -> Findings:
    encrypted = epub_reader.encrypted(artifact.content)
    for entry in epub_reader.entries(artifact.content):
        if not entry.is_text or entry.path in encrypted or entry.content.startswith(_UTF16):
            continue
        try:
            entry.content.decode("utf-8")
        except UnicodeDecodeError as fault:
            line = entry.content[:fault.start].count(b"\n") + 1
            yield artifact.fault(f"the byte {entry.content[fault.start]:#04x} is no UTF-8", f"{entry.path}:{line}",
                                 why="letters from there on show wrong, or the page shows an error",
                                 fix="save the file as UTF-8, and let its first line say nothing else")
