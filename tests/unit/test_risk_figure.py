"""The drawing of a fact has as many units as the ledger says, and no drawing claims what the ledger does not."""

import datetime

import pytest

from pipeline.model.ledger import Checked, Fact, Figure
from pipeline.model.risk_figure import FigureWords, RiskFigure, drawing_path, figure_at, risk_figure, worded

TODAY = Checked(by="authors", date=datetime.date(2026, 11, 22), look_again=datetime.date(2027, 11, 22))
WORDS = FigureWords(id="a", caption="{low} to {high} of {of}", picture="{high} {other}", filled="{high}", last="others")


def share(*values: str, denominator: int = 100) -> list[Figure]:
    return [Figure(value=value, unit="percent", denominator=denominator) for value in values]


def months(*values: str) -> list[Figure]:
    return [Figure(value=value, unit="months") for value in values]


def fact(numbers: list[Figure]) -> Fact:
    return Fact(id="a", statement="A fact.", numbers=tuple(numbers), checked=TODAY)


@pytest.mark.parametrize(("numbers", "drawn"), [
    (share("50"), RiskFigure("icons", 50, 0, 50)),
    (share("35", "40"), RiskFigure("icons", 35, 5, 60)),
    (share("100"), RiskFigure("icons", 100, 0, 0)),
    ([*share("35", "40"), Figure(value="1", unit="ordinal")], RiskFigure("icons", 35, 5, 60)),
    (months("1", "2"), RiskFigure("timeline", 1, 1, 1)),
    ([Figure(value="9", unit="effects", optional=True), *months("3")], RiskFigure("timeline", 3, 0, 1)),
])
def test_shares_become_icons_and_months_a_line_in_time(numbers: list[Figure], drawn: RiskFigure) -> None:
    assert risk_figure(fact(numbers)) == drawn


@pytest.mark.parametrize("numbers", [
    [], share("0.5"), share("120"), share("40", "35"), share("10", "20", "30"), share("0"),
    [*share("50"), *months("2")], [Figure(value="2", unit="years")], months("24"),
    [*share("50"), *share("1", denominator=10)], [Figure(value="1-800-955-4572", unit="phone")],
])
def test_what_icons_cannot_show_truly_is_not_drawn(numbers: list[Figure]) -> None:
    assert risk_figure(fact(numbers)) is None


def test_each_unit_has_a_look_and_the_filled_come_first() -> None:
    looks = RiskFigure("icons", 35, 5, 60).looks
    assert len(looks) == 100
    assert looks[34:41] == ("filled", "striped", "striped", "striped", "striped", "striped", "open")


def test_a_path_says_what_is_drawn_there() -> None:
    figure = RiskFigure("icons", 35, 5, 60)
    assert figure_at(drawing_path(figure)) == figure
    assert figure_at("figures/cover.svg") is None


def test_figures_come_from_the_ledger_and_unknown_braces_stay_for_a_check() -> None:
    said = worded(WORDS, fact(share("35", "40")))
    assert (said.caption, said.picture) == ("35 to 40 of 100", "40 {other}")
