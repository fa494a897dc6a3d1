"""What the figures of a text count, however it says so."""

import pytest

from pipeline.model.ledger import Figure
from pipeline.model.publication import Wording
from pipeline.model.units import Counted, counted, is_of_unit

ENGLISH = Wording(
    qualifiers={}, numbers={"two": "2", "first": "1", "second": "2", "hundred": "100"}, ones=("one", "a"),
    units=("percent", "month", "months", "year"),
    same_units=(("percent", "per cent", "%"), ("month", "months"), ("year", "years", "yrs")),
    out_of=("of", "of every", "in"),
)


@pytest.mark.parametrize(("text", "units"), [
    ("1 to 2 months, 1–2 months, 1- to 2-month", ["months"] * 4 + ["month"] * 2),
    ("2 years and 1 month", ["years", "month"]),
    ("50%, 50 per cent, 50 percent", ["%", "per cent", "percent"]),
    ("2\u00a0mon\u00adths or 2 yrs", ["months", "yrs"]),
    ("1, 2 months", ["months", "months"]),
    ("50 of 100 months, 50 children, the first year", ["", "months", "", "year"]),
    ("two monthly visits", [""]),
])
def test_a_figure_has_the_unit_behind_it_or_behind_its_range(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in counted(text, ENGLISH)] == units


@pytest.mark.parametrize(("text", "denominators"), [
    ("50 of every 100", ["100"]),
    ("two in\na hundred", ["100"]),
    ("50 to 100 of 100 percent, 100 children", []),
])
def test_a_denominator_stands_behind_its_words_and_without_a_unit(text: str, denominators: list[str]) -> None:
    assert [figure.value for figure in counted(text, ENGLISH) if figure.is_denominator] == denominators


@pytest.mark.parametrize(("text", "is_fallen"), [
    ("2 to 1 months", True), ("40–35 of every 100", True), ("2 years to 1 year", True),
    ("1 to 2 months", False), ("2 years to 1 month", False), ("2, 1 months", False), ("50 in 2 months", False),
])
def test_a_range_that_runs_downwards_is_seen(text: str, is_fallen: bool) -> None:
    assert any(figure.falls_to for figure in counted(text, ENGLISH)) is is_fallen


@pytest.mark.parametrize(("unit", "of", "said", "is_same"), [
    ("month", "", "months", True),
    ("percent", "", "%", True),
    ("months", "", "Years", False),
    ("months", "", "", True),
    ("ordinal", "year after the transplant", "years", True),
    ("ordinal", "year after the transplant", "month", False),
    ("kinds", "month", "months", False),
])
def test_a_unit_is_that_of_the_ledger_in_any_of_its_words(unit: str, of: str, said: str, is_same: bool) -> None:
    assert is_of_unit(Counted("1", "1", 0, said), Figure(value="1", unit=unit, of=of), ENGLISH) is is_same
