"""Lines are measured in the cells of a terminal."""

import pytest

from pipeline.markup.cells import cells, wrap


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("白血病", 6), ("e\u0301", 1), ("Ａ", 2), ("", 0)])
def test_wide_characters_take_two_cells_and_accents_none(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_a_binding_space_holds_and_is_printed_as_a_space(space: str) -> None:
    assert wrap(f"about 12{space}months", 10) == ["about", "12 months"]


def test_words_without_spaces_break_between_wide_characters() -> None:
    assert wrap("血液のがん。", 10) == ["血液のが", "ん。"]
    assert wrap("約100人", 5) == ["約", "100人"]


def test_a_newline_breaks_and_unseen_characters_go() -> None:
    assert wrap("one\ntw\u00ado", 9) == ["one", "two"]


def test_an_address_wider_than_its_line_is_parted_behind_its_own_signs() -> None:
    address = "https://example.org/long-path/more?a=b&c=d"
    lines = wrap(f"See {address}, now.", 16)
    assert "".join(lines).replace(" ", "") == f"See{address},now."
    assert max(map(len, lines)) <= 16
    assert all(line[-1] in "/?&=.-," for line in lines[1:-1])
    assert wrap("an unbreakable-word-without-any-address", 10)[1] == "unbreakable-word-without-any-address"
