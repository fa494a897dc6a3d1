"""Walks along one content stream of a PDF: its operators, its state, and what they put on the page."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from math import hypot, inf, isfinite
from typing import Any

from pipeline.model.printed import Box, Oddity, OddityKind, Paint, PaintKind, Spot
from pipeline.tools.later import Later
from pipeline.tools.press import (
    pdf_coded,
    pdf_font,
    pdf_ground,
    pdf_oddity,
    pdf_path,
    pdf_picture,
    pdf_space,
    pdf_state,
)
from pipeline.tools.press.pdf_found import Stream, Tracer, inside
from pipeline.tools.press.pdf_path import GROWING, Part
from pipeline.tools.press.pdf_state import TEXT_OPERATORS, Colour, Matrix, State, lengths, matrix_of, times

pikepdf = Later("pikepdf")
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_PATH_ENDS = _FILLS | _STROKES | {"n"}
#: Text rendering modes that fill, and that stroke (ISO 32000-1, table 106).
_FILLING, _STROKING = {0, 2, 4, 6}, {1, 2, 5, 6}
#: Those that draw the outline alone.
_OUTLINED = {1, 5}
#: What is as thin as this is a line; what is thinner than the other is nothing, from rounding.
_LINE_PT, _NOTHING_PT = 0.25, 0.02
#: Families of spaces that name inks.
_NAMED = ("Separation", "DeviceN")
#: An ink below this is light: what overprints with nothing else is seen no more on a colour.
_LIGHT = 0.2


class Run:
    """One walk along a content stream: its state, the states kept by q, the path under construction."""

    def __init__(self, tracer: Tracer, stream: Stream) -> None:
        self.tracer, self.stream, self.resources, self.page = tracer, stream, stream.resources, stream.page
        self.state = stream.state
        self.saved: list[State] = []
        self.path: list[list[Spot]] = []
        self.is_clip = False
        #: for each open mark, what stands before it: whether it is hidden, and its layers
        self.marks: list[tuple[bool, frozenset[tuple[int, int]]]] = []
        self._steps: Iterator[Any] | None = None

    def go_on(self) -> bool:
        """Take steps until one asks for another drawing first, or none is left; tell which.

        A step that cannot be taken is noted and left out.
        """
        tracer, page, read = self.tracer, self.page, self.tracer.salvage.read
        if self._steps is None:
            tracer.steps_left -= 1
            instructions: Any = read("the drawing", partial(tracer.instructions, self.stream), (), page)
            self._steps = iter(instructions)
            read("the resources", lambda: self.note(pdf_oddity.of_resources(self.resources)), None, page)
        waiting = len(tracer.ahead)
        for instruction in self._steps:
            tracer.steps_left -= 1
            if tracer.steps_left <= 0:
                return False
            operator = instruction.operator.unparse().decode("latin-1")
            read(f"the operator {operator}", partial(self.step, operator, instruction.operands), None, page)
            if len(tracer.ahead) > waiting:
                return True
        return False

    def note(self, found: Iterator[tuple[OddityKind, str]]) -> None:
        """Keep what a drawing asks of the machine."""
        self.tracer.oddities |= {Oddity(self.page, *each) for each in found}

    def step(self, operator: str, operands: Any) -> None:
        """Take one step; may raise what the library stumbles over."""
        if operator in GROWING:
            pdf_path.extend(self.path, operator, [float(each) for each in operands], self.state)
        elif operator in _PATH_ENDS:
            self.end_path(operator)
        elif operator in ("W", "W*"):
            self.is_clip = True
        elif operator == "q":
            self.saved.append(self.state)
        elif operator == "Q":
            hidden, layers = self.state.is_hidden, self.state.layers
            self.state = replace(self.saved.pop(), is_hidden=hidden, layers=layers) if self.saved else self.state
        elif operator in ("BMC", "BDC", "EMC"):
            self.mark(operator, operands)
        elif operator == "INLINE IMAGE":
            pdf_picture.note(self, pdf_coded.inline(operands[0]))
        elif operator == "Do":
            self.x_object(self.resources["/XObject"][operands[0]])
        elif operator == "sh":
            self.shade(self.resources["/Shading"][operands[0]])
        elif operator == "d1":
            self.state = replace(self.state, keeps_colour=True)
        else:
            self.state = pdf_state.changed(self.state, operator, operands, self.resources)
            if operator in TEXT_OPERATORS:
                self.show_text(_strings(operands))
            elif operator in ("cs", "CS"):
                self.explained(operands[0])
            elif operator == "gs":
                self.settings(self.resources["/ExtGState"][operands[0]])

    def mark(self, operator: str, operands: Any) -> None:
        """Begin or end a mark; what stands in one may belong to a layer that is off."""
        if operator == "EMC":
            if self.marks:
                hidden, layers = self.marks.pop()
                self.state = replace(self.state, is_hidden=hidden, layers=layers)
            return
        self.marks.append((self.state.is_hidden, self.state.layers))
        if operator == "BDC" and operands[0] == "/OC":
            self.state = self.tracer.on_layer(self.state, self.resources.get("/Properties", {}).get(operands[1]))

    def end_path(self, operator: str) -> None:
        """Paint the path, or clip by it, and begin a new one."""
        path, self.path = tuple(map(tuple, self.path)), []
        box, state = pdf_path.box_of(path), self.state
        spot = path[0][0] if path else (0.0, 0.0)
        if operator in _FILLS:
            thin = pdf_path.thinnest(path)
            is_thin = thin.width < inf
            self.ink("fill", state.fill, thin.spot if is_thin else spot, box, width_pt=thin.width)
            self.lay(box, path, state.fill, is_solid=not state.overprints_fill)
            self.at_the_trim("ends at the trim", state.fill, box, path)
        if operator in _STROKES:
            width = round(state.line_width * min(lengths(state.matrix)), 2)
            self.ink("stroke", state.stroke, spot, box, width_pt=width, dash_pt=pdf_path.shortest_dash(path, state),
                     is_stroke=True)
            self.at_the_trim("runs along the trim", state.stroke, box, path)
        if self.is_clip and box:
            self.state = replace(self.state, clip=pdf_path.common(self.state.clip, box))
        self.is_clip = False

    # --- ink ---

    def ink(self, kind: PaintKind, colour: Colour, spot: Spot, box: Box | None, *, size_pt: float = 0.0,
            width_pt: float = inf, dash_pt: float = inf, is_stroke: bool = False) -> None:
        """Note one paint on a box of the page; a pattern is a drawing of its own."""
        state, page = self.state, self.page
        if not colour.prints:
            return
        self.tracer.layers.drawn_on |= state.layers
        is_clear = (state.stroke_alpha if is_stroke else state.fill_alpha) == 0
        is_seen = self.is_seen(box) and not is_clear
        if colour.pattern is not None:
            self.pattern(colour, is_seen=is_seen)
            if kind != "text":
                return
        # mode 1 leaves inks of 0 as they are for DeviceCMYK alone; grey takes all others away (8.6.7, table 149)
        is_set = state.overprints_stroke if is_stroke else state.overprints_fill
        overprints = is_set and ((colour.space == "DeviceCMYK" and state.overprint_mode == 1) or (
            colour.space.partition(" ")[0] in _NAMED and not colour.names_inks))
        found = Paint(page, kind, "Pattern" if colour.pattern is not None else colour.space, colour.values, size_pt,
                      min(width_pt, self.thin_clip()), dash_pt, colour.spots, overprints, is_set,
                      is_set and colour.space == "ICCBased 4" and state.overprint_mode == 1, mixed=colour.mixed,
                      is_seen=is_seen, is_ink=self.is_ink(box), spot=spot)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) if box and kind != "text" else spot
        self.tracer.paints.add(found if state.is_tile or state.is_mask else self.with_ground(found, middle))

    def thin_clip(self) -> float:
        """Return how wide a clip is that leaves no more than a line of what is painted, infinite for any other."""
        left, bottom, right, top = self.state.clip or (0.0, 0.0, inf, inf)
        width = min(right - left, top - bottom)
        return round(width, 2) if _NOTHING_PT < width < _LINE_PT else inf

    def is_seen(self, box: Box | None) -> bool:
        """Tell whether anything in a box of the page is printed."""
        return not self.state.is_hidden and pdf_path.is_somewhere(pdf_path.common(self.state.clip, box))

    def is_ink(self, box: Box | None) -> bool:
        """Tell whether what is printed there is ink on the paper that is kept."""
        is_kept = self.state.is_tile or pdf_path.is_somewhere(pdf_path.common(self.tracer.kept, box))
        return is_kept and not self.state.is_mask

    def at_the_trim(self, kind: OddityKind, colour: Colour, box: Box | None, path: tuple[Part, ...]) -> None:
        """Note ink that goes to the cut and not beyond: a line along it, a small shape that ends at it."""
        clipped, state, trim = pdf_path.common(self.state.clip, box), self.state, self.tracer.trim
        inks = Paint(self.page, "fill", colour.space, colour.values).inks
        if not trim or not clipped or inks == (0, 0, 0, 0) or state.is_tile or state.is_mask or state.is_hidden:
            return
        is_line = kind == "runs along the trim"
        sides = pdf_path.sides_along(path, trim) if is_line else pdf_path.sides_at(clipped, trim, pdf_path.SMALL_PT)
        self.note((kind, side) for side in sides)

    def with_ground(self, paint: Paint, spot: Spot) -> Paint:
        """Return a paint with what lies below it, where that decides whether it prints as it looks."""
        inks = paint.inks
        is_line_art = paint.kind == "image" and not self.state.keeps_colour  # what draws a letter is told as text
        is_fine = (is_line_art or paint.kind == "text") and self.state.is_solid
        counts = inks is not None and (paint.overprints or paint.keeps_spots if max(inks) < _LIGHT else
                                       is_fine and max(inks[:3]) == 0)
        below, state = (spot[0], spot[1] + 0.3 * paint.size_pt), self.state
        if paint.is_paper and (state.multiplies or state.group_behind is not None):
            return replace(paint, multiplies=True, ground=self.under_white(below))
        return replace(paint, ground=self.tracer.grounds.below(below)) if counts else paint

    def under_white(self, spot: Spot) -> pdf_ground.Inks | None:
        """Return the inks that white is blended with, and nothing where it hides others of its own group."""
        state, below = self.state, self.tracer.grounds.below
        if state.multiplies or state.group_behind is None:
            return below(spot, first=state.behind)
        own = below(spot, first=state.group_behind)
        return below(spot, end=state.group_behind) if own == pdf_ground.NOTHING else pdf_ground.NOTHING

    def pattern(self, colour: Colour, *, is_seen: bool) -> None:
        """Follow the gradient, or the tile, that stands for a colour."""
        if "/Shading" in colour.pattern:
            self.note(pdf_oddity.of_settings(colour.pattern.get("/ExtGState", {})))
            self.shade(colour.pattern["/Shading"])
        elif self.tracer.is_new(colour.pattern.objgen, self.page, colour.space, colour.values):
            own = replace(colour, pattern=None)
            is_coloured = colour.pattern.get("/PaintType") == 1
            fresh = State(is_hidden=not is_seen, is_tile=True, is_mask=self.state.is_mask, layers=self.state.layers)
            start = fresh if is_coloured else replace(fresh, fill=own, stroke=own, keeps_colour=True)
            self.descend(colour.pattern, start, self.state.base)

    def lay(self, box: Box | None, parts: tuple[Part, ...], colour: Colour | None, *, is_solid: bool = True) -> None:
        """Note a ground for what comes after it; of no colour where it is a picture or a gradient."""
        if self.state.is_hidden or self.state.is_tile or self.state.is_mask or not box:
            return
        if colour is not None and not colour.prints:
            return
        clipped = pdf_path.common(self.state.clip, box)
        self.tracer.grounds.lay(clipped, parts, pdf_ground.inks_of(colour), is_solid=is_solid and self.state.is_solid)

    def shade(self, gradient: Any) -> None:
        """Note a gradient as paint first: what its functions give may be beyond reading."""
        space = pdf_space.space_name(gradient["/ColorSpace"], self.resources)
        self.explained(gradient["/ColorSpace"])
        clip = self.state.clip
        self.tracer.layers.drawn_on |= self.state.layers
        self.tracer.paints.add(Paint(self.page, "shading", space, width_pt=self.thin_clip(),
                                     is_seen=self.is_seen(clip), is_ink=self.is_ink(clip),
                                     spot=clip[:2] if clip else (0.0, 0.0)))
        self.tracer.shadings.add(pdf_space.shading(self.page, gradient, self.resources))
        self.lay(clip or self.tracer.kept, (), None)

    def show_text(self, strings: list[bytes]) -> None:
        """Note the ink, the font and the direction of what is shown."""
        state = self.state
        whole = times(state.text, state.matrix)
        size = round(abs(state.font_size) * lengths(whole)[1], 2)
        if self.tracer.is_blank(state.font, strings):
            return
        if state.font is None:
            self.tracer.salvage.note(self.page, "text is shown in a font that is nowhere in the file")
        elif state.mode in _FILLING | _STROKING:
            self.tracer.use_font(state.font, self.page, strings)
        is_drawn = state.font is not None and state.font.get("/Subtype") == "/Type3"
        if is_drawn:
            size = self.drawn_glyphs(state.font, whole, set(b"".join(strings)))
        box = self.reach(whole, size, sum(map(len, strings)))
        # drawings have no outlines: what would stroke fills them (9.6.5)
        if state.mode in _FILLING or (is_drawn and state.mode in _STROKING):
            self.ink("text", state.fill, whole[4:], box, size_pt=size)
        if state.mode in _STROKING and not is_drawn:
            width = round(state.line_width * min(lengths(state.matrix)), 2) if state.mode in _OUTLINED else inf
            self.ink("text", state.stroke, whole[4:], box, size_pt=size, width_pt=width, is_stroke=True)

    def reach(self, whole: Matrix, size: float, letters: int) -> Box:
        """Return about where so many letters stand, and note in which direction they run."""
        a, b, _, _, x, y = whole
        along = hypot(a, b) or 1.0
        length = (0.6 * size if isfinite(size) else 0.0) * letters
        towards = (0 if a > 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)
        if not self.state.is_hidden:
            found = self.tracer.reads[self.page]
            found[towards] = found.get(towards, 0.0) + length
        end = x + a / along * length, y + b / along * length
        margin = size if isfinite(size) else 0.0
        return (min(x, end[0]) - margin, min(y, end[1]) - margin, max(x, end[0]) + margin, max(y, end[1]) + margin)

    def drawn_glyphs(self, font: Any, whole: Matrix, codes: set[int]) -> float:
        """Follow the shown glyphs of a Type 3 font; return the height of its box, infinite if it has none."""
        state = self.state
        inner = times(matrix_of(font["/FontMatrix"]), times((state.font_size, 0, 0, state.font_size, 0, 0), whole))
        drawings, names = font["/CharProcs"], pdf_font.drawn_names(font)
        for name in sorted({f"/{names[code]}" for code in codes if code in names}):
            if name in drawings and self.tracer.is_new(
                    pdf_font.key_of(font), name, self.page, state.fill.space, state.fill.values):
                self.descend(drawings[name], replace(state, stroke=state.fill), inner, font.get("/Resources"),
                             is_placed=True)
        box = [float(edge) for edge in font.get("/FontBBox", (0, 0, 0, 0))]
        return round(abs(box[3] - box[1]) * lengths(inner)[1], 2) or inf

    # --- drawings inside the drawing ---

    def x_object(self, thing: Any) -> None:
        """Note a picture, or follow a form, unless its layer is off."""
        self.note(pdf_oddity.of_drawing(thing))
        before = self.state
        self.state = self.tracer.on_layer(before, thing.get("/OC"))
        if thing.get("/Subtype") == "/Image":
            pdf_picture.note(self, thing)
        elif thing.get("/Subtype") != "/PS":
            self.tracer.add_group(thing, self.page)
            inner = pdf_state.in_group(self.state, thing.get("/Group", {}), self.tracer.grounds.count)
            self.descend(thing, inner, self.state.matrix)
        self.state = before

    def settings(self, settings: Any) -> None:
        """Note what settings ask of the machine, and follow the mask among them."""
        self.note(pdf_oddity.of_settings(settings))
        mask = settings.get("/SMask")
        if mask is not None and str(mask) != "/None":
            self.tracer.add_group(mask["/G"], self.page)
            self.descend(mask["/G"], State(is_mask=True, is_hidden=self.state.is_hidden), self.state.matrix)

    def descend(self, holder: Any, state: State, matrix: Matrix, resources: Any = None, *,
                is_placed: bool = False) -> None:
        """Put a drawing that this one uses in the queue, in its place on the page."""
        place = holder.objgen
        if place in self.stream.trail:
            self.tracer.salvage.note(self.page, f"a drawing draws itself (object {place[0]})")
            return
        found = resources if resources is not None else holder.get("/Resources", self.resources)
        inner = replace(state, matrix=matrix, base=matrix) if is_placed else inside(state, holder, matrix)
        self.tracer.ahead.append(Run(self.tracer, Stream(holder, found, inner, self.page,
                                                           self.stream.trail | {place})))

    def explained(self, space: Any) -> None:
        """Note how a space looks: its inks, and a profile that does not explain the colours it stands for."""
        if not self.state.is_hidden:
            self.tracer.add_inks(space, self.resources, self.page)
        fault = pdf_space.profile_fault(space, self.resources)
        if fault:
            self.note(iter([("broken profile", fault)]))


def _strings(operands: Any) -> list[bytes]:
    """Return the strings that a text operator shows: one, or those of an array, last of its operands."""
    last = operands[-1]
    parts = last if isinstance(last, pikepdf.Array) else [last]
    return [bytes(each) for each in parts if isinstance(each, pikepdf.String)]
