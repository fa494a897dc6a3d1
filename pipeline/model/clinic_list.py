"""A list of clinics (CSV, RFC 4180) as read: every cell with its place, and what a row says of its clinic."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pipeline.model.characters import unfit
from pipeline.model.clinic_cells import languages, parts, phones
from pipeline.model.clinic_columns import COLUMNS, LONGEST, REQUIRED, SEVERAL, column_of
from pipeline.model.clinic_ids import made_ids
from pipeline.model.finding import Finding, Place, error
from pipeline.model.imprint import Imprint, Logo

#: What a spreadsheet takes for a formula (OWASP, CSV injection); a number to dial may begin with +.
_FORMULA = re.compile(r"[=@\-\t\r]|\+(?!\d)")
#: What no cell holds, though a text may.
_TAB, _BREAK = re.compile("\t"), re.compile(r"[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds, as written, and where it begins; line and column count from 1.

    One whose quotation never ends, or ends where no cell can, is read to the end of its line: so it takes no other row.
    `kind` says what a cell of a workbook holds that is no text (`tools/reading/workbook_reader.py`).
    """

    raw: str
    line: int
    column: int
    is_misquoted: bool = False
    is_unclosed: bool = False
    kind: str = ""

    @property
    def text(self) -> str:
        """Return the words without the spaces around them."""
        return self.raw.strip()

    @property
    def is_formula(self) -> bool:
        """Tell whether a spreadsheet would run the cell instead of showing it."""
        return bool(_FORMULA.match(self.raw) or _FORMULA.match(self.text))

    def is_text(self, column: str) -> bool:
        """Tell whether a cell is what its column holds; an id may be a number."""
        return not self.kind or (column == "id" and self.kind == "number")

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
    """What a list may name: ids of products, tags of languages, and each logo that cannot be used, with the reason.

    `logos_lie` says in words where a logo has to be.
    """

    products: tuple[str, ...]
    languages: tuple[str, ...]
    logo_faults: Mapping[str, str] = field(default_factory=dict)
    logos_lie: str = "below the folder of the list"


@dataclass(frozen=True, eq=False)
class ClinicList:
    """The list: its path as findings show it, header and rows; equal to itself alone.

    `kind` says what a file is that is no text, `undecoded` why it cannot be read as one, `refused` why a workbook
    cannot be read: then it has no rows.
    """

    path: str
    header: Row
    rows: tuple[Row, ...]
    known: Known
    kind: str = ""
    undecoded: str = ""
    refused: str = ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that the header means; of one that nobody knows, its name as it stands."""
        return tuple(column_of(cell.text) or cell.text for cell in self.header.cells)

    @property
    def is_trusted(self) -> bool:
        """Tell whether the file is text and its header names columns that are known, each once."""
        is_read = not (self.kind or self.undecoded or self.refused)
        return is_read and set(REQUIRED) <= set(self.columns) <= set(COLUMNS) and len(set(self.columns)) == len(
            self.columns)

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
                is_fit = cell.is_text(name) and not cell.is_formula and not cell.unprintable(name)
                if cell.text and is_fit and not is_too_long(name, cell):
                    yield row, name, cell

    @cached_property
    def made_ids(self) -> dict[int, str]:
        """Return the ids made from names, by the number of the row, where the list gives none."""
        given = self.columns.index("id") if "id" in self.columns else None
        bare = [row for row in self.formed() if given is None or not row.cells[given].text]
        return made_ids(((row.number, self.said(row, "name")) for row in bare),
                        () if given is None else (row.cells[given].text for row in self.rows if row.cells[given:]))

    def id(self, row: Row) -> str:
        """Return the id that a row gives, or the one made from its name; empty where none can be made."""
        return self.said(row, "id") or self.made_ids.get(row.number, "")

    def said(self, row: Row, column: str) -> str:
        """Return what a row says in a column; nothing where the list has no such column."""
        return row.cells[self.columns.index(column)].text if column in self.columns else ""

    def cell(self, row: Row, column: str) -> Cell:
        """Return the cell of a column, the first one of the row where the list has no such column."""
        return row.cells[self.columns.index(column) if column in self.columns else 0]

    def fault(self, row: Row, cell: Cell, message: str, *, why: str, fix: str) -> Finding:
        """Return an error at a cell that tells row and column by name, as the header calls it."""
        return self.of_row(error, row, cell, message, why=why, fix=fix)

    def of_row(
        self, kind: Callable[..., Finding], row: Row, cell: Cell, message: str, *, why: str, fix: str
    ) -> Finding:
        """Return a finding of a kind (`error`, `warning`) at a cell that tells row and column by name."""
        index = next((number for number, each in enumerate(row.cells) if each is cell), len(row.cells))
        field, name = (self.columns[index], self.header.cells[index].text) if index < len(self.columns) else (
            "", f"number {index + 1}")
        spot = name if row.imprint else f"row {row.number}, column {name}"
        found = kind(Place(row.path or self.path, cell.line, cell.column), f"{spot}: {message}", why=why, fix=fix)
        return replace(found, field=field)


def is_too_long(column: str, cell: Cell) -> bool:
    """Tell whether a cell holds more than anybody writes there."""
    return len(cell.text) > LONGEST[column]


def row_of(imprint: Imprint, number: int, path: str, place_of: Callable[[str], tuple[int, int]]) -> Row:
    """Return an imprint's own file as a record, so that the same rules hold; `place_of` knows where a key stands."""
    written = tuple(f"{each.label}: {each.number} ({each.hours})".removeprefix(": ").removesuffix(" ()")
                   for each in imprint.phones)
    said = {name: getattr(imprint, name, None) or "" for name in COLUMNS} | {"phones": written}
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
        id=clinics.id(row), name=said["name"], department=said["department"] or None, address=lists["address"],
        phones=phones(said["phones"]), web=said["web"] or None, languages=languages(said["languages"]),
        qr=said["qr"] or None, logo=logo, products=lists["products"], wanted_languages=lists["wanted_languages"])
