"""The page numbers that the e-book lists are those of the printed booklet, and what it embeds shows every character."""

from io import BytesIO

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from pipeline.formats import epub
from pipeline.model.layout import Flow, Foot, Layout, PanelFit, Torn
from pipeline.model.pagination import PageStart, letters_of, page_breaks, with_page_breaks
from pipeline.tools.keeping import layout_record
from pipeline.tools.reading.epub_reader import PACKAGE, XHTML, trees
from pipeline.tools.typesetting import fonts
from tests import booklet, ebook, real_source

TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def manuscript():
    """Return the e-book's manuscript with the real pages of the booklet."""
    starts = booklet.rendering(booklet.HALF_LETTER).layout.page_starts
    return with_page_breaks(real_source.manuscript(ebook.CHANNEL), starts)


@pytest.fixture(scope="module")
def pages(manuscript):
    """Return the root of each file of that book that is markup."""
    book = epub.render(manuscript, real_source.design()).content
    return {entry.path.removeprefix("EPUB/"): root for entry, root in trees(book)}


def following(root, identifier):
    """Return the letters that follow an element on its page of the book."""
    elements = list(root.iter())
    at = next(index for index, each in enumerate(elements) if each.get("id") == identifier)
    return letters_of("".join((each.tail or "") if index == at else (each.text or "") + (each.tail or "")
                              for index, each in enumerate(elements) if index >= at))


@pytest.mark.slow
def test_what_follows_the_mark_of_a_page_stands_on_that_page_of_the_booklet(pages):
    with pypdfium2.PdfDocument(booklet.rendering(booklet.HALF_LETTER).content) as pdf:
        printed = [letters_of(page.get_textpage().get_text_bounded()) for page in pdf]
    marks = [(path, each.get("id")) for path, root in pages.items() for each in root.iter()
             if each.get("role") == "doc-pagebreak"]
    assert len(marks) >= len(printed) - 4, "all but the page for own questions, and the ruled ones that fill the sheet"
    for path, identifier in marks:
        words = following(pages[path], identifier)[:12]
        assert words in printed[int(identifier.removeprefix("page-")) - 1], f"{path}#{identifier}: {words}"


@pytest.mark.slow
def test_the_page_list_leads_to_each_mark_in_order(pages):
    listed = next(nav for nav in pages["nav.xhtml"].iter(f"{XHTML}nav") if nav.get(TYPE) == "page-list")
    assert listed.get("role") == "doc-pagelist"
    links = [(link.text, link.get("href")) for link in listed.iter(f"{XHTML}a")]
    numbers = [int(number) for number, _ in links]
    assert numbers == sorted(set(numbers))
    for number, href in links:
        path, _, identifier = href.partition("#")
        mark = next(each for each in pages[path].iter() if each.get("id") == identifier)
        assert (mark.get(TYPE), mark.get("role"), mark.get("aria-label")) == ("pagebreak", "doc-pagebreak", number)


@pytest.mark.slow
def test_no_mark_of_a_page_stands_in_a_heading(pages):
    headings = [each for root in pages.values() for each in root.iter() if each.tag[:-1] == f"{XHTML}h"
                and each.tag[-1].isdigit()]
    assert not [each for heading in headings for each in heading.iter() if each.get("role") == "doc-pagebreak"]


@pytest.mark.slow
def test_the_package_names_the_booklet_whose_pages_it_lists(pages):
    said = {(meta.get("property"), meta.text) for meta in pages["content.opf"].iter(f"{PACKAGE}meta")}
    source = next(text for name, text in said if name == "pageBreakSource")
    assert booklet.HALF_LETTER in source
    features = {text for name, text in said if name == "schema:accessibilityFeature"}
    assert {"pageBreakMarkers", "pageNavigation"} <= features


def test_without_a_booklet_no_page_is_listed_and_none_claimed():
    manuscript, design = ebook.manuscript_and_design()
    sections = tuple(each for each in manuscript.sections if not page_breaks(each))
    files = ebook.files(epub.render(type(manuscript)(manuscript.edition, sections), design).content)
    assert b"page-list" not in files["EPUB/nav.xhtml"]
    assert b"pageBreak" not in files["EPUB/content.opf"]


def test_what_a_layout_measured_is_kept_as_it_was(tmp_path):
    layout = Layout((PanelFit("flap", 1, 0.1, 1 / 3),), "lost",
                    page_starts=(PageStart(1, "cover"), PageStart(2, "a", "b")),
                    flow=Flow((Foot(1, "Words", True, "a.md:1:2"),), (Torn("box", 2, (1, 2), "“x”", ""),)))
    for key, each in (("key", layout), ("none", None)):
        layout_record.write(tmp_path, key, each)
        assert layout_record.read(tmp_path, key) == (each,)
    assert layout_record.read(tmp_path, "other") is None
    layout_record.forget(tmp_path, {"none"})
    assert (layout_record.read(tmp_path, "key"), layout_record.read(tmp_path, "none")) == (None, (None,))


def test_the_fonts_show_every_character_and_bear_a_name_of_their_own():
    _, design = ebook.manuscript_and_design()
    said = {character for path, data in ebook.files(ebook.content()).items() if path.endswith(".xhtml")
            for character in data.decode()}
    for family, _, _, path in fonts.web_faces(design):
        missing = {each for each in said if each.isprintable()} - {chr(each) for each in fonts.characters(path)}
        assert not missing, f"{path.name}: {missing}"
        with TTFont(BytesIO(fonts.content(path))) as font:
            named = {record.nameID: str(record) for record in font["name"].names}
        assert named[1] == family
        assert not any("Fira" in named.get(number, "") for number in (1, 3, 4, 6, 16))
    assert b"SIL OPEN FONT LICENSE" in ebook.files(ebook.content())["EPUB/fonts/OFL.txt"]
