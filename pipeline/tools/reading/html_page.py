"""Opens a web page again: as well-formed XML, since ours is written so that nobody has to guess; the last is kept."""

from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element


@lru_cache(maxsize=1)
def tree(content: bytes) -> Element | tuple[int, str]:
    """Return the page's root element, or the line at which it stops being XML and why."""
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as fault:
        return fault.position[0], str(fault)


def line_of(content: bytes, text: str) -> int:
    """Return the line of a text's first occurrence, 1 where it stands in no line as it is."""
    return content[:max(0, content.find(text.encode()))].count(b"\n") + 1
