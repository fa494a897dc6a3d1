"""The checks of how text meets the ends of pages and lines find what is planted, and nothing in the real handouts."""

from dataclasses import replace
from functools import lru_cache

import pytest

from pipeline import checks
from pipeline.checks.draft import heading_at_foot, short_last_line, torn_box, widow_or_orphan
from pipeline.model import tree
from pipeline.model.artifact import Draft
from pipeline.model.layout import Flow, Foot, LastLine, Layout, Torn
from pipeline.model.manuscript import Section
from tests import handout

pytestmark = pytest.mark.slow
#: A page of a few lines, on which nothing is kept together.
CARELESS = """
    @page { margin: 20mm 25mm 185mm }
    * { break-after: auto !important; break-before: auto !important; break-inside: auto !important }
    p { orphans: 1; widows: 1 }
"""


@lru_cache(maxsize=1)
def careless() -> Draft:
    return handout.draft(CARELESS)


def measured(**flow: object) -> Draft:
    """Return the real handout with other measures."""
    manuscripts, _ = handout.handouts()
    layout = Layout(flow=Flow(**flow))  # type: ignore[arg-type]
    return Draft(manuscripts[handout.LETTER], replace(handout.rendering(), layout=layout))


@pytest.mark.parametrize("channel", ["jmml-handout-letter", "jmml-handout-a4", "jmml-handout-large-print-letter",
                                     "jmml-handout-large-print-a4"])
def test_the_real_handouts_give_no_finding(channel: str) -> None:
    manuscripts, _ = handout.handouts()
    assert checks.examine("draft", Draft(manuscripts[channel], handout.rendering(channel))) == []


@pytest.mark.parametrize(("check", "said"), [
    (heading_at_foot, "ends in the heading “"),
    (widow_or_orphan, "one line of the paragraph “"),
    (torn_box, "one item of the list "),
    (torn_box, "one line of the box “"),
])
def test_pages_that_keep_nothing_together_are_found_at_their_place_in_the_source(check: object, said: str) -> None:
    found = [finding for finding in check.check(careless()) if said in finding.message]  # type: ignore[attr-defined]
    assert any(str(finding.place).startswith("source/en/topics/") and finding.place.line for finding in found)


def test_a_last_line_of_two_letters_is_found_at_its_place() -> None:
    at = "source/en/topics/watch-and-wait.md:9:1"

    def with_short_end(section: Section) -> Section:
        line = [*tree.words("So it"), {"t": "LineBreak"}, *tree.words("is.")]
        return replace(section, blocks=[*section.blocks, {**tree.para(line), "at": at}])

    (finding,) = short_last_line.check(handout.draft(change=lambda section: (
        with_short_end(section) if section.id == "watch-and-wait" else section)))
    assert (str(finding.place), "“is.”" in finding.message) == (at, True)


def test_a_page_may_end_in_text_and_a_last_line_may_hold_four_letters() -> None:
    draft = measured(feet=(Foot(1, "the end of a sentence.", is_heading=False, at=""),),
                     last_lines=(LastLine(1, "cure.", ""),))
    assert [*heading_at_foot.check(draft), *short_last_line.check(draft)] == []


@pytest.mark.parametrize("torn", [
    Torn("paragraph", 1, (2, 2), "two lines on either page", ""),
    Torn("list", 1, (2, 3), "", ""),
    Torn("list", 1, (1, 7), "a long list", ""),
    Torn("box", 1, (4, 2), "", ""),
])
def test_what_is_parted_in_pieces_of_two_or_more_is_left_alone(torn: Torn) -> None:
    draft = measured(torn=(torn,))
    assert [*widow_or_orphan.check(draft), *torn_box.check(draft)] == []


def test_a_finding_without_a_place_in_the_source_names_the_page() -> None:
    (finding,) = heading_at_foot.check(measured(feet=(Foot(3, "At home", is_heading=True, at=""),)))
    assert str(finding.place) == "build/en/jmml-handout-letter.pdf: page 3"
