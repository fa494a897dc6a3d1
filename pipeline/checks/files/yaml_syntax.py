"""A YAML file cannot be read.

The reader lost the structure of the file: often a quote is not closed, a colon stands inside words without quotes,
or a line is indented more or less than its neighbours. Look at the place, and at the line above it.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for place, misfit in tree.misfits("yaml-syntax"):
        yield error(place, f"this is no YAML: {misfit.message}",
                    why="nothing of the file can be used",
                    fix="look at this line and the one above it: quotes, colons, indentation")
