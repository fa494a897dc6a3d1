"""The geometry of a roll fold: what a print shop measures on paper."""

import pytest

from pipeline.model.fold import FoldedSheet, roll_fold


@pytest.fixture(params=["letter", "a4"])
def sheet(request: pytest.FixtureRequest) -> FoldedSheet:
    return roll_fold(request.param)


def test_the_panels_of_each_side_fill_the_sheet_without_gap_or_overlap(sheet: FoldedSheet) -> None:
    for side in sheet.sides:
        edges = [(face.left_mm, face.left_mm + face.width_mm) for face in side.faces]
        assert edges[0][0] == 0
        assert [left for left, _ in edges[1:]] == pytest.approx([right for _, right in edges[:-1]])
        assert edges[-1][1] == pytest.approx(sheet.width_mm)


def test_a_fold_lies_at_the_same_spot_of_the_paper_on_both_sides(sheet: FoldedSheet) -> None:
    outside, inside = sheet.sides
    seen_from_behind = sorted(sheet.width_mm - fold for fold in inside.folds_mm)
    assert list(outside.folds_mm) == pytest.approx(seen_from_behind)


def test_the_panel_that_folds_in_is_narrower_than_the_panels_that_cover_it(sheet: FoldedSheet) -> None:
    widths = {face.name: face.width_mm for side in sheet.sides for face in side.faces}
    assert widths["flap"] == widths["inside-right"]
    assert 1.5 < widths["cover"] - widths["flap"] < 3.5
    assert widths["cover"] == widths["back"] == widths["inside-left"] == widths["inside-middle"]


def test_us_letter_folds_where_the_table_of_print_shops_says() -> None:
    outside, inside = roll_fold("letter").sides
    assert [fold / 25.4 for fold in outside.folds_mm] == pytest.approx([3.625, 7.3125])
    assert [fold / 25.4 for fold in inside.folds_mm] == pytest.approx([3.6875, 7.375])
