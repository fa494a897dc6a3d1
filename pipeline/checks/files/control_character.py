"""A text holds a character that cannot be printed.

Control characters come from a broken copy or a damaged file. E-books and web pages may not hold them at all.
Delete the character at that place.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Finding, error
from pipeline.model.source_tree import SourceTree

#: What XML 1.0 does not take (section 2.2), and DEL; tab, line feed and carriage return are fine.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def check(tree: SourceTree) -> Iterator[Finding]:
    """Yield one finding for each control character in prose or a drawing; YAML that holds one is no YAML."""
    for file in tree.texts():
        if file.path.endswith((".md", ".svg")):
            for found in _FORBIDDEN.finditer(file.text or ""):
                yield error(file.place(found.start()), f"the character U+{ord(found.group()):04X} cannot be printed",
                            why="it would spoil the file of every product that holds it", fix="delete it")
