"""The e-book: EPUB 3.3, one file a chapter, in the reader's own font, size and light."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.markup import epub_ncx, epub_page
from pipeline.markup.cover_image import cover_image
from pipeline.markup.epub_links import with_ways_back
from pipeline.markup.picture_file import SVG, picture_file
from pipeline.markup.risk_drawing import themed
from pipeline.markup.stylesheet import book_stylesheet, font_faces
from pipeline.model import media_type
from pipeline.model.accessibility import FEATURES, MODES, PAGE_FEATURES
from pipeline.model.artifact import Design, Rendering
from pipeline.model.contract import Contract, Manner
from pipeline.model.manuscript import Edition, Manuscript, Section
from pipeline.model.pagination import page_breaks
from pipeline.model.risk_figure import is_drawn
from pipeline.tools.packaging import epub_writer
from pipeline.tools.packaging.epub_writer import Book, BookFile, Statement
from pipeline.tools.pictures import drawing_picture
from pipeline.tools.typesetting import fonts, typesetter

if TYPE_CHECKING:  # what stamps is loaded where clinics are made
    from pipeline.markup.stamped_epub import Prepared

CONTRACT = Contract(media_type.EPUB, reader="epub", sheets=("base", "screen", "epub"), draws=True,
                    describes_itself=True, manner=Manner(pictures="read", notes="with-way-back",
                                                         folds_descriptions=True, lists_sections=True))
#: Who makes clinics’ products of it, in markup/.
STAMPED = "stamped_epub"
_XHTML, _CSS, _JPEG = "application/xhtml+xml", "text/css", "image/jpeg"
_WOFF2, _TEXT = "font/woff2", "text/plain"
_COVER = "figures/cover.svg"


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the book; it has no pages until a reader opens it."""
    edition, linked = manuscript.edition, with_ways_back(manuscript)
    statements = (*_statements(edition), *_page_statements(manuscript))
    book = Book(identifier(edition), edition.language.tag, edition.identity.published, statements,
                (*_pages(linked), *_other_files(linked, design)), edition.language.writing.is_right_to_left)
    return Rendering(epub_writer.write(book))


def warm(design: Design) -> None:
    """Load the library that packs the book, and the typesetter that draws its cover."""
    epub_writer.load()
    typesetter.warm(fonts.faces(design), design.cache)


def prepare(manuscript: Manuscript, design: Design) -> "Prepared":
    """Return the e-book made once for all clinics."""
    from pipeline.markup import stamped_epub

    edition = manuscript.edition
    return stamped_epub.prepare(manuscript, design, lambda marked: render(marked, design).content,
                                identifier(edition), _name(edition))


def identifier(edition: Edition) -> str:
    """Return the book's lasting name: the same for every version of one publication in one language for one clinic."""
    return epub_page.lasting(_name(edition), edition.imprint)


def _name(edition: Edition) -> str:
    return f"{edition.identity.identifier}/{edition.language.tag}"


def _statements(edition: Edition) -> Iterator[Statement]:
    """Yield what a shelf shows and what a reader who needs access looks for; no conformance that nobody tested."""
    identity, labels = edition.identity, edition.language.labels
    yield Statement("dc:title", f"{labels['title']}: {labels['subtitle']}")  # of two titles, many shelves show the last
    yield Statement("dc:creator", identity.publisher)
    yield Statement("dc:publisher", identity.publisher)
    yield Statement("dc:date", identity.published.isoformat())
    yield Statement("dc:description", edition.description)
    yield from (Statement("dc:subject", each.words, authority=each.authority, term=each.code)
                for each in identity.subjects)
    licence = labels["colophon-licence"].format(licence=identity.licence.name)
    yield Statement("dc:rights", f"{licence} {identity.licence.url}")
    for mode in MODES:
        yield Statement("schema:accessMode", mode)
    yield Statement("schema:accessModeSufficient", "textual")
    for feature in FEATURES:
        yield Statement("schema:accessibilityFeature", feature)
    yield Statement("schema:accessibilityHazard", "none")
    yield Statement("schema:accessibilitySummary", labels["accessibility-summary"])
    yield Statement("schema:audience", identity.audience)
    if claimed := identity.conformance:
        yield Statement("dcterms:conformsTo", claimed.standard)
        yield Statement("a11y:certifiedBy", claimed.by)


