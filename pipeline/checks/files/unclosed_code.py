"""A block of code (three backquotes or tildes) is opened and not closed.

It swallows all that follows, up to the end of the file and beyond. Prose for families holds no code: delete the line.
"""

import re

from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree

_FENCE = re.compile(r"^[ \t>*+-]*(?:\d+[.)] [ \t]*)?(```|~~~)", re.MULTILINE)


def check(tree: SourceTree) -> Findings:
    for file in tree.texts():
        fences = list(_FENCE.finditer(file.text or "")) if file.path.endswith(".md") else []
        if len(fences) % 2:
            yield error(file.place(fences[-1].start(1)), f"“{fences[-1][1]}” opens a block of code that nothing closes",
                        why="it swallows all that follows it", fix="delete the line, or close the block")
