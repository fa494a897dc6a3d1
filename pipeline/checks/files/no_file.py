"""What stands where a file is read is none: a folder by the name of a file, a pipe, a socket, a device.

Who reads a pipe waits until somebody writes into it, and a device may have no end. Put a file in its place.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for path, kind in sorted(tree.no_files.items()):
        yield error(Place(path), f"this is no file, but {kind}",
                    why="no product could hold what a file of this name would say",
                    fix="put a file in its place, or delete it")
