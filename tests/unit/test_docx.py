"""The Word file: real styles, contents that work, properties; the same bytes on any day; LibreOffice opens it."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image

from pipeline import checks, formats
from pipeline.checks.artifact import parity_extra, parity_number, parity_sentence
from pipeline.formats import docx
from pipeline.markup import word_document
from pipeline.model import tree
from pipeline.model.contrast import ratio
from pipeline.model.imprint import Imprint, Logo, Phone
from pipeline.model.manuscript import Manuscript
from pipeline.stages import compose
from pipeline.tools.reading import docx_reader
from pipeline.tools.reading.docx_reader import DOCUMENT, STYLES, W
from tests.clinic_files import PAGE, WORD, artifact, content, parts, project, with_blocks
from tests.conftest import HANGS_S


def root(path: str = DOCUMENT) -> ElementTree.Element:
    return docx_reader.tree(content("docx"), path)


def styles_of_text() -> list[str]:
    """Return the style of each paragraph of the text, in order."""
    return [each.get(f"{W}val", "") for each in root().iter(f"{W}pStyle")]


def numbered(start: int, style: str, delimiter: str, *items: tree.Elements) -> tree.Element:
    """Return a numbered list."""
    return {"t": "OrderedList", "c": [[start, {"t": style}, {"t": delimiter}], [*items]]}


def test_the_same_source_gives_the_same_bytes() -> None:
    manuscripts, design = project()
    assert docx.render(manuscripts["docx"], design).content == content("docx")


def test_the_file_carries_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(content("docx"))) as container:
        assert {each.date_time for each in container.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert container.infolist()[0].filename == "[Content_Types].xml"
    core, day = parts()["docProps/core.xml"].decode(), project()[0]["docx"].edition.identity.published.isoformat()
    assert re.findall(r"W3CDTF\">([^<]*)<", core) == [f"{day}T00:00:00Z"] * 2


def test_every_style_that_the_text_uses_is_there() -> None:
    known = {each.get(f"{W}styleId") for each in root(STYLES).iter(f"{W}style")}
    used = {each.get(f"{W}val") for path in (DOCUMENT, "word/header1.xml", "word/footer1.xml")
            for name in ("pStyle", "rStyle", "tblStyle") for each in root(path).iter(f"{W}{name}")}
    assert used <= known


def test_each_meaning_has_a_style_of_its_own() -> None:
    assert {"Title", "Subtitle", "Heading1", "Heading2", "TOCHeading", "Toc1", "KeyPointsHeading", "KeyPoints",
            "CallYourTeamHeading", "CallYourTeam", "TableCaption", "FigureCaption", "FigureKey", "DefinitionTerm",
            "Definition", "Reference", "Sources", "LineToWriteOn", "SmallPrint"} <= set(styles_of_text())


def test_the_colours_of_headings_and_boxes_stand_out_from_their_ground() -> None:
    found = 0
    for style in root(STYLES).iter(f"{W}style"):
        colour, ground = style.find(f"{W}rPr/{W}color"), style.find(f"{W}pPr/{W}shd")
        if colour is not None:
            behind = ground.get(f"{W}fill", "") if ground is not None else "ffffff"
            assert ratio(f"#{colour.get(f'{W}val')}", f"#{behind}") >= 4.5, style.get(f"{W}styleId")
            found += 1
    assert found > 8


def test_the_contents_are_a_field_whose_entries_lead_to_every_part() -> None:
    text = parts()[DOCUMENT].decode()
    assert text.count('TOC \\o "1-1" \\h \\z \\u') == 1
    assert "w:dirty" not in text, "Word would ask whoever opens the file whether to update it"
    assert b"updateFields" not in parts()["word/settings.xml"]
    kinds = [each.get(f"{W}fldCharType") for each in root().iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    entries = [each for each in root().iter(f"{W}p") if any(
        style.get(f"{W}val") == "Toc1" for style in each.iter(f"{W}pStyle"))]
    titles = [tree.plain_text(each.title) for each in project()[0]["docx"].sections
              if each.title and each.kind != "contents"]
    assert ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in entries] == titles


def test_long_names_of_bookmarks_are_shortened_as_pandoc_does() -> None:
    long = "a-topic-with-a-name-of-more-than-forty-letters"
    manuscript = project()[0]["docx"]
    sections = tuple(replace(each, id=long) if each.id == "drug-therapy" else each for each in manuscript.sections)
    made = docx.render(Manuscript(manuscript.edition, sections), project()[1]).content
    names = {each.get(f"{W}name") for each in docx_reader.tree(made, DOCUMENT).iter(f"{W}bookmarkStart")}
    assert word_document.bookmark(long) in names
    assert len(word_document.bookmark(long)) == 40


def test_header_and_footer_tell_the_document_and_the_page_of_all_pages() -> None:
    edition = project()[0]["docx"].edition
    assert edition.running_title.startswith(f"{edition.language.labels['title']} · Version ")
    assert "".join(root("word/header1.xml").itertext()) == edition.running_title
    assert edition.running_title in "".join(root("word/footer2.xml").itertext())
    footer = " ".join("".join(root("word/footer1.xml").itertext()).split())
    assert footer == "Page PAGE 1 of NUMPAGES 1"
    assert root().find(f".//{W}sectPr/{W}titlePg") is not None


def test_pictures_are_there_as_pixels_and_drawings_too() -> None:
    drawings = list(docx_reader.drawings(content("docx")))
    assert len(drawings) == len(list(docx_reader.pictures(content("docx"))))
    assert all(each.tag == "{http://www.w3.org/2000/svg}svg" for each in drawings)
    assert b"figures/" not in parts()[DOCUMENT]


def test_a_table_names_its_columns_and_its_rows() -> None:
    table = next(root().iter(f"{W}tbl"))
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


def test_lines_to_fill_in_give_way_to_what_is_typed() -> None:
    lines = [each for each in root().iter(f"{W}p") if any(
        style.get(f"{W}val") == "LineToWriteOn" for style in each.iter(f"{W}pStyle"))]
    assert len(lines) == 6
    assert all(list(each.iter(f"{W}tab")) for each in lines)
    style = next(each for each in root(STYLES).iter(f"{W}style") if each.get(f"{W}styleId") == "LineToWriteOn")
    assert style.find(f"{W}pPr/{W}tabs/{W}tab").get(f"{W}leader") == "underscore"


def test_a_note_is_a_real_footnote_and_is_told_like_it() -> None:
    note = {"t": "Note", "c": [tree.para(tree.words("A remark of two sentences. It has a figure: 12."))], "number": 1}
    manuscript = with_blocks(WORD, tree.para([*tree.words("Words with a note."), note]))
    made = replace(artifact("docx", docx.render(manuscript, project()[1]).content), manuscript=manuscript)
    assert any(each.tag == f"{W}footnoteReference" for each in docx_reader.tree(made.content, DOCUMENT).iter())
    assert [each for check in (parity_sentence, parity_extra, parity_number) for each in check.check(made)] == []


@pytest.mark.parametrize("box", ["", "call-your-team"])
def test_an_item_that_begins_with_a_list_keeps_its_mark(box: str) -> None:
    inner = numbered(11, "LowerRoman", "Period", [tree.plain(tree.words("lettered apple"))])
    outer = numbered(2, "Decimal", "TwoParens", [tree.plain(tree.words("first berry"))], [inner])
    title = tree.header(2, tree.words("Call"), "", "box-title")
    manuscript = with_blocks(WORD, tree.div([title, outer], "", box) if box else outer)
    made = replace(artifact("docx", docx.render(manuscript, project()[1]).content), manuscript=manuscript)
    said = [each.text.strip() for each in docx_reader.paragraphs(made.content)]
    assert said[said.index("(2) first berry"):][:3] == ["(2) first berry", "(3)", "xi. lettered apple"]
    assert [*parity_number.check(made), *parity_sentence.check(made), *parity_extra.check(made)] == []


def test_a_box_of_questions_and_a_long_description_have_their_styles() -> None:
    title = tree.header(2, tree.words("Questions to ask"), "", "box-title")
    box = tree.div([title, tree.bullet_list([[tree.plain(tree.words("Why?"))]])], "", "ask-your-team")
    told = tree.div([tree.para(tree.words("What it shows."))], "", "long-description")
    made = docx.render(with_blocks(WORD, box, told), project()[1]).content
    used = {each.get(f"{W}val") for each in docx_reader.tree(made, DOCUMENT).iter(f"{W}pStyle")}
    assert {"QuestionsToAskHeading", "QuestionsToAsk"} <= used


def test_a_figure_keeps_its_words_and_its_caption() -> None:
    image = {"t": "Image", "c": [tree.attribute(), tree.words("Two hills."), ["figures/hills.svg", ""]]}
    figure = {"t": "Figure", "c": [tree.attribute(), [None, [tree.plain(tree.words("Hills near the hospital."))]],
                                   [tree.plain([image])]]}
    manuscript = with_blocks(WORD, figure)
    made = replace(artifact("docx", docx.render(manuscript, project()[1]).content), manuscript=manuscript)
    assert "Two hills." in list(docx_reader.pictures(made.content))
    assert [each for check in (parity_sentence, parity_extra) for each in check.check(made)] == []


@pytest.mark.parametrize("name", [PAGE, WORD])
def test_a_clinic_with_a_logo_and_a_code_is_named_in_full(name: str) -> None:
    imprint = Imprint(
        id="test", name="Test Hospital", department="Test ward", address=("1 Test Street",), web="example.org/test",
        phones=(Phone(number="+1 555 010 0100", label="Day", hours="8 to 5"),), languages=("English", "Español"),
        qr="example.org/test", logo=Logo(file="figures/hills.svg", text="Two hills, the sign of Test Hospital"))
    manuscript = compose.compose(replace(project()[0][name].edition, imprint=imprint))
    content = formats.find(name).render(manuscript, project()[1]).content
    made = replace(artifact(name, content), manuscript=manuscript)
    assert checks.examine("artifact", made) == []
    assert [each for check in (parity_sentence, parity_extra, parity_number) for each in check.check(made)] == []


# --- LibreOffice ---


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file as LibreOffice prints it."""
    if shutil.which("soffice") is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop("LibreOffice is not installed; run: sudo apt-get install libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("office")
    (folder / "handout.docx").write_bytes(content("docx"))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
               "--convert-to", "pdf", "--outdir", str(folder), str(folder / "handout.docx")]
    # the typesetter shows fontconfig our fonts alone, and LibreOffice ends where it finds none of its own
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=HANGS_S, env=environment, check=False)
    assert Path(folder / "handout.pdf").is_file(), done.stderr
    return (folder / "handout.pdf").read_bytes()


