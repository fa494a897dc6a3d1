"""A note is called that its file does not define.

`[^1]` in the text needs a line `[^1]: the note` in the same file; without it the sign itself is printed.
"""

from pipeline.model.authors_text import CALL, NOTE
from pipeline.model.finding import Findings, error
from pipeline.model.prose import written
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for each in written(source):
        defined = {name.casefold() for name in NOTE.findall(each.text)}
        for call in CALL.finditer(each.text):
            if call[1].casefold() not in defined:
                yield error(each.place(call.start()), f"there is no note “{call[1]}” in this file",
                            why="the sign itself would be printed", fix=f"add a line “[^{call[1]}]: ...”")
