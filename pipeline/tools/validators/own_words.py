"""What a validator says, as people may read it: on one line, without colours and the folder that it was given."""

import re

from pipeline.tools.keeping import scratch

_COLOUR = re.compile(r"\x1b\[\d+m")
#: Folders below that for temporary files, whose path, with the first letters of ours, a 0 stands for: ours, and one of
#: the program's own in it.
_OURS = re.compile(r"(?:file://)?\0[\w-]++(?:/tmp[\w-]++)*+/?")


def told(words: str) -> str:
    """Return a validator's words, every path below the folder for temporary files cut to what lies in it."""
    begun = f"{scratch.place()}/tmp"
    marked = _COLOUR.sub("", words).replace("\0", "").replace(begun, "\0")
    return " ".join(_OURS.sub("", marked).replace("\0", begun).split())
