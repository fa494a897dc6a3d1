"""The e-book of the real source: whole, linked, marked for those who listen, and the same every time."""

import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image

from pipeline.formats import epub
from pipeline.markup import epub_page
from pipeline.model import tree
from pipeline.model.manuscript import Manuscript, listed
from pipeline.tools.reading import epub_reader
from pipeline.tools.reading.epub_reader import PACKAGE, XHTML
from tests import ebook
from tests.conftest import ROOT

DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def pages():
    """Return the root of each file that is markup, by path inside the book's folder."""
    return {entry.path.removeprefix("EPUB/"): root for entry, root in epub_reader.trees(ebook.content())}


def rendered(*blocks, kind="topic"):
    """Return the pages of a book whose first section of a kind says these blocks alone."""
    manuscript, design = ebook.manuscript_and_design()
    first = next(section for section in manuscript.sections if section.kind == kind)
    sections = tuple(replace(each, blocks=list(blocks)) if each is first else each for each in manuscript.sections)
    book = epub.render(Manuscript(manuscript.edition, sections), design).content
    return ebook.files(book)[f"EPUB/text/{first.id}.xhtml"].decode()


def words_of(text):
    return re.findall(r"\w+", text)


def said(root):
    return words_of(" ".join(root.itertext()))


def test_every_word_of_each_section_stands_on_its_page(pages):
    manuscript, _ = ebook.manuscript_and_design()
    for section in manuscript.sections:
        path = "nav.xhtml" if section.kind == "contents" else f"text/{section.id}.xhtml"
        texts = [each["c"] for each in tree.walk([section.title, section.blocks]) if each["t"] == "Str"]
        alts = " ".join(image.get("alt", "") for image in pages[path].iter(f"{XHTML}img"))
        missing = set(words_of(" ".join(texts))) - set(said(pages[path])) - set(words_of(alts))
        assert not missing, f"{path}: {missing}"


def test_the_order_of_reading_is_the_order_of_the_manuscript(pages):
    manuscript, _ = ebook.manuscript_and_design()
    package = pages["content.opf"]
    href = {item.get("id"): item.get("href") for item in package.iter(f"{PACKAGE}item")}
    spine = [href[each.get("idref")] for each in package.iter(f"{PACKAGE}itemref")]
    assert spine == ["nav.xhtml" if section.kind == "contents" else f"text/{section.id}.xhtml"
                     for section in manuscript.sections]


def test_each_page_says_its_language_part_and_role(pages):
    roles = {}
    for path, root in pages.items():
        if path.startswith("text/"):
            assert root.get("lang") == root.get(XML_LANG) == "en"
            section = root.find(f"{XHTML}body/{XHTML}div/{XHTML}section")
            roles[section.get(TYPE)] = section.get("role")
    assert roles == {"cover": None, "chapter": "doc-chapter", "appendix": "doc-appendix",
                     "glossary": "doc-glossary", "bibliography": "doc-bibliography", "colophon": "doc-colophon"}


def test_each_page_has_one_main_heading_and_no_level_is_skipped(pages):
    for path, root in pages.items():
        levels = [int(each.tag[-1]) for each in root.iter() if re.fullmatch(rf"{re.escape(XHTML)}h[1-6]", each.tag)]
        if path.startswith("text/"):
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_no_id_stands_twice_on_a_page(pages):
    for path, root in pages.items():
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), path


def test_a_term_leads_to_its_explanation_and_a_source_to_its_reference():
    page = ebook.files(ebook.content())["EPUB/text/stem-cell-transplant.xhtml"].decode()
    assert ('<a id="use--donor--stem-cell-transplant" href="glossary.xhtml#term-donor" class="term"'
            ' epub:type="glossref" role="doc-glossref">donor</a>' in page)
    assert 'epub:type="biblioref" role="doc-biblioref">1</a>' in page
    assert ('<a href="the-two-treatments.xhtml#the-two-treatments--what-doctors-advise" class="see">'
            'Kinds of treatment</a>' in page)
    glossary = ebook.files(ebook.content())["EPUB/text/glossary.xhtml"].decode()
    assert '<dfn id="term-donor" epub:type="glossterm">' in glossary


def test_an_explanation_leads_back_to_each_topic_that_uses_its_term(pages):
    entry = next(each for each in pages["text/glossary.xhtml"].iter(f"{XHTML}div")
                 if each.find(f"{XHTML}dt/{XHTML}dfn[@id='term-donor']") is not None)
    back = [link.get("href") for link in entry.iter(f"{XHTML}a") if link.get("role") == "doc-backlink"]
    assert "stem-cell-transplant.xhtml#use--donor--stem-cell-transplant" in back
    for link in back:
        path, _, identifier = link.partition("#")
        use = next(each for each in pages[f"text/{path}"].iter() if each.get("id") == identifier)
        assert use.get("href") == "glossary.xhtml#term-donor"


def test_a_table_says_what_its_heads_are_for(pages):
    table = next(pages["text/the-two-treatments.xhtml"].iter(f"{XHTML}table"))
    assert {cell.get("scope") for cell in table.find(f"{XHTML}thead").iter(f"{XHTML}th")} == {"col"}
    assert {cell.get("scope") for cell in table.find(f"{XHTML}tbody").iter(f"{XHTML}th")} == {"row"}
    assert table.find(f"{XHTML}caption") is not None


