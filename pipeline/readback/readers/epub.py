"""Reads an e-book back along its spine, chapter by chapter."""

import re
from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, as_heard
from pipeline.model.risk_figure import figure_at
from pipeline.readback import markup_words
from pipeline.readback.counted import Counted, figure, units
from pipeline.readback.sides import Sides
from pipeline.tools.reading import epub_reader

#: Where a page of the printed booklet begins in the e-book; no text holds a form feed.
_PAGE_BREAK = re.compile(r"\f([^\f]*)\f")
_DESCRIPTION = "{http://purl.org/dc/elements/1.1/}description"


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words of each chapter, with the page in print where one begins."""
    for path, root in epub_reader.spine(artifact.content):
        before, *rest = _PAGE_BREAK.split(markup_words.seen(root))
        yield from as_heard(before, path)
        for page, text in zip(rest[::2], rest[1::2], strict=True):
            yield from as_heard(text, f"{path}, page {page} in print")


def counted(content: bytes) -> Iterator[Counted]:
    """Yield each drawing of a fact by the paths of its SVG."""
    held = {entry.path: root for entry, root in epub_reader.trees(content)}
    for path, page in epub_reader.spine(content):
        for image in page.iter(f"{epub_reader.XHTML}img"):
            source = image.get("src", "").removeprefix("../")
            if figure_at(source):
                drawing = next((root for name, root in held.items() if name.endswith(source)), None)
                yield Counted(path, figure([] if drawing is None else list(units(drawing))))


def sides(content: bytes) -> Iterator[Sides]:
    """Yield to which side the columns of each table stand."""
    return (each for _, root in epub_reader.spine(content) for each in markup_words.sides(root))


def description(content: bytes) -> str:
    """Return what the package says of the book."""
    return " ".join(each.text or "" for _, root in epub_reader.trees(content) for each in root.iter(_DESCRIPTION))
