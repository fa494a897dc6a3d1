"""Reads comma-separated values (RFC 4180) into cells that know their line and column."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import suppress

from pipeline.model.clinic_columns import column_of
from pipeline.model.clinic_list import Cell, Row

#: What a packed file names, and what it is then.
_KINDS = ((b"opendocument.spreadsheet", "a workbook (.ods)"), (b"opendocument.text", "a document (.odt)"),
          (b"xl/workbook", "a workbook (.xlsx)"), (b"word/document", "a document (.docx)"),
          (b"Index/", "a workbook (.numbers)"))
#: What programs part cells with: commas; semicolons, where commas stand in numbers; tabs.
_SEPARATORS = ",;\t"
#: A first line that spreadsheets read and do not show: it states what parts the cells.
_STATED = re.compile(r'"?sep=([^\w"\r\n])"?(?:\r\n|\r|\n)', re.IGNORECASE)
_END = re.compile(r"\r\n|\r|\n")
_TO_END = re.compile(r"[^\r\n]*")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def kind(content: bytes) -> str:
    """Return what a file is that is no text but a workbook, a page or another document; empty for all else."""
    if content.startswith(b"PK\3\4"):
        return next((name for sign, name in _KINDS if sign in content), "a packed folder (.zip)")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "a workbook (.xls)"
    if content.startswith(b"%PDF"):
        return "a PDF"
    is_markup = content.removeprefix(BOM_UTF8).lstrip().startswith(b"<")
    return "a page or a workbook in XML or HTML" if is_markup else ""


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a file, or why it is none.

    Where other rows show that it is UTF-8, bytes that are no letters become U+FFFD: so their cells are told alone.
    """
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or content[:200].count(0) > len(content[:200]) // 4:
        return "", "is UTF-32" if _is_utf_32(content) else "is UTF-16"
    content = content.removeprefix(BOM_UTF8)
    text = content.decode("utf-8", "replace")
    strange = text.count("\ufffd") - content.count("\ufffd".encode())
    if not strange or any(each > "\x7f" and each != "\ufffd" for each in text):
        return text, ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return "", f"is not UTF-8: the byte 0x{content[fault.start]:02X} in line {line} is no letter"


def _is_utf_32(content: bytes) -> bool:
    """Tell whether what has many zeros is UTF-32; read so, letters of UTF-16 lie beyond all that there are."""
    begin = content[:min(len(content), 400) // 4 * 4]
    for code in ("utf-32-le", "utf-32-be"):
        with suppress(UnicodeDecodeError):
            return bool(begin.decode(code))
    return False


def rows(text: str) -> list[Row]:
    """Return every record that holds something."""
    found, number, cells = list[Row](), 1, list[Cell]()
    stated = _STATED.match(text)
    separator = stated[1] if stated else _separator(text)
    for cell, is_last in _cells(text, separator, stated.end() if stated else 0):
        cells.append(cell)
        if is_last:
            row = Row(number, tuple(cells))
            found += [row] if any(each.text for each in cells) else []  # spreadsheets leave empty rows behind
            number, cells = number + 1, []
    return found


def _separator(text: str) -> str:
    """Return the sign between the names of the header: the one that parts off most names that are known."""
    first = _END.split(text.lstrip("\r\n"), 1)[0].replace('"', "")
    return max(_SEPARATORS, key=lambda sign: sum(column_of(name) is not None for name in first.split(sign)))


def _cells(text: str, separator: str, at: int) -> Iterator[tuple[Cell, bool]]:
    """Yield each cell from a line's start on, and whether it ends its record."""
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    line, start, end = 1 + bool(at), at, len(text)
    while at < end:
        begin, quoted = at, _QUOTED.match(text, at)
        is_unclosed = quoted is None and text[at] == '"'
        if quoted and _is_torn(quoted, separator):
            quoted = None
        rest = (plain if quoted or text[at] != '"' else _TO_END).match(text, quoted.end() if quoted else at)
        at = rest.end() if rest else at
        raw = quoted[1].replace('""', '"') if quoted else text[begin:at]
        is_misquoted = '"' in text[begin:at] if quoted is None else quoted.end() != at
        cell = Cell(raw, line, begin - start + 1, is_misquoted, is_unclosed)
        for broken in _END.finditer(text, begin, at):
            line, start = line + 1, broken.end()
        is_parted = at < end and text[at] == separator
        yield cell, not is_parted
        if is_parted:
            at += 1
            if at == end:  # a separator at the very end: one more cell, empty
                yield Cell("", line, at - start + 1), True
            continue
        over = _END.match(text, at)
        if over:
            at, line, start = over.end(), line + 1, over.end()


def _is_torn(quoted: re.Match[str], separator: str) -> bool:
    """Tell whether a quotation runs over lines and ends where no cell can: then it closes another one's."""
    return quoted.string[quoted.end():quoted.end() + 1] not in ("", separator, "\r", "\n") and _END.search(
        quoted[0]) is not None
