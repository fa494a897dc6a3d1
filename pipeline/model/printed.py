"""What a PDF holds, as a print shop looks at it: page boxes, paint, pictures, fonts, output intents, metadata."""

from dataclasses import dataclass, field
from math import inf
from typing import Literal

from pipeline.model.pdf_x import Standard, standard_of

#: Left, bottom, right, top in points.
Box = tuple[float, float, float, float]
#: A place on a page in points, from its origin.
Spot = tuple[float, float]
PaintKind = Literal["fill", "stroke", "text", "image", "shading", "group"]
OddityKind = Literal["transfer function", "halftone", "transparency", "placeholder", "PostScript", "default space",
                     "another file", "alternate picture", "broken profile", "ends at the trim", "runs along the trim"]
MM_PER_PT = 25.4 / 72
#: Spaces whose values are the inks of the press, and shades of grey; a profile explains them, and hardly changes them.
_OF_INKS, _OF_GREY = ("DeviceCMYK", "ICCBased 4"), ("DeviceGray", "ICCBased 1", "CalGray")


@dataclass(frozen=True)
class PrintedPage:
    """One page: its boxes (None where the file states none), the kinds of annotation on it, its turn in degrees.

    All is in points of paper, whatever unit the page counts in. `reads` is the direction in which most of its text
    runs as the page is shown, in degrees from left to right; None where it has none. `has_art`: it has an ArtBox, too.
    """

    number: int
    media: Box
    bleed: Box | None = None
    trim: Box | None = None
    annotations: tuple[str, ...] = ()
    turn: int = 0
    crop: Box | None = None
    reads: int | None = None
    has_art: bool = False

    @property
    def shown_mm(self) -> tuple[float, float] | None:
        """Return width and height of the trim as the page is shown, turned; None where there is no trim."""
        if self.trim is None:
            return None
        left, bottom, right, top = self.trim
        width, height = (right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT
        return (height, width) if self.turn % 180 else (width, height)

    def where(self, spot: Spot) -> str:
        """Return a place as people measure it: in millimetres from the left and the top of the trim, or the sheet."""
        left, _, _, top = self.trim or self.media
        edge = "trim" if self.trim else "sheet"
        right, down = (spot[0] - left) * MM_PER_PT, (top - spot[1]) * MM_PER_PT
        return f"{right:.0f} mm from the left and {down:.0f} mm from the top of the {edge}"


@dataclass(frozen=True, order=True)
class Paint:
    """One way in which a page is inked: the colour space by name, its values, the size of type for text.

    `width_pt` is the width of a stroke or the shorter side of a thin fill, infinite for all else. `spots` are inks of
    its own, `mixed` the four inks that a space with names of inks asks for. `overprints`: where it has none of an ink,
    what lies below keeps its own; `keeps_spots`: at least spot inks do; `may_overprint`: machines differ in it.
    `multiplies`: it is white and blended so that white is nothing. `dash_pt` is its shortest dash.
    `ground` are the inks of a colour below, where they count, the strongest spot ink last. `is_seen` is false on a
    layer that is off, where all shines through, and where it is clipped away; `is_ink` beyond the bleed, where marks
    stand, and in a mask. `spot` is where it is met first; paints that differ in nothing else are the same.
    """

    page: int
    kind: PaintKind
    space: str
    values: tuple[float, ...] = ()
    size_pt: float = 0.0
    width_pt: float = inf
    dash_pt: float = inf
    spots: tuple[str, ...] = ()
    overprints: bool = False
    keeps_spots: bool = False
    may_overprint: bool = False
    multiplies: bool = False
    mixed: tuple[float, ...] = ()
    ground: tuple[float, ...] | None = None
    is_seen: bool = True
    is_ink: bool = True
    spot: Spot = field(default=(0.0, 0.0), compare=False)

    @property
    def inks(self) -> tuple[float, float, float, float] | None:
        """Return cyan, magenta, yellow and black from 0 to 1; None where the file does not say them."""
        mixed = self.mixed or (self.values if self.space in _OF_INKS else ())
        if len(mixed) == 4:
            cyan, magenta, yellow, black = mixed
            return cyan, magenta, yellow, black
        if self.space in _OF_GREY and len(self.values) == 1:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        return None

    @property
    def tints(self) -> tuple[float, ...]:
        """Return how much of each ink is printed, those of its own among them; nothing where the file does not say."""
        return self.inks or (self.values if self.spots else ())

    @property
    def is_paper(self) -> bool:
        """Tell whether it prints nothing: no ink at all."""
        return self.inks is not None and max(self.inks) == 0

    @property
    def looks_black(self) -> bool:
        """Tell whether the eye takes a mixture for black: much black with other inks, or much of all the others."""
        *colours, black = self.inks or (0.0, 0.0, 0.0, 0.0)
        return (black >= 0.7 and max(colours) >= 0.1) or min(colours) >= 0.6


@dataclass(frozen=True, order=True)
class Picture:
    """An image where it is placed: pixels for each inch of paper (the smaller of both directions), bits a sample.

    `is_mask`: it cuts another one out, with edges that show.
    """

    page: int
    ppi: float
    width_px: int
    height_px: int
    bits: int
    is_mask: bool = False
    spot: Spot = field(default=(0.0, 0.0), compare=False)


@dataclass(frozen=True, order=True)
class Shading:
    """A gradient: how many components its space has, and how many its functions give (each count that occurs)."""

    page: int
    space: str
    components: int
    given: tuple[int, ...]


@dataclass(frozen=True)
class OutputIntent:
    """The printing condition that a file is meant for; `components` is the profile's count of inks."""

    subtype: str
    identifier: str
    registry: str
    profile: bytes
    components: int


@dataclass(frozen=True)
class PrintedFont:
    """A font that pages show text in: its PostScript name, and what is wrong with its program.

    `damage` says why it cannot be read; `missing` are characters without a glyph; `misfits` those with another width
    than the file says, both in thousandths of an em: what it says, what the glyph has. `unknown_codes` is the table of
    codes by which it is shown, where this machine does not have it.
    """

    name: str
    pages: tuple[int, ...] = ()
    is_embedded: bool = True
    damage: str = ""
    missing: tuple[str, ...] = ()
    misfits: tuple[tuple[str, float, float], ...] = ()
    unknown_codes: str = ""


@dataclass(frozen=True, order=True)
class Oddity:
    """Something that a press machine takes in its own way: of which kind, on which page, and which one."""

    page: int
    kind: OddityKind
    what: str = ""


@dataclass(frozen=True, order=True)
class Ink:
    """An ink of its own as the file mixes it for whoever does not have it: on which page first, from what, how much.

    `values` are those at full strength; empty where nobody can work them out.
    """

    name: str
    page: int
    space: str
    values: tuple[float, ...] = ()


@dataclass(frozen=True, order=True)
class Layer:
    """A layer: its name, whether it is printed, and whether anything is drawn on it."""

    name: str
    is_printed: bool
    is_drawn_on: bool


@dataclass(frozen=True, order=True)
class Damage:
    """Something of the file that could not be read; page 0 is the file as a whole.

    `is_mended`: every reader puts it right, and in the same way.
    """

    page: int
    message: str
    is_mended: bool = False


@dataclass(frozen=True)
class PrintedFile:
    """A whole PDF; `metadata` is XMP by `prefix:Name`; paints, pictures, fonts and inks stand once each, sorted.

    `active` names what a program would run or open; `damages` what could not be read.
    """

    pages: tuple[PrintedPage, ...]
    paints: tuple[Paint, ...]
    pictures: tuple[Picture, ...]
    shadings: tuple[Shading, ...]
    fonts: tuple[PrintedFont, ...]
    intents: tuple[OutputIntent, ...]
    metadata: dict[str, str]
    info: dict[str, str]
    ids: tuple[bytes, ...]
    is_encrypted: bool
    active: tuple[str, ...] = ()
    damages: tuple[Damage, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    layers: tuple[Layer, ...] = ()
    inks: tuple[Ink, ...] = ()

    def where(self, page: int, spot: Spot) -> str:
        """Return a place on a page as people measure it."""
        return self.pages[page - 1].where(spot)

    @property
    def standard(self) -> Standard | None:
        """Return the standard of PDF/X that the file says it keeps."""
        return standard_of(self.info, self.metadata)

    @property
    def seen(self) -> tuple[Paint, ...]:
        """Return what ends up on the paper that is kept."""
        return tuple(paint for paint in self.paints if paint.is_seen and paint.is_ink)
