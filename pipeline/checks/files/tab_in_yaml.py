"""A line of a YAML file is indented with a tab.

YAML knows spaces alone as indentation; editors show a tab as wide as they like, so the fault cannot be seen.
Replace each tab at the start of the line with two spaces.
"""

import re

from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree

_TAB = re.compile(r"^ *(\t)", re.MULTILINE)


def check(tree: SourceTree) -> Findings:
    for file in tree.texts():
        if file.path.endswith(".yaml"):
            for found in _TAB.finditer(file.text or ""):
                yield error(file.place(found.start(1)), "a tab indents this line",
                            why="YAML takes spaces alone as indentation", fix="write two spaces in place of the tab")
