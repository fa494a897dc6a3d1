"""Sets braille rows on pages: what belongs together stays together, each page has its number, contents give it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

#: Dot 5 leads the finger from an entry of the contents to its page number.
_GUIDE_DOT = '"'
#: What an entry leaves free on its last line: a blank, two guide dots, a blank, a number of up to three digits.
NUMBER_ROOM = 8
_DIGITS = dict(zip("1234567890", "ABCDEFGHIJ", strict=True))


@dataclass(frozen=True)
class Row:
    """One line of cells; `holds` keeps it on the page of the next one, `leads_to` is a section whose page it gives."""

    cells: str = ""
    holds: bool = False
    leads_to: str = ""


@dataclass(frozen=True)
class Chapter:
    """The rows of one section, which begins on a new page."""

    id: str
    rows: tuple[Row, ...]


@dataclass
class _Book:
    """Pages as they fill: each has room for so many rows above its number."""

    room: int
    pages: list[list[Row]] = field(default_factory=list)

    def open_page(self) -> None:
        self.pages.append([])

    def add(self, run: Sequence[Row]) -> None:
        """Put rows that belong together on a page that holds them all; more than a page is parted anywhere."""
        if len(self.pages[-1]) + len(run) > self.room and any(row.cells for row in self.pages[-1]):
            self.open_page()
        for row in run:
            if len(self.pages[-1]) == self.room:
                self.open_page()
            if row.cells or self.pages[-1]:  # no page begins with a blank line
                self.pages[-1].append(row)


def pages(chapters: Sequence[Chapter], *, cells: int, lines: int) -> list[list[str]]:
    """Return the lines of each page, the last one of which is its number at the right margin.

    Words are numbered as BANA's Braille Formats (2016) have it, 1.14; a blank line never opens a page.
    """
    book, starts = _Book(lines - 1), {}
    for chapter in chapters:
        book.open_page()
        starts[chapter.id] = len(book.pages)
        for run in _runs(chapter.rows):
            book.add(run)
    return [_page([_numbered(row, starts, cells) for row in page], number, cells=cells, lines=lines)
            for number, page in enumerate(book.pages, 1)]


def number(value: int) -> str:
    """Return a number as cells."""
    return "#" + "".join(_DIGITS[digit] for digit in str(value))


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows that stay on one page together: each that holds with the one after it."""
    run: list[Row] = []
    for row in rows:
        run.append(row)
        if not row.holds:
            yield run
            run = []
    if run:
        yield [*run[:-1], replace(run[-1], holds=False)]


def _numbered(row: Row, starts: dict[str, int], cells: int) -> str:
    """Return the cells of a row; an entry of the contents with guide dots and the page that it leads to."""
    if not row.leads_to:
        return row.cells
    page = number(starts[row.leads_to])
    dots = _GUIDE_DOT * (cells - len(row.cells) - len(page) - 2)
    return f"{row.cells} {dots} {page}"


def _page(rows: list[str], page: int, *, cells: int, lines: int) -> list[str]:
    return [*rows, *[""] * (lines - 1 - len(rows)), number(page).rjust(cells)]
