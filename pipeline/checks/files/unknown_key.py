"""A record holds a key that nobody reads.

A key with a slip of the pen would be passed over without a word, and what it says with it. Write the key as the
README of the source and the schema name it.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for place, misfit in tree.misfits("unknown-key"):
        yield error(place, f"nobody reads the key “{misfit.key}”",
                    why="what it says would be passed over",
                    fix=advice(misfit.key, misfit.known))
