"""A picture of the web page has no words in its place (WCAG 2.2, 1.1.1), so some readers never learn what it tells."""

from xml.etree.ElementTree import Element

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.reading import html_page
from pipeline.tools.reading.epub_reader import XHTML

MEDIA_TYPES = frozenset({media_type.HTML})
_SHOWN = 60


def check(artifact: Artifact) -> Findings:
    root = html_page.tree(artifact.content)
    for image in root.iter(f"{XHTML}img") if isinstance(root, Element) else ():
        if not image.get("alt", "").strip():
            source = image.get("src", "")
            yield error(Place(artifact.name, detail=f"line {html_page.line_of(artifact.content, source)}"),
                        f"the picture “{source[:_SHOWN]}” has no text in its place",
                        why="who cannot see the picture never learns what it tells (WCAG 2.2, 1.1.1)",
                        fix="say in the brackets of ![…](…) what the picture tells")
