"""What a PDF holds, as a print shop looks at it: page boxes, paint, fonts, output intents, metadata."""

from dataclasses import dataclass
from typing import Literal

#: Left, bottom, right, top in points.
Box = tuple[float, float, float, float]
PaintKind = Literal["fill", "stroke", "text", "image", "shading", "group"]


@dataclass(frozen=True)
class PrintedPage:
    """One page: its boxes (None where the file states none) and the kinds of annotation on it."""

    number: int
    media: Box
    bleed: Box | None
    trim: Box | None
    annotations: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Paint:
    """One way in which a page is inked: the colour space by name, its values, the size of type for text."""

    page: int
    kind: PaintKind
    space: str
    values: tuple[float, ...] = ()
    size_pt: float = 0.0

    @property
    def inks(self) -> tuple[float, float, float, float] | None:
        """Return cyan, magenta, yellow and black from 0 to 1; None where the file does not say them."""
        if self.space == "DeviceCMYK" and len(self.values) == 4:
            cyan, magenta, yellow, black = self.values
            return cyan, magenta, yellow, black
        if self.space == "DeviceGray" and len(self.values) == 1:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        return None


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


@dataclass(frozen=True)
class PrintedFile:
    """A whole PDF; `metadata` is XMP by `prefix:Name`, paints and fonts stand once each, sorted."""

    pages: tuple[PrintedPage, ...]
    paints: tuple[Paint, ...]
    fonts: tuple[PrintedFont, ...]
    intents: tuple[OutputIntent, ...]
    metadata: dict[str, str]
    info: dict[str, str]
    ids: tuple[bytes, ...]
    is_encrypted: bool
