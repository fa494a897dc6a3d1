"""An address of the web or of a mailbox mixes letters of several scripts, or holds letters that only look Latin.

A Cyrillic “а” in a Latin name opens another server than the one that a reader sees. Write the address anew, in the
letters of one script, as its owner writes it.
"""

from pipeline.model.characters import ADDRESS, address_fault
from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for text, place in tree.read_as():
        for found in () if text.isascii() and "xn--" not in text.lower() else ADDRESS.finditer(text):
            fault = address_fault(found.group())
            if fault:
                yield error(place(found.start()), f"the address “{found.group()}” {fault}",
                            why="it may open another page than the one that readers see",
                            fix="type the address anew, in the letters of one script")
