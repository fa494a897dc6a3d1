"""What a product takes and how it is made: pure data, one file a product."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.entry import Entry, Id, Words
from pipeline.model.fold import FoldedSheet, PanelName, Side, Style, folded

#: A part of a product: a generated section, all topics, or one topic (`topic:stem-cell-transplant`).
PART = (r"^(cover|contents|topics|questions|notes|visits|medicines|glossary|references|contact|colophon"
        r"|topic:[a-z0-9-]+)$")

#: How much of a topic a product tells.
Depth = Literal["full", "summary", "key-points", "sms"]

#: Trim sizes in millimetres, width by height, portrait (ISO 216; ANSI/ASME Y14.1).
TRIM_SIZES_MM = {"letter": (215.9, 279.4), "a4": (210.0, 297.0), "a5": (148.0, 210.0),
                 "half-letter": (139.7, 215.9), "a3": (297.0, 420.0), "tabloid": (279.4, 431.8)}
Size = Literal["letter", "a4", "a5", "half-letter", "a3", "tabloid"]
Millimetres = Annotated[float, Field(gt=0, le=5000, allow_inf_nan=False)]


class Paper(Entry):
    """A size of paper: by its name, or width and height."""

    size: Size | None = None
    width_mm: Millimetres | None = Field(None, description="any size: width and height, in place of the name of a size")
    height_mm: Millimetres | None = None

    @property
    def names_size(self) -> bool:
        """Tell whether it says one size, in one of the two ways."""
        measures = (self.width_mm, self.height_mm)
        return measures == (None, None) if self.size else None not in measures

    @property
    def portrait_mm(self) -> tuple[float, float]:
        """Return width and height, a named size upright; raises ValueError where it says none."""
        if self.size:
            return TRIM_SIZES_MM[self.size]
        if self.width_mm is None or self.height_mm is None:
            raise ValueError("a size by name, or width and height")
        return self.width_mm, self.height_mm


class Page(Paper):
    """A page that is not folded."""

    type: Literal["standard", "large-print", "sheet"] = Field(
        "standard", description="large-print: 18 pt and what goes with it; sheet: everything on one page")

    @property
    def trim_mm(self) -> tuple[float, float]:
        """Return width and height of the trimmed page."""
        return self.portrait_mm


class Panel(Entry):
    """One face of a folded sheet and what stands on it, in reading order."""

    name: PanelName
    to: PanelName | None = Field(
        None, description="the last of several panels side by side over which the text runs, a column in each")
    parts: tuple[str, ...]
    space_mm: float = Field(0, ge=0, le=60, description="what stands between its parts in addition, to fill the panel")


class Fold(Paper):
    """The flat sheet, a named size lying on its side, and how it is folded to panels."""

    style: Style
    allowance_mm: float | None = Field(
        None, ge=0, le=10, description="by how much a panel is narrower that lies inside others; left out: as is usual")
    look: Literal["brochure", "leaflet", "card"] = Field(
        "brochure", description="whose sizes of type and space it has, by their name in styles/tokens.yaml")
    panels: tuple[Panel, ...] = Field(description="in reading order")

    @property
    def sheet(self) -> FoldedSheet:
        """Return the sheet with its folds; raises ValueError where no size is said."""
        width, height = self.portrait_mm
        return folded(self.style, *((height, width) if self.size else (width, height)), self.allowance_mm)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Return the sides that are printed: those on which a panel stands."""
        return self.printed(self.sheet)

    def printed(self, sheet: FoldedSheet) -> tuple[Side, ...]:
        """Return the printed sides of the sheet, or of its mirrored form."""
        named = {panel.name for panel in self.panels}
        return tuple(side for side in sheet.sides if named & {face.name for face in side.faces})


class Condition(Entry):
    """The printing condition that the colours are meant for, as the ICC registry names it."""

    identifier: Words = Field(description="the registered name: FOGRA39, CGATS TR 006")
    name: Words = Field(description="the same for people")
    registry: Words = Field(description="the registry that holds the name")


class Press(Entry):
    """What a print shop agrees with us."""

    profile: Words = Field(description="ICC profile, a path from the project's root")
    condition: Condition
    bleed_mm: float = Field(ge=0, le=10)
    safe_mm: float = Field(ge=0, le=20, description="nothing that matters stands nearer to trim or fold")
    ink_limit_percent: int = Field(300, ge=100, le=400)
    marks: tuple[Literal["crop", "fold"], ...] = Field(("crop", "fold"))
    paper: Words = Field("coated, silk, 130 to 150 g/m²", description="a suggestion for the print shop")
    largest_sheet_mm: tuple[Millimetres, Millimetres] = Field(
        (1020.0, 720.0), description="the largest sheet that the shop prints on, with bleed and marks")
    smallest_panel_mm: float = Field(40, ge=10, le=300, description="the narrowest panel that its machine folds")


