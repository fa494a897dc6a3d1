r"""A text holds a character that cannot be printed.

Control characters come from a broken copy or a damaged file. E-books and web pages may not hold them at all, nor what
stands for one: `&#7;` in prose, `"\a"` in YAML. Delete the character at that place.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Finding, Findings, Place, error
from pipeline.model.source_tree import SourceTree, YamlDocument

#: What XML 1.0 does not take (section 2.2), and DEL; tab, line feed and carriage return are fine.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
#: What CommonMark reads as the character of that number.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


def check(tree: SourceTree) -> Findings:
    """Yield one finding for each control character in prose or a drawing, and for each in a value of YAML."""
    for file in tree.texts():
        text = file.text or ""
        if file.path.endswith((".md", ".svg")):
            # A drawing is XML, whose reader tells of a reference itself.
            for offset, number in _forbidden(text, with_references=file.path.endswith(".md")):
                yield _finding(file.place(offset), number)
        elif file.path in tree.documents and ("\\" in text or "&#" in text):  # as it stands, none is YAML
            yield from _in_yaml(tree.documents[file.path])


def _in_yaml(document: YamlDocument) -> Findings:
    for location, words in document.words(with_keys=True):
        for _, number in _forbidden(words, with_references=True):
            yield _finding(document.place(location), number)


def _forbidden(text: str, *, with_references: bool) -> Iterator[tuple[int, int]]:
    """Yield where each control character stands, and its number."""
    for found in _FORBIDDEN.finditer(text):
        yield found.start(), ord(found.group())
    for found in _REFERENCE.finditer(text) if with_references else ():
        number = int(found[1], 16) if found[1] else int(found[2])
        if number <= 0x10FFFF and _FORBIDDEN.match(chr(number)):
            yield found.start(), number


def _finding(place: Place, number: int) -> Finding:
    return error(place, f"the character U+{number:04X} cannot be printed",
                 why="it would spoil the file of every product that holds it", fix="delete it")
