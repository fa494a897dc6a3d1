"""A list of clinics (CSV, RFC 4180) as read: every cell with its place, and what a row says of its clinic."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.model.characters import unfit
from pipeline.model.finding import Finding, Place, error
from pipeline.model.imprint import Imprint, Logo, Phone

#: Column -> what its cells hold. The template and the README's table follow this order.
COLUMNS = {
    "id": "lower case, digits, hyphens; names the clinic's folder",
    "name": "as families know it",
    "department": "ward or clinic",
    "address": "as on an envelope; | between lines",
    "phones": "label: number (hours); | between numbers",
    "web": "the clinic's page",
    "logo": "SVG or PNG, a path from the list",
    "logo_text": "the logo in words, for those who do not see it",
    "qr": "the page that the QR code opens",
    "languages": "spoken there, each by its own name; | between them",
    "products": "globs over the ids of products; | between them; empty: all",
    "wanted_languages": "tags of the languages it hands out; | between them; empty: all",
}
REQUIRED = ("id", "name")
#: Columns whose cells hold several things; a line break in the cell parts them as | does.
SEVERAL = frozenset({"address", "phones", "languages", "products", "wanted_languages"})

_PARTS = re.compile(r"\s*[|\r\n]\s*")
_HOURS = re.compile(r"(.*\d[^()]*)\(([^()]*)\)")
#: What a spreadsheet takes for a formula (OWASP, CSV injection); a number to dial may begin with +.
_FORMULA = re.compile(r"[=@\-\t\r]|\+(?!\d)")
#: What no cell holds, though a text may.
_TAB, _BREAK = re.compile("\t"), re.compile(r"[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds, as written, and where it begins; line and column count from 1."""

    raw: str
    line: int
    column: int
    is_misquoted: bool = False

    @property
    def text(self) -> str:
        """Return the words without the spaces around them."""
        return self.raw.strip()

    @property
    def is_formula(self) -> bool:
        """Tell whether a spreadsheet would run the cell instead of showing it."""
        return bool(_FORMULA.match(self.raw) or _FORMULA.match(self.text))

    def unprintable(self, column: str) -> str:
        """Return what is wrong with the first character that may not stand here, empty where all may."""
        found = (_TAB if column in SEVERAL else _BREAK).search(self.text)
        if found:
            return f"{'a tab' if found.group() == _TAB.pattern else 'a line break'} cannot be printed here"
        return next(map(str, unfit(self.text)), "")


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `number` is what a spreadsheet shows beside it (the header is row 1).

    An imprint with a file of its own is a record, too: of that `path`, and all that the file says is `imprint`.
    """

    number: int
    cells: tuple[Cell, ...]
    path: str = ""
    imprint: Imprint | None = None


@dataclass(frozen=True)
class Known:
    """What a list may name: ids of products, tags of languages, and each logo that cannot be used, with the reason."""

    products: tuple[str, ...]
    languages: tuple[str, ...]
    logo_faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ClinicList:
    """The list: its path as findings show it, header and rows; equal to itself alone.

    `undecoded` says why the file is no text, then it has no rows; `unclosed` is a cell whose quotation never ends.
    """

    path: str
    header: Row
    rows: tuple[Row, ...]
    known: Known
    undecoded: str = ""
    unclosed: Cell | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns as they stand."""
        return tuple(cell.text for cell in self.header.cells)

    @property
    def is_trusted(self) -> bool:
        """Tell whether the file is whole and its header names columns that are known, each once."""
        return not self.undecoded and not self.unclosed and set(REQUIRED) <= set(self.columns) <= set(COLUMNS) \
            and len(set(self.columns)) == len(self.columns)

    def formed(self) -> Iterator[Row]:
        """Yield the rows that have a cell for each column, none of them misquoted."""
        yield from (row for row in self.rows if len(row.cells) == len(self.columns)
                    and not any(cell.is_misquoted for cell in row.cells))

    def cells(self, *columns: str) -> Iterator[tuple[Row, str, Cell]]:
        """Yield row, column and cell wherever something printable stands in one of the columns."""
        numbers = [(self.columns.index(name), name) for name in columns if name in self.columns]
        for row in self.formed():
            for number, name in numbers:
                cell = row.cells[number]
                if cell.text and not cell.is_formula and not cell.unprintable(name):
                    yield row, name, cell

    def said(self, row: Row, column: str) -> str:
        """Return what a row says in a column; nothing where the list has no such column."""
        return row.cells[self.columns.index(column)].text if column in self.columns else ""

    def cell(self, row: Row, column: str) -> Cell:
        """Return the cell of a column, the first one of the row where the list has no such column."""
        return row.cells[self.columns.index(column) if column in self.columns else 0]

    def fault(self, row: Row, cell: Cell, message: str, *, why: str, fix: str) -> Finding:
        """Return a finding at a cell that tells row and column by name."""
        index = next((number for number, each in enumerate(row.cells) if each is cell), len(row.cells))
        name = self.columns[index] if index < len(self.columns) else f"number {index + 1}"
        spot = name if row.imprint else f"row {row.number}, column {name}"
        return error(Place(row.path or self.path, cell.line, cell.column), f"{spot}: {message}", why=why, fix=fix)


def parts(text: str) -> tuple[str, ...]:
    """Return the things that a cell lists."""
    return tuple(part for part in _PARTS.split(text.strip()) if part)


def phone(text: str) -> Phone:
    """Return a number with its label and hours: `Day: +1 617 555 0100 (Monday to Friday, 8 to 17)`."""
    with_hours = _HOURS.fullmatch(text)
    rest, hours = with_hours.groups() if with_hours else (text, "")
    label, _, number = rest.rpartition(":")
    return Phone(number=number.strip() or "?", label=label.strip(), hours=hours.strip())


def row_of(imprint: Imprint, number: int, path: str, place_of: Callable[[str], tuple[int, int]]) -> Row:
    """Return an imprint's own file as a record, so that the same rules hold; `place_of` knows where a key stands."""
    phones = tuple(f"{each.label}: {each.number} ({each.hours})".removeprefix(": ").removesuffix(" ()")
                   for each in imprint.phones)
    said = {name: getattr(imprint, name, None) or "" for name in COLUMNS} | {"phones": phones}
    said |= {"logo": imprint.logo.file if imprint.logo else "", "logo_text": imprint.logo.text if imprint.logo else ""}
    return Row(number, tuple(Cell(text if isinstance(text, str) else "|".join(text), *place_of(name.split("_text")[0]))
                             for name, text in said.items()), path, imprint)


def imprint_of(clinics: ClinicList, row: Row) -> Imprint:
    """Return what a row without faults says of its clinic."""
    if row.imprint:
        return row.imprint
    said: dict[str, Any] = {name: clinics.said(row, name) for name in COLUMNS}
    lists: dict[str, Any] = {name: parts(said[name]) for name in SEVERAL}
    logo = Logo(file=said["logo"], text=said["logo_text"]) if said["logo"] else None
    return Imprint(
        id=said["id"], name=said["name"], department=said["department"] or None, address=lists["address"],
        phones=tuple(map(phone, lists["phones"])), web=said["web"] or None, languages=lists["languages"],
        qr=said["qr"] or None, logo=logo, products=lists["products"], wanted_languages=lists["wanted_languages"])
