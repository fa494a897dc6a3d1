"""A box opened with `:::` is not closed, or a `:::` closes nothing.

An open box swallows all that follows it, up to the end of the file and beyond. Each opening line (`::: key-points`)
needs its own closing line of as many colons; a closing line has nothing but colons. A box may open behind the mark of a
list's item, and where a note begins.
"""

import re

from pipeline.model.authors_text import BEFORE_BOX, without_comments
from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_tree import SourceFile, SourceTree

_FENCE = re.compile(rf"^{BEFORE_BOX}(:{{3,}})([^:].*)?$")
_CODE = re.compile(r"^[ \t>]*(```|~~~)")
_WHY = "an open box swallows all that follows it"


def check(tree: SourceTree) -> Findings:
    for file in tree.texts():
        if file.path.endswith(".md"):
            yield from _unbalanced(file)


def _unbalanced(file: SourceFile) -> Findings:
    is_code = False
    opened: list[tuple[Place, int, str]] = []
    for number, line in enumerate(without_comments(file.text or "").split("\n"), 1):
        is_code ^= bool(_CODE.match(line))
        fence = _FENCE.match(line)
        if fence is None or is_code:
            continue
        name = (fence[2] or "").strip(" \t\r")
        place, colons = Place(file.path, number, fence.start(1) + 1), len(fence[1])
        if name:
            opened.append((place, colons, name))
        elif opened and colons >= opened[-1][1]:
            opened.pop()
        else:
            yield error(place, f"“{fence[1]}” closes no box", why="the colons would be printed",
                        fix="delete the line, or open the box above with as many colons")
    for place, colons, name in opened:
        yield error(place, f"the box “{name}” is not closed", why=_WHY,
                    fix=f"write a line “{':' * colons}” where the box ends")
