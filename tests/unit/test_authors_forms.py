"""What authors write (lists, quotations, notes, cells) on pages and screens: shown, and read back."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest

from pipeline import formats
from pipeline.checks.artifact import parity_alignment
from pipeline.checks.draft import column_beside_its_side
from pipeline.model.artifact import Artifact, Draft, Rendering
from pipeline.model.layout import TableSides
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import Elements, rewrite
from pipeline.readback.parity import differences
from pipeline.stages import assemble, compose, load
from pipeline.tools.reading import docx_reader, pdf_text
from tests import ebook, real_source
from tests.conftest import ROOT, UNCONFIRMED

TOPIC = "watch-and-wait"
WRITTEN = """
- level apple
  - level berry
    - level cherry
- level fig

3. apple
4. berry

   a. lettered cherry
   b. lettered date

      i) roman elder
      ii) roman fig

(B) bracket apple
(C) bracket berry

- [ ] Pack the bag
  - the blue one

Term apple
:   What apple means.

> Then we asked.
>
> – A mother of a boy

Words with a note[^x] here, and the same note[^x] again.
Write to [the desk](mailto:desk@example.org?subject=Help) or say [hasta luego]{lang=es} to them.

- A note[^y] in a list

[^x]: Ask your team today.
[^y]: In a list:

    - apple
    - berry

## What [the desk](https://example.org/desk) does for [genes]{term=gene} *today*[^z]

[^z]: A note of a heading.

::: table
What each test shows[^t]

| Test | Share | Shows[^x] |
|:-----|------:|:---------:|
| Blood test | middle | - apple<br>- berry[^t] |
| Scan | left | one line<br>another line |
:::

[^t]: A note of a caption.

::: call-your-team
Call with a note[^c].
:::

[^c]: A note in a box.
"""
PAPER = ("jmml-handout-letter", "jmml-handout-large-print-a4", "jmml-booklet-a5-press")
PRODUCTS = (*PAPER, "jmml-epub", "jmml-handout-html", "jmml-handout-docx")


@lru_cache(maxsize=1)
def manuscripts() -> dict[str, Manuscript]:
    """Return the manuscript of each product, of the real source with all that was written above."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "source", root / "source", ignore=UNCONFIRMED)
        path = root / f"source/en/topics/{TOPIC}.md"
        text = path.read_text(encoding="utf-8")
        text = text.replace("# Watch and wait", "# Watch and wait[^title]", 1)
        text = text.replace("\n## Who it can be for", f"{WRITTEN}\n## Who it can be for")
        path.write_text(f"{text}\n[^title]: A note of a title.\n", encoding="utf-8")
        publication = real_source.in_english(load.build_publication(load.read_tree(root), root))
        return {each.channel.id: compose.compose(each) for each in assemble.editions_of(publication)
                if each.channel.id in PRODUCTS}


@lru_cache(maxsize=len(PRODUCTS))
def rendering(product: str) -> Rendering:
    """Return a product; made once."""
    manuscript = manuscripts()[product]
    return formats.find(manuscript.edition.channel.format).render(manuscript, real_source.design())


def made(product: str, manuscript: Manuscript | None = None) -> Artifact:
    """Return a product as a finished file, of which another manuscript may be said to be its own."""
    manuscript = manuscript or manuscripts()[product]
    media_type = manuscript.edition.contract.media_type
    return Artifact(Path(product), product, media_type, rendering(product).content, manuscript)


def changed(product: str, kind: str, change: object) -> Manuscript:
    """Return the manuscript with each element of a kind in the topic changed."""
    def in_section(blocks: Elements) -> Elements:
        return rewrite(blocks, change, (kind,))  # type: ignore[arg-type]

    manuscript = manuscripts()[product]
    return replace(manuscript, sections=tuple(
        replace(each, blocks=in_section(each.blocks)) if each.id == TOPIC else each for each in manuscript.sections))


def lines(product: str) -> Iterator[str]:
    """Yield the lines of a PDF in the order of reading."""
    return (line.text.strip() for page in pdf_text.pages(rendering(product).content) for line in page.lines)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_product_says_all_that_was_written_and_nothing_else(product: str) -> None:
    assert differences(made(product)) == ()
    layout = rendering(product).layout
    if layout:
        assert (layout.lost_text, layout.complaints) == ("", ())
        assert [each for each in layout.panels if each.overflow_mm] == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_another_mark_of_a_list_is_told(product: str) -> None:
    def later(block: dict) -> Elements:  # type: ignore[type-arg]
        (start, *looks), items = block["c"]
        return [{**block, "c": [[start + 1, *looks], items]}]

    found = differences(made(product, changed(product, "OrderedList", later)))
    assert any("c" in (each.sentence.words if each.sentence else ()) for each in found)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_lost_note_is_told(product: str) -> None:
    def longer(note: dict) -> Elements:  # type: ignore[type-arg]
        return [{**note, "c": [*note["c"], {"t": "Para", "c": [{"t": "Str", "c": "Unsaid."}]}]}]

    found = differences(made(product, changed(product, "Note", longer)))
    assert any(each.sentence and each.sentence.text == "Unsaid." for each in found)


