"""Reads comma-separated values (RFC 4180) into cells that know their line and column."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from pipeline.model.clinic_list import COLUMNS, Cell, Row

#: What programs part cells with: commas; semicolons, where commas stand in numbers; tabs.
_SEPARATORS = ",;\t"
#: A first line that spreadsheets read and do not show: it states what parts the cells.
_STATED = re.compile(r'"?sep=([^\w"\r\n])"?(?:\r\n|\r|\n)', re.IGNORECASE)
_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a file, or why it is none."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in content[:200]:
        return "", "is UTF-16"
    try:
        return content.removeprefix(BOM_UTF8).decode("utf-8"), ""
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return "", f"is not UTF-8: the byte 0x{content[fault.start]:02X} in line {line} is no letter"


def rows(text: str) -> tuple[list[Row], Cell | None]:
    """Return every record that holds something, and the cell whose quotation mark is never closed, if there is one."""
    found, unclosed, number, cells = [], None, 1, []
    stated = _STATED.match(text)
    separator = stated[1] if stated else _separator(text)
    for cell, is_last, is_closed in _cells(text, separator, stated.end() if stated else 0):
        cells.append(cell)
        unclosed = unclosed if is_closed else cell
        if is_last:
            row = Row(number, tuple(cells))
            found += [row] if any(each.text for each in cells) else []  # spreadsheets leave empty rows behind
            number, cells = number + 1, []
    return found, unclosed


def _separator(text: str) -> str:
    """Return the sign between the names of the header: the one that parts off most names that are known."""
    first = _END.split(text.lstrip("\r\n"), 1)[0].replace('"', "")
    return max(_SEPARATORS, key=lambda sign: sum(name.strip() in COLUMNS for name in first.split(sign)))


def _cells(text: str, separator: str, at: int) -> Iterator[tuple[Cell, bool, bool]]:
    """Yield each cell from a line's start on, whether it ends its record, and whether its quotation is closed."""
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    line, start, end = 1 + bool(at), at, len(text)
    while at < end:
        begin, quoted = at, _QUOTED.match(text, at)
        is_closed = quoted is not None or text[at] != '"'
        if quoted:
            at = quoted.end()
        elif not is_closed:
            at = end
        rest = plain.match(text, at)
        at = rest.end() if rest else at
        raw = quoted[1].replace('""', '"') if quoted else text[begin:at]
        is_misquoted = is_closed and ('"' in text[begin:at] if quoted is None else quoted.end() != at)
        cell = Cell(raw, line, begin - start + 1, is_misquoted)
        for broken in _END.finditer(text, begin, at):
            line, start = line + 1, broken.end()
        is_parted = at < end and text[at] == separator
        yield cell, not is_parted, is_closed
        if is_parted:
            at += 1
            if at == end:  # a separator at the very end: one more cell, empty
                yield Cell("", line, at - start + 1), True, True
            continue
        over = _END.match(text, at)
        if over:
            at, line, start = over.end(), line + 1, over.end()
