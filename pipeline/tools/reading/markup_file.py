"""Opens web pages and zipped files again: ours are well-formed XML, so that nobody has to guess."""

import zipfile
import zlib
from functools import lru_cache
from html.entities import name2codepoint
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
#: A damaged entry: other bytes, another length, a password, a method that nobody knows.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)
_BY_NAME = {name: chr(code) for name, code in name2codepoint.items()}


def parsed(content: bytes) -> Element | tuple[int, str]:
    """Return the root element of markup, or the line at which it stops being XML and why.

    Signs by name (`&nbsp;`) are known where the markup names a DTD of its own, as XHTML 1.1 does, and nowhere else.
    """
    parser = ElementTree.XMLParser()
    parser.entity.update(_BY_NAME)
    try:
        return ElementTree.fromstring(content, parser)
    except ElementTree.ParseError as fault:
        return fault.position[0], str(fault)


#: The same of a whole page; the last is kept.
tree = lru_cache(maxsize=1)(parsed)


def line_of(content: bytes, text: str) -> int:
    """Return the line of a text's first occurrence, 1 where it stands in no line as it is."""
    return content[:max(0, content.find(text.encode()))].count(b"\n") + 1


def directory(content: bytes) -> list[zipfile.ZipInfo]:
    """Return what a zip says that it holds, in the order of the file; nothing if the bytes are no zip."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            return sorted(container.infolist(), key=lambda each: each.header_offset)
    except (zipfile.BadZipFile, ValueError, OSError):
        return []


def damaged(content: bytes) -> str:
    """Return the first entry of a zip that cannot be read; empty where all can, or where this is no zip."""
    for each in directory(content):
        try:
            with zipfile.ZipFile(BytesIO(content)) as container:
                container.read(each)
        except _UNREADABLE:
            return each.filename
    return ""


def unzipped(content: bytes) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """Return what a zip holds in the order of the file; nothing if the bytes are no whole zip."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            return [(each, container.read(each))
                    for each in sorted(container.infolist(), key=lambda each: each.header_offset)]
    except _UNREADABLE:
        return []
