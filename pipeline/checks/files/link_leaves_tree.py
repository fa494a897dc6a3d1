"""A symbolic link below `source/`, or among the style sheets, leads out of the project, to a folder, or to nothing.

What a link shows depends on the machine: a stranger's branch could make a private file of yours a part of what is
handed out. So links to files of the project are followed alone. Copy the file to where it is needed.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for path, end in sorted(tree.links.items()):
        yield error(Place(path), f"the link leads to “{end}”, and is not followed",
                    why="a product would hold what happens to lie there, on this machine alone",
                    fix="put a copy of the file in its place, or delete the link")