class Imposition(Entry):
    """How a booklet is printed in an office: two pages side by side, on both sides, folded in the middle."""

    paper_thickness_mm: float = Field(0.1, ge=0, le=0.5, description="of one leaf: 0.1 for 80 g/m² paper")
    flip: Literal["short-edge", "long-edge"] = Field("short-edge", description="how the printer turns the sheet")
    pages: int | None = Field(
        None, gt=0, le=400, description="of a booklet, how many were agreed; left out: as many as the text takes")


class TextLayout(Entry):
    """How a plain text is set."""

    charset: Literal["utf-8", "ascii"]
    signs: Literal["typographic", "ascii"] = Field(
        "typographic", description="ascii: quotation marks, dashes and the like in ASCII; letters stay as they are")
    lines: Literal["wrapped", "flowing"] = Field(
        "wrapped", description="flowing: one paragraph a line and no drawn boxes, to paste into a message")


class BrailleLayout(Entry):
    """How braille is translated and paged."""

    tables: dict[str, Words] = Field(description="liblouis' translation table of each language: {en: en-ueb-g2.ctb}")
    cells: int = Field(40, ge=20, le=60, description="cells in a line")
    lines: int = Field(25, ge=10, le=40, description="lines on a page, the one of the page number too")


class Channel(Entry):
    """channels/<id>.yaml: one product, or one for each topic."""

    id: Id
    name: Words = Field(description="what people call the product")
    format: Id = Field(description="how the product is made; a module of pipeline/formats")
    output: Words = Field(description="path below build/; {language} and {topic} are filled in")
    depth: Depth = Field(
        description="key-points: title and key points of each topic; summary: its boxes with their headings; "
                    "sms: its text message alone")
    parts: tuple[str, ...] = Field((), description="in order; left out where panels name them")
    draws: tuple[Id, ...] = Field(
        (), description="facts whose drawings stand below the key points of the topics that show them")
    leaves_out: tuple[Id, ...] = Field((), description="topics of the spine that no panel holds, and that is meant")
    languages: tuple[Words, ...] = Field((), description="tags of the languages that it is made in; empty: all")
    close_in: tuple[Words, ...] = Field(
        (), description="tags of languages with longer words: lines and gaps are closer there, no letter is smaller")
    beside: Words | None = Field(
        None, description="tag of a language that stands beside each of the others, unit by unit, and before it")
    per_topic: bool = Field(False, description="true: one file for each topic")
    page: Page | None = None
    fold: Fold | None = None
    press: Press | None = None
    imposition: Imposition | None = None
    text: TextLayout | None = None
    braille: BrailleLayout | None = None
    page_list: Id | None = Field(None, description="the booklet whose page numbers an e-book lists, by its id")
    describes: tuple[Id, ...] = Field(
        (), description="what a record for libraries is about, by its id; others are named as forms of the same")

    def is_in(self, tag: str) -> bool:
        """Tell whether the product is made in a language; one that stands beside others has none of its own."""
        return tag != self.beside and (not self.languages or tag in self.languages)

    def outputs(self, languages: Iterable[str], spine: Iterable[str]) -> Iterator[str]:
        """Yield the path of each file below build/; raises LookupError, ValueError, AttributeError for unfit braces."""
        topics = tuple(spine) if self.per_topic else (None,)
        return (self.output.format(language=tag, topic=topic)
                for tag in languages if self.is_in(tag) for topic in topics)

    def placed_parts(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Yield each part with its location in the channel's file."""
        for index, part in enumerate(self.parts):
            yield part, ("parts", index)
        for panel_index, panel in enumerate(self.fold.panels if self.fold else ()):
            for index, part in enumerate(panel.parts):
                yield part, ("fold", "panels", panel_index, "parts", index)

    def all_parts(self) -> tuple[str, ...]:
        """Return the parts in reading order, from the panels if there are any."""
        return tuple(part for panel in self.fold.panels for part in panel.parts) if self.fold else self.parts

    def holds(self, topic: str) -> bool:
        """Tell whether a topic is one of the parts."""
        return not {"topics", f"topic:{topic}"}.isdisjoint(self.all_parts())
