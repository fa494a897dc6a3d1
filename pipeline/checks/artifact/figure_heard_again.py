"""On a screen, what the drawing of a fact shows is heard again from its caption, its legend or a sample in it.

The words for a drawing say all that it shows. Whoever listens gets them alone, so that a risk is heard once in the text
and once as a figure; caption and legend are for eyes (`aria-hidden`).
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.parity import words_of
from pipeline.model.risk_figure import figure_at
from pipeline.model.tree import plain_text
from pipeline.readback.parity import quoted
from pipeline.tools.reading import epub_reader, markup_file
from pipeline.tools.reading.markup_file import XHTML

MEDIA_TYPES = frozenset({media_type.EPUB, media_type.HTML})


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None:
        return
    drawn = {words_of(plain_text(each["c"][1])) for section in artifact.manuscript.sections
             for each in section.branches if each["t"] == "Image" and figure_at(each["c"][2][0])}
    for where, page in _pages(artifact):
        for figure in page.iter(f"{XHTML}figure"):
            shown = (each.get("alt", "") for each in figure.iter(f"{XHTML}img"))
            told = [each for each in shown if words_of(each) in drawn]
            heard = words_of(" ".join(_heard(figure)))
            if told and heard != words_of(told[0]):
                yield artifact.fault(f"beside {quoted(told[0])}, its caption or its legend is read, too", where,
                                     why="the same numbers are heard again, and seem to be others",
                                     fix="hide them from whoever listens, in pipeline/markup/xhtml.py")


def _pages(artifact: Artifact) -> Iterator[tuple[str, Element]]:
    if artifact.media_type == media_type.HTML:
        root = markup_file.tree(artifact.content)
        yield from [("", root)] if isinstance(root, Element) else []
        return
    for entry in epub_reader.entries(artifact.content):
        found = epub_reader.tree(entry) if entry.is_markup else None
        yield from [(entry.path, found)] if isinstance(found, Element) else []


def _heard(element: Element) -> Iterator[str]:
    """Yield what whoever listens hears of an element."""
    if element.get("aria-hidden") == "true":
        return
    yield element.get("alt", "") if element.tag == f"{XHTML}img" else element.text or ""
    for child in element:
        yield from _heard(child)
        yield child.tail or ""
