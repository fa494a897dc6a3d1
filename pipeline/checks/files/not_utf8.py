"""A file is not UTF-8.

Letters beyond ASCII (é, ñ, dashes, quotes) would be printed as other letters, or not at all. Save the file again as
“UTF-8”, with a byte order mark or without, not as UTF-16 or Windows-1252.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_files import is_picture
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for file in tree.files.values():
        if file.text is None and not is_picture(file.path):
            yield error(Place(file.path), "the file is not UTF-8",
                        why="its letters would be printed as other letters, or not at all",
                        fix="save the file as UTF-8")
