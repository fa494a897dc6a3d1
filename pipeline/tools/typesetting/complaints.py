"""Reads what WeasyPrint complains about: which line of which style sheet it means, or which character or name."""

import re

from pipeline.model.layout import Complaint

_AT = re.compile(r" at (\d+):(\d+)")
#: A character that no font shows; the name of an element that stands twice or nowhere.
_ABOUT = re.compile(r"\(U\+([0-9A-F]{4,6})\)$|^Anchor defined twice: '(.*)'$|undefined anchor '#?(.*)'$")
#: How a style sheet that was joined from several says whose lines follow.
_FILE = re.compile(r"/\* (styles/\S+) \*/")


def read(said: str, css: str = "") -> Complaint:
    """Return a complaint with what it means; `css` is the style sheet that it was made about, where it was one."""
    spot, about = _AT.search(said), _ABOUT.search(said)
    path, line = _origin(css.split("\n"), int(spot[1])) if spot and css else ("", 0)
    character, *names = about.groups() if about else ("", "")
    return Complaint(said, chr(int(character, 16)) if character else next(filter(None, names), ""), path, line)


def _origin(lines: list[str], number: int) -> tuple[str, int]:
    """Return the file from which a line of joined sheets comes, and its number there."""
    for above in range(min(number, len(lines)) - 1, -1, -1):
        if found := _FILE.fullmatch(lines[above]):
            return found[1], number - above - 1
    return "", 0
