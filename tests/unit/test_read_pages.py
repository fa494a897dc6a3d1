"""Pages of print are read as a person reads them: marks before their items, raised signs as words of their own."""

from dataclasses import replace

import pytest

from pipeline import formats
from pipeline.model.artifact import Artifact
from pipeline.model.parity import words_of
from pipeline.readback import told
from pipeline.readback.readers import pdf
from pipeline.tools.reading import pdf_text
from pipeline.tools.typesetting import fonts, typesetter
from tests import real_source
from tests.conftest import ROOT


def read(html: str) -> tuple[str, ...]:
    """Return the words of a page in the looks of the handout."""
    design = real_source.design()
    css = "@page { size: a5 } body { font: 11pt FiraGO } sup, sub { font-size: 65%; line-height: 1 }"
    laid_out = typesetter.lay_out(html, css, fonts.faces(design), cache=design.cache, variant="pdf/a-2a")
    content = typesetter.write_pdf(laid_out, variant="pdf/a-2a", identifier="page").content
    return words_of("\n".join(line.text for page in pdf_text.pages(content) for line in page.lines))


@pytest.mark.parametrize(("html", "said"), [
    ("<ol style='counter-reset: list-item 7'><li>… call</li><li>call …</li></ol>", "8 … call 9 call …"),
    ("<ol style='counter-reset: list-item 7'><li>…<sup>3</sup></li><li>“<sup>4</sup>”</li></ol>", "8 … 3 9 4"),
    ("<ol style='list-style: upper-roman; counter-reset: list-item 7'><li>* ask<sup>1</sup></li></ol>", "VIII ask 1"),
    ("<ol><li><blockquote>ask</blockquote></li><li><ul><li>call</li></ul></li></ol>", "1 ask 2 call"),
    ("<ol style='list-style: upper-roman'><li><ul style='list-style: \"– \"; padding-left: 2em'>"
     "<li><blockquote style='margin: 0 0 0 1em'>rest</blockquote></li></ul></li></ol>", "I – rest"),
    ("<p>day CO<sub>2</sub><sup>34</sup> play CO<sub>2</sub></p>", "day CO2 34 play CO2"),
    ("<p>room<sup>6</sup> list</p>", "room 6 list"),
    ("<p>10<sup>9</sup>/L, x<sup>2</sup>y</p>", "10 9 L x 2y"),
])
def test_what_stands_raised_or_low_is_read_where_it_stands(html: str, said: str) -> None:
    assert read(html) == words_of(said)


def test_what_is_not_raised_is_no_word_of_its_own() -> None:
    assert read("<p>CO<sub>2</sub>34 play, 109/L</p>") == ("co234", "play", "109", "l")


def page(*lines: str) -> pdf.Page:
    return pdf.Page("page", tuple(pdf_text.Line(each, 0, 0, 0, 0, 0, 0) for each in lines))


def test_page_numbers_behind_the_last_entries_of_contents_are_furniture_where_these_stand_overleaf() -> None:
    manuscript = real_source.manuscript("jmml-handout-letter")
    file = Artifact(ROOT, "x.pdf", manuscript.edition.contract.media_type, b"", manuscript)
    titles = [" ".join(each) for each in told.titles(manuscript)]
    first, overleaf = page(*titles[2:8]), page(f"{titles[8]} 6", "Words 5", titles[9], "8")
    numbers = {(str(each),) for each in range(5, 9)}
    for pages in ([first, overleaf], [overleaf, first]):
        found = pdf.furniture_of(file, [replace(each, where=str(number)) for number, each in enumerate(pages)])
        assert numbers & set(found[str(pages.index(overleaf))]) == {("6",), ("8",)}
    assert numbers.isdisjoint(pdf.furniture_of(file, [overleaf])["page"])


def test_contents_that_go_on_overleaf_take_three_entries_along() -> None:
    manuscript, design = real_source.manuscript("jmml-handout-letter"), real_source.design()
    titles = told.titles(manuscript)
    roomy = ".cover { padding-bottom: 28mm }"
    for looks, count in (("", 3), (".contents li { break-before: auto !important }", 1)):
        longer = replace(design, css={**design.css, "reading": design.css["reading"] + roomy + looks})
        overleaf = pdf.pages(formats.find("reading-pdf").render(manuscript, longer).content)[1]
        assert sum(words_of(each.text) in titles for each in overleaf.lines) == count
