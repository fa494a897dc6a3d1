"""Takes the text back out of a finished PDF with pdfium, line by line, as far as it stands inside the trim."""

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from statistics import mode
from typing import Any
from unicodedata import bidirectional

from pipeline.model.failure import ToolFailed
from pipeline.model.letters import has_other_words
from pipeline.tools.reading import actual_text

#: pdfium gives a hyphen at the end of a line as U+FFFE, with no other end behind it.
ENDS_OF_LINES = "\r\n\ufffe\x02"
#: A line that is painted later but stands higher by this much (in points) is read first.
_HIGHER_PT = 1.0
#: Letters behind which a line goes on to the left (Unicode, UAX 9).
_RIGHT_TO_LEFT = ("R", "AL", "AN")
#: How high small letters are, of all that a font has above the line.
_SMALL = .5
#: The mark of a list's item, or those of items in each other, alone in their line. None stands further from its item,
#: one that opens with a list or a quotation of its own among them, and no other sign as far.
_MARKS = re.compile(r"\s*(?:(?:\(?\w{1,9}[.)]|[•–·])\s*)+")
_MARK_GAP_PT, _SIGN_GAP_PT = 72.0, 12.0
#: What stands nearer than this to a sign before it, or than this share of the height of a large line, goes on with the
#: same line; columns stand further apart than that.
_WORD_GAP_PT, _WORD_GAP_SHARE, _COLUMN_GAP_PT = 8.0, .3, 24.0
#: No space between words is as narrow, no two letters of a word stand as far apart.
_LEAST_GAP_PT = 1.2


@dataclass(frozen=True)
class Line:
    """One line of text and where it stands, in points from the page's origin: its edges, and what its letters stand on.

    It is at least as high as small letters are, however low its signs; `first_foot` is that of its first letter.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    foot: float
    first_foot: float


@dataclass(frozen=True)
class ReadPage:
    """One page: its lines in the order of reading, and how wide it is in points."""

    lines: tuple[Line, ...]
    width: float


@contextmanager
def opened(content: bytes, doing: str = "read") -> Iterator[Any]:
    """Give a PDF as pdfium opens it; raises ToolFailed where pdfium cannot."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as pdf:
            yield pdf
    except pypdfium2.PdfiumError as fault:
        raise ToolFailed(f"pdfium cannot {doing} it: {fault}") from fault


@lru_cache(maxsize=2)
def pages(content: bytes) -> tuple[ReadPage, ...]:
    """Return the pages of a PDF; several checks of one file read it once. Raises ToolFailed where pdfium cannot."""
    with opened(content) as pdf:
        painted = [([*_whole(_inside(page))], page.get_width()) for page in pdf]
    from_right = any(bidirectional(letter) in _RIGHT_TO_LEFT for lines, _ in painted for line in lines
                     for letter in line.text if not line.text.isascii())
    return tuple(ReadPage(tuple(_by_eye(lines, from_right)), width) for lines, width in painted)


def _whole(painted: Iterable[Line]) -> Iterator[Line]:
    """Yield lines as a person sees them: what goes on behind a raised sign belongs to the line before the sign."""
    before: Line | None = None
    for line in painted:
        if before and _goes_on(before, line):
            is_raised = line.text[:1].isdigit() and line.first_foot > before.foot + _HIGHER_PT
            gap = " " if is_raised or line.left - before.right > _LEAST_GAP_PT else ""
            before = Line(before.text + gap + line.text, before.left, min(before.bottom, line.bottom), line.right,
                          max(before.top, line.top), before.foot, before.first_foot)
            continue
        yield from [before] if before else []
        before = line
    yield from [before] if before else []


def _goes_on(before: Line, line: Line) -> bool:
    is_level = before.bottom < (line.bottom + line.top) / 2 < before.top
    gap = max(_WORD_GAP_PT, _WORD_GAP_SHARE * (before.top - before.bottom))
    return is_level and -_HIGHER_PT < line.left - before.right < gap


def _by_eye(painted: Iterable[Line], from_right: bool) -> list[Line]:
    """Return lines as they were painted, but those painted late where they stand: above others, or before them.

    What goes on in another column behind such a line, as a list in two columns over what floats, goes on there.
    """
    lines: list[Line] = []
    after = 0
    for line in painted:
        behind = (index for index, other in enumerate(lines)
                  if _is_above(line, other) or _is_mark_of(line, other, from_right))
        goes_on = after < len(lines) and line.bottom > lines[after].top - _HIGHER_PT
        place = next(behind, after if goes_on else len(lines))
        lines.insert(place, line)
        after = place + 1
    return lines


