r"""A text holds a character that may not stand where it does.

What is checked has to be what is seen. Control characters, private and unassigned ones and marks that turn the order of
letters (`U+202E` makes 05 of 50) are refused everywhere; marks of direction and joiners stand only beside letters of a
script that needs them; what is not seen (soft hyphen, zero width space) parts no figures; a letter carries 30 marks at
most. What stands for a character counts as it: `&#7;` and `&rlm;` in prose, `"\a"` in YAML. Delete the character there.
"""

from pipeline.model.characters import unfit
from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for text, place in tree.read_as():
        for each in unfit(text):
            yield error(place(each.offset), str(each), why="a product would show something else than stands here",
                        fix="delete it")
