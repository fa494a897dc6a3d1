"""Tells whether a picture by JBIG2 (ITU-T T.88) is all there: its segments, those that they build on, its size."""

from collections.abc import Iterator
from struct import calcsize, error, unpack_from
from typing import NamedTuple

_PAGE, _GENERIC = 48, 38
#: Segments that put something on the page (7.3).
_DRAWING = frozenset({6, 7, 22, 23, 38, 39, 42, 43})
#: A region, or a page, whose length is told only behind it.
_UNTOLD = 0xFFFFFFFF
#: So few bytes behind the last segment are a line's end, or another blank.
_SHORTEST = 11


class _Segment(NamedTuple):
    number: int
    kind: int
    builds_on: tuple[int, ...]
    content: bytes


def fault(content: bytes, shared: bytes, size: tuple[int, ...]) -> str:
    """Return why a picture of this size cannot be shown; `shared` holds segments that several pictures build on."""
    try:
        common, own = list(_segments(shared)), list(_segments(content))
        pages = [unpack_from(">II", each.content) for each in own if each.kind == _PAGE]
    except (error, IndexError):
        return "it breaks off"
    known = {each.number for each in (*common, *own)}
    if any(number not in known for each in own for number in each.builds_on):
        return "what it builds on (JBIG2Globals) is not there"
    if not pages or not any(each.kind in _DRAWING for each in own):
        return "it holds nothing that is drawn"
    (width, height), *_ = pages
    if (width, height if height != _UNTOLD else size[1]) != size:
        return f"its JBIG2 has {width} × {height} pixels, the file says {size[0]} × {size[1]}"
    return ""


def _segments(content: bytes) -> Iterator[_Segment]:
    """Yield the segments; raises IndexError or struct.error where they break off."""
    at = 0
    while len(content) - at >= _SHORTEST:
        number, flags, count = unpack_from(">IBB", content, at)
        at, count = at + 6, count >> 5
        if count > 4:  # the long form: how many, and a bit for each
            count = unpack_from(">I", content, at - 1)[0] & 0x1FFFFFFF
            at += 3 + (count + 8) // 8
        if count > len(content) - at:
            raise IndexError
        numbers = f">{count}{'B' if number <= 256 else 'H' if number <= 65_536 else 'I'}"
        builds_on = unpack_from(numbers, content, at)
        at += calcsize(numbers) + (4 if flags & 0x40 else 1)
        (length,) = unpack_from(">I", content, at)
        at += 4
        if length == _UNTOLD and flags & 0x3F == _GENERIC:
            length = len(content) - at
        if length > len(content) - at:
            raise IndexError
        yield _Segment(number, flags & 0x3F, builds_on, content[at:at + length])
        at += length
