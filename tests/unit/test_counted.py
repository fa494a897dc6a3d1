"""A web page holds its drawings inside itself; their icons are counted there as anywhere."""

import pytest

from pipeline.markup.picture_file import SVG, data_uri
from pipeline.markup.risk_drawing import themed
from pipeline.model.risk_figure import RiskFigure, drawing_path, sample_path
from pipeline.readback.readers.web_page import counted
from pipeline.stages import load
from tests.conftest import ROOT

FIGURE = RiskFigure("icons", 35, 5, 60)
DARK, LIGHT = 'fill="#0b4a50" stroke="#0b4a50"', 'fill="#ffffff" stroke="#0b4a50"'


def page(*drawings: str) -> bytes:
    return "\n".join(f'<img src="{data_uri(SVG, each.encode())}" alt="x"/>' for each in drawings).encode()


def drawing() -> str:
    return themed(load.read_design(ROOT), drawing_path(FIGURE))


def test_a_page_shows_the_drawing_and_the_samples_of_its_legend_are_none() -> None:
    sample = themed(load.read_design(ROOT), sample_path("icons", "striped"))
    (found,) = counted(page(sample, drawing()))
    assert (found.where, found.shown) == ("line 2", FIGURE)


@pytest.mark.parametrize(("old", "new", "shown"), [
    (DARK, LIGHT, RiskFigure("icons", 34, 5, 61)), ('fill="#ffffff" stroke="#2f6c70"', DARK,
                                                   RiskFigure("icons", 36, 5, 59))])
def test_an_icon_filled_otherwise_is_counted_as_it_looks(old: str, new: str, shown: RiskFigure) -> None:
    (found,) = counted(page(drawing().replace(old, new, 1)))
    assert found.shown == shown


def test_a_fill_that_no_token_gave_counts_as_dark() -> None:
    (found,) = counted(page(drawing().replace('fill="#ffffff" stroke="#2f6c70"', 'stroke="#2f6c70"', 1)))
    assert found.shown == RiskFigure("icons", 36, 5, 59)
