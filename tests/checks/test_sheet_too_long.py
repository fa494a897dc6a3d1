"""Every topic's sheet holds one page, and one that does not is told at its topic."""

from dataclasses import replace

import pytest

from pipeline.checks.draft import sheet_too_long
from pipeline.formats import reading_pdf
from pipeline.model.artifact import Design, Draft, Rendering
from pipeline.model.layout import Flow, Foot, Layout
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import is_div
from pipeline.stages import compose
from pipeline.tools.reading import pdf_text
from tests import real_source

pytestmark = pytest.mark.slow


def sheets() -> tuple[list[Manuscript], Design]:
    return [compose.compose(each) for each in real_source.editions()
            if each.channel.page and each.channel.page.type == "sheet"], real_source.design()


def test_every_topic_has_a_sheet_of_one_page_on_each_size_of_paper_and_nothing_on_its_fold() -> None:
    manuscripts, design = sheets()
    spine = manuscripts[0].edition.identity.spine
    outputs = {each.edition.output for each in manuscripts}
    assert outputs == {f"en/topics/{topic}-{size}.pdf" for topic in spine
                       for size in ("letter", "a4", "half-letter-imposed", "a5-imposed")}
    for each in manuscripts:
        rendering = reading_pdf.render(each, design)
        assert [*sheet_too_long.check(Draft(each, rendering))] == []
        if each.edition.channel.imposition:  # folded in the middle
            (shown,) = pdf_text.pages(rendering.content)
            assert [line.text for line in shown.lines if line.left < shown.width / 2 < line.right] == []


def test_a_sheet_that_goes_on_overleaf_is_told_at_its_topic() -> None:
    manuscripts, design = sheets()
    topic, *others = manuscripts[0].sections
    questions = [block for block in topic.blocks if is_div(block, "ask-your-team")]
    longer = replace(manuscripts[0], sections=(replace(topic, blocks=topic.blocks + questions * 4), *others))
    (finding,) = sheet_too_long.check(Draft(longer, reading_pdf.render(longer, design)))
    assert str(finding.place) == f"source/en/topics/{topic.id}.md"
    assert "has 2 pages; it may have 1" in finding.message


def test_the_words_with_which_the_first_page_ends_are_told_at_their_line() -> None:
    manuscripts, _ = sheets()
    feet = (Foot(1, "Ask who decides.", is_heading=False, at="source/en/topics/a.md:7:3"),
            Foot(2, "The end.", is_heading=False, at=""))
    layout = Layout(flow=Flow(feet=feet))
    (finding,) = sheet_too_long.check(Draft(manuscripts[0], Rendering(b"", 2, layout)))
    assert str(finding.place) == "source/en/topics/a.md:7:3"
    assert finding.message.endswith(": all behind “Ask who decides.” stands overleaf")


def test_a_sheet_says_in_its_title_which_topic_it_is() -> None:
    manuscripts, design = sheets()
    assert "<title>Treating JMML: The main point</title>" in reading_pdf.html(manuscripts[0], design)
