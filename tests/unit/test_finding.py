"""Findings stand in the order of a reader, and each rule that speaks can be looked up."""

import re

from pipeline import catalogue
from pipeline.model.finding import Place, error, told_once, unexamined
from pipeline.model.stage_rules import STAGE_RULES
from tests.conftest import ROOT


def test_page_two_comes_before_page_ten() -> None:
    places = [Place("b.pdf", detail="page 10"), Place("b.pdf", detail="page 2"), Place("a.md", 3, 1),
              Place("a.md", 3), Place("b.pdf"), Place("b.pdf", detail="panel back")]
    told = [str(finding.place) for finding in sorted(error(place, "x") for place in places)]
    assert told == ["a.md:3", "a.md:3:1", "b.pdf", "b.pdf: page 2", "b.pdf: page 10", "b.pdf: panel back"]


def test_a_missing_validator_is_told_once_with_all_that_it_left_unexamined() -> None:
    unseen = [unexamined(Place(path), "x", why="", fix=fix).of(rule) for path, rule, fix in [
        ("b.epub", "ace", "install node"), ("a.html", "axe", "install node"), ("c.pdf", "glyphs", "install tesseract")]]
    wrong = error(Place("a.html", 7), "y")
    told = told_once([unseen[0], wrong, *unseen[1:]])
    assert [(str(each.place), each.message, each.fix) for each in told] == [
        ("a.html:7", "y", ""),
        ("a.html", "a validator is not installed, so ace, axe did not examine this file and 1 more", "install node"),
        ("c.pdf", "a validator is not installed, so glyphs did not examine this file", "install tesseract")]


def test_every_rule_that_a_stage_signs_is_explained_and_listed() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    signed = set(re.findall(r'\.of\([^()]*?"([a-z0-9-]+)"\)', code))
    of_checks = {line.split("\t")[0] for line in catalogue.listing(ROOT, "checks")} - STAGE_RULES.keys()
    assert signed - of_checks == STAGE_RULES.keys()
    for rule in STAGE_RULES:
        assert rule in catalogue.manual(rule)
