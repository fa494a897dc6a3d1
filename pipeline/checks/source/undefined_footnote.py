"""A note is called that its file does not define.

`[^1]` in the text needs a line `[^1]: the note` in the same file; without it the sign itself is printed.
"""

import re

from pipeline.model.finding import Findings, error
from pipeline.model.prose import NOTE
from pipeline.model.publication import Source

_CALL = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def check(source: Source) -> Findings:
    for file in source.tree.texts():
        if "/topics/" in file.path:
            defined = set(NOTE.findall(file.text or ""))
            for call in _CALL.finditer(file.text or ""):
                if call[1] not in defined:
                    yield error(file.place(call.start()), f"there is no note “{call[1]}” in this file",
                                why="the sign itself would be printed", fix=f"add a line “[^{call[1]}]: ...”")
