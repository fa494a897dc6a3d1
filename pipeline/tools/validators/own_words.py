"""What a validator says, as people may read it: on one line, without colours and the folder that it was given."""

import re

from pipeline.tools.keeping import scratch

_COLOUR = re.compile(r"\x1b\[\d+m")


def told(words: str) -> str:
    """Return a validator's words, every path below the folder for temporary files cut to what lies in it."""
    below = rf"(?:file://)?{re.escape(scratch.place())}(?:/tmp[\w-]+)+/?"  # ours, and one of the program's own in it
    return " ".join(re.sub(below, "", _COLOUR.sub("", words)).split())
