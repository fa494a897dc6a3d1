"""A value is not of the kind that its key takes.

Words stand where a number is meant, a list where one value is meant, or an id is not in lower case with hyphens.
The message says what was expected.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for place, misfit in tree.misfits("wrong-type"):
        what = f"the value of “{misfit.key}”" if misfit.key else "the file"
        yield error(place, f"{what} does not fit: {misfit.message}",
                    why="the build would print it wrong or not at all",
                    fix="write the value as the schema of the file describes it; words made of digits go in quotes")
