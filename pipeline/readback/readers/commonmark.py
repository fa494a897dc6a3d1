"""Reads Markdown back as any content system shows it: by CommonMark alone, so that a stray sign shows as a fault.

What stands in raw markup no reader sees; a paragraph that became code by its indent counts as lost.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.list_marks import marks
from pipeline.model.parity import Heard, as_heard
from pipeline.model.tree import Element, Elements, para, plain_text, words
from pipeline.tools.words import pandoc


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words by the heading above them."""
    heading = ""
    for block in _lines(pandoc.read_commonmark(artifact.content.decode(errors="replace"))):
        said = "" if block["t"] == "CodeBlock" else plain_text(block)
        heading = said if block["t"] == "Header" else heading
        yield from as_heard(said, f"below “{heading}”")


def _lines(blocks: Elements) -> Iterator[Element]:
    """Yield each block that holds words, whatever it stands in."""
    for block in blocks:
        if block["t"] in ("BulletList", "OrderedList"):
            attributes, items = ([], block["c"]) if block["t"] == "BulletList" else block["c"]
            for number, item in enumerate(items):
                yield from [para(words(marks(attributes, len(items))[number]))] if attributes else []
                yield from _lines(item)
        elif block["t"] == "BlockQuote":
            yield from _lines(block["c"])
        else:
            yield block
