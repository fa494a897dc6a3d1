"""Follows the content streams of a PDF and tells every way they put ink on a page.

Forms, tiles, soft masks, drawn glyphs and the looks of annotations are content streams too; each is followed from
where it is used, to any depth. One that draws itself, or never ends, is a damage.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import inf, isfinite
from typing import Any

from pipeline.model.limits import PDF_STEPS
from pipeline.model.printed import Paint, PaintKind, Picture, Shading, Spot
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_state
from pipeline.tools.press.pdf_state import IDENTITY, TEXT_OPERATORS, Colour, Matrix, State, lengths, matrix_of, times
from pipeline.tools.reading.salvage import Salvage

pikepdf = Later("pikepdf")
#: The operators that add to a path.
_GROWING = frozenset({"m", "l", "c", "v", "y", "re"})
#: The boxes of a path's parts: left, bottom, right, top.
_Path = list[list[float]]
#: A fill whose shorter side is below this, and a fraction of the longer one, is a line.
_LINE_PT, _LINE_SHAPE = 1.0, 0.5
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_PATH_ENDS = _FILLS | _STROKES | {"n"}
#: Text rendering modes that fill, and that stroke (ISO 32000-1, table 106).
_FILLING, _STROKING = {0, 2, 4, 6}, {1, 2, 5, 6}


@dataclass(frozen=True)
class _Stream:
    """A content stream that has to be followed: where its resources are, with which state, on which page.

    `trail` holds the streams it is used in.
    """

    holder: Any
    resources: Any
    state: State
    page: int
    trail: frozenset[tuple[int, int]] = frozenset()


def trace(
    pages: list[tuple[int, Any, Any]], salvage: Salvage
) -> tuple[tuple[Paint, ...], tuple[Picture, ...], tuple[Shading, ...]]:
    """Return what pages, given as (number, page, resources), are painted with, each once, sorted."""
    tracer = _Tracer(salvage)
    for number, page, resources in pages:
        tracer.follow_page(number, page, resources)
    return tuple(sorted(tracer.paints)), tuple(sorted(tracer.pictures)), tuple(sorted(tracer.shadings))


class _Tracer:
    """Keeps what was found, what has still to be followed, and how many steps are left."""

    def __init__(self, salvage: Salvage) -> None:
        self.salvage = salvage
        self.paints: set[Paint] = set()
        self.pictures: set[Picture] = set()
        self.shadings: set[Shading] = set()
        self.ahead: list[_Stream] = []
        self.steps_left = PDF_STEPS
        self._seen: set[Any] = set()
        self._parsed: dict[tuple[int, int], Any] = {}

    def follow_page(self, number: int, page: Any, resources: Any) -> None:
        self.salvage.read("the blending space", lambda: self.add_group(page, number), None, number)
        looks: list[Any] = self.salvage.read("the annotations", lambda: list(_looks(page)), [], number)
        self.ahead += [_Stream(look, look.get("/Resources", resources), State(), number) for look in looks]
        self.ahead.append(_Stream(page, resources, State(), number))
        while self.ahead and self.steps_left > 0:
            # the last first: a drawing is done with before the next begins, so that few wait
            _Run(self, self.ahead.pop()).follow()
        if self.steps_left <= 0:
            self.salvage.note(number, f"the drawing was not followed beyond {PDF_STEPS:,} steps")

    def instructions(self, stream: _Stream) -> Any:
        """Return the operators of a stream; what several pages use is parsed once."""
        place = stream.holder.objgen
        if place in self._parsed:
            return self._parsed[place]
        if stream.holder.get("/Type") == "/Page" and "/Contents" not in stream.holder:
            return ()
        found = pikepdf.parse_content_stream(stream.holder)
        if stream.trail and place != (0, 0):
            self._parsed[place] = found
        return found

    def add_group(self, holder: Any, page: int) -> None:
        group = holder.get("/Group", {})
        if "/CS" in group:
            self.paints.add(Paint(page, "group", pdf_state.space_name(group["/CS"], {})))

    def is_new(self, *key: Any) -> bool:
        """Tell whether something is met for the first time."""
        return not (key in self._seen or self._seen.add(key))  # type: ignore[func-returns-value]


def _looks(page: Any) -> Iterator[Any]:
    """Yield the appearance streams of a page's annotations."""
    for annotation in page.get("/Annots", ()):
        normal = annotation.get("/AP", {}).get("/N")
        if isinstance(normal, pikepdf.Stream):
            yield normal
        elif isinstance(normal, pikepdf.Dictionary):
            yield from (each for _, each in normal.items() if isinstance(each, pikepdf.Stream))


