"""Takes out of a PDF the words that it says in place of shapes (ActualText, ISO 32000-1, 14.9.4), with pdfium."""

import ctypes
from collections.abc import Iterator
from typing import Any

from pipeline.tools.later import Later

raw = Later("pypdfium2.raw")
_KEY = b"ActualText"
_ROUNDING_PT = 0.01


def of_object(thing: Any) -> tuple[int, str]:
    """Return a number that is the same for all that one run of words stands for, and the words; 0 where it has none."""
    for index in range(raw.FPDFPageObj_CountMarks(thing) if thing else 0):
        mark = raw.FPDFPageObj_GetMark(thing, index)
        size = ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, None, 0, size) and size.value:
            held = (ctypes.c_ubyte * size.value)()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, held, size.value, size)
            return ctypes.cast(mark, ctypes.c_void_p).value or 0, _text(bytes(held))
    return 0, ""


def _text(string: bytes) -> str:
    """Return what a text string of a PDF says (ISO 32000-1, 7.9.2.2)."""
    return string[2:].decode("utf-16-be", "replace") if string.startswith(b"\xfe\xff") else string.decode("latin-1")


def spoken(text: Any, found: list[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield the letters of a line as the file says them: letter, its number on the page, the run that it belongs to.

    The letters of a run are dealt out over the numbers of its shapes, in order; run 0 is none.
    """
    runs: dict[int, list[int]] = {}
    said: dict[int, str] = {}
    owners = []
    for _, index in found:
        run, words = of_object(raw.FPDFText_GetTextObject(text, index))
        owners.append(run)
        if run:
            runs.setdefault(run, []).append(index)
            said[run] = words
    done: set[int] = set()
    for (letter, index), run in zip(found, owners, strict=True):
        if not run:
            yield letter, index, 0
        elif run not in done:
            done.add(run)
            places = runs[run]
            for number, each in enumerate(said[run]):
                yield each, places[min(number * len(places) // len(said[run]), len(places) - 1)], run


def moved(text: Any, index: int) -> tuple[float, float]:
    """Return by how much what a letter stands for is drawn right of and above where pdfium says.

    It deals the area of a run's shapes out among the letters that it says instead, and takes the area on the form that
    holds the shapes for that on the page.
    """
    thing = raw.FPDFText_GetTextObject(text, index)
    if not of_object(thing)[0]:
        return 0.0, 0.0
    edges, own, drawn = [ctypes.c_float() for _ in range(4)], raw.FS_MATRIX(), raw.FS_MATRIX()
    raw.FPDFPageObj_GetBounds(thing, *edges)
    box = text.get_charbox(index)
    if any(abs(box[at] - edges[at].value) > _ROUNDING_PT for at in (1, 3)):
        return 0.0, 0.0
    raw.FPDFText_GetMatrix(text, index, drawn)
    raw.FPDFPageObj_GetMatrix(thing, own)
    return drawn.e - own.e, drawn.f - own.f
