"""The checks of how text meets the ends of pages and lines find what is planted, and nothing in the real handouts."""

from dataclasses import replace
from functools import lru_cache

import pytest

from pipeline import checks
from pipeline.checks.draft import heading_at_foot, page_ends_early, short_last_line, torn_box, widow_or_orphan
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
#: How many pages of a handout may end early: what is large does not fit everywhere.
MOST_EARLY_ENDS = {"jmml-handout-letter": 0, "jmml-handout-a4": 1, "jmml-handout-large-print-letter": 5,
                   "jmml-handout-large-print-a4": 3}


@lru_cache(maxsize=1)
def careless() -> Draft:
    return handout.draft(CARELESS)


def measured(**flow: object) -> Draft:
    """Return the real handout with other measures."""
    manuscripts, _ = handout.handouts()
    layout = Layout(flow=Flow(**flow))  # type: ignore[arg-type]
    return Draft(manuscripts[handout.LETTER], replace(handout.rendering(), layout=layout))


@pytest.mark.parametrize("channel", MOST_EARLY_ENDS)
def test_the_real_handouts_give_no_finding_but_advice_about_pages_that_end_early(channel: str) -> None:
    manuscripts, _ = handout.handouts()
    found = checks.examine("draft", Draft(manuscripts[channel], handout.rendering(channel)))
    assert [each for each in found if each.check != "page-ends-early"] == []
    assert len(found) <= MOST_EARLY_ENDS[channel]


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


def test_a_page_that_ends_early_is_told_at_its_last_line_with_what_has_no_room() -> None:
    draft = handout.draft(".risk-figure { padding-bottom: 120mm }")
    found = {str(each.place): each for each in page_ends_early.check(draft)}
    finding = found["source/en/topics/stem-cell-transplant.md:35:1"]
    assert "below “A transplant takes time" in finding.message
    assert finding.fix.startswith("“Time to arrange the transplant")
    assert finding.severity == "note"


def test_a_page_may_end_early_before_what_begins_a_page_by_design_and_so_may_the_last() -> None:
    draft = handout.draft(".topic, .questions, .references { break-before: page }")
    ends = {foot.words: foot.empty for foot in draft.layout.flow.feet}
    assert [words for words in ends if words.startswith("Sources: ")]
    assert {empty for words, empty in ends.items() if words.startswith("Sources: ")} == {0.0}
    assert all(foot.page < draft.rendering.pages for foot in draft.layout.flow.feet)  # type: ignore[operator]


@pytest.mark.parametrize(("empty", "is_told"), [(0.33, False), (0.34, True)])
def test_a_third_of_a_page_may_be_empty(empty: float, is_told: bool) -> None:
    foot = Foot(2, "the end", is_heading=False, at="", empty=empty, follows="At home")
    assert [str(each.place) for each in page_ends_early.check(measured(feet=(foot,)))] == [
        "build/en/jmml-handout-letter.pdf: page 2"][:is_told]
