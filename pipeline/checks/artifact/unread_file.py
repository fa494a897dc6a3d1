"""A file shows words of the edition, and nobody can read them back.

What goes with a product names its reader (`Companion.reader`), as a format does in its contract. While there is none of
that name in `pipeline/readback/readers`, nobody knows what the file says: a release refuses.
"""

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, unexamined
from pipeline.readback import readers

DEPTH = "full"

def check(artifact: Artifact) -> Findings:
    name = artifact.read_by
    if not readers.can_read(artifact):
        yield unexamined(Place(artifact.name), f"there is no reader “{name}”, so nobody has read this file back",
                         why="it may leave out or change what its edition says",
                         fix=f"write pipeline/readback/readers/{name.replace('-', '_')}.py", about=name)
