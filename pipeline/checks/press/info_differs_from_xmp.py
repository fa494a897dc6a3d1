"""The document information says something else of the file than its metadata.

A shop that looks at one prints one job, a shop that looks at the other another. Title, dates and the standard that
the file names are compared (ISO 15930-7 wants them to be the same; ISO 32000-1, 14.3.3).
"""

import datetime
import re

from pipeline.model.finding import Findings, warning
from pipeline.model.press_file import PressFile

#: Entry of the document information -> the same in XMP.
_SAME = {"Title": "dc:title", "CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate",
         "GTS_PDFXVersion": "pdfxid:GTS_PDFXVersion"}

#: A date of the document information (7.9.4) or of XMP (ISO 8601), with its time and its zone.
_DATE = re.compile(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)T?(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d)[:']?(\d\d)?)")


def check(press: PressFile) -> Findings:
    info, metadata = press.file.info, press.file.metadata
    for name, other in _SAME.items():
        said, other_said = info.get(name, ""), metadata.get(other, "")
        if said and other_said and not _is_same(name, said, other_said):
            yield warning(press.place(),
                          f"{name} is “{said}” in the document information, “{other_said}” in the metadata",
                          why="nobody knows which of two jobs this file is",
                          fix="set it anew where the file is made, and export again")


def _is_same(name: str, said: str, other: str) -> bool:
    """Compare titles without regard to spaces, moments to the minute, in whatever zone each is told."""
    if not name.endswith("Date"):
        return said.split() == other.split()
    one, two = _moment(said), _moment(other)
    if one is None or two is None:  # no zone, or no time at all: the day has to do
        return re.sub(r"\D", "", said)[:8] == re.sub(r"\D", "", other)[:8]
    return abs(one - two) <= datetime.timedelta(minutes=1)


def _moment(said: str) -> datetime.datetime | None:
    """Return the moment that a date of either form means; None where it does not say so much, or nonsense."""
    found = _DATE.match(said)
    if found is None:
        return None
    *parts, sign, hours, minutes = found.groups()
    away = datetime.timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        return datetime.datetime(*(int(part) for part in parts), tzinfo=datetime.UTC) - away  # type: ignore[misc,arg-type]
    except (ValueError, OverflowError):
        return None