@pytest.mark.parametrize("product", PAPER)
def test_on_paper_a_note_has_one_mark_and_no_way_back(product: str) -> None:
    said = list(lines(product))
    assert "Back to the text" not in " ".join(said)
    start = said.index("Notes")
    assert said[start + 1:start + 3] == ["1.", "A note of a title."]
    assert sum("Ask your team today" in line for line in said) == 1


@pytest.mark.parametrize("product", PAPER)
def test_on_paper_a_link_to_write_to_says_its_address(product: str) -> None:
    assert "the desk (desk@example.org) or" in " ".join(lines(product))


def test_the_contents_of_the_book_take_the_words_of_a_heading_alone() -> None:
    files = ebook.files(rendering("jmml-epub").content)
    entry = re.search(r"<a [^>]*>What the desk does for genes <em>today</em></a>", files["EPUB/nav.xhtml"].decode())
    assert entry
    assert f'href="text/{TOPIC}.xhtml#' in entry[0]
    assert "note-" not in entry[0]


@pytest.mark.parametrize("product", ["jmml-epub", "jmml-handout-html"])
def test_lists_have_their_marks_in_markup_and_words_their_language(product: str) -> None:
    content = rendering(product).content
    page = (ebook.files(content)[f"EPUB/text/{TOPIC}.xhtml"] if product == "jmml-epub" else content).decode()
    assert '<ol type="a"><li>' in page
    assert """<ol type="A" start="2" style="padding-left: 1.7em"><li style='list-style-type: "(B) "'>""" in page
    assert '<span lang="es" xml:lang="es">hasta luego</span>' in page
    assert page.count("--note-2-ref\" href=") == 1
    assert 'style="text-align: right"' in page


def test_a_bookmark_takes_the_words_of_a_heading_alone() -> None:
    with pypdfium2.PdfDocument(rendering("jmml-handout-letter").content) as pdf:
        assert {"Watch and wait", "What the desk does for genes today"} <= {each.get_title() for each in pdf.get_toc()}


def test_a_running_title_takes_the_words_of_a_title_alone() -> None:
    assert list(lines("jmml-booklet-a5-press")).count("Watch and wait") > 1


def test_in_word_a_second_call_of_a_note_is_a_field_and_words_have_their_language() -> None:
    text = docx_reader.parts(rendering("jmml-handout-docx").content)["word/document.xml"].decode()
    assert text.count("NOTEREF note_2 ") == 2
    assert text.count('w:name="note_2"') == 1
    assert '<w:lang w:val="es"/></w:rPr><w:t xml:space="preserve">hasta luego</w:t>' in text
    marks = [each.text for each in docx_reader.paragraphs(rendering("jmml-handout-docx").content)]
    assert {"3. apple", "b. lettered date", "ii) roman fig", "(C) bracket berry", "— A mother of a boy"} <= {
        each.replace("\u00a0", " ") for each in marks}


def all_right(block: dict) -> Elements:  # type: ignore[type-arg]
    return [{**block, "c": [*block["c"][:2], [[{"t": "AlignRight"}, width] for _, width in block["c"][2]],
                            *block["c"][3:]]}]


@pytest.mark.parametrize("product", PAPER)
def test_a_column_that_a_layout_sets_to_another_side_is_told(product: str) -> None:
    draft = Draft(manuscripts()[product], rendering(product))
    assert [each.sides for each in draft.layout.tables if each.head.startswith("Test Share")] == [
        ("left", "right", "center")]
    assert list(column_beside_its_side.check(draft)) == []
    (found,) = column_beside_its_side.check(replace(draft, manuscript=changed(product, "Table", all_right)))
    assert "stand left, right, center instead of right, right, right" in found.message


def test_a_style_sheet_that_moves_columns_is_told_and_so_is_a_table_that_nobody_wrote() -> None:
    manuscript, design = manuscripts()[PAPER[0]], real_source.design()
    moved = replace(design, css={**design.css, "base": design.css["base"] + " td { text-align: left !important }"})
    draft = Draft(manuscript, formats.find("reading-pdf").render(manuscript, moved))
    (found,) = column_beside_its_side.check(draft)
    assert found.message == ("the columns of the table “Test Share Shows 2” stand left, mixed, mixed"
                             " instead of left, right, center")
    strange = replace(draft.layout, tables=(TableSides("Strange", ("left", "left", "left", "right")),))
    (found,) = column_beside_its_side.check(replace(draft, rendering=replace(draft.rendering, layout=strange)))
    assert "“Strange”" in found.message


@pytest.mark.parametrize("product", ["jmml-epub", "jmml-handout-html", "jmml-handout-docx"])
def test_a_column_on_another_side_is_told(product: str) -> None:
    assert list(parity_alignment.check(made(product))) == []
    found = list(parity_alignment.check(made(product, changed(product, "Table", all_right))))
    assert "stand left, right, center instead of right, right, right" in " ".join(each.message for each in found)
