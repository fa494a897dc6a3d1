"""Says to which side the columns of a table stand."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from pipeline.model.tree import Element

#: One word a column: left, center or right, empty where no cell holds words; its cells share that side.
Sides = tuple[str, ...]
_NAMES = {"AlignRight": "right", "AlignCenter": "center"}


def common(rows: Sequence[Sequence[Iterable[str]]]) -> Sides:
    """Return the side that all paragraphs of each column share, “mixed” where they do not, empty where it has none."""
    return tuple("mixed" if len(found := set(chain(*column))) > 1 else "".join(found)
                 for column in zip(*rows, strict=False))


def of_tree(table: Element) -> Sides:
    """Return the sides of the columns of pandoc's table."""
    columns: list[Any] = table["c"][2]
    return tuple(_NAMES.get(side["t"], "left") for side, _ in columns)