def _page_statements(manuscript: Manuscript) -> Iterator[Statement]:
    """Yield which printed pages are marked (EPUB Accessibility 1.1, page navigation); nothing where none is."""
    if not any(map(page_breaks, manuscript.sections)):
        return
    printed, identity = manuscript.edition.channel.page_list, manuscript.edition.identity
    source = f"{identity.identifier}/{manuscript.edition.language.tag}/{printed}, version {identity.version}"
    yield Statement("dc:source", source)
    yield Statement("pageBreakSource", source)
    for feature in PAGE_FEATURES:
        yield Statement("schema:accessibilityFeature", feature)


def _pages(manuscript: Manuscript) -> Iterator[BookFile]:
    """Yield each section's page; the contents are there even where the channel does not print them."""
    targets = epub_page.targets_of(manuscript)
    for section in manuscript.sections:
        if section.kind == "contents":
            yield _contents(manuscript, is_page=True)
        else:
            yield _page(section, manuscript.edition, targets)
    if not any(section.kind == "contents" for section in manuscript.sections):
        yield _contents(manuscript, is_page=False)


def _contents(manuscript: Manuscript, *, is_page: bool) -> BookFile:
    content = epub_page.contents(manuscript).encode()
    return BookFile(epub_page.CONTENTS_PATH, _XHTML, content, ("nav",), is_page)


def _page(section: Section, edition: Edition, targets: dict[str, str]) -> BookFile:
    is_cover = section.kind == "cover"
    page = epub_page.cover(section, edition) if is_cover else epub_page.chapter(section, edition, targets)
    return BookFile(epub_page.path_of(section), _XHTML, page.encode(), is_page=True)


def _other_files(manuscript: Manuscript, design: Design) -> Iterator[BookFile]:
    faces = fonts.web_faces(design)
    named = font_faces(faces, lambda path: f"fonts/{path.name}")
    css = f"{named}\n{book_stylesheet(design, 'ebook', *CONTRACT.sheets)}"
    yield BookFile(epub_page.STYLE_PATH, _CSS, css.encode())
    contents = epub_ncx.ncx(manuscript, identifier(manuscript.edition))
    yield BookFile(epub_ncx.PATH, epub_ncx.MEDIA_TYPE, contents.encode())
    yield from (BookFile(f"fonts/{path.name}", _WOFF2, fonts.content(path)) for _, _, _, path in faces)
    terms = fonts.licence_file(design)
    yield from (BookFile(f"fonts/{each.name}", _TEXT, fonts.content(each)) for each in [terms] if faces)
    yield BookFile("cover.jpg", _JPEG, _cover(manuscript, design), ("cover-image",))
    pictures = {element["c"][2][0] for section in manuscript.sections
                for element in section.branches if element["t"] == "Image"}
    yield from (_picture(path, design) for path in sorted(pictures))


def _picture(path: str, design: Design) -> BookFile:
    """Return the file of a picture; what is drawn from a fact follows the reader's light."""
    if is_drawn(path):
        return BookFile(epub_page.file_of(path), SVG, themed(design, path).encode())
    media_type, content = picture_file(design, path)
    return BookFile(epub_page.file_of(path), media_type, content)


def _cover(manuscript: Manuscript, design: Design) -> bytes:
    """Return the picture that stands for the book on a shelf."""
    labels, size = manuscript.edition.language.labels, design.tokens["cover-image"]
    drawing = cover_image(design, labels["title"], labels["subtitle"], drawing=_COVER,
                          language=manuscript.edition.language.tag)
    return drawing_picture.jpeg(drawing, int(str(size["width"])), int(str(size["height"])),
                                fonts=fonts.faces(design), cache=design.cache)
