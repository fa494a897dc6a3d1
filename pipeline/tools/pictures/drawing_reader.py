"""Reads a drawing of anybody's (SVG) into the shapes that we know, and writes it anew; all else is told or left out.

What editors keep in a drawing for themselves, and what is never drawn, is left out without a word. What could draw
something, or do something, and is no flat shape, is told: so what is printed is what the author saw.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.model.drawing import MEASURES, PATHS, SHAPES, Drawing, DrawingFault, Shape, as_svg
from pipeline.model.drawing_geometry import (
    Point,
    Transform,
    Undrawable,
    is_flat,
    length,
    matrix_of,
    numbers,
    points,
    transforms,
    written,
)
from pipeline.model.drawing_path import as_data, segments
from pipeline.tools.pictures.drawing_looks import DEFAULTS, Fault, Palette, classes, declarations, looks
from pipeline.tools.pictures.drawing_xml import DRAW, Element, Parsed, is_handler, parse

_MOST_FAULTS = 40
#: The sides of a drawing, and how often the shorter may go into the longer: so each is seen, and pixels can show it.
_SHORTEST, _MOST_OBLONG = 0.01, 100
#: Elements that are never drawn where they stand; what uses them is told where it does, programs by who parses.
_UNDRAWN = frozenset({"defs", "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "pattern", "marker",
                      "filter", "metadata", "title", "desc", "view", "style", "script"})
#: Attributes that change nothing of how shapes look.
_QUIET = re.compile(r"id|class|style|version|baseProfile|role|lang|name|focusable|tabindex|contentScriptType|"
                    r"contentStyleType|zoomAndPan|data-.*|aria-.*")
_OF_ROOT = frozenset({"viewBox", "width", "height", "x", "y", "preserveAspectRatio"})
_ALIGNED = re.compile(r"x(?:Min|Mid|Max)Y(?:Min|Mid|Max)(?:\s+meet)?")


@dataclass(frozen=True)
class Reading:
    """A drawing written anew, and what is wrong with it, in the order of the file; `text` holds what could be read."""

    text: str
    faults: tuple[DrawingFault, ...]


@lru_cache(maxsize=128)
def read(content: bytes, tokens: frozenset[str], *, is_logo: bool = False) -> Reading:
    """Return a drawing; without `tokens`, any name of a colour will do. A logo may bring colours of its own."""
    parsed = parse(content)
    if parsed.root is None:
        return Reading(as_svg(Drawing((0, 0, 1, 1), ())), tuple(parsed.faults))
    return _Reader(Palette(tokens, is_logo), parsed).read(parsed.root)


class _Reader:
    """Walks the elements with what they inherit; keeps the shapes and the faults."""

    def __init__(self, palette: Palette, parsed: Parsed) -> None:
        self.palette, self.shapes = palette, list[Shape]()
        self.faults, self.classes = parsed.faults, dict[str, dict[str, str]]()
        for each in parsed.styles:
            found, others = classes(each.text)
            self.classes |= found
            for line, words in others:
                self.tell(replace(each, line=each.line + line), f"the rule “{words}” cannot be printed",
                          "write fill and stroke on the shapes")

    def read(self, root: Element) -> Reading:
        try:
            box = _box(root.attributes)
        except Undrawable as fault:
            box = (0, 0, 1, 1)
            self.tell(root, str(fault), 'write it as four numbers: viewBox="0 0 120 40"')
        if not _ALIGNED.fullmatch(root.attributes.get("preserveAspectRatio", "xMidYMid").strip()):
            self.tell(root, "preserveAspectRatio would stretch or cut the drawing", "take it away")
        self.walk(root, {}, ())
        drawing = Drawing(box, tuple(self.shapes))
        if not self.faults and not drawing.is_in_view:
            what = "nothing of it lies inside its viewBox" if self.shapes else "nothing is drawn in it"
            self.tell(root, f"the drawing is empty: {what}", "draw something, or take the drawing away")
        return Reading(as_svg(drawing), tuple(sorted(self.faults, key=lambda each: (each.line, each.column))))

    def tell(self, element: Element, message: str, fix: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(DrawingFault(element.line, element.column, message, fix))

    def walk(self, element: Element, around: Mapping[str, str], moves: tuple[Transform, ...]) -> None:
        said = self.said(element)
        if element.name in _UNDRAWN or said.get("display", "").strip() == "none":
            return
        if element.name not in SHAPES | {"g", "svg"}:
            self.tell(element, f"<{element.name}> cannot be printed", DRAW)
            return
        looked = {**around, **dict(self.looks(element, said))}
        moves = self.moves(element, said, moves)
        if element.name in SHAPES:
            self.shape(element, looked, moves)
        for child in element.children:
            if child.name == "svg" or (element.name in SHAPES and child.name not in _UNDRAWN):
                self.tell(child, f"<{child.name}> inside <{element.name}> cannot be printed", DRAW)
            else:
                self.walk(child, looked, moves)

    def said(self, element: Element) -> dict[str, str]:
        """Return what an element says of its looks: its attributes, under its classes, under its style."""
        known = _OF_ROOT if element.name == "svg" else {*MEASURES.get(element.name, ()), PATHS.get(element.name, "")}
        found = {name: value for name, value in element.attributes.items()
                 if name not in known and not _QUIET.fullmatch(name) and not is_handler(name)}
        for name in element.attributes.get("class", "").split():
            found |= self.classes.get(name, {})
        try:
            found |= declarations(element.attributes["style"]) if "style" in element.attributes else {}
        except Undrawable as fault:
            self.tell(element, f"<{element.name}> {fault}", "write fill and stroke as attributes")
        return found

    def looks(self, element: Element, said: dict[str, str]) -> Iterator[tuple[str, str]]:
        for each in looks({name: text for name, text in said.items() if name != "transform"}, self.palette):
            if isinstance(each, Fault):
                self.tell(element, f"{each.message}, on <{element.name}>", each.fix)
            else:
                yield each

    def moves(self, element: Element, said: dict[str, str], outer: tuple[Transform, ...]) -> tuple[Transform, ...]:
        if "transform" not in said:
            return outer
        try:
            found = transforms(said["transform"].removeprefix("none"))
        except Undrawable as fault:
            self.tell(element, f"transform on <{element.name}> {fault}", "write it as translate(10 20) or rotate(45)")
            return outer
        if is_flat(matrix_of((*outer, *found))):
            self.tell(element, f"transform on <{element.name}> leaves nothing to see", "scale by more than 0")
            return outer
        return (*outer, *found)

    def shape(self, element: Element, looked: Mapping[str, str], moves: tuple[Transform, ...]) -> None:
        if "fill" not in looked and not self.palette.is_free:
            self.tell(element, f"<{element.name}> has no fill",
                      'add fill="var(--…)" with a token, or fill="none" for a line')
        try:
            geometry, corners = _geometry(element)
        except Undrawable as fault:
            self.tell(element, f"<{element.name}> {fault}", "draw the shape again")
            return
        paints = _paints(element.name, looked)
        if paints and corners:
            self.shapes.append(Shape(element.name, geometry, corners, paints, moves))


def _box(said: Mapping[str, str]) -> tuple[float, float, float, float]:
    """Return the box that is seen: what `viewBox` says, else width and height; raises Undrawable."""
    try:
        found = numbers(said["viewBox"]) if "viewBox" in said else (
            0, 0, length(said.get("width", "none")), length(said.get("height", "none")))
    except Undrawable as fault:
        raise Undrawable(f"{'viewBox' if 'viewBox' in said else '<svg> without a viewBox'} {fault}") from None
    if len(found) != 4:
        raise Undrawable(f"viewBox has {len(found)} numbers")
    shorter, longer = sorted(found[2:])
    if shorter < _SHORTEST or longer > _MOST_OBLONG * shorter:
        raise Undrawable(f"viewBox is {written(found[2])} by {written(found[3])}, which nobody can see")
    return found[0], found[1], found[2], found[3]


def _paints(name: str, looked: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the paints of a shape as attributes; none where it is not seen."""
    plain = {"fill": "#000000", **DEFAULTS, **looked}
    for paint in ("fill", "stroke"):
        if plain.get(f"{paint}-opacity") == "0":
            plain[paint] = "none"
    if name == "line":
        plain["fill"] = "none"
    if plain["stroke-width"] == "0":
        plain["stroke"] = "none"
    if plain.get("visibility", "visible") != "visible" or plain["fill"] == plain["stroke"] == "none":
        return ()
    heeded = DEFAULTS if plain["stroke"] != "none" else ("fill-rule",)
    return (("fill", plain["fill"]), *((each, plain[each]) for each in heeded if plain[each] != DEFAULTS[each]))


