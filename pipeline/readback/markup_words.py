"""Says what a reader of XHTML sees, in a browser or an e-book."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from pipeline.model.list_marks import marks
from pipeline.readback.sides import Sides, common
from pipeline.tools.reading.markup_file import XHTML

_UNREAD = frozenset({f"{XHTML}{name}" for name in ("head", "script", "style")})
_LIST, _ITEM, _CONTENTS = f"{XHTML}ol", f"{XHTML}li", f"{XHTML}nav"
#: What stands apart from the word before it: 10⁹ is not 109, and the number of a note no part of a word.
_RAISED = f"{XHTML}sup"
#: The styles of numbered lists, by what HTML calls them.
_STYLES = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
#: A mark that an item has of its own.
_OWN = re.compile(r'list-style-type: "(.*) "')
_SIDE = re.compile(r"text-align: (\w+)")
_USUAL = ("", "left")
_INLINE = frozenset({f"{XHTML}{name}" for name in ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i",
                                                  "span", "strong", "sub", "sup")})
#: What a format adds by itself: the topics that use a term, the link past the head of a page.
_ADDED = frozenset({"used-in", "skip"})


def seen(element: Element) -> str:
    """Return the words of an element, with line ends where blocks end and a page break between form feeds."""
    pieces: list[str] = []
    _gather(element, pieces.append)
    return "".join(pieces)


def sides(page: Element) -> Iterator[Sides]:
    """Yield to which side the columns of each table stand, as its cells say."""
    for table in page.iter(f"{XHTML}table"):
        yield common([[[(_SIDE.search(cell.get("style", "")) or _USUAL)[1]] for cell in row]
                      for row in table.iter(f"{XHTML}tr")])


def _gather(element: Element, say: Callable[[str], None], *, has_marks: bool = True) -> None:
    """Say what a reader of a page sees; what is hidden is for reading systems alone, and contents have no marks."""
    has_marks &= element.tag != _CONTENTS
    if element.tag in _UNREAD or "hidden" in element.attrib or element.get("class") in _ADDED:
        return
    is_raised = element.tag == _RAISED or element.get("class") == "noteref"
    edge = " " if is_raised else "" if element.tag in _INLINE else "\n"
    say(edge)
    if element.get("role") == "doc-pagebreak":
        say(f"\f{element.get('aria-label', '')}\f")
    say(f" {element.get('alt', '')} " if element.tag == f"{XHTML}img" else element.text or "")
    numbers = _marks(element) if has_marks and element.tag == _LIST else iter(())
    for child in element:
        say(f"{next(numbers, '')}\n" if child.tag == _ITEM else "")
        _gather(child, say, has_marks=has_marks)
        say(child.tail or "")
    say(edge)


def _marks(numbered: Element) -> Iterator[str]:
    """Return the marks of a numbered list's items as a browser shows them."""
    items, style = numbered.findall(_ITEM), _STYLES.get(numbered.get("type", ""), "Decimal")
    usual = marks([int(numbered.get("start", "1")), {"t": style}, {"t": "Period"}], len(items))
    own = (_OWN.search(each.get("style", "")) for each in items)
    return (found[1] if found else mark for found, mark in zip(own, usual, strict=True))
