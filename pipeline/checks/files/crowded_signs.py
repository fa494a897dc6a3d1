"""A paragraph holds more signs of Markdown than any page shows: stars, brackets, backslashes by the thousand.

Readers of Markdown take minutes for what looks like a few lines then. Something was pasted that is no prose (code, a
page of the web, a table of another program); take it out, or part it into paragraphs. A row of a table and an item of a
list count each by itself.
"""

from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.limits import PARAGRAPH_SIGNS
from pipeline.model.source_tree import SourceTree

_SIGNS = frozenset("*_[]<>`$\\~^!{}&@|#=:\"'")
#: What begins a line that goes on with no paragraph above it.
_OPENINGS = ("|", "- ", "* ", "+ ", ":::")
_WHY = "what reads it would take minutes, or never end"
_FIX = "take out what is no prose, or part it into paragraphs"


def check(tree: SourceTree) -> Findings:
    for file in tree.texts():
        if file.path.endswith(".md"):
            for offset, signs in _crowds(file.text or ""):
                yield error(file.place(offset), _said(signs), why=_WHY, fix=_FIX)
    for path, document in tree.documents.items():
        for location, words in document.words(with_keys=False) if path.endswith("/glossary.yaml") else ():
            for _, signs in _crowds(words):
                yield error(document.place(location), _said(signs), why=_WHY, fix=_FIX)


def _said(signs: int) -> str:
    return f"this paragraph has {signs:,} signs of Markdown; at most {PARAGRAPH_SIGNS:,} can be read"


def _crowds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph with too many signs begins, and how many it has."""
    offset = begin = signs = 0
    for line in (*text.splitlines(keepends=True), ""):
        if not line.strip() or line.lstrip().startswith(_OPENINGS):
            if signs > PARAGRAPH_SIGNS:
                yield begin, signs
            begin, signs = offset + (0 if line.strip() else len(line)), 0
        signs += sum(map(_SIGNS.__contains__, line))
        offset += len(line)
