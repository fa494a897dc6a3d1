"""A column of a table stands to another side than the author wrote (`|---:|` right, `|:---:|` in the middle).

Figures are compared down a column that stands to the right; to the left, 9 looks more than 10.
"""

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.readback import readers
from pipeline.readback.sides import of_tree

DEPTH = "full"


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None or artifact.is_companion or not (shown := readers.sides(artifact)):
        return
    tables = [each for section in artifact.manuscript.sections for each in section.branches if each["t"] == "Table"]
    for number, (table, found) in enumerate(zip(tables, shown, strict=False), 1):
        meant = of_tree(table)
        if len(found) != len(meant) or any(one and one != other for one, other in zip(found, meant, strict=True)):
            yield artifact.fault(f"the columns of table {number} stand {', '.join(found)}"
                                 f" instead of {', '.join(meant)}",
                                 why="figures in a column are compared by where they stand")
