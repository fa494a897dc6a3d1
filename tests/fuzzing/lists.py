"""Wounds lists of clinics as people, spreadsheets and mail do: a cell, the columns, the way it was saved, the bytes."""

import codecs
import csv
import io
import random
from collections.abc import Callable

from pipeline.model.clinic_list import COLUMNS
from tests import clinic_lists
from tests.fuzzing.wounds import HOSTILE, SCRAPS, wounded

ROWS = 6
#: What stands in cells that nobody foresaw.
CELLS = (
    "", " ", "\u00a0", "-", "n/a", "?", "=1+1", "@SUM(A1)", "+1", "|", "|||", ";", ",", "\"", "'", "a\nb", "a\r\nb",
    "\t", "x" * 150, "x" * 40_000, "word " * 30, "../x", "/etc/passwd", "con", "a" * 300, "Łódź–Núñez", "東京病院",
    "בית חולים", "مستشفى", "<b>x</b>", "<script>alert(1)</script>", "&amp;", "{name}", "%s", "*x*", "[x](y)", "`x`",
    "\\", "# x",
    "1. x", "1-800-CHILDREN", "+1 617 555 0100; 617-555-0101", "0900 123456", "http://", "javascript:alert(1)",
    "https://exаmple.org", "https://example.org/" + "a/" * 300, "*", "handout", "handout|nothing", "xx", "en", "EN",
    "True", "1e5", "1.0", "6175550100", "2026-11-22", "#REF!", "#NAME?", "nowhere.png", "logo.png", "photo.jpg",
    "broken.png",
    "C:\\logo.png", "English, Español", "x" * 1000 + "|" * 1000, *(each.decode() for each in HOSTILE[:34]))
Records = list[dict[str, str]]
Rewriting = Callable[[random.Random, Records], bytes]


def mangled(die: random.Random) -> tuple[bytes, list[str], set[int] | None]:
    """Return a list, how it was wounded, and the rows that were touched; None where any may have been."""
    clinics = [clinic_lists.clinic(number) | {"products": ""} for number in range(1, ROWS + 1)]
    kind = die.choices(("cells", "bytes", "saved", "both"), (4, 4, 2, 1))[0]
    if kind == "cells":
        touched, how = _cells(die, clinics)
        return clinic_lists.as_csv(clinics).encode("utf-8-sig"), how, touched
    name = die.choice(tuple(_SAVED)) if kind != "bytes" else "as it was"
    content, how = _SAVED[name](die, clinics) if kind != "bytes" else _text(clinics).encode("utf-8-sig"), [name]
    for _ in range(die.randint(1, 3) if kind != "saved" else 0):
        content, wound = wounded(die, content)
        how.append(wound)
    return content, how, None


def _cells(die: random.Random, clinics: Records) -> tuple[set[int], list[str]]:
    touched, how = set(), []
    for _ in range(die.randint(1, 3)):
        row, column = die.randrange(ROWS // 2), die.choice(tuple(COLUMNS))
        words = die.choice((*CELLS, "".join(die.choices(CELLS, k=2)), die.choice(SCRAPS).decode("utf-8", "replace")))
        clinics[row][column] = words if die.random() < 0.7 else f"{clinics[row][column]}{words}"
        touched.add(row)
        how.append(f"row {row + 2}, {column}: {clinics[row][column][:60]!r}")
    return touched, how


def _text(clinics: Records, delimiter: str = ",", newline: str = "\r\n") -> str:
    return clinic_lists.as_csv(clinics, delimiter, newline)


def _coded(encoding: str, delimiter: str = ",", newline: str = "\r\n") -> Rewriting:
    return lambda _, clinics: _text(clinics, delimiter, newline).encode(encoding, "replace")


def _records(change: Callable[[random.Random, list[list[str]]], object]) -> Rewriting:
    def saved(die: random.Random, clinics: Records) -> bytes:
        records = list(csv.reader(io.StringIO(_text(clinics))))
        change(die, records)
        out = io.StringIO()
        csv.writer(out).writerows(records)
        return out.getvalue().encode()

    return saved


def _column_lost(die: random.Random, records: list[list[str]]) -> None:
    gone = die.randrange(len(records[0]))
    for record in records:
        del record[gone]


def _column_doubled(die: random.Random, records: list[list[str]]) -> None:
    at = die.randrange(len(records[0]))
    for record in records:
        record.insert(die.randrange(len(record)), record[at])


def _columns_moved(die: random.Random, records: list[list[str]]) -> None:
    order = die.sample(range(len(records[0])), len(records[0]))
    records[:] = [[record[each] for each in order] for record in records]


def _header_renamed(die: random.Random, records: list[list[str]]) -> None:
    for at in die.sample(range(len(records[0])), 3):
        records[0][at] = die.choice((records[0][at].upper(), f" {records[0][at]} ", "Website", "Telephone", "Hospital",
                                     "", "Notes", "名前", records[0][at - 1], "Phone 2"))


def _unquoted(_: random.Random, clinics: Records) -> bytes:
    return _text(clinics).replace('"', "").encode()


_SAVED: dict[str, Rewriting] = {
    "UTF-16": _coded("utf-16"), "UTF-16 without a mark": _coded("utf-16-le"), "UTF-32": _coded("utf-32"),
    "Windows": _coded("cp1252"), "Macintosh": _coded("mac_roman", newline="\r"), "DOS": _coded("cp437"),
    "Shift-JIS": _coded("shift_jis"), "semicolons": _coded("utf-8", ";"), "tabs": _coded("utf-8", "\t"),
    "pipes": _coded("utf-8", "|"), "line feeds": _coded("utf-8", newline="\n"),
    "returns": _coded("utf-8", newline="\r"),
    "its separator stated": lambda _, clinics: f"sep=;\n{_text(clinics, ';')}".encode(),
    "a wrong separator stated": lambda _, clinics: f"sep=;\n{_text(clinics)}".encode(),
    "two marks": lambda _, clinics: codecs.BOM_UTF8 * 2 + _text(clinics).encode(),
    "said twice": lambda _, clinics: _text(clinics).encode() * 2, "without quotes": _unquoted,
    "in UTF-8 twice": lambda _, clinics: _text(clinics).encode().decode("latin-1").encode(),
    "a column lost": _records(_column_lost), "a column doubled": _records(_column_doubled),
    "columns moved": _records(_columns_moved), "names of columns changed": _records(_header_renamed),
    "rows shuffled, the header too": _records(lambda die, records: die.shuffle(records)),
    "without its header": _records(lambda _, records: records.pop(0)),
    "rows of other lengths": _records(lambda die, records: [each.extend([""] * die.randrange(4)) for each in records]),
    "empty rows": _records(lambda die, records: records.insert(die.randrange(len(records)), [])),
    "a title above": _records(lambda _, records: records.insert(0, ["Our clinics, 2026"])),
    "a workbook": lambda die, _: b"PK\3\4" + die.randbytes(200) + b"xl/workbook.xml",
    "a page": lambda _, clinics: b"<html><table>" + _text(clinics).encode(),
    "empty": lambda *_: b"", "zeros": lambda *_: bytes(5000),
}
