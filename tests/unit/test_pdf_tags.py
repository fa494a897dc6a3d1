"""The tag tree of a finished PDF is whole: nothing torn by pages, nothing of the margins, every part named."""

from functools import lru_cache

from pipeline.formats import reading_pdf
from pipeline.stages import load
from pipeline.tools.pdf import pdf_tags, pdf_ua
from pipeline.tools.typesetting import fonts, typesetter
from tests.conftest import ROOT
from tests.golden import pdf_dump

LOOKS = """
    html { font-family: FiraGO }
    @page { size: 100mm 60mm; margin: 10mm; @bottom-left { content: "running" } }
    .columns { columns: 2 }
    .long { height: 30mm }
"""
BODY = """
    <section><h1>title</h1>
    <ul><li>first<li class=long>second<li>third</ul>
    <ol><li>one</ol>
    <dl class=columns><div><dt>term<dd>meaning</div><div><dt>other<dd>sense</div></dl>
    <table><thead><tr><th>head<th>more<tbody><tr><th scope=row>row<td>cell</table>
    <p><a href="#x" title="Words to know: gene">genes</a></p><p id=x>of <strong>note</strong>
    <aside>a box</aside><div></div></section>
"""


@lru_cache(maxsize=1)
def dumped() -> str:
    design = load.read_design(ROOT)
    laid_out = typesetter.lay_out(f"<html lang=en><title>t</title><body>{BODY}</html>", LOOKS, fonts.faces(design),
                                  cache=design.cache, variant=reading_pdf.VARIANT)
    assert laid_out.pages > 2
    with pdf_tags.recorded() as made:
        content = typesetter.write_pdf(laid_out, variant=reading_pdf.VARIANT, identifier="tags",
                                       finish=pdf_ua.finisher(made)).content
    return pdf_dump.tag_tree(content)


def test_a_list_that_goes_on_overleaf_is_one_list() -> None:
    assert dumped().count("ListNumbering Disc") == 1
    assert dumped().count("  Sect\n") == 1


def test_an_ordered_list_says_so() -> None:
    assert "L [ListNumbering Decimal]\n" in dumped()


def test_a_term_is_the_label_of_its_meaning_in_whatever_column() -> None:
    assert "Lbl: term\n" in dumped()
    assert "Lbl: other\n" in dumped()
    assert dumped().count("ListNumbering None") == 1


def test_a_header_cell_says_whether_it_heads_a_column_or_a_row() -> None:
    assert "TH [Scope Column]: head" in dumped()
    assert "TH [Scope Row]: row" in dumped()


def test_running_titles_are_no_part_of_the_tree() -> None:
    assert "running" not in dumped()


def test_a_link_says_where_it_leads() -> None:
    assert "-> Words to know: gene" in dumped()


def test_what_is_empty_has_no_tag_and_what_is_marked_has_a_known_one() -> None:
    assert "Div\n" not in dumped()
    assert "NonStruct" not in dumped()
