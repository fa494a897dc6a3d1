"""Languages of any script: their products say what the source says, in its order, its direction and its figures."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz

from pipeline import formats, sound
from pipeline.checks.artifact import parity_extra, parity_number, parity_qualifier, parity_sentence, pdf_headings
from pipeline.markup.directed import directed
from pipeline.markup.localized import mirrored
from pipeline.model.artifact import Artifact, Verdict
from pipeline.model.finding import Finding
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import para, plain_text, words
from pipeline.stages import load
from pipeline.tools.reading import pdf_text
from pipeline.tools.words import word_breaks
from tests.conftest import MINIMAL, ROOT, Edit

SCRIPTS = ROOT / "tests" / "publications" / "scripts"
PARITY = (parity_sentence, parity_number, parity_qualifier, parity_extra)
HANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the miniature in five languages beside English, its Chinese font a part of one."""
    root = tmp_path_factory.mktemp("scripts") / "project"
    shutil.copytree(MINIMAL / "source", root / "source", ignore=shutil.ignore_patterns("channels", "topics"))
    shutil.copytree(ROOT / "styles", root / "styles")
    shutil.copy(ROOT / "source/figures/cover.svg", root / "source/figures")
    shutil.copytree(SCRIPTS, root, dirs_exist_ok=True)
    tokens = root / "styles/tokens.yaml"
    text = tokens.read_text("utf-8")
    for face in ("Regular", "Bold"):
        assert text.count(HANS.format(face)) == 1
        text = text.replace(HANS.format(face), "DroidSansFallback-part.ttf")
    tokens.write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def made(project: Path) -> dict[str, Artifact]:
    """Return each product of the five languages by its path."""
    source, findings = sound.read_source(project)
    assert source is not None
    assert [each for each in findings if each.severity.value != "note"] == []
    design = load.read_design(project)
    return {each.edition.output: _artifact(each, formats.render(each, design).content)
            for each in sound.composed(source.publication)}


def _artifact(manuscript: Manuscript, content: bytes) -> Artifact:
    contract, output = manuscript.edition.contract, manuscript.edition.output
    return Artifact(Path(output), output, contract.media_type, content, manuscript, reader=contract.reader)


def _told(root: Path) -> list[Finding]:
    return [each for each in sound.read_source(root)[1] if each.severity.value != "note"]


def _file(made: dict[str, Artifact], book: str, name: str) -> str:
    with zipfile.ZipFile(BytesIO(made[book].content)) as opened:
        return opened.read(name).decode()


@pytest.mark.slow
def test_every_product_says_what_its_source_says(made: dict[str, Artifact]) -> None:
    assert {path.split("/")[0] for path in made} == {"ar", "zh-Hans", "hi", "vi", "th"}
    for path, artifact in made.items():
        assert [str(each) for rule in PARITY for each in rule.check(artifact)] == [], path
        if path.endswith(".pdf"):
            assert [str(each) for each in pdf_headings.check(artifact)] == [], path


WRONG, LOST, LOOSE = {"fact-number-mismatch", "fact-number-lost"}, {"qualifier-lost"}, {"number-without-fact"}


@pytest.mark.slow
@pytest.mark.parametrize(("planted", "rules"), [
    ({"ar": ("٥٠", "٦٠"), "zh-Hans": ("最多50名", "最多60名"), "hi": ("५०", "६०"), "vi": ("50 trẻ", "60 trẻ"),
      "th": ("๕๐", "๖๐")}, WRONG),
    ({"ar": ("٥٠", "60"), "zh-Hans": ("最多50名", "最多六十名"), "hi": ("५०", "60"), "th": ("๕๐", "60")}, WRONG),
    ({"ar": ("ما يصل إلى ", ""), "zh-Hans": ("最多", ""), "hi": ("अधिकतम ", ""), "vi": ("có tới ", "có "),
      "th": ("สูงสุด ", "")}, LOST),
    ({"hi": ("अधिकतम ", "अधिकतमा ")}, LOST),  # a mark makes another word
    ({"ar": ("هناك جين", "هناك ١٢ جين"), "zh-Hans": ("还有另一个", "还有12个"), "hi": ("एक और जीन", "१२ और जीन"),
      "th": ("ยังมีอีกยีน", "ยังมีอีก๑๒ยีน")}, LOOSE),
    ({"zh-Hans": ("还有另一个", "还有十二个")}, LOOSE),
    ({"ar": ("٥٠ من", "50 من"), "zh-Hans": ("每100名儿童中最多50名", "每一百名儿童中最多五十名"),
      "hi": ("५० बच्चे", "पचास बच्चे"), "th": ("๕๐", "50")}, set())])  # the same in other numerals
