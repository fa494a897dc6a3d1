"""The geometry of folds: what a print shop measures on paper, for each way to fold, any size of sheet."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import checks
from pipeline.formats import press_pdf
from pipeline.markup import job_ticket
from pipeline.model.artifact import Verdict
from pipeline.model.channel import Channel, Fold
from pipeline.model.fold import PANEL_NAMES, Style, folded, panels_of
from pipeline.model.manuscript import Manuscript
from pipeline.tools.reading import pdf_file
from tests import press

STYLES = get_args(Style)
SHEETS = {"styles": st.sampled_from(STYLES), "width": st.floats(100, 2000), "height": st.floats(40, 2000),
          "allowance": st.none() | st.floats(0, 10)}


@given(**SHEETS)
def test_the_panels_of_each_side_fill_the_sheet_without_gap_or_overlap(styles, width, height, allowance) -> None:
    for side in folded(styles, width, height, allowance).sides:
        edges = [(face.left_mm, face.left_mm + face.width_mm) for face in side.faces]
        assert edges[0][0] == 0
        assert [left for left, _ in edges[1:]] == pytest.approx([right for _, right in edges[:-1]])
        assert edges[-1][1] == pytest.approx(width)


@given(**SHEETS)
def test_a_fold_lies_at_the_same_spot_of_the_paper_on_both_sides(styles, width, height, allowance) -> None:
    outside, inside = folded(styles, width, height, allowance).sides
    assert list(outside.folds_mm) == pytest.approx(sorted(width - fold for fold in inside.folds_mm), abs=1e-5)


@given(**SHEETS)
def test_a_sheet_for_what_is_read_from_the_right_is_the_other_from_behind(styles, width, height, allowance) -> None:
    sheet = folded(styles, width, height, allowance)
    for side, mirrored in zip(sheet.sides, sheet.mirrored().sides, strict=True):
        assert [face.name for face in mirrored.faces] == [face.name for face in side.faces][::-1]
        for face in side.faces:
            seen = mirrored.face(face.name, face.name)
            assert (seen.left_mm + face.left_mm + face.width_mm, seen.width_mm) == pytest.approx((width, face.width_mm))
    assert sheet.mirrored().mirrored().sides[0].faces[0].called == sheet.sides[0].faces[0].name


def test_a_panel_of_a_mirrored_sheet_is_called_by_where_it_lies() -> None:
    outside, inside = folded("z", 297, 210).mirrored().sides
    assert [face.called for face in outside.faces] == ["cover", "outside-middle", "outside-right"]
    assert [(face.name, face.called) for face in inside.faces] == [
        ("back", "back"), ("inside-middle", "inside-middle"), ("inside-left", "inside-right")]
    wide = inside.face("inside-left", "inside-middle")
    assert (wide.left_mm, wide.width_mm, inside.count("inside-left", "inside-middle")) == pytest.approx((99, 198, 2))
    assert folded("gate", 297, 210).mirrored().tucked == ("cover-left", "cover-right")


@given(**SHEETS)
def test_a_panel_that_lies_inside_others_is_narrower_than_they_are(styles, width, height, allowance) -> None:
    sheet = folded(styles, width, height, allowance)
    widths = {face.name: face.width_mm for face in sheet.sides[0].faces}
    whole = {"gate": 2}.get(styles, 1)  # each leaf of a gate is half as wide as what it covers
    for name in sheet.tucked:
        assert widths[name] * whole == pytest.approx(widths["back"] - sheet.narrower_mm * whole, abs=1e-4)
    assert sheet.folded_mm == (max(widths.values()), height)


def test_every_name_of_a_panel_belongs_to_a_fold() -> None:
    assert {name for style in STYLES for name in panels_of(style)} == set(PANEL_NAMES)


def test_us_letter_folds_where_the_table_of_print_shops_says() -> None:
    outside, inside = folded("roll", 279.4, 215.9, 25.4 / 16).sides
    assert [fold / 25.4 for fold in outside.folds_mm] == pytest.approx([3.625, 7.3125])
    assert [fold / 25.4 for fold in inside.folds_mm] == pytest.approx([3.6875, 7.375])


def test_a4_folds_to_a_hundred_millimetres_and_a_flap_of_ninety_seven() -> None:
    assert [face.width_mm for face in folded("roll", 297, 210, 3).sides[0].faces] == [97, 100, 100]


def test_a_gate_leaves_a_gap_and_a_double_parallel_fold_tucks_two_panels_in() -> None:
    assert [face.width_mm for face in folded("gate", 400, 200).sides[0].faces] == [99.5, 201, 99.5]
    widths = [face.width_mm for face in folded("double-parallel", 400, 200).sides[0].faces]
    assert widths == [99.25, 99.25, 100.75, 100.75]


# --- on paper ---


def refolded(style: Style) -> Manuscript:
    """Return the brochure on another sheet: its parts on the first panels of each side."""
    manuscript, _ = press.brochure()
    names, parts = panels_of(style), manuscript.edition.parts
    rows = [{"name": name, "parts": parts[at::len(names)]} for at, name in enumerate(names)]
    fold = Fold.model_validate({"style": style, "width_mm": 630, "height_mm": 297, "panels": rows})
    channel: Channel = manuscript.edition.channel.model_copy(update={"fold": fold})
    return replace(manuscript, edition=replace(manuscript.edition, channel=channel))


@pytest.mark.parametrize("style", [style for style in STYLES if style != "roll"])
def test_any_fold_comes_out_as_the_shop_was_told_and_its_ticket_says_how(style: Style) -> None:
    manuscript, design = refolded(style), press.brochure()[1]
    rendering = press_pdf.render(manuscript, design)
    artifact = replace(press.artifact(rendering.content), manuscript=manuscript)
    assert rendering.layout is not None
    assert rendering.layout.lost_text == ""
    assert [each for each in checks.examine("artifact", artifact) if each.check.startswith("press")] == []
    assert artifact.press is not None
    ticket = job_ticket.ticket(artifact, artifact.press, pdf_file.read(rendering.content), Verdict((), ()))
    assert ticket["fold"]["style"] == style
    said = job_ticket.page(ticket, manuscript.edition)
    assert ticket["fold"]["how"] in said or style == "single"
    for name in ticket["fold"]["narrower"]["panels"]:
        assert f"{name} (" in said


def test_a_sheet_with_nothing_on_its_back_has_one_page() -> None:
    fold = Fold.model_validate({"style": "single", "size": "a3", "panels": [{"name": "front", "parts": ["cover"]}]})
    assert [side.name for side in fold.sides] == ["outside"]
    assert (fold.sheet.width_mm, fold.sheet.height_mm) == (420, 297)
