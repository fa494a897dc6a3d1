"""What the typesetter measured of a laid-out document: how panels fit, what was lost, what it complained about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pipeline.model.manuscript import Manuscript
from pipeline.model.pagination import PageStart, letters_of
from pipeline.model.tree import plain_text, walk

#: Letters that are in one text alone, most likely.
_ENOUGH_LETTERS = 20
_TEXTS = frozenset({"Para", "Plain", "Header"})


@dataclass(frozen=True)
class PanelFit:
    """How the content of one fixed box, or of a whole page (without a name), fits; both measures in mm, one of them 0.

    `overflow_mm` is how far content reaches beyond the box, `slack_mm` how much height is left below it.
    `at` is the source place (`path:line:column`) of the block at the box's end, empty if unknown. `word` is the one
    that is wider than the box, where that is what reaches furthest.
    """

    name: str
    page: int
    overflow_mm: float
    slack_mm: float
    at: str = ""
    word: str = ""


@dataclass(frozen=True)
class PlacedPicture:
    """A picture made of pixels as a page shows it: its path, and its pixels to the inch at that size."""

    path: str
    page: int
    ppi: int


@dataclass(frozen=True)
class Foot:
    """The last block of text on a page that others follow; `at` is its source place, empty if unknown.

    `empty` is the share of the page that is left below all that stands on it, 0 where the next part begins a page by
    design; `follows` are the first words overleaf.
    """

    page: int
    words: str
    is_heading: bool
    at: str
    empty: float = 0.0
    follows: str = ""


@dataclass(frozen=True)
class Torn:
    """A block that goes on overleaf, and how much of it (lines of a paragraph, items of a list) each page holds.

    Of a box, the lines are counted; `page` is the first, `at` the source place of the block.
    """

    kind: Literal["paragraph", "list", "box"]
    page: int
    parts: tuple[int, ...]
    words: str
    at: str


@dataclass(frozen=True)
class LastLine:
    """The last line of a paragraph of several lines."""

    page: int
    words: str
    at: str


@dataclass(frozen=True)
class Flow:
    """How text that flows from page to page meets their ends."""

    feet: tuple[Foot, ...] = ()
    torn: tuple[Torn, ...] = ()
    last_lines: tuple[LastLine, ...] = ()


@dataclass(frozen=True)
class TableSides:
    """To which side each column of a table stands (left, center, right), by the words of its head.

    Empty where no line tells, “mixed” where lines differ, “indented” where one stands to no side.
    """

    head: str
    sides: tuple[str, ...]


@dataclass(frozen=True)
class Complaint:
    """What the typesetter could not do, in its own words.

    `about` is the character, or the name of an element, that it means; `path` and `line` where it means a style sheet.
    """

    said: str
    about: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class Layout:
    """The measures of one document.

    `lost_text` holds words of the manuscript that no page shows, `long_words` those wider than a line of plain text,
    `unwritten` the characters that braille has no cells for, `misread` words with those that their cells say, too.
    `page_starts` says what begins on each page, where another product may list the page numbers.
    """

    panels: tuple[PanelFit, ...] = ()
    lost_text: str = ""
    complaints: tuple[Complaint, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    long_words: tuple[str, ...] = ()
    unwritten: tuple[str, ...] = ()
    misread: tuple[tuple[str, str], ...] = ()
    page_starts: tuple[PageStart, ...] = ()
    flow: Flow = Flow()
    tables: tuple[TableSides, ...] = ()


def traced(layout: Layout, manuscript: Manuscript) -> Layout:
    """Return a layout whose blocks know their places, by their words; as it is for a manuscript without places."""
    said = list(_said(manuscript))

    def placed(block: Any) -> Any:
        words = letters_of(block.words)
        return replace(block, at=next((at for letters, at in said if words in letters), ""))

    flow = layout.flow
    return replace(layout, flow=Flow(*(tuple(map(placed, each)) for each in (flow.feet, flow.torn, flow.last_lines))))


def place_of_lost(words: str, manuscript: Manuscript) -> str:
    """Return the source place of the text with which lost words begin, empty where it is none of the source."""
    letters = letters_of(words)[:_ENOUGH_LETTERS]
    return next((at for said, at in _said(manuscript) if said and (letters in said or letters.startswith(said))), "")


def _said(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    for section in manuscript.sections:
        for element in walk(section.blocks):
            if element["t"] in _TEXTS and element.get("at"):
                yield letters_of(plain_text(element)), element["at"]
