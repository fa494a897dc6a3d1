"""Reads a finished file back, word by word with its place: a page, a chapter (and the page in print) or a line."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.model.alignment import Phrase
from pipeline.model.artifact import Artifact
from pipeline.model.imposition import saddle_stitch
from pipeline.model.manuscript import Edition
from pipeline.model.parity import Heard, words_of
from pipeline.readback import told
from pipeline.tools.reading import docx_reader, epub_reader, html_page, pdf_text
from pipeline.tools.reading.epub_reader import XHTML
from pipeline.tools.reading.pdf_text import Line, ReadPage
from pipeline.tools.words import liblouis

_PDF = "application/pdf"
_BRAILLE = "application/x-brf"
_UNREAD = frozenset({f"{XHTML}{name}" for name in ("head", "script", "style")})
_INLINE = frozenset({f"{XHTML}{name}" for name in ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i",
                                                  "span", "strong", "sub", "sup")})
#: What a format adds by itself: the topics that use a term, the link past the head of a page.
_ADDED = frozenset({"used-in", "skip"})
#: Where a page of the printed booklet begins in the e-book; no text holds a form feed.
_PAGE_BREAK = re.compile(r"\f([^\f]*)\f")
#: A page with so many titles of sections holds contents, and their page numbers.
_TITLES = 3
#: What a line of cells holds beside words: a line of a box, a page number behind guide dots, a blank to fill in.
_NO_WORDS = re.compile(r'^(7{20,}|G{20,})$| "{2,} #[A-J]+$| \.-$')
#: The cell of a colon is also that of “cc” and “con” before letters; liblouis 3.24 reads it so before all else too.
_COLON = re.compile(r"(?<=[a-z])cc(?![a-z])|con(?=\d)")
#: A bracket behind a word of one cell: liblouis 3.24 reads `*">` as “ch)” and not as “child)”.
_CLOSING = re.compile(r'(?=["._]>)')


def heard(artifact: Artifact) -> list[Heard] | None:
    """Return the words of a finished file in the order of reading; None where there is no text of an edition."""
    if artifact.media_type == _PDF:
        pages = _pages(artifact)
        return [word for page in pages for word in _words_on(page)] if pages or not artifact.is_companion else None
    if artifact.media_type == _BRAILLE and artifact.manuscript is not None:
        return list(_from_braille(artifact.content, artifact.manuscript.edition))
    reader = _READERS.get(artifact.media_type)
    return list(reader(artifact.content)) if reader and not artifact.is_companion else None


def furniture(artifact: Artifact) -> dict[str, list[Phrase]]:
    """Return the phrases that each page of a PDF may show beside the text of its edition, each once."""
    if artifact.media_type != _PDF or artifact.manuscript is None:
        return {}
    pages, titles = _pages(artifact), told.titles(artifact.manuscript)
    marks = [(str(each),) for each in range(1, told.longest_list(artifact.manuscript) + 1)]
    labels = artifact.manuscript.edition.language.labels
    leads = [words_of(labels["on-page"].format(page=each)) for each in range(1, len(pages) + 1)]
    leads *= told.cross_references(artifact.manuscript)
    return {page.where: [*_running(labels, number, len(pages)), *titles, *marks, *leads,
                         *_entries(page, titles, len(pages))] for number, page in enumerate(pages, 1)}


@dataclass(frozen=True)
class _Page:
    """A page of the edition, wherever a file shows it."""

    where: str
    lines: tuple[Line, ...]


def _pages(artifact: Artifact) -> list[_Page]:
    """Return the edition's pages in order: of the product, a proof or imposed sheets; other companions hold none."""
    printed = pdf_text.pages(artifact.content)
    pages = [_Page(f"page {number}", page.lines) for number, page in enumerate(printed, 1)]
    if not artifact.is_companion:
        return pages
    if artifact.name.endswith("-proof.pdf"):
        # behind the pages of a folded sheet, a board shows its panels once more
        has_board = artifact.manuscript is not None and artifact.manuscript.edition.channel.fold is not None
        return pages[:-1] if has_board else pages
    return _from_sheets(printed) if artifact.name.endswith("-imposed.pdf") else []


def _from_sheets(sides: Sequence[ReadPage]) -> list[_Page]:
    """Return the pages that stand side by side on the sides of sheets, in the order of the folded booklet."""
    by_number = {}
    stitched = saddle_stitch(2 * len(sides), paper_mm=0, room_mm=0, flip="short-edge")
    for number, (stitch, side) in enumerate(zip(stitched, sides, strict=True), 1):
        for own, is_right in ((stitch.left, False), (stitch.right, True)):
            lines = tuple(line for line in side.lines if (line.left + line.right > side.width) == is_right)
            by_number[own] = _Page(f"side {number}, {'right' if is_right else 'left'}", lines)
    return [by_number[number] for number in sorted(by_number)]


