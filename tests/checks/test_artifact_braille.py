"""A braille file has the form that embossers take, and says what its edition says when it is read back."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.checks.artifact import braille_form, parity_number
from pipeline.formats import braille
from pipeline.model.artifact import Artifact
from pipeline.readback.readers import braille as braille_reader
from tests import planted
from tests.checks.test_artifact_parity import KINDS, product, project, quotes, rendering, scattered, told_of

CHANNEL = "jmml-handout-braille"


def messages(content: bytes) -> list[str]:
    return [f"{each.place.inside}: {each.message}" for each in braille_form.check(product(CHANNEL, content))]


def test_the_braille_handout_is_of_the_form() -> None:
    content = rendering(CHANNEL).content
    assert messages(content) == []
    assert content.count(b"\f") == rendering(CHANNEL).pages
    assert content.endswith(b"\r\n\f")


@pytest.mark.parametrize(("old", "new", "message"), [
    (b"\r\n", b"\n", "page 1: a line does not end in CR LF"),
    (b"\r\n", b"\r\n\r\n", "page 1: the page has 26 lines; 25 are the most"),
    (b",TR1T+ ,,JMML", b",TR1T+ ,,JMML" + b" " * 30, "page 1: a line has 56 cells; 40 are the most"),
    (b",TR1T+ ,,JMML", b",TR1T+ ,,jmml", "page 1: the byte 0x6a is no cell of braille"),
])
def test_a_planted_fault_of_form_is_found_on_its_page(old: bytes, new: bytes, message: str) -> None:
    assert messages(rendering(CHANNEL).content.replace(old, new, 1)) == [message]


def test_a_last_page_without_a_form_feed_is_found() -> None:
    assert messages(rendering(CHANNEL).content[:-1]) == [": the last page does not end in a form feed"]
    assert messages(b" ")[-1] == ": the last page does not end in a form feed"


def test_a_file_of_another_program_is_held_to_the_usual_page() -> None:
    foreign = Artifact(Path("a.brf"), "a.brf", braille.CONTRACT.media_type, b"A" * 41 + b"\r\n\f")
    assert [each.message for each in braille_form.check(foreign)] == ["a line has 41 cells; 40 are the most"]


def test_a_changed_figure_is_told_with_its_page() -> None:
    content = rendering(CHANNEL).content
    changed = product(CHANNEL, content.replace(b"#CE TO #DJ", b"#CE TO #DE", 1))
    (finding,) = parity_number.check(changed)
    assert finding.place.inside.startswith("page ")
    assert "45" in finding.message


@pytest.mark.parametrize(("cells", "said"), [
    ("AT #H3#CJ A4M4", "at 8 30 a m"), ("F #H A4M4 TO #E P4M41 I4E4 M", "from 8 a m to 5 p m i e more"),
    (",PH4,D4 M4", "ph d more"), ("X4Y4", "x y"),
])
def test_the_letters_of_an_abbreviation_are_read_as_letters(cells: str, said: str) -> None:
    words = [each.word for each in braille_reader.heard(product(CHANNEL, f"{cells}\r\n\f".encode()))]

    assert " ".join(words) == said


@pytest.mark.slow
def test_each_changed_word_is_caught_when_braille_is_read_back() -> None:
    manuscripts, design = project()
    manuscript, words = manuscripts[CHANNEL], planted.words_of(manuscripts[CHANNEL])
    plants = [(kind, plant) for kind, plant in scattered(words, manuscript, random.Random(1)) if kind != "extra"]
    doctored = planted.doctored(manuscript, {n: word for _, plant in plants for n, word in plant.items()})
    artifact = replace(product(CHANNEL), content=braille.render(doctored, design).content)
    found = {kind: " ".join(each.message for each in check.check(artifact)) for kind, (_, check) in KINDS.items()}
    assert len(plants) > len(KINDS)
    for kind, plant in plants:
        assert any(quote in found[kind] for quote in quotes(manuscript, plant)), told_of(plant, words)
