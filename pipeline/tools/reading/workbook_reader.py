"""Opens workbooks, whoever made them: the cells of each sheet as words, with what else than words they hold.

XLSX is ECMA-376, part 1, clause 18; ODS is OpenDocument 1.3, part 3, clause 9. Only cells that hold something are kept,
so that a sheet of a billion empty ones is nothing. What a formula came to is read, errors too.
"""

import datetime
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import normpath
from typing import Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.model.failure import OverLimit, ToolFailed
from pipeline.model.limits import LIST_BYTES, LIST_CELL, LIST_CELLS, LIST_UNPACKED

#: What a cell holds that is no text.
Kind = Literal["", "number", "date", "yes or no", "error"]
_RELATED, _SHEET = "xl/_rels/workbook.xml.rels", "sheet"
_REF = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
#: Formats of dates and times that every workbook knows, and what of a format of its own stands for itself.
_DATES = (*map(str, range(14, 23)), *map(str, range(45, 48)))
_SHOWN_AS_IT_IS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|General')
_FIRST_DAY, _LAST_DAY = datetime.datetime(1899, 12, 30), 2_958_466
_XLSX_KINDS: dict[str, Kind] = {"s": "", "inlineStr": "", "str": "", "e": "error", "b": "yes or no", "d": "date"}
_ODS_KINDS: dict[str, Kind] = {"string": "", "boolean": "yes or no", "date": "date", "time": "date"}


@dataclass(frozen=True, slots=True)
class Held:
    """What one cell holds: its row and column from 1, its words, and what they are where they are no text."""

    row: int
    column: int
    text: str
    kind: Kind


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, whether it is shown, the cells that hold something, row by row."""

    name: str
    is_hidden: bool
    cells: tuple[Held, ...]


def sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of an XLSX or ODS file.

    Raises ToolFailed where it is damaged or packed with a password, OverLimit where it holds more than any list.
    """
    if len(content) > LIST_BYTES:
        raise OverLimit(f"it has {len(content) / 1e6:,.0f} MB, and a list has {LIST_BYTES / 1e6:.0f} at most")
    try:
        with zipfile.ZipFile(BytesIO(content)) as book:
            if sum(each.file_size for each in book.infolist()) > LIST_UNPACKED:
                raise OverLimit(f"unpacked it has more than {LIST_UNPACKED / 1e6:.0f} MB")
            return list(_of_ods(book) if "content.xml" in book.namelist() else _of_xlsx(book))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, KeyError, ValueError,
            ElementTree.ParseError) as fault:
        raise ToolFailed(f"it is damaged, or has a password ({fault})") from fault


def _counted(cells: Iterable[Held]) -> Iterator[Held]:
    """Yield cells that hold something, as far as a list may have some; a long one is cut, and still too long."""
    for count, each in enumerate((each for each in cells if each.text.strip()), 1):
        if count > LIST_CELLS:
            raise OverLimit(f"a sheet holds more than {LIST_CELLS:,} cells")
        yield each if len(each.text) <= LIST_CELL else Held(each.row, each.column, each.text[:LIST_CELL], each.kind)


def _name(element: Element) -> str:
    """Return the name of an element, of either edition of the standard."""
    return element.tag.rpartition("}")[2]


