"""A record holds the same key twice.

Only the last value would count, and the first would be lost without a word. Keep one of the two lines.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for place, misfit in tree.misfits("duplicate-key"):
        yield error(place, misfit.message,
                    why="only the last of the two would count",
                    fix="delete one of the two lines")