def test_a_note_is_shown_beside_the_text_or_at_the_end_of_its_chapter_and_leads_back():
    note = {"t": "Note", "c": [tree.para(tree.words("Said below."))], "number": 1}
    page = rendered(tree.para([*tree.words("Said above."), note]))
    topic = ebook.manuscript_and_design()[0].edition.topics[0].id
    assert f'href="#{topic}--note-1" epub:type="noteref" role="doc-noteref">1</a>' in page
    assert (f'<aside id="{topic}--note-1" class="note" epub:type="footnote" role="doc-footnote" aria-label="Note 1">'
            in page)
    assert "<p>Said below.</p>" in page
    assert f'href="#{topic}--note-1-ref" role="doc-backlink"' in page


def test_a_long_description_is_folded_away_until_it_is_asked_for():
    page = rendered(tree.div([tree.para(tree.words("What it shows."))], "", "long-description"))
    assert '<details class="long-description"><summary>What the picture shows</summary>' in page


def test_the_contents_lead_to_topics_and_their_headings(pages):
    contents, landmarks, _ = pages["nav.xhtml"].iter(f"{XHTML}nav")
    assert contents.get(TYPE) == "toc"
    links = [link.get("href") for link in contents.iter(f"{XHTML}a")]
    assert "text/stem-cell-transplant.xhtml" in links
    assert "text/stem-cell-transplant.xhtml#stem-cell-transplant--while-you-wait" in links
    assert [link.get(TYPE) for link in landmarks.iter(f"{XHTML}a")] == [
        "cover", "toc", "bodymatter", "glossary", "bibliography"]


def test_a_book_without_a_contents_page_can_still_be_navigated():
    manuscript, design = ebook.manuscript_and_design()
    sections = tuple(section for section in manuscript.sections if section.kind != "contents")
    files = ebook.files(epub.render(Manuscript(manuscript.edition, sections), design).content)
    package = ElementTree.fromstring(files["EPUB/content.opf"])
    nav = next(item for item in package.iter(f"{PACKAGE}item") if item.get("properties") == "nav")
    assert nav.get("id") not in {each.get("idref") for each in package.iter(f"{PACKAGE}itemref")}
    assert "EPUB/nav.xhtml" in files


def test_the_package_says_what_the_book_is_and_claims_no_conformance(pages):
    package = pages["content.opf"]
    identity = ebook.manuscript_and_design()[0].edition.identity
    assert package.find(f".//{DC}date").text == identity.published.isoformat()
    assert package.find(f".//{DC}publisher").text == identity.publisher
    assert identity.licence.url in package.find(f".//{DC}rights").text
    said_of = [(meta.get("property"), meta.text) for meta in package.iter(f"{PACKAGE}meta")]
    assert ("dcterms:modified", f"{identity.published.isoformat()}T00:00:00Z") in said_of
    assert ("schema:accessModeSufficient", "textual") in said_of
    assert not [name for name, _ in said_of if name in ("dcterms:conformsTo", "a11y:certifiedBy")]


def test_shelves_and_libraries_find_subjects_by_the_terms_of_their_own_lists(pages):
    package = pages["content.opf"]
    subjects = {each.get("id"): each.text for each in package.iter(f"{DC}subject")}
    terms = {name: {meta.get("property"): meta.text for meta in package.iter(f"{PACKAGE}meta")
                    if meta.get("refines") == f"#{name}"} for name in subjects}
    identity = ebook.manuscript_and_design()[0].edition.identity
    assert [(terms[name]["authority"], terms[name]["term"], words) for name, words in subjects.items()] == [
        (each.authority, each.code, each.words) for each in identity.subjects]
    assert len(subjects) > 2


def test_what_is_left_to_fill_in_is_a_field_with_a_name_on_a_line_that_stays_without_it(pages):
    contact, questions = pages["text/contact.xhtml"], pages["text/questions.xhtml"]
    labelled = contact.findall(f".//{XHTML}label[{XHTML}span]")
    assert len(labelled) == len(list(contact.iter(f"{XHTML}input"))) > 3
    assert all("".join(each.itertext()).strip().endswith(":") for each in labelled)
    assert all(each.find(f"{XHTML}span[@class='rule']/{XHTML}input") is not None for each in labelled)
    (room,) = questions.iterfind(f".//{XHTML}div[@class='room']")
    (typed,) = room.iterfind(f"{XHTML}div[@role='textbox'][@contenteditable]")
    assert typed.get("aria-label") in "".join(questions.itertext())
    assert len(room.findall(f".//{XHTML}div[@class='line']")) > 7


def test_the_mark_of_a_page_stands_between_blocks(pages):
    marks = [each for page in pages.values() for each in page.iter(f"{XHTML}hr")]
    inside = [each for page in pages.values() for each in page.iterfind(f".//{XHTML}p/{XHTML}hr")]
    assert marks
    assert inside == []