def _words_on(page: _Page) -> Iterator[Heard]:
    return (Heard(word, page.where) for word in words_of("\n".join(line.text for line in page.lines)))


def _running(labels: Mapping[str, str], number: int, count: int) -> Iterator[Phrase]:
    """Yield what stands at the head or the foot of each page."""
    yield from (words_of(labels["title"]), words_of(labels["page"].format(page=number, pages=count)), (str(number),))


def _entries(page: _Page, titles: Sequence[Phrase], count: int) -> Iterator[Phrase]:
    """Yield the page numbers that contents show behind their entries; nothing for a page without contents."""
    lines = [words_of(line.text) for line in page.lines]
    if sum(line[:-1] in titles or line in titles for line in lines) >= _TITLES:
        yield from ((str(each),) for each in range(1, count + 1) for _ in titles)


def _text(content: bytes) -> Iterator[Heard]:
    """Yield the words of a plain text without rules, edges of boxes and marks of lists."""
    for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
        for word in words_of(line) if any(map(str.isalnum, line)) else ():
            yield Heard(word, f"line {number}")


def _from_braille(content: bytes, edition: Edition) -> Iterator[Heard]:
    """Yield the words that the pages of cells say, without page numbers, guide dots, lines of boxes and blanks."""
    layout = edition.channel.braille
    table = layout.tables[edition.language.tag] if layout else ""
    for number, page in enumerate(content.decode("ascii", errors="replace").split("\f"), 1):
        lines = page.splitlines()
        if lines and lines[-1].strip() == _page_number(number):
            lines.pop()
        cells = _CLOSING.sub(" ", " ".join(_NO_WORDS.sub("", line) for line in lines))
        said = _COLON.sub(":", liblouis.back_translate(cells, table)) if cells.strip() else ""
        yield from (Heard(word, f"page {number}") for word in words_of(said))


def _page_number(number: int) -> str:
    """Return a number in braille: the sign of numbers, then A to J for 1 to 0."""
    return "#" + str(number).translate(str.maketrans("1234567890", "ABCDEFGHIJ"))


def _epub(content: bytes) -> Iterator[Heard]:
    for path, root in epub_reader.spine(content):
        pieces: list[str] = []
        _gather(root, pieces.append)
        before, *rest = _PAGE_BREAK.split("".join(pieces))
        yield from (Heard(word, path) for word in words_of(before))
        for page, text in zip(rest[::2], rest[1::2], strict=True):
            yield from (Heard(word, f"{path}, page {page} in print") for word in words_of(text))


def _web_page(content: bytes) -> Iterator[Heard]:
    """Yield the words of a web page, part by part: head, contents, each section, foot."""
    root = html_page.tree(content)
    body = root.find(f"{XHTML}body") if isinstance(root, Element) else None
    for part in [] if body is None else body:
        for section in part if part.tag == f"{XHTML}main" else (part,):
            pieces: list[str] = []
            _gather(section, pieces.append)
            yield from (Heard(word, f"#{section.get('id', '')}") for word in words_of("".join(pieces)))


def _document(content: bytes) -> Iterator[Heard]:
    """Yield the words of a Word file, by the heading above them; running words and what fields do are none."""
    for paragraph in docx_reader.paragraphs(content):
        yield from (Heard(word, f"below “{paragraph.heading}”") for word in words_of(paragraph.text))


def _gather(element: Element, say: Callable[[str], None]) -> None:
    """Say what a reader of a page sees; what is hidden is for reading systems alone."""
    if element.tag in _UNREAD or "hidden" in element.attrib or element.get("class") in _ADDED:
        return
    edge = "" if element.tag in _INLINE else "\n"
    say(edge)
    if element.get("role") == "doc-pagebreak":
        say(f"\f{element.get('aria-label', '')}\f")
    say(f" {element.get('alt', '')} " if element.tag == f"{XHTML}img" else element.text or "")
    for child in element:
        _gather(child, say)
        say(child.tail or "")
    say(edge)


_READERS: dict[str, Callable[[bytes], Iterator[Heard]]] = {
    "application/epub+zip": _epub, "text/plain": _text, "text/html": _web_page, docx_reader.MEDIA_TYPE: _document,
}
