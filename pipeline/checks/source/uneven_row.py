r"""A row of a table has more or fewer cells than the table has columns.

What stands beyond the last column is dropped; where a cell is missing, a reader is told the name of its column and
nothing else. A bar inside a cell is written `\|`, and an empty cell as two bars with a space between: `| Scan | |`.
"""

from pipeline.model.authors_text import rows
from pipeline.model.finding import Findings, error
from pipeline.model.prose import written
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for each in written(source):
        for row in rows(each.text):
            if row.cells != row.columns:
                yield error(each.place(row.offset), f"this row has {row.cells} {_cells(row.cells)}, the table"
                                                    f" {row.columns} columns",
                            why="what stands beyond the last column is in no product" if row.cells > row.columns else
                                "a reader would meet the name of a column with nothing behind it",
                            fix=r"give each row a cell a column; write a bar inside a cell as \|")


def _cells(count: int) -> str:
    return "cell" if count == 1 else "cells"