def test_a_wrong_figure_a_lost_qualifier_and_a_figure_of_no_fact_are_told_in_every_numeral(
    planted: dict[str, tuple[str, str]], rules: set[str], project: Path, tmp_path: Path, edit: Edit
) -> None:
    root = shutil.copytree(project, tmp_path / "project")
    for tag, (old, new) in planted.items():
        edit(root / f"source/{tag}/topics/after.md", old, new)
    told = _told(root)
    assert {each.place.path: each.check in rules for each in told} == {
        f"source/{tag}/topics/after.md": True for tag in planted if rules}
    assert all({each.check for each in told if each.place.path.split("/")[1] == tag} == rules for tag in planted)


@pytest.mark.slow
def test_a_font_that_is_not_installed_is_named_with_its_package(project: Path, tmp_path: Path) -> None:
    root = shutil.copytree(project, tmp_path / "project")
    shutil.copy(ROOT / "styles/tokens.yaml", root / "styles/tokens.yaml")
    (root / "styles/tokens.yaml").write_text(
        (ROOT / "styles/tokens.yaml").read_text("utf-8").replace("/usr/share/fonts/opentype/noto/", "not-there/"))
    told = _told(root)
    assert {(each.check, each.place.path.split("/")[1]) for each in told} == {("character-without-form", "zh-Hans")}
    assert {each.fix for each in told if "UNIFIED IDEOGRAPH" in each.message} == {
        "install the font for the script Hans: sudo apt-get install fonts-noto-cjk"}


@pytest.mark.slow
def test_letters_that_no_e_book_and_no_web_page_carries_are_told(project: Path, made: dict[str, Artifact]) -> None:
    carrying = {path.split("/")[0] for path, each in made.items()
                if b"@font-face" in each.content or b".woff2" in each.content}
    books = {path.split("/")[0] for path in made if path.endswith((".epub", ".html"))}
    told = {each.message.split("”")[0][1:] for each in sound.read_source(project)[1]
            if each.check == "font-of-the-device"}
    assert told == books - carrying == {"zh-Hans"}


@pytest.mark.slow
def test_pages_run_and_turn_from_the_right_in_arabic_alone(made: dict[str, Artifact]) -> None:
    package, chapter = (_file(made, "ar/book.epub", f"EPUB/{name}") for name in ("content.opf", "text/after.xhtml"))
    assert 'page-progression-direction="rtl"' in package
    assert '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="ar" ' \
           'xml:lang="ar" dir="rtl">' in chapter
    assert "border-right: 3pt solid" in _file(made, "ar/book.epub", "EPUB/style.css")
    assert "border-left: 3pt solid" in _file(made, "zh-Hans/book.epub", "EPUB/style.css")
    assert "dir=" not in _file(made, "zh-Hans/book.epub", "EPUB/text/after.xhtml")
    assert "page-progression" not in _file(made, "zh-Hans/book.epub", "EPUB/content.opf")
    assert b'lang="ar" xml:lang="ar" dir="rtl"' in made["ar/page.html"].content
    assert "<w:bidi" in _file(made, "ar/word.docx", "word/styles.xml")
    assert re.search(r"<w:rtl\s*/></w:rPr><w:t[^>]*>[^<]*العلاج", _file(made, "ar/word.docx", "word/document.xml"))
    assert "w:bidi/" not in _file(made, "th/word.docx", "word/styles.xml")


