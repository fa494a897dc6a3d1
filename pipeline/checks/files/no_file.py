"""What stands below `source/`, or among the style sheets, is neither a file nor a folder: a pipe, a socket, a device.

Who reads a pipe waits until somebody writes into it, and a device may have no end. Put a file in its place.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for path in sorted(tree.no_files):
        yield error(Place(path), "this is no file, but a pipe, a socket or a device",
                    why="who reads it may wait for ever, or get no end of it",
                    fix="put a file in its place, or delete it")