class _Run:
    """One walk along a content stream: its state, the states kept by q, the path under construction."""

    def __init__(self, tracer: _Tracer, stream: _Stream) -> None:
        self.tracer, self.stream, self.resources, self.page = tracer, stream, stream.resources, stream.page
        self.state = stream.state
        self.saved: list[State] = []
        self.path: _Path = []

    def follow(self) -> None:
        """Take every step; one that cannot be taken is noted and left out."""
        tracer, page, read = self.tracer, self.page, self.tracer.salvage.read
        tracer.steps_left -= 1
        instructions: Any = read("the drawing", partial(tracer.instructions, self.stream), (), page)
        for instruction in instructions:
            tracer.steps_left -= 1
            if tracer.steps_left <= 0:
                return
            operator = instruction.operator.unparse().decode("latin-1")
            read(f"the operator {operator}", partial(self.step, operator, instruction.operands), None, page)

    def step(self, operator: str, operands: Any) -> None:
        if operator in _GROWING:
            _extend(self.path, operator, [float(each) for each in operands])
        elif operator in _PATH_ENDS:
            self.end_path(operator)
        elif operator == "q":
            self.saved.append(self.state)
        elif operator == "Q":
            self.state = self.saved.pop() if self.saved else self.state
        elif operator == "INLINE IMAGE":
            self.image(operands[0].obj)
        elif operator == "Do":
            self.x_object(self.resources["/XObject"][operands[0]])
        elif operator == "sh":
            self.shade(self.resources["/Shading"][operands[0]])
        elif operator == "d1":
            self.state = replace(self.state, keeps_colour=True)
        else:
            self.state = pdf_state.changed(self.state, operator, operands, self.resources)
            if operator in TEXT_OPERATORS:
                self.show_text()
            elif operator == "gs":
                self.soft_mask(self.resources["/ExtGState"][operands[0]])

    def end_path(self, operator: str) -> None:
        path, self.path = self.path, []
        spot = self.state.spot(*path[0][:2]) if path else (0.0, 0.0)
        if operator in _FILLS:
            width, thin_spot = _thinnest(path, self.state)
            self.ink("fill", self.state.fill, thin_spot or spot, width_pt=width)
        if operator in _STROKES:
            width = round(self.state.line_width * min(lengths(self.state.matrix)), 2)
            self.ink("stroke", self.state.stroke, spot, width_pt=width)

    # --- ink ---

    def ink(self, kind: PaintKind, colour: Colour, spot: Spot, *, size_pt: float = 0.0, width_pt: float = inf) -> None:
        """Note one paint; a pattern is a drawing of its own."""
        if colour.pattern is None:
            self.tracer.paints.add(Paint(self.page, kind, colour.space, colour.values, size_pt, width_pt, spot))
        elif "/Shading" in colour.pattern:
            self.shade(colour.pattern["/Shading"])
        elif self.tracer.is_new(colour.pattern.objgen, self.page, colour.space, colour.values):
            own = replace(colour, pattern=None)
            is_coloured = colour.pattern.get("/PaintType") == 1
            start = State() if is_coloured else State(fill=own, stroke=own, keeps_colour=True)
            self.descend(colour.pattern, start, self.state.base)

    def shade(self, gradient: Any) -> None:
        """Note a gradient as paint first: what its functions give may be beyond reading."""
        space = pdf_state.space_name(gradient["/ColorSpace"], self.resources)
        self.tracer.paints.add(Paint(self.page, "shading", space))
        self.tracer.shadings.add(pdf_state.shading(self.page, gradient, self.resources))

    def show_text(self) -> None:
        state = self.state
        whole = times(state.text, state.matrix)
        size = round(abs(state.font_size) * lengths(whole)[1], 2)
        if state.font is not None and state.font.get("/Subtype") == "/Type3":
            size = self.drawn_glyphs(state.font, whole)
        for modes, colour in ((_FILLING, state.fill), (_STROKING, state.stroke)):
            if state.mode in modes:
                self.ink("text", colour, whole[4:], size_pt=size)

    def drawn_glyphs(self, font: Any, whole: Matrix) -> float:
        """Follow the glyphs of a Type 3 font; return the height of its box in points, infinite where it has none."""
        state = self.state
        inner = times(matrix_of(font["/FontMatrix"]), times((state.font_size, 0, 0, state.font_size, 0, 0), whole))
        if self.tracer.is_new(font.objgen, self.page, state.fill.space, state.fill.values):
            for _, glyph in font["/CharProcs"].items():
                self.descend(glyph, replace(state, stroke=state.fill), inner, font.get("/Resources"), is_placed=True)
        box = [float(edge) for edge in font.get("/FontBBox", (0, 0, 0, 0))]
        return round(abs(box[3] - box[1]) * lengths(inner)[1], 2) or inf

    # --- drawings inside the drawing ---

    def x_object(self, thing: Any) -> None:
        if thing.get("/Subtype") == "/Image":
            self.image(thing)
        else:
            self.tracer.add_group(thing, self.page)
            self.descend(thing, self.state, self.state.matrix)

    def soft_mask(self, settings: Any) -> None:
        mask = settings.get("/SMask")
        if mask is not None and str(mask) != "/None":
            self.tracer.add_group(mask["/G"], self.page)
            self.descend(mask["/G"], State(), self.state.matrix)

    def descend(self, holder: Any, state: State, matrix: Matrix, resources: Any = None, *,
                is_placed: bool = False) -> None:
        """Put a drawing that this one uses in the queue, in its place on the page."""
        place = holder.objgen
        if place in self.stream.trail:
            self.tracer.salvage.note(self.page, f"a drawing draws itself (object {place[0]})")
            return
        placed = matrix if is_placed else times(matrix_of(holder.get("/Matrix", IDENTITY)), matrix)
        found = resources if resources is not None else holder.get("/Resources", self.resources)
        self.tracer.ahead.append(_Stream(holder, found, replace(state, matrix=placed, base=placed), self.page,
                                         self.stream.trail | {place}))

    def image(self, image: Any) -> None:
        """Note an image's inks and its resolution."""
        is_mask = bool(image.get("/ImageMask", image.get("/IM", False)))
        spot = self.state.matrix[4:]
        bits = 1 if is_mask else int(image.get("/BitsPerComponent", image.get("/BPC", 8)))
        width, height = (int(image.get(f"/{long}", image.get(f"/{long[0]}", 0))) for long in ("Width", "Height"))
        across, up = lengths(self.state.matrix)
        if across and up and isfinite(across + up):
            # it fills the unit square, whatever that has become (8.9.5)
            ppi = round(min(width / across, height / up) * 72, 1)
            self.tracer.pictures.add(Picture(self.page, ppi, width, height, bits, spot))
        if is_mask:
            self.ink("image", self.state.fill, spot)
            return
        for each in (image, image.get("/SMask")):
            if each is not None:
                space = pdf_state.space_name(each.get("/ColorSpace", each.get("/CS", "/unknown")), self.resources)
                self.tracer.paints.add(Paint(self.page, "image", space, spot=spot))


