"""The difference of two releases: each sentence, fact and file that is not what it was, once, with all that show it."""

import json
from pathlib import Path

import pytest

from pipeline.model.changes import Changes, Reading, Spoken, changes, reading_from
from pipeline.model.publication import Wording

WORDING = Wording(qualifiers={}, numbers={"half": "0.5"}, units=("percent",))
FIRST = ["JMML is rare.", "Up to 50 percent reach a remission.", "Ask your team.", "Call at night."]


def reading(*texts: str, version: str = "1.0.0", outputs: tuple[str, ...] = ("en/a.txt",), **fields: object) -> Reading:
    sentences = {output: tuple(Spoken("topic", text) for text in texts) for output in outputs}
    return Reading(version, sentences, **{"facts": {}, "files": {}, "content": {}, **fields})  # type: ignore[arg-type]


def compared(old: Reading, new: Reading) -> Changes:
    return changes(old, new, dict.fromkeys(new.sentences, WORDING))


def kinds(*texts: str) -> list[tuple[str, str, str]]:
    found = compared(reading(*FIRST), reading(*texts)).sentences
    return [(each.kind, each.old, each.new) for each in found]


def test_the_same_sentences_differ_in_nothing() -> None:
    assert kinds(*FIRST) == []


@pytest.mark.parametrize(("new", "expected"), [
    ([FIRST[0], "Up to 55 percent reach a remission.", *FIRST[2:]],
     [("changed", FIRST[1], "Up to 55 percent reach a remission.")]),
    ([*FIRST, "Bring a friend."], [("added", "", "Bring a friend.")]),
    (FIRST[1:], [("removed", FIRST[0], "")]),
    ([*FIRST[1:], FIRST[0]], [("moved", "", FIRST[0])]),
    ([FIRST[0], "Nobody knows why yet.", *FIRST[2:]],
     [("removed", FIRST[1], ""), ("added", "", "Nobody knows why yet.")]),
    ([*FIRST[:2], "ask your team.", FIRST[3]], [("changed", FIRST[2], "ask your team.")]),
], ids=["figure", "added", "removed", "moved", "another", "one letter"])
def test_each_sentence_that_is_not_what_it_was_is_told(new: list[str], expected: list[tuple[str, str, str]]) -> None:
    assert kinds(*new) == expected


def test_the_figures_that_one_side_alone_gives_are_told() -> None:
    (change,) = compared(reading("Up to 50 of 100 children."), reading("Up to half of 100 children.")).sentences

    assert (change.figures_old, change.figures_new) == (("50 of",), ("half of",))


def test_a_change_that_many_products_show_is_told_once_with_all_of_them() -> None:
    outputs = ("en/a.txt", "en/b.pdf")
    (change,) = compared(reading("One.", outputs=outputs), reading("Two.", "One.", outputs=outputs)).sentences

    assert change.products == outputs


def test_facts_and_files_that_are_new_gone_or_changed_are_told() -> None:
    old = reading(facts={"a": {"numbers": ["50"], "note": ""}, "gone": {"statement": "Old."}},
                  files={"same": "1", "changed": "2", "gone": "3"})
    new = reading(facts={"a": {"numbers": ["55"], "note": ""}, "new": {"statement": "New."}},
                  files={"same": "1", "changed": "4", "new": "5"})
    found = compared(old, new)

    assert [(each.fact, each.field, each.old, each.new) for each in found.facts] == [
        ("a", "numbers", ["50"], ["55"]), ("gone", "", "Old.", ""), ("new", "", "", "New.")]
    assert (found.files_added, found.files_removed, found.files_changed) == (("new",), ("gone",), ("changed",))


def test_a_reading_comes_back_from_its_data_as_it_was(tmp_path: Path) -> None:
    told = reading(*FIRST, outputs=("en/a.txt", "en/b.txt"), files={"en/a.txt": "1"}, content={"en": "2"})
    (tmp_path / "content.json").write_text(json.dumps(told.as_data()))

    assert reading_from(json.loads((tmp_path / "content.json").read_text())) == told
