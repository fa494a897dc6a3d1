"""Keeps what following a PDF has found, each thing once, and what has still to be followed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from pipeline.model.printed import Box, Oddity, Paint, Picture, PrintedFont, Shading
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_font, pdf_path, pdf_samples, pdf_space
from pipeline.tools.press.pdf_font import FontUse
from pipeline.tools.press.pdf_ground import Grounds
from pipeline.tools.press.pdf_layers import Layers
from pipeline.tools.press.pdf_state import IDENTITY, Matrix, State, matrix_of, numbers, times
from pipeline.tools.reading.salvage import Salvage

pikepdf = Later("pikepdf")


@dataclass(frozen=True)
class Stream:
    """A content stream that has to be followed: where its resources are, with which state, on which page.

    `trail` holds the streams it is used in.
    """

    holder: Any
    resources: Any
    state: State
    page: int
    trail: frozenset[tuple[int, int]] = frozenset()


def inside(state: State, holder: Any, matrix: Matrix) -> State:
    """Return the state in which a drawing begins that is put on the page by a matrix: with its own one, in its box."""
    placed = times(matrix_of(holder.get("/Matrix", IDENTITY)), matrix)
    inner = replace(state, matrix=placed, base=placed)
    if holder.get("/Subtype") == "/Form" and "/BBox" in holder:
        left, bottom, right, top = numbers(holder["/BBox"])
        inner = replace(inner, clip=pdf_path.common(inner.clip, inner.box((left, bottom, right, top))))
    return inner


@dataclass
class Tracer:
    """Keeps what was found, what has still to be followed (the last first), and how many steps and pixels are left."""

    layers: Layers
    salvage: Salvage
    steps_left: int
    pixels_left: int
    paints: set[Paint] = field(default_factory=set)
    pictures: set[Picture] = field(default_factory=set)
    shadings: set[Shading] = field(default_factory=set)
    fonts: dict[Any, FontUse] = field(default_factory=dict)
    oddities: set[Oddity] = field(default_factory=set)
    inks: dict[tuple[str, str, tuple[float, ...]], int] = field(default_factory=dict)
    reads: dict[int, dict[int, float]] = field(default_factory=dict)
    grounds: Grounds = field(default_factory=Grounds)
    kept: Box | None = None
    trim: Box | None = None
    ahead: list[Any] = field(default_factory=list)
    seen: set[Any] = field(default_factory=set)
    parsed: dict[tuple[int, int], Any] = field(default_factory=dict)
    pictures_read: dict[Any, Any] = field(default_factory=dict)
    blanks: dict[Any, bool] = field(default_factory=dict)

    def instructions(self, stream: Stream) -> Any:
        """Return the operators of a stream; what several pages use is parsed once."""
        place = stream.holder.objgen
        if place in self.parsed:
            return self.parsed[place]
        if stream.holder.get("/Type") == "/Page" and "/Contents" not in stream.holder:
            return ()
        found = pikepdf.parse_content_stream(stream.holder)
        if stream.trail and place != (0, 0):
            self.parsed[place] = found
        return found

    def add_group(self, holder: Any, page: int) -> None:
        """Note the space in which a drawing is blended."""
        group = holder.get("/Group", {})
        if "/CS" in group:
            self.paints.add(Paint(page, "group", pdf_space.space_name(group["/CS"], {})))

    def on_layer(self, state: State, layer: Any) -> State:
        """Return the state of what belongs to a layer, or to a group of them; None: to none."""
        if layer is None:
            return state
        return replace(state, is_hidden=state.is_hidden or self.layers.is_off(layer),
                       layers=state.layers | self.layers.of(layer))

    def is_new(self, *key: Any) -> bool:
        """Tell whether something is met for the first time."""
        return not (key in self.seen or self.seen.add(key))  # type: ignore[func-returns-value]

    def is_blank(self, font: Any, strings: list[bytes]) -> bool:
        """Tell whether nothing but blanks is shown; the same in the same font is looked at once."""
        key = font is not None and pdf_font.key_of(font), frozenset(b"".join(strings))
        if key not in self.blanks:
            self.blanks[key] = pdf_font.is_blank(font, strings)
        return self.blanks[key]

    def try_samples(self, image: Any, resources: Any, page: int) -> None:
        """Note a picture whose samples are not there; one that many pages show is tried once."""
        if image.objgen == (0, 0) or self.is_new("samples", image.objgen):
            pixels = int(image.get("/Width", 0)) * int(image.get("/Height", 0))
            self.pixels_left -= pixels
            fault = self.salvage.read("a picture", lambda: pdf_samples.fault(
                image, pdf_space.of_samples(image, resources), is_decoded=self.pixels_left > 0), "", page)
            if fault:
                self.salvage.note(page, f"a picture cannot be shown: {fault}")

    def add_inks(self, space: Any, resources: Any, page: int) -> None:
        """Note how the inks of its own that a colour space names look, and the page on which each look is met first."""
        def keep() -> None:
            place = pdf_space.resolved(space, resources)
            key = place.objgen if isinstance(place, pikepdf.Object) else (0, 0)
            if key != (0, 0) and not self.is_new("inks", key):
                return
            for look in pdf_space.ink_looks(space, resources):
                self.inks.setdefault(look, page)

        self.salvage.read("a colour space", keep, None, page)

    def use_font(self, font: Any, page: int, strings: list[bytes]) -> None:
        """Note what is shown in a font, wherever that stands."""
        use = self.fonts.setdefault(pdf_font.key_of(font), FontUse(font))
        use.pages.add(page)
        use.strings.update(strings)

    def tried_fonts(self) -> Iterator[PrintedFont]:
        """Yield the fonts, each alone: one that cannot be read hides no other."""
        found: list[PrintedFont] = []
        for use in self.fonts.values():
            font = self.salvage.read("a font", partial(pdf_font.tried, use), None, min(use.pages))
            found += [font] if font else []
        yield from sorted(found, key=lambda font: (font.name, font.pages))