def test_what_is_to_be_marked_is_a_box_to_tick_that_its_words_name(pages):
    questions = pages["text/questions.xhtml"]
    items = list(questions.iter(f"{XHTML}li"))
    ticked = questions.findall(f".//{XHTML}li/{XHTML}label/{XHTML}span[@class='tick']/{XHTML}input[@type='checkbox']")
    assert len(items) == len(ticked) > 20
    assert all(len("".join(each.itertext())) > 5 for each in items)


def test_old_shelves_find_contents_cover_and_the_book_s_name():
    """EPUB 2 knows neither a navigation document nor a property for the cover."""
    held = ebook.files(ebook.content())
    package, ncx = held["EPUB/content.opf"].decode(), held["EPUB/toc.ncx"].decode()
    assert '<meta name="cover" content="cover-jpg"/>' in package
    assert '<spine toc="toc-ncx">' in package
    manuscript = ebook.manuscript_and_design()[0]
    assert f'content="{epub.identifier(manuscript.edition)}"' in ncx
    for section in listed(manuscript.sections):
        assert f'<content src="{epub_page.path_of(section)}"/>' in ncx


def test_names_of_files_in_the_package_can_be_read(pages):
    named = {item.get("href"): item.get("id") for item in pages["content.opf"].iter(f"{PACKAGE}item")}
    assert named["fonts/JMMLGuideSans-Bold.woff2"] == "fonts-jmmlguidesans-bold-woff2"
    assert len(set(named.values())) == len(named)


def test_the_picture_on_the_shelf_is_made_of_pixels_that_any_shelf_can_show(pages):
    items = list(pages["content.opf"].iter(f"{PACKAGE}item"))
    assert [item.get("href") for item in items if item.get("properties") == "cover-image"] == ["cover.jpg"]
    with Image.open(BytesIO(ebook.files(ebook.content())["EPUB/cover.jpg"])) as cover:
        assert (cover.format, cover.mode, cover.size) == ("JPEG", "RGB", (900, 1440))
        deep = cover.getpixel((5, 5))
        words = cover.crop((0, 0, 900, 600)).convert("L").getextrema()
    assert sum(deep) < 3 * 80, "the deep colour of the brochure"
    assert words[1] > 250, "the title in white"


def test_nothing_is_fetched_run_or_forced_on_the_reader():
    for path, data in ebook.files(ebook.content()).items():
        text = data.decode(errors="replace")
        assert "<script" not in text, path
        assert not re.search(r'(?:src|<link[^>]*href)="https?:', text), path
    css = ebook.files(ebook.content())["EPUB/style.css"].decode()
    assert set(re.findall(r"url\(([^)]*)\)", css)) == {f'"fonts/JMMLGuideSans-{face}.woff2"'
                                                      for face in ("Regular", "Bold", "Italic")}
    assert "!important" not in css
    assert not re.findall(r"font-size: *[\d.]+(?:px|pt|mm)", css), "the reader's own size counts"
    assert "@import" not in css
    assert "justify" not in css
    assert "prefers-color-scheme: dark" in css


def test_a_reader_without_custom_properties_gets_the_whole_design_and_every_length_follows_its_size():
    """Old readers drop a declaration that asks for a property, or works a length out: the resolved one is there."""
    css = ebook.files(ebook.content())["EPUB/style.css"].decode()
    assert not re.search(r"\drem\b|calc\(", css)
    assert "var(" not in css
    assert ":marker" not in css
    looks = [re.search(r"\n\.box \{ background: (#\w+)", text)[1]
             for text in css.split("@media (prefers-color-scheme: dark) ")]
    assert len(set(looks)) == 2


def test_words_have_the_page_s_colour_or_a_ground_of_their_own():
    """Apps paint the page and its words in colours of their own; what has another colour then needs its own ground."""
    css = ebook.files(ebook.content())["EPUB/style.css"].decode()
    own = {selector for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css) for selector in selectors.split(",")
           if re.search(r"(?<![\w-])color: (?!inherit)", body) and "background" not in body}
    inherited = {selector.strip() for selectors in re.findall(r"([^{}]+)\{ color: inherit \}", css)
                 for selector in selectors.split(",")}
    left = {selector.strip() for selector in own} - inherited
    assert left == {"html", ".box", ".call-your-team .box-title"}, "html and .box have their ground in another rule"


def test_the_container_opens_with_its_media_type_and_tells_no_time():
    with zipfile.ZipFile(BytesIO(ebook.content())) as container:
        first, *rest = container.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert {entry.compress_type for entry in rest if not entry.filename.endswith((".jpg", ".woff2"))} == {
            zipfile.ZIP_DEFLATED}
        assert {entry.date_time for entry in (first, *rest)} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_the_same_source_gives_the_same_bytes_in_any_process_and_time_zone():
    command = "from tests import ebook; from hashlib import sha256; print(sha256(ebook.content()).hexdigest())"
    digests = {sha256(ebook.content()).hexdigest()}
    for seed, zone in (("1", "Asia/Tokyo"), ("4242", "America/Anchorage")):
        done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True,
                              env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, check=True)
        digests.add(done.stdout.strip())
    assert len(digests) == 1
