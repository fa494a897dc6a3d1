"""A record lacks a key that it cannot do without.

The build would have to guess the value, and it never guesses. Add the key with its value.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for place, misfit in tree.misfits("missing-key"):
        yield error(place, f"the key “{misfit.key}” is missing here",
                    why="the build does not guess what stands in no file",
                    fix=f"add a line “{misfit.key}: …”")
