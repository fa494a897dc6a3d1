"""A file still holds the marks of a merge that nobody settled.

Git leaves `<<<<<<<` and `>>>>>>>` where two people changed the same lines; both versions would be printed.
Keep one version, and delete the lines with the marks and the `=======` between them.
"""

import re

from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree

_MARK = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def check(tree: SourceTree) -> Findings:
    for file in tree.texts():
        for found in _MARK.finditer(file.text or ""):
            yield error(file.place(found.start()), f"a merge was not settled here: “{found.group()}”",
                        why="both versions of the lines would be printed",
                        fix="keep one version, and delete the marks and the ======= between them")
