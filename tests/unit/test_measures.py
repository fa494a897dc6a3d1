"""Each measure of a card says yes of the miniature publication, and no where its fault is planted."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from pipeline import checks
from pipeline.model.cards import RULES, Measured, filled, measured
from pipeline.model.publication import Source
from pipeline.model.review import Measure
from pipeline.stages import load
from tests import reviewed
from tests.conftest import ROOT

WAITING = "source/en/topics/waiting.md"
TRANSPLANT = "source/en/topics/transplant.md"
#: measure -> file, words in it, words in their place: for those that the miniature agrees with.
FAULTS = {
    "actions": (WAITING, "::: call-your-team", "::: something-else"),
    "chunks": (WAITING, "## How long it takes", "How long it takes"),
    "denominators": ("source/facts.yaml", ", denominator: 100, population: children who had a transplant", ""),
    "everyday-words": (WAITING, "If something worries you", "Prior to a visit"),
    "key-points-first": (WAITING, "::: key-points", "::: other-points"),
    "lists": (TRANSPLANT, "- Is a transplant right for my child?", "\n".join(f"- Question {n}?" for n in "abcdefgh")),
    "no-passive": (WAITING, "If something worries you", "If being given a test worries you"),
    "simple-tables": (WAITING, "| Step |", "| The step that comes next for you |"),
    "take-along-list": (TRANSPLANT, "::: ask-your-team", "::: something-else"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = reviewed.miniature(tmp_path / "project")
    text = (root / WAITING).read_text(encoding="utf-8")
    # a second heading, and the words that tell the passive
    (root / WAITING).write_text(text.replace("::: call-your-team", "## When to call\n\n::: call-your-team"))
    topic = (root / TRANSPLANT).read_text(encoding="utf-8")
    (root / TRANSPLANT).write_text(topic.replace("::: ask-your-team", "## What to ask\n\n::: ask-your-team"))
    wording = root / "source/en/wording.yaml"
    if "passive:" not in wording.read_text(encoding="utf-8"):
        with wording.open("a", encoding="utf-8") as file:
            file.write("passive: {be: [being], participles: [given]}\n")
    return root


def answer(root: Path, measure: Measure) -> Measured:
    tree = load.read_tree(root)
    publication = load.build_publication(tree, root / "cache")
    return measured(measure, publication, "en", checks.examine("source", Source(tree, publication)))


@pytest.mark.parametrize("measure", sorted(FAULTS))
def test_a_measure_agrees_until_its_fault_is_planted(
    project: Path, measure: Measure, edit: Callable[[Path, str, str], None]
) -> None:
    before = answer(project, measure)
    assert before.answer == "agree", before.saw

    name, old, new = FAULTS[measure]
    edit(project / name, old, new)
    after = answer(project, measure)

    assert after.answer == "disagree"
    assert after.saw != before.saw


def test_pictures_are_counted_and_asked_for_captions(project: Path, edit: Callable[[Path, str, str], None]) -> None:
    assert answer(project, "pictures").answer == "disagree"
    assert answer(project, "captions").answer == "not-applicable"

    edit(project / WAITING, "::: call-your-team", '![Two people](figures/cover.svg "Together")\n\n::: call-your-team')
    assert answer(project, "pictures").answer == "agree"
    assert answer(project, "captions").answer == "agree"

    edit(project / WAITING, ' "Together"', "")
    assert answer(project, "captions").answer == "disagree"


def test_a_section_that_is_a_wall_of_words_is_not_short(
    project: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(project / WAITING, "## When to call\n", f"## When to call\n\n{'Call your care team. ' * 40}\n")

    found = answer(project, "chunks")

    assert (found.answer, "160 words" in found.saw) == ("disagree", True)


def test_every_measure_has_a_planted_fault_and_every_rule_that_one_asks_is_there() -> None:
    assert {*FAULTS, "pictures", "captions"} == set(get_args(Measure))
    known = {check.rule for check in checks.checks_of("source")}
    assert {rule for rules in RULES.values() for rule in rules} <= known


def test_the_cards_have_the_items_of_their_models_and_nobody_has_answered_for_a_person() -> None:
    tree = load.read_tree(ROOT)
    publication = load.build_publication(tree, ROOT / "build" / ".cache")
    cards = {card.card.id: card for card in filled(publication, "en", ())}

    numbers = {name: [reply.item.number for reply in card.replies] for name, card in cards.items()}
    assert numbers["pemat-p-understandability"] == [*range(1, 13), *range(15, 20)]
    assert numbers["pemat-p-actionability"] == [*range(20, 27)]
    assert numbers["cdc-clear-communication-index"] == [*range(1, 21)]
    assert publication.review.approvals == ()
    for card in cards.values():
        assert [item for item in card.open if item.measure] == []
        assert all(item.measure or item in card.open for item in card.card.items)
        assert card.score is None
