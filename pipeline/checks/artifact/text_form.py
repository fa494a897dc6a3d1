"""A text is not what a program that shows it expects: bytes that are no UTF-8, control characters, ends of lines.

Such a text shows rubbish signs in a mail or a portal, or breaks the program that takes it up. A line ends with a line
feed, the last one too; of other control characters only the tab stands in text (Unicode 16, chapter 23.1).
"""

import re

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Findings

MEDIA_TYPES = frozenset({"text/*"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def check(artifact: Artifact) -> Findings:
    try:
        text = artifact.content.decode("utf-8")
    except UnicodeDecodeError as fault:
        yield _fault(artifact, artifact.content[:fault.start].count(b"\n") + 1, "a byte that is no UTF-8")
        return
    for number, line in enumerate(text.split("\n"), 1):
        if found := _CONTROL.search(line):
            yield _fault(artifact, number, f"the control character U+{ord(found[0]):04X}")
    if text and not text.endswith("\n"):
        yield _fault(artifact, text.count("\n") + 1, "no end of its last line")


def _fault(artifact: Artifact, line: int, what: str) -> Finding:
    return artifact.fault(f"this text has {what}", f"line {line}",
                          why="programs that show it would show rubbish, or stop there")
