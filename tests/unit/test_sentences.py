"""Prose is cut into sentences as a reader meets them, and every word knows its place."""

from pathlib import Path

import pytest

from pipeline.markup import parsing
from pipeline.model.finding import Place
from pipeline.model.nearest import slips
from pipeline.model.occurrences import occurrences
from pipeline.model.prose import Passage
from pipeline.model.publication import Language, Wording
from pipeline.model.sentences import Text, text_of

PATH = "source/en/topics/waiting.md"
LANGUAGE = Language("en", {}, (), Wording(qualifiers={}, numbers={}, units=()), {}, {}, {}, {})


def read(words: str, cache: Path) -> Text:
    blocks = parsing.read_together({PATH: words}, cache, with_places=True)[PATH]
    return text_of(Passage(LANGUAGE, Place(PATH), blocks))


def test_a_stop_ends_a_sentence_unless_a_small_letter_follows(tmp_path: Path) -> None:
    text = read('Say "No." Ask, e.g. at night: why?\nWrite to a.b.org now.', tmp_path)

    assert [each.words for each in text.sentences] == ["Say “No.”", "Ask, e.g. at night: why?", "Write to a.b.org now."]


def test_headings_items_and_cells_are_no_whole_sentences(tmp_path: Path) -> None:
    text = read("# Why?\n\n- an item\n- An item.\n\n| Cell |\n|:--|\n| one |\n", tmp_path)

    assert {each.words: each.is_whole for each in text.sentences} == {
        "Why?": False, "an item": False, "An item.": True, "Cell": False, "one": False}


def test_a_note_does_not_part_the_sentence_that_it_stands_in(tmp_path: Path) -> None:
    text = read("Wait[^n] here.\n\n[^n]: A note.\n", tmp_path)

    assert [each.words for each in text.sentences] == ["Wait here.", "A note."]


def test_a_word_knows_its_place_inside_marks_and_emphasis(tmp_path: Path) -> None:
    text = read("Take *the [new drug]{term=drug}* now.\nThen rest.\n", tmp_path)

    assert [(term.id, text.words[term.start:term.end]) for term in text.marked] == [("drug", "new drug")]
    assert text.place(text.words.index("drug")) == Place(PATH, 1, 16)
    assert text.place(text.words.index("rest")) == Place(PATH, 2, 6)


@pytest.mark.parametrize(("words", "met"), [
    ("Stem-cell transplants", ["stem cell transplant"]),
    ("stem cells", ["stem cell"]),
    ("system cell", []),
    ("STEM\u00a0CELL", ["stem cell"]),
    ("stem\ncell, stem cellar", ["stem cell"]),
])
def test_the_longest_wording_is_met_in_any_spelling(words: str, met: list[str]) -> None:
    assert [wording for wording, _, _ in occurrences(words, ["stem cell", "stem cell transplant"])] == met


def test_slips_are_letters_wrong_missing_or_too_many() -> None:
    assert slips("azacytidine", "azacitidine", most=2) == 1
    assert slips("azacitidin", "azacitidine", most=2) == 1
    assert slips("acitidine", "azacitidine", most=2) == 2
    assert slips("azathioprine", "azacitidine", most=2) > 2
