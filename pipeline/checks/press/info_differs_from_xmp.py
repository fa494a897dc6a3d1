"""The document information says something else of the file than its metadata.

A shop that looks at one prints one job, a shop that looks at the other another. Title and dates are compared (ISO
15930-7 wants them to be the same; ISO 32000-1, 14.3.3).
"""

import re

from pipeline.model.finding import Findings, warning
from pipeline.model.press_file import PressFile

#: Entry of the document information -> the same in XMP.
_SAME = {"Title": "dc:title", "CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate"}


def check(press: PressFile) -> Findings:
    info, metadata = press.file.info, press.file.metadata
    for name, other in _SAME.items():
        said, other_said = info.get(name, ""), metadata.get(other, "")
        if said and other_said and _plain(name, said) != _plain(name, other_said):
            yield warning(press.place(),
                          f"{name} is “{said}” in the document information, “{other_said}” in the metadata",
                          why="nobody knows which of two jobs this file is",
                          fix="set it anew where the file is made, and export again")


def _plain(name: str, said: str) -> str:
    """Return a title with single spaces, a date as its digits to the minute, whatever the zone."""
    return re.sub(r"\D", "", said)[:8] if name.endswith("Date") else " ".join(said.split())
