"""A file of the source that nobody reads, or one whose name is no text.

Its words would reach no product, and nobody would be told: often the name or the folder has a slip of the pen.
Move it to where the README of the source says, or take it out of `source/`. A name that an old system wrote in a coding
of its own (not UTF-8) is read as another one on each machine: type it anew.
"""

import re

from pipeline.model.finding import Findings, Place, error
from pipeline.model.nearest import suggestion
from pipeline.model.source_files import MODELS, NEEDED_BY_LANGUAGE, is_read
from pipeline.model.source_tree import SourceTree

#: The fixed names of files, by how deep below source/ they stand.
_NAMES = {0: [pattern for pattern in MODELS if "*" not in pattern], 1: NEEDED_BY_LANGUAGE}
#: What Python makes of bytes that are no UTF-8 (PEP 383).
_STRAY_BYTES = re.compile("[\udc80-\udcff]")


def check(tree: SourceTree) -> Findings:
    for path in (*tree.files, *sorted(tree.others)):
        if _STRAY_BYTES.search(path):
            yield error(Place(path), "the name of this file is not UTF-8",
                        why="each machine would read another name", fix="rename the file; type its name anew")
        elif path in tree.files and not is_read(path):
            folder, _, name = path.rpartition("/")
            names = _NAMES.get(folder.count("/"), ())
            yield error(Place(path), f"nobody reads this file{suggestion(name, names)}",
                        why="what it says would reach no product",
                        fix="give it the name and folder that source/README.md lists, or take it out of source/")
