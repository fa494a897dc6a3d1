"""A file is not UTF-8, or opens with a byte order mark.

Letters beyond ASCII (é, ñ, dashes, quotes) would be printed as other letters, or not at all, and a heading after a
byte order mark is no heading. Save the file again as “UTF-8”, not as “UTF-8 with BOM”, UTF-16 or Windows-1252.
"""

from codecs import BOM_UTF8

from pipeline.model.finding import Findings, Place, error
from pipeline.model.source_files import is_picture
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for file in tree.files.values():
        if is_picture(file.path):
            continue
        if file.text is None or file.content.startswith(BOM_UTF8):
            what = "is not UTF-8" if file.text is None else "opens with a byte order mark"
            yield error(Place(file.path), f"the file {what}",
                        why="its letters would be printed as other letters, or not at all",
                        fix="save the file as UTF-8 without a byte order mark")
