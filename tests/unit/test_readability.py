"""Syllables are counted as they are spoken, and the grades follow their published formulas."""

import pytest

from pipeline.model.readability import Load, flesch_kincaid, load_of, smog, syllables

SPOKEN = {
    "blood": 1, "takes": 1, "asked": 1, "guide": 1, "whole": 1, "strength": 1, "cells": 1,
    "table": 2, "treated": 2, "being": 2, "patient": 2, "widely": 2, "sometimes": 2, "causes": 2, "rescued": 2,
    "median": 3, "infection": 3, "specialist": 3, "diagnosed": 3, "follow-up": 3, "quiet": 2, "video": 3,
    "leukemia": 4, "experience": 4, "individual": 5, "chemotherapy": 5, "azacitidine": 5,
    "JMML": 4, "NF1": 3, "child's": 1, "doctor’s": 2,
    "bloodcancerunited.org": 1, "1-800-955-4572": 1, "7": 1,
}


@pytest.mark.parametrize("word", SPOKEN)
def test_syllables_are_counted_as_they_are_spoken(word: str) -> None:
    assert syllables(word) == SPOKEN[word]


def test_a_word_of_the_list_has_the_syllables_that_it_gives() -> None:
    assert load_of(["Nausea"], {"nausea": 3}) == Load(0, 1, 3, 1)


def test_the_grades_follow_their_published_formulas() -> None:
    load = Load(sentences=30, words=300, syllables=450, polysyllables=25)

    assert flesch_kincaid(load) == pytest.approx(6.01)
    assert smog(load) == pytest.approx(8.3441)


def test_a_term_is_as_heavy_as_the_mean_word_of_its_explanation() -> None:
    assert Load(words=8, syllables=12, polysyllables=1).mean(2) == Load(words=2, syllables=3, polysyllables=0.25)
    assert Load().mean(2) == Load(words=2)


def test_nothing_to_read_asks_for_no_school() -> None:
    assert flesch_kincaid(Load()) == smog(Load()) == 0
