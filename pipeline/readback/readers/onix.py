"""Reads a record for the book trade back: the title that it gives a product, and all that it says of it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, as_heard
from pipeline.tools.reading import markup_file

_TITLES = ("TitleText", "Subtitle")


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words of title and subtitle."""
    for each in _elements(artifact.content):
        if each.tag.rpartition("}")[2] in _TITLES:
            yield from as_heard(each.text or "", each.tag.rpartition("}")[2])


def description(content: bytes) -> str:
    """Return all that the record says, in its order."""
    return " ".join(" ".join((each.text or "").split()) for each in _elements(content) if (each.text or "").strip())


def _elements(content: bytes) -> Iterator[Element]:
    root = markup_file.parsed(content)
    return root.iter() if isinstance(root, Element) else iter(())
