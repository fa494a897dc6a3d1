"""The only caller of liblouis, which translates words to braille and back; cells are the ASCII of braille files."""

import ctypes
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.model.failure import MissingTool, ToolFailed

#: How a braille file writes its cells: North American ASCII braille.
_DISPLAY = "en-us-brf.dis"
#: Leave out what the table has no cells for, instead of spelling its code (liblouis.h: noUndefined).
_WITHOUT_UNKNOWN = 128


def version() -> str:
    """Return the version of liblouis, whose tables decide the bytes of a product; empty where it is not installed."""
    try:
        return str(_library().lou_version().decode())
    except MissingTool:
        return ""


def library_file() -> str:
    """Return where liblouis lies, as Linux tells it; empty on other systems and where it is not installed."""
    try:
        _library()
        lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    except (MissingTool, OSError):
        return ""
    return next((line.split(maxsplit=5)[5] for line in lines if "/liblouis.so" in line), "")


def has_table(table: str) -> bool:
    """Tell whether liblouis can translate by this table."""
    return bool(_library().lou_getTable(_tables(table)))


def translate(text: str, table: str) -> str:
    """Return words as cells, a no-break space as it is; raises MissingTool or ToolFailed."""
    return _run(_library().lou_translateString, text, table, 0)


def back_translate(cells: str, table: str) -> str:
    """Return the words that cells say; raises MissingTool or ToolFailed."""
    return _run(_library().lou_backTranslateString, cells, table, 0)


def unknown(characters: Iterable[str], table: str) -> tuple[str, ...]:
    """Return the characters that a table has no cells for, or those of a letter, sorted: a Spanish `[` is read as á."""

    def cells(character: str) -> str:
        return _run(_library().lou_translateString, character, table, _WITHOUT_UNKNOWN).strip()

    return tuple(each for each in sorted(characters) if not each.isspace()
                 and (not cells(each) or (not each.isalnum() and cells(each) in letters(table))))


@lru_cache(maxsize=16)
def letters(table: str) -> frozenset[str]:
    """Return the cells that stand for small letters of Latin scripts."""
    latin = (chr(code) for code in (*range(0x61, 0x7b), *range(0xdf, 0x180)))
    return frozenset(_run(_library().lou_translateString, each, table, _WITHOUT_UNKNOWN).strip()
                     for each in latin if each.islower()) - {""}


def _run(function: Any, text: str, table: str, mode: int) -> str:
    """Return what a function of liblouis makes of a text; the room it is given grows until that fits."""
    library = _library()
    size = library.lou_charSize()
    code = "utf-32-le" if size == 4 else "utf-16-le"
    given = text.encode(code)
    for room in (2 * len(text) + 64, 40 * len(text) + 1024):
        taken, made = ctypes.c_int(len(given) // size), ctypes.c_int(room)
        buffer = ctypes.create_string_buffer(room * size)
        if not function(_tables(table), given, ctypes.byref(taken), buffer, ctypes.byref(made), None, None, mode):
            break
        if taken.value == len(given) // size:
            return buffer.raw[:made.value * size].decode(code)
    raise ToolFailed(f"liblouis cannot translate by the table {table}: “{text[:60]}”")


def _tables(table: str) -> bytes:
    return f"{_DISPLAY},{table}".encode()


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    """Return liblouis, which keeps what it says about a missing table to itself: a check tells that better."""
    try:
        library = ctypes.CDLL("liblouis.so.20")
    except OSError as fault:
        raise MissingTool("liblouis is not installed, so no braille can be made; run:\n"
                          "    sudo apt-get install liblouis20 liblouis-data") from fault
    library.lou_version.restype = ctypes.c_char_p
    library.lou_getTable.restype = ctypes.c_void_p
    library.lou_setLogLevel(60000)
    return library
