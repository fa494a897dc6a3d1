"""The drawing that opens a topic of a handout stands beside the title, and below it where the title needs the room."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.formats import reading_pdf
from pipeline.model import tree
from pipeline.model.manuscript import Section
from pipeline.tools.typesetting import box_tree
from tests import handout

pytestmark = pytest.mark.slow
LONG = "Stammzelltransplantationsvorbereitung"


def openings(channel: str, title: str = "") -> list[tuple[Any, Any]]:
    """Return title and drawing of each topic as a handout sets them; one topic may be entitled otherwise."""
    def entitled(section: Section) -> Section:
        return replace(section, title=tree.words(title)) if title and section.id == "drug-therapy" else section

    manuscripts, design = handout.handouts()
    manuscript = replace(manuscripts[channel], sections=tuple(map(entitled, manuscripts[channel].sections)))
    document = reading_pdf._laid_out(manuscript, design).document
    assert not box_tree.overfull_pages(document, "panel", reading_pdf.SAFE_MM)
    boxes = [box for page in document.pages for box in page._page_box.descendants() if box.element_tag == "div"]
    return [tuple(box.children) for box in boxes if [each.element_tag for each in box.children] == ["h1", "figure"]]


def is_beside(heading: Any, drawing: Any) -> bool:
    right, bottom = heading.position_x + heading.margin_width(), heading.position_y + heading.margin_height()
    return bool(right <= drawing.position_x and drawing.position_y < bottom)


@pytest.mark.parametrize("channel", [handout.LETTER, "jmml-handout-large-print-letter"])
def test_the_drawing_stands_beside_the_title_but_for_the_path_whose_steps_are_drawn(channel: str) -> None:
    found = openings(channel)
    assert (len(found), sum(not is_beside(*each) for each in found)) == (12, 1)


def test_the_drawing_keeps_its_size_below_a_title_that_leaves_it_no_room() -> None:
    found = openings(handout.LETTER, f"{LONG} und Nachsorge")
    below = [drawing for heading, drawing in found if not is_beside(heading, drawing)]
    beside = [drawing for heading, drawing in found if is_beside(heading, drawing)]
    assert len(below) == 2
    assert min(each.width for each in below) >= min(each.width for each in beside) - 1
