"""A drawing uses something that cannot be printed as it looks on a screen.

A drawing goes to the press as shapes in CMYK inks. Gradients and filters make a broken PDF there, a shape without a
fill comes out in RGB black, `currentColor` and raw colours have no inks, text has no font, a picture inside has no
profile. Draw with plain shapes; give each shape, or a group around it, a `fill`; name colours as tokens of
styles/tokens.yaml: `fill="var(--pine)"`, or `fill="none"` for a line.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from pipeline.model.finding import Finding, Place, error
from pipeline.model.nearest import suggestion
from pipeline.model.source_tree import SourceTree

_SHAPES = frozenset({"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
_KNOWN = _SHAPES | {"svg", "g", "title", "desc"}
_PAINTS = ("fill", "stroke")
_PAINT = re.compile(r"none|var\(--([a-z0-9-]+)\)")
_REFUSED = frozenset({"style", "class", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end",
                      "href", "xlink:href", "mix-blend-mode", "color"})
_WHY = "the press would get another colour, a blank, or a broken file"


def check(tree: SourceTree) -> Iterator[Finding]:
    """Yield one finding for each element and attribute, where it stands."""
    for path, file in tree.files.items():
        if path.startswith(("source/figures/", "source/imprints/")) and path.endswith(".svg") and file.text is not None:
            for line, column, fault, fix in faults(file.content, tree.colours):
                yield error(Place(path, line, column), fault, why=_WHY, fix=fix)


def faults(drawing: bytes, colours: frozenset[str]) -> Iterator[tuple[int, int, str, str]]:
    """Yield line, column, fault and mend of a drawing, in the order of the file."""
    found: list[tuple[int, int, str, str]] = []
    fills: list[bool] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        fills.append("fill" in attributes or bool(fills and fills[-1]))
        here = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        found.extend((*here, *each) for each in _of_element(name, attributes, colours, has_fill=fills[-1]))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: fills.pop()
    try:
        parser.Parse(drawing, True)
    except expat.ExpatError as fault:
        found.append((fault.lineno, fault.offset + 1,
                      f"the drawing is not well-formed XML ({expat.ErrorString(fault.code)})",
                      "save it again from the drawing program, or close the element that is open"))
    yield from found


def _of_element(
    name: str, attributes: dict[str, str], colours: frozenset[str], *, has_fill: bool
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one element, and its mend; without `colours`, any name of a token will do."""
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
