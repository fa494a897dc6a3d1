"""In a product in two languages, a sentence would stand beside another one than its original.

A nurse points at a line in one language, and a family reads what stands beside it in the other. Where both texts are
made alike (the same boxes, lists of as many items), block stands beside block and item beside item, in their order; so
a translation has to keep the order of the original. `translated.yaml` tells from which words each sentence was made.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source
from pipeline.model.translation import said


def check(source: Source) -> Findings:
    for pair in source.publication.displaced:
        yield error(source.place_of(pair.units[0]),
                    f"“{said(pair.units)}” would stand beside other words than “{said(pair.original)}”",
                    why="whoever points at one language would show the other something else",
                    fix="put it where its original stands: in the same paragraph, or as the same item of the list")
