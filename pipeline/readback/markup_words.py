"""Says what a reader of XHTML sees, in a browser or an e-book."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from pipeline.tools.reading.markup_file import XHTML

_UNREAD = frozenset({f"{XHTML}{name}" for name in ("head", "script", "style")})
_INLINE = frozenset({f"{XHTML}{name}" for name in ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i",
                                                  "span", "strong", "sub", "sup")})
#: What a format adds by itself: the topics that use a term, the link past the head of a page.
_ADDED = frozenset({"used-in", "skip"})


def seen(element: Element) -> str:
    """Return the words of an element, with line ends where blocks end and a page break between form feeds."""
    pieces: list[str] = []
    _gather(element, pieces.append)
    return "".join(pieces)


def _gather(element: Element, say: Callable[[str], None]) -> None:
    """Say what a reader of a page sees; what is hidden is for reading systems alone."""
    if element.tag in _UNREAD or "hidden" in element.attrib or element.get("class") in _ADDED:
        return
    edge = "" if element.tag in _INLINE else "\n"
    say(edge)
    if element.get("role") == "doc-pagebreak":
        say(f"\f{element.get('aria-label', '')}\f")
    say(f" {element.get('alt', '')} " if element.tag == f"{XHTML}img" else element.text or "")
    for child in element:
        _gather(child, say)
        say(child.tail or "")
    say(edge)
