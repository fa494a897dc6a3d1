"""What counts as a figure, and what counts as saying a qualifier."""

import pytest

from pipeline.model.publication import Wording
from pipeline.model.wording import digits, figures_in, figures_with_offsets, has_qualifier

ENGLISH = Wording(
    qualifiers={"may": ("may", "might"), "up-to": ("up to", "as many as"), "cannot": ("can't predict",)},
    numbers={"half": "0.5", "two": "2", "second": "2", "five": "5", "twenty": "20", "thirty": "30",
             "thirty-five": "35", "hundred": "100"},
    ones=("one", "a", "an"),
    units=("percent", "month", "months", "year"),
    before_figure=("up-to",),
    lower_case=("may",),
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
    ("⁵⁰ or ㊿ or (⁵⁰ or ５０", ["50", "50", "50", "50"]),
    ("thir\u00adty, 3\u200b5, \u2060five", ["30", "35", "5"]),
])
def test_a_figure_is_seen_however_it_is_written(text: str, figures: list[str]) -> None:
    assert [value for value, _ in figures_in(text, ENGLISH)] == figures


@pytest.mark.parametrize("text", ["NF1 and PTPN11", "one of them", "one-on-one", "a child", "someone", "twofold",
                                  "m² and H₂O", "Ca²⁺, ¹⁴C", "children.¹ More", "children,¹² more"])
def test_a_name_and_a_pronoun_are_no_figures(text: str) -> None:
    assert list(figures_in(text, ENGLISH)) == []


def test_a_figure_knows_where_it_starts() -> None:
    text = "up to 50 or thirty-five"

    assert [text[start:] for _, _, start in figures_with_offsets(text, ENGLISH)] == ["50 or thirty-five", "thirty-five"]


def test_commas_between_thousands_do_not_matter_and_decimal_ones_do() -> None:
    assert (digits("1,000"), digits("1,5"), digits("1,000,000")) == ("1000", "1,5", "1000000")


def test_a_figure_is_quoted_and_placed_as_the_source_has_it() -> None:
    assert list(figures_with_offsets("(\u200b㊿) thir\u00adty", ENGLISH)) == [
        ("50", "㊿", 2), ("30", "thir\u00adty", 5)]


@pytest.mark.parametrize(("text", "figures"), [
    ("10⁹ cells", [("10^9", "10⁹")]), ("10⁻⁹ g", [("10^-9", "10⁻⁹")]), ("10^9 cells", [("10^9", "10^9")]),
    ("5₀", [("5_0", "5₀")]), ("m², H₂O and ¹⁴C", []), ("⁵⁰", [("50", "⁵⁰")]),
])
def test_what_is_raised_behind_a_figure_is_part_of_it_and_of_no_other(text: str, figures: list[object]) -> None:
    assert list(figures_in(text, ENGLISH)) == figures


@pytest.mark.parametrize("text", ["It MAY help", "it may\nhelp", "(may)", "May help", "It came. May help",
                                  "in May it might"])
def test_a_qualifier_is_said_in_any_case_and_over_lines(text: str) -> None:
    assert has_qualifier(text, "may", ENGLISH)


@pytest.mark.parametrize("text", ["It will help", "mayor", "dismay", "In May and June, it cures", "from\u00a0May on"])
def test_a_part_of_a_word_and_a_month_are_no_qualifier(text: str) -> None:
    assert not has_qualifier(text, "may", ENGLISH)


@pytest.mark.parametrize("text", ["up to 50", "Up\nto thirty-five", "As many as 50", "up to a month", "up\u00a0to 50"])
def test_a_limit_stands_right_before_its_figure(text: str) -> None:
    assert has_qualifier(text, "up-to", ENGLISH)


@pytest.mark.parametrize("text", ["Up to now, 50 of every 100", "50, up to a point", "as many as can be of 50"])
def test_the_words_of_a_limit_elsewhere_are_none(text: str) -> None:
    assert not has_qualifier(text, "up-to", ENGLISH)


def test_a_curly_apostrophe_is_the_straight_one() -> None:
    assert has_qualifier("They can’t predict it", "cannot", ENGLISH)
