"""A picture has no words in its place (WCAG 2.2, 1.1.1), so some readers never learn what it tells.

E-books, web pages and Word files are asked; EPUBCheck 5.3 says nothing about it. A PDF's alternative texts are held
against the edition (parity-alternative).
"""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import docx_reader, epub_reader, markup_file
from pipeline.tools.reading.markup_file import XHTML


def check(artifact: Artifact) -> Findings:
    for where, name, text in _PICTURES[artifact.media_type](artifact.content):
        if not text.strip():
            yield artifact.fault(f"the picture “{name}” has no text in its place", where,
                                 why="who cannot see the picture never learns what it tells (WCAG 2.2, 1.1.1)",
                                 fix="say in the brackets of ![…](…) what the picture tells")


def _of_ebook(content: bytes) -> Iterator[tuple[str, str, str]]:
    for entry, root in epub_reader.trees(content):
        for image in root.iter(f"{XHTML}img"):
            source = image.get("src", "")
            yield f"{entry.path}:{entry.line_of(source)}", source, image.get("alt", "")


def _of_page(content: bytes) -> Iterator[tuple[str, str, str]]:
    root = markup_file.tree(content)
    for image in root.iter(f"{XHTML}img") if isinstance(root, Element) else ():
        source = image.get("src", "")
        yield f"line {markup_file.line_of(content, source)}", source, image.get("alt", "")


def _of_word(content: bytes) -> Iterator[tuple[str, str, str]]:
    for number, text in enumerate(docx_reader.pictures(content), 1):
        yield docx_reader.DOCUMENT, f"number {number}", text


#: Where each picture stands, what it is called, and what is said in its place.
_PICTURES: dict[str, Callable[[bytes], Iterator[tuple[str, str, str]]]] = {
    media_type.EPUB: _of_ebook, media_type.HTML: _of_page, media_type.WORD: _of_word}
MEDIA_TYPES = frozenset(_PICTURES)
IS_HOUSE_RULE = True
