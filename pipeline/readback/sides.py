"""Says to which side the columns of a table stand."""

from typing import Any

from pipeline.model.tree import Element

#: One word a column: left, center or right; no column stands to a side that its cells do not share.
Sides = tuple[str, ...]
_NAMES = {"AlignRight": "right", "AlignCenter": "center"}


def common(rows: list[list[str]]) -> Sides:
    """Return the side that all cells of each column share, “mixed” where they do not."""
    return tuple(next(iter(found)) if len(found := set(column)) == 1 else "mixed"
                 for column in zip(*rows, strict=False))


def of_tree(table: Element) -> Sides:
    """Return the sides of the columns of pandoc's table."""
    columns: list[Any] = table["c"][2]
    return tuple(_NAMES.get(side["t"], "left") for side, _ in columns)
