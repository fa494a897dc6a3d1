"""The booklet for the press and its sheets for the office: whole, in order, clear of trim and fold, always the same."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from pipeline import checks
from pipeline.checks.draft import lost_text, panel_overflow
from pipeline.formats import booklet_pdf
from pipeline.model import tree
from pipeline.model.artifact import Draft
from pipeline.model.imposition import saddle_stitch
from pipeline.model.manuscript import Section
from pipeline.model.tree import plain_text
from pipeline.tools.reading import pdf_file
from tests import booklet

pytestmark = pytest.mark.slow
BOTH = pytest.mark.parametrize("channel", [booklet.A5, booklet.HALF_LETTER])
AT = "source/en/topics/clinical-trials.md:99:3"


@BOTH
def test_a_booklet_is_whole_and_no_check_finds_a_fault(channel: str) -> None:
    rendering = booklet.rendering(channel)
    assert rendering.pages is not None
    assert rendering.pages % 4 == 0
    assert rendering.layout is not None
    assert rendering.layout.lost_text == ""
    assert [panel.name for panel in rendering.layout.panels] == ["cover", "back"]
    found = checks.examine("draft", Draft(booklet.booklet(channel)[0], rendering))
    found += checks.examine("artifact", booklet.artifact(channel))
    faults = [each for each in found if each.check != "page-ends-early"]  # which is advice
    assert [str(each.place) + each.message for each in faults] == []
    assert len(found) - len(faults) <= 1


@BOTH
def test_no_text_comes_nearer_to_the_trim_than_the_safe_margin(channel: str) -> None:
    press = booklet.booklet(channel)[0].edition.channel.press
    assert press is not None
    assert min(booklet.distances_mm(booklet.rendering(channel).content)) >= press.safe_mm


@BOTH
def test_every_word_of_the_manuscript_is_in_the_text_of_the_file(channel: str) -> None:
    with pypdfium2.PdfDocument(booklet.rendering(channel).content) as pdf:
        said = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    shown = set(re.findall(r"\w+", said.replace("\ufffe", "-")))
    for section in booklet.booklet(channel)[0].sections:
        without_pictures = tree.rewrite(section.blocks, lambda _: [], ("Image",))
        written = f"{plain_text(section.title)}\n{plain_text(without_pictures)}"
        assert set(re.findall(r"\w+", written)) - shown == set()


def test_the_contents_name_the_page_on_which_each_part_begins() -> None:
    content, sections = booklet.rendering().content, booklet.booklet()[0].sections
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [booklet.words_in(page, trim) for page, trim in zip(pdf, booklet.trims(content), strict=True)]
    listed = [each for each in sections if each.title and each.kind not in ("contents", "contact", "colophon")]
    for section in listed:
        title = plain_text(section.title)
        number = re.search(rf"{re.escape(title)} (\d+)", pages[1])
        assert number is not None, title
        said = [each for each in section.blocks if each["t"] != "Figure"]  # a picture's words are not drawn
        begins = " ".join(plain_text(said).split()[:6])
        assert begins in pages[int(number[1]) - 1]
    assert len(listed) == 18


def test_the_body_is_set_in_eleven_points_and_black_is_black_ink_alone() -> None:
    text = [paint for paint in pdf_file.read(booklet.rendering().content).paints if paint.kind == "text"]
    assert any(paint.size_pt == 11 and paint.inks == (0, 0, 0, 1) for paint in text)
    assert {paint.inks for paint in text} <= {
        (0, 0, 0, 1), (0, 0, 0, 0), (0.9, 0.45, 0.45, 0.35), (0.14, 0.76, 0.92, 0.14)}
    assert min(paint.size_pt for paint in text) >= 6


@pytest.mark.parametrize("left_out", [("references",), ("questions", "glossary")], ids="-".join)
def test_pages_to_write_on_fill_the_last_sheet_whatever_the_text(left_out: tuple[str, ...]) -> None:
    rendering = booklet.draft(lambda section: None if section.id in left_out else section).rendering
    assert rendering.pages is not None
    assert rendering.pages % 4 == 0
    with pypdfium2.PdfDocument(rendering.content) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    assert "Your care team" in texts[-1]
    own = max(index for index, text in enumerate(texts) if "Medicines" in text)
    assert len(texts) - 1 - own <= 4


def test_a_word_wider_than_the_page_is_an_error_at_its_line() -> None:
    def widen(section: Section) -> Section:
        wide = {**tree.para(tree.words("Wide" * 40)), "at": AT}
        return replace(section, blocks=[*section.blocks, wide]) if section.id == "clinical-trials" else section

    (finding,) = panel_overflow.check(booklet.draft(widen))
    assert str(finding.place) == AT
    assert finding.message.startswith(f"“{'Wide' * 22} …” is ")
    assert "too wide for page " in finding.message


def test_too_long_a_title_is_an_error_of_the_cover_and_hidden_text_is_missed() -> None:
    def lengthen(section: Section) -> Section:
        more = tree.div([tree.para(tree.words("A longer title " * 6))], "", "title")
        return replace(section, blocks=[*section.blocks, more]) if section.kind == "cover" else section

    draft = booklet.draft(lengthen, " .references { display: none }")
    assert [finding.message.split(" of ")[0] for finding in panel_overflow.check(draft)] == ["panel cover"]
    (lost,) = lost_text.check(draft)
    assert "Where these facts come from" in lost.message


def test_the_same_manuscript_gives_the_same_bytes_twice() -> None:
    assert booklet_pdf.render(*booklet.booklet()).content == booklet.rendering().content
    assert booklet.imposed().content == booklet.imposed().content


@BOTH
def test_the_sheets_show_each_page_of_the_booklet_on_its_half(channel: str) -> None:
    content, sheets = booklet.rendering(channel).content, booklet.imposed(channel)
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [booklet.words_in(page, trim) for page, trim in zip(pdf, booklet.trims(content), strict=True)]
    with pypdfium2.PdfDocument(sheets.content) as pdf:
        assert sheets.pages == len(pdf) == len(pages) // 2
        sides = saddle_stitch(len(pages), paper_mm=0.1, room_mm=9, flip="short-edge")
        for side, page in zip(sides, pdf, strict=True):
            width, height = page.get_size()
            assert booklet.words_in(page, (0, 0, width / 2, height)) == pages[side.left - 1]
            assert booklet.words_in(page, (width / 2, 0, width, height)) == pages[side.right - 1]


@BOTH
def test_the_sheets_are_in_the_colours_of_the_screen_without_claim_to_the_press(channel: str) -> None:
    file = pdf_file.read(booklet.imposed(channel).content)
    assert {paint.space for paint in file.paints} == {"DeviceRGB"}
    assert file.intents == ()
    assert all(font.is_embedded for font in file.fonts)