def _geometry(element: Element) -> tuple[tuple[tuple[str, str], ...], tuple[Point, ...]]:
    """Return a shape's geometry as attributes, and the corners that it spans: none where it draws nothing."""
    name, said = element.name, element.attributes
    if name == "path":
        path = segments(said.get("d", "").removeprefix("none"))
        return (("d", as_data(path)),), tuple(each for _, found in path for each in found) if path[1:] else ()
    if name in PATHS:
        corners = points(said.get("points", ""))
        return (("points", " ".join(",".join(map(written, each)) for each in corners)),), corners if corners[1:] else ()
    measured = {each: _length(said[each], each) for each in MEASURES[name] if said.get(each, "auto") != "auto"}
    for radius, other in (("rx", "ry"), ("ry", "rx")):
        if radius in measured:
            measured.setdefault(other, measured[radius])
    return tuple((each, written(value)) for each, value in measured.items()), _corners(name, measured)


def _length(text: str, name: str) -> float:
    try:
        found = length(text)
    except Undrawable as fault:
        raise Undrawable(f"{fault}: {name}") from None
    if found < 0 and name in ("r", "rx", "ry", "width", "height"):
        raise Undrawable(f"has {written(found)} as {name}, which is less than 0")
    return found


def _corners(name: str, measured: dict[str, float]) -> tuple[Point, ...]:
    at = dict.fromkeys(MEASURES[name], 0.0) | measured
    if name == "line":
        return (at["x1"], at["y1"]), (at["x2"], at["y2"])
    if name == "rect":
        left, top, right, bottom = at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]
    else:
        across, down = (at["r"], at["r"]) if name == "circle" else (at["rx"], at["ry"])
        left, top, right, bottom = at["cx"] - across, at["cy"] - down, at["cx"] + across, at["cy"] + down
    return ((left, top), (right, top), (left, bottom), (right, bottom)) if left < right and top < bottom else ()
