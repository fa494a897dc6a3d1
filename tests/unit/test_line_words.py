"""A line's own words are found, without marks, and without the figures that may be the fault."""

import pytest

from pipeline.model.line_words import line_words


@pytest.mark.parametrize(("line", "first"), [
    ("- [After a transplant, up to 54 of every 100 children reach it.]{fact=x}", "After a transplant, up to"),
    ("[Between one and two months pass before a transplant.]{fact=waiting-time}", "Between one and two months"),
    ("See [the long way home](#the-way), and **bold words here**.", "the long way home"),
    ("::: key-points", ""), ("", ""), ("| A transplant | [1 to 2 months]{fact=x} |", "A transplant")])
def test_the_longest_run_of_plain_words_comes_first(line: str, first: str) -> None:
    assert next(iter(line_words(line)), "") == first