@pytest.mark.slow
def test_sheets_and_booklets_open_and_are_bound_on_the_right_in_arabic_alone(
        made: dict[str, Artifact]) -> None:
    for tag, side in (("ar", 0), ("vi", 2)):
        outside, inside = (_thirds(page) for page in pdf_text.pages(made[f"{tag}/brochure.pdf"].content))
        assert "Treating" in outside[side]
        assert "phone" in outside[1].casefold()
        assert "blood" in inside[side].casefold()  # what is read last: the references
        second = pdf_text.pages(made[f"{tag}/booklet.pdf"].content)[1]
        number = min((line for line in second.lines if line.text.strip() == "2"), key=lambda line: line.bottom)
        assert (number.left > second.width / 2) is (tag == "ar")  # at the outer edge


@pytest.mark.slow
def test_the_shop_is_told_where_panels_lie_and_the_office_sheet_is_bound_on_the_right(
        project: Path, made: dict[str, Artifact]) -> None:
    design, verdict = load.read_design(project), Verdict((), ())
    tickets, sheets = {}, {}
    for path in ("ar/brochure.pdf", "vi/brochure.pdf", "ar/booklet.pdf", "vi/booklet.pdf"):
        manuscript = made[path].manuscript
        assert manuscript
        rendering = formats.render(manuscript, design)
        beside = [*formats.companions(made[path], rendering, design, verdict)]
        tickets[path] = next(json.loads(each.content) for each in beside if each.output.endswith(".json"))
        sheets.update((path, each) for each in beside if each.output.endswith("-imposed.pdf"))
        ticket = next(each.content for each in beside if each.output.endswith(".job.pdf"))
        said = " ".join(line.text for page in pdf_text.pages(ticket) for line in page.lines)
        assert ("Read from the right" in said) is path.startswith("ar/")
    names = {path: [[each["name"] for each in side["panels"]] for side in ticket["fold"]["sides"]]
             for path, ticket in tickets.items() if ticket["fold"]}
    inside = ["inside-left", "inside-middle", "inside-right"]
    assert names == {"ar/brochure.pdf": [["cover", "back", "flap"], inside],
                     "vi/brochure.pdf": [["flap", "back", "cover"], inside]}
    for path, is_left in (("ar/booklet.pdf", True), ("vi/booklet.pdf", False)):
        front = pdf_text.pages(sheets[path].content)[0]
        title = next(line for line in front.lines if line.text.strip() == "Treating JMML")
        assert (title.right < front.width / 2) is is_left
        sheet = Artifact(Path(sheets[path].output), sheets[path].output, sheets[path].media_type, sheets[path].content,
                         made[path].manuscript, reader=sheets[path].reader, is_companion=True)
        assert [str(each) for rule in PARITY for each in rule.check(sheet)] == []


def _thirds(page: pdf_text.ReadPage) -> list[str]:
    """Return the words of each third of a page, from the left."""
    words = [""] * 3
    for line in page.lines:
        words[int(3 * (line.left + line.right) / 2 / page.width)] += f" {line.text}"
    return words


@pytest.mark.slow
def test_lines_of_chinese_are_joined_without_a_space(made: dict[str, Artifact]) -> None:
    assert "还有另一个基因。它叫NF1。" in made["zh-Hans/text.txt"].content.decode()
    assert "Còn một gen khác. Tên" in made["vi/text.txt"].content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "words"), [
    ("ar", "بعد العلاج يتحسن ما يصل إلى"), ("hi", "अधिकतम"), ("th", "หลังการรักษา")])
def test_the_shapes_on_the_page_are_those_of_the_words(tag: str, words: str, made: dict[str, Artifact]) -> None:
    with pikepdf.open(BytesIO(made[f"{tag}/handout.pdf"].content)) as pdf:
        painted = [_glyphs(page) for page in pdf.pages]
    wanted = _shaped(words)
    assert any(wanted == line[start:start + len(wanted)] for page in painted for line in page
               for start in range(len(line)))
    lines = [line.text for page in pdf_text.pages(made[f"{tag}/handout.pdf"].content) for line in page.lines]
    assert any(words in line.replace("\u00a0", " ") for line in lines)


