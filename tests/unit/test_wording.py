"""What counts as a figure, and what counts as saying a qualifier."""

import pytest

from pipeline.model.publication import Wording
from pipeline.model.wording import digits, figures_in, figures_with_offsets, has_qualifier

ENGLISH = Wording(
    qualifiers={},
    numbers={"half": "0.5", "two": "2", "second": "2", "five": "5", "twenty": "20", "thirty": "30",
             "thirty-five": "35", "hundred": "100"},
    ones=("one", "a", "an"),
    units=("percent", "month", "months", "year"),
)


@pytest.mark.parametrize(("text", "figures"), [
    ("50 of every 100", ["50", "100"]),
    ("35–40, 35-40, 50%, 1.5 and 1,000", ["35", "40", "35", "40", "50", "1.5", "1,000"]),
    ("the 2nd time, 50mg", ["2", "50"]),
    ("½ of them", ["½"]),
    ("Thirty-five or thirty", ["35", "30"]),
    ("twenty-five", ["25"]),
    ("SECOND", ["2"]),
    ("one month, a year, one to two months, one or 2 months", ["1", "1", "1", "2", "1", "2"]),
    ("call 1-800-955-4572", ["1-800-955-4572"]),
    ("a 10-month wait", ["10"]),
])
def test_a_figure_is_seen_however_it_is_written(text: str, figures: list[str]) -> None:
    assert [value for value, _ in figures_in(text, ENGLISH)] == figures


@pytest.mark.parametrize("text", ["NF1 and PTPN11", "one of them", "one-on-one", "a child", "someone", "twofold"])
def test_a_name_and_a_pronoun_are_no_figures(text: str) -> None:
    assert list(figures_in(text, ENGLISH)) == []


def test_a_figure_knows_where_it_starts() -> None:
    text = "up to 50 or thirty-five"

    assert [text[start:] for _, _, start in figures_with_offsets(text, ENGLISH)] == ["50 or thirty-five", "thirty-five"]


def test_commas_between_thousands_do_not_matter_and_decimal_ones_do() -> None:
    assert (digits("1,000"), digits("1,5"), digits("1,000,000")) == ("1000", "1,5", "1000000")


@pytest.mark.parametrize("text", ["It MAY help", "it may\nhelp", "(may)"])
def test_a_qualifier_is_said_in_any_case_and_over_lines(text: str) -> None:
    assert has_qualifier(text, ("may",))


@pytest.mark.parametrize("text", ["It will help", "mayor", "dismay"])
def test_a_part_of_a_word_is_no_qualifier(text: str) -> None:
    assert not has_qualifier(text, ("may",))


def test_a_curly_apostrophe_is_the_straight_one() -> None:
    assert has_qualifier("They can’t predict it", ("can't predict",))
