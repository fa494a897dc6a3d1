"""A file made, and what a format hands over before it is written."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.model.channel import Press
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript

#: The faces a product may use: (family, weight, style, file).
FontFaces = tuple[tuple[str, str, str, Path], ...]


@dataclass(frozen=True)
class Design:
    """Everything in `styles/`: tokens as data, style sheets as text, fonts and profiles as paths."""

    root: Path
    tokens: dict[str, dict[str, object]]
    css: dict[str, str]
    figures: dict[str, str]

    @property
    def cache(self) -> Path:
        """Return the folder for what tools keep between builds; all of it can be made again."""
        return self.root / "build" / ".cache"


@dataclass(frozen=True)
class Rendering:
    """The bytes of one product, its page count (None where there are no pages) and what its layout measured."""

    content: bytes
    pages: int | None = None
    layout: Layout | None = None


@dataclass(frozen=True)
class Draft:
    """A rendering before it is written, with the manuscript it should hold."""

    manuscript: Manuscript
    rendering: Rendering


@dataclass(frozen=True)
class Companion:
    """A file that goes with a product (its proof, its job ticket); `output` is its path below build/."""

    output: str
    media_type: str
    content: bytes
    pages: int | None = None


@dataclass(frozen=True)
class Artifact:
    """A finished file, with the manuscript it was written from (None for a file of another program)."""

    path: Path
    name: str
    media_type: str
    content: bytes
    manuscript: Manuscript | None = None
    is_companion: bool = False

    @property
    def press(self) -> Press | None:
        """Return what was agreed with the print shop; None for what no shop plates."""
        return self.manuscript.edition.channel.press if self.manuscript and not self.is_companion else None
