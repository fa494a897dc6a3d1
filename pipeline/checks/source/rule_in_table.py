"""A row of a table holds nothing but dashes.

One line of dashes parts the names of the columns from the rows, and a second one is a row like any other: products show
dashes in its cells. A table has one head. Make two tables of it, each with its caption, or take the line out; for a
cell with nothing to say, say so in words.
"""

from pipeline.model.authors_text import rows
from pipeline.model.finding import Findings, error
from pipeline.model.prose import written
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for each in written(source):
        for row in rows(each.text):
            if row.is_rule:
                yield error(each.place(row.offset), "this row holds dashes alone",
                            why="each product would show a row of dashes",
                            fix="take the line out, or make two tables of it")