@pytest.mark.slow
@pytest.mark.xdist_group("office")
def test_libreoffice_opens_the_file_and_prints_every_title_on_its_pages(printed: bytes) -> None:
    with pypdfium2.PdfDocument(printed) as pdf:
        pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    assert 15 < len(pages) < 40
    labels = project()[0]["docx"].edition.language.labels
    titles = [tree.plain_text(each.title) for each in project()[0]["docx"].sections
              if each.title and each.kind != "contents"]
    assert all(title in pages[0] for title in titles), "the contents stand on the first page, filled in"
    assert all(any(title in page for page in pages[1:]) for title in titles)
    for number, page in enumerate(pages, 1):
        assert labels["page"].format(page=number, pages=len(pages)) in page
        assert number == 1 or page.startswith(labels["title"])


@pytest.mark.slow
@pytest.mark.xdist_group("office")
def test_libreoffice_shows_boxes_on_their_ground_and_the_cover_in_colour(printed: bytes) -> None:
    with pypdfium2.PdfDocument(printed) as pdf:
        cover, first = (pdf[number].render(scale=1).to_pil().convert("RGB") for number in (0, 1))
    tokens = project()[1].tokens["color"]
    for picture, colour in ((cover, "clay"), (cover, "sand"), (first, "mist"), (first, "pine")):
        assert _has(picture, bytes.fromhex(tokens[colour]["srgb"][1:])), colour


def _has(picture: Image.Image, colour: bytes) -> bool:
    """Tell whether more than a few pixels of a picture have about that colour."""
    counted = picture.getcolors(picture.width * picture.height) or []
    return sum(count for count, each in counted
               if max(abs(one - other) for one, other in zip(each, colour, strict=True)) < 4) > 200