def _glyphs(page: pikepdf.Page) -> list[list[int]]:
    """Return the numbers of the glyphs of each text of a page, from the left."""
    found: list[list[int]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BT":
            found.append([])
        elif str(operator) in ("TJ", "Tj"):
            parts: Iterable[object] = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    data = bytes(part)
                    found[-1] += [int.from_bytes(data[at:at + 2], "big") for at in range(0, len(data), 2)]
    return found


def _shaped(words: str) -> list[int]:
    """Return the glyphs of words in the regular font of print, from the left."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(ROOT / "styles/fonts/FiraGO-Regular.ttf"))))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return [each.codepoint for each in buffer.glyph_infos]


@pytest.mark.slow
def test_what_cannot_be_right_is_left_out_and_told(project: Path, made: dict[str, Artifact], tmp_path: Path) -> None:
    root = shutil.copytree(project, tmp_path / "project")
    handout = (root / "source/channels/handout.yaml").read_text("utf-8")
    (root / "source/channels/both.yaml").write_text(handout.replace("id: handout", "id: both\nbeside: en").replace(
        "handout.pdf", "both.pdf"), "utf-8")
    source, findings = sound.read_source(root)
    assert source
    left_out = {str(each.message) for each in findings if each.check == "product-left-out"}
    assert left_out == {f"“{each}” is not made in “ar”" for each in ("ascii", "both")}
    outputs = {each.edition.output for each in sound.composed(source.publication)}
    assert {"vi/ascii.txt", "hi/both.pdf"} <= outputs
    assert outputs.isdisjoint({"ar/ascii.txt", "ar/both.pdf"})


@pytest.mark.slow
def test_a_number_to_call_and_an_english_line_keep_their_order_on_a_page_from_the_right(
    made: dict[str, Artifact]
) -> None:
    manuscript = made["ar/text.txt"].manuscript
    assert manuscript
    called, english = para(words("اتصل 1-800-955-4572")), para(words("Call us."))
    shown = directed(replace(manuscript, sections=(replace(manuscript.sections[0], blocks=[called, english]),)))
    assert [plain_text(each) for each in shown.sections[0].blocks] == [
        "اتصل \u200e1-800-955-4572\u200e", "\u200eCall us.\u200e"]
    chinese = made["zh-Hans/text.txt"].manuscript
    assert chinese
    assert directed(chinese) is chinese


@pytest.mark.slow
def test_a_picture_alone_gets_no_mark_beside_it_that_would_open_a_line_above_it(made: dict[str, Artifact]) -> None:
    manuscript = made["ar/brochure.pdf"].manuscript
    assert manuscript
    pictures = [block["c"] for section in directed(manuscript).sections for block in section.branches
                if block["t"] in ("Para", "Plain") and any(each["t"] == "Image" for each in block["c"])]
    assert [[each["t"] for each in inlines] for inlines in pictures] == [["Image"]]


def test_a_style_sheet_from_the_right_is_the_same_from_the_other_side() -> None:
    sheet = ("@page { margin: 1mm 2mm 3mm 4mm; @top-left { padding-left: 1mm } } @page :left { margin-left: 1mm }"
             " .a { float: left; border-radius: 0 1em 1em 0; border-left-color: red } .t { left: 1em; rotate: "
             "rotate(45deg) }")
    turned = ("@page { margin: 1mm 4mm 3mm 2mm; @top-right { padding-right: 1mm } } @page :right { margin-right: 1mm }"
              " .a { float: right; border-radius: 1em 0 0 1em; border-right-color: red } .t { left: 1em; rotate: "
              "rotate(45deg) }")
    assert mirrored(sheet) == turned
    assert mirrored(turned) == sheet


def test_words_are_counted_where_no_space_parts_them() -> None:
    assert word_breaks.count("最多50名好转", "zh-Hans") == 6
    assert word_breaks.count("เด็กได้รับการรักษา", "th") >= 4
    assert word_breaks.count("बच्चों में से", "hi") == 3


def test_a_tag_that_nobody_knows_is_told(project: Path, tmp_path: Path, edit: Edit) -> None:
    root = shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns("build"))
    shutil.copytree(root / "source/vi", root / "source/xx")
    edit(root / "source/publication.yaml", "languages: [en,", "languages: [en, xx,")
    assert "“xx” is no language that CLDR knows" in {each.message for each in _told(root)}
