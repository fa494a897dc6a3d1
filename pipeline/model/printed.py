"""What a PDF holds, as a print shop looks at it: page boxes, paint, pictures, fonts, output intents, metadata."""

from dataclasses import dataclass, field
from math import inf
from typing import Literal

#: Left, bottom, right, top in points.
Box = tuple[float, float, float, float]
#: A place on a page in points, from its origin.
Spot = tuple[float, float]
PaintKind = Literal["fill", "stroke", "text", "image", "shading", "group"]
MM_PER_PT = 25.4 / 72


@dataclass(frozen=True)
class PrintedPage:
    """One page: its boxes (None where the file states none), the kinds of annotation on it, its turn in degrees."""

    number: int
    media: Box
    bleed: Box | None = None
    trim: Box | None = None
    annotations: tuple[str, ...] = ()
    turn: int = 0

    def where(self, spot: Spot) -> str:
        """Return a place as people measure it: in millimetres from the left and the top of the trim, or the sheet."""
        left, _, _, top = self.trim or self.media
        edge = "trim" if self.trim else "sheet"
        right, down = (spot[0] - left) * MM_PER_PT, (top - spot[1]) * MM_PER_PT
        return f"{right:.0f} mm from the left and {down:.0f} mm from the top of the {edge}"


@dataclass(frozen=True, order=True)
class Paint:
    """One way in which a page is inked: the colour space by name, its values, the size of type for text.

    `width_pt` is the width of a stroke or the shorter side of a thin fill, infinite for all else. `spot` is where it
    is met first; paints that differ in nothing else are the same.
    """

    page: int
    kind: PaintKind
    space: str
    values: tuple[float, ...] = ()
    size_pt: float = 0.0
    width_pt: float = inf
    spot: Spot = field(default=(0.0, 0.0), compare=False)

    @property
    def inks(self) -> tuple[float, float, float, float] | None:
        """Return cyan, magenta, yellow and black from 0 to 1; None where the file does not say them."""
        if self.space == "DeviceCMYK" and len(self.values) == 4:
            cyan, magenta, yellow, black = self.values
            return cyan, magenta, yellow, black
        if self.space == "DeviceGray" and len(self.values) == 1:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        return None


@dataclass(frozen=True, order=True)
class Picture:
    """An image where it is placed: pixels for each inch of paper (the smaller of both directions), bits a sample."""

    page: int
    ppi: float
    width_px: int
    height_px: int
    bits: int
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
    """A font by its PostScript name, and whether the file carries its glyphs."""

    name: str
    is_embedded: bool


@dataclass(frozen=True, order=True)
class Damage:
    """Something of the file that could not be read; page 0 is the file as a whole."""

    page: int
    message: str


@dataclass(frozen=True)
class PrintedFile:
    """A whole PDF; `metadata` is XMP by `prefix:Name`; paints, pictures and fonts stand once each, sorted.

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

    def where(self, page: int, spot: Spot) -> str:
        """Return a place on a page as people measure it."""
        return self.pages[page - 1].where(spot)
