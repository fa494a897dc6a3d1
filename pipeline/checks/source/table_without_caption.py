"""A table box does not hold a caption and then a table.

The caption says in one line what the table shows; a reader who hears the page needs it first. Write one paragraph, an
empty line, and the pipe table, and nothing else in the box. A table without the box has no caption.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import passages
from pipeline.model.publication import Source
from pipeline.model.tree import is_div


def check(source: Source) -> Findings:
    for passage in passages(source):
        elements = passage.branches
        boxes = [element for element in elements if is_div(element, "table")]
        boxed = [id(block) for box in boxes for block in box["c"][1]]
        bare = [each for each in elements if each["t"] == "Table" and id(each) not in boxed]
        wrong = [box for box in boxes if [block["t"] for block in box["c"][1]] != ["Para", "Table"]]
        for element in bare + wrong:
            has_table = element["t"] == "Table" or any(block["t"] == "Table" for block in element["c"][1])
            said = "a table needs its box with one line of caption" if has_table else "no table was read in this box"
            yield error(passage.place_of(element), said,
                        why="a reader who hears the page needs to know what the table shows",
                        fix="write “::: table”, the caption, an empty line, the table, “:::”" if has_table else
                            "write the names of the columns between bars, below them | --- | --- |, then the rows")
