"""Reads a file of anybody's as XML into elements of SVG: no entities, no programs, of a bounded size (expat)."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from pipeline.model.drawing import SHAPES, DrawingFault
from pipeline.model.limits import SVG_BYTES, SVG_DEPTH, SVG_ELEMENTS

#: How to mend what is no flat shape.
DRAW = "draw it with flat shapes: " + ", ".join(sorted(SHAPES))
_MOST_FAULTS = 40
_SVG, _XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);|#)")
_ANEW = "save it again from the drawing program"


@dataclass
class Element:
    """An element of SVG: its name, its attributes without those of other namespaces, what stands in it, its place."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list["Element"] = field(default_factory=list)
    text: str = ""


@dataclass
class Parsed:
    """What a file holds: its outermost element (None where it cannot be read), its style sheets, what is wrong."""

    root: Element | None = None
    styles: list[Element] = field(default_factory=list)
    faults: list[DrawingFault] = field(default_factory=list)


class _Unreadable(Exception):  # noqa: N818 - a fault of the file, told at its place
    """The file is no drawing beyond this place: message and fix."""

    def __init__(self, line: int, column: int, message: str, fix: str) -> None:
        super().__init__(message, fix)
        self.place = (line, column)


def parse(content: bytes) -> Parsed:
    """Return what a file holds, as far as it can be read."""
    parsed = Parsed()
    try:
        _parse(content, parsed)
    except _Unreadable as fault:
        parsed.faults.append(DrawingFault(*fault.place, *fault.args))
        parsed.root = None
    return parsed


def _parse(content: bytes, parsed: Parsed) -> None:
    if len(content) > SVG_BYTES:
        raise _Unreadable(1, 1, f"the drawing has {len(content) / 1e6:.1f} MB, {SVG_BYTES / 1e6:.0f} are the most",
                          f"{_ANEW} without its editing data, and with fewer points")
    parser = expat.ParserCreate(namespace_separator=" ")
    _Handlers(parser, parsed, content)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        raise _Unreadable(fault.lineno, fault.offset + 1,
                          f"the drawing is not well-formed XML ({expat.ErrorString(fault.code)})",
                          f"{_ANEW}, or close the element that is open") from None
    except (LookupError, ValueError):  # a name of an encoding that Python knows otherwise, or not
        raise _Unreadable(1, 1, "the drawing is in an encoding that nobody knows", f"{_ANEW} as UTF-8") from None


class _Handlers:
    """Takes what expat tells; `open` are the elements around the place, None for one of another namespace."""

    def __init__(self, parser: expat.XMLParserType, parsed: Parsed, content: bytes) -> None:
        self.parser, self.parsed, self.content, self.count = parser, parsed, content, 0
        self.open = list[Element | None]()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self.words, self.doctype
        parser.ProcessingInstructionHandler = self.instruction
        parser.buffer_text = True

    @property
    def here(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def start(self, full_name: str, said: dict[str, str]) -> None:
        self.count += 1
        if self.count > SVG_ELEMENTS or len(self.open) > SVG_DEPTH:
            raise _Unreadable(*self.here, f"the drawing holds more than {SVG_ELEMENTS} elements, or {SVG_DEPTH} deep",
                              f"{_ANEW}, simplified")
        space, _, name = full_name.rpartition(" ")
        is_hidden = bool(self.open) and self.open[-1] is None
        if space == _XHTML and self.open and self.open[-1] and self.open[-1].name in ("svg", "g"):
            self.tell(f"<{name}> of HTML cannot be printed", DRAW)
        if is_hidden or space not in ("", _SVG):
            self.open.append(None)
        else:
            self.element(Element(name, {_local(each): text for each, text in said.items() if _is_own(each)},
                                  *self.here))
        if len(self.open) == 1 and (self.open[0] is None or name != "svg"):
            raise _Unreadable(*self.here, f"<{name}> is no drawing", "save it as SVG")

    def element(self, element: Element) -> None:
        if self.open and self.open[-1]:
            self.open[-1].children.append(element)
        else:
            self.parsed.root = element
        if element.name == "style":
            self.parsed.styles.append(element)
        if element.name == "script":
            self.tell("<script> cannot be printed", "take it away: a page on paper runs nothing")
        for name in element.attributes:
            if is_handler(name):
                self.tell(f"{name} on <{element.name}> runs a program", "take it away: a page on paper runs nothing")
        self.open.append(element)

    def end(self, _: str) -> None:
        self.open.pop()

    def words(self, text: str) -> None:
        if self.open and self.open[-1] and self.open[-1].name == "style":
            self.open[-1].text += text

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:
        if has_declarations:
            raise _Unreadable(*self.here, "the drawing declares entities, which stand for something else",
                              f"{_ANEW} as plain SVG, without editing data")
        found = _ENTITY.search(self.content)
        if found:
            line = self.content.count(b"\n", 0, found.start()) + 1
            raise _Unreadable(line, found.start() - self.content.rfind(b"\n", 0, found.start()),
                              "an entity stands here that nobody knows", f"{_ANEW} as plain SVG")

    def instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            self.tell("a style sheet from elsewhere cannot be printed", "write fill and stroke on the shapes")

    def tell(self, message: str, fix: str) -> None:
        if len(self.parsed.faults) < _MOST_FAULTS:
            self.parsed.faults.append(DrawingFault(*self.here, message, fix))


def is_handler(attribute: str) -> bool:
    """Tell whether an attribute runs a program."""
    return attribute.lower().startswith("on")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _is_own(attribute: str) -> bool:
    """Tell whether an attribute may change how SVG looks: those of other programs do not, references do."""
    return " " not in attribute or _local(attribute) == "href"