# --- paths ---


def _extend(path: _Path, operator: str, numbers: list[float]) -> None:
    """Grow the boxes of a path by what an operator adds."""
    if operator == "re":
        x, y, width, height = numbers
        path.append([min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)])
        return
    if operator == "m" or not path:
        path.append([inf, inf, -inf, -inf])
    box = path[-1]
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        box[:] = min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)


def _thinnest(path: _Path, state: State) -> tuple[float, Spot | None]:
    """Return the width of the thinnest line that a path fills, and where; infinite where it fills no line."""
    across, up = lengths(state.matrix)
    found: tuple[float, Spot | None] = (inf, None)
    for number, (left, bottom, right, top) in enumerate(path):
        short, long = sorted(((right - left) * across, (top - bottom) * up))
        is_line = short < min(_LINE_PT, found[0]) and short < long * _LINE_SHAPE
        # WeasyPrint cuts the flat inside of a one-sided border out of its outside: no line of its own
        if is_line and not any(_holds(each, path[number]) for each in path[max(0, number - 1):number + 2]):
            found = round(short, 2), state.spot(left, bottom)
    return found


def _holds(outer: list[float], inner: list[float]) -> bool:
    """Tell whether a box lies inside another one."""
    return (outer is not inner and outer[0] <= inner[0] and outer[1] <= inner[1]
            and outer[2] >= inner[2] and outer[3] >= inner[3])
