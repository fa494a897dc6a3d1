"""Reads a web page back, part by part: head, contents, each section, foot."""

import re
from base64 import b64decode
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, as_heard
from pipeline.readback import markup_words
from pipeline.readback.counted import Counted, figure, is_of_fact, units
from pipeline.readback.sides import Sides
from pipeline.tools.reading import markup_file
from pipeline.tools.reading.markup_file import XHTML

_INSIDE = re.compile(rb'src="data:image/svg\+xml;base64,([^"]+)"')


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words of each part."""
    root = markup_file.tree(artifact.content)
    body = root.find(f"{XHTML}body") if isinstance(root, Element) else None
    for part in [] if body is None else body:
        for section in part if part.tag == f"{XHTML}main" else (part,):
            yield from as_heard(markup_words.seen(section), f"#{section.get('id', '')}")


def counted(content: bytes) -> Iterator[Counted]:
    """Yield each drawing of a fact by the paths of its SVG."""
    for found in _INSIDE.finditer(content):
        drawing = ElementTree.fromstring(b64decode(found[1]))
        if is_of_fact(drawing):
            line = content.count(b"\n", 0, found.start()) + 1
            yield Counted(f"line {line}", figure(list(units(drawing))))


def sides(content: bytes) -> Iterator[Sides]:
    """Yield to which side the columns of each table stand."""
    root = markup_file.tree(content)
    return markup_words.sides(root) if isinstance(root, Element) else iter(())


def description(content: bytes) -> str:
    """Return what the head says of the page."""
    root = markup_file.tree(content)
    named = root.iter(f"{XHTML}meta") if isinstance(root, Element) else ()
    return " ".join(each.get("content", "") for each in named if each.get("name") == "description")
