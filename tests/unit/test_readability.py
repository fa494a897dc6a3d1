"""Syllables are counted as they are spoken, and the grades follow their published formulas."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.markup import review_sheet
from pipeline.model.finding import Place
from pipeline.model.publication import Publication, Reading, Wording
from pipeline.model.readability import Load, ease, flesch_kincaid, hard_to_read, load_of, smog, syllables
from pipeline.stages import load as loading
from tests.conftest import ROOT

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


@lru_cache(maxsize=1)
def both() -> Publication:
    """Return the real publication in both languages."""
    with TemporaryDirectory() as cache:
        return loading.build_publication(loading.read_tree(ROOT), Path(cache))


def spanish() -> tuple[Wording, Reading]:
    wording = both().languages["es"].wording
    assert wording.reading is not None
    return wording, wording.reading


SPOKEN_IN_SPANISH = {
    "día": 2, "leer": 2, "guía": 2, "construir": 2, "aéreo": 4, "leucemia": 3, "baúl": 2, "aorta": 3, "oía": 3,
    "quimioterapia": 5, "ahora": 3, "prohíbe": 3, "ruido": 2, "viuda": 2, "hay": 1, "hoyo": 2, "mayo": 2, "ya": 1,
    "y": 1, "idea": 3, "ciudad": 2,
    "continúo": 4, "buey": 1, "aunque": 2, "pingüino": 3, "vehículo": 4, "averiguáis": 4,
    "reúne": 3, "trasplante": 3, "oír": 2, "país": 2, "huésped": 2, "ayuda": 3, "JMML": 4, "Él": 1, "bebé-niño": 4,
}


@pytest.mark.parametrize("word", SPOKEN_IN_SPANISH)
def test_spanish_syllables_are_counted_as_the_academy_parts_them(word: str) -> None:
    assert syllables(word, spanish()[1]) == SPOKEN_IN_SPANISH[word]


def test_the_ease_of_spanish_follows_its_published_formulas() -> None:
    load = Load(sentences=10, words=150, syllables=300, polysyllables=0)
    told = {each.name: round(ease(load, each), 3) for each in spanish()[1].ease}
    assert told == {"INFLESZ": 67.235, "Fernández Huerta": 71.54}


@pytest.mark.parametrize(("syllables_", "severity"), [(300, ""), (306, "warning"), (330, "error")])
def test_a_text_below_a_line_of_its_language_is_told(syllables_: int, severity: str) -> None:
    load = Load(sentences=10, words=150, syllables=syllables_)
    found = list(hard_to_read(Place("source/es/topics/a.md"), "this topic", load, spanish()[0]))
    assert [str(each.severity) for each in found] == [severity] * bool(severity)
    assert all("by INFLESZ and" in each.message for each in found)
    assert list(hard_to_read(Place("a"), "this topic", replace(load, words=99, sentences=3), spanish()[0])) == []


def test_a_language_without_a_measure_is_told_as_not_measured() -> None:
    language = both().languages["es"]
    bare = replace(language, wording=language.wording.model_copy(update={"reading": None}))
    unmeasured = replace(both(), languages={**both().languages, "es": bare})
    assert [each for each in review_sheet.lines(unmeasured, "es", ()) if "not measured" in each]
    assert not [each for tag in ("en", "es") for each in review_sheet.lines(both(), tag, ()) if "not measured" in each]


def test_a_term_is_as_heavy_as_the_mean_word_of_its_explanation() -> None:
    assert Load(words=8, syllables=12, polysyllables=1).mean(2) == Load(words=2, syllables=3, polysyllables=0.25)
    assert Load().mean(2) == Load(words=2)


def test_nothing_to_read_asks_for_no_school() -> None:
    assert flesch_kincaid(Load()) == smog(Load()) == 0
