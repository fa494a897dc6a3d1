"""A line ends at the last word that fits, wherever a link or a marked run begins."""

import pytest

from pipeline.stages import load
from pipeline.tools.typesetting import fonts, typesetter
from tests.conftest import ROOT

LOOKS = "html { font: 18pt FiraGO } @page { size: 300mm; margin: 10mm } p { width: 175.9mm; margin: 0 }"
START = "<p>Genes are the instructions inside each cell, and NRAS is the name of one of them. "
END = " gene, doctors may consider azacitidine instead of a transplant.</p>"


def lines(body: str) -> list[str]:
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    design = load.read_design(ROOT)
    laid_out = typesetter.lay_out(f"<html lang=en><title>t</title>{body}</html>", LOOKS, fonts.faces(design),
                                  cache=design.cache, variant="pdf/a-2a")
    return ["".join(each.text for each in line.descendants() if isinstance(each, TextBox))
            for line in laid_out.document.pages[0]._page_box.descendants() if isinstance(line, LineBox)]


@pytest.mark.parametrize("middle", [
    "For some children with a change in the <b>NRAS</b>",
    "<span>For some children with a change in the <b>NRAS</b></span>",
])
def test_a_text_before_a_link_is_broken_as_late_as_it_fits(middle: str) -> None:
    assert lines(START + middle + END)[1].endswith("For some children with a change in")


def test_a_text_without_links_is_broken_as_ever() -> None:
    assert lines(START + "For some children with a change in the NRAS" + END)[1].endswith("with a change in the")
