"""A table of the Word file has no header row, so nobody who hears it knows what a cell belongs to (WCAG 2.2, 1.3.1)."""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import docx_reader
from pipeline.tools.reading.docx_reader import W

MEDIA_TYPES = frozenset({media_type.WORD})


def check(artifact: Artifact) -> Findings:
    for number, table in enumerate(docx_reader.tree(artifact.content, docx_reader.DOCUMENT).iter(f"{W}tbl"), 1):
        first = table.find(f"{W}tr")
        if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
            yield artifact.fault(f"table {number} has no header row", docx_reader.DOCUMENT,
                                 why="who hears the table does not learn what a cell belongs to (WCAG 2.2, 1.3.1)",
                                 fix="give the table a row of names above the line of dashes")
