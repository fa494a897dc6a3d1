"""Words of two texts compare as people mean them, and each kind of difference is told as what it is."""

from collections import Counter

import pytest

from pipeline.model.alignment import differences
from pipeline.model.legibility import misleading, seen
from pipeline.model.parity import Heard, Sentence, is_same_run, sentences_of, words_of

TEXT = ("A transplant may cure JMML.", "It comes back in up to 35 to 40 of every 100 children.",
        "Ask your team which signs matter.", "Do not wait until the next visit.")


def told(*texts: str) -> list[Sentence]:
    return [Sentence(text, words_of(text), "topic") for text in texts]


def heard(*texts: str, where: str = "page 1") -> list[Heard]:
    return [Heard(word, where) for text in texts for word in words_of(text)]


def found(*texts: str, furniture: dict[str, list[tuple[str, ...]]] | None = None) -> list[tuple[str, str]]:
    """Return the kind of each difference, and the sentence or the words that it is about."""
    return [(each.kind, each.sentence.text if each.sentence else " ".join(each.found))
            for each in differences(told(*TEXT), heard(*texts), furniture or {})]


@pytest.mark.parametrize(("one", "other"), [
    ("graft-versus-host", "graft-versus\ufffe\nhost"), ("child’s “chemo”", "child's \"chemo\""),
    ("35–40", "35-40"), ("−5", "-5"), ("2½", "2 ½"), ("ﬁne", "fine"), ("1-800-955-4572", "1‑800‑955-\r\n4572"),
])
def test_what_reads_the_same_is_the_same(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(("one", "other"), [
    ("5.0", "50"), ("35 to 40", "40 to 35"), ("-5", "5"), ("35-40", "35 40"), ("< 5", "> 5"), ("5 %", "5"),
    ("2½", "21/2"), ("1,000", "1.000"), ("10⁹", "109"), ("10⁻⁹", "10⁹"),
])
def test_what_means_something_else_is_not_the_same(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_a_word_parted_at_the_end_of_a_line_is_the_same_and_two_figures_are_not_one() -> None:
    assert is_same_run(("trans", "plant"), ("transplant",))
    assert not is_same_run(("1", "2"), ("12",))


def test_sentences_end_where_people_end_them() -> None:
    text = "Ask “Why?” Then wait. Over 0.5 percent!"
    assert [text[begin:end].strip() for begin, end in sentences_of(text)] == [
        "Ask “Why?”", "Then wait.", "Over 0.5 percent!"]


def test_each_kind_of_difference_is_told() -> None:
    one, two, three, four = TEXT
    assert found(*TEXT) == []
    assert found(one, two, four) == [("missing", three)]
    assert found(one, two.replace("35", "85"), three, four) == [("changed", two)]
    assert found(one, two, three, four.replace("not ", "")) == [("changed", four)]
    assert found(one, two, three, "Nobody wrote that.", four) == [("extra", "nobody wrote that")]
    assert [kind for kind, _ in found(one, three, two, four)] == ["moved"]


def test_furniture_of_a_page_is_left_out_once_and_words_like_it_stay() -> None:
    one, two, three, four = TEXT
    running = {"page 1": [("ask", "your", "doctor"), ("7",)]}
    assert found(one, two, "Ask your doctor 7", three, four, furniture=running) == []
    assert found(one, two, "Ask your doctor 7 7", three, four, furniture=running) != []


def test_a_running_title_that_ends_in_the_heading_below_it_is_furniture() -> None:
    one, *rest = TEXT
    title = ("guide", *words_of(one))
    assert found(f"Guide {one}", *TEXT, furniture={"page 1": [title]}) == []
    assert found(f"Guide {one}", *rest, furniture={"page 1": [("guide",)]}) == []
    assert found(f"Guide {one}", *rest, furniture={"page 1": [title]}) != []


def test_nothing_at_all_misses_every_sentence() -> None:
    assert found() == [("missing", text) for text in TEXT]


def test_a_glyph_that_mostly_looks_like_another_is_told_and_a_slip_is_not() -> None:
    line = [(letter, "Bold") for letter in "35to40of100"]
    assert misleading(seen([(line, "35 to 40 of 100"), (line, "35 to 40 ol 100")])) == {}
    assert misleading(seen([(line, "85 to 40 of 100")] * 2)) == {("3", "Bold"): "8"}
    assert seen([(line, "")])["t", "Bold"] == Counter({"": 1})


def test_an_accent_that_nobody_looked_for_counts_as_seen_in_a_line_read_with_a_letter_too_many() -> None:
    line = [(letter, "Bold") for letter in "holacómoestás"]
    read = [(line, "hola icomo estas"), (line, "hola iicomo estas")]
    assert misleading(seen(read, with_accents=False)) == {}
    assert misleading(seen(read)).keys() == {("á", "Bold"), ("ó", "Bold")}
