"""Reads a list of clinics from its file, and looks at every logo that it names."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Protocol

from pipeline.model.clinic_columns import COLUMNS, REQUIRED, column_of
from pipeline.model.clinic_list import Cell, ClinicList, Known, Row, row_of
from pipeline.model.csv_cells import decoded, kind, rows
from pipeline.model.failure import ToolFailed
from pipeline.model.limits import LISTING, LOGO_BYTES
from pipeline.model.publication import Publication
from pipeline.model.source_tree import Location, SourceTree
from pipeline.model.workbook_cells import workbook_rows
from pipeline.tools.keeping import isolated
from pipeline.tools.reading import workbook_reader
from pipeline.tools.reading.workbook_reader import Held, Sheet

#: How a PNG begins, and how a drawing may.
_PNG, _SVG = b"\x89PNG\r\n\x1a\n", (b"<", b"\xef\xbb\xbf<")

#: Files that are read as lists, too.
_WORKBOOKS = ("a workbook (.xlsx)", "a workbook (.ods)")

#: Returns what keeps a logo from being printed, nothing where it can be.
LogoFault = Callable[[bytes], str]


class Logos(Protocol):
    """The logos that a list may name; `lie` says in words where one has to be."""

    @property
    def lie(self) -> str:
        """Return it."""

    def refusal(self, name: str, named: Collection[str]) -> str:
        """Return why none of all that a list names can be read by a name, empty where it can."""

    def read(self, name: str) -> bytes:
        """Return one that can be read."""


@dataclass(frozen=True)
class LogosBelow:
    """Logos by their paths from a folder."""

    folder: Path
    lie: str = Known.logos_lie

    def refusal(self, name: str, _: Collection[str]) -> str:
        """Return why there is none to be read; raises OSError or RuntimeError for a path that leads nowhere."""
        path = self.folder / _relative(name)
        if "://" in name or _relative(name).is_absolute() or ":" in name[:2] or not path.resolve().is_relative_to(
                self.folder.resolve()):
            return "lies outside the folder of the list"
        return _too_large(path.stat().st_size) if path.is_file() else "is not there"

    def read(self, name: str) -> bytes:
        """Return a logo by its path from the folder."""
        return (self.folder / _relative(name)).read_bytes()


@dataclass(frozen=True)
class LogosSent:
    """Logos that came without their folders: a path means the file of its last part, unless two paths mean the same."""

    files: Mapping[str, bytes]
    lie: str = "under a file name of its own, and drop it on this page, too"

    def refusal(self, name: str, named: Collection[str]) -> str:
        """Return why there is none to be read."""
        last = _relative(name).name
        if any(other != name and _relative(other).name == last for other in named):
            return "has the file name of another logo"
        return _too_large(len(self.files[last])) if last in self.files else "is not here"

    def read(self, name: str) -> bytes:
        """Return a logo by the last part of its path."""
        return self.files[_relative(name).name]


def read(path: Path, known: Known, logo_fault: LogoFault) -> ClinicList:
    """Return the list with every cell in its place; what is wrong with it is for checks to say."""
    return with_logos(listed(str(path), path.read_bytes(), known), LogosBelow(path.parent), logo_fault)


def listed(path: str, content: bytes, known: Known) -> ClinicList:
    """Return the list that a file holds, none of its logos looked at; `path` is how findings call it."""
    what, undecoded, refused, text = kind(content), "", "", ""
    if what in _WORKBOOKS:
        what, (records, refused) = "", _of_workbook(content)
    else:
        text, undecoded = ("", "") if what else decoded(content)
        records = rows(text)
    header = records[0] if records else Row(1, ())
    return ClinicList(path, header, tuple(records[1:]), known, what, undecoded, refused)


def _of_workbook(content: bytes) -> tuple[list[Row], str]:
    """Return the rows of the sheet with the clinics, or why there are none; a bomb ends a process of its own."""
    try:
        found = isolated.call(workbook_reader.sheets, content, LISTING)
    except ToolFailed as fault:
        return [], f"cannot be read: {fault}"
    filled = [each for each in found if each.cells and not each.is_hidden]
    named = [each for each in filled if any(column_of(cell.text) in REQUIRED for cell in _first_row(each))]
    listing = named or filled[:1]
    if len(listing) > 1:
        return [], f"has {len(listing)} sheets with clinics: {', '.join(f'“{each.name}”' for each in listing)}"
    return (workbook_rows(listing[0].cells), "") if listing else ([], "holds no sheet with anything on it")


def _first_row(sheet: Sheet) -> Iterator[Held]:
    return (each for each in sheet.cells if each.row == sheet.cells[0].row)


def of_source(
    tree: SourceTree, publication: Publication, known: Known, folder: Path, logo_fault: LogoFault
) -> ClinicList:
    """Return the imprints of source/imprints/ that say anything, in the form of a list; logos lie below `folder`."""
    records = []
    for number, document in enumerate(tree.documents_in("imprints"), 1):
        imprint = publication.imprints[document.data["id"]]
        if not imprint.says_nothing:
            records.append(row_of(imprint, number, document.path, partial(_place, document.places)))
    header = Row(0, tuple(Cell(name, 0, 0) for name in COLUMNS))
    return with_logos(ClinicList("source/imprints", header, tuple(records), known), LogosBelow(folder), logo_fault)


def _place(places: Mapping[Location, tuple[int, int]], key: str) -> tuple[int, int]:
    return places.get((key,), (1, 1))


def with_logos(found: ClinicList, logos: Logos, logo_fault: LogoFault) -> ClinicList:
    """Return the list with every logo that it names looked at."""
    named = sorted({cell.text for _, _, cell in found.cells("logo")})
    faults = {name: fault for name in named if (fault := _fault(logos, name, named, logo_fault))}
    return replace(found, known=replace(found.known, logo_faults=faults, logos_lie=logos.lie))


def mended(found: ClinicList, number: int, column: str, text: str) -> ClinicList:
    """Return the list with other words in one cell, of the row that a spreadsheet shows by this number.

    Raises KeyError where there is no such row or column. All else stays as it was read: a number that nobody has typed
    anew is still no word. A logo that is named now is not looked at yet.
    """
    rows = {row.number: row for row in found.rows}
    row, place = rows[number], {name: index for index, name in enumerate(found.columns)}[column]
    first = row.cells[0]
    cells = [*row.cells, *(Cell("", first.line, first.column) for _ in range(len(row.cells), len(found.columns)))]
    cells[place] = Cell(text, cells[place].line, cells[place].column)
    rows[number] = replace(row, cells=tuple(cells))
    return replace(found, rows=tuple(rows.values()))


def _fault(logos: Logos, name: str, named: Collection[str], logo_fault: LogoFault) -> str:
    try:
        return logos.refusal(name, named) or _fault_of(logos.read(name), logo_fault)
    except RuntimeError:  # links that lead to one another
        return "is a link that leads nowhere"
    except OSError as fault:  # a path too long for the disk, a file that may not be read
        return f"cannot be opened: {fault.strerror}"


def _too_large(size: int) -> str:
    return f"has {size / 1e6:.1f} MB, {LOGO_BYTES / 1e6:.0f} are the most" if size > LOGO_BYTES else ""


def _fault_of(content: bytes, logo_fault: LogoFault) -> str:
    if not content.startswith(_PNG) and not content.lstrip().startswith(_SVG):
        return "is neither SVG nor PNG"
    return logo_fault(content)


def _relative(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))
