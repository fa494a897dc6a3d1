"""Knows what a drawing may hold so that a press prints it as a screen shows it: flat shapes, colours of the tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from pipeline.model.nearest import suggestion

_SHAPES = frozenset({"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
_KNOWN = _SHAPES | {"svg", "g", "title", "desc"}
_PAINTS = ("fill", "stroke")
_PAINT = re.compile(r"none|var\(--([a-z0-9-]+)\)")
_REFUSED = frozenset({"style", "class", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end",
                      "href", "xlink:href", "mix-blend-mode", "color"})


@dataclass(frozen=True)
class DrawingFault:
    """What cannot be printed, where it stands (both count from 1), and how to mend it."""

    line: int
    column: int
    message: str
    fix: str


def faults(drawing: bytes, colours: frozenset[str]) -> list[DrawingFault]:
    """Return the faults of a drawing in the order of the file; without `colours`, any name of a token will do."""
    found: list[DrawingFault] = []
    fills: list[bool] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        fills.append("fill" in attributes or bool(fills and fills[-1]))
        here = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        found.extend(DrawingFault(*here, *each) for each in _of_element(name, attributes, colours, has_fill=fills[-1]))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: fills.pop()
    try:
        parser.Parse(drawing, True)
    except expat.ExpatError as fault:
        found.append(DrawingFault(fault.lineno, fault.offset + 1,
                                  f"the drawing is not well-formed XML ({expat.ErrorString(fault.code)})",
                                  "save it again from the drawing program, or close the element that is open"))
    return found


def _of_element(
    name: str, attributes: dict[str, str], colours: frozenset[str], *, has_fill: bool
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one element, and its mend."""
    if name not in _KNOWN:
        yield f"<{name}> cannot be printed", "draw it with flat shapes: " + ", ".join(sorted(_SHAPES))
        return
    if name in _SHAPES and not has_fill:
        yield f"<{name}> has no fill", 'add fill="var(--…)" with a token, or fill="none" for a line'
    for attribute in sorted(_REFUSED & attributes.keys()):
        yield f"{attribute} on <{name}> cannot be printed", "use fill and stroke with tokens, and flat shapes"
    for attribute in _PAINTS:
        paint = attributes.get(attribute, "none")
        named = _PAINT.fullmatch(paint)
        if not named or (colours and named[1] and named[1] not in colours):
            yield (f"{attribute} “{paint}” on <{name}> is no token",
                   f'write {attribute}="var(--…)" with a colour of styles/tokens.yaml'
                   + (suggestion(named[1], colours) if named else ""))
