"""A sentence of the edition is missing from the finished file, reads otherwise there, or stands at another place.

The text is taken back out of the file (a PDF by pdfium, an EPUB along its spine, a plain text as it is) and laid beside
the manuscript, sentence by sentence. Case, quotation marks and punctuation are not compared; a changed figure, a
dropped “not”, an exchanged word and an exchanged order are all seen.
"""

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.readback.parity import differences, quoted, source_of

DEPTH = "full"


def check(artifact: Artifact) -> Findings:
    for each in differences(artifact):
        if each.sentence is None:
            continue
        said = f"{quoted(each.sentence.text)}{source_of(each, artifact)}"
        message = {"missing": f"{said} is missing", "moved": f"{said} stands at another place",
                   "changed": f"{said} reads {quoted(each.found)}"}[each.kind]
        yield artifact.fault(message, each.where,
                             why="readers of this product would be told something that nobody has checked")
