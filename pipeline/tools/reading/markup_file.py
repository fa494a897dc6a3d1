"""Opens web pages and zipped files again: ours are well-formed XML, so that nobody has to guess."""

import zipfile
import zlib
from functools import lru_cache
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

XHTML = "{http://www.w3.org/1999/xhtml}"


def parsed(content: bytes) -> Element | tuple[int, str]:
    """Return the root element of markup, or the line at which it stops being XML and why."""
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as fault:
        return fault.position[0], str(fault)


#: The same of a whole page; the last is kept.
tree = lru_cache(maxsize=1)(parsed)


def line_of(content: bytes, text: str) -> int:
    """Return the line of a text's first occurrence, 1 where it stands in no line as it is."""
    return content[:max(0, content.find(text.encode()))].count(b"\n") + 1


def unzipped(content: bytes) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """Return what a zip holds in the order of the file; nothing if the bytes are no whole zip."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            return [(each, container.read(each))
                    for each in sorted(container.infolist(), key=lambda each: each.header_offset)]
    # a damaged entry: other bytes, another length, a password, a method that nobody knows
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError):
        return []