def _is_above(line: Line, other: Line) -> bool:
    return line.left < other.right and other.left < line.right and line.bottom > other.top - _HIGHER_PT


def _is_mark_of(line: Line, other: Line, from_right: bool) -> bool:
    """Tell whether a line is the mark of a list's item, which is painted behind all that the item holds.

    It stands left of the item; in a document that holds words from the right, it may stand right of it.
    """
    is_beside = other.bottom < (line.bottom + line.top) / 2 < other.top
    gap = _MARK_GAP_PT if _MARKS.fullmatch(line.text) else _SIGN_GAP_PT
    return is_beside and (-_HIGHER_PT < other.left - line.right < gap
                          or (from_right and -_HIGHER_PT < line.left - other.right < gap))


def _inside(page: Any) -> Iterator[Line]:
    left, bottom, right, top = page.get_trimbox()
    text = page.get_textpage()
    has_runs = has_other_words(text.get_text_range())
    columns = (each for found in letters(text)
               for each in (_columns(found, text) if not has_runs else _of_runs(found, text)))
    for line in (_line(each, text) for each in columns if any(not letter.isspace() for letter, _ in each)):
        if left < (line.left + line.right) / 2 < right and bottom < (line.bottom + line.top) / 2 < top:
            yield line


def _columns(found: list[tuple[str, int]], text: Any) -> Iterator[list[tuple[str, int]]]:
    """Yield a line in pieces: those in columns of their own, and marks that are painted behind what they stand before.

    pdfium takes all of one height for one line.
    """
    piece: list[tuple[str, int]] = []
    start, edge, before = 0.0, None, ""
    for letter, index in found:
        left, _, right, _ = text.get_charbox(index)
        if letter.isspace():
            piece.append((letter, index))
            continue
        is_turned = bidirectional(before or letter) not in _RIGHT_TO_LEFT and right < start - _LEAST_GAP_PT
        if edge is not None and (left - edge > _COLUMN_GAP_PT or is_turned):
            yield piece
            piece, edge = [], None
        piece.append((letter, index))
        start = left if edge is None else min(start, left)
        edge, before = right, letter
    yield piece


def _of_runs(found: list[tuple[str, int]], text: Any) -> Iterator[list[tuple[str, int]]]:
    """Yield a line in pieces: what stands in each run of words that the file says itself, and what stands between."""
    for run, letters in groupby(actual_text.spoken(text, found), key=lambda each: each[2]):
        piece = [(letter, index) for letter, index, _ in letters]
        yield from [piece] if run else _columns(piece, text)


def letters(text: Any) -> Iterator[list[tuple[str, int]]]:
    """Yield the letters of each line, each with its number on the page."""
    from pypdfium2 import raw

    line: list[tuple[str, int]] = []
    count = text.count_chars()
    for index in range(count + 1):
        letter = chr(raw.FPDFText_GetUnicode(text, index)) if index < count else "\n"
        if letter in ENDS_OF_LINES:
            yield line
            line = []
        else:
            line.append((letter, index))


def _line(found: list[tuple[str, int]], text: Any) -> Line:
    seen = [index for letter, index in found if not letter.isspace()]
    lefts, bottoms, rights, tops = zip(*map(text.get_charbox, seen), strict=True)
    feet = [round(_baseline(index, text), 2) for index in seen]
    foot, first = mode(feet), feet[0]
    small = first + _SMALL * (text.get_charbox(seen[0], loose=True)[3] - first)
    right, up = actual_text.moved(text, seen[0])
    return Line(_said(found, text, foot), min(lefts) + right, min(*bottoms, first) + up, max(rights) + right,
                max(*tops, small) + up, foot + up, first + up)


def _said(found: list[tuple[str, int]], text: Any, foot: float) -> str:
    """Return the letters of a line, a space before a raised figure: 10⁹ is not 109, a note no end of a word."""
    pieces = []
    for (before, previous), (letter, index) in pairwise([(" ", 0), *found]):
        is_raised = letter.isdigit() and before.isalnum() and _baseline(index, text) > max(
            foot, _baseline(previous, text)) + _HIGHER_PT
        pieces.append(f" {letter}" if is_raised else letter)
    return "".join(pieces)


def _baseline(index: int, text: Any) -> float:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value
