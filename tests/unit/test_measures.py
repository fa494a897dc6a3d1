"""Each measure of a card says yes of the miniature publication, and no where its fault is planted."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
import yaml

from pipeline import checks, sound
from pipeline.model.cards import filled
from pipeline.model.measures import RULES, Measured, Product, measured, products
from pipeline.model.review import Card, Item, Judgement, Measure, Review
from tests import reviewed
from tests.conftest import ROOT

WAITING = "source/en/topics/waiting.md"
TRANSPLANT = "source/en/topics/transplant.md"
ROLE = {"id": "clinician", "who": "a clinician", "vouches": "that it is right"}
#: measure -> file, words in it, words in their place: for those that the miniature agrees with.
FAULTS = {
    "actions": (WAITING, "::: call-your-team", "::: something-else"),
    "chunks": (WAITING, "## How long it takes", "How long it takes"),
    "denominators": ("source/facts.yaml", ", denominator: 100, population: children who had a transplant", ""),
    "everyday-words": (WAITING, "If something worries you", "Prior to a visit"),
    "key-points-first": (WAITING, "::: key-points", "::: other-points"),
    "main-message-first": ("source/publication.yaml", "opens: transplant", ""),
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
    identity = root / "source/publication.yaml"
    identity.write_text(identity.read_text(encoding="utf-8") + "opens: transplant\n", encoding="utf-8")
    wording = root / "source/en/wording.yaml"
    if "passive:" not in wording.read_text(encoding="utf-8"):
        with wording.open("a", encoding="utf-8") as file:
            file.write("passive: {be: [being], participles: [given]}\n")
    return root


def judged(root: Path) -> dict[str, Product]:
    """Return the products of a project by channel, whatever its rules find."""
    source = sound.told_of(root, "nothing is judged")
    written = sound.composed(source.publication)
    found = [each for manuscript in written for each in checks.examine("edition", manuscript)]
    return {each.channel: each for each in products(tuple(written), checks.examine("source", source), found)}


def answer(root: Path, measure: Measure, channel: str = "handout-a4") -> Measured:
    return measured(measure, judged(root)[channel])


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
    known = {check.rule for floor in ("source", "edition") for check in checks.checks_of(floor)}
    assert {rule for rules in RULES.values() for rule in rules} <= known


def test_products_are_judged_each_as_it_stands(project: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(project / WAITING, "::: call-your-team", '![Two people](figures/cover.svg "Together")\n\n::: call-your-team')
    of = judged(project)
    assert measured("pictures", of["handout-a4"]).answer == "agree"
    assert measured("pictures", of["leaflet"]).answer == "disagree"  # its lines are flowing, and its topics key points
    assert measured("simple-tables", of["handout-a4"]).answer == "agree"
    assert measured("simple-tables", of["brochure"]).answer == "not-applicable"
    assert measured("main-message-first", of["leaflet"]).answer == "agree"  # a file for each topic


def test_a_product_without_topics_does_not_open_with_the_main_message(project: Path) -> None:
    path = project / "source/channels/handout.yaml"
    path.write_text(path.read_text("utf-8").replace("contents, topics, questions,", ""), "utf-8")
    assert measured("main-message-first", judged(project)["handout"]).answer == "disagree"


def test_a_text_message_is_no_product_that_cards_ask_of(project: Path) -> None:
    path = project / "source/channels/leaflet.yaml"
    text = path.read_text("utf-8").replace("depth: key-points", "depth: sms").replace("[topics, notes]", "[topics]")
    path.write_text(text, "utf-8")
    assert "leaflet" not in judged(project)


@pytest.mark.parametrize(("measure", "key"), [("no-passive", "passive:"), ("everyday-words", "avoid:")])
def test_a_measure_that_a_language_lacks_leaves_its_question_open(project: Path, measure: Measure, key: str) -> None:
    wording = project / "source/en/wording.yaml"
    kept = yaml.safe_load(wording.read_text("utf-8"))
    kept.pop(key.rstrip(":"))
    wording.write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    assert answer(project, measure).answer is None


def test_what_needs_an_answer_above_is_no_where_that_is_no_and_a_product_can_have_its_own(project: Path) -> None:
    def said(answer: str) -> Judgement:
        return Judgement.model_validate({"answer": answer, "name": "Test Person", "date": "2026-11-22"})

    answers = {"en": said("agree"), "en/leaflet": said("disagree")}
    items = (Item(number=1, asks="Is there a main message?", answers=answers),
             Item(number=2, asks="Does it come first?", needs=1, measure="main-message-first"),
             Item(number=3, asks="Does it ask for action?", measure="actions"))
    card = Card(id="a-card", name="A card", source="tests", passes=90, items=items)
    cards = {each.channel: each for each in filled(Review(required=[ROLE], approvals=[], cards=[card]),
                                                   judged(project).values())}
    assert [cards[name].points for name in ("handout-a4", "leaflet")] == [(3, 3), (0, 3)]
    assert [cards[name].score for name in ("handout-a4", "leaflet")] == [100, 0]
    assert cards["leaflet"].against == (1, 2, 3)


def test_the_cards_have_the_items_of_their_models_and_nobody_has_answered_for_a_person() -> None:
    source = sound.told_of(ROOT, "nothing is judged")
    review = source.publication.review
    found = filled(review, products(tuple(sound.composed(source.publication)), [], []))

    numbers = {each.id: [item.number for item in each.items] for each in review.cards}
    assert numbers["pemat-p-understandability"] == [*range(1, 13), *range(15, 20)]
    assert numbers["pemat-p-actionability"] == [*range(20, 27)]
    assert numbers["cdc-clear-communication-index"] == [*range(1, 21)]
    assert [item.number for item in review.cards[2].items if item.needs == 1] == [2, 3, 4]
    assert review.approvals == ()
    assert {each.channel for each in found} >= {"jmml-brochure-a4-press", "jmml-handout-text", "jmml-topic-a4"}
    unmeasured = {"en": set(), "es": {"no-passive"}}  # Spanish states no passive voice
    for card in found:
        assert {item.measure for item in card.open if item.measure} <= unmeasured[card.language]
        assert all(item.measure or item in card.open for item in card.card.items)
        assert card.score is None
