"""Turns the cells of a sheet into the rows of a list, as wide as its header; empty cells at their end are none."""

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from pipeline.model.clinic_list import Cell, Row

#: A header of more columns is refused anyway, and its rows with it.
_WIDEST = 1000


class Held(Protocol):
    """A cell that holds something."""

    @property
    def row(self) -> int:
        """Return its row, from 1."""
    @property
    def column(self) -> int:
        """Return its column, from 1."""
    @property
    def text(self) -> str:
        """Return its words."""
    @property
    def kind(self) -> str:
        """Return what it holds that is no text."""


def workbook_rows(cells: Sequence[Held]) -> list[Row]:
    """Return each row that holds something; line and column of a cell are those that a spreadsheet shows."""
    by_row = [list(held) for _, held in groupby(cells, lambda each: each.row)]
    first = min(each.column for each in cells)
    header = by_row[0]
    last = max(each.column for each in header)
    if last - first > _WIDEST:
        by_row = by_row[:1]
    return [_row(held, first, last) for held in by_row]


def _row(held: Sequence[Held], first: int, last: int) -> Row:
    """Return a row from the first column to the last of the header, and what stands behind it."""
    number, known = held[0].row, {each.column: each for each in held}
    within = [Cell(known[column].text, number, column, kind=known[column].kind) if column in known
              else Cell("", number, column) for column in range(first, last + 1)]
    beyond = [Cell(each.text, number, each.column, kind=each.kind) for each in held if each.column > last]
    return Row(number, (*within, *beyond[:_WIDEST]))
