"""A drawing may use the colours of the tokens alone."""

from pipeline.checks.files import svg_construct
from pipeline.model.source_tree import SourceFile, SourceTree

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<path d="M0 0h9"' \
          ' fill="none" stroke="var(--pin)"/>\n</svg>'
PATH = "source/figures/river.svg"


def found(colours: frozenset[str]) -> list[str]:
    tree = SourceTree({PATH: SourceFile(PATH, DRAWING.encode(), DRAWING)}, colours=colours)
    return [f"{each.place}: {each.message}; {each.fix}" for each in svg_construct.check(tree)]


def test_a_colour_without_a_token_is_told_with_the_nearest() -> None:
    (told,) = found(frozenset({"pine", "clay"}))
    assert told.startswith("source/figures/river.svg:2:1: stroke “var(--pin)” is no token, on <path>")
    assert "pine" in told


def test_a_colour_with_a_token_passes_and_so_does_any_where_there_are_no_tokens() -> None:
    assert found(frozenset({"pin"})) == []
    assert found(frozenset()) == []
