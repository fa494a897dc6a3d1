"""The checks of a folded sheet before it is written find what does not fit, at its place in the source."""

from dataclasses import replace

import pytest

from pipeline.checks.draft import lost_text, panel_overflow, panel_slack
from pipeline.formats import press_pdf
from pipeline.model import tree
from pipeline.model.artifact import Draft
from pipeline.model.layout import Layout, PanelFit
from pipeline.model.manuscript import Section
from tests import press

AT = "source/en/topics/clinical-trials.md:99:3"


def with_long_trials(section: Section) -> Section:
    """Return the topic on trials with a long paragraph that stands at a known place."""
    if section.id != "clinical-trials":
        return section
    more = {**tree.para(tree.words("More than fits. " * 120)), "at": AT}
    return replace(section, blocks=[*section.blocks, more])


def laid_out(**measures: object) -> Draft:
    """Return the real brochure with other measures."""
    manuscript, _ = press.brochure()
    return Draft(manuscript, replace(press.rendering(), layout=Layout(**measures)))  # type: ignore[arg-type]


def test_the_real_brochure_gives_no_finding() -> None:
    manuscript, _ = press.brochure()
    draft = Draft(manuscript, press.rendering())
    assert [*panel_overflow.check(draft), *panel_slack.check(draft), *lost_text.check(draft)] == []


def test_too_much_text_is_found_with_its_panel_and_its_place() -> None:
    (finding,) = panel_overflow.check(press.draft(with_long_trials))
    assert finding.message.startswith("panel inside-right of jmml-brochure-letter-press is ")
    assert str(finding.place).startswith("source/en/topics/clinical-trials.md:")


def test_text_that_was_dropped_is_quoted() -> None:
    (finding,) = lost_text.check(laid_out(lost_text="never seen"))
    assert "2 words are on no page: “never seen”" in finding.message
    assert str(finding.place) == f"build/{press.brochure()[0].edition.output}"


def test_lost_words_of_the_source_are_told_at_their_line() -> None:
    manuscript = press.draft(with_long_trials).manuscript
    lost = laid_out(lost_text="More than fits. More than fits. Next")
    (finding,) = lost_text.check(replace(lost, manuscript=manuscript))
    assert str(finding.place) == AT


def test_a_nearly_full_panel_is_remarked_and_a_roomy_one_is_not() -> None:
    panels = (PanelFit("back", 1, 0.0, 2.9, AT), PanelFit("flap", 1, 0.0, 3.0))
    (finding,) = panel_slack.check(laid_out(panels=panels))
    assert (finding.message, finding.severity.value) == (
        "panel back of jmml-brochure-letter-press has 2.9 mm left below this", "note")
    assert str(finding.place) == AT


def test_words_that_no_panel_shows_are_counted_as_lost() -> None:
    manuscript, design = press.brochure()
    hidden = replace(design, css={**design.css, "press": design.css["press"] + " .contact { display: none }"})
    layout = press_pdf.render(manuscript, hidden).layout
    assert layout is not None
    assert layout.lost_text.startswith("Your care team Write down whom to call")


def test_a_panel_that_ends_early_is_remarked_a_cover_is_not() -> None:
    panels = (PanelFit("back", 1, 0.0, 15.1, AT), PanelFit("flap", 1, 0.0, 15.0), PanelFit("cover", 1, 0.0, 60.0))
    (finding,) = panel_slack.check(laid_out(panels=panels))
    assert (finding.message, finding.severity.value) == (
        "panel back of jmml-brochure-letter-press has 15.1 mm left below this", "note")
    assert "space_mm" in finding.fix
    sparse = (PanelFit("back", 1, 0.0, 15.1, AT), PanelFit("flap", 1, 0.0, 90.0), PanelFit("inside-left", 1, 0.0, 5.0))
    assert [*panel_slack.check(laid_out(panels=sparse))] == []


def test_the_parts_of_a_panel_stand_further_apart_where_its_file_says_so() -> None:
    def slack(space_mm: float) -> float:
        manuscript, design = press.brochure()
        channel = manuscript.edition.channel
        assert channel.fold is not None
        panels = tuple(panel.model_copy(update={"space_mm": space_mm}) for panel in channel.fold.panels)
        fold = channel.fold.model_copy(update={"panels": panels})
        edition = replace(manuscript.edition, channel=channel.model_copy(update={"fold": fold}))
        layout = press_pdf.render(replace(manuscript, edition=edition), design).layout
        assert layout is not None
        return next(each.slack_mm for each in layout.panels if each.name == "flap")

    assert slack(0) - slack(2) == pytest.approx(2, abs=.05)
