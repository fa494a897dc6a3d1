"""The finished file says something that its edition does not have.

What a format adds by itself is known and left out: page numbers, running titles, numbers of list items, words outside
the trim. Everything else has to stand in the manuscript.
"""

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.readback.parity import differences, quoted

DEPTH = "full"


def check(artifact: Artifact) -> Findings:
    for each in differences(artifact):
        if each.sentence is None:
            yield artifact.fault(f"the edition does not say {quoted(each.found)}", each.where,
                                 why="nobody has checked these words, and no other product says them",
                                 fix="make the file anew; words that belong there have to stand in source/")