def _said(element: Element, name: str) -> str:
    """Return an attribute, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _number(text: str) -> str:
    """Return a number as people write it: whole ones without a point."""
    value = float(text)
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else text


# --- XLSX ---


def _of_xlsx(book: zipfile.ZipFile) -> Iterator[Sheet]:
    dates = _dates(book)
    targets = {each.get("Id"): each.get("Target", "") for each in ElementTree.fromstring(book.read(_RELATED))}
    shared = list(_shared(book))
    for each in ElementTree.fromstring(book.read("xl/workbook.xml")).iter():
        if _name(each) == _SHEET:
            target = targets[_said(each, "id")]
            path = target[1:] if target.startswith("/") else normpath(f"xl/{target}")
            cells = tuple(_counted(_xlsx_cells(book, path, shared, dates)))
            yield Sheet(each.get("name", ""), each.get("state", "visible") != "visible", cells)


def _shared(book: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" in book.namelist():
        with book.open("xl/sharedStrings.xml") as file:
            for _, element in ElementTree.iterparse(file):
                if _name(element) == "si":
                    yield _words(element)
                    element.clear()


def _words(element: Element) -> str:
    """Return the words of a text, without how they are read aloud (`rPh`)."""
    if _name(element) == "t":
        return element.text or ""
    return "".join(_words(each) for each in element if _name(each) != "rPh")


def _dates(book: zipfile.ZipFile) -> frozenset[str]:
    """Return the numbers of the styles that show a number as a date or a time (18.8.30)."""
    if "xl/styles.xml" not in book.namelist():
        return frozenset()
    root = ElementTree.fromstring(book.read("xl/styles.xml"))
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter() if _name(each) == "numFmt"}
    dated = {*_DATES, *(number for number, code in own.items() if re.search("[dmyhs]", _SHOWN_AS_IT_IS.sub("", code)))}
    styles = [each for held in root if _name(held) == "cellXfs" for each in held]
    return frozenset(str(number) for number, each in enumerate(styles) if each.get("numFmtId") in dated)


def _xlsx_cells(
    book: zipfile.ZipFile, path: str, shared: list[str], dates: frozenset[str]
) -> Iterator[Held]:
    row = column = 0
    with book.open(path) as file:
        for event, element in ElementTree.iterparse(file, ("start", "end")):
            name = _name(element)
            if event == "start":
                if name == "row":
                    row, column = int(element.get("r") or row + 1), 0
                continue
            if name == "c":
                found = _REF.fullmatch(element.get("r", ""))
                column = _column(found[1]) if found else column + 1
                yield Held(row, column, *_value(element, shared, dates))
            if name in ("c", "row"):
                element.clear()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _value(cell: Element, shared: list[str], dates: frozenset[str]) -> tuple[str, Kind]:
    kind = _XLSX_KINDS.get(cell.get("t", "n"), "number")
    text = next((each.text or "" for each in cell if _name(each) == "v"), "")
    if cell.get("t") == "s":
        return shared[int(text)] if text else "", kind
    if cell.get("t") == "inlineStr":
        return "".join(_words(each) for each in cell), kind
    if kind == "number" and text and cell.get("s") in dates:
        return _day(float(text)), "date"
    return _number(text) if kind == "number" and text else text, kind


def _day(serial: float) -> str:
    """Return the day that a number of days stands for; one that none stands for as it is."""
    return str(_FIRST_DAY + datetime.timedelta(serial)) if 0 <= serial < _LAST_DAY else str(serial)


# --- ODS ---


def _of_ods(book: zipfile.ZipFile) -> Iterator[Sheet]:
    with book.open("content.xml") as file:
        for _, element in ElementTree.iterparse(file):
            if _name(element) == "table":
                yield Sheet(_said(element, "name"), False, tuple(_counted(_ods_cells(element))))
                element.clear()


def _ods_cells(table: Element) -> Iterator[Held]:
    row = 0
    for each in table.iter():
        if _name(each) != "table-row":
            continue
        held = list(_ods_row(each))
        times = int(_said(each, "number-rows-repeated") or 1)
        for number in range(row + 1, row + times + 1) if held else ():
            yield from (Held(number, column, text, kind) for column, text, kind in held)
        row += times


def _ods_row(row: Element) -> Iterator[tuple[int, str, Kind]]:
    column = 0
    for cell in row:
        times = int(_said(cell, "number-columns-repeated") or 1)
        types = [value for key, value in cell.attrib.items() if key.endswith("}value-type")]
        text = "\n".join(_ods_words(each) for each in cell if _name(each) == "p")
        if types or text:
            kind = "error" if "error" in types else _ODS_KINDS.get((*types, "string")[0], "number")
            said = _number(_said(cell, "value")) if kind == "number" and _said(cell, "value") else text
            yield from ((number, said, kind) for number in range(column + 1, column + min(times, LIST_CELLS) + 1))
        column += times


def _ods_words(element: Element) -> str:
    """Return the words of a paragraph: spaces in a row, tabs and line breaks are elements there."""
    spaces = " " * min(int(_said(element, "c") or 1), LIST_CELL)
    inside = {"s": spaces, "tab": "\t", "line-break": "\n", "annotation": ""}.get(_name(element))
    if inside is None:
        inside = (element.text or "") + "".join(_ods_words(each) + (each.tail or "") for each in element)
    return inside
