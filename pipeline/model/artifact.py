"""A file made, and what a format hands over before it is written."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.model.channel import Press
from pipeline.model.finding import Finding, Place, error
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript
from pipeline.model.press_terms import PressTerms, terms_of
from pipeline.model.writing import LATIN, Writing

#: The faces a product may use: (family, weight, style, file).
FontFaces = tuple[tuple[str, str, str, Path], ...]
#: How to mend a file that no source is to blame for.
ANEW = "make the file anew; if it is the same again, the format that writes it is at fault"


@dataclass(frozen=True)
class Design:
    """Everything in `styles/`: tokens as data, style sheets as text, fonts and profiles as paths below `root`.

    `cache` is a folder for what the engines need not work out again; all of it can be made anew.
    From `source/` come drawings as text, pictures made of pixels as bytes. `writing` is that of the language that it is
    for, `letters` are all that a product of it shows (`markup/localized.py`).
    """

    root: Path
    cache: Path
    tokens: dict[str, dict[str, object]]
    css: dict[str, str]
    figures: dict[str, str]
    pictures: dict[str, bytes] = field(default_factory=dict)
    writing: Writing = LATIN
    letters: str = ""


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

    @property
    def layout(self) -> Layout:
        """Return what its layout measured; nothing where nobody measured."""
        return self.rendering.layout or Layout()


@dataclass(frozen=True)
class Verdict:
    """What became of examining a finished file: the names of the checks that ran, what they found, what did not run.

    Those that did not are left to `check`, which takes its time, or lack their validator.
    """

    rules: tuple[str, ...]
    findings: tuple[Finding, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Companion:
    """A file that goes with a product (its proof, its job ticket); `output` is its path below build/.

    `reader` reads the pages of the edition that it shows; empty where it only tells about the product.
    """

    output: str
    media_type: str
    content: bytes
    reader: str
    pages: int | None = None


@dataclass(frozen=True, eq=False)
class Artifact:
    """A finished file, with the manuscript it was written from (None for a file of another program).

    `held_against` is what a file of another program is examined for; our own products know it from their channel.
    `reader` reads back a companion; how a product is read, its format states. A file is equal to itself alone.
    """

    path: Path
    name: str
    media_type: str
    content: bytes
    manuscript: Manuscript | None = None
    is_companion: bool = False
    held_against: PressTerms | None = None
    reader: str = ""

    @property
    def is_foreign(self) -> bool:
        """Tell whether another program made the file."""
        return self.held_against is not None

    @property
    def read_by(self) -> str:
        """Return the name of the reader that reads the file back; empty where it shows nothing of an edition."""
        if self.manuscript is None:
            return ""
        return self.reader if self.is_companion else self.manuscript.edition.contract.reader

    @property
    def terms(self) -> PressTerms | None:
        """Return what a file for the press has to keep to; None for what no shop plates."""
        if self.held_against or self.manuscript is None or self.is_companion:
            return self.held_against
        return terms_of(self.manuscript.edition.channel)

    def fault(self, message: str, where: str = "", *, why: str, fix: str = ANEW, page: int = 0) -> Finding:
        """Return what keeps the file from being used; `where` is a part of it or a line, empty for the whole."""
        return error(Place(self.name, detail=where, page=page), message, why=why, fix=fix)

    def fix(self, *, ours: str, anyones: str) -> str:
        """Return how to mend the file: in this project, or in whatever program a stranger's file was made with."""
        return ours if self.manuscript else anyones

    @property
    def press(self) -> Press | None:
        """Return what was agreed with the print shop; None for what no shop plates."""
        return self.manuscript.edition.channel.press if self.manuscript and not self.is_companion else None
