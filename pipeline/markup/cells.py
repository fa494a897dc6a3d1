"""Breaks text into lines of a fixed number of terminal cells: wide characters count two, unbreakable spaces hold."""

import re
from itertools import pairwise
from unicodedata import category, east_asian_width

#: Spaces that bind what stands beside them: no-break, figure, thin, narrow no-break.
_BINDING = "\u00a0\u2007\u2009\u202f"
#: A width that no paragraph reaches: its lines end where the author ended them.
UNBROKEN = 10**9
_GAP = re.compile(rf"[^\S{_BINDING}]+")
_ADDRESS = re.compile(r"\w://|\w@\w|^www\.")
_ADDRESS_PART = re.compile(r"[^/?&=@.-]*[/?&=@.-]+|.+$")
_AS_SPACE = dict.fromkeys(map(ord, _BINDING), " ")
#: Soft hyphen, zero-width space and word joiner: hints to a typesetter, rubbish in a terminal.
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes (UAX #11: wide and full-width characters take two)."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def wrap(text: str, width: int) -> list[str]:
    """Return the text as lines of at most `width` cells; a newline breaks, a word too wide stays whole.

    An address that is wider than a line is parted behind a sign of its own (RFC 3986, Appendix C).
    """
    return [line for part in text.translate(_UNSEEN).split("\n") for line in _wrap_line(part, width)]


def _wrap_line(text: str, width: int) -> list[str]:
    lines, line, taken = [], "", 0
    for word in filter(None, _GAP.split(text)):
        parts = _ADDRESS_PART.findall(word) if cells(word) > width and _ADDRESS.search(word) else _pieces(word)
        for index, piece in enumerate(parts):
            added = f" {piece}" if line and index == 0 else piece
            if line and taken + cells(added) > width:
                lines.append(line)
                line, taken, added = "", 0, piece
            line, taken = line + added, taken + cells(added)
    return [each.translate(_AS_SPACE).strip() for each in (*lines, line)]


def _pieces(word: str) -> list[str]:
    """Return the parts between which a line may end inside a word: those of scripts that write no spaces."""
    if word.isascii():
        return [word]
    pieces = [word[:1]]
    for before, after in pairwise(word):
        if _may_part(before, after):
            pieces.append(after)
        else:
            pieces[-1] += after
    return pieces


def _may_part(before: str, after: str) -> bool:
    is_wide = 2 in (_width(before), _width(after))
    is_bound = before.isdigit() or before in _BINDING or after in _BINDING or not _width(after)
    return is_wide and not is_bound and category(before) not in ("Ps", "Pi") \
        and category(after) not in ("Pe", "Pf", "Po", "Lm")


def _width(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
