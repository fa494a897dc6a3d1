"""A name or an idiom that holds a number hides its own figure, and no other."""

import pytest

from pipeline.model.idioms import without_idioms, without_names, without_uncounted
from pipeline.model.publication import Wording
from pipeline.model.wording import figures_in
from pipeline.tools.words.yaml_reader import read_yaml
from tests.conftest import ROOT

ENGLISH = Wording.model_validate(
    read_yaml("wording.yaml", (ROOT / "source/en/wording.yaml").read_text(encoding="utf-8")).data)


def figures(text: str) -> list[str]:
    return [written for _, written in figures_in(text, ENGLISH)]


@pytest.mark.parametrize("text", [
    "You can ask for a second opinion.", "Second Opinion", "second\nopinions", "At first, your child may be tired.",
    "Wash your hands to stop COVID-19.", "COVID\u201119’s", "6-MP or 13-cis retinoic acid", "the 6\u2010MP dose",
    "One day, you may ask.", "It may one day help.", "Call our 24-hour line.", "a 504 plan at school", "open 24/7",
])
def test_what_every_leaflet_says_holds_no_figure(text: str) -> None:
    assert figures(without_idioms(text, ENGLISH)) == []


@pytest.mark.parametrize(("text", "left"), [
    ("6-MP cures 60 percent", ["60"]),
    ("a second opinion from 2 doctors", ["2"]),
    ("better within one day, mostly", ["one"]),
    ("16-MP, COVID-195", ["16", "195"]),
    ("6 MP, 13 cis", ["6", "13"]),
    ("in a second", ["second"]),
    ("call 911 or 9-1-1", ["911", "9", "1", "1"]),
])
def test_a_phrase_hides_no_figure_beside_it(text: str, left: list[str]) -> None:
    assert figures(without_idioms(text, ENGLISH)) == left


def test_in_words_that_state_a_fact_names_alone_are_no_figures() -> None:
    assert figures(without_names("6-MP at first, 2 days on a 24-hour line", ENGLISH)) == ["first", "2", "24"]


def test_an_idiom_stands_for_a_figure_of_the_fact_only_where_its_statement_holds_it() -> None:
    text = "at first, on a 24-hour line"

    assert figures(without_uncounted(text, ENGLISH, "Within the first year.")) == ["24"]
    assert figures(without_uncounted(text, ENGLISH, "At first, nobody knows.")) == ["first", "24"]
