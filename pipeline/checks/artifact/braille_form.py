"""A braille file is not of the form that displays and embossers take: 64 signs of ASCII, lines and pages of one size.

A line has no more cells, a page no more lines than the channel says (else 40 and 25, to which embossers are set);
lines end in CR LF, pages in a form feed. Whatever is longer runs on to the next line or page when it is embossed.
"""

import re
from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings

MEDIA_TYPES = frozenset({media_type.BRAILLE})
_USUAL_SIZE = (40, 25)
#: Each sign of North American ASCII braille is one of the 64 from the space on.
_NO_CELL = re.compile(rb"[^ -_\r\n\f]")
_BARE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")


def check(artifact: Artifact) -> Findings:
    layout = artifact.manuscript.edition.channel.braille if artifact.manuscript else None
    cells, lines = (layout.cells, layout.lines) if layout else _USUAL_SIZE
    *pages, rest = artifact.content.split(b"\f")
    for number, page in enumerate([*pages, rest] if rest else pages, 1):
        for fault in _faults(page, cells, lines):
            yield artifact.fault(fault, page=number,
                                 why="an embosser would set other lines and pages than the contents tell")
    if rest or not pages:
        yield artifact.fault("the last page does not end in a form feed",
                             why="an embosser would not put the sheet out", fix="make the file anew")


def _faults(page: bytes, cells: int, lines: int) -> Iterator[str]:
    printed = page.split(b"\n")[:-1] if page.endswith(b"\n") else page.split(b"\n")
    longest = max((len(line.rstrip(b"\r")) for line in printed), default=0)
    if longest > cells:
        yield f"a line has {longest} cells; {cells} are the most"
    if len(printed) > lines:
        yield f"the page has {len(printed)} lines; {lines} are the most"
    if found := _NO_CELL.search(page):
        yield f"the byte {found.group()[0]:#04x} is no cell of braille"
    if _BARE_END.search(page):
        yield "a line does not end in CR LF"
